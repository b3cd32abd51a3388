#include "core/disclosure/batch.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/base/hex.hpp"
#include "core/disclosure/octets.hpp"

namespace concordat::disclosure {
namespace {

constexpr std::string_view kCommitmentDomain = "concordat/vault-commitment/v1\n";

std::unexpected<Error> no_batch(std::string_view place) {
  return fail({.code = "vault-proof.statement",
               .place = "/body/" + std::string(place),
               .expected = "a statement of type vault-batch"});
}

// As digests are written in statements.
std::optional<merkle::Hash> hash_at(const json::Value& body, std::string_view name) {
  constexpr std::string_view kPrefix = "sha256:";
  std::string_view text = body.text(name);
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  const auto octets = decode_hex(text);
  merkle::Hash hash{};
  if (!octets || octets->size() != hash.size()) return std::nullopt;
  std::ranges::copy(*octets, hash.begin());
  return hash;
}

}  // namespace

json::Object body_of(const Batch& batch) {
  json::Object body{{"number", batch.number},
                    {"first", batch.first},
                    {"count", batch.count},
                    {"root", crypto::to_string(batch.root)}};
  if (batch.previous) body.set("previous", crypto::to_string(*batch.previous));
  return body;
}

Result<Batch> read_batch(const json::Value& body) {
  Batch batch;
  const std::pair<std::string_view, std::uint64_t*> counts[] = {
      {"number", &batch.number}, {"first", &batch.first}, {"count", &batch.count}};
  for (const auto& [name, value] : counts) {
    const std::int64_t given = body.integer(name);
    if (given < 1) return no_batch(name);
    *value = static_cast<std::uint64_t>(given);
  }
  const auto root = hash_at(body, "root");
  if (!root) return no_batch("root");
  batch.root = *root;
  if (body.find("previous") != nullptr) {
    batch.previous = hash_at(body, "previous");
    if (!batch.previous) return no_batch("previous");
  }
  return batch;
}

bool continues(const Batch& batch, const Batch* before) {
  if (batch.count == 0) return false;
  if (before == nullptr) return batch.number == 1 && batch.first == 1 && !batch.previous;
  return batch.number == before->number + 1 && batch.first == before->first + before->count &&
         batch.previous == before->root;
}

merkle::Hash commitment_leaf(std::uint64_t sequence, const crypto::Digest& commitment) {
  Bytes entry = begin_with(kCommitmentDomain);
  append(entry, sequence);
  append(entry, commitment);
  return merkle::leaf_hash(entry);
}

merkle::Hash batch_root(std::uint64_t first, std::span<const crypto::Digest> commitments) {
  std::vector<merkle::Hash> leaves;
  leaves.reserve(commitments.size());
  for (const crypto::Digest& commitment : commitments) {
    leaves.push_back(commitment_leaf(first + leaves.size(), commitment));
  }
  return merkle::tree_root(leaves);
}

Result<merkle::Proof> batch_path(std::uint64_t first, std::span<const crypto::Digest> commitments,
                                 std::uint64_t at) {
  merkle::Tree tree;
  for (const crypto::Digest& commitment : commitments) {
    tree.append(commitment_leaf(first + tree.size(), commitment));
  }
  return merkle::prove_inclusion(tree, at, commitments.size());
}

}  // namespace concordat::disclosure

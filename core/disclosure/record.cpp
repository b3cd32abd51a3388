#include "core/disclosure/record.hpp"

#include <utility>

#include "core/base/base64url.hpp"
#include "core/credential/securing/sd_jwt.hpp"
#include "core/disclosure/octets.hpp"
#include "core/json/read.hpp"

namespace concordat::disclosure {
namespace {

constexpr std::string_view kPartDomain = "concordat/vault-part/v1\n";
constexpr std::string_view kRecordDomain = "concordat/vault-record/v1\n";

std::string text_of_digest(const crypto::Digest& digest) { return encode_base64url(digest); }

std::unexpected<Error> no_disclosure() {
  return fail({.code = "vault-proof.disclosure",
               .expected = "base64url of [salt, name, value] with a salt of 16 octets"});
}

}  // namespace

std::vector<Part> parts_of(const Header& header) {
  return {{std::string(kHeaderNames[0]), header.kind},
          {std::string(kHeaderNames[1]), header.owner},
          {std::string(kHeaderNames[2]), header.media_type},
          {std::string(kHeaderNames[3]), header.size_bytes},
          {std::string(kHeaderNames[4]), text_of_digest(header.body)},
          {std::string(kHeaderNames[5]),
           header.replaces ? json::Value(text_of_digest(*header.replaces)) : json::Value(nullptr)}};
}

std::string disclose(const PartSalt& salt, const Part& part) {
  return credential::encode_disclosure({encode_base64url(salt), part.name, part.value});
}

Result<Part> read_disclosure(std::string_view disclosure) {
  const auto octets = decode_base64url(disclosure);
  if (!octets) return no_disclosure();
  auto read = json::read(text_of(*octets));
  json::Array* parts = read ? read->as_array() : nullptr;
  if (parts == nullptr || parts->size() != 3) return no_disclosure();
  const std::string* salt = (*parts)[0].as_string();
  const std::string* name = (*parts)[1].as_string();
  if (salt == nullptr || name == nullptr) return no_disclosure();
  const auto salt_octets = decode_base64url(*salt);
  if (!salt_octets || salt_octets->size() != kPartSaltSize) return no_disclosure();
  return Part{.name = *name, .value = std::move((*parts)[2])};
}

merkle::Hash part_leaf(std::string_view disclosure) {
  Bytes entry = begin_with(kPartDomain);
  append(entry, crypto::sha256(bytes_of(disclosure)));
  return merkle::leaf_hash(entry);
}

crypto::Digest commitment(const RecordSalt& salt, std::uint64_t parts, const merkle::Hash& root) {
  Bytes octets = begin_with(kRecordDomain);
  append(octets, salt);
  append(octets, parts);
  append(octets, root);
  return crypto::sha256(octets);
}

Record::Record(const RecordSalt& salt, std::vector<std::string> disclosures)
    : salt_(salt), disclosures_(std::move(disclosures)), root_(merkle::empty_root()) {
  std::vector<merkle::Hash> leaves;
  leaves.reserve(disclosures_.size());
  for (const std::string& disclosure : disclosures_) {
    leaves.push_back(part_leaf(disclosure));
    tree_.append(leaves.back());
  }
  root_ = merkle::tree_root(leaves);
}

crypto::Digest Record::commitment() const { return disclosure::commitment(salt_, parts(), root_); }

Result<merkle::Proof> Record::path(std::uint64_t index) {
  return merkle::prove_inclusion(tree_, index, parts());
}

}  // namespace concordat::disclosure

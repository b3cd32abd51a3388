#include "registry/vault/proving.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/json/read.hpp"
#include "core/statement/statement.hpp"
#include "registry/drafts.hpp"

namespace concordat::registry::vault {
namespace {

std::unexpected<Error> altered(std::string place) {
  return fail({.code = "vault.altered", .place = std::move(place)});
}

std::string place_of(const disclosure::Batch& batch) {
  return "batch " + std::to_string(batch.number);
}

json::Value statement_of(const disclosure::Batch& batch, std::string_view author, Instant now) {
  return json::Object{{"id", "vault-batch:" + std::to_string(batch.number)},
                      {"type", "vault-batch"},
                      {"author", author},
                      {"basis", json::Object{{"kind", "own"}}},
                      {"effective", json::Object{{"from", to_string(utc_date(now))}}},
                      {"body", disclosure::body_of(batch)}};
}

// The next batch, or none where every commitment is in one.
Result<std::optional<disclosure::Batch>> next_batch(VaultStore& store, const KeptBatch* last) {
  disclosure::Batch batch;
  if (last != nullptr) {
    batch.number = last->batch.number + 1;
    batch.first = last->batch.first + last->batch.count;
    batch.previous = last->batch.root;
  }
  CONCORDAT_TRY(total, store.commitments());
  if (batch.first > total) return std::optional<disclosure::Batch>();
  batch.count = std::min(total - batch.first + 1, kMostInBatch);
  CONCORDAT_TRY(commitments, store.commitments(batch.first, batch.count));
  if (commitments.size() != batch.count) return altered("sequence");
  batch.root = disclosure::batch_root(batch.first, commitments);
  return std::optional(batch);
}

// The content that was written down, under a signature of today: who signed has no part in what a
// statement is, and the key of then may be revoked.
Result<std::string> signed_again(const std::string& statement, Signer& signer) {
  CONCORDAT_TRY(jws, statement::parse_signed(statement));
  CONCORDAT_TRY(payload, json::read(jws.payload));
  return sign(signer, payload);
}

Result<KeptBatch> prepared(VaultStore& store, const disclosure::Batch& batch, Signer& signer,
                           const json::Value& statement) {
  CONCORDAT_TRY(compact, sign(signer, statement));
  KeptBatch kept{.batch = batch, .statement = std::move(compact), .logged = {}};
  CONCORDAT_CHECK(store.prepare(kept));
  return kept;
}

Status check_roots(VaultStore& store, const disclosure::Batch& batch,
                   const disclosure::Batch* before) {
  if (!disclosure::continues(batch, before)) return altered(place_of(batch));
  CONCORDAT_TRY(commitments, store.commitments(batch.first, batch.count));
  const bool same = commitments.size() == batch.count &&
                    disclosure::batch_root(batch.first, commitments) == batch.root;
  if (!same) return altered(place_of(batch));
  return {};
}

Status check_logged(const Registry& registry, const KeptBatch& kept) {
  CONCORDAT_TRY(entry, registry.statement(*kept.logged));
  const json::Value* statement = entry.find("statement");
  const json::Value* body = statement ? statement->find("body") : nullptr;
  const auto batch = body ? disclosure::read_batch(*body)
                          : Result<disclosure::Batch>(fail({.code = "vault.altered"}));
  if (batch && *batch == kept.batch) return {};
  return altered(place_of(kept.batch));
}

Status check_sequence(VaultStore& store) {
  CONCORDAT_TRY(total, store.commitments());
  constexpr std::uint64_t kStep = 4096;
  for (std::uint64_t first = 1; first <= total; first += kStep) {
    const std::uint64_t count = std::min(kStep, total - first + 1);
    CONCORDAT_TRY(page,
                  store.list({.after = first - 1, .limit = static_cast<std::uint32_t>(count)}));
    const bool gapless = page.size() == count && page.back().sequence == first + count - 1;
    if (!gapless) return altered("sequence number " + std::to_string(first));
  }
  return {};
}

}  // namespace

Result<std::optional<KeptBatch>> log_batch(VaultStore& store, const Logging& logging, Instant now) {
  CONCORDAT_TRY(last, store.last_batch());
  std::string compact;
  KeptBatch kept;
  if (last && !last->logged) {
    kept = *last;
    CONCORDAT_TRY(again, signed_again(kept.statement, logging.signer));
    compact = std::move(again);
  } else {
    CONCORDAT_TRY(batch, next_batch(store, last ? &*last : nullptr));
    if (!batch) return std::optional<KeptBatch>();
    CONCORDAT_TRY(
        made, prepared(store, *batch, logging.signer, statement_of(*batch, logging.author, now)));
    kept = std::move(made);
    compact = kept.statement;
  }
  CONCORDAT_TRY(index, logging.submit(compact));
  CONCORDAT_CHECK(store.set_logged(kept.batch.number, index));
  kept.logged = index;
  return std::optional(std::move(kept));
}

Result<disclosure::Proof> prove(Vault& vault, VaultStore& store, const Registry& registry,
                                std::string_view id, std::span<const std::uint64_t> parts) {
  CONCORDAT_TRY(record, vault.find(id));
  CONCORDAT_TRY(committed, vault.read_parts(id));
  const bool there =
      std::ranges::all_of(parts, [&](std::uint64_t part) { return part < committed.parts(); });
  if (!there) {
    return fail({.code = "vault.part",
                 .place = std::string(id),
                 .expected = "0 to " + std::to_string(committed.parts() - 1)});
  }
  CONCORDAT_TRY(kept, store.batch_of(record.sequence));
  if (!kept || !kept->logged) return fail({.code = "vault.not-logged", .place = std::string(id)});
  const disclosure::Batch& batch = kept->batch;
  CONCORDAT_CHECK(check_logged(registry, *kept));
  CONCORDAT_TRY(commitments, store.commitments(batch.first, batch.count));
  if (commitments.size() != batch.count ||
      disclosure::batch_root(batch.first, commitments) != batch.root) {
    return altered(place_of(batch));
  }
  CONCORDAT_TRY(proof, disclosure::open_parts(committed, parts));
  CONCORDAT_TRY(path,
                disclosure::batch_path(batch.first, commitments, record.sequence - batch.first));
  CONCORDAT_TRY(log_proof, registry.prove(*kept->logged));
  proof.sequence = record.sequence;
  proof.batch_path = std::move(path);
  proof.log = std::move(log_proof);
  return std::move(proof);
}

Status check_batches(VaultStore& store, const Registry* registry) {
  CONCORDAT_CHECK(check_sequence(store));
  std::optional<disclosure::Batch> before;
  for (std::uint64_t sequence = 1; true;) {
    CONCORDAT_TRY(kept, store.batch_of(sequence));
    if (!kept) return {};
    CONCORDAT_CHECK(check_roots(store, kept->batch, before ? &*before : nullptr));
    if (registry != nullptr && kept->logged) CONCORDAT_CHECK(check_logged(*registry, *kept));
    before = kept->batch;
    sequence = kept->batch.first + kept->batch.count;
  }
}

}  // namespace concordat::registry::vault

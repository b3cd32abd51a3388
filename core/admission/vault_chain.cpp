#include "core/admission/vault_chain.hpp"

#include <optional>
#include <string>
#include <utility>

#include "core/disclosure/batch.hpp"

namespace concordat::admission {
namespace {

std::unexpected<Error> refuse(const Scene& scene, std::string place, std::string expected) {
  return fail({.code = "admission.vault-chain",
               .place = std::move(place),
               .expected = std::move(expected),
               .against = scene.consulted()});
}

// Rows are never taken back, so the last is that of the batch before.
std::optional<disclosure::Batch> last_batch(const Scene& scene) {
  const auto& batches = scene.tables().vault_batches;
  if (batches.size() == 0) return std::nullopt;
  const facts::VaultBatch& row = batches.at(static_cast<std::uint32_t>(batches.size() - 1));
  scene.consult(row.since);
  return disclosure::Batch{
      .number = row.number, .first = row.first, .count = row.count, .root = row.root};
}

}  // namespace

Status check_vault_chain(const Scene& scene, const statement::Statement& statement) {
  if (statement.type() != "vault-batch") return {};
  if (statement.corrects) {
    return refuse(scene, "/corrects", "a batch of its own: a link of the chain is never corrected");
  }
  const auto before = last_batch(scene);
  const auto batch = disclosure::read_batch(statement.body);
  if (batch && disclosure::continues(*batch, before ? &*before : nullptr)) return {};
  const std::uint64_t number = before ? before->number + 1 : 1;
  const std::uint64_t first = before ? before->first + before->count : 1;
  return refuse(scene, "/body",
                "batch " + std::to_string(number) + ", from sequence number " +
                    std::to_string(first) + " on, with the root of the batch before");
}

}  // namespace concordat::admission

// Batches of commitments in the log, and proofs that lead there (spec/formats/vault-proof.md).
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/disclosure/proof.hpp"
#include "registry/ports/signer.hpp"
#include "registry/registry.hpp"
#include "registry/vault/vault.hpp"

namespace concordat::registry::vault {

// Commitments in one batch. A batch stands in memory whole when a proof is made of it.
inline constexpr std::uint64_t kMostInBatch = std::uint64_t{1} << 16;

// Logs one batch of the commitments that are in none yet; nothing where there are none. A batch is
// written down with its statement before it is submitted: one that was never acknowledged is
// submitted again, with the same content and under the operator's present key, before another is
// made. Codes: those of admission (admission.vault-chain when this vault is not the one whose
// batches the log has), of the store, the signer and `submit`.
struct Logging {
  std::string author;  // the operator
  Signer& signer;      // with its key
  // Gives the log index, of a statement that was on file before too.
  std::function<Result<std::uint64_t>(const std::string& statement)> submit;
};
[[nodiscard]] Result<std::optional<KeptBatch>> log_batch(VaultStore& store, const Logging& logging,
                                                         Instant now);

// Opens these parts of a record and proves them against the newest checkpoint. Codes:
// vault.not-logged (its batch is not in the log yet), vault.part (no such part), those of
// Vault::read_parts.
[[nodiscard]] Result<disclosure::Proof> prove(Vault& vault, VaultStore& store,
                                              const Registry& registry, std::string_view id,
                                              std::span<const std::uint64_t> parts);

// That sequence numbers have no gap, that each batch continues the one before and has the root that
// its commitments give, and, where there is a registry, that the log has the same batches. Code
// vault.altered, with the place.
[[nodiscard]] Status check_batches(VaultStore& store, const Registry* registry);

}  // namespace concordat::registry::vault

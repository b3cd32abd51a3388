// The chain of the vault's batches: gapless, each naming the root of the one before, so that a
// commitment left out or a batch put away shows (spec/formats/vault-proof.md).
#pragma once

#include "core/admission/scene.hpp"
#include "core/statement/statement.hpp"

namespace concordat::admission {

// Of a statement of type `vault-batch`; any other passes. Code admission.vault-chain, with the
// place: /body (it does not continue the batch before), /corrects (a link is never corrected).
[[nodiscard]] Status check_vault_chain(const Scene& scene, const statement::Statement& statement);

}  // namespace concordat::admission

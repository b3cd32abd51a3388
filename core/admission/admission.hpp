// The gate of the fold: a statement enters only if the state before it gives its author the
// authority to make it. Who may speak about what; never scope, which the determination judges.
//
// Pure and replayable: the same prefix, statement and stamp give the same answer everywhere, so a
// follower re-checks every entry. What the core cannot do is verify the signature: it says which
// one must hold, and the host refuses the statement when it does not.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/result.hpp"
#include "core/crypto/digest.hpp"
#include "core/crypto/signature.hpp"
#include "core/facts/state.hpp"
#include "core/statement/statement.hpp"
#include "core/time/instant.hpp"

namespace concordat::admission {

class Scene;

// The newest rules this code knows. A constitution that names newer ones is refused, because nobody
// could judge what comes after it.
inline constexpr std::int64_t kSemanticsVersion = 1;

enum class Disposition : std::uint8_t {
  kNew,    // becomes the entry at `index`
  kKnown,  // the same content is on file since `index`: acknowledge, append nothing
};

struct Admission {
  Disposition disposition = Disposition::kNew;
  facts::Ordinal index = 0;
  // What the fold is to remember it by (`facts::State::Entry::digest`).
  crypto::Digest digest{};
  // The signature that must hold. Always there for kNew, never for kKnown.
  std::optional<crypto::Obligation> obligation = {};
};

// Judges a signed statement against everything applied to `state` so far; `recorded` is the stamp
// the entry will carry. Roles, keys and the constitution are read at the UTC day of `recorded`.
//
// Codes, with the JSON pointer in `place` and in `against` the log indices that stood against it:
//   admission.first-statement   entry 0 is not a founding, or a later entry is one
//   admission.id-reused         the id is on file with other content
//   admission.unknown-author    the author is not on file
//   admission.unknown-key       the key is not on file as the author's, or not yet in force
//   admission.key-revoked       the key was revoked, or compromised, or its time is over
//   admission.not-authorised    the author may not state this
//   admission.not-transcriber   the constitution does not empower the author for this source, or
//                               the type cannot be transcribed
//   admission.unknown-subject   what the statement changes is not on file
//   admission.identifier-taken  the identifier belongs to somebody else's statement
//   admission.corrects-unknown  the corrected statement is not on file
//   admission.corrects-not-yours  it is another's, or of another type
//   admission.transition        no legal transition of state (domain: issued, suspended, final)
//   admission.backdated         in effect before the decision, and not ex-tunc; or a constitution
//                               in effect before it is recorded
//   admission.crowded           the author has recorded as many facts about the same as it may
//   admission.audit-head        the records of access do not go on from the newest head on file
//   admission.vault-chain       a batch of the vault that does not continue the one before, or a
//                               correction of one
//   admission.semantics-version the constitution names rules that this code does not know
// and jws.algorithm, jws.signature-length.
[[nodiscard]] Result<Admission> admit(const facts::State& state, const statement::Signed& submitted,
                                      Instant recorded);

// The same judgement of the statement alone, without id and key: whether its author may make it.
// For drafts, before anybody signs.
[[nodiscard]] Status judge(const facts::State& state, const statement::Statement& statement,
                           Instant recorded);
// The same as of any published size, on any day.
[[nodiscard]] Status judge(const Scene& scene, const statement::Statement& statement);

}  // namespace concordat::admission

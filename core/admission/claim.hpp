// What a statement claims to speak about, as far as its author's authority depends on it: read from
// the body of a new statement, or from the rows that a statement on file made.
#pragma once

#include <optional>

#include "core/admission/scene.hpp"
#include "core/statement/statement.hpp"

namespace concordat::admission {

struct Claim {
  const statement::Descriptor* descriptor = nullptr;  // never null
  // What `Descriptor::subject` names. A name that nobody has ever used is kNoId, and equals nobody.
  Id subject = kNoId;
  Id act = kNoId;
  Id annex = kNoId;
  Id scheme = kNoId;
  Id party = kNoId;
  Id certificate = kNoId;
  Id depositary = kNoId;
  facts::Ids parties = {};
};

[[nodiscard]] Claim claim_of(const Scene& scene, const statement::Statement& statement);

// Nothing when the statement left no rows from which it could be told (an assessment, a fee
// schedule): then only its author may speak of it again.
[[nodiscard]] std::optional<Claim> claim_of(const Scene& scene, Ordinal ordinal);

// Whether the organisation may make the statement in its own name, by the descriptor's authority
// and the prose of its rule. Transcription is not asked about.
[[nodiscard]] bool may_state(const Scene& scene, Id author, const Claim& claim);

// The body that answers for a certificate today: who issued it, or who took it over last.
[[nodiscard]] Id responsible_body(const Scene& scene, Id certificate);

}  // namespace concordat::admission

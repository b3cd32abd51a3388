// Accreditation, designation, and what interrupts them: who may say so.
#pragma once

#include <cstdint>
#include <optional>

#include "core/facts/coverages.hpp"
#include "core/facts/row.hpp"
#include "core/facts/rows/frame.hpp"
#include "core/statement/predicate.hpp"

namespace concordat::facts {

struct Accreditation : Row {  // key: body
  Id accreditor = kNoId;
  Id body = kNoId;
  Id main_scope = kNoId;
  Ids standards;
  Ids sectors;
  Ids schemes;
};
struct Signatory : Row {  // key: accreditor
  Id arrangement = kNoId;
  Id accreditor = kNoId;
  Id main_scope = kNoId;
};
struct AccreditorAcceptance : Row {  // key: market
  Id market = kNoId;
  Id accreditor = kNoId;  // one of the two
  Id arrangement = kNoId;
  Id main_scope = kNoId;
  Ids acts;
};
struct Designation : Row {  // key: body
  Id body = kNoId;
  Id act = kNoId;
  Id annex = kNoId;
  Ids modules;
  Ids sectors;
  std::optional<statement::Predicate> products;
  Id number = kNoId;
};
enum class RunOffEffect : std::uint8_t { kNone, kUntilExpiry, kDays, kTransferDays };
struct RunOff : Row {  // key: act, annex or scheme
  Id subject = kNoId;
  Id cause = kNoId;  // "any": every cause
  RunOffEffect effect = RunOffEffect::kNone;
  std::int32_t days = 0;
};

// A suspension or an end of what another statement established.
enum class InterruptionKind : std::uint8_t { kSuspended, kEnded };
struct Interruption : Row {  // key: pack(subject, part); part kNoId for the whole
  InterruptionKind kind = InterruptionKind::kSuspended;
  Ordinal subject = 0;    // the `origin` of the rows it interrupts
  Ordinal opened_by = 0;  // the statement that opened it; `since` when it is also the newest word
  Id part = kNoId;
  Id cause = kNoId;
};

}  // namespace concordat::facts

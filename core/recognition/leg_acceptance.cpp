#include "core/recognition/competence.hpp"

namespace concordat::recognition {
namespace {

using facts::Accreditation;
using facts::AccreditorAcceptance;

// The accreditor's signature under the arrangement for that scope, on the day of issue.
struct Signature {
  Phase phase = Phase::kEnded;
  const facts::Signatory* row = nullptr;
};

Signature signature_of(const Context& context, const Case& asked,
                       const Accreditation& accreditation, Id arrangement) {
  Signature best;
  Probe& issue = asked.attestation.issue;
  context.tables.signatories.visit(
      accreditation.accreditor, context.size, [&](const facts::Signatory& row) {
        if (row.arrangement != arrangement || row.main_scope != accreditation.main_scope) {
          return true;
        }
        const Phase phase = tenure_at(row, issue).phase;
        if (!best.row || phase < best.phase) best = {phase, &row};
        return true;
      });
  return best;
}

// The market's acceptance is there; does it stand at the event?
Graded grade_standing(Context& context, const AccreditorAcceptance& row,
                      const Accreditation& accreditation, const facts::Signatory* signatory) {
  Graded graded;
  graded.origin = row.origin;
  Findings found(context, Leg::kAcceptance, graded.findings);
  const Named who{"accreditor", accreditation.accreditor};
  const Ordinal signed_by = signatory ? signatory->since : kNever;
  const Tenure tenure = tenure_at(row, context.event);
  switch (tenure.phase) {
    case Phase::kInForce:
      graded.bearing = Bearing::kHolds;
      graded.nearness = nearness::kHeld;
      found.holds(code::kAcceptanceAccepted, {who}, {row.since, signed_by});
      break;
    case Phase::kOpen:
      graded.bearing = Bearing::kOpen;
      graded.nearness = nearness::kOpen;
      found.open(code::kAcceptanceOpen, Why::kFactNeeded, {who}, {row.since, signed_by});
      break;
    case Phase::kSuspended:
      graded.nearness = nearness::kSuspendedAtIssue;
      found.fails(code::kAcceptanceSuspended, {who}, {row.since, tenure.evidence});
      break;
    case Phase::kEnded:
      graded.nearness = nearness::kEnded;
      found.fails(code::kAcceptanceEnded, {who, {"ended", tenure.boundary}},
                  {row.since, tenure.evidence});
      break;
    case Phase::kNotYet:
      graded.nearness = nearness::kNone;
      found.fails(code::kAcceptanceNotAccepted, {who}, {row.since});
      break;
  }
  return graded;
}

Graded grade_one(Context& context, const Case& asked, const AccreditorAcceptance& row,
                 const Accreditation& accreditation) {
  if (row.accreditor != kNoId) return grade_standing(context, row, accreditation, nullptr);
  const Signature signature = signature_of(context, asked, accreditation, row.arrangement);
  if (signature.phase == Phase::kInForce) {
    return grade_standing(context, row, accreditation, signature.row);
  }
  Graded graded;
  graded.origin = row.origin;
  Findings found(context, Leg::kAcceptance, graded.findings);
  const Named who{"accreditor", accreditation.accreditor};
  if (!signature.row) {
    graded.nearness = nearness::kNone;
    found.fails(code::kAcceptanceNotAccepted, {who}, {row.since});
    return graded;
  }
  const EvidenceList evidence{row.since, signature.row->since};
  switch (signature.phase) {
    case Phase::kOpen:
      graded.bearing = Bearing::kOpen;
      graded.nearness = nearness::kOpen;
      found.open(code::kAcceptanceOpen, Why::kFactNeeded, {who}, evidence);
      break;
    case Phase::kSuspended:
      graded.nearness = nearness::kSuspendedAtIssue;
      found.fails(code::kAcceptanceSuspended, {who}, evidence);
      break;
    case Phase::kNotYet:
      graded.nearness = nearness::kLater;
      found.fails(code::kAcceptanceSignatoryLater,
                  {who, {"arrangement", row.arrangement}, {"from", signature.row->certain.from}},
                  evidence);
      break;
    case Phase::kEnded:
    case Phase::kInForce:
      graded.nearness = nearness::kEndedBeforeIssue;
      found.fails(code::kAcceptanceEnded, {who, {"ended", signature.row->certain.until}}, evidence);
      break;
  }
  return graded;
}

}  // namespace

Graded grade_acceptance(Context& context, const Case& asked, const Accreditation& accreditation) {
  Graded best;
  bool any = false;
  const Id act =
      asked.candidate.requirement ? asked.candidate.requirement->act : asked.attestation.act();
  for (const facts::AreaOf& place : asked.attestation.market_places) {
    context.tables.accreditor_acceptances.visit(
        place.area, context.size, [&](const AccreditorAcceptance& row) {
          if (row.main_scope != accreditation.main_scope || !covers(row.acts, act)) return true;
          if (row.accreditor != kNoId && row.accreditor != accreditation.accreditor) return true;
          Graded graded = grade_one(context, asked, row, accreditation);
          if (!any || better(graded, best)) best = std::move(graded);
          any = true;
          return true;
        });
  }
  if (any) return best;
  best.nearness = nearness::kNone;
  Findings(context, Leg::kAcceptance, best.findings)
      .fails(code::kAcceptanceNotAccepted, {{"accreditor", accreditation.accreditor}},
             {accreditation.since});
  return best;
}

}  // namespace concordat::recognition

#include "core/recognition/legs.hpp"

namespace concordat::recognition {
namespace {

void judge_span(Context& context, const facts::Certificate& row,
                const facts::CertificateStanding& standing, Findings& found) {
  const Date on = context.on();
  const Holding holding = facts::span_state(row, context.event);
  const Named from{"from", row.certain.from};
  const Named until{"until", row.certain.until};
  if (holding == Holding::kHolds) {
    // In its days; what a change of state makes of it follows.
    const bool plain = standing.standing == facts::Standing::kValid && !standing.possibly;
    if (plain) found.holds(code::kCurrencyValid, {from, until}, {row.since});
  } else if (holding == Holding::kPossibly && on < row.certain.from) {
    found.open(code::kCurrencyStartDayOpen, Why::kFactNeeded,
               {{"from", row.possible.from}, {"until", row.certain.from}}, {row.since});
  } else if (holding == Holding::kPossibly) {
    found.open(code::kCurrencyEndDayOpen, Why::kFactNeeded,
               {{"from", row.certain.until}, {"until", row.possible.until}}, {row.since});
  } else if (on < row.possible.from) {
    found.fails(code::kCurrencyNotYetValid, {from}, {row.since});
  } else {
    found.fails(code::kCurrencyExpired, {until}, {row.since});
  }
}

void judge_state(const facts::Certificate& row, const facts::CertificateStanding& standing,
                 Findings& found) {
  if (standing.standing != facts::Standing::kValid) {
    const facts::CertificateState& by = *standing.by;
    const Named since{"since", by.certain.from};
    const Named cause{"cause", by.cause};
    const EvidenceList evidence{row.since, by.since};
    switch (standing.standing) {
      case facts::Standing::kSuspended:
        found.fails(code::kCurrencySuspended, {since, cause}, evidence);
        break;
      case facts::Standing::kWithdrawn:
        found.fails(code::kCurrencyWithdrawn, {since, cause}, evidence);
        break;
      case facts::Standing::kCancelled:
        found.fails(code::kCurrencyCancelled, {since, cause}, evidence);
        break;
      case facts::Standing::kReissued:
        found.fails(code::kCurrencyReissued, {since, {"replacedBy", by.replaced_by}}, evidence);
        break;
      case facts::Standing::kAnnulled:
        found.fails(code::kCurrencyAnnulled, {since, cause}, evidence);
        break;
      case facts::Standing::kValid:
        break;
    }
  } else if (standing.possibly) {
    found.open(code::kCurrencyStateOpen, Why::kFactNeeded,
               {{"since", standing.possibly->certain.from}}, {row.since, standing.possibly->since});
  }
  if (standing.restricted) {
    found.note(code::kCurrencyRestricted, {{"since", standing.restricted->certain.from}},
               {standing.restricted->since});
  }
}

void judge_surveillance(Context& context, const Attestation& attestation,
                        const facts::CertificateStanding& standing, Findings& found) {
  const facts::Certificate& row = *attestation.row;
  const Date due =
      standing.surveillance_due != kBeginning ? standing.surveillance_due : row.surveillance_due;
  if (due == kForever) return;
  const auto* scheme = described(context, context.tables.schemes, attestation.profile->scheme);
  // The due day and the days of grace are still in time.
  const Date late_from = due.plus_days(1 + (scheme ? scheme->grace_days : 0));
  context.event.window.narrow(context.on(), late_from);
  if (context.on() < late_from) return;
  const Ordinal by = scheme ? scheme->since : kNever;
  const Named when{"due", due};
  if (!scheme || scheme->late == facts::LateSurveillance::kFlag) {
    found.note(code::kCurrencySurveillanceLate, {when}, {row.since, by});
  } else if (scheme->late == facts::LateSurveillance::kCondition) {
    found.condition(code::kConditionSurveillance, {"before-market", "market-surveillance"}, {when},
                    {row.since, by});
  } else {
    found.fails(code::kCurrencySurveillanceLapsed, {when}, {row.since, by});
  }
}

}  // namespace

void judge_currency(Context& context, const Attestation& attestation,
                    const facts::CertificateStanding& standing, Judgement& into) {
  Findings found(context, Leg::kCurrency, into);
  const facts::Certificate& row = *attestation.row;
  if (attestation.profile->artefact == facts::Artefact::kRefusal) {
    found.fails(code::kCurrencyRefused, {}, {row.since});
  }
  judge_span(context, row, standing, found);
  judge_state(row, standing, found);
  judge_surveillance(context, attestation, standing, found);
}

}  // namespace concordat::recognition

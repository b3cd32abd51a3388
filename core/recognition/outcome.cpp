// What findings come to: of a route, under the published matrix.
#include <algorithm>
#include <tuple>

#include "core/recognition/desk.hpp"
#include "core/recognition/routes.hpp"

namespace concordat::recognition {
namespace {

Need need_of(const Context& context, const TerseRoute& answer, Leg leg) {
  const auto purpose = static_cast<std::size_t>(context.question.purpose);
  const auto route = static_cast<std::size_t>(answer.route);
  const Need published = context.matrix->need[purpose][route][static_cast<std::size_t>(leg)];
  if (leg != Leg::kPresumption) return published;
  // Losing presumption kills no type-examination certificate: it binds only where the law ties the
  // procedure to cited standards.
  return answer.presumption_required ? Need::kRequired : std::min(published, Need::kInformative);
}

}  // namespace

void conclude(const Context& context, Judgement& judgement, TerseRoute& answer) {
  std::erase_if(judgement.conditions, [&](const TerseCondition& condition) {
    return need_of(context, answer, condition.leg) != Need::kRequired;
  });
  Bearing worst = Bearing::kHolds;
  Why why = Why::kNone;
  Leg open_leg = Leg::kAuthenticity;
  auto kept = judgement.findings.begin();
  for (TerseFinding& finding : judgement.findings) {
    finding.need = need_of(context, answer, finding.leg);
    if (finding.need == Need::kNotApplicable) continue;
    if (finding.need == Need::kInformative && finding.bearing > Bearing::kNote) {
      finding.bearing = Bearing::kNote;
      finding.why = Why::kNone;
    }
    // Of the first leg that is open the gravest lack, in the order of the enumeration.
    if (finding.bearing == Bearing::kOpen &&
        (why == Why::kNone || (finding.leg == open_leg && finding.why < why))) {
      why = finding.why;
      open_leg = finding.leg;
    }
    worst = std::max(worst, finding.bearing);
    if (&*kept != &finding) *kept = finding;
    ++kept;
  }
  judgement.findings.erase(kept, judgement.findings.end());
  answer.why = Why::kNone;
  if (worst == Bearing::kFails) {
    answer.outcome = Verdict::kNotRecognised;
  } else if (worst == Bearing::kOpen) {
    answer.outcome = Verdict::kUndecided;
    answer.why = why;
  } else if (answer.route == Route::kR1) {
    answer.outcome = Verdict::kEvidenceAccepted;
  } else if (worst == Bearing::kCondition) {
    answer.outcome = Verdict::kConditional;
  } else {
    answer.outcome = Verdict::kRecognised;
  }
  answer.findings = context.arena->keep(judgement.findings);
  answer.conditions = context.arena->keep(judgement.conditions);
}

Outcome outcome_of(const TerseRoute& answer) {
  switch (answer.outcome) {
    case Verdict::kNotApplicable:
      return Outcome::kNotApplicable;
    case Verdict::kRecognised:
      return answer.first_party ? Outcome::kNoThirdPartyRequired : Outcome::kRecognised;
    case Verdict::kConditional:
      return answer.first_party ? Outcome::kNoThirdPartyRequired : Outcome::kConditional;
    case Verdict::kEvidenceAccepted:
      return Outcome::kEvidenceAccepted;
    case Verdict::kUndecided:
      return Outcome::kUndecided;
    case Verdict::kNotRecognised:
      return Outcome::kNotRecognised;
  }
  return Outcome::kUndecided;
}

bool ranks_before(const Context& context, const TerseRoute& left, const TerseRoute& right) {
  const auto rank = [](const TerseRoute& answer) {
    const TerseExtent& extent = *answer.extent;
    return std::tuple(outcome_of(answer), !extent.whole, -extent.height, -extent.upper,
                      extent.not_recognised.size(), answer.route);
  };
  const auto by_left = rank(left);
  const auto by_right = rank(right);
  if (by_left != by_right) return by_left < by_right;
  return left.instrument != right.instrument &&
         context.text(left.instrument) < context.text(right.instrument);
}

}  // namespace concordat::recognition

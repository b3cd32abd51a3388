#include "core/recognition/evaluate.hpp"

#include <algorithm>

#include "core/recognition/applicability.hpp"
#include "core/recognition/cures.hpp"
#include "core/recognition/resolve.hpp"
#include "core/recognition/routes.hpp"
#include "core/recognition/tariff.hpp"

namespace concordat::recognition {
namespace {

Verdict verdict_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kNotApplicable:
      return Verdict::kNotApplicable;
    case Outcome::kRecognised:
      return Verdict::kRecognised;
    case Outcome::kNoThirdPartyRequired:
    case Outcome::kConditional:
      return Verdict::kConditional;
    case Outcome::kEvidenceAccepted:
      return Verdict::kEvidenceAccepted;
    case Outcome::kUndecided:
      return Verdict::kUndecided;
    case Outcome::kNotRecognised:
      return Verdict::kNotRecognised;
  }
  return Verdict::kUndecided;
}

void set_undecided(Answer& answer) {
  answer.verdict = Verdict::kUndecided;
  for (const Finding& finding : answer.findings) {
    if (finding.bearing == Bearing::kOpen) {
      answer.why = finding.why;
      return;
    }
  }
}

// The routes decide; where there is none, the findings say why.
void settle(RequirementAnswer& answer) {
  if (answer.routes.empty()) {
    answer.outcome = Outcome::kUndecided;
    for (const Finding& finding : answer.findings) {
      if (finding.bearing == Bearing::kOpen) answer.why = finding.why;
    }
    return;
  }
  answer.outcome = outcome_of(answer.routes.front());
  answer.why = answer.routes.front().why;
}

// Conditions of the routes that carry the outcome; the extent where one requirement decides.
void carry(Answer& answer, const RequirementAnswer& requirement) {
  if (requirement.routes.empty() || requirement.outcome >= Outcome::kUndecided) return;
  for (const Condition& condition : requirement.routes.front().conditions) {
    answer.conditions.push_back(condition);
  }
}

// ---- recognition ----------------------------------------------------------------------------

void add_target(Context& context, const facts::Requirement* requirement, Answer& answer) {
  RequirementAnswer target;
  target.routes = answer_routes(context, requirement);
  if (target.routes.empty()) return;
  if (requirement) target.requirement = context.text(requirement->requirement);
  settle(target);
  answer.requirements.push_back(std::move(target));
}

std::vector<const facts::Requirement*> requirements_of_sectors(Context& context) {
  std::vector<const facts::Requirement*> found;
  Ids sectors;
  for (const Attestation& attestation : context.attestations) {
    if (!contains(sectors, attestation.profile->sector)) {
      sectors.push_back(attestation.profile->sector);
    }
  }
  for (const Id sector : sectors) {
    const auto requirements = requirements_in_force(context, sector);
    found.insert(found.end(), requirements.begin(), requirements.end());
  }
  return found;
}

void answer_recognition(Context& context, Answer& answer) {
  if (context.attestations.empty()) {
    if (answer.findings.empty()) {
      Findings(context, Leg::kAuthenticity, answer.findings)
          .open(code::kRequirementAttestationNeeded, Why::kFactNeeded);
    }
    return set_undecided(answer);
  }
  judge_common_legs(context);
  add_target(context, nullptr, answer);
  for (const facts::Requirement* requirement : requirements_of_sectors(context)) {
    add_target(context, requirement, answer);
  }
  if (answer.requirements.empty()) {
    Findings(context, Leg::kInstrument, answer.findings)
        .open(code::kInstrumentNoDecision, Why::kNoDecision, {{"market", context.market}});
    for (const Attestation& attestation : context.attestations) {
      note_nearest_annexes(context, attestation, answer.findings);
    }
    answer.verdict = Verdict::kUndecided;
    answer.why = Why::kNoDecision;
    return;
  }
  const auto best = std::ranges::min_element(
      answer.requirements, [](const RequirementAnswer& left, const RequirementAnswer& right) {
        if (left.outcome != right.outcome) return left.outcome < right.outcome;
        return ranks_before(left.routes.front(), right.routes.front());
      });
  answer.verdict = verdict_of(best->outcome);
  answer.why = best->why;
  answer.extent = best->routes.front().extent;
  carry(answer, *best);
}

// ---- market access --------------------------------------------------------------------------

void note_no_route(Context& context, RequirementAnswer& answer) {
  Findings found(context, Leg::kInstrument, answer.findings);
  const Named requirement{"requirement", answer.requirement};
  if (context.unresolved) {
    found.open(code::kRequirementAttestationNotFound, Why::kNotChecked, {requirement});
  } else if (context.attestations.empty()) {
    found.open(code::kRequirementAttestationNeeded, Why::kFactNeeded, {requirement});
  } else {
    found.open(code::kInstrumentNoDecision, Why::kNoDecision, {{"market", context.market}});
    for (const Attestation& attestation : context.attestations) {
      note_nearest_annexes(context, attestation, answer.findings);
    }
  }
}

RequirementAnswer answer_requirement(Context& context, Considered considered) {
  RequirementAnswer answer;
  answer.requirement = context.text(considered.requirement->requirement);
  answer.findings = std::move(considered.findings);
  if (considered.applies == Truth::kNo) {
    answer.outcome = Outcome::kNotApplicable;
    return answer;
  }
  if (considered.applies == Truth::kUnknown) {
    answer.outcome = Outcome::kUndecided;
    answer.why = Why::kFactNeeded;
    return answer;
  }
  answer.routes = answer_routes(context, considered.requirement);
  if (answer.routes.empty()) note_no_route(context, answer);
  settle(answer);
  return answer;
}

// The worst requirement decides; among the undecided the gravest lack.
void take_worst(Answer& answer) {
  const RequirementAnswer* decides = nullptr;
  std::size_t applicable = 0;
  answer.verdict = Verdict::kNotApplicable;
  for (const RequirementAnswer& requirement : answer.requirements) {
    if (requirement.outcome == Outcome::kNotApplicable) continue;
    ++applicable;
    const Verdict verdict = verdict_of(requirement.outcome);
    const bool graver =
        verdict == answer.verdict && verdict == Verdict::kUndecided && requirement.why < answer.why;
    if (!decides || verdict > answer.verdict || graver) {
      decides = &requirement;
      answer.verdict = verdict;
      answer.why = requirement.why;
    }
    carry(answer, requirement);
  }
  if (applicable == 1 && !decides->routes.empty()) {
    answer.extent = decides->routes.front().extent;
  }
}

void answer_market_access(Context& context, Answer& answer) {
  Findings found(context, Leg::kInstrument, answer.findings);
  const Id sector = context.product.sector;
  if (sector == kNoId && context.question.product.sector.empty()) {
    found.open(code::kQuestionSectorUnknown, Why::kFactNeeded);
    return set_undecided(answer);
  }
  judge_common_legs(context);
  bool any_applies = false;
  for (Considered& considered : considered_requirements(context)) {
    any_applies = any_applies || considered.applies != Truth::kNo;
    answer.requirements.push_back(answer_requirement(context, std::move(considered)));
  }
  const Ordinal complete = declared_complete(context, sector);
  const std::string& stated = context.question.product.sector;
  const Named which = stated.empty() ? Named{"sector", sector} : Named{"sector", stated};
  if (any_applies) {
    if (complete == kNever) found.note(code::kRequirementsListNotDeclaredComplete, {which});
    return take_worst(answer);
  }
  if (complete != kNever) {
    found.holds(code::kRequirementsNoneApply, {which}, {complete});
    answer.verdict = Verdict::kNotApplicable;
    return;
  }
  found.open(code::kRequirementsListNotDeclaredComplete, Why::kNoDecision, {which});
  answer.verdict = Verdict::kUndecided;
  answer.why = Why::kNoDecision;
}

void answer_question(Context& context, Answer& answer) {
  if (!resolve(context, answer.findings)) return set_undecided(answer);
  context.matrix = facts::route_matrix_at(context.event).row;
  if (!context.matrix) {
    Findings(context, Leg::kInstrument, answer.findings)
        .open(code::kMatrixNotPublished, Why::kNotChecked);
    return set_undecided(answer);
  }
  if (context.question.purpose == Purpose::kRecognition) {
    answer_recognition(context, answer);
  } else {
    answer_market_access(context, answer);
  }
}

// ---- the answer key -------------------------------------------------------------------------

bool same(const std::vector<Finding>& left, const std::vector<Finding>& right) {
  return std::ranges::equal(left, right, [](const Finding& one, const Finding& other) {
    return one.code == other.code && one.bearing == other.bearing && one.leg == other.leg;
  });
}

bool same(const std::vector<Condition>& left, const std::vector<Condition>& right) {
  return std::ranges::equal(left, right, [](const Condition& one, const Condition& other) {
    return one.code == other.code && one.timing == other.timing &&
           one.verified_by == other.verified_by && one.arguments == other.arguments;
  });
}

bool same(const RouteAnswer& left, const RouteAnswer& right) {
  return left.route == right.route && left.instrument == right.instrument &&
         left.attestations == right.attestations && left.outcome == right.outcome &&
         left.why == right.why && left.extent == right.extent &&
         same(left.findings, right.findings) && same(left.conditions, right.conditions);
}

bool same(const RequirementAnswer& left, const RequirementAnswer& right) {
  return left.requirement == right.requirement && left.outcome == right.outcome &&
         left.why == right.why && same(left.findings, right.findings) &&
         std::ranges::equal(left.routes, right.routes,
                            [](const auto& one, const auto& other) { return same(one, other); });
}

}  // namespace

Evaluation evaluate(const facts::State& state, const Question& question, const Moment& moment) {
  const facts::Tables& tables = state.tables();
  Context context{
      tables, moment.size, question, moment.explain, {tables, moment.size, moment.date, {}}};
  Evaluation evaluation;
  Answer& answer = evaluation.answer;
  answer.as_of = moment.size;
  const auto constitution = facts::constitution_at(context.event);
  if (constitution.row) answer.semantics_version = constitution.row->semantics_version;
  answer_question(context, answer);
  describe_tariff_code(context, answer.findings);
  if (moment.explain) find_cures(context, answer);
  evaluation.window = context.event.window;
  return evaluation;
}

bool same_key(const Answer& left, const Answer& right) {
  return left.verdict == right.verdict && left.why == right.why &&
         left.semantics_version == right.semantics_version && left.extent == right.extent &&
         same(left.findings, right.findings) && same(left.conditions, right.conditions) &&
         std::ranges::equal(left.requirements, right.requirements,
                            [](const auto& one, const auto& other) { return same(one, other); });
}

}  // namespace concordat::recognition

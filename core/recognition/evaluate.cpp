#include "core/recognition/evaluate.hpp"

#include <algorithm>
#include <utility>

#include "core/recognition/applicability.hpp"
#include "core/recognition/cures.hpp"
#include "core/recognition/desk.hpp"
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

// What is gathered while an answer is made.
struct Draft {
  Determination& answer;
  std::vector<TerseFinding>& findings;  // on the question as a whole
  std::vector<TerseRequirement>& requirements;
  std::vector<TerseCondition>& conditions;
};

void set_undecided(Draft& draft) {
  draft.answer.verdict = Verdict::kUndecided;
  for (const TerseFinding& finding : draft.findings) {
    if (finding.bearing != Bearing::kOpen) continue;
    Why& why = draft.answer.why;
    if (why == Why::kNone || finding.why < why) why = finding.why;
  }
}

// The routes decide; where there is none, the findings say why.
void settle(TerseRequirement& answer) {
  if (answer.routes.empty()) {
    answer.outcome = Outcome::kUndecided;
    for (const TerseFinding& finding : answer.findings) {
      if (finding.bearing == Bearing::kOpen) answer.why = finding.why;
    }
    return;
  }
  answer.outcome = outcome_of(answer.routes.front());
  answer.why = answer.routes.front().why;
}

// Conditions of the routes that carry the outcome; the extent where one requirement decides.
void carry(Draft& draft, const TerseRequirement& requirement) {
  if (requirement.routes.empty() || requirement.outcome >= Outcome::kUndecided) return;
  const auto conditions = requirement.routes.front().conditions;
  draft.conditions.insert(draft.conditions.end(), conditions.begin(), conditions.end());
}

// ---- recognition ----------------------------------------------------------------------------

void add_target(Context& context, const facts::Requirement* requirement, Draft& draft) {
  TerseRequirement target;
  target.routes = answer_routes(context, requirement);
  if (target.routes.empty()) return;
  if (requirement) target.requirement = requirement->requirement;
  settle(target);
  draft.requirements.push_back(target);
}

// The facts nearest to a recognition, as note_nearest_annexes finds them.
void add_nearest(Context& context, std::vector<TerseFinding>& findings) {
  for (const Attestation& attestation : context.attestations) {
    Kind& kind = *attestation.kind;
    const auto& nearest = recall(
        context, &kind, context.desk.nearest.at({{context.market, kind.profile_number}}), [&] {
          std::vector<TerseFinding> found;
          note_nearest_annexes(context, kind, found);
          return found;
        });
    findings.insert(findings.end(), nearest.value.begin(), nearest.value.end());
  }
}

void add_requirements(Context& context, Id sector, Draft& draft) {
  for (const facts::Requirement* requirement : requirements_in_force(context, sector)) {
    add_target(context, requirement, draft);
  }
}

void answer_recognition(Context& context, Draft& draft) {
  Determination& answer = draft.answer;
  if (context.attestations.empty()) {
    if (draft.findings.empty()) {
      Findings(context, Leg::kAuthenticity, draft.findings)
          .open(code::kRequirementAttestationNeeded, Why::kFactNeeded);
    }
    return set_undecided(draft);
  }
  add_target(context, nullptr, draft);
  for (auto each = context.attestations.begin(); each != context.attestations.end(); ++each) {
    const Id sector = each->profile->sector;
    const bool asked = std::any_of(context.attestations.begin(), each, [&](const auto& earlier) {
      return earlier.profile->sector == sector;
    });
    if (!asked) add_requirements(context, sector, draft);
  }
  if (draft.requirements.empty()) {
    Findings(context, Leg::kInstrument, draft.findings)
        .open(code::kInstrumentNoDecision, Why::kNoDecision, {{"market", context.market}});
    add_nearest(context, draft.findings);
    answer.verdict = Verdict::kUndecided;
    answer.why = Why::kNoDecision;
    return;
  }
  const auto best = std::ranges::min_element(
      draft.requirements, [&](const TerseRequirement& left, const TerseRequirement& right) {
        if (left.outcome != right.outcome) return left.outcome < right.outcome;
        return ranks_before(context, left.routes.front(), right.routes.front());
      });
  answer.verdict = verdict_of(best->outcome);
  answer.why = best->why;
  answer.extent = best->routes.front().extent;
  carry(draft, *best);
}

// ---- market access --------------------------------------------------------------------------

void note_no_route(Context& context, Id requirement, std::vector<TerseFinding>& findings) {
  Findings found(context, Leg::kInstrument, findings);
  const Named which{"requirement", requirement};
  if (context.unresolved) {
    found.open(code::kRequirementAttestationNotFound, Why::kNotChecked, {which});
  } else if (context.attestations.empty()) {
    found.open(code::kRequirementAttestationNeeded, Why::kFactNeeded, {which});
  } else {
    found.open(code::kInstrumentNoDecision, Why::kNoDecision, {{"market", context.market}});
    add_nearest(context, findings);
  }
}

TerseRequirement answer_requirement(Context& context, const Considered& considered) {
  TerseRequirement answer;
  answer.requirement = considered.requirement->requirement;
  answer.findings = considered.findings;
  if (context.product.hs_code) {
    std::vector<TerseFinding> findings = considered.findings;
    compare_tariff_code(context, *considered.requirement, findings);
    answer.findings = context.desk.fleeting.keep(findings);
  }
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
  if (answer.routes.empty()) {
    std::vector<TerseFinding> findings(answer.findings.begin(), answer.findings.end());
    note_no_route(context, answer.requirement, findings);
    answer.findings = context.desk.fleeting.keep(findings);
  }
  settle(answer);
  return answer;
}

// The worst requirement decides; among the undecided the gravest lack.
void take_worst(Draft& draft) {
  Determination& answer = draft.answer;
  const TerseRequirement* decides = nullptr;
  std::size_t applicable = 0;
  answer.verdict = Verdict::kNotApplicable;
  for (const TerseRequirement& requirement : draft.requirements) {
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
    carry(draft, requirement);
  }
  if (applicable == 1 && !decides->routes.empty()) {
    answer.extent = decides->routes.front().extent;
  }
}

void answer_market_access(Context& context, Draft& draft) {
  Determination& answer = draft.answer;
  Findings found(context, Leg::kInstrument, draft.findings);
  const Id sector = context.product.sector;
  if (sector == kNoId && context.question.product.sector.empty()) {
    found.open(code::kQuestionSectorUnknown, Why::kFactNeeded);
    return set_undecided(draft);
  }
  bool any_applies = false;
  for (const Considered& considered : considered_requirements(context)) {
    any_applies = any_applies || considered.applies != Truth::kNo;
    draft.requirements.push_back(answer_requirement(context, considered));
  }
  const Ordinal complete = declared_complete(context, sector);
  const std::string& stated = context.question.product.sector;
  const Named which = stated.empty() ? Named{"sector", sector} : Named{"sector", stated};
  if (any_applies) {
    if (complete == kNever) found.note(code::kRequirementsListNotDeclaredComplete, {which});
    return take_worst(draft);
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

// Resolves the question and judges the legs that depend on no route. False when nothing can be
// asked of the market.
bool prepare(Context& context, Draft& draft) {
  Workspace::Desk::Prepared& prepared = context.desk.prepared;
  if (prepared.valid && prepared.window.contains(context.on())) {
    context.event.window.intersect(prepared.window);
    context.ground = prepared.ground;
    draft.findings = prepared.findings;
    return true;
  }
  prepared.valid = false;
  const facts::Window before = std::exchange(context.event.window, {});
  const bool resolved = resolve(context, draft.findings);
  if (resolved) {
    judge_common_legs(context);
    prepared.valid = true;
    prepared.window = context.event.window;
    prepared.ground = context.ground;
    prepared.findings = draft.findings;
  }
  context.event.window.intersect(before);
  return resolved;
}

void answer_question(Context& context, Draft& draft) {
  if (!prepare(context, draft)) return set_undecided(draft);
  if (!context.matrix) {
    Findings(context, Leg::kInstrument, draft.findings)
        .open(code::kMatrixNotPublished, Why::kNotChecked);
    return set_undecided(draft);
  }
  if (context.question.purpose == Purpose::kRecognition) {
    answer_recognition(context, draft);
  } else {
    answer_market_access(context, draft);
  }
}

Rules rules_on(Context& context) {
  Rules rules;
  const auto constitution = facts::constitution_at(context.event);
  if (constitution.row) rules.semantics_version = constitution.row->semantics_version;
  rules.matrix = facts::route_matrix_at(context.event).row;
  return rules;
}

// ---- the answer key -------------------------------------------------------------------------

bool same(std::span<const TerseFinding> left, std::span<const TerseFinding> right) {
  return std::ranges::equal(left, right, [](const TerseFinding& one, const TerseFinding& other) {
    return one.code == other.code && one.bearing == other.bearing && one.leg == other.leg;
  });
}

bool same(std::span<const TerseCondition> left, std::span<const TerseCondition> right,
          const facts::Tables& tables) {
  return std::ranges::equal(left, right,
                            [&](const TerseCondition& one, const TerseCondition& other) {
                              return one.code == other.code && one.timing == other.timing &&
                                     one.verified_by == other.verified_by &&
                                     same_arguments(one.arguments, other.arguments, tables);
                            });
}

bool same(const TerseExtent* left, const TerseExtent* right) {
  if (left == right) return true;
  static constexpr auto is_whole = [](const TerseExtent& extent) {
    return extent == TerseExtent{};
  };
  if (!left) return is_whole(*right);
  return right ? *left == *right : is_whole(*left);
}

bool same(const TerseRoute& left, const TerseRoute& right, const facts::Tables& tables) {
  return left.route == right.route && left.instrument == right.instrument &&
         std::ranges::equal(left.attestations, right.attestations) &&
         left.outcome == right.outcome && left.why == right.why &&
         same(left.extent, right.extent) && same(left.findings, right.findings) &&
         same(left.conditions, right.conditions, tables);
}

bool same(const TerseRequirement& left, const TerseRequirement& right,
          const facts::Tables& tables) {
  return left.requirement == right.requirement && left.outcome == right.outcome &&
         left.why == right.why && same(left.findings, right.findings) &&
         std::ranges::equal(left.routes, right.routes, [&](const auto& one, const auto& other) {
           return same(one, other, tables);
         });
}

}  // namespace

void evaluate(Context& context, Determination& answer) {
  Workspace::Desk& desk = context.desk;
  desk.findings.clear();
  desk.answers.clear();
  desk.conditions.clear();
  answer = {.tables = &context.tables, .as_of = context.size};
  context.event.window = {};
  context.ground = {};
  const Rules& rules =
      recall(context, nullptr, desk.rules.at({}), [&] { return rules_on(context); }).value;
  answer.semantics_version = rules.semantics_version;
  context.matrix = rules.matrix;
  Draft draft{answer, desk.findings, desk.answers, desk.conditions};
  answer_question(context, draft);
  describe_tariff_code(context, desk.findings);
  answer.findings = desk.fleeting.keep(desk.findings);
  answer.requirements = desk.fleeting.keep(desk.answers);
  answer.conditions = desk.fleeting.keep(desk.conditions);
  if (context.explain) find_cures(context, answer);
}

Evaluation evaluate(const facts::State& state, const Question& question, const Moment& moment) {
  Workspace workspace(state);
  Workspace::Desk& desk = workspace.desk();
  desk.begin(moment.size);
  Context context = context_of(desk, question, moment);
  evaluate(context, desk.answer);
  return {.answer = told(desk.answer), .window = context.event.window};
}

bool same_key(const Determination& left, const Determination& right) {
  const facts::Tables& tables = *left.tables;
  return left.verdict == right.verdict && left.why == right.why &&
         left.semantics_version == right.semantics_version && same(left.extent, right.extent) &&
         same(left.findings, right.findings) && same(left.conditions, right.conditions, tables) &&
         std::ranges::equal(
             left.requirements, right.requirements,
             [&](const auto& one, const auto& other) { return same(one, other, tables); });
}

Context context_of(Workspace::Desk& desk, const Question& question, const Moment& moment) {
  const facts::Tables& tables = desk.state.tables();
  desk.prepared.valid = false;
  Context context{.tables = tables,
                  .size = moment.size,
                  .question = question,
                  .desk = desk,
                  .arena = &desk.fleeting,
                  .explain = moment.explain,
                  .event = {tables, moment.size, moment.date, {}}};
  resolve_texts(context);
  return context;
}

}  // namespace concordat::recognition

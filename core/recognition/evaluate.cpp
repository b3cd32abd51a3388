#include "core/recognition/evaluate.hpp"

#include <algorithm>
#include <utility>

#include "core/recognition/applicability.hpp"
#include "core/recognition/cures.hpp"
#include "core/recognition/desk.hpp"
#include "core/recognition/own_legs.hpp"
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
  if (context.outlining) target.target = context.ways->number_of(requirement);
  settle(target);
  draft.requirements.push_back(target);
}

// That there is no decision, and what is nearest to one for each attestation.
void add_no_decision(Context& context, std::vector<TerseFinding>& findings) {
  std::size_t said = 0;
  for (const Attestation& attestation : context.attestations) {
    const Nearest nearest = nearest_of(context, *attestation.kind);
    put(context, std::span(*nearest.findings).subspan(said), FoundAt(nearest.list, said), findings);
    said = 1;
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
    add_no_decision(context, draft.findings);
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
    add_no_decision(context, findings);
  }
}

TerseRequirement answer_requirement(Context& context, const Considered& considered) {
  TerseRequirement answer;
  answer.requirement = considered.requirement->requirement;
  answer.findings = considered.findings;
  if (context.product.hs_code) {
    std::vector<TerseFinding> findings = considered.findings;
    compare_tariff_code(context, *considered.requirement, findings);
    answer.findings = context.arena->keep(findings);
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
    answer.findings = context.arena->keep(findings);
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

// Resolves the question. False when nothing can be asked of the market.
bool resolve_once(Context& context) {
  Workspace::Desk::Prepared& prepared = context.desk.prepared;
  if (prepared.valid && prepared.window.contains(context.on())) {
    context.ground = prepared.ground;
    return true;
  }
  prepared.valid = false;
  prepared.judged = false;
  prepared.findings.clear();
  context.event.window = {};
  const bool resolved = resolve(context, prepared.findings);
  prepared.window = context.event.window;
  prepared.ground = context.ground;
  prepared.valid = resolved;
  return resolved;
}

// Judges the legs that depend on no route.
void judge_once(Context& context) {
  Workspace::Desk::Prepared& prepared = context.desk.prepared;
  if (prepared.judged && prepared.judged_window.contains(context.on())) return;
  context.event.window = {};
  judge_own_legs(context);
  prepared.judged = true;
  prepared.judged_window = context.event.window;
  prepared.has_outline = context.desk.keeps_outlines && has_outline(context);
  if (prepared.has_outline) prepared.own_codes = own_codes(context);
}

// Both, for the days on which they come to the same; the window is theirs then.
bool prepare(Context& context) {
  const Workspace::Desk::Prepared& prepared = context.desk.prepared;
  if (!resolve_once(context)) return false;
  judge_once(context);
  context.event.window = prepared.window;
  context.event.window.intersect(prepared.judged_window);
  return true;
}

void answer_question(Context& context, Draft& draft) {
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

// The answer of the day, once the question is prepared, all but its cures.
void conclude_question(Context& context, bool prepared, Determination& answer) {
  Workspace::Desk& desk = context.desk;
  gather_own_legs(context);
  desk.findings = desk.prepared.findings;
  desk.answers.clear();
  desk.conditions.clear();
  answer = {.tables = &context.tables, .as_of = context.size};
  const Rules& rules = rules_of(context);
  answer.semantics_version = rules.semantics_version;
  context.matrix = rules.matrix;
  Draft draft{answer, desk.findings, desk.answers, desk.conditions};
  if (prepared) {
    answer_question(context, draft);
  } else {
    set_undecided(draft);
  }
  describe_tariff_code(context, desk.findings);
  answer.findings = context.arena->keep(desk.findings);
  answer.requirements = context.arena->keep(desk.answers);
  answer.conditions = context.arena->keep(desk.conditions);
}

// What is concluded from the ways of the context and the codes of the own legs. It lasts, and the
// window is that of the ways already.
Outline outline_of(Context& context) {
  Outline outline;
  const facts::Window window = context.event.window;
  const bool explain = std::exchange(context.explain, true);
  Arena* const arena = std::exchange(context.arena, &context.desk.lasting);
  context.outlining = true;
  conclude_question(context, true, outline.answer);
  context.outlining = false;
  context.arena = arena;
  context.explain = explain;
  context.event.window = window;
  bare(outline);
  return outline;
}

// What the day has for the attestation of the question.
const Ways& ways_of(Context& context) {
  Kind& kind = *context.attestations.front().kind;
  const MemoKey key{
      {circumstances(context),
       context.attestations.front().row->profile | std::uint64_t{context.product.sector} << 32,
       address(context.product.attributes)}};
  return recall(context, &kind, context.desk.ways.at(key), [&] { return find_ways(context); })
      .value;
}

}  // namespace

Outline* outline_on(Context& context, Determination& answer) {
  Workspace::Desk& desk = context.desk;
  context.event.window = {};
  context.ways = nullptr;
  const bool prepared = prepare(context);
  if (prepared && desk.prepared.has_outline) {
    const Ways& ways = ways_of(context);
    if (ways.placed) {
      context.ways = &ways;
      const MemoKey key{{ways.codes, desk.prepared.own_codes}};
      auto* known = desk.outlines.find(key, {});
      if (!known) known = desk.outlines.add({.key = key, .value = outline_of(context)});
      return &known->value;
    }
  }
  conclude_question(context, prepared, answer);
  if (context.explain) find_cures(context, answer);
  return nullptr;
}

void evaluate(Context& context, Determination& answer) {
  if (Outline* const outline = outline_on(context, answer)) tell(context, *outline, answer);
}

Evaluation evaluate(const facts::State& state, const Question& question, const Moment& moment) {
  Workspace workspace(state);
  Workspace::Desk& desk = workspace.desk();
  desk.begin(moment.size);
  Context context = context_of(desk, question, moment);
  evaluate(context, desk.answer);
  return {.answer = told(desk.answer), .window = context.event.window};
}

Context context_of(Workspace::Desk& desk, const Question& question, const Moment& moment) {
  const facts::Tables& tables = desk.state.tables();
  desk.prepared.valid = false;
  desk.goods.judged = false;
  for (Attestation& attestation : desk.attestations) attestation.own.of = nullptr;
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

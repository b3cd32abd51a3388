// Sections 1 and 2: the question, the requirements, the verdict.
#include "sim/oracle/oracle.hpp"

#include <algorithm>
#include <tuple>

#include "sim/oracle/case.hpp"

namespace concordat::sim::oracle {

using recognition::Answer;
using recognition::AttestationReference;
using recognition::RequirementAnswer;
using statement::Truth;

std::vector<std::string> Case::areas_with(std::string_view economy, Date at) const {
  std::vector<std::string> found = {std::string(economy)};
  for (const Fact* membership : facts.in_force_at("area-membership", at)) {
    if (membership->text("member") == economy && fits(membership->body(), "sectors", sector)) {
      found.emplace_back(membership->text("area"));
    }
  }
  return found;
}

bool Case::is_in(std::string_view economy, std::string_view area, Date at) const {
  return !economy.empty() && among(areas_with(economy, at), area);
}

// As its description in force at the day of issue states, else as it was last described.
std::string Case::economy_of(const Held& held) const {
  std::string found;
  for (const Fact* body : facts.of("organisation")) {
    if (body->text("organisation") == held.text("body")) found = body->text("economy");
  }
  for (const Fact* body : facts.in_force_at("organisation", held.issued())) {
    if (body->text("organisation") == held.text("body")) found = body->text("economy");
  }
  return found;
}

const Fact* Case::named(std::string_view type, std::string_view member,
                        std::string_view value) const {
  const Fact* found = nullptr;
  for (const Fact* fact : facts.of(type)) {
    if (fact->text(member) == value) found = fact;
  }
  return found;
}

Truth Case::holds(const json::Value* predicate, std::vector<std::string>* missing) const {
  if (predicate == nullptr) return Truth::kYes;
  const Result<statement::Predicate> parsed = statement::Predicate::parse(*predicate);
  return parsed ? parsed->holds(attributes, missing) : Truth::kUnknown;
}

namespace {

// ---- 1. Resolving the question

std::vector<const Fact*> look_up(const Facts& facts, const AttestationReference& reference) {
  std::vector<const Fact*> found;
  for (const Fact* fact : facts.of("certificate")) {
    if (fact->text("certificate") == reference.number) found.push_back(fact);
  }
  if (!found.empty()) return {found.front()};
  for (const Fact* fact : facts.of("certificate")) {
    if (fact->text("number") == reference.number &&
        (reference.issuer.empty() || fact->text("body") == reference.issuer) &&
        std::ranges::find(found, fact->origin, &Fact::origin) == found.end()) {
      found.push_back(fact);
    }
  }
  return found;
}

bool obliged_to_file(const Case& asked, const AttestationReference& reference) {
  const Fact* issuer = asked.named("organisation", "organisation", reference.issuer);
  for (const Fact* duty : asked.facts.in_force_at("filing-obligation", asked.date)) {
    if (!asked.of_market(duty->text("market"))) continue;
    const bool every = duty->text("body").empty() && duty->text("economy").empty();
    const bool body = !reference.issuer.empty() && duty->text("body") == reference.issuer;
    const bool economy = duty->text("body").empty() && issuer != nullptr &&
                         !duty->text("economy").empty() &&
                         duty->text("economy") == issuer->text("economy");
    if (every || body || economy) return true;
  }
  return false;
}

void add_attributes(json::Object& attributes, const json::Value* more) {
  if (more == nullptr || more->as_object() == nullptr) return;
  for (const auto& [name, value] : *more->as_object()) {
    if (attributes.find(name) == nullptr) attributes.set(name, value);
  }
}

void gather_attributes(Case& asked) {
  asked.attributes = asked.question.product.attributes;
  for (const Held& held : asked.attestations) {
    for (const Fact* type : asked.facts.in_force_at("product-type", asked.date)) {
      const bool owned = type->text("owner") == held.text("holder") ||
                         type->text("owner") == held.text("manufacturer");
      if (owned && !asked.question.product.model.empty() &&
          holds(type->body(), "models", asked.question.product.model)) {
        add_attributes(asked.attributes, type->body().find("attributes"));
      }
    }
  }
  for (const Held& held : asked.attestations) {
    const json::Value* product = held.body().find("product");
    if (product != nullptr) add_attributes(asked.attributes, product->find("attributes"));
  }
}

void resolve(Case& asked, Answer& answer) {
  for (const AttestationReference& reference : asked.question.attestations) {
    const std::vector<const Fact*> found = look_up(asked.facts, reference);
    if (found.size() == 1) {
      asked.attestations.push_back({.reference = &reference, .fact = found.front()});
    } else if (!found.empty()) {
      answer.findings.push_back(finding(Leg::kAuthenticity, Bearing::kOpen,
                                        code::kAuthenticityAmbiguousNumber, Why::kFactNeeded));
    } else {
      const bool obliged = obliged_to_file(asked, reference);
      answer.findings.push_back(
          finding(Leg::kAuthenticity, Bearing::kOpen,
                  obliged ? code::kAuthenticityNotFoundThoughObliged : code::kAuthenticityNotFound,
                  Why::kNotChecked));
    }
  }
  asked.sector = asked.question.product.sector;
  // Recognition asks about the attestation, whatever the sector of the question.
  const bool recognition = asked.question.purpose == recognition::Purpose::kRecognition;
  if ((recognition || asked.sector.empty()) && !asked.attestations.empty()) {
    asked.sector = asked.attestations.front().text("sector");
  }
  gather_attributes(asked);
  for (const Fact* matrix : asked.facts.in_force_at("route-matrix", asked.date)) {
    asked.matrix = matrix;
  }
}

// ---- 2. Requirements

// One whose act is not on file stands on its own statement.
bool considered(const Case& asked, const Fact& requirement) {
  if (!asked.of_market(requirement.text("market"))) return false;
  if (requirement.text("sector") != asked.sector) return false;
  if (!asked.facts.in_force(requirement, asked.date)) return false;
  const Fact* act = asked.named("legal-act", "act", requirement.text("act"));
  return act == nullptr || asked.facts.in_force(*act, asked.date);
}

std::string_view event_name(recognition::Event event) {
  switch (event) {
    case recognition::Event::kPlacingOnMarket:
      return "placing-on-market";
    case recognition::Event::kPresentationAtBorder:
      return "presentation-at-border";
    case recognition::Event::kPuttingIntoService:
      return "putting-into-service";
  }
  return {};
}

struct Applicability {
  Outcome outcome = Outcome::kNotApplicable;
  Why why = Why::kNone;
  Findings findings;
  bool applies = false;
};

Applicability not_applicable(std::string_view reason) {
  return {.findings = {finding(Leg::kInstrument, Bearing::kNote, reason)}};
}

bool in_force_here(const Case& asked, const Fact& requirement) {
  return asked.of_market(requirement.text("market")) &&
         asked.facts.in_force(requirement, asked.date);
}

Truth excluded(const Case& asked, const Fact& requirement, std::vector<std::string>& missing) {
  Truth truth = Truth::kNo;
  for (const json::Value& exclusion : requirement.body().array("exclusions")) {
    truth = std::max(truth, asked.holds(exclusion.find("when"), &missing));
  }
  return truth;
}

Applicability applicability(const Case& asked, const Fact& requirement) {
  if (!fits(requirement.body(), "events", event_name(asked.question.event))) {
    return not_applicable(code::kRequirementOtherEvent);
  }
  std::vector<std::string> missing;
  const Truth scope = asked.holds(requirement.body().find("scope"), &missing);
  const Truth exclusion = excluded(asked, requirement, missing);
  Truth displaced = Truth::kNo;
  if (exclusion == Truth::kYes) return not_applicable(code::kRequirementExcluded);
  if (scope == Truth::kNo) return not_applicable(code::kRequirementOutOfScope);
  for (const Fact* other : asked.facts.of("requirement")) {
    if (!holds(requirement.body(), "displacedBy", other->text("requirement")) ||
        !in_force_here(asked, *other)) {
      continue;
    }
    std::vector<std::string> of_other;
    const Truth applies = asked.holds(other->body().find("scope"), &of_other);
    if (applies == Truth::kYes) return not_applicable(code::kRequirementDisplaced);
    if (applies == Truth::kUnknown) {
      displaced = Truth::kUnknown;
      for (const std::string& attribute : of_other) {
        if (!among(missing, attribute)) missing.push_back(attribute);
      }
    }
  }
  if (scope == Truth::kUnknown || exclusion == Truth::kUnknown || displaced == Truth::kUnknown) {
    Applicability unknown = {.outcome = Outcome::kUndecided, .why = Why::kFactNeeded};
    for (std::size_t i = 0; i < missing.size(); ++i) {
      unknown.findings.push_back(finding(Leg::kInstrument, Bearing::kOpen,
                                         code::kRequirementAttributeNeeded, Why::kFactNeeded));
    }
    return unknown;
  }
  return {.findings = {finding(Leg::kInstrument, Bearing::kHolds, code::kRequirementApplies)},
          .applies = true};
}

// Best first. What the law asks no third party for counts as conditional.
int rank(Outcome outcome) {
  switch (outcome) {
    case Outcome::kNotApplicable:
      return 0;
    case Outcome::kRecognised:
      return 1;
    case Outcome::kNoThirdPartyRequired:
    case Outcome::kConditional:
      return 2;
    case Outcome::kEvidenceAccepted:
      return 3;
    case Outcome::kUndecided:
      return 4;
    case Outcome::kNotRecognised:
      return 5;
  }
  return 5;
}

Outcome outcome_of(const RouteAnswer& route) {
  switch (route.outcome) {
    case Verdict::kNotApplicable:
      return Outcome::kNotApplicable;
    case Verdict::kRecognised:
    case Verdict::kConditional:
      if (route.first_party) return Outcome::kNoThirdPartyRequired;
      return route.outcome == Verdict::kRecognised ? Outcome::kRecognised : Outcome::kConditional;
    case Verdict::kEvidenceAccepted:
      return Outcome::kEvidenceAccepted;
    case Verdict::kUndecided:
      return Outcome::kUndecided;
    case Verdict::kNotRecognised:
      return Outcome::kNotRecognised;
  }
  return Outcome::kUndecided;
}

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

// A requirement takes the best of its routes, in the order of section 9.
void take_best(RequirementAnswer& requirement) {
  put_in_order(requirement.routes, [](const RouteAnswer& route) {
    return std::tuple(rank(outcome_of(route)), !route.extent.whole, -route.extent.height,
                      route.extent.not_recognised.size(), route.route, route.instrument);
  });
  requirement.outcome = outcome_of(requirement.routes.front());
  requirement.why = requirement.routes.front().why;
}

void no_candidate(const Case& asked, RequirementAnswer& told) {
  told.outcome = Outcome::kUndecided;
  const bool unresolved = asked.attestations.size() < asked.question.attestations.size();
  if (unresolved || asked.attestations.empty()) {
    told.why = unresolved ? Why::kNotChecked : Why::kFactNeeded;
    told.findings.push_back(finding(
        Leg::kAuthenticity, Bearing::kOpen,
        unresolved ? code::kRequirementAttestationNotFound : code::kRequirementAttestationNeeded,
        told.why));
    return;
  }
  told.why = Why::kNoDecision;
  told.findings.push_back(
      finding(Leg::kInstrument, Bearing::kOpen, code::kInstrumentNoDecision, Why::kNoDecision));
  for (const Held& held : asked.attestations) {
    const Findings near = nearest_instruments(asked, held);
    told.findings.insert(told.findings.end(), near.begin(), near.end());
  }
}

void declared_complete(const Case& asked, Answer& answer) {
  bool complete = false;
  for (const Fact* declared : asked.facts.in_force_at("requirements-complete", asked.date)) {
    complete = complete || (asked.of_market(declared->text("market")) &&
                            declared->text("sector") == asked.sector);
  }
  bool any = false;
  for (const RequirementAnswer& requirement : answer.requirements) {
    any = any || requirement.outcome != Outcome::kNotApplicable;
  }
  if (any) {
    if (!complete) {
      answer.findings.push_back(
          finding(Leg::kInstrument, Bearing::kNote, code::kRequirementsListNotDeclaredComplete));
    }
  } else if (complete) {
    answer.verdict = Verdict::kNotApplicable;
    answer.findings.push_back(
        finding(Leg::kInstrument, Bearing::kHolds, code::kRequirementsNoneApply));
  } else {
    answer.verdict = Verdict::kUndecided;
    answer.why = Why::kNoDecision;
    answer.findings.push_back(finding(Leg::kInstrument, Bearing::kOpen,
                                      code::kRequirementsListNotDeclaredComplete,
                                      Why::kNoDecision));
  }
}

void market_access(const Case& asked, Answer& answer) {
  for (const Fact* requirement : asked.facts.of("requirement")) {
    if (!considered(asked, *requirement)) continue;
    Applicability applies = applicability(asked, *requirement);
    RequirementAnswer told = {.requirement = std::string(requirement->text("requirement")),
                              .outcome = applies.outcome,
                              .why = applies.why,
                              .findings = applies.findings};
    if (applies.applies) {
      for (const Candidate& candidate : candidates(asked, *requirement)) {
        told.routes.push_back(evaluate(asked, requirement, candidate));
      }
      if (told.routes.empty()) {
        no_candidate(asked, told);
      } else {
        take_best(told);
      }
    }
    answer.requirements.push_back(told);
  }
  const RequirementAnswer* worst = nullptr;
  for (const RequirementAnswer& requirement : answer.requirements) {
    const bool worse = worst == nullptr || rank(requirement.outcome) > rank(worst->outcome) ||
                       (requirement.outcome == worst->outcome && requirement.why < worst->why);
    if (worse) worst = &requirement;
  }
  if (worst != nullptr) {
    answer.verdict = verdict_of(worst->outcome);
    answer.why = worst->why;
  }
  declared_complete(asked, answer);
}

void recognition_alone(const Case& asked, Answer& answer) {
  if (asked.attestations.empty()) {
    answer.verdict = Verdict::kUndecided;
    answer.why = answer.findings.empty() ? Why::kFactNeeded : answer.findings.front().why;
    return;
  }
  for (const Fact* requirement : asked.facts.of("requirement")) {
    if (!considered(asked, *requirement)) continue;
    RequirementAnswer told = {.requirement = std::string(requirement->text("requirement"))};
    for (const Candidate& candidate : candidates(asked, *requirement)) {
      if (candidate.first_party) continue;
      told.routes.push_back(evaluate(asked, requirement, candidate));
    }
    if (told.routes.empty()) continue;
    take_best(told);
    answer.requirements.push_back(told);
  }
  RequirementAnswer itself;
  for (const Held& held : asked.attestations) {
    for (const Candidate& candidate : candidates_itself(asked, held)) {
      itself.routes.push_back(evaluate(asked, nullptr, candidate));
    }
  }
  if (!itself.routes.empty()) {
    take_best(itself);
    answer.requirements.push_back(itself);
  }
  const RequirementAnswer* best = nullptr;
  for (const RequirementAnswer& target : answer.requirements) {
    if (best == nullptr || rank(target.outcome) < rank(best->outcome)) best = &target;
  }
  if (best != nullptr) {
    answer.verdict = verdict_of(best->outcome);
    answer.why = best->why;
    return;
  }
  answer.verdict = Verdict::kUndecided;
  answer.why = Why::kNoDecision;
  answer.findings.push_back(
      finding(Leg::kInstrument, Bearing::kOpen, code::kInstrumentNoDecision, Why::kNoDecision));
  for (const Held& held : asked.attestations) {
    const Findings near = nearest_instruments(asked, held);
    answer.findings.insert(answer.findings.end(), near.begin(), near.end());
  }
}

Answer undecided(Answer answer, std::string_view reason, Why why) {
  answer.verdict = Verdict::kUndecided;
  answer.why = why;
  answer.findings.push_back(finding(Leg::kInstrument, Bearing::kOpen, reason, why));
  return answer;
}

}  // namespace

Answer determine(const std::vector<Recorded>& log, const Question& question) {
  const std::size_t size =
      question.as_of ? std::min<std::size_t>(*question.as_of, log.size()) : log.size();
  const Facts facts(log, size);
  Case asked = {.facts = facts,
                .question = question,
                .date = question.date,
                .market = question.market,
                .sector = {},
                .attestations = {},
                .attributes = {}};
  Answer answer;
  bool known = false;
  for (const Fact* economy : facts.in_force_at("economy", asked.date)) {
    known = known || economy->text("code") == asked.market;
  }
  if (!known) return undecided(answer, code::kQuestionMarketUnknown, Why::kFactNeeded);
  resolve(asked, answer);
  if (asked.matrix == nullptr) {
    return undecided(answer, code::kMatrixNotPublished, Why::kNotChecked);
  }
  const bool access = question.purpose == recognition::Purpose::kMarketAccess;
  if (access && asked.sector.empty()) {
    return undecided(answer, code::kQuestionSectorUnknown, Why::kFactNeeded);
  }
  if (!access && question.attestations.empty()) {
    return undecided(answer, code::kRequirementAttestationNeeded, Why::kFactNeeded);
  }
  if (access) {
    market_access(asked, answer);
  } else {
    recognition_alone(asked, answer);
  }
  return answer;
}

}  // namespace concordat::sim::oracle

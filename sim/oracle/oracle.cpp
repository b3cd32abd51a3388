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

std::vector<std::string> Case::areas_with(std::string_view economy, Date at, Sector within) const {
  std::vector<std::string> found = {std::string(economy)};
  for (const Fact* membership : facts.in_force_at("area-membership", at)) {
    if (membership->text("member") != economy) continue;
    if (within && !fits(membership->body(), "sectors", *within)) continue;
    found.emplace_back(membership->text("area"));
  }
  return found;
}

bool Case::is_in(std::string_view economy, std::string_view area, Date at, Sector within) const {
  return !economy.empty() && among(areas_with(economy, at, within), area);
}

// As its description in force at the day of issue states, else as it was last described.
std::string Case::economy_of(const Held& held) const {
  return economy_of(held.text("body"), held.issued());
}

std::string Case::economy_of(std::string_view organisation, Date at) const {
  std::string found;
  for (const Fact* body : facts.of("organisation")) {
    if (body->text("organisation") == organisation) found = body->text("economy");
  }
  for (const Fact* body : facts.in_force_at("organisation", at)) {
    if (body->text("organisation") == organisation) found = body->text("economy");
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
  const std::string home = asked.economy_of(reference.issuer, asked.date);
  for (const Fact* duty : asked.facts.in_force_at("filing-obligation", asked.date)) {
    if (!asked.of_market(duty->text("market"), std::nullopt)) continue;
    const bool every = duty->text("body").empty() && duty->text("economy").empty();
    const bool body = !reference.issuer.empty() && duty->text("body") == reference.issuer;
    const bool economy = duty->text("body").empty() && !duty->text("economy").empty() &&
                         duty->text("economy") == home;
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
  std::vector<const Fact*> types = asked.facts.in_force_at("product-type", asked.date);
  std::ranges::reverse(types);  // the newer first
  for (const Fact* type : types) {
    const std::string_view owner = type->text("owner");
    bool placed =
        owner == asked.question.operators.manufacturer || owner == asked.question.operators.holder;
    for (const Held& held : asked.attestations) {
      placed = placed || owner == held.text("holder") || owner == held.text("manufacturer");
    }
    if (placed && !asked.question.product.model.empty() &&
        holds(type->body(), "models", asked.question.product.model)) {
      add_attributes(asked.attributes, type->body().find("attributes"));
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
    const bool known = std::ranges::any_of(asked.attestations, [&](const Held& held) {
      return found.size() == 1 && held.fact == found.front();
    });
    if (known) continue;
    asked.unresolved = asked.unresolved || found.size() != 1;
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
  if (asked.sector.empty() && !asked.attestations.empty()) {
    asked.sector = asked.attestations.front().text("sector");
  }
  gather_attributes(asked);
  for (const Fact* matrix : asked.facts.in_force_at("route-matrix", asked.date)) {
    asked.matrix = matrix;
  }
}

// The gravest of what is open.
Why gravest(const Findings& findings) {
  Why why = Why::kNone;
  for (const Finding& each : findings) {
    if (each.bearing == Bearing::kOpen && (why == Why::kNone || each.why < why)) why = each.why;
  }
  return why;
}

// ---- 2. Requirements

// One whose act is not on file stands on its own statement.
bool considered(const Case& asked, const Fact& requirement, std::string_view sector) {
  if (requirement.text("sector") != sector) return false;
  if (!asked.of_market(requirement.text("market"), sector)) return false;
  if (!asked.facts.in_force(requirement, asked.date)) return false;
  bool on_file = false;
  for (const Fact* act : asked.facts.of("legal-act")) {
    if (act->text("act") != requirement.text("act")) continue;
    if (asked.facts.in_force(*act, asked.date)) return true;
    on_file = true;
  }
  return !on_file;
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
  return considered(asked, requirement, requirement.text("sector"));
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
    Truth applies = asked.holds(other->body().find("scope"), &of_other);
    const Truth out = excluded(asked, *other, of_other);
    if (out == Truth::kYes) applies = Truth::kNo;
    if (out == Truth::kUnknown) applies = std::min(applies, Truth::kUnknown);
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
  Applicability applies = {
      .findings = {finding(Leg::kInstrument, Bearing::kHolds, code::kRequirementApplies)},
      .applies = true};
  for (std::size_t i = 0; i < requirement.body().array("markings").size(); ++i) {
    applies.findings.push_back(
        finding(Leg::kInstrument, Bearing::kNote, code::kRequirementMarking));
  }
  return applies;
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
void take_best(const Case& asked, RequirementAnswer& requirement) {
  for (std::size_t next = 1; next < requirement.routes.size(); ++next) {
    for (std::size_t i = next;
         i > 0 && ranks_before(asked, requirement.routes[i], requirement.routes[i - 1]); --i) {
      std::swap(requirement.routes[i], requirement.routes[i - 1]);
    }
  }
  requirement.outcome = outcome_of(requirement.routes.front());
  requirement.why = requirement.routes.front().why;
}

void no_candidate(const Case& asked, RequirementAnswer& told) {
  told.outcome = Outcome::kUndecided;
  if (asked.unresolved || asked.attestations.empty()) {
    told.why = asked.unresolved ? Why::kNotChecked : Why::kFactNeeded;
    told.findings.push_back(finding(Leg::kAuthenticity, Bearing::kOpen,
                                    asked.unresolved ? code::kRequirementAttestationNotFound
                                                     : code::kRequirementAttestationNeeded,
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
    complete = complete || (asked.of_market(declared->text("market"), asked.sector) &&
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
    if (!considered(asked, *requirement, asked.sector)) continue;
    Applicability applies = applicability(asked, *requirement);
    RequirementAnswer told = {.requirement = std::string(requirement->text("requirement")),
                              .outcome = applies.outcome,
                              .why = applies.why,
                              .findings = applies.findings};
    if (applies.applies) {
      told.routes = routes(asked, requirement, candidates(asked, *requirement));
      if (told.routes.empty()) {
        no_candidate(asked, told);
      } else {
        take_best(asked, told);
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

// Whether some attestation of the question is of the sector.
bool any_of_sector(const Case& asked, std::string_view sector) {
  return std::ranges::any_of(asked.attestations,
                             [&](const Held& held) { return held.text("sector") == sector; });
}

void recognition_alone(const Case& asked, Answer& answer) {
  if (asked.attestations.empty()) {
    answer.verdict = Verdict::kUndecided;
    answer.why = answer.findings.empty() ? Why::kFactNeeded : gravest(answer.findings);
    return;
  }
  RequirementAnswer itself;
  for (const Held& held : asked.attestations) {
    const auto told = routes(asked, nullptr, candidates_itself(asked, held));
    itself.routes.insert(itself.routes.end(), told.begin(), told.end());
  }
  if (!itself.routes.empty()) {
    take_best(asked, itself);
    answer.requirements.push_back(itself);
  }
  for (const Fact* requirement : asked.facts.of("requirement")) {
    if (!any_of_sector(asked, requirement->text("sector"))) continue;
    if (!considered(asked, *requirement, requirement->text("sector"))) continue;
    std::vector<Candidate> ways = candidates(asked, *requirement);
    std::erase_if(ways, [](const Candidate& candidate) { return candidate.first_party; });
    RequirementAnswer told = {.requirement = std::string(requirement->text("requirement")),
                              .routes = routes(asked, requirement, ways)};
    if (told.routes.empty()) continue;
    take_best(asked, told);
    answer.requirements.push_back(told);
  }
  const RequirementAnswer* best = nullptr;
  for (const RequirementAnswer& target : answer.requirements) {
    const bool better = best == nullptr || target.outcome < best->outcome ||
                        (target.outcome == best->outcome &&
                         ranks_before(asked, target.routes.front(), best->routes.front()));
    if (better) best = &target;
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
  answer.findings.push_back(finding(Leg::kInstrument, Bearing::kOpen, reason, why));
  answer.why = gravest(answer.findings);
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
                .unresolved = false,
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

// Section 4, presumption and equivalence; section 5, onward recognition.
#include <algorithm>

#include "sim/oracle/case.hpp"

namespace concordat::sim::oracle {
namespace {

std::vector<std::string> editions_of(const json::Value& body) {
  std::vector<std::string> found;
  for (const json::Value& edition : body.array("editions")) found.push_back(*edition.as_string());
  return found;
}

// ---- presumption

// How well one edition of the attestation presumes, the best first.
enum class Presumed { kCited, kRestricted, kTypeA, kObjection, kNotYet, kWithdrawn, kNever };

// The demands of the requirement for which the edition gives no presumption.
bool restricted_for(const Case& asked, const Fact& requirement, const Fact& citation) {
  const auto atom_of = [&](const json::Value& body, std::string_view member) {
    return std::ranges::any_of(requirement.body().array("atoms"), [&](const json::Value& atom) {
      return holds(body, member, atom.text("atom"));
    });
  };
  const bool told_apart = !requirement.body().array("atoms").empty();
  if (!told_apart && !citation.body().array("notForAtoms").empty()) return true;
  if (atom_of(citation.body(), "notForAtoms")) return true;
  for (const Fact* objection : asked.facts.in_force_at("formal-objection", asked.date)) {
    if (objection->text("act") == citation.text("act") &&
        objection->text("market") == citation.text("market") &&
        objection->text("edition") == citation.text("edition") &&
        objection->text("effect") == "restricts" &&
        (!told_apart || atom_of(objection->body(), "atoms"))) {
      return true;
    }
  }
  return false;
}

bool withdrawn_by_objection(const Case& asked, const Fact& citation) {
  return std::ranges::any_of(asked.facts.in_force_at("formal-objection", asked.date),
                             [&](const Fact* objection) {
                               return objection->text("act") == citation.text("act") &&
                                      objection->text("market") == citation.text("market") &&
                                      objection->text("edition") == citation.text("edition") &&
                                      objection->text("effect") == "withdraws";
                             });
}

Presumed presumed(const Case& asked, const Fact& requirement, std::string_view edition) {
  Presumed best = Presumed::kNever;
  for (const Fact* citation : asked.facts.of("citation")) {
    if (citation->text("act") != requirement.text("act") ||
        citation->text("market") != requirement.text("market") ||
        citation->text("edition") != edition) {
      continue;
    }
    Presumed now = Presumed::kCited;
    if (asked.date < citation->certain.from) {
      now = Presumed::kNotYet;
    } else if (!asked.facts.in_force(*citation, asked.date)) {
      now = Presumed::kWithdrawn;
    } else if (withdrawn_by_objection(asked, *citation)) {
      now = Presumed::kObjection;
    } else if (citation->text("standardType") == "A") {
      now = Presumed::kTypeA;
    } else if (restricted_for(asked, requirement, *citation)) {
      now = Presumed::kRestricted;
    }
    best = std::min(best, now);
  }
  return best;
}

std::string_view code_of(Presumed presumed) {
  switch (presumed) {
    case Presumed::kCited:
      return code::kPresumptionCited;
    case Presumed::kRestricted:
      return code::kPresumptionRestricted;
    case Presumed::kTypeA:
      return code::kPresumptionTypeAOnly;
    case Presumed::kObjection:
      return code::kPresumptionObjection;
    case Presumed::kWithdrawn:
      return code::kPresumptionWithdrawn;
    case Presumed::kNotYet:
      return code::kPresumptionNotYetCited;
    case Presumed::kNever:
      return code::kPresumptionNotCited;
  }
  return code::kPresumptionNotCited;
}

}  // namespace

bool needs_presumption(const Candidate& candidate) {
  return candidate.procedure != nullptr &&
         candidate.procedure->text("presumption", "informative") == "required";
}

namespace {

Findings presumption_by(const Case& asked, const Fact& requirement, const Candidate& candidate,
                        const std::vector<std::string>& editions) {
  const Bearing otherwise = needs_presumption(candidate) ? Bearing::kFails : Bearing::kNote;
  if (editions.empty()) {
    return {finding(Leg::kPresumption, otherwise, code::kPresumptionNoStandard)};
  }
  Presumed best = Presumed::kNever;
  for (const std::string& edition : editions) {
    best = std::min(best, presumed(asked, requirement, edition));
  }
  if (best == Presumed::kCited) {
    return {finding(Leg::kPresumption, Bearing::kHolds, code::kPresumptionCited)};
  }
  Findings found;
  for (const std::string& edition : editions) {
    found.push_back(
        finding(Leg::kPresumption, otherwise, code_of(presumed(asked, requirement, edition))));
  }
  return found;
}

}  // namespace

Findings presumption(const Step& step) {
  if (step.requirement == nullptr) return {};
  return presumption_by(step.asked, *step.requirement, step.candidate,
                        editions_of(step.held.body()));
}

Findings presumption_of_supplier(const Case& asked, const Fact& requirement,
                                 const Candidate& candidate) {
  std::vector<std::string> editions;
  bool declared = false;
  for (const Held& held : asked.attestations) {
    if (held.text("artefact") != "declaration") continue;
    declared = true;
    const std::vector<std::string> more = editions_of(held.body());
    editions.insert(editions.end(), more.begin(), more.end());
  }
  if (declared) return presumption_by(asked, requirement, candidate, editions);
  if (!needs_presumption(candidate)) return {};
  return {finding(Leg::kPresumption, Bearing::kOpen, code::kPresumptionEditionNotStated,
                  Why::kFactNeeded)};
}

// ---- equivalence

namespace {

using recognition::Condition;

// Bounds of section 5.
constexpr int kDepth = 4;
constexpr std::size_t kEditions = 64;

struct Result {
  Findings findings;
  std::vector<Condition> conditions;

  // The better of two: what fails is worst, then what is open, then what has conditions.
  [[nodiscard]] Bearing worst() const {
    Bearing bearing = conditions.empty() ? Bearing::kHolds : Bearing::kCondition;
    for (const Finding& each : findings) bearing = std::max(bearing, each.bearing);
    return bearing;
  }
};

Result one(Bearing bearing, std::string_view reason, Why why = Why::kNone) {
  return {.findings = {finding(Leg::kEquivalence, bearing, reason, why)}};
}

bool identical(const Case& asked, std::string_view one_edition, std::string_view other) {
  if (one_edition == other) return true;
  for (const Fact* edition : asked.facts.of("standard-edition")) {
    const std::string_view name = edition->text("edition");
    if ((name == one_edition && holds(edition->body(), "identicalTo", other)) ||
        (name == other && holds(edition->body(), "identicalTo", one_edition))) {
      return true;
    }
  }
  return false;
}

bool has_closure(const Held& held, std::string_view name) {
  return holds(held.body(), "addenda", name) || holds(held.body(), "differencesCovered", name);
}

std::string_view condition_of(std::string_view kind) {
  if (kind == "addendum-test") return code::kConditionAddendumTest;
  if (kind == "documentation") return code::kConditionDocumentation;
  if (kind == "marking") return code::kConditionMarking;
  if (kind == "design-constraint") return code::kConditionDesignConstraint;
  if (kind == "scope-restriction") return code::kConditionScopeRestriction;
  return code::kConditionSurveillance;
}

// What the deltas of a decision leave to do.
Result deltas(const Fact& decision, const Held& held) {
  Result result;
  bool any = false;
  for (const json::Value& mapping : decision.body().array("mapping")) {
    const std::string_view verdict = mapping.text("verdict");
    if (verdict == "identical" || verdict == "stricter-covers" || verdict == "not-applicable" ||
        verdict == "extra") {
      continue;
    }
    any = true;
    const json::Value* closure = mapping.find("closure");
    const auto told = [&](Bearing bearing, std::string_view reason) {
      result.findings.push_back(finding(Leg::kEquivalence, bearing, reason));
    };
    if (closure == nullptr || closure->text("kind") == "refuse") {
      told(Bearing::kFails, code::kEquivalenceDeltaOpen);
    } else if (has_closure(held, closure->text("name"))) {
      told(Bearing::kHolds, code::kEquivalenceDeltaClosed);
    } else if (mapping.integer("severity") >= 3) {
      told(Bearing::kFails, code::kEquivalenceDeltaOpen);
    } else {
      told(Bearing::kCondition, condition_of(closure->text("kind")));
      result.conditions.push_back(
          {.code = condition_of(closure->text("kind")),
           .timing = std::string(closure->text("timing", "before-market")),
           .verified_by = std::string(closure->text("verifiedBy", "market-surveillance"))});
    }
  }
  if (!any) result.findings.push_back(one(Bearing::kHolds, code::kEquivalenceDecided).findings[0]);
  return result;
}

bool fits_decision(const Step& step, const Fact& decision) {
  const Case& asked = step.asked;
  const std::string_view sector = decision.text("sector");
  return asked.of_market(decision.text("market")) && (sector.empty() || sector == asked.sector) &&
         fits(decision.body(), "origins", asked.economy_of(step.held));
}

Result by_decision(const Step& step, const Fact& decision) {
  const Facts& facts = step.asked.facts;
  const Date date = step.asked.date;
  if (date < decision.certain.from) {
    return one(Bearing::kFails, code::kEquivalenceDecisionNotYet);
  }
  if (date >= facts.end(decision)) {
    return one(Bearing::kFails, code::kEquivalenceDecisionEnded);
  }
  if (facts.suspended(decision, date)) {
    return one(Bearing::kFails, code::kEquivalenceDecisionSuspended);
  }
  if (decision.text("outcome") == "refused") {
    return one(Bearing::kFails, code::kEquivalenceRefused);
  }
  return deltas(decision, step.held);
}

// A chain of decisions with `onward` from an edition to another, breadth first.
std::optional<Result> onward(const Step& step, const std::string& from, const std::string& to) {
  struct Reached {
    std::string edition;
    int depth = 0;
    std::vector<const Fact*> chain;
  };
  std::vector<Reached> reached = {{.edition = from, .chain = {}}};
  for (std::size_t next = 0; next < reached.size(); ++next) {
    const Reached here = reached[next];
    for (const Fact* decision :
         step.asked.facts.in_force_at("equivalence-decision", step.asked.date)) {
      if (!decision->body().boolean("onward") || !fits_decision(step, *decision) ||
          decision->text("outcome") == "refused" || decision->text("fromEdition") != here.edition) {
        continue;
      }
      Reached there = here;
      there.edition = decision->text("toEdition");
      there.depth = here.depth + 1;
      there.chain.push_back(decision);
      if (there.depth > kDepth || reached.size() >= kEditions) {
        return one(Bearing::kOpen, code::kEquivalenceSearchBounded, Why::kSearchBounded);
      }
      if (identical(step.asked, there.edition, to)) {
        Result joined;
        for (const Fact* link : there.chain) {
          const Result result = deltas(*link, step.held);
          joined.findings.insert(joined.findings.end(), result.findings.begin(),
                                 result.findings.end());
          joined.conditions.insert(joined.conditions.end(), result.conditions.begin(),
                                   result.conditions.end());
        }
        return joined;
      }
      if (std::ranges::find(reached, there.edition, &Reached::edition) == reached.end()) {
        reached.push_back(there);
      }
    }
  }
  return std::nullopt;
}

// The best way from the attestation's editions to one required edition.
std::optional<Result> to_edition(const Step& step, const std::string& required) {
  std::optional<Result> best;
  const auto offer = [&](Result result) {
    if (!best || result.worst() < best->worst()) best = std::move(result);
  };
  const std::vector<std::string> editions = editions_of(step.held.body());
  for (const std::string& edition : editions) {
    if (identical(step.asked, edition, required)) {
      return one(Bearing::kHolds, code::kEquivalenceSameEdition);
    }
  }
  for (const Fact* decision : step.asked.facts.of("equivalence-decision")) {
    if (fits_decision(step, *decision) && decision->text("toEdition") == required &&
        among(editions, decision->text("fromEdition"))) {
      offer(by_decision(step, *decision));
    }
  }
  if (!best || best->worst() > Bearing::kHolds) {
    for (const std::string& edition : editions) {
      if (std::optional<Result> chained = onward(step, edition, required)) offer(*chained);
    }
  }
  return best;
}

}  // namespace

Findings equivalence(const Step& step, std::vector<Condition>& conditions) {
  const Candidate& candidate = step.candidate;
  const bool by_decision_alone = candidate.annex == nullptr && candidate.route == Route::kR4;
  const bool needed =
      by_decision_alone || (candidate.route == Route::kR4 && candidate.annex != nullptr &&
                            candidate.annex->boolean("needsEquivalence"));
  if (!needed) {
    return {finding(Leg::kEquivalence, Bearing::kHolds, code::kEquivalenceNotNeeded)};
  }
  std::vector<std::string> required;
  if (step.requirement != nullptr) required = editions_of(step.requirement->body());
  if (required.empty()) {  // the decisions' own targets
    for (const Fact* decision : step.asked.facts.of("equivalence-decision")) {
      if (fits_decision(step, *decision) &&
          holds(step.held.body(), "editions", decision->text("fromEdition"))) {
        required.emplace_back(decision->text("toEdition"));
      }
    }
  }
  std::optional<Result> best;
  for (const std::string& edition : required) {
    std::optional<Result> result = to_edition(step, edition);
    if (result && (!best || result->worst() < best->worst())) best = std::move(result);
  }
  if (!best) best = one(Bearing::kOpen, code::kEquivalenceNoDecision, Why::kNoDecision);
  conditions.insert(conditions.end(), best->conditions.begin(), best->conditions.end());
  return best->findings;
}

}  // namespace concordat::sim::oracle

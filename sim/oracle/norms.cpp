// Section 4, presumption and equivalence; section 5, onward recognition.
#include <algorithm>
#include <optional>
#include <tuple>

#include "sim/oracle/case.hpp"

namespace concordat::sim::oracle {
namespace {

std::vector<std::string> editions_of(const json::Value& body) {
  std::vector<std::string> found;
  for (const json::Value& edition : body.array("editions")) found.push_back(*edition.as_string());
  return found;
}

// ---- presumption

// What one edition gives: the citation nearest to being in force, and what it leaves out.
struct Given {
  std::string_view refused;  // why it gives nothing; empty when it gives something
  Bearing bearing = Bearing::kFails;
  bool partial = false;  // left out, though the requirement does not tell its atoms apart
  std::vector<std::string> left_out;
};

bool about(const Fact& fact, const Fact& requirement, std::string_view edition) {
  return fact.text("act") == requirement.text("act") &&
         fact.text("market") == requirement.text("market") && fact.text("edition") == edition;
}

// In force, open, later, suspended, ended: the smaller the nearer.
int remoteness(const Case& asked, const Fact& citation) {
  if (asked.facts.in_force(citation, asked.date)) return 0;
  if (asked.facts.open(citation, asked.date)) return 1;
  if (asked.date < citation.possible.from) return 2;
  return asked.date < asked.facts.end(citation) ? 3 : 4;
}

void leave_out(const Fact& requirement, const json::Value& body, std::string_view member,
               Given& given) {
  const json::Array& atoms = requirement.body().array("atoms");
  given.partial = given.partial || atoms.empty();
  for (const json::Value& atom : atoms) {
    const std::string_view name = atom.text("atom");
    if (holds(body, member, name) && !among(given.left_out, name)) {
      given.left_out.emplace_back(name);
    }
  }
}

// A specific part needs an edition of its general part beside it.
bool lacks_general_part(const Case& asked, std::string_view edition,
                        const std::vector<std::string>& editions) {
  const Fact* own = asked.named("standard-edition", "edition", edition);
  if (own == nullptr || own->text("partOf").empty()) return false;
  return std::ranges::none_of(editions, [&](const std::string& other) {
    const Fact* known = asked.named("standard-edition", "edition", other);
    return other != edition && known != nullptr && known->text("standard") == own->text("partOf");
  });
}

// The nearest citation: then the one that ends last, then the oldest.
const Fact* citation_of(const Case& asked, const Fact& requirement, std::string_view edition) {
  const Fact* nearest = nullptr;
  const auto key = [&](const Fact* fact) {
    return std::tuple(remoteness(asked, *fact), -fact->certain.until.days, fact->origin);
  };
  for (const Fact* citation : asked.facts.of("citation")) {
    if (!about(*citation, requirement, edition)) continue;
    if (nearest == nullptr || key(citation) < key(nearest)) nearest = citation;
  }
  return nearest;
}

Given given_by(const Case& asked, const Fact& requirement, std::string_view edition,
               const std::vector<std::string>& editions) {
  const Fact* citation = citation_of(asked, requirement, edition);
  if (citation == nullptr) return {.refused = code::kPresumptionNotCited, .left_out = {}};
  switch (remoteness(asked, *citation)) {
    case 0:
      break;
    case 1:
      return {.refused = code::kPresumptionCitationOpen, .bearing = Bearing::kOpen, .left_out = {}};
    case 2:
      return {.refused = code::kPresumptionNotYetCited, .left_out = {}};
    default:
      return {.refused = code::kPresumptionWithdrawn, .left_out = {}};
  }
  Given given;
  if (citation->body().find("notForAtoms") != nullptr) {
    leave_out(requirement, citation->body(), "notForAtoms", given);
  }
  for (const Fact* objection : asked.facts.in_force_at("formal-objection", asked.date)) {
    if (!about(*objection, requirement, edition)) continue;
    if (objection->text("effect") == "withdraws") given.refused = code::kPresumptionObjection;
    if (objection->text("effect") == "restricts") {
      leave_out(requirement, objection->body(), "atoms", given);
    }
  }
  if (!given.refused.empty()) return given;
  if (citation->text("standardType") == "A") given.refused = code::kPresumptionTypeAOnly;
  if (given.refused.empty() && lacks_general_part(asked, edition, editions)) {
    given.refused = code::kPresumptionPartMissing;
  }
  return given;
}

}  // namespace

bool needs_presumption(const Candidate& candidate) {
  return candidate.procedure != nullptr &&
         candidate.procedure->text("presumption", "informative") == "required";
}

namespace {

Findings presumption_by(const Case& asked, const Fact& requirement,
                        const std::vector<std::string>& editions) {
  const auto told = [](Bearing bearing, std::string_view reason) {
    return finding(Leg::kPresumption, bearing, reason,
                   bearing == Bearing::kOpen ? Why::kFactNeeded : Why::kNone);
  };
  if (editions.empty()) return {told(Bearing::kFails, code::kPresumptionNoStandard)};
  Findings refused;
  std::vector<Given> giving;
  for (const std::string& edition : editions) {
    const Given given = given_by(asked, requirement, edition, editions);
    if (given.refused.empty()) {
      giving.push_back(given);
    } else {
      refused.push_back(told(given.bearing, given.refused));
    }
  }
  if (giving.empty()) return refused;
  // Together they cover what one of them leaves out.
  bool full = std::ranges::any_of(giving, [](const Given& given) { return !given.partial; });
  for (const std::string& atom : giving.front().left_out) {
    full = full && std::ranges::any_of(
                       giving, [&](const Given& given) { return !among(given.left_out, atom); });
  }
  return {full ? told(Bearing::kHolds, code::kPresumptionCited)
               : told(Bearing::kFails, code::kPresumptionRestricted)};
}

}  // namespace

Findings presumption(const Step& step) {
  if (step.requirement == nullptr) return {};
  return presumption_by(step.asked, *step.requirement, editions_of(step.held.body()));
}

const Held* declaration_of(const Case& asked) {
  for (const Held& held : asked.attestations) {
    if (held.text("artefact") == "declaration") return &held;
  }
  return nullptr;
}

Findings presumption_of_supplier(const Case& asked, const Fact& requirement,
                                 const Candidate& candidate) {
  if (const Held* declaration = declaration_of(asked)) {
    return presumption_by(asked, requirement, editions_of(declaration->body()));
  }
  if (!needs_presumption(candidate)) return {};
  return {finding(Leg::kPresumption, Bearing::kOpen, code::kPresumptionEditionNotStated,
                  Why::kFactNeeded)};
}

// ---- equivalence

namespace {

using recognition::Condition;

// Bounds of section 5.
constexpr std::size_t kDepth = 4;
constexpr std::size_t kEditions = 64;

using Chain = std::vector<const Fact*>;

// What a decision, or a chain of them, comes to.
struct Result {
  Findings findings;
  std::vector<Condition> conditions;
  bool stands = false;  // every decision of it is in force and not a refusal
  Chain chain;

  // The better first: what harms less; of equals what stands, then a refusal in force; with fewer
  // failing deltas, by fewer decisions, by older ones.
  [[nodiscard]] auto rank() const {
    Bearing bearing = conditions.empty() ? Bearing::kHolds : Bearing::kCondition;
    int failing = 0;
    bool refused = false;
    for (const Finding& each : findings) {
      bearing = std::max(bearing, each.bearing);
      failing += each.bearing == Bearing::kFails ? 1 : 0;
      refused = refused || each.code == code::kEquivalenceRefused;
    }
    std::vector<std::size_t> origins;
    for (const Fact* decision : chain) origins.push_back(decision->origin);
    return std::tuple(bearing, !stands, !refused, failing, chain.size(), origins);
  }
};

Findings one(Bearing bearing, std::string_view reason, Why why = Why::kNone) {
  return {finding(Leg::kEquivalence, bearing, reason, why)};
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

// A delta of a decision: closed, or what is left to do.
void judge_delta(const json::Value& mapping, const Held& held, Result& result) {
  const json::Value* closure = mapping.find("closure");
  const auto told = [&](Bearing bearing, std::string_view reason) {
    result.findings.push_back(finding(Leg::kEquivalence, bearing, reason));
  };
  if (closure == nullptr || closure->text("kind") == "refuse") {
    return told(Bearing::kFails, code::kEquivalenceDeltaOpen);
  }
  if (has_closure(held, closure->text("name"))) {
    return told(Bearing::kHolds, code::kEquivalenceDeltaClosed);
  }
  if (mapping.integer("severity") >= 3) {
    return told(Bearing::kFails, code::kEquivalenceDeltaOpen);
  }
  told(Bearing::kCondition, condition_of(closure->text("kind")));
  result.conditions.push_back(
      {.code = condition_of(closure->text("kind")),
       .timing = std::string(closure->text("timing", "before-market")),
       .verified_by = std::string(closure->text("verifiedBy", "market-surveillance"))});
}

// The decision stands: said, with every delta beside it.
void add_standing(const Fact& decision, const Held& held, Result& result) {
  result.findings.push_back(finding(Leg::kEquivalence, Bearing::kHolds, code::kEquivalenceDecided));
  for (const json::Value& mapping : decision.body().array("mapping")) {
    const std::string_view verdict = mapping.text("verdict");
    const bool met = verdict == "identical" || verdict == "stricter-covers" ||
                     verdict == "not-applicable" || verdict == "extra";
    if (!met) judge_delta(mapping, held, result);
  }
}

bool fits_decision(const Step& step, const Fact& decision) {
  const Case& asked = step.asked;
  const std::string_view sector = step.held.text("sector");
  const std::string_view limited = decision.text("sector");
  return asked.of_market(decision.text("market"), sector) &&
         (limited.empty() || limited == sector) && origin_fits(asked, decision, step.held);
}

Result by_decision(const Step& step, const Fact& decision) {
  const Facts& facts = step.asked.facts;
  const Date date = step.asked.date;
  Result result = {.chain = {&decision}};
  if (date < decision.certain.from) {
    result.findings = one(Bearing::kFails, code::kEquivalenceDecisionNotYet);
  } else if (date >= facts.end(decision)) {
    result.findings = one(Bearing::kFails, code::kEquivalenceDecisionEnded);
  } else if (facts.suspended(decision, date)) {
    result.findings = one(Bearing::kFails, code::kEquivalenceDecisionSuspended);
  } else if (decision.text("outcome") == "refused") {
    result.findings = one(Bearing::kFails, code::kEquivalenceRefused);
  } else {
    result.stands = true;
    add_standing(decision, step.held, result);
  }
  return result;
}

// Chains of at least two decisions with `onward` from an edition, breadth first, the oldest first;
// every edition is reached once. `bounded` is set where the walk had to stop.
std::vector<Chain> onward_from(const Step& step, const std::string& edition, bool& bounded) {
  struct Reached {
    std::string edition;
    Chain chain;
  };
  std::vector<Reached> reached = {{.edition = edition, .chain = {}}};
  for (std::size_t next = 0; next < reached.size(); ++next) {
    const Reached here = reached[next];
    std::vector<const Fact*> decisions =
        step.asked.facts.in_force_at("equivalence-decision", step.asked.date);
    put_in_order(decisions, [](const Fact* fact) { return fact->origin; });
    for (const Fact* decision : decisions) {
      const std::string to(decision->text("toEdition"));
      if (!decision->body().boolean("onward") || decision->text("outcome") == "refused" ||
          decision->text("fromEdition") != here.edition || !fits_decision(step, *decision) ||
          std::ranges::find(reached, to, &Reached::edition) != reached.end()) {
        continue;
      }
      if (here.chain.size() == kDepth || reached.size() >= kEditions) {
        bounded = true;
        continue;
      }
      reached.push_back({.edition = to, .chain = here.chain});
      reached.back().chain.push_back(decision);
    }
  }
  std::vector<Chain> chains;
  for (const Reached& each : reached) {
    if (each.chain.size() > 1) chains.push_back(each.chain);
  }
  return chains;
}

bool wanted(const Step& step, const std::vector<std::string>& required, std::string_view edition) {
  return required.empty() || std::ranges::any_of(required, [&](const std::string& each) {
           return identical(step.asked, edition, each);
         });
}

// What the market declares to differ in its version of an edition.
void differences(const Step& step, std::string_view edition, Findings& found,
                 std::vector<Condition>& conditions) {
  const Case& asked = step.asked;
  for (const Fact* row : asked.facts.of("difference")) {
    if (row->text("edition") != edition ||
        !asked.of_market(row->text("market"), step.held.text("sector"))) {
      continue;
    }
    const bool sure = asked.facts.in_force(*row, asked.date);
    if (!sure && !asked.facts.open(*row, asked.date)) continue;
    const bool tested = holds(step.held.body(), "differencesCovered", row->text("difference"));
    const bool report = step.candidate.route == Route::kR1;
    const bool grave = row->body().integer("severity") >= 3;
    const auto tell = [&](Bearing bearing, std::string_view reason, Why why = Why::kNone) {
      found.push_back(finding(Leg::kEquivalence, bearing, reason, why));
    };
    if (tested) {
      tell(Bearing::kHolds, code::kEquivalenceDifferenceCovered);
    } else if (report || (sure && grave)) {
      tell(report ? Bearing::kNote : Bearing::kFails, code::kEquivalenceDifferenceNotCovered);
    } else if (!sure) {
      tell(Bearing::kOpen, code::kEquivalenceDifferenceOpen, Why::kFactNeeded);
    } else {
      tell(Bearing::kCondition, code::kConditionDifference);
      conditions.push_back({.code = code::kConditionDifference,
                            .timing = "before-market",
                            .verified_by = "market-surveillance"});
    }
  }
}

// The first of the required editions that an edition is.
const std::string* same_as(const Step& step, const std::vector<std::string>& required,
                           std::string_view edition) {
  const auto found = std::ranges::find_if(
      required, [&](const std::string& each) { return identical(step.asked, edition, each); });
  return found == required.end() ? nullptr : &*found;
}

}  // namespace

Findings equivalence(const Step& step, std::vector<Condition>& conditions) {
  const Candidate& candidate = step.candidate;
  const bool needed = candidate.route == Route::kR4 &&
                      (candidate.annex == nullptr || candidate.annex->boolean("needsEquivalence"));
  const std::vector<std::string> editions = editions_of(step.held.body());
  if (!needed) {
    Findings found = one(Bearing::kHolds, code::kEquivalenceNotNeeded);
    if (candidate.route != Route::kR1) return found;
    for (const std::string& edition : editions) differences(step, edition, found, conditions);
    return found;
  }
  std::vector<std::string> required;
  if (step.requirement != nullptr) required = editions_of(step.requirement->body());
  for (const std::string& edition : editions) {
    const std::string* same = same_as(step, required, edition);
    if (same == nullptr) continue;
    Findings found = one(Bearing::kHolds, code::kEquivalenceSameEdition);
    differences(step, edition, found, conditions);
    if (*same != edition) differences(step, *same, found, conditions);
    return found;
  }
  std::optional<Result> best;
  const auto offer = [&](const Result& result) {
    if (!best || result.rank() < best->rank()) best = result;
  };
  for (const Fact* decision : step.asked.facts.of("equivalence-decision")) {
    if (fits_decision(step, *decision) && among(editions, decision->text("fromEdition")) &&
        wanted(step, required, decision->text("toEdition"))) {
      offer(by_decision(step, *decision));
    }
  }
  bool bounded = false;
  const bool enough = best && std::get<0>(best->rank()) <= Bearing::kNote;
  if (!enough && !required.empty()) {
    for (const std::string& edition : editions) {
      for (const Chain& chain : onward_from(step, edition, bounded)) {
        if (!wanted(step, required, chain.back()->text("toEdition"))) continue;
        Result joined = {.stands = true, .chain = chain};
        for (const Fact* decision : chain) add_standing(*decision, step.held, joined);
        offer(joined);
      }
    }
  }
  if (bounded && (!best || std::get<0>(best->rank()) == Bearing::kFails)) {
    return one(Bearing::kOpen, code::kEquivalenceSearchBounded, Why::kSearchBounded);
  }
  if (!best) return one(Bearing::kOpen, code::kEquivalenceNoDecision, Why::kNoDecision);
  conditions.insert(conditions.end(), best->conditions.begin(), best->conditions.end());
  return best->findings;
}

}  // namespace concordat::sim::oracle

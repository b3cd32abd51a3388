// Section 4: what a route comes to when every leg has been asked.
#include <algorithm>
#include <tuple>

#include "sim/oracle/case.hpp"

namespace concordat::sim::oracle {

namespace {

recognition::Need need_of(const Case& asked, Route route, Leg leg) {
  const std::string_view purpose = asked.question.purpose == recognition::Purpose::kRecognition
                                       ? "recognition"
                                       : "market-access";
  for (const json::Value& cell : asked.matrix->body().array("cells")) {
    if (cell.text("route") != recognition::name(route) ||
        cell.text("leg") != recognition::name(leg) || cell.text("purpose") != purpose) {
      continue;
    }
    const std::string_view need = cell.text("need");
    if (need == "required") return recognition::Need::kRequired;
    if (need == "not-applicable") return recognition::Need::kNotApplicable;
  }
  return recognition::Need::kInformative;
}

void settle(RouteAnswer& route) {
  const auto with = [&](Bearing bearing) {
    return std::ranges::find(route.findings, bearing, &Finding::bearing);
  };
  const auto none = route.findings.end();
  if (with(Bearing::kFails) != none) {
    route.outcome = Verdict::kNotRecognised;
  } else if (with(Bearing::kOpen) != none) {
    // Of the first leg that is open the gravest; the findings stand in the order of legs.
    const auto first = with(Bearing::kOpen);
    route.outcome = Verdict::kUndecided;
    route.why = first->why;
    for (const Finding& each : route.findings) {
      if (each.bearing == Bearing::kOpen && each.leg == first->leg) {
        route.why = std::min(route.why, each.why);
      }
    }
  } else if (route.route == Route::kR1) {
    route.outcome = Verdict::kEvidenceAccepted;
  } else if (with(Bearing::kCondition) != none) {
    route.outcome = Verdict::kConditional;
  } else {
    route.outcome = Verdict::kRecognised;
  }
}

void append(std::vector<recognition::Condition>& conditions,
            const std::vector<recognition::Condition>& more) {
  conditions.insert(conditions.end(), more.begin(), more.end());
}

// Writes the findings of a leg as the matrix lets them bear.
class Legs {
 public:
  Legs(const Case& asked, const Candidate& candidate, RouteAnswer& told)
      : asked_(asked), candidate_(candidate), told_(told) {}

  [[nodiscard]] recognition::Need need(Leg leg) const {
    // Losing presumption is a note, unless the procedure ties the two.
    if (leg == Leg::kPresumption && needs_presumption(candidate_)) {
      return recognition::Need::kRequired;
    }
    const recognition::Need published = need_of(asked_, candidate_.route, leg);
    if (leg == Leg::kPresumption && published == recognition::Need::kRequired) {
      return recognition::Need::kInformative;
    }
    return published;
  }
  void add(Leg leg, const Findings& findings,
           const std::vector<recognition::Condition>& conditions = {}) {
    if (need(leg) == recognition::Need::kNotApplicable) return;
    const bool informs = need(leg) == recognition::Need::kInformative;
    for (Finding each : findings) {
      each.leg = leg;
      if (informs && each.bearing > Bearing::kNote) {
        each.bearing = Bearing::kNote;
        each.why = Why::kNone;
      }
      told_.findings.push_back(each);
    }
    if (!informs) append(told_.conditions, conditions);
  }

 private:
  const Case& asked_;
  const Candidate& candidate_;
  RouteAnswer& told_;
};

Findings when_unknown(const Case& asked, const Candidate& candidate) {
  if (candidate.procedure == nullptr) return {};
  std::vector<std::string> missing;
  if (asked.holds(candidate.procedure->find("when"), &missing) != statement::Truth::kUnknown) {
    return {};
  }
  return Findings(std::max<std::size_t>(missing.size(), 1),
                  finding(Leg::kInstrument, Bearing::kOpen, code::kInstrumentAttributeNeeded,
                          Why::kFactNeeded));
}

void put_in_order_of_legs(RouteAnswer& told) {
  put_in_order(told.findings, [](const Finding& each) { return each.leg; });
}

RouteAnswer by_supplier(const Case& asked, const Fact& requirement, const Candidate& candidate) {
  RouteAnswer told = {
      .route = candidate.route, .first_party = true, .instrument = candidate.instrument};
  Legs legs(asked, candidate, told);
  legs.add(Leg::kCompetence,
           {finding(Leg::kCompetence, Bearing::kHolds, code::kCompetenceFirstParty)});
  Findings law = {finding(Leg::kInstrument, Bearing::kHolds, code::kInstrumentOwnLaw)};
  const Findings unknown = when_unknown(asked, candidate);
  law.insert(law.end(), unknown.begin(), unknown.end());
  std::vector<recognition::Condition> expected;
  for (const json::Value& evidence : candidate.procedure->array("evidence")) {
    law.push_back(finding(Leg::kInstrument, Bearing::kCondition, code::kConditionEvidence));
    expected.push_back({.code = code::kConditionEvidence,
                        .timing = std::string(evidence.text("timing")),
                        .verified_by = std::string(evidence.text("verifiedBy"))});
  }
  legs.add(Leg::kInstrument, law, expected);
  legs.add(Leg::kPresumption, presumption_of_supplier(asked, requirement, candidate));
  const Held* declaration = declaration_of(asked);
  if (declaration != nullptr) told.attestations.emplace_back(declaration->text("certificate"));
  legs.add(Leg::kMeasures, measures(asked, declaration));
  put_in_order_of_legs(told);
  settle(told);
  return told;
}

// One attestation on one route, every leg.
struct Part {
  Candidate candidate;
  RouteAnswer told;
};

Part part_of(const Case& asked, const Fact* requirement, const Candidate& candidate) {
  Part part = {.candidate = candidate,
               .told = {.route = candidate.route, .instrument = candidate.instrument}};
  const Held& held = *candidate.held;
  const Step step = {
      .asked = asked, .requirement = requirement, .candidate = candidate, .held = held};
  part.told.attestations.emplace_back(held.text("certificate"));
  Legs legs(asked, candidate, part.told);
  legs.add(Leg::kAuthenticity, authenticity(step));
  legs.add(Leg::kEntitlement, entitlement(step));
  legs.add(Leg::kCoverage, coverage(step));
  std::vector<recognition::Condition> late;
  const Findings current = currency(step, late);
  legs.add(Leg::kCurrency, current, late);
  for (const Finding& each : competence(step)) legs.add(each.leg, {each});
  std::vector<recognition::Condition> placed_before;
  Findings carried = instrument(step, part.told.extent, placed_before);
  const Findings unknown = when_unknown(asked, candidate);
  carried.insert(carried.end(), unknown.begin(), unknown.end());
  legs.add(Leg::kInstrument, carried, placed_before);
  legs.add(Leg::kPresumption, presumption(step));
  std::vector<recognition::Condition> closures;
  const Findings equivalent = equivalence(step, closures);
  legs.add(Leg::kEquivalence, equivalent, closures);
  legs.add(Leg::kMeasures, measures(asked, &held));
  put_in_order_of_legs(part.told);
  settle(part.told);
  return part;
}

// ---- modules

bool needs_paper(std::string_view module) { return module != "A" && module != "C"; }

// Who made it: the manufacturer, else the holder.
std::string_view maker(const Held& held) {
  const std::string_view manufacturer = held.text("manufacturer");
  return manufacturer.empty() ? held.text("holder") : manufacturer;
}

// The findings of the parts together, and what only their combination can lack.
RouteAnswer joined(const Case& asked, const std::vector<const Part*>& parts, bool missing) {
  const Candidate& candidate = parts.front()->candidate;
  RouteAnswer told = parts.front()->told;
  Legs legs(asked, candidate, told);
  bool same_maker = true;
  for (const Part* part : parts) {
    same_maker = same_maker && maker(*part->candidate.held) == maker(*candidate.held);
    if (part == parts.front()) continue;
    const RouteAnswer& other = part->told;
    told.attestations.insert(told.attestations.end(), other.attestations.begin(),
                             other.attestations.end());
    told.findings.insert(told.findings.end(), other.findings.begin(), other.findings.end());
    append(told.conditions, other.conditions);
    if (told.extent.whole && !other.extent.whole) told.extent = other.extent;
  }
  const auto fails = [&](std::string_view reason) {
    legs.add(Leg::kCoverage, {finding(Leg::kCoverage, Bearing::kFails, reason)});
  };
  if (missing) fails(code::kCoverageProductionModuleMissing);
  if (!same_maker) fails(code::kCoverageOtherManufacturer);
  put_in_order_of_legs(told);
  told.why = Why::kNone;
  settle(told);
  return told;
}

// The best of those who show a module; of equals the first of the question.
const Part* best_for(const Case& asked, const std::vector<Part>& parts, std::string_view module) {
  const Part* best = nullptr;
  for (const Part& part : parts) {
    if (part.candidate.held->text("module") != module) continue;
    if (best == nullptr || ranks_before(asked, part.told, best->told)) best = &part;
  }
  return best;
}

// What a procedure with alternatives makes of the attestations that follow it.
std::vector<RouteAnswer> combined(const Case& asked, const std::vector<Part>& parts) {
  std::vector<RouteAnswer> best;
  for (const json::Value& alternative : parts.front().candidate.procedure->array("alternatives")) {
    std::vector<const Part*> chosen;
    bool missing = false;
    for (const json::Value& module : alternative.array("modules")) {
      if (!needs_paper(*module.as_string())) continue;
      const Part* part = best_for(asked, parts, *module.as_string());
      if (part == nullptr) {
        missing = true;
      } else {
        chosen.push_back(part);
      }
    }
    if (chosen.empty()) continue;
    const RouteAnswer told = joined(asked, chosen, missing);
    if (best.empty() || ranks_before(asked, told, best.front())) best = {told};
  }
  if (!best.empty()) return best;
  for (const Part& part : parts) {
    RouteAnswer told = part.told;
    Legs(asked, part.candidate, told)
        .add(Leg::kInstrument,
             {finding(Leg::kInstrument, Bearing::kFails, code::kInstrumentModuleNotOffered)});
    put_in_order_of_legs(told);
    told.why = Why::kNone;
    settle(told);
    best.push_back(told);
  }
  return best;
}

bool same_way(const Candidate& left, const Candidate& right) {
  return left.route == right.route && left.fact == right.fact && left.annex == right.annex &&
         left.procedure == right.procedure && left.from == right.from && left.to == right.to;
}

}  // namespace

std::vector<RouteAnswer> routes(const Case& asked, const Fact* requirement,
                                const std::vector<Candidate>& candidates) {
  std::vector<RouteAnswer> told;
  std::vector<std::vector<Part>> ways;
  for (const Candidate& candidate : candidates) {
    if (candidate.first_party) {
      told.push_back(by_supplier(asked, *requirement, candidate));
      continue;
    }
    const auto way = std::ranges::find_if(ways, [&](const std::vector<Part>& parts) {
      return same_way(parts.front().candidate, candidate);
    });
    Part part = part_of(asked, requirement, candidate);
    if (way == ways.end()) {
      ways.push_back({part});
    } else {
      way->push_back(part);
    }
  }
  for (const std::vector<Part>& parts : ways) {
    const json::Value* procedure = parts.front().candidate.procedure;
    if (procedure != nullptr && !procedure->array("alternatives").empty()) {
      for (const RouteAnswer& each : combined(asked, parts)) told.push_back(each);
    } else {
      for (const Part& part : parts) told.push_back(part.told);
    }
  }
  return told;
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

bool ranks_before(const Case& asked, const RouteAnswer& left, const RouteAnswer& right) {
  const auto key = [&](const RouteAnswer& route) {
    const recognition::Extent& extent = route.extent;
    const int upper = extent.at_most.empty() ? extent.height
                                             : height_on_scale(asked, extent.scale, extent.at_most);
    return std::tuple(outcome_of(route), !extent.whole, -extent.height, -upper,
                      extent.not_recognised.size(), route.route,
                      std::string_view(route.instrument));
  };
  return key(left) < key(right);
}

}  // namespace concordat::sim::oracle

// Section 4: what a route comes to when every leg has been asked.
#include <algorithm>

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
    route.outcome = Verdict::kUndecided;
    route.why = with(Bearing::kOpen)->why;
  } else if (route.route == Route::kR1) {
    route.outcome = Verdict::kEvidenceAccepted;
  } else if (with(Bearing::kCondition) != none || !route.conditions.empty()) {
    route.outcome = Verdict::kConditional;
  } else {
    route.outcome = Verdict::kRecognised;
  }
}

void append(std::vector<recognition::Condition>& conditions,
            const std::vector<recognition::Condition>& more) {
  conditions.insert(conditions.end(), more.begin(), more.end());
}

// Whether the attestations of a combination share a manufacturer or a holder.
bool of_one_maker(const std::vector<const Held*>& attestations) {
  const Held& first = *attestations.front();
  return std::ranges::all_of(attestations, [&](const Held* held) {
    const std::string_view maker = held->text("manufacturer");
    return (!maker.empty() && maker == first.text("manufacturer")) ||
           held->text("holder") == first.text("holder");
  });
}

// The declarations by which a supplier carries out a first-party procedure.
void name_declarations(const Case& asked, RouteAnswer& told) {
  for (const Held& held : asked.attestations) {
    if (held.text("artefact") != "declaration") continue;
    if (!among(told.attestations, held.text("certificate"))) {
      told.attestations.emplace_back(held.text("certificate"));
    }
  }
}

// What only a combination of attestations can lack.
void judge_combination(const Candidate& candidate, const auto& add) {
  if (candidate.module_not_offered) {
    add(Leg::kInstrument,
        {finding(Leg::kInstrument, Bearing::kFails, code::kInstrumentModuleNotOffered)});
  }
  if (!candidate.missing_modules.empty()) {
    add(Leg::kCoverage,
        {finding(Leg::kCoverage, Bearing::kFails, code::kCoverageProductionModuleMissing)});
  }
  if (candidate.attestations.size() > 1 && !of_one_maker(candidate.attestations)) {
    add(Leg::kCoverage,
        {finding(Leg::kCoverage, Bearing::kFails, code::kCoverageOtherManufacturer)});
  }
}

}  // namespace

RouteAnswer evaluate(const Case& asked, const Fact* requirement, const Candidate& candidate) {
  RouteAnswer told = {.route = candidate.route,
                      .first_party = candidate.first_party,
                      .instrument = candidate.instrument};
  const auto add = [&](Leg leg, Findings findings) {
    recognition::Need need = need_of(asked, candidate.route, leg);
    if (leg == Leg::kPresumption && needs_presumption(candidate)) {
      need = recognition::Need::kRequired;  // whatever the matrix says
    }
    if (need == recognition::Need::kNotApplicable) return;
    for (Finding& each : findings) {
      each.leg = leg;
      if (need == recognition::Need::kInformative && each.bearing > Bearing::kNote) {
        each.bearing = Bearing::kNote;
        each.why = Why::kNone;
      }
      told.findings.push_back(each);
    }
  };
  const auto required = [&](Leg leg) {
    return need_of(asked, candidate.route, leg) == recognition::Need::kRequired;
  };
  if (candidate.first_party) {
    add(Leg::kCompetence,
        {finding(Leg::kCompetence, Bearing::kHolds, code::kCompetenceFirstParty)});
    add(Leg::kInstrument, own_law(asked, *requirement));
    add(Leg::kPresumption, presumption_of_supplier(asked, *requirement, candidate));
    name_declarations(asked, told);
  }
  for (const Held* held : candidate.attestations) {
    const Step step = {
        .asked = asked, .requirement = requirement, .candidate = candidate, .held = *held};
    told.attestations.emplace_back(held->text("certificate"));
    add(Leg::kAuthenticity, authenticity(step));
    add(Leg::kEntitlement, entitlement(step));
    add(Leg::kCoverage, coverage(step));
    std::vector<recognition::Condition> late;
    add(Leg::kCurrency, currency(step, late));
    if (required(Leg::kCurrency)) append(told.conditions, late);
    const Shown shown = competence(step);
    add(Leg::kCompetence, shown.findings);
    add(Leg::kAcceptance, shown.acceptance);
    std::vector<recognition::Condition> placed_before;
    add(Leg::kInstrument, instrument(step, told.extent, placed_before));
    if (required(Leg::kInstrument)) append(told.conditions, placed_before);
    add(Leg::kPresumption, presumption(step));
    std::vector<recognition::Condition> closures;
    add(Leg::kEquivalence, equivalence(step, closures));
    if (required(Leg::kEquivalence)) append(told.conditions, closures);
  }
  if (candidate.procedure != nullptr &&
      asked.holds(candidate.procedure->find("when")) == statement::Truth::kUnknown) {
    add(Leg::kInstrument, {finding(Leg::kInstrument, Bearing::kOpen,
                                   code::kInstrumentAttributeNeeded, Why::kFactNeeded)});
  }
  judge_combination(candidate, add);
  add(Leg::kMeasures, measures(asked, candidate.attestations));
  put_in_order(told.findings, [](const Finding& each) { return each.leg; });
  settle(told);
  return told;
}

}  // namespace concordat::sim::oracle

// Section 4, the instrument.
#include <algorithm>
#include <optional>

#include "sim/oracle/case.hpp"

namespace concordat::sim::oracle {
namespace {

using recognition::Extent;

Finding told(Bearing bearing, std::string_view reason, Why why = Why::kNone) {
  return finding(Leg::kInstrument, bearing, reason, why);
}

// ---- when an annex is in force between two parties

// The agreement as it was last described: how it enters into force and how it ends.
const Fact& agreement_of(const Step& step) {
  return *step.asked.named("agreement", "agreement", step.candidate.fact->text("agreement"));
}

Date annex_start(const Step& step) { return step.candidate.fact->certain.from; }

// The end that the annex or its agreement states, or that a statement set.
Date annex_end(const Step& step) {
  return step.asked.facts.end(*step.candidate.fact, step.candidate.annex->text("annex"));
}

struct Days {
  Date from = kForever;  // definitive
  Date provisional = kForever;
  Date until = kForever;
  bool bound = true;
};

// A party's first deposit of a kind.
std::optional<Date> first_deposit(const Step& step, std::string_view party,
                                  std::initializer_list<std::string_view> acts) {
  std::optional<Date> first;
  for (const Fact* deposit : step.asked.facts.of("deposit")) {
    if (deposit->text("agreement") != step.candidate.fact->text("agreement") ||
        deposit->text("party") != party || !among(acts, deposit->text("act"))) {
      continue;
    }
    if (!first || deposit->certain.from < *first) first = deposit->certain.from;
  }
  return first;
}

// The day of the n-th first ratification or accession, of different parties.
Date nth_deposit(const Step& step, std::size_t n) {
  std::vector<std::string> parties;
  std::vector<Date> days;
  for (const Fact* deposit : step.asked.facts.of("deposit")) {
    if (deposit->text("agreement") != step.candidate.fact->text("agreement")) continue;
    if (!among(parties, deposit->text("party"))) parties.emplace_back(deposit->text("party"));
  }
  for (const std::string& party : parties) {
    if (const auto first = first_deposit(step, party, {"ratification", "accession"})) {
      days.push_back(*first);
    }
  }
  std::ranges::sort(days);
  return days.size() < n ? kForever : days[n - 1];
}

Days days_of_party(const Step& step, std::string_view party) {
  Days days = {.from = annex_start(step)};
  if (step.candidate.annex->text("competence") == "participation") return days;
  const json::Value& body = agreement_of(step).body();
  const json::Value& entry = *body.find("entry");
  const auto delay = static_cast<std::int32_t>(entry.integer("delayDays"));
  const bool by_deposit = entry.text("rule") == "nth-deposit";
  if (by_deposit || !holds(body, "parties", party)) {
    const auto consent = first_deposit(step, party, {"ratification", "accession"});
    const auto provisional = first_deposit(step, party, {"provisional-application"});
    if (provisional) days.provisional = std::max(days.from, *provisional);
    days.bound = consent || provisional;
    Date last = consent.value_or(kForever);
    if (consent && by_deposit) {
      last = std::max(last, nth_deposit(step, static_cast<std::size_t>(std::max<std::int64_t>(
                                                  entry.integer("deposits"), 1))));
    }
    days.from = last == kForever ? kForever : std::max(days.from, last.plus_days(delay));
  }
  const json::Value* exit = body.find("exit");
  const auto notice = exit == nullptr ? 0 : static_cast<std::int32_t>(exit->integer("noticeDays"));
  if (const auto denounced = first_deposit(step, party, {"denunciation"})) {
    days.until = denounced->plus_days(notice);
  }
  return days;
}

// Whether something that ended still carries what was issued before.
Findings ended(const Step& step, Date end, const json::Value* exit) {
  const bool before = step.held.issued() < end;
  if (before && exit == nullptr) {
    return {told(Bearing::kOpen, code::kInstrumentNoRunOffRule, Why::kNoDecision)};
  }
  const json::Value* days = exit == nullptr ? nullptr : exit->find("runOffDays");
  bool running = before;  // how long the attestation lives is the currency leg's to say
  if (days != nullptr) {
    const auto count = static_cast<std::int32_t>(exit->integer("runOffDays"));
    running = before && step.asked.date < end.plus_days(count);
  }
  return {running ? told(Bearing::kHolds, code::kInstrumentRunOff)
                  : told(Bearing::kFails, code::kInstrumentEnded)};
}

bool operational(const Step& step) {
  const auto from = day(*step.candidate.annex, "operationalFrom");
  return from ? step.asked.date >= *from : step.candidate.annex->text("phase") == "operational";
}

// Its own days first, then those of the two parties.
Findings annex_in_time(const Step& step) {
  const Case& asked = step.asked;
  const json::Value* exit = agreement_of(step).body().find("exit");
  const std::string_view name = step.candidate.annex->text("annex");
  const Date own_end = annex_end(step);
  if (asked.date < annex_start(step)) {
    return {told(Bearing::kFails, code::kInstrumentNotYetInForce)};
  }
  if (asked.date >= own_end) return ended(step, own_end, exit);
  if (asked.facts.suspended(*step.candidate.fact, asked.date, name)) {
    return {told(Bearing::kFails, code::kInstrumentSuspended)};
  }
  const Days from = days_of_party(step, step.candidate.from);
  const Days to = days_of_party(step, step.candidate.to);
  const Date end = std::min(from.until, to.until);
  if (asked.date >= end) return ended(step, end, exit);
  if (asked.date >= std::max(from.from, to.from)) {
    return {told(Bearing::kHolds, code::kInstrumentInForce)};
  }
  const Date provisional =
      std::max(std::min(from.from, from.provisional), std::min(to.from, to.provisional));
  if (asked.date >= provisional) {
    return {told(Bearing::kHolds, code::kInstrumentProvisional)};
  }
  return {told(Bearing::kFails, from.bound && to.bound ? code::kInstrumentNotYetInForce
                                                       : code::kInstrumentPartyNotBound)};
}

// An acceptance act, a rule of lawful marketing, a decision: by its own days.
Findings in_time(const Step& step) {
  const Fact& fact = *step.candidate.fact;
  if (step.asked.date < fact.certain.from) {
    return {told(Bearing::kFails, code::kInstrumentNotYetInForce)};
  }
  if (step.asked.date >= step.asked.facts.end(fact)) {
    return {told(Bearing::kFails, code::kInstrumentEnded)};
  }
  if (step.asked.facts.suspended(fact, step.asked.date)) {
    return {told(Bearing::kFails, code::kInstrumentSuspended)};
  }
  return {told(Bearing::kHolds, code::kInstrumentInForce)};
}

// ---- what the instrument covers

// What became of an act that another one replaced.
void judge_replaced(Under under, Findings& found, std::vector<recognition::Condition>& conditions) {
  if (under == Under::kTransition) {
    found.push_back(told(Bearing::kHolds, code::kInstrumentTransition));
  } else if (under == Under::kSellOff) {
    found.push_back(told(Bearing::kHolds, code::kInstrumentSellOff));
    found.push_back(told(Bearing::kCondition, code::kConditionPlacedBefore));
    conditions.push_back({.code = code::kConditionPlacedBefore,
                          .timing = "before-market",
                          .verified_by = "market-surveillance"});
  } else if (under == Under::kOver) {
    found.push_back(told(Bearing::kFails, code::kInstrumentActEnded));
  }
}

// Whether the annex recognises what is under the attestation's act.
void judge_acts(const Step& step, Under under, Findings& found,
                std::vector<recognition::Condition>& conditions) {
  const Route route = step.candidate.route;
  const bool pairs = route == Route::kR3 || route == Route::kR4;
  const bool paired =
      std::ranges::any_of(step.candidate.annex->array("actPairs"), [&](const json::Value& pair) {
        return pair.text("exporter") == step.held.text("act") &&
               pair.text("importer") == step.requirement->text("act");
      });
  if (pairs && paired) return;
  if (route == Route::kR4 || under == Under::kNo) {
    found.push_back(told(Bearing::kFails, code::kInstrumentWrongLaw));
  } else {
    judge_replaced(under, found, conditions);
  }
}

bool takes_artefact(const Step& step) {
  const json::Value* list = step.candidate.annex;
  if (step.candidate.route == Route::kR0) {
    const json::Value* procedure = step.candidate.procedure;
    const std::string_view artefact = step.held.text("artefact");
    return procedure == nullptr || procedure->text("party") != "third" ||
           (artefact != "test-report" && artefact != "declaration");
  }
  if (list == nullptr && step.candidate.route == Route::kR6) list = &step.candidate.fact->body();
  return list == nullptr || holds(*list, "artefacts", step.held.text("artefact"));
}

void own_participation(const Step& step, Findings& found) {
  if (step.candidate.annex == nullptr || step.candidate.route == Route::kR0 ||
      step.candidate.annex->text("competence") != "participation") {
    return;
  }
  const Date date = step.asked.date;
  bool open = false;
  bool later = false;
  bool over = false;
  for (const Fact* row : step.asked.facts.of("participation")) {
    if (row->text("agreement") != step.candidate.fact->text("agreement") ||
        row->text("party") != step.candidate.to) {
      continue;
    }
    if (step.asked.facts.in_force(*row, date)) return;
    open = open || step.asked.facts.open(*row, date);
    later = later || date < row->possible.from;
    over = over || date >= step.asked.facts.end(*row);
  }
  if (open) {
    found.push_back(told(Bearing::kOpen, code::kInstrumentParticipationOpen, Why::kFactNeeded));
  } else {
    found.push_back(told(Bearing::kFails, later  ? code::kInstrumentParticipationLater
                                          : over ? code::kInstrumentParticipationEnded
                                                 : code::kInstrumentParticipationMissing));
  }
}

void level_demanded(const Step& step, const Extent& extent, Findings& found) {
  if (step.requirement == nullptr || step.requirement->text("level").empty()) return;
  const std::string_view scale = step.requirement->text("scale");
  if (extent.scale != scale || (extent.level.empty() && extent.at_most.empty())) {
    found.push_back(told(Bearing::kOpen, code::kInstrumentScaleDiffers, Why::kNoDecision));
    return;
  }
  const int wanted = height_on_scale(step.asked, scale, step.requirement->text("level"));
  const int lower = height_on_scale(step.asked, scale, extent.level);
  const int upper =
      extent.at_most.empty() ? lower : height_on_scale(step.asked, scale, extent.at_most);
  if (lower >= wanted) return;
  found.push_back(upper >= wanted
                      ? told(Bearing::kOpen, code::kInstrumentLevelOpen, Why::kFactNeeded)
                      : told(Bearing::kFails, code::kInstrumentLevelBelow));
}

// Demands of the requirement that the attestation leaves out; all of them, where the requirement
// names none.
void left_out(const Step& step, Findings& found, std::vector<recognition::Condition>& conditions) {
  if (step.requirement == nullptr) return;
  const auto shown_otherwise = [&] {
    found.push_back(told(Bearing::kCondition, code::kConditionDemandLeftOut));
    conditions.push_back({.code = code::kConditionDemandLeftOut,
                          .timing = "before-market",
                          .verified_by = "market-surveillance"});
  };
  const json::Array& atoms = step.requirement->body().array("atoms");
  if (atoms.empty()) {
    for (std::size_t i = 0; i < step.held.body().array("requirements").size(); ++i) {
      shown_otherwise();
    }
  }
  for (const json::Value& atom : atoms) {
    if (!holds(step.held.body(), "requirements", atom.text("atom"))) continue;
    if (atom.integer("severity") < 3) {
      shown_otherwise();
    } else {
      found.push_back(told(Bearing::kFails, code::kInstrumentDemandLeftOut));
    }
  }
}

}  // namespace

// Whether an attestation under one act counts for another, which replaced it.
Under under_act(const Case& asked, std::string_view act, std::string_view wanted) {
  if (act == wanted) return Under::kSame;
  const Fact* successor = asked.named("legal-act", "act", wanted);
  if (successor == nullptr || !holds(successor->body(), "replaces", act)) return Under::kNo;
  const auto transition = day(successor->body(), "transitionUntil");
  if (transition && asked.date < *transition) return Under::kTransition;
  const auto sell_off = day(successor->body(), "sellOffUntil");
  if (asked.question.event != recognition::Event::kPlacingOnMarket && sell_off &&
      asked.date < *sell_off) {
    return Under::kSellOff;
  }
  return Under::kOver;
}

Findings own_law(const Case& asked, const Fact& requirement) {
  const Fact* act = asked.named("legal-act", "act", requirement.text("act"));
  if (act == nullptr) return {told(Bearing::kNote, code::kInstrumentActNotOnFile)};
  return {told(Bearing::kHolds, code::kInstrumentOwnLaw)};  // else it would not be considered
}

Findings instrument(const Step& step, Extent& extent,
                    std::vector<recognition::Condition>& conditions) {
  Findings found;
  const Under under = step.requirement == nullptr ? Under::kSame
                                                  : under_act(step.asked, step.held.text("act"),
                                                              step.requirement->text("act"));
  if (step.candidate.route == Route::kR0 && step.requirement == nullptr) {
    found.push_back(told(Bearing::kHolds, code::kInstrumentOwnAttestation));
  } else if (step.candidate.route == Route::kR0 && under != Under::kSame) {
    judge_replaced(under, found, conditions);
  } else if (step.candidate.route == Route::kR0) {
    found = own_law(step.asked, *step.requirement);
  } else if (step.candidate.annex != nullptr) {
    found = annex_in_time(step);
    if (!operational(step)) {
      found.push_back(told(Bearing::kFails, code::kInstrumentNotOperational));
    }
    if (step.requirement != nullptr) judge_acts(step, under, found, conditions);
  } else if (step.candidate.route == Route::kR4) {
    found.push_back(told(Bearing::kHolds, code::kInstrumentByEquivalence));
  } else {
    found = in_time(step);
  }
  if (!takes_artefact(step)) {
    found.push_back(told(Bearing::kFails, code::kInstrumentArtefactNotCovered));
  }
  const bool asks_law = step.candidate.route != Route::kR1 && step.candidate.route != Route::kR7;
  if (step.requirement != nullptr && asks_law && step.held.text("legalEffect") == "voluntary") {
    found.push_back(told(Bearing::kFails, code::kInstrumentVoluntary));
  }
  left_out(step, found, conditions);
  own_participation(step, found);
  extent = extent_of(step, found);
  const bool no_cap =
      std::ranges::find(found, code::kInstrumentNoCap, &Finding::code) != found.end();
  if (!no_cap) level_demanded(step, extent, found);
  return found;
}

}  // namespace concordat::sim::oracle

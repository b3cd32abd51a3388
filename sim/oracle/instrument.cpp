// Section 4, the instrument; section 6, the extent.
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
  own_participation(step, found);
  extent = extent_of(step, found);
  const bool no_cap =
      std::ranges::find(found, code::kInstrumentNoCap, &Finding::code) != found.end();
  if (!no_cap) level_demanded(step, extent, found);
  return found;
}

// ---- 6. Extent

int height_on_scale(const Case& asked, std::string_view scale, std::string_view level) {
  const Fact* known = asked.named("level-scale", "scale", scale);
  if (known == nullptr || level.empty()) return -1;
  const json::Array& levels = known->body().array("levels");
  for (std::size_t height = 0; height < levels.size(); ++height) {
    if (*levels[height].as_string() == level) return static_cast<int>(height);
  }
  return -1;
}

namespace {

statement::Truth issuer_qualified(const Step& step, std::string_view domain) {
  using statement::Truth;
  Truth best = Truth::kNo;
  for (const Fact* row : step.asked.facts.of("participation")) {
    if (row->text("agreement") == step.candidate.fact->text("agreement") &&
        row->text("party") == step.candidate.from && holds(row->body(), "domains", domain)) {
      if (step.asked.facts.in_force(*row, step.held.issued())) return Truth::kYes;
      if (step.asked.facts.open(*row, step.held.issued())) best = Truth::kUnknown;
    }
  }
  return best;
}

statement::Truth cap_holds(const Step& step, const json::Value& cap) {
  using statement::Truth;
  const Held& held = step.held;
  const auto from = day(cap, "issuedFrom");
  const auto until = day(cap, "issuedUntil");
  if ((from && held.issued() < *from) || (until && held.issued() >= *until)) return Truth::kNo;
  if (!fits(cap, "categories", held.text("category"))) return Truth::kNo;
  if (cap.boolean("collaborativeProfile") && !held.body().boolean("collaborativeProfile")) {
    return Truth::kNo;
  }
  const std::string_view domain = cap.text("issuerDomain");
  const Truth qualified = domain.empty() ? Truth::kYes : issuer_qualified(step, domain);
  if (qualified == Truth::kNo) return Truth::kNo;
  const auto before = day(cap, "acceptedBefore");
  const auto after = day(cap, "acceptedFrom");
  if (!before && !after) return qualified;
  const auto accepted = day(held.body(), "evaluationAccepted");
  if (!accepted) return Truth::kUnknown;
  const bool within = (!before || *accepted < *before) && (!after || *accepted >= *after);
  return within ? qualified : Truth::kNo;
}

struct Reach {
  int lower = -1;
  int upper = -1;
  std::string missing;  // what would settle it
};

// How far the caps let recognition go, as heights on their scale.
Reach reach_of(const Step& step, const json::Array& caps) {
  Reach reach;
  int lowest_open = -1;
  for (const json::Value& cap : caps) {
    const std::string_view own_scale = step.held.text("scale");
    if (!own_scale.empty() && cap.text("scale") != own_scale) continue;
    const statement::Truth truth = cap_holds(step, cap);
    if (truth == statement::Truth::kNo) continue;
    const int height = height_on_scale(step.asked, cap.text("scale"), cap.text("level"));
    reach.upper = std::max(reach.upper, height);
    if (truth == statement::Truth::kYes) {
      reach.lower = std::max(reach.lower, height);
      continue;
    }
    if (lowest_open < 0 || height < lowest_open) lowest_open = height;
    const bool dated = !cap.text("acceptedBefore").empty() || !cap.text("acceptedFrom").empty();
    if (dated && !day(step.held.body(), "evaluationAccepted")) {
      reach.missing = "evaluation-accepted";
    } else if (reach.missing.empty()) {
      reach.missing = "issuer-domain";
    }
  }
  if (reach.lower < 0) reach.lower = lowest_open;
  return reach;
}

// Where a component stands against a level: inside, above it, or on no scale.
enum class Place { kInside, kAbove, kUnknown };

Place place_of(const Fact& scale, std::string_view component, int height) {
  const std::size_t dot = component.rfind('.');
  const std::string_view family = component.substr(0, dot);
  if (holds(scale.body(), "outsidePackages", family)) return Place::kInside;
  for (const json::Value& known : scale.body().array("components")) {
    if (known.text("family") != family) continue;
    std::int64_t number = 0;
    if (dot != std::string_view::npos) {
      for (const char digit : component.substr(dot + 1)) number = number * 10 + (digit - '0');
    }
    const std::int64_t in_package =
        *known.array("at")[static_cast<std::size_t>(height)].as_integer();
    return number <= in_package ? Place::kInside : Place::kAbove;
  }
  return Place::kUnknown;
}

void sort_components(const Step& step, const Fact& scale, int height, Extent& extent) {
  for (const json::Value& component : step.held.body().array("components")) {
    switch (place_of(scale, *component.as_string(), height)) {
      case Place::kInside:
        extent.components.push_back(*component.as_string());
        break;
      case Place::kAbove:
        extent.not_recognised.push_back(*component.as_string());
        break;
      case Place::kUnknown:
        extent.missing = "component-not-on-scale";
        break;
    }
  }
}

// The whole attestation: its own level and every component.
Extent whole_of(const Step& step) {
  Extent extent;
  extent.scale = step.held.text("scale");
  extent.level = step.held.text("level");
  extent.height = height_on_scale(step.asked, extent.scale, extent.level);
  if (extent.level.empty()) return extent;
  for (const json::Value& component : step.held.body().array("components")) {
    extent.components.push_back(*component.as_string());
  }
  return extent;
}

}  // namespace

Extent extent_of(const Step& step, Findings& findings) {
  const json::Array none;
  const bool own = step.candidate.route == Route::kR0;
  const json::Array& caps =
      own || step.candidate.annex == nullptr ? none : step.candidate.annex->array("caps");
  if (caps.empty()) return whole_of(step);
  const Reach reach = reach_of(step, caps);
  Extent extent;
  const Fact* scale = step.asked.named("level-scale", "scale", caps.front().text("scale"));
  const std::string_view certified_level = step.held.text("level");
  if (reach.upper < 0 || scale == nullptr) {
    findings.push_back(told(Bearing::kFails, code::kInstrumentNoCap));
    extent.whole = false;
    extent.scale = step.held.text("scale");
    if (!certified_level.empty()) extent.not_recognised.emplace_back(certified_level);
    for (const json::Value& component : step.held.body().array("components")) {
      extent.not_recognised.push_back(*component.as_string());
    }
    return extent;
  }
  extent.scale = caps.front().text("scale");
  const int certified = height_on_scale(step.asked, extent.scale, certified_level);
  const json::Array& levels = scale->body().array("levels");
  const auto level_at = [&](int height) {
    return *levels[static_cast<std::size_t>(height)].as_string();
  };
  if (certified < 0) {
    extent.whole = false;
    sort_components(step, *scale, reach.lower, extent);
    extent.at_most = level_at(reach.upper);
    extent.missing = "certified-level";
    findings.push_back(told(Bearing::kNote, code::kInstrumentPartialExtent));
    findings.push_back(told(Bearing::kNote, code::kInstrumentExtentOpen));
    return extent;
  }
  const int height = std::min(certified, reach.lower);
  extent.height = height;
  extent.level = level_at(height);
  if (certified > height) extent.not_recognised.emplace_back(certified_level);
  sort_components(step, *scale, reach.lower, extent);
  extent.whole = extent.not_recognised.empty();
  if (reach.upper > reach.lower && !extent.whole) {
    extent.at_most = level_at(std::min(certified, reach.upper));
    extent.missing = reach.missing;
    findings.push_back(told(Bearing::kNote, code::kInstrumentExtentOpen));
  }
  if (!extent.whole) findings.push_back(told(Bearing::kNote, code::kInstrumentPartialExtent));
  return extent;
}

}  // namespace concordat::sim::oracle

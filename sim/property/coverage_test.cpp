// Who recognises whom against what determinations find, over drawn registries: where the matrix has
// no cell, no route by that instrument is anything but closed; and the days told as changes are
// those on which the matrix becomes another, all of them and no others.
#include <algorithm>
#include <span>

#include "sim/property/worlds_for_tests.hpp"

#include "core/insight/coverage_json.hpp"

namespace concordat::sim::property {
namespace {

using facts::Id;
using facts::kNoId;
using insight::Cell;
using insight::CellState;
using recognition::Bearing;
using recognition::Finding;
using recognition::Leg;
using recognition::Question;
using recognition::Route;
using recognition::RouteAnswer;

// A drawn registry, folded.
struct Folded {
  explicit Folded(std::uint64_t seed) : world(generator::draw_world(seed, {})) {
    for (const generator::Draft& draft : world.drafts) append(state, draft);
    state.publish(state.size_applied());
  }
  [[nodiscard]] insight::OnFile on_file() const { return {state.tables(), state.size_applied()}; }
  [[nodiscard]] facts::Probe at(Date day) const {
    return {state.tables(), state.size_applied(), day, {}};
  }

  generator::World world;
  facts::State state;
};

std::vector<std::string> markets_of(const Folded& folded) {
  std::vector<std::string> markets;
  const facts::Tables& tables = folded.state.tables();
  tables.economies.visit_all(folded.state.size_applied(), [&](const facts::Economy& row) {
    const std::string code(tables.text(row.code));
    if (std::ranges::find(markets, code) == markets.end()) markets.push_back(code);
  });
  return markets;
}

// A certificate as the matrix sees it: where its body was at home on the day of issue.
struct Issued {
  const facts::Certificate* row = nullptr;
  Id sector = kNoId;
  std::vector<facts::AreaOf> home;
};

Issued issued(const Folded& folded, const facts::Certificate& row) {
  const facts::Tables& tables = folded.state.tables();
  const facts::Profile& profile = tables.profiles[row.profile];
  facts::Probe probe = folded.at(row.issued);
  const auto body = facts::organisation_at(probe, profile.body);
  Issued found{&row, profile.sector, {}};
  if (body) found.home = facts::memberships_of(probe, body->economy, profile.sector);
  return found;
}

bool has_any(const std::vector<insight::Party>& parties, const std::vector<facts::AreaOf>& places) {
  return std::ranges::any_of(parties, [&](const insight::Party& party) {
    return std::ranges::any_of(
        places, [&](const facts::AreaOf& place) { return place.area == party.party; });
  });
}

bool names(const Cell& cell, const RouteAnswer& route, const facts::Tables& tables) {
  if (cell.kind != route.route) return false;
  if (route.instrument.empty()) return cell.instrument.decision != nullptr;
  const Id name = cell.instrument.annex ? cell.instrument.annex->annex : cell.instrument.name();
  return !cell.instrument.decision && tables.text(name) == route.instrument;
}

// The cells that are about this certificate in that market, by that route.
std::vector<CellState> states(const Folded& folded, const insight::Coverage& coverage,
                              const Issued& certificate, const std::string& market,
                              const RouteAnswer& route) {
  const facts::Tables& tables = folded.state.tables();
  facts::Probe event = folded.at(coverage.on);
  const auto places = facts::memberships_of(event, tables.id(market), certificate.sector);
  std::vector<CellState> found;
  for (const Cell& cell : coverage.cells) {
    if (!names(cell, route, tables)) continue;
    if (cell.sector != kNoId && cell.sector != certificate.sector) continue;
    // An act of acceptance asks under whose law, not who certified.
    const bool from = cell.from.empty() || cell.kind == Route::kR6 || cell.kind == Route::kR7 ||
                      has_any(cell.from, certificate.home);
    if (from && has_any(cell.to, places)) found.push_back(cell.state);
  }
  return found;
}

bool found(const RouteAnswer& route, std::string_view code) {
  return std::ranges::any_of(route.findings,
                             [&](const Finding& finding) { return finding.code == code; });
}

bool has(const std::vector<CellState>& states, std::initializer_list<CellState> any) {
  return std::ranges::any_of(
      any, [&](CellState state) { return std::ranges::find(states, state) != states.end(); });
}

// Whether the matrix of need lets the legs speak from which a cell is read.
bool speaks(const RouteAnswer& route) {
  const auto leg = [&](Leg asked) {
    return std::ranges::any_of(route.findings,
                               [&](const Finding& finding) { return finding.leg == asked; });
  };
  return leg(Leg::kInstrument) && leg(Leg::kCompetence) && leg(Leg::kEquivalence);
}

// Whether the instrument, and the part of the issuer's economy in it, may let the route through:
// by the codes, for a leg that is only informative closes nothing.
bool open(const RouteAnswer& route) {
  static constexpr std::string_view kClosing[] = {
      "competence.not-authorising",     "competence.participant-later",
      "instrument.not-yet-in-force",    "instrument.party-not-bound",
      "instrument.not-operational",     "instrument.ended",
      "instrument.suspended",           "instrument.participation-missing",
      "instrument.participation-later", "instrument.participation-ended",
      "equivalence.decision-ended",     "equivalence.decision-not-yet",
      "equivalence.decision-suspended", "equivalence.refused",
      "equivalence.no-decision"};
  return std::ranges::none_of(route.findings, [](const Finding& finding) {
    return std::ranges::find(kClosing, finding.code) != std::end(kClosing);
  });
}

constexpr std::initializer_list<CellState> kOpenStates = {
    CellState::kInForce, CellState::kProvisional, CellState::kRunOff, CellState::kRunOffUnsaid,
    CellState::kOpen};

// What the leg says of the instrument, and the states that say the same.
struct Saying {
  std::string_view code;
  std::initializer_list<CellState> states;
};
constexpr Saying kSayings[] = {
    {"instrument.provisional", {CellState::kProvisional}},
    {"instrument.run-off", {CellState::kRunOff}},
    {"instrument.no-run-off-rule", {CellState::kRunOffUnsaid}},
    {"instrument.entry-open", {CellState::kOpen}},
    {"instrument.suspended",
     {CellState::kSuspended, CellState::kAdopted, CellState::kNotOperational}},
    {"instrument.not-yet-in-force", {CellState::kAdopted}},
    {"instrument.party-not-bound", {CellState::kAdopted}},
};
constexpr Saying kDeciding[] = {{"equivalence.refused", {CellState::kRefused}},
                                {"equivalence.decided", {CellState::kInForce}}};

struct Tally {
  std::size_t open = 0;
  std::size_t closed = 0;
  std::size_t said = 0;
};

void hear(std::span<const Saying> sayings, const RouteAnswer& route,
          const std::vector<CellState>& states, Tally& tally) {
  for (const Saying& saying : sayings) {
    if (!found(route, saying.code)) continue;
    ++tally.said;
    CAPTURE(saying.code);
    CHECK(has(states, saying.states));
  }
}

void compare(const RouteAnswer& route, const std::vector<CellState>& states, Tally& tally) {
  // A supplier's own word is no participant's: who takes part is not asked.
  if (found(route, "competence.first-party")) return;
  if (open(route)) {
    ++tally.open;
    CHECK(has(states, kOpenStates));
  } else {
    ++tally.closed;
  }
  if (route.instrument.empty()) return hear(kDeciding, route, states, tally);
  // What participants are to each other decides the state besides, and so does an idle phase.
  const bool besides = std::ranges::any_of(route.findings, [](const Finding& finding) {
    return finding.code.starts_with("instrument.participation") ||
           finding.code == "competence.not-authorising" ||
           finding.code == "competence.participant-later" ||
           finding.code == "competence.role-open" || finding.code == "instrument.not-operational";
  });
  if (!besides) hear(kSayings, route, states, tally);
}

void ask(const Folded& folded, const insight::Coverage& coverage, const Issued& certificate,
         const std::string& market, Tally& tally) {
  const facts::Tables& tables = folded.state.tables();
  Question question = folded.world.question;
  question.market = market;
  question.date = coverage.on;
  question.purpose = recognition::Purpose::kRecognition;
  question.attestations = {{.number = std::string(tables.text(certificate.row->number))}};
  const recognition::Answer answer = recognition::determine(folded.state, question);
  for (const auto& requirement : answer.requirements) {
    for (const RouteAnswer& route : requirement.routes) {
      // The same edition needs no decision, whatever became of those that there were.
      const bool needless = found(route, "equivalence.same-edition");
      if (route.route == Route::kR0 || needless || !speaks(route)) continue;
      CAPTURE(market);
      CAPTURE(to_string(coverage.on));
      CAPTURE(route.instrument);
      CAPTURE(recognition::name(route.route));
      compare(route, states(folded, coverage, certificate, market, route), tally);
    }
  }
}

}  // namespace

TEST_CASE("no cell of the matrix, no route of a determination; and both say the same of one") {
  Tally tally;
  for (std::uint64_t seed = 20'000; seed < 20'600; ++seed) {
    CAPTURE(seed);
    const Folded folded(seed);
    const std::vector<std::string> markets = markets_of(folded);
    for (int day = 0; day < 4; ++day) {
      const Date on{generator::kFirstDay + 15 + day * generator::kDays / 4};
      const insight::Coverage coverage = insight::coverage(folded.on_file(), on);
      REQUIRE_FALSE(coverage.bounded);
      folded.state.tables().certificates.visit_all(
          folded.state.size_applied(), [&](const facts::Certificate& row) {
            facts::Probe event = folded.at(on);
            const bool newest = facts::certificate_by_id(event, row.certificate) == &row;
            if (on < row.issued || !newest) return;
            const Issued certificate = issued(folded, row);
            if (certificate.home.empty()) return;
            for (const std::string& market : markets) {
              ask(folded, coverage, certificate, market, tally);
            }
          });
    }
  }
  MESSAGE(tally.open << " open routes, " << tally.closed << " closed, " << tally.said
                     << " sayings compared");
  CHECK(tally.open > 500);
  CHECK(tally.closed > 500);
  CHECK(tally.said > 500);
}

TEST_CASE("the matrix is the same between two stops and another at each") {
  std::size_t stops = 0;
  for (std::uint64_t seed = 21'000; seed < 21'030; ++seed) {
    CAPTURE(seed);
    const Folded folded(seed);
    const Date first{generator::kFirstDay - 150};
    const Date past{generator::kFirstDay + generator::kDays + 400};
    const insight::Changes changes = insight::changes(folded.on_file(), {first, past});
    REQUIRE_FALSE(changes.next);
    const auto matrix = [&](Date day) {
      insight::Coverage coverage = insight::coverage(folded.on_file(), day);
      coverage.unreached.clear();  // gaps follow requirements besides
      coverage.stable = {};
      coverage.on = {};
      return json::compact(insight::to_json(coverage, folded.state.tables()));
    };
    std::string before = matrix(first.plus_days(-1));
    for (Date day = first; day < past; day = day.plus_days(1)) {
      const std::string here = matrix(day);
      const bool stop =
          std::ranges::find(changes.stops, day, &insight::Stop::date) != changes.stops.end();
      CAPTURE(to_string(day));
      CHECK(stop == (here != before));
      stops += stop ? 1 : 0;
      before = here;
    }
  }
  CHECK(stops > 200);
}

}  // namespace concordat::sim::property

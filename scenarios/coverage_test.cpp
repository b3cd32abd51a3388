// Who recognises whom in the demonstration registry, held against the agreements themselves.
#include "core/insight/coverage.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "adapters/keys/software_signer.hpp"
#include "core/facts/state.hpp"
#include "core/json/write.hpp"
#include "core/recognition/answer.hpp"
#include "core/statement/statement.hpp"
#include "scenarios/drafts.hpp"
#include "scenarios/founding.hpp"

namespace concordat::scenarios {
namespace {

using insight::Cell;
using Texts = std::vector<std::string>;

// The demonstration registry, folded once.
class House {
 public:
  House() {
    const auto founding = read_document("examples/founding.json");
    REQUIRE(founding);
    const auto pair = keys::generate(crypto::Algorithm::kEd25519);
    REQUIRE(pair);
    apply(founding_draft(*founding, {.operator_key = pair->public_key,
                                     .log_vkey = "scenarios.example+00000000+AQ=="}));
    const auto drafts = read_drafts("examples", "examples");
    REQUIRE(drafts);
    for (const json::Value& draft : *drafts) apply(draft);
  }

  [[nodiscard]] insight::OnFile on_file() const { return {state_.tables(), state_.size_applied()}; }
  [[nodiscard]] std::string_view text(facts::Id id) const { return state_.tables().text(id); }
  [[nodiscard]] insight::Coverage on(std::string_view day, std::string_view sector = {}) const {
    insight::Wanted wanted;
    if (!sector.empty()) wanted.sector = state_.tables().id(sector);
    return insight::coverage(on_file(), parse_date(day).value(), wanted);
  }
  [[nodiscard]] std::string codes(const std::vector<insight::Party>& parties) const {
    std::string codes;
    for (const insight::Party& party : parties) {
      codes += (codes.empty() ? "" : ",") + std::string(text(party.party));
    }
    return codes;
  }
  [[nodiscard]] std::string told(const Cell& cell) const {
    const facts::Annex* annex = cell.instrument.annex;
    return std::string(recognition::name(cell.kind)) + " " +
           std::string(text(annex ? annex->annex : cell.instrument.name())) + " " +
           std::string(insight::name(cell.state)) + " " + codes(cell.from) + ">" + codes(cell.to);
  }
  [[nodiscard]] Texts cells(std::string_view day, std::string_view sector) const {
    Texts texts;
    for (const Cell& cell : on(day, sector).cells) texts.push_back(told(cell));
    return texts;
  }
  // Those of one instrument or annex, by how it stands.
  [[nodiscard]] std::vector<Cell> of(const insight::Coverage& coverage, std::string_view name,
                                     insight::CellState state) const {
    std::vector<Cell> found;
    for (const Cell& cell : coverage.cells) {
      const facts::Annex* annex = cell.instrument.annex;
      const bool named = text(annex ? annex->annex : cell.instrument.name()) == name;
      if (named && cell.state == state) found.push_back(cell);
    }
    return found;
  }

 private:
  void apply(const json::Value& draft) {
    const std::string payload = json::compact(draft);
    const auto statement = statement::decode(std::string_view(payload));
    REQUIRE(statement);
    REQUIRE(state_.apply({.statement = &*statement,
                          .digest = statement::content_digest(payload),
                          .recorded = Instant{kFirstRecorded_ms}}));
  }

  facts::State state_;
};

const House& house() {
  static const House built;
  return built;
}

bool has(const Texts& texts, std::string_view text) {
  return std::ranges::find(texts, text) != texts.end();
}
bool names(const std::string& codes, const std::string& code) {
  return ("," + codes + ",").find("," + code + ",") != std::string::npos;
}

}  // namespace

TEST_CASE(
    "radio in 2024: every agreement each way by itself, and what Great Britain accepts alone") {
  const Texts radio = house().cells("2024-06-01", "radio");
  // Agreement of 1998 between the Community and the United States, annex on telecommunications.
  CHECK(has(radio, "R2 EU-US/telecommunications in-force EU>US"));
  CHECK(has(radio, "R2 EU-US/telecommunications in-force US>EU"));
  // S.I. 2019/696 until 1 October 2024, and from then on that of 2024. The Union accepts nothing.
  CHECK(has(radio, "R6 GB-2019-696-radio in-force EU>GB-GBN"));
  CHECK(has(radio, "R6 GB-2024-696-radio adopted EU>GB-GBN"));
  CHECK(std::ranges::none_of(radio, [](const std::string& text) {
    return text.ends_with(">EU") && text.find(" GB") != std::string::npos;
  }));
  // An annex that begins in 2027.
  CHECK(has(radio, "R3 XA-XV/radio adopted XA>XV"));
  const auto one_way = house().on("2024-06-01", "radio").one_way;
  REQUIRE(one_way.size() == 1);
  CHECK(house().text(one_way[0].from[0]) == "EU");
  CHECK(house().text(one_way[0].to[0]) == "GB-GBN");
}

TEST_CASE("the electrical annex with the United States never became operational") {
  const Texts electrical = house().cells("2024-06-01", "household-electrical");
  CHECK(has(electrical, "R2 EU-US/electrical-safety not-operational EU>US"));
  CHECK(has(electrical, "R2 EU-US/electrical-safety not-operational US>EU"));
}

TEST_CASE("the Union and Switzerland: medical devices ended, and nobody wrote what then") {
  CHECK(has(house().cells("2021-05-25", "medical-devices"),
            "R3 EU-CH/medical-devices in-force CH>EU"));
  CHECK(has(house().cells("2021-05-26", "medical-devices"),
            "R3 EU-CH/medical-devices run-off-unsaid CH>EU"));
  CHECK(has(house().cells("2024-06-01", "toys"), "R3 EU-CH/toys in-force CH>EU"));
}

TEST_CASE("Canada: the protocol applied provisionally took the place of the agreement of 1998") {
  const Texts before = house().cells("2017-09-20", "emc");
  CHECK(has(before, "R2 EU-CA-1998/emc in-force CA>EU"));
  CHECK(has(before, "R5 CETA-CA/emc adopted CA>EU"));
  const Texts after = house().cells("2017-09-21", "emc");
  CHECK(has(after, "R2 EU-CA-1998/emc run-off CA>EU"));
  CHECK(has(after, "R5 CETA-CA/emc provisional CA>EU"));
}

TEST_CASE("an annex lists the acts of both sides; a direction has those of who recognises") {
  const auto found = house().on("2024-06-01", "machinery");
  const auto cells = house().of(found, "UK-AU/machinery", insight::CellState::kInForce);
  REQUIRE(cells.size() == 2);
  CHECK(house().told(cells[0]).ends_with("AU>GB"));
  REQUIRE(cells[0].acts.size() == 1);
  // The law of Great Britain, in which what the United Kingdom agrees holds.
  CHECK(house().text(cells[0].acts[0].importer) == "GB-2008-1597");
  CHECK(house().text(cells[1].acts[0].importer) == "AU-WHS-2011");
}

TEST_CASE("Common Criteria: who issues, who only recognises, who has ceased to issue") {
  const auto found = house().on("2024-06-01", "it-security");
  const auto ccra = house().of(found, "CCRA/certificates", insight::CellState::kInForce);
  REQUIRE(ccra.size() == 1);
  const std::string from = house().codes(ccra[0].from);
  const std::string to = house().codes(ccra[0].to);
  for (const char* const issuer : {"DE", "FR", "US", "JP", "KR"}) CHECK(names(from, issuer));
  for (const char* const other : {"GB", "FI", "AT", "IL"}) {
    CHECK_FALSE(names(from, other));
    CHECK(names(to, other));
  }
  const auto earlier = house().of(found, "CCRA/certificates", insight::CellState::kRunOff);
  REQUIRE(earlier.size() == 1);
  CHECK(house().codes(earlier[0].from) == "GB");
  // SOG-IS recognises further, among fewer.
  const auto sogis = house().of(found, "SOGIS-MRA/certificates", insight::CellState::kInForce);
  REQUIRE(sogis.size() == 1);
  CHECK(house().codes(sogis[0].from) == "DE,ES,FR,IT,NL,NO,SE");
  CHECK_FALSE(names(house().codes(sogis[0].to), "US"));
}

TEST_CASE("the European scheme: Member States among each other, and nobody else by that") {
  CHECK(has(house().cells("2025-02-26", "it-security"),
            "R3 EUCC-RECOGNITION/certificates adopted EU>EU"));
  CHECK(has(house().cells("2025-02-27", "it-security"),
            "R3 EUCC-RECOGNITION/certificates in-force EU>EU"));
  // Its members stop issuing under SOG-IS, and Norway does not.
  const auto later = house().on("2026-06-01", "it-security");
  const auto sogis = house().of(later, "SOGIS-MRA/certificates", insight::CellState::kInForce);
  REQUIRE(sogis.size() == 1);
  CHECK(house().codes(sogis[0].from) == "NO");
  const auto run_off = house().of(later, "SOGIS-MRA/certificates", insight::CellState::kRunOff);
  REQUIRE(run_off.size() == 1);
  CHECK(names(house().codes(run_off[0].from), "FR"));
}

TEST_CASE("where nothing leads, and what a market's own law offers there") {
  Texts unreached;
  for (const insight::Unreached& gap : house().on("2024-06-01").unreached) {
    unreached.emplace_back(house().text(gap.requirement->requirement));
  }
  CHECK(unreached == Texts{"EU-RED-safety", "XA-HOUSEHOLD", "XA-TOYS", "XV-RADIO"});
  // From 2027 an annex reaches the last.
  Texts later;
  for (const insight::Unreached& gap : house().on("2027-07-01", "radio").unreached) {
    later.emplace_back(house().text(gap.requirement->requirement));
  }
  CHECK(later.empty());
}

TEST_CASE("the stops of the slider are the days that changed the map") {
  Texts days;
  for (const insight::Stop& stop :
       insight::changes(house().on_file(), {date_of(2017, 1, 1), date_of(2028, 1, 1)}).stops) {
    days.push_back(to_string(stop.date));
  }
  for (const std::string_view day : {"2017-09-21", "2021-01-01", "2021-05-26", "2023-01-01",
                                     "2023-10-20", "2024-10-01", "2025-02-27", "2027-07-01"}) {
    CAPTURE(day);
    CHECK(has(days, day));
  }
  CHECK(std::ranges::is_sorted(days));
}

}  // namespace concordat::scenarios

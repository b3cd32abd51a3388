// What facets count, held against what the same filters list.
#include "registry/finding/facets.hpp"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>

#include "registry/credentials/house_for_tests.hpp"
#include "registry/finding/certificate_facets.hpp"

namespace concordat::registry {
namespace {

using Counts = std::map<std::string, std::uint64_t>;

Instant at(std::string_view time = kHouseNow) { return *parse_timestamp(time); }

Counts counts_of(const Registry& registry, const Listing& listing, const std::string& facet,
                 std::string_view time = kHouseNow) {
  const auto counted = count(registry, listing, {facet}, at(time));
  REQUIRE(counted);
  CHECK(counted->exact);
  Counts counts;
  for (const Counted& one : counted->facets.at(0).values) counts[one.value] = one.count;
  return counts;
}

std::vector<std::string> ids_of(const Registry& registry, Listing listing,
                                std::string_view time = kHouseNow) {
  std::vector<std::string> ids;
  for (int pages = 0; pages < 1'000; ++pages) {
    const auto page = list(registry, listing, at(time));
    REQUIRE(page);
    CHECK(page->resources.size() <= listing.limit);
    for (const Resource& one : page->resources) ids.push_back(one.id);
    if (page->next.empty()) return ids;
    listing.after = page->next;
  }
  FAIL("paging does not end");
  return ids;
}

// Two bodies in two economies; certificates of every state but those that nobody asks for.
struct Shelf : HouseForTests {
  Shelf() {
    say("economy", fixture::kOperator,
        {{"code", "XB"}, {"kind", "economy"}, {"names", json::Object{{"en", "Barataria"}}}});
    say("organisation", fixture::kOperator,
        {{"organisation", "probia"},
         {"names", json::Object{{"en", "Probia"}}},
         {"economy", "XB"},
         {"roles", json::Array{"conformity-assessment-body", "laboratory"}}});
    certificate("C-1");
    certificate("C-2");
    change("C-2", "suspended", "2026-01-10");
    certificate("C-3");
    change("C-3", "withdrawn", "2026-02-01");
    other("D-1", "2019-05-02");
    other("D-2", "2019-08-02");
    registry().wait_until_searchable();
  }
  void other(const std::string& id, const std::string& issued) {
    json::Object body = certificate_body(id);
    body.set("body", "probia");
    body.set("scheme", "SAFE");
    body.set("issued", issued);
    body.set("editions", json::Array{"EN-1:2010", "EN-2:2015"});
    say("certificate", "probia", std::move(body));
  }
};

}  // namespace

TEST_CASE("certificates divide by what is on file about them, on the day") {
  const Shelf shelf;
  const Registry& registry = shelf.registry();
  const Listing all{.kind = "certificates"};
  CHECK(counts_of(registry, all, "body") == Counts{{"certia", 3}, {"probia", 2}});
  CHECK(counts_of(registry, all, "economy") == Counts{{"XA", 3}, {"XB", 2}});
  CHECK(counts_of(registry, all, "scheme") == Counts{{"SAFE", 2}});
  CHECK(counts_of(registry, all, "year") == Counts{{"2019", 2}, {"2025", 3}});
  CHECK(counts_of(registry, all, "editions") == Counts{{"EN-1:2010", 2}, {"EN-2:2015", 2}});
  const Counts today{{"in-force", 3}, {"suspended", 1}, {"withdrawn", 1}};
  CHECK(counts_of(registry, all, "state") == today);
  // A state is of a day, and is kept nowhere.
  const Counts earlier{{"in-force", 4}, {"suspended", 1}};
  CHECK(counts_of(registry, all, "state", "2026-01-20T00:00:00Z") == earlier);
}

TEST_CASE("what is counted is what the same filter lists, with words and without") {
  const Shelf shelf;
  const Registry& registry = shelf.registry();
  for (const std::string text : {"", "Kettle"}) {
    CAPTURE(text);
    for (const FacetName& facet : facets_of("certificates")) {
      CAPTURE(facet.name);
      const Listing all{.kind = "certificates", .text = text};
      for (const auto& [value, number] : counts_of(registry, all, std::string(facet.name))) {
        CAPTURE(value);
        Listing narrowed = all;
        narrowed.filters = {{std::string(facet.name), value}};
        narrowed.limit = 2;
        const auto ids = ids_of(registry, narrowed);
        CHECK(ids.size() == number);
        CHECK(std::ranges::adjacent_find(ids) == ids.end());
        CHECK(count(registry, narrowed, {"state"}, at())->total == number);
      }
    }
  }
}

TEST_CASE("filters combine with each other and with words") {
  const Shelf shelf;
  const Registry& registry = shelf.registry();
  Listing listing{.kind = "certificates", .filters = {{"state", "in-force"}, {"economy", "XA"}}};
  CHECK(ids_of(registry, listing) == std::vector<std::string>{"C-1"});
  listing.filters = {{"state", "in-force"}, {"body", "probia"}, {"year", "2019"}};
  CHECK(ids_of(registry, listing) == std::vector<std::string>{"D-1", "D-2"});
  CHECK(counts_of(registry, listing, "economy") == Counts{{"XB", 2}});
  listing.text = "D-2";
  CHECK(ids_of(registry, listing) == std::vector<std::string>{"D-2"});
  CHECK(counts_of(registry, listing, "economy") == Counts{{"XB", 1}});
  // A filter that is no facet goes to the store.
  listing = {.kind = "certificates", .filters = {{"number", "C-2"}, {"state", "suspended"}}};
  CHECK(ids_of(registry, listing) == std::vector<std::string>{"C-2"});
  CHECK(counts_of(registry, listing, "body") == Counts{{"certia", 1}});
  listing.filters[1].second = "in-force";
  CHECK(ids_of(registry, listing).empty());
  listing.filters = {{"economy", "NOWHERE"}};
  CHECK(ids_of(registry, listing).empty());
}

TEST_CASE("a certificate that was corrected in part is counted once, as it is on the day") {
  Shelf shelf;
  json::Object body = HouseForTests::certificate_body("C-9");
  shelf.say("certificate", "certia", body, {.id = "stated"});
  body.set("sector", "tools");
  shelf.file(json::Object{
      {"id", "corrector"},
      {"type", "certificate"},
      {"author", "certia"},
      {"basis", json::Object{{"kind", "own"}}},
      {"effective", json::Object{{"from", "2026-03-01"}, {"until", "2026-04-01"}}},
      {"corrects", json::Object{{"statement", "stated"}, {"kind", "clerical"}, {"whole", false}}},
      {"body", std::move(body)}});
  const Listing all{.kind = "certificates"};
  CHECK(counts_of(shelf.registry(), all, "sector") == Counts{{"toys", 6}});
  CHECK(counts_of(shelf.registry(), all, "sector", "2026-03-10T00:00:00Z") ==
        Counts{{"toys", 5}, {"tools", 1}});
  CHECK(ids_of(shelf.registry(), {.kind = "certificates", .filters = {{"state", "in-force"}}})
            .size() == 4);
}

TEST_CASE("only the most frequent values are told, the others as a sum") {
  Shelf shelf;
  for (int year = 1970; year < 2000; ++year) {
    shelf.other("Y-" + std::to_string(year), std::to_string(year) + "-07-01");
  }
  const auto counted = count(shelf.registry(), {.kind = "certificates"}, {"year", "body"}, at());
  REQUIRE(counted);
  CHECK(counted->total == 35);
  const Facet& years = counted->facets[0];
  REQUIRE(years.values.size() == kMostValues);
  CHECK(years.values[0].value == "2025");
  CHECK(years.values[1].value == "2019");
  CHECK(years.values[2].value == "1970");
  CHECK(years.other_values == 12);
  CHECK(years.other_count == 12);
  CHECK(counted->facets[1].other_values == 0);
  // Rows beyond the bound leave figures that hold at least.
  const auto state = shelf.registry().state();
  CertificateFacets some(
      {.tables = state->tables(), .size = state->size_published(), .date = utc_date(at())}, {});
  const auto swept = some.count_all(10);
  CHECK(swept.total == 10);
  CHECK_FALSE(swept.exact);
}

TEST_CASE("organisations, standards and measures divide too; other kinds say that they do not") {
  Shelf shelf;
  const auto edition = [&](const std::string& id, json::Object more = {}) {
    json::Object body{{"edition", id}, {"standard", id.substr(0, id.find(':'))}};
    for (const auto& [name, value] : more) body.set(name, value);
    shelf.say("standard-edition", fixture::kOperator, std::move(body));
  };
  edition("EN-60335-1:2002");
  edition("EN-60335-1:2012", {{"supersedes", json::Array{"EN-60335-1:2002"}}});
  edition("ISO-IEC-15408-1:2022");
  const Registry& registry = shelf.registry();
  registry.wait_until_searchable();
  const Counts roles = counts_of(registry, {.kind = "organisations"}, "roles");
  CHECK(roles.at("conformity-assessment-body") == 2);
  CHECK(roles.at("laboratory") == 1);
  CHECK(counts_of(registry, {.kind = "standards"}, "publisher") ==
        Counts{{"EN", 2}, {"ISO-IEC", 1}});
  CHECK(counts_of(registry, {.kind = "standards"}, "state") ==
        Counts{{"current", 2}, {"superseded", 1}});
  CHECK(ids_of(registry, {.kind = "standards", .filters = {{"state", "superseded"}}}) ==
        std::vector<std::string>{"EN-60335-1:2002"});
  CHECK(ids_of(registry, {.kind = "standards",
                          .filters = {{"state", "current"}, {"publisher", "EN"}},
                          .limit = 1}) == std::vector<std::string>{"EN-60335-1:2012"});
  const auto unknown = count(registry, {.kind = "certificates"}, {"colour"}, at());
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == "resource.facet");
  CHECK(unknown.error().expected ==
        "state, scheme, body, economy, sector, category, editions, year");
  CHECK(count(registry, {.kind = "economies"}, {"state"}, at()).error().code == "resource.facet");
}

}  // namespace concordat::registry

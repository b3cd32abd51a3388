// The search projection.
#include <array>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "registry/ports/conformance/store_conformance.hpp"

namespace concordat::conformance {
namespace {

using Ids = std::vector<std::string>;
using Fields = std::vector<std::pair<std::string, std::string>>;

// A store with entries enough to index from.
void fill(Store& store) {
  const auto epoch = store.take_epoch();
  REQUIRE(epoch);
  const std::vector<Bytes> entries(2'000, Bytes{1});
  REQUIRE(store.append({.epoch = *epoch, .expected_size = 0, .entries = &entries}));
}

Store::SearchRow certificate(std::string id, std::string tokens, Fields fields = {}) {
  Store::SearchRow row;
  row.kind = "certificate";
  row.id = std::move(id);
  row.fields = std::move(fields);
  row.tokens = std::move(tokens);
  return row;
}

Ids ids_of(const Store& store, const Store::SearchQuery& query) {
  const auto hits = store.search(query);
  REQUIRE(hits);
  Ids ids;
  for (const Store::SearchHit& hit : *hits) ids.push_back(hit.id);
  return ids;
}

Ids by_tokens(const Store& store, std::string tokens) {
  Store::SearchQuery query;
  query.tokens = std::move(tokens);
  return ids_of(store, query);
}

Ids by_fields(const Store& store, Fields fields) {
  Store::SearchQuery query;
  query.fields = std::move(fields);
  return ids_of(store, query);
}

void nothing_indexed(Store& store) {
  CHECK(store.indexed().value() == 0);
  CHECK(by_tokens(store, "").empty());
  CHECK(by_tokens(store, "card").empty());
  CHECK(by_fields(store, {{"holder", "h1"}}).empty());
}

void tokens(Store& store) {
  REQUIRE(store.index({certificate("c1", "smart card anssi-cc-2023/42 2023"),
                       certificate("c2", "  smart   reader 安全 全标 "),
                       certificate("c3", "شهاده الشهاده carte résistance"), certificate("c4", "")},
                      1));
  CHECK(by_tokens(store, "smart") == Ids{"c1", "c2"});
  CHECK(by_tokens(store, "card smart") == Ids{"c1"});
  CHECK(by_tokens(store, "reader card").empty());
  CHECK(by_tokens(store, "card reader").empty());
  CHECK(by_tokens(store, "smart smart") == Ids{"c1", "c2"});
  CHECK(by_tokens(store, "安全") == Ids{"c2"});
  CHECK(by_tokens(store, "شهاده") == Ids{"c3"});
  CHECK(by_tokens(store, "") == Ids{"c1", "c2", "c3", "c4"});
  CHECK(by_tokens(store, "   ") == Ids{"c1", "c2", "c3", "c4"});
}

void prefix_of_the_last_token(Store& store) {
  REQUIRE(store.index({certificate("c1", "smart card anssi-cc-2023/42"),
                       certificate("c2", "smarter cardinal 安全"), certificate("c3", "car")},
                      1));
  CHECK(by_tokens(store, "car") == Ids{"c1", "c2", "c3"});
  CHECK(by_tokens(store, "card") == Ids{"c1", "c2"});
  CHECK(by_tokens(store, "smart card") == Ids{"c1"});
  CHECK(by_tokens(store, "card smart") == Ids{"c1"});
  CHECK(by_tokens(store, "smarter card") == Ids{"c2"});
  CHECK(by_tokens(store, "anssi-cc-20") == Ids{"c1"});
  CHECK(by_tokens(store, "安") == Ids{"c2"});
  CHECK(by_tokens(store, "ard").empty());
}

// Tokens are opaque: nothing in them is syntax, and they are divided at spaces alone.
void tokens_are_opaque(Store& store) {
  constexpr std::string_view kOdd =
      R"(a"b a'b a*b a^b a:b a-b (ab) {ab} [ab] a+b a,b a.b a/b a\b a%b a_b a&b a|b a!b )"
      R"(a?b a=b a~b)";
  REQUIRE(store.index({certificate("c1", std::string(kOdd)), certificate("c2", "a b ab"),
                       certificate("c3", "and or not near"), certificate("c4", "tokens:x")},
                      1));
  for (const char* token :
       {"a\"b", "a'b", "a*b",  "a^b", "a:b", "a-b", "(ab)", "{ab}", "[ab]", "a+b", "a,b",
        "a.b",  "a/b", "a\\b", "a%b", "a_b", "a&b", "a|b",  "a!b",  "a?b",  "a=b", "a~b"}) {
    CAPTURE(token);
    CHECK(by_tokens(store, token) == Ids{"c1"});
    CHECK(by_tokens(store, std::string(token) + " (ab)") == Ids{"c1"});
  }
  CHECK(by_tokens(store, "b") == Ids{"c2"});
  CHECK(by_tokens(store, "a or b").empty());
  CHECK(by_tokens(store, "and or not near") == Ids{"c3"});
  CHECK(by_tokens(store, "tokens:x") == Ids{"c4"});
  CHECK(by_tokens(store, "\"").empty());
  CHECK(by_tokens(store, "*").empty());
}

void fields(Store& store) {
  auto organisation = certificate("o1", "", {{"country", "FR"}});
  organisation.kind = "organisation";
  REQUIRE(store.index(
      {certificate("c1", "smart", {{"holder", "h1"}, {"scheme", "FR"}}),
       certificate("c2", "smart", {{"holder", "h1"}, {"scheme", "DE"}, {"scheme", "ES"}}),
       certificate("c3", "other", {{"holder", "h2"}, {"scheme", "FR"}, {"scheme", "FR"}}),
       organisation},
      1));
  CHECK(by_fields(store, {{"holder", "h1"}}) == Ids{"c1", "c2"});
  CHECK(by_fields(store, {{"holder", "h1"}, {"scheme", "FR"}}) == Ids{"c1"});
  // A field may have several values.
  CHECK(by_fields(store, {{"scheme", "DE"}}) == Ids{"c2"});
  CHECK(by_fields(store, {{"scheme", "ES"}, {"scheme", "DE"}}) == Ids{"c2"});
  CHECK(by_fields(store, {{"scheme", "FR"}}) == Ids{"c1", "c3"});
  // Exactly: no prefix, no other case, no other name.
  CHECK(by_fields(store, {{"holder", "h"}}).empty());
  CHECK(by_fields(store, {{"holder", "H1"}}).empty());
  CHECK(by_fields(store, {{"scheme", "h1"}}).empty());
  CHECK(by_fields(store, {{"holder", ""}}).empty());

  Store::SearchQuery query;
  query.kind = "organisation";
  CHECK(ids_of(store, query) == Ids{"o1"});
  query.kind = "certificate";
  CHECK(ids_of(store, query) == Ids{"c1", "c2", "c3"});
  query.fields = {{"scheme", "FR"}};
  query.tokens = "sma";
  CHECK(ids_of(store, query) == Ids{"c1"});
  query.kind = "organisation";
  CHECK(ids_of(store, query).empty());
}

void replacement(Store& store) {
  auto row = certificate("c1", "smart card", {{"status", "valid"}});
  row.entry = 0;
  REQUIRE(store.index({row, certificate("c2", "card")}, 1));
  // The same identifier in another kind is another row.
  auto namesake = certificate("c1", "card");
  namesake.kind = "report";
  REQUIRE(store.index({namesake}, 1));
  row = certificate("c1", "reader", {{"status", "withdrawn"}});
  row.entry = 4;
  REQUIRE(store.index({row}, 5));
  CHECK(by_tokens(store, "card") == Ids{"c2", "c1"});
  CHECK(by_tokens(store, "smart").empty());
  CHECK(by_fields(store, {{"status", "valid"}}).empty());
  Store::SearchQuery query;
  query.fields = {{"status", "withdrawn"}};
  const auto hits = store.search(query).value();
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].kind == "certificate");
  CHECK(hits[0].id == "c1");
  CHECK(hits[0].entry == 4);
  // Twice in one batch: the later one stands, at the place of the first.
  REQUIRE(
      store.index({certificate("c3", "one"), certificate("c4", "x"), certificate("c3", "two")}, 6));
  CHECK(by_tokens(store, "one").empty());
  CHECK(by_tokens(store, "two") == Ids{"c3"});
  CHECK(by_tokens(store, "") == Ids{"c1", "c2", "c1", "c3", "c4"});
}

// Reads all pages and checks that none skips or repeats.
Ids all_pages(const Store& store, Store::SearchQuery query) {
  Ids ids;
  for (int page = 0; page < 1'000; ++page) {
    const auto hits = store.search(query);
    REQUIRE(hits);
    CHECK(hits->size() <= query.limit);
    for (const Store::SearchHit& hit : *hits) ids.push_back(hit.id);
    if (hits->size() < query.limit) return ids;
    query.after = hits->back().cursor;
  }
  FAIL("paging does not end");
  return ids;
}

void paging(Store& store) {
  std::vector<Store::SearchRow> rows;
  Ids all;
  Ids even;
  for (int i = 0; i < 103; ++i) {
    // Identifiers fall, so that an order by identifier would show.
    const std::string id = "c" + std::to_string(900 - i);
    rows.push_back(certificate(id, "card", {{"parity", i % 2 == 0 ? "even" : "odd"}}));
    all.push_back(id);
    if (i % 2 == 0) even.push_back(id);
  }
  REQUIRE(store.index(rows, 1));
  Store::SearchQuery query;
  for (const std::uint32_t limit : {1U, 7U, 102U, 103U, 104U, kMaxSearchLimit}) {
    CAPTURE(limit);
    query = {};
    query.limit = limit;
    CHECK(all_pages(store, query) == all);
    query.tokens = "ca";
    CHECK(all_pages(store, query) == all);
    query.fields = {{"parity", "even"}};
    CHECK(all_pages(store, query) == even);
    query.tokens = "";
    CHECK(all_pages(store, query) == even);
    query.kind = "certificate";
    CHECK(all_pages(store, query) == even);
    query.fields = {};
    CHECK(all_pages(store, query) == all);
  }
  // A replaced row keeps its place between two pages.
  query = {};
  query.limit = 50;
  const auto first = store.search(query).value();
  REQUIRE(store.index({rows[10], rows[70], certificate("new", "card")}, 2));
  query.after = first.back().cursor;
  query.limit = 100;
  Ids rest(all.begin() + 50, all.end());
  rest.push_back("new");
  CHECK(ids_of(store, query) == rest);
}

// Engines may answer rare and frequent values in different ways; the answer is the same.
void rare_and_frequent_fields(Store& store) {
  std::vector<Store::SearchRow> rows;
  for (int i = 0; i < 1'500; ++i) {
    const std::string holder = i % 300 == 7 ? "rare" : "frequent";
    rows.push_back(certificate("c" + std::to_string(i), i % 2 == 0 ? "smart card" : "smart reader",
                               {{"scheme", "FR"}, {"holder", holder}}));
  }
  REQUIRE(store.index(rows, 1));
  Store::SearchQuery query;
  query.limit = kMaxSearchLimit;
  query.fields = {{"scheme", "FR"}, {"holder", "rare"}};
  CHECK(ids_of(store, query) == Ids{"c7", "c307", "c607", "c907", "c1207"});
  query.tokens = "smart read";
  CHECK(ids_of(store, query) == Ids{"c7", "c307", "c607", "c907", "c1207"});
  query.tokens = "smar read";
  CHECK(ids_of(store, query).empty());
  query.tokens = "card";
  CHECK(ids_of(store, query).empty());
  query.tokens = "";
  query.limit = 2;
  CHECK(all_pages(store, query) == Ids{"c7", "c307", "c607", "c907", "c1207"});
  query.limit = kMaxSearchLimit;
  query.fields = {{"scheme", "FR"}, {"holder", "frequent"}};
  query.tokens = "card sma";
  CHECK(all_pages(store, query).size() == 750);
  query.tokens = "reader sma";
  CHECK(all_pages(store, query).size() == 745);
}

void bad_queries(Store& store) {
  REQUIRE(store.index({certificate("c1", "card")}, 1));
  Store::SearchQuery query;
  for (const std::uint32_t limit : {0U, kMaxSearchLimit + 1}) {
    query.limit = limit;
    REQUIRE_FALSE(store.search(query));
    CHECK(store.search(query).error().code == "store.query");
  }
  // The most a query may hold is answered by every engine.
  query = {};
  query.fields.resize(kMaxSearchFields, {"holder", "h1"});
  for (std::size_t i = 0; i < kMaxSearchTokens; ++i) query.tokens += "card ";
  query.kind = "certificate";
  CHECK(ids_of(store, query).empty());
  query.fields.clear();
  CHECK(ids_of(store, query) == Ids{"c1"});
  query.fields.resize(kMaxSearchFields + 1, {"holder", "h1"});
  REQUIRE_FALSE(store.search(query));
  CHECK(store.search(query).error().code == "store.query");
  query = {};
  query.after = "' OR 1=1";
  REQUIRE_FALSE(store.search(query));
  CHECK(store.search(query).error().code == "store.query");
}

void position_is_atomic(Store& store) {
  REQUIRE(store.index({certificate("c1", "card")}, 100));
  CHECK(store.indexed().value() == 100);
  const auto check_refused = [&](const Status& status) {
    REQUIRE_FALSE(status);
    CHECK(status.error().code == "store.conflict");
    CHECK(store.indexed().value() == 100);
    CHECK(by_tokens(store, "") == Ids{"c1"});
  };
  check_refused(store.index({certificate("c2", "card")}, 99));
  check_refused(store.index({certificate("c2", "card")}, 2'001));
  auto ahead = certificate("c3", "card");
  ahead.entry = 150;
  check_refused(store.index({certificate("c2", "card"), ahead}, 150));
  REQUIRE(store.index({certificate("c2", "card"), ahead}, 151));
  CHECK(store.indexed().value() == 151);
  CHECK(by_tokens(store, "card") == Ids{"c1", "c2", "c3"});
  // Entries without anything to find move the position alone.
  REQUIRE(store.index({}, 2'000));
  CHECK(store.indexed().value() == 2'000);
}

void rows_as_they_are(Store& store) {
  CHECK_FALSE(store.row("certificate", "c1").value());
  const Fields unsorted{{"holder", "h2"}, {"body", "b1"}, {"holder", "h1"}, {"holder", "h2"}};
  REQUIRE(store.index({certificate("c1", "smart card", unsorted), certificate("c2", "reader")}, 7));
  auto row = store.row("certificate", "c1").value();
  REQUIRE(row);
  CHECK(row->kind == "certificate");
  CHECK(row->id == "c1");
  CHECK(row->tokens == "smart card");
  CHECK(row->fields == Fields{{"body", "b1"}, {"holder", "h1"}, {"holder", "h2"}});
  REQUIRE(store.row("certificate", "c2").value());
  CHECK(store.row("certificate", "c2").value()->fields.empty());
  CHECK_FALSE(store.row("organisation", "c1").value());
  Store::SearchRow later = certificate("c1", "", {{"", ""}});
  later.entry = 8;
  REQUIRE(store.index({later}, 9));
  row = store.row("certificate", "c1").value();
  REQUIRE(row);
  CHECK(row->entry == 8);
  CHECK(row->tokens.empty());
  CHECK(row->fields == Fields{{"", ""}});
}

void reopening(Place& place) {
  {
    const auto store = place.open();
    fill(*store);
    REQUIRE(store->index({certificate("c1", "smart card", {{"holder", "h1"}})}, 7));
  }
  const auto store = place.open();
  CHECK(store->indexed().value() == 7);
  CHECK(by_tokens(*store, "smart car") == Ids{"c1"});
  CHECK(by_fields(*store, {{"holder", "h1"}}) == Ids{"c1"});
  REQUIRE(store->index({certificate("c1", "reader")}, 8));
  CHECK(by_tokens(*store, "smart").empty());
  CHECK(by_fields(*store, {{"holder", "h1"}}).empty());
}

struct Rule {
  const char* name;
  void (*check)(Store&);
};

constexpr std::array kRules = {
    Rule{"nothing indexed, nothing found", nothing_indexed},
    Rule{"search by tokens", tokens},
    Rule{"the last token may be a prefix", prefix_of_the_last_token},
    Rule{"tokens are opaque", tokens_are_opaque},
    Rule{"search by fields", fields},
    Rule{"a later row replaces", replacement},
    Rule{"pages neither skip nor repeat", paging},
    Rule{"rare and frequent fields", rare_and_frequent_fields},
    Rule{"bad queries are refused", bad_queries},
    Rule{"rows and position move together", position_is_atomic},
    Rule{"rows are given as they are kept", rows_as_they_are},
};

}  // namespace

void check_search(const MakePlace& make) {
  for (const Rule& rule : kRules) {
    SUBCASE(rule.name) {
      const auto place = make();
      const auto store = place->open();
      fill(*store);
      rule.check(*store);
    }
  }
  SUBCASE("reopening keeps the projection") { reopening(*make()); }
}

}  // namespace concordat::conformance

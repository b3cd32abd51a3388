// What a store holds besides the log, altered in every way that an entry could contradict.
#include "registry/derived.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "adapters/memory/forwarding_store.hpp"
#include "adapters/memory/memory_store.hpp"
#include "core/log/proof.hpp"
#include "registry/copy.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::registry {
namespace {

using memory::MemoryStore;

constexpr DraftPlan kToday{.today = {20'454}, .enrol = true};
constexpr int kEconomies = 520;  // two blocks, and some

json::Value economy(int number, const std::string& name) {
  const std::string code = "X" + std::to_string(number);
  return fixture::draft(
      {.id = "economy:" + code + ":" + name,
       .type = "economy",
       .body = {{"code", code}, {"kind", "economy"}, {"names", json::Object{{"en", name}}}}});
}

// A registry of some blocks, its projection made.
struct Kept {
  fixture::Site site;
  std::shared_ptr<memory::Medium> medium = std::make_shared<memory::Medium>();
  MemoryStore store{medium};
  Ports ports = site.ports(std::make_unique<MemoryStore>(medium));
  std::unique_ptr<Tokenizer> tokenizer = std::move(ports.tokenizer);

  Kept() {
    auto registry = site.found(std::make_unique<MemoryStore>(medium));
    REQUIRE(registry);
    std::vector<json::Value> drafts;
    for (int at = 0; at < kEconomies; ++at) drafts.push_back(economy(at, "Name"));
    for (const auto& outcome : submit_drafts(**registry, site.keys, drafts, kToday)) {
      REQUIRE(outcome);
    }
    (*registry)->wait_until_searchable();
  }

  [[nodiscard]] std::vector<Error> found() const {
    auto errors = check_derived(store, *tokenizer);
    REQUIRE(errors);
    return *errors;
  }
};

void check_told(const std::vector<Error>& errors, const std::string& code,
                const std::string& place) {
  REQUIRE(errors.size() == 1);
  CHECK(errors.front().code == code);
  CHECK(errors.front().place == place);
}

}  // namespace

TEST_CASE("what the registry made itself agrees with its entries") {
  Kept kept;
  CHECK(kept.store.tiles().value() == 2);
  CHECK(kept.store.indexed().value() == kept.store.size().value());
  CHECK(kept.found().empty());
}

TEST_CASE("a tile that differs from its entries is named") {
  Kept kept;
  Bytes tile = kept.store.tile(1).value().value();
  tile[tile.size() / 3] ^= 16;
  REQUIRE(kept.store.put_tiles(1, {tile}));
  check_told(kept.found(), "registry.tile", "tile 1");
}

TEST_CASE("a damaged tile makes no proof wrong, and a lost one is made at the next start") {
  Kept kept;
  const Bytes right = kept.store.tile(0).value().value();
  for (std::size_t at = 0; at < right.size(); at += 1'111) {
    Bytes tile = right;
    tile[at] ^= 1;
    REQUIRE(kept.store.put_tiles(0, {tile}));
    auto registry =
        Registry::open(kept.site.ports(std::make_unique<MemoryStore>(kept.medium), false));
    REQUIRE(registry);
    const auto head = log::parse_signed_checkpoint((*registry)->checkpoint());
    REQUIRE(head);
    for (const std::uint64_t index : {0U, 1U, 15U, 16U, 255U, 256U, 519U}) {
      const auto path = (*registry)->log()->inclusion(index, head->checkpoint.size);
      REQUIRE(path);
      const Bytes entry = kept.store.read(index, index + 1).value().front();
      CHECK(merkle::verify_inclusion(
          {.index = index, .size = head->checkpoint.size, .leaf = merkle::leaf_hash(entry)}, *path,
          head->checkpoint.root));
    }
    const auto served = (*registry)->log()->tile({.level = 0, .index = 0}, 521);
    REQUIRE(served);
    CHECK(std::equal(served->begin(), served->end(), right.begin()));
  }
  // In a store that never had any, as one of an earlier version.
  const auto bare = std::make_shared<memory::Medium>();
  MemoryStore copied(bare);
  const std::uint64_t epoch = copied.take_epoch().value();
  const auto entries = kept.store.read(0, 600).value();
  REQUIRE(copied.append({.epoch = epoch, .expected_size = 0, .entries = &entries}));
  REQUIRE(copied.put_checkpoint(
      {.epoch = epoch, .log_size = entries.size(), .note = *kept.store.checkpoint().value()}));
  // A reader leaves it at that; a writer makes them.
  REQUIRE(Registry::open(kept.site.ports(std::make_unique<MemoryStore>(bare), false)));
  CHECK(copied.tiles().value() == 0);
  REQUIRE(Registry::open(kept.site.ports(std::make_unique<MemoryStore>(bare))));
  CHECK(copied.tiles().value() == 2);
  CHECK(copied.tile(0).value() == right);
}

TEST_CASE("a row that differs from its entry is named") {
  Kept kept;
  const std::uint64_t size = kept.store.indexed().value();
  auto row = kept.store.row("economies", "X7").value().value();
  SUBCASE("other words") { row.tokens += " more"; }
  SUBCASE("another field") { row.fields.emplace_back("kind", "area"); }
  SUBCASE("a field less") { row.fields.clear(); }
  SUBCASE("from an earlier entry") { --row.entry; }
  SUBCASE("from a later entry that is about something else") { ++row.entry; }
  REQUIRE(kept.store.index({row}, size));
  const auto errors = kept.found();
  check_told(errors, "registry.search-row", "economies X7");
}

TEST_CASE("a row that no entry made is named") {
  Kept kept;
  Store::SearchRow row;
  row.kind = "economies";
  row.id = "ZZ";
  row.entry = 9;
  REQUIRE(kept.store.index({row}, kept.store.indexed().value()));
  check_told(kept.found(), "registry.search-row", "economies ZZ");
}

TEST_CASE("a row that is missing is named") {
  Kept kept;
  const auto bare = std::make_shared<memory::Medium>();
  MemoryStore copied(bare);
  const auto entries = kept.store.read(0, 600).value();
  REQUIRE(copied.append(
      {.epoch = copied.take_epoch().value(), .expected_size = 0, .entries = &entries}));
  // All rows but one, and the position as if it were there.
  std::vector<Store::SearchRow> rows;
  for (int at = 0; at < kEconomies; ++at) {
    if (at != 300) {
      rows.push_back(kept.store.row("economies", "X" + std::to_string(at)).value().value());
    }
  }
  for (const char* kind : {"organisations", "constitutions"}) {
    const auto hits = kept.store.search({.kind = kind, .fields = {}, .tokens = {}, .after = {}});
    for (const auto& hit : hits.value()) rows.push_back(*kept.store.row(kind, hit.id).value());
  }
  REQUIRE(copied.index(rows, entries.size()));
  const auto errors = check_derived(copied, *kept.tokenizer);
  REQUIRE(errors);
  check_told(*errors, "registry.search-row", "economies X300");
}

TEST_CASE("a row replaced by a later entry is no finding, and copies agree as well") {
  Kept kept;
  {
    auto registry = Registry::open(kept.site.ports(std::make_unique<MemoryStore>(kept.medium)));
    REQUIRE(registry);
    json::Value again = economy(7, "Renamed");
    REQUIRE(submit_drafts(**registry, kept.site.keys, {economy(900, "New")}, kToday)[0]);
    static_cast<void>(submit_drafts(**registry, kept.site.keys, {again}, kToday));
    (*registry)->wait_until_searchable();
  }
  CHECK(kept.found().empty());
  MemoryStore into;
  const auto copied =
      copy_log({.from = kept.store, .into = into, .verifier = *kept.ports.verifier});
  REQUIRE(copied);
  REQUIRE(make_projection(into, *kept.tokenizer, *copied));
  CHECK(into.tiles().value() == 2);
  const auto errors = check_derived(into, *kept.tokenizer);
  REQUIRE(errors);
  CHECK(errors->empty());
}

}  // namespace concordat::registry

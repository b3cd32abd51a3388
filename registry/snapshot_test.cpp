// A start from a snapshot answers as a start from all entries; one that cannot be believed is left
// alone, said, and never fatal.
#include "registry/snapshot.hpp"

#include <atomic>
#include <thread>

#include <doctest/doctest.h>

#include "adapters/memory/memory_snapshots.hpp"
#include "adapters/memory/memory_store.hpp"
#include "core/base/octets_for_test.hpp"
#include "core/json/write.hpp"
#include "registry/fixture/fixture.hpp"
#include "registry/sealed.hpp"

namespace concordat::registry {
namespace {

using fixture::draft;
using fixture::Site;
using memory::Medium;
using memory::MemorySnapshots;
using memory::MemoryStore;
using memory::SnapshotOctets;

constexpr DraftPlan kToday{.today = {20'454}, .enrol = true};  // 2026-01-01

// A registry and everything that outlives it.
struct Place {
  Site site;
  std::shared_ptr<Medium> medium = std::make_shared<Medium>();
  SnapshotOctets octets = std::make_shared<std::optional<std::vector<std::byte>>>(std::nullopt);
  std::vector<std::string> troubles = {};
  std::size_t folded = 0;  // calls of progress: blocks that were read from the store

  Ports ports(bool with_key) {
    Ports made = site.ports(std::make_unique<MemoryStore>(medium), with_key);
    made.snapshots = std::make_unique<MemorySnapshots>(octets);
    return made;
  }
  std::unique_ptr<Registry> found() {
    auto made = site.found(ports(true));
    REQUIRE(made);
    return std::move(*made);
  }
  std::unique_ptr<Registry> open(bool with_key = false) {
    troubles.clear();
    folded = 0;
    auto opened = Registry::open(
        ports(with_key),
        {.progress = [this](const Progress&) { ++folded; },
         .snapshot_trouble = [this](const Error& error) { troubles.push_back(error.code); }});
    REQUIRE(opened);
    return std::move(*opened);
  }
  void file(Registry& registry, const std::string& prefix, int count) {
    std::vector<json::Value> drafts;
    for (int at = 0; at < count; ++at) {
      const std::string name = prefix + std::to_string(at);
      drafts.push_back(
          draft({.id = "economy-" + name,
                 .type = "economy",
                 .body = json::Object{
                     {"code", name}, {"kind", "economy"}, {"names", json::Object{{"en", name}}}}}));
    }
    for (const auto& outcome : submit_drafts(registry, site.keys, drafts, kToday)) {
      INFO((outcome ? std::string() : outcome.error().code + outcome.error().place));
      REQUIRE(outcome);
    }
  }
};

// Everything a reader can be shown, as text.
std::string shown(const Registry& registry) {
  std::string text = registry.checkpoint();
  for (const std::string& kind : Registry::kinds()) {
    facts::Ordinal at = 0;
    for (std::uint64_t index = 0; index < registry.size(); ++index, ++at) {
      const auto statement = registry.statement(index);
      REQUIRE(statement);
      const std::string id(statement->find("body") != nullptr
                               ? statement->find("body")->text("code")
                               : std::string_view());
      const auto resource = registry.show(kind, id);
      text += kind + " " + (resource ? json::compact(resource->json) : resource.error().code);
    }
  }
  for (std::uint64_t index = 0; index < registry.size(); ++index) {
    const auto proof = registry.prove(index);
    REQUIRE(proof);
    text += *proof;
  }
  return text;
}

// The state's own octets: what a further entry would build on.
std::vector<std::byte> octets_of(const facts::State& state) {
  OctetsInMemory gathering;
  OctetWriter out(gathering);
  state.save(out);
  return gathering.octets;
}

// Opens with the snapshot as it is now: it is not used, and nothing is missing.
void check_unused(Place& place, const std::string& expected, const std::string& code) {
  const auto opened = place.open();
  REQUIRE(place.troubles.size() == 1);
  if (!code.empty()) CHECK(place.troubles.front() == code);
  CHECK(place.troubles.front().starts_with("snapshot."));
  CHECK(place.folded > 0);
  CHECK(shown(*opened) == expected);
}

}  // namespace

TEST_CASE("a start from a snapshot is a start from all entries") {
  Place place;
  auto registry = place.found();
  place.file(*registry, "A", 20);
  REQUIRE(registry->save_snapshot());
  SUBCASE("with nothing after it") {}
  SUBCASE("with more after it") { place.file(*registry, "B", 700); }
  const std::string expected = shown(*registry);
  const auto octets = octets_of(*registry->state());
  const bool more = registry->size() > 100;
  registry.reset();

  registry = place.open();
  CHECK(place.troubles.empty());
  CHECK((place.folded > 0) == more);
  CHECK(shown(*registry) == expected);
  CHECK(octets_of(*registry->state()) == octets);

  // And it goes on from there like one that folded everything.
  registry = place.open(/*with_key=*/true);
  place.file(*registry, "C", 5);
  const std::string with_more = shown(*registry);
  registry.reset();
  place.octets->reset();
  registry = place.open();
  CHECK(shown(*registry) == with_more);
}

TEST_CASE("the same entries make the same snapshot, saved by whomever") {
  Place place;
  auto registry = place.found();
  place.file(*registry, "A", 30);
  REQUIRE(registry->save_snapshot());
  const auto by_the_writer = **place.octets;
  registry.reset();
  registry = place.open();  // from the snapshot
  REQUIRE(registry->save_snapshot());
  CHECK(**place.octets == by_the_writer);
  place.octets->reset();
  registry = place.open();  // from all entries
  REQUIRE(registry->save_snapshot());
  CHECK(**place.octets == by_the_writer);
}

TEST_CASE("a flipped bit anywhere is found, said, and does no harm") {
  Place place;
  auto registry = place.found();
  place.file(*registry, "A", 3);
  REQUIRE(registry->save_snapshot());
  const std::string expected = shown(*registry);
  registry.reset();
  const std::vector<std::byte> whole = **place.octets;
  // Every octet of the first and the last kilobyte, where form, head, hashes and seal are, and some
  // between.
  for (std::size_t at = 0; at < whole.size();
       at += (at < 1024 || at + 1024 > whole.size()) ? 7 : 4099) {
    CAPTURE(at);
    (**place.octets)[at] ^= std::byte{0x10};
    check_unused(place, expected, "snapshot.damaged");
    **place.octets = whole;
  }
  CHECK(place.open()->check_snapshot());
}

TEST_CASE("a torn file of any length is not used") {
  Place place;
  auto registry = place.found();
  place.file(*registry, "A", 3);
  REQUIRE(registry->save_snapshot());
  const std::string expected = shown(*registry);
  registry.reset();
  const std::vector<std::byte> whole = **place.octets;
  for (std::size_t left : {std::size_t{0}, std::size_t{1}, std::size_t{15}, std::size_t{40},
                           std::size_t{56}, whole.size() / 2, whole.size() - 1}) {
    CAPTURE(left);
    (**place.octets).resize(left);
    check_unused(place, expected, "snapshot.damaged");
    **place.octets = whole;
  }
  (**place.octets).push_back(std::byte{0});
  check_unused(place, expected, "snapshot.damaged");
}

TEST_CASE("a snapshot of another log is not used") {
  Place place;
  auto registry = place.found();
  place.file(*registry, "A", 10);
  const std::string expected = shown(*registry);
  Place other;  // of the same origin, as a fork would be
  auto fork = other.found();
  other.file(*fork, "F", 5);
  REQUIRE(fork->save_snapshot());
  *place.octets = *other.octets;
  CHECK(registry->check_snapshot().error().code == "snapshot.other-log");
  registry.reset();
  check_unused(place, expected, "snapshot.other-log");
}

TEST_CASE("a snapshot of a newer log than the backup that was put back is not used") {
  Place place;
  auto registry = place.found();
  place.file(*registry, "A", 4);
  registry.reset();
  // The backup: the same log, copied now.
  Place backup;
  {
    MemoryStore from(place.medium);
    MemoryStore into(backup.medium);
    const auto entries = from.read(0, 1000);
    const auto epoch = into.take_epoch();
    REQUIRE(into.append({.epoch = *epoch, .expected_size = 0, .entries = &*entries}));
    const auto note = from.checkpoint();
    REQUIRE(into.put_checkpoint({.epoch = *epoch, .log_size = entries->size(), .note = **note}));
  }
  registry = place.open(/*with_key=*/true);
  place.file(*registry, "B", 4);
  REQUIRE(registry->save_snapshot());
  *backup.octets = *place.octets;
  const auto opened = backup.open();
  CHECK(backup.troubles == std::vector<std::string>{"snapshot.ahead"});
  CHECK(opened->size() == registry->size() - 4);
}

TEST_CASE("a start from a snapshot makes the hash tiles that a crash has lost below it") {
  Place place;
  auto registry = place.found();
  place.file(*registry, "A", 300);
  REQUIRE(registry->save_snapshot());
  place.file(*registry, "B", 300);
  const std::string expected = shown(*registry);
  registry.reset();
  const auto whole = place.medium;
  place.medium = std::make_shared<Medium>();
  {
    MemoryStore from(whole);
    MemoryStore into(place.medium);
    const auto entries = from.read(0, 1000);
    const auto note = from.checkpoint();
    const auto epoch = into.take_epoch();
    REQUIRE(into.append({.epoch = *epoch, .expected_size = 0, .entries = &*entries}));
    REQUIRE(into.put_checkpoint(
        {.epoch = *epoch, .log_size = entries->size(), .note = **note, .durable = true}));
    REQUIRE(into.tiles().value() == 0);
  }
  registry = place.open(/*with_key=*/true);
  CHECK(place.troubles.empty());
  MemoryStore store(place.medium);
  CHECK(store.tiles().value() == registry->size() / kTileEntries);
  CHECK(store.tile(0).value() == MemoryStore(whole).tile(0).value());
  CHECK(shown(*registry) == expected);
}

TEST_CASE("a snapshot of another program's layout is not used") {
  Place place;
  auto registry = place.found();
  place.file(*registry, "A", 4);
  const std::string expected = shown(*registry);
  registry.reset();
  MemorySnapshots snapshots(place.octets);
  auto writing = snapshots.begin();
  REQUIRE(writing);
  {
    SealedSink sink(**writing);
    OctetWriter out(sink);
    out.text("ledger of another time");
    out.value(std::uint64_t{7});
    REQUIRE(sink.seal());
  }
  REQUIRE((*writing)->commit());
  check_unused(place, expected, "snapshot.other-layout");
  CHECK(place.open()->check_snapshot());  // and no damage
}

TEST_CASE("every entry is judged when that is asked, whatever a snapshot says") {
  Place place;
  auto registry = place.found();
  place.file(*registry, "A", 4);
  REQUIRE(registry->save_snapshot());
  registry.reset();
  std::uint64_t folded = 0;
  const auto opened = Registry::open(
      place.ports(false), {.judge_everything = true,
                           .progress = [&](const Progress& progress) { folded = progress.done; }});
  REQUIRE(opened);
  CHECK(folded == (*opened)->size());
}

TEST_CASE("snapshots taken while statements come in are each of some moment between batches") {
  Place place;
  auto registry = place.found();
  std::atomic<bool> going = true;
  std::thread writer([&] {
    for (int round = 0; round < 40; ++round) place.file(*registry, "R" + std::to_string(round), 3);
    going = false;
  });
  int taken = 0;
  while (going || taken == 0) {
    REQUIRE(registry->save_snapshot());
    ++taken;
    const auto reader = place.open();
    CHECK(place.troubles.empty());
    CHECK(reader->size() > 0);
  }
  writer.join();
  const std::string expected = shown(*registry);
  registry.reset();
  CHECK(shown(*place.open()) == expected);
  CHECK(place.troubles.empty());
}

TEST_CASE("where there is no place for a snapshot, that is said") {
  Site site;
  const auto registry = site.found(std::make_unique<MemoryStore>());
  REQUIRE(registry);
  CHECK((*registry)->save_snapshot().error().code == "registry.no-snapshots");
  CHECK((*registry)->check_snapshot());
}

}  // namespace concordat::registry

// The registry from outside: what is acknowledged stays, what is refused leaves no trace, readers
// see exactly the prefix they asked for, and nothing is signed that cannot be proved.
#include "registry/registry.hpp"

#include <thread>

#include <doctest/doctest.h>

#include "adapters/keys/port_verifier.hpp"
#include "adapters/keys/software_signer.hpp"
#include "adapters/memory/faulty_store.hpp"
#include "adapters/memory/forwarding_store.hpp"
#include "adapters/memory/memory_store.hpp"
#include "core/log/entry.hpp"
#include "core/log/proof.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::registry {
namespace {

using fixture::draft;
using fixture::Site;
using memory::FaultyStore;
using memory::Medium;
using memory::MemoryStore;

constexpr DraftPlan kToday{.today = {20'454}, .enrol = true};  // 2026-01-01

// A store whose faults the test plans while the registry owns it.
class Borrowed final : public memory::ForwardingStore {
 public:
  explicit Borrowed(Store& inner) : ForwardingStore(inner) {}
};

// A store behind a wire that flips one bit of what goes over it, in one direction.
class Flipping final : public memory::ForwardingStore {
 public:
  Flipping(Store& inner, bool on_the_way_in)
      : ForwardingStore(inner), on_the_way_in_(on_the_way_in) {}
  std::atomic<bool> armed = false;

  Status append(const Append& batch) override {
    if (!armed || !on_the_way_in_) return inner().append(batch);
    std::vector<Bytes> entries = *batch.entries;
    flip(entries);
    return inner().append(
        {.epoch = batch.epoch, .expected_size = batch.expected_size, .entries = &entries});
  }
  Result<std::vector<Bytes>> read(std::uint64_t begin, std::uint64_t end) const override {
    auto entries = inner().read(begin, end);
    if (armed && !on_the_way_in_ && entries) flip(*entries);
    return entries;
  }

 private:
  static void flip(std::vector<Bytes>& entries) {
    if (!entries.empty()) entries.back()[entries.back().size() / 2] ^= 4;
  }
  bool on_the_way_in_;
};

json::Value economy(const std::string& code) {
  return draft({.id = "economy:" + code,
                .type = "economy",
                .body = {{"code", code},
                         {"kind", "economy"},
                         {"names", json::Object{{"en", "Economy " + code}}}}});
}

std::vector<json::Value> economies(const std::string& prefix, int count) {
  std::vector<json::Value> drafts;
  for (int at = 0; at < count; ++at) drafts.push_back(economy(prefix + std::to_string(at)));
  return drafts;
}

std::size_t landed(const std::vector<Result<Receipt>>& outcomes) {
  return static_cast<std::size_t>(
      std::ranges::count_if(outcomes, [](const auto& outcome) { return outcome.has_value(); }));
}

// Every entry is under the checkpoint, and its proof verifies offline with the log's key alone.
void check_sound(const Registry& registry) {
  const auto key = log::parse_vkey(registry.log_vkey());
  REQUIRE(key);
  const auto head = log::parse_signed_checkpoint(registry.checkpoint());
  REQUIRE(head);
  CHECK(head->checkpoint.size == registry.size());
  const keys::PortVerifier verifier;
  for (std::uint64_t index = 0; index < registry.size(); ++index) {
    const auto text = registry.prove(index);
    REQUIRE(text);
    const auto file = log::parse_proof(*text);
    REQUIRE(file);
    const auto proven = log::check_proof(*file, {.log = *key});
    REQUIRE(proven);
    for (const auto& owed : proven->signatures.obligations) CHECK(verifier.holds(owed));
  }
}

}  // namespace

TEST_CASE("what is submitted is shown, proved, and found again after a restart") {
  Site site;
  const auto medium = std::make_shared<Medium>();
  std::uint64_t size = 0;
  {
    auto registry = site.found(std::make_unique<MemoryStore>(medium));
    REQUIRE(registry);
    const auto outcomes = submit_drafts(**registry, site.keys, economies("X", 300), kToday);
    CHECK(landed(outcomes) == 300);
    size = (*registry)->size();
    CHECK(size == 301);
    const auto shown = (*registry)->show("economies", "X7");
    REQUIRE(shown);
    CHECK(shown->json.find("names")->text("en") == "Economy X7");
    check_sound(**registry);
  }
  auto again = Registry::open(site.ports(std::make_unique<MemoryStore>(medium)));
  REQUIRE(again);
  CHECK((*again)->size() == size);
  CHECK((*again)->show("economies", "X299"));
  CHECK((*again)->show("economies", "X300").error().code == "resource.not-found");
  check_sound(**again);
}

TEST_CASE("the same statement is acknowledged with its first index, another under its id refused") {
  Site site;
  auto registry = site.found(std::make_unique<MemoryStore>());
  REQUIRE(registry);
  const auto first = submit_drafts(**registry, site.keys, {economy("XB")}, kToday);
  REQUIRE(first[0]);
  CHECK_FALSE(first[0]->known);
  const auto second = submit_drafts(**registry, site.keys, {economy("XB")}, kToday);
  REQUIRE(second[0]);
  CHECK(second[0]->known);
  CHECK(second[0]->index == first[0]->index);
  json::Value other = economy("XC");
  other.as_object()->set("id", "economy:XB");
  const auto third = submit_drafts(**registry, site.keys, {other}, kToday);
  REQUIRE_FALSE(third[0]);
  CHECK(third[0].error().code == "admission.id-reused");
  CHECK((*registry)->size() == 2);
}

TEST_CASE("good statements of a batch land, bad ones say why at their own place") {
  Site site;
  auto registry = site.found(std::make_unique<MemoryStore>());
  REQUIRE(registry);
  std::vector<json::Value> drafts = economies("X", 5);
  drafts[2].as_object()->find("body")->as_object()->set("kind", "planet");
  const auto outcomes = submit_drafts(**registry, site.keys, drafts, kToday);
  CHECK(landed(outcomes) == 4);
  REQUIRE_FALSE(outcomes[2]);
  CHECK(outcomes[2].error().code == "statement.not-a-choice");
  CHECK(outcomes[2].error().place == "/body/kind");
}

TEST_CASE("a forged signature and a stranger's key are refused and leave no trace") {
  Site site;
  auto registry = site.found(std::make_unique<MemoryStore>());
  REQUIRE(registry);
  auto stranger = keys::make_signer(*keys::generate(crypto::Algorithm::kEd25519));
  REQUIRE(stranger);
  const auto foreign = sign(**stranger, economy("XB"));
  REQUIRE(foreign);
  auto own = sign(**site.keys.signer(fixture::kOperator), economy("XB"));
  REQUIRE(own);
  std::string forged = *own;
  forged[forged.size() - 3] = forged[forged.size() - 3] == 'A' ? 'B' : 'A';
  const auto outcomes = (*registry)->submit({*foreign, forged, "not a statement"});
  CHECK(outcomes[0].error().code == "admission.unknown-key");
  CHECK(outcomes[1].error().code == "admission.signature");
  CHECK(outcomes[2].error().code == "jws.form");
  CHECK((*registry)->size() == 1);
  CHECK((*registry)->submit({*own})[0]);
}

TEST_CASE("writers share commits and readers go on") {
  Site site;
  auto registry = site.found(std::make_unique<MemoryStore>());
  REQUIRE(registry);
  std::vector<std::string> compacts[4];
  for (int writer = 0; writer < 4; ++writer) {
    for (const json::Value& each : economies("W" + std::to_string(writer) + "-", 100)) {
      compacts[writer].push_back(*sign(**site.keys.signer(fixture::kOperator), each));
    }
  }
  std::atomic<std::size_t> accepted = 0;
  {
    std::vector<std::jthread> writers;
    for (const auto& own : compacts) {
      writers.emplace_back([&] {
        for (const std::string& compact : own) {
          if ((*registry)->submit({compact})[0]) ++accepted;
        }
      });
    }
    while (accepted < 400) {
      const std::uint64_t size = (*registry)->size();
      CHECK((*registry)->log()->root(size));
    }
  }
  CHECK((*registry)->size() == 401);
  check_sound(**registry);
}

TEST_CASE("a failed write is answered with its error, and the registry goes on") {
  Site site;
  for (const auto fault : {memory::Fault::kNotApplied, memory::Fault::kApplied}) {
    Site own;
    MemoryStore inner;
    FaultyStore faulty(inner);
    auto registry = own.found(std::make_unique<Borrowed>(faulty));
    REQUIRE(registry);
    REQUIRE(submit_drafts(**registry, own.keys, {economy("XB")}, kToday)[0]);
    faulty.plan({.write = memory::Write::kAppend, .fault = fault, .code = "store.full"});
    const auto failed = submit_drafts(**registry, own.keys, {economy("XC")}, kToday);
    if (fault == memory::Fault::kNotApplied) {
      REQUIRE_FALSE(failed[0]);
      CHECK(failed[0].error().code == "store.full");
      CHECK((*registry)->size() == 2);
      CHECK((*registry)->show("economies", "XC").error().code == "resource.not-found");
    } else {
      // The store held the write all the same: found by reading, never by writing again.
      CHECK(failed[0]);
    }
    const auto after = submit_drafts(**registry, own.keys, {economy("XC"), economy("XD")}, kToday);
    CHECK(landed(after) == 2);
    CHECK((*registry)->size() == 4);
    check_sound(**registry);
  }
}

TEST_CASE("entries that became durable without a checkpoint are published when the disk relents") {
  Site site;
  const auto medium = std::make_shared<Medium>();
  MemoryStore inner(medium);
  FaultyStore faulty(inner);
  {
    auto registry = site.found(std::make_unique<Borrowed>(faulty));
    REQUIRE(registry);
    // More often than it is tried while this test runs.
    for (std::size_t nth = 1; nth <= 50; ++nth) {
      faulty.plan({.write = memory::Write::kPutCheckpoint, .nth = nth, .code = "store.full"});
    }
    for (const char* code : {"XB", "XC"}) {
      const auto outcome = submit_drafts(**registry, site.keys, {economy(code)}, kToday);
      REQUIRE_FALSE(outcome[0]);
      CHECK(outcome[0].error().code == "store.full");
    }
    CHECK((*registry)->writable().error().code == "store.full");
    CHECK((*registry)->size() == 1);
    CHECK((*registry)->show("economies", "XB").error().code == "resource.not-found");
    SUBCASE("in the same process, without a hand") {
      for (int at = 0; at < 50 && !(*registry)->writable(); ++at) {
        static_cast<void>(submit_drafts(**registry, site.keys, {economy("XD")}, kToday));
      }
      CHECK((*registry)->writable());
      CHECK((*registry)->show("economies", "XB"));
      check_sound(**registry);
    }
    SUBCASE("at the next start") {}
  }
  auto again = Registry::open(site.ports(std::make_unique<MemoryStore>(medium)));
  REQUIRE(again);
  CHECK((*again)->show("economies", "XB"));
  CHECK((*again)->show("economies", "XC").error().code == "resource.not-found");
  check_sound(**again);
}

TEST_CASE("a registry on a disk that takes nothing answers, and writes when it does again") {
  Site site;
  const auto medium = std::make_shared<Medium>();
  REQUIRE(site.found(std::make_unique<MemoryStore>(medium)));
  MemoryStore inner(medium);
  FaultyStore faulty(inner);
  faulty.plan({.write = memory::Write::kTakeEpoch, .code = "store.full"});
  auto registry = Registry::open(site.ports(std::make_unique<Borrowed>(faulty)));
  REQUIRE(registry);
  CHECK((*registry)->size() == 1);
  CHECK(submit_drafts(**registry, site.keys, {economy("XB")}, kToday)[0]);
  CHECK((*registry)->writable());
}

TEST_CASE("a bit flipped on the way to the disk or back is never signed") {
  for (const bool on_the_way_in : {true, false}) {
    CAPTURE(on_the_way_in);
    Site site;
    const auto medium = std::make_shared<Medium>();
    MemoryStore inner(medium);
    auto flipping = std::make_unique<Flipping>(inner, on_the_way_in);
    Flipping& wire = *flipping;
    auto registry = site.found(std::move(flipping));
    REQUIRE(registry);
    const auto compact = sign(**site.keys.signer(fixture::kOperator), economy("XB"));
    REQUIRE(compact);
    wire.armed = true;
    const auto outcome = (*registry)->submit({*compact});
    REQUIRE_FALSE(outcome[0]);
    CHECK(outcome[0].error().code == "registry.leaf-mismatch");
    CHECK(outcome[0].error().place == "entry 1");
    CHECK((*site.signed_head)->size == 1);
    // Nothing heals that: the machine must be looked at.
    CHECK((*registry)->writable().error().code == "registry.leaf-mismatch");
    CHECK((*registry)->size() == 1);
  }
}

TEST_CASE("a restored backup answers and signs nothing") {
  Site site;
  const auto medium = std::make_shared<Medium>();
  std::vector<Bytes> old_entries;
  std::string old_checkpoint;
  {
    auto registry = site.found(std::make_unique<MemoryStore>(medium));
    REQUIRE(registry);
    REQUIRE(submit_drafts(**registry, site.keys, {economy("XB")}, kToday)[0]);
    old_entries = *(*registry)->store().read(0, 2);
    old_checkpoint = (*registry)->checkpoint();
    REQUIRE(submit_drafts(**registry, site.keys, {economy("XC")}, kToday)[0]);
  }
  auto backup = std::make_unique<MemoryStore>();
  const auto epoch = backup->take_epoch();
  REQUIRE(backup->append({.epoch = *epoch, .expected_size = 0, .entries = &old_entries}));
  REQUIRE(backup->put_checkpoint({*epoch, 2, old_checkpoint}));
  auto restored = Registry::open(site.ports(std::move(backup)));
  REQUIRE(restored);
  CHECK((*restored)->show("economies", "XB"));
  CHECK((*restored)->writable().error().code == "registry.ahead-of-store");
  const auto refused = submit_drafts(**restored, site.keys, {economy("XD")}, kToday);
  CHECK(refused[0].error().code == "registry.ahead-of-store");
}

TEST_CASE("what was slipped into the store is not believed") {
  Site site;
  const auto medium = std::make_shared<Medium>();
  std::vector<Bytes> entries;
  std::string checkpoint;
  {
    auto registry = site.found(std::make_unique<MemoryStore>(medium));
    REQUIRE(registry);
    REQUIRE(landed(submit_drafts(**registry, site.keys, {economy("XB"), economy("XC")}, kToday)) ==
            2);
    entries = *(*registry)->store().read(0, 3);
    checkpoint = (*registry)->checkpoint();
  }
  const auto copy = [&](const std::vector<Bytes>& held) {
    auto store = std::make_unique<MemoryStore>();
    const auto epoch = store->take_epoch();
    REQUIRE(store->append({.epoch = *epoch, .expected_size = 0, .entries = &held}));
    REQUIRE(store->put_checkpoint({*epoch, 3, checkpoint}));
    return store;
  };
  SUBCASE("below the checkpoint: an entry swapped for another") {
    std::vector<Bytes> swapped = entries;
    std::swap(swapped[1], swapped[2]);
    const auto opened = Registry::open(site.ports(copy(swapped), false));
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == "registry.forked");
  }
  SUBCASE("beyond it: an entry whose signature does not hold") {
    std::vector<Bytes> longer = entries;
    auto own = sign(**site.keys.signer(fixture::kOperator), economy("XD"));
    REQUIRE(own);
    (*own)[own->size() - 3] = (*own)[own->size() - 3] == 'A' ? 'B' : 'A';
    const auto entry = log::encode_entry({.recorded = {*site.time_ms}, .statement = *own});
    REQUIRE(entry);
    longer.push_back(*entry);
    const auto opened = Registry::open(site.ports(copy(longer), false));
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == "registry.replay");
    CHECK(opened.error().place == "entry 3");
  }
}

TEST_CASE("a clock that jumps back stops writing, a small step does not") {
  Site site;
  auto registry = site.found(std::make_unique<MemoryStore>());
  REQUIRE(registry);
  REQUIRE(submit_drafts(**registry, site.keys, {economy("XB")}, kToday)[0]);
  *site.time_ms -= 60'000;
  const auto small = submit_drafts(**registry, site.keys, {economy("XC")}, kToday);
  REQUIRE(small[0]);
  CHECK((*registry)->statement(2)->text("recorded") == (*registry)->statement(1)->text("recorded"));
  *site.time_ms -= 3'600'000;
  const auto large = submit_drafts(**registry, site.keys, {economy("XD")}, kToday);
  CHECK(large[0].error().code == "registry.clock-behind");
}

TEST_CASE("a clock that leaps ahead stops writing until it is back, or until it stays there") {
  Site site;
  auto registry = site.found(std::make_unique<MemoryStore>());
  REQUIRE(registry);
  const auto file = [&](const std::string& code) {
    const auto outcome = submit_drafts(**registry, site.keys, {economy(code)}, kToday);
    return outcome[0] ? std::string() : outcome[0].error().code;
  };
  CHECK(file("XB") == "");
  constexpr std::int64_t kYear_ms = std::int64_t{365} * 24 * 3'600 * 1'000;
  *site.clock_set_ahead_ms = kYear_ms;
  CHECK(file("XC") == "registry.clock-ahead");
  CHECK((*registry)->show("economies", "XB"));
  *site.clock_set_ahead_ms = 0;
  CHECK(file("XC") == "");
  *site.clock_set_ahead_ms = kYear_ms;
  CHECK(file("XD") == "registry.clock-ahead");
  *site.time_ms += 9 * 60 * 1'000;
  CHECK(file("XD") == "registry.clock-ahead");
  *site.time_ms += 60 * 1'000;
  CHECK(file("XD") == "");
}

TEST_CASE("what was written can be found once the search projection has come so far") {
  Site site;
  const auto medium = std::make_shared<Medium>();
  auto writer = site.found(std::make_unique<MemoryStore>(medium));
  REQUIRE(writer);
  REQUIRE(landed(submit_drafts(**writer, site.keys, economies("X", 25), kToday)) == 25);
  (*writer)->wait_until_searchable();
  const auto found = (*writer)->list({.kind = "economies", .filters = {{"kind", "economy"}}});
  REQUIRE(found);
  CHECK(found->resources.size() == 25);
  // A reader finds what the writer has indexed, and waits for nothing.
  auto reader = Registry::open(site.ports(std::make_unique<MemoryStore>(medium), false));
  REQUIRE(reader);
  (*reader)->wait_until_searchable();
  CHECK(
      (*reader)->list({.kind = "economies", .filters = {{"kind", "economy"}}})->resources.size() ==
      25);
}

TEST_CASE("a reader answers, pages and refuses writes") {
  Site site;
  const auto medium = std::make_shared<Medium>();
  auto writer = site.found(std::make_unique<MemoryStore>(medium));
  REQUIRE(writer);
  REQUIRE(landed(submit_drafts(**writer, site.keys, economies("X", 25), kToday)) == 25);
  auto reader = Registry::open(site.ports(std::make_unique<MemoryStore>(medium), false));
  REQUIRE(reader);
  std::string after;
  std::size_t seen = 0;
  do {
    const auto page = (*reader)->list({.kind = "economies", .after = after, .limit = 10});
    REQUIRE(page);
    seen += page->resources.size();
    after = page->next;
  } while (!after.empty());
  CHECK(seen == 25);
  const auto own = (*reader)->list(
      {.kind = "statements", .filters = {{"type", "economy"}}, .after = "20", .limit = 100});
  REQUIRE(own);
  CHECK(own->resources.size() == 6);
  CHECK((*reader)->submit({"x"})[0].error().code == "registry.read-only");
  CHECK((*reader)->list({.kind = "planets"}).error().code == "resource.no-such-kind");
}

}  // namespace concordat::registry

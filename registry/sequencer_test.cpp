// The two halves of the writer: one batch becomes durable while the next is admitted.
#include "registry/sequencer.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "adapters/memory/forwarding_store.hpp"
#include "adapters/memory/memory_store.hpp"
#include "core/log/checkpoint.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::registry {
namespace {

using fixture::Site;
using memory::MemoryStore;

// A disk that takes its time: appends wait at the gate while it is closed, and may then fail.
class Gated final : public memory::ForwardingStore {
 public:
  explicit Gated(Store& inner) : ForwardingStore(inner) {}

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  void open(bool failing) {
    {
      const std::lock_guard lock(mutex_);
      closed_ = false;
      failing_ = failing;
    }
    moved_.notify_all();
  }
  void wait_for_append() {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [this] { return waiting_; });
  }

  [[nodiscard]] std::size_t appends() const { return appends_; }

  Status append(const Append& batch) override {
    ++appends_;
    std::unique_lock lock(mutex_);
    waiting_ = true;
    moved_.notify_all();
    moved_.wait(lock, [this] { return !closed_; });
    waiting_ = false;
    if (std::exchange(failing_, false)) return fail({.code = "store.full"});
    return inner().append(batch);
  }

 private:
  std::mutex mutex_;
  std::condition_variable moved_;
  bool closed_ = false;
  bool failing_ = false;
  bool waiting_ = false;
  std::atomic<std::size_t> appends_ = 0;
};

json::Value economy(const std::string& code) {
  return fixture::draft({.id = "economy:" + code,
                         .type = "economy",
                         .body = {{"code", code},
                                  {"kind", "economy"},
                                  {"names", json::Object{{"en", "Economy " + code}}}}});
}

// A registry on such a disk, and callers of their own threads, one statement each.
struct Crowd {
  static constexpr std::size_t kCallers = 64;

  Site site;
  MemoryStore inner;
  Gated disk{inner};
  std::unique_ptr<Registry> registry;
  std::vector<std::string> statements;
  std::vector<Result<Receipt>> outcomes{kCallers, fail({.code = "test.no-answer"})};
  std::atomic<std::size_t> answered = 0;
  std::vector<std::jthread> callers;
  std::size_t numbered = 0;

  Crowd() {
    // As a store, lest it be copied as one that forwards.
    Store& as_store = disk;
    auto found = site.found(std::make_unique<memory::ForwardingStore>(as_store));
    REQUIRE(found);
    registry = *std::move(found);
    for (std::size_t at = 0; at < kCallers; ++at) statements.push_back(signed_form(at));
  }

  [[nodiscard]] std::string signed_form(std::size_t number) {
    return *sign(**site.keys.signer(fixture::kOperator), economy("X" + std::to_string(number)));
  }

  // So many that nobody has submitted yet.
  [[nodiscard]] std::vector<std::string> many(std::size_t count) {
    std::vector<std::string> made;
    for (std::size_t at = 0; at < count; ++at) made.push_back(signed_form(1'000 + numbered++));
    return made;
  }

  void call(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
      callers.emplace_back([this, at, &to = *registry] {
        outcomes[at] = to.submit({statements[at]})[0];
        ++answered;
      });
    }
  }

  // One batch on its way to the closed disk, and everybody else behind it.
  void call_all() {
    disk.close();
    call(0, 1);
    disk.wait_for_append();
    call(1, kCallers);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
};

}  // namespace

TEST_CASE("what is admitted while a batch is being written stands or falls with it") {
  for (const bool failing : {false, true}) {
    CAPTURE(failing);
    Site site;
    MemoryStore inner;
    auto gated = std::make_unique<Gated>(inner);
    Gated& disk = *gated;
    auto registry = site.found(std::move(gated));
    REQUIRE(registry);
    const auto signed_form = [&](const std::string& code) {
      return *sign(**site.keys.signer(fixture::kOperator), economy(code));
    };
    const std::string first = signed_form("XA");
    const std::vector<std::string> second{signed_form("XB"), signed_form("XC")};
    std::vector<Result<Receipt>> outcomes(4, fail({.code = "test.no-answer"}));
    disk.close();
    {
      std::jthread one([&] { outcomes[0] = (*registry)->submit({first})[0]; });
      disk.wait_for_append();
      // The same again, and two that come after it.
      std::jthread same([&] { outcomes[1] = (*registry)->submit({first})[0]; });
      std::jthread others([&] {
        const auto both = (*registry)->submit(second);
        outcomes[2] = both[0];
        outcomes[3] = both[1];
      });
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      // Nobody is answered, nothing is shown before it is durable.
      CHECK((*registry)->size() == 1);
      CHECK(inner.size().value() == 1);
      disk.open(failing);
    }
    if (failing) {
      REQUIRE_FALSE(outcomes[0]);
      CHECK(outcomes[0].error().code == "store.full");
      // Admitted before the failure, they went with it; after it, they were admitted anew.
      for (const auto& outcome : outcomes) {
        if (!outcome) CHECK(outcome.error().code == "store.full");
      }
      CHECK((*registry)->size() <= 4);
      std::vector<std::string> all = second;
      all.push_back(first);
      for (const auto& outcome : (*registry)->submit(all)) CHECK(outcome);
    } else {
      for (const auto& outcome : outcomes) REQUIRE(outcome);
      CHECK(outcomes[0]->index == 1);
      CHECK(outcomes[1]->index == 1);
      CHECK(outcomes[0]->known != outcomes[1]->known);
    }
    CHECK((*registry)->size() == 4);
    CHECK(inner.size().value() == 4);
    const auto head = log::parse_signed_checkpoint((*registry)->checkpoint());
    REQUIRE(head);
    CHECK(head->checkpoint.root == (*registry)->log()->root(4).value());
  }
}

TEST_CASE("nobody of a crowd is answered before the disk has taken it, and then everybody is") {
  Crowd crowd;
  crowd.call_all();
  CHECK(crowd.answered == 0);
  CHECK(crowd.registry->size() == 1);
  crowd.disk.open(/*failing=*/false);
  crowd.callers.clear();
  CHECK(crowd.answered == Crowd::kCallers);
  std::vector<std::uint64_t> indices;
  for (const auto& outcome : crowd.outcomes) {
    REQUIRE(outcome);
    CHECK_FALSE(outcome->known);
    indices.push_back(outcome->index);
  }
  std::ranges::sort(indices);
  for (std::size_t at = 0; at < indices.size(); ++at) CHECK(indices[at] == at + 1);
  CHECK(crowd.registry->size() == Crowd::kCallers + 1);
  CHECK(crowd.inner.size().value() == Crowd::kCallers + 1);
}

TEST_CASE("a crowd that was admitted on top of a failed batch is told, and may come again") {
  Crowd crowd;
  crowd.call_all();
  crowd.disk.open(/*failing=*/true);
  crowd.callers.clear();
  CHECK(crowd.answered == Crowd::kCallers);
  REQUIRE_FALSE(crowd.outcomes[0]);
  std::vector<std::uint64_t> acknowledged;
  for (const auto& outcome : crowd.outcomes) {
    if (outcome) {
      acknowledged.push_back(outcome->index);
    } else {
      CHECK(outcome.error().code == "store.full");
    }
  }
  // Only what is in the store was acknowledged, each at a place of its own.
  std::ranges::sort(acknowledged);
  CHECK(crowd.inner.size().value() == acknowledged.size() + 1);
  for (std::size_t at = 0; at < acknowledged.size(); ++at) CHECK(acknowledged[at] == at + 1);
  for (const auto& outcome : crowd.registry->submit(crowd.statements)) CHECK(outcome);
  CHECK(crowd.registry->size() == Crowd::kCallers + 1);
}

TEST_CASE("who is answered sees what was acknowledged") {
  Crowd crowd;
  std::atomic<std::size_t> unseen = 0;
  {
    std::vector<std::jthread> callers;
    for (std::size_t caller = 0; caller < Crowd::kCallers; ++caller) {
      callers.emplace_back([&crowd, &unseen, own = crowd.many(8)] {
        for (const std::string& compact : own) {
          const auto receipt = crowd.registry->submit({compact})[0];
          const auto head = log::parse_signed_checkpoint(crowd.registry->checkpoint());
          if (!receipt || !head || head->checkpoint.size <= receipt->index ||
              crowd.registry->size() <= receipt->index ||
              crowd.inner.size().value() <= receipt->index) {
            ++unseen;
          }
        }
      });
    }
  }
  CHECK(unseen == 0);
  CHECK(crowd.registry->size() == Crowd::kCallers * 8 + 1);
  // They shared commits.
  CHECK(crowd.disk.appends() < Crowd::kCallers * 8);
}

TEST_CASE("whoever still waits when the end is asked for gets an answer first") {
  for (const bool failing : {false, true}) {
    CAPTURE(failing);
    Crowd crowd;
    crowd.disk.close();
    // Together in one batch, so that all of them are inside once the disk is asked.
    std::vector<Result<Receipt>> outcomes;
    std::jthread caller([&, &to = *crowd.registry] { outcomes = to.submit(crowd.statements); });
    crowd.disk.wait_for_append();
    std::jthread end([&] { crowd.registry.reset(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    crowd.disk.open(failing);
    caller.join();
    end.join();
    REQUIRE(outcomes.size() == Crowd::kCallers);
    for (const auto& outcome : outcomes) CHECK(outcome.has_value() != failing);
    // All that was acknowledged is written; nothing of it is lost with the registry.
    CHECK(crowd.inner.size().value() == (failing ? 1 : Crowd::kCallers + 1));
  }
}

TEST_CASE("hash tiles are put when nothing else is written, and nothing depends on them") {
  Crowd crowd;
  constexpr std::size_t kTiles = 3;
  for (const auto& outcome : crowd.registry->submit(crowd.many(kTiles * 256))) REQUIRE(outcome);
  const std::uint64_t size = crowd.registry->size();
  const auto root = crowd.registry->log()->root(size);
  const auto proof = crowd.registry->prove(100);
  REQUIRE(proof);
  while (crowd.inner.tiles().value() < kTiles) std::this_thread::yield();
  CHECK(crowd.registry->log()->root(size).value() == root.value());
  CHECK(crowd.registry->prove(100).value() == *proof);
}

TEST_CASE("hash tiles of several batches are put together, and before the end") {
  Crowd crowd;
  crowd.disk.close();
  const std::vector<std::string> first = crowd.many(256);
  const std::vector<std::string> second = crowd.many(256);
  std::jthread one([&] { CHECK(crowd.registry->submit(first).back()); });
  crowd.disk.wait_for_append();
  std::jthread other([&] { CHECK(crowd.registry->submit(second).back()); });
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  crowd.disk.open(/*failing=*/false);
  one.join();
  other.join();
  crowd.registry.reset();
  CHECK(crowd.inner.size().value() == 513);
  CHECK(crowd.inner.tiles().value() == 2);
}

}  // namespace concordat::registry

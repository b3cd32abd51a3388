// The two halves of the writer: one batch becomes durable while the next is admitted.
#include "registry/sequencer.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

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

  Status append(const Append& batch) override {
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
};

json::Value economy(const std::string& code) {
  return fixture::draft({.id = "economy:" + code,
                         .type = "economy",
                         .body = {{"code", code},
                                  {"kind", "economy"},
                                  {"names", json::Object{{"en", "Economy " + code}}}}});
}

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

}  // namespace concordat::registry

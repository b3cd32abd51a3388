// The follower beside a registry: the same entries, the same answers, and no way around the log.
#include "wasm/follower.hpp"

#include <doctest/doctest.h>

#include "adapters/keys/verify.hpp"
#include "adapters/memory/memory_store.hpp"
#include "core/json/write.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::wasm {
namespace {

using registry::fixture::draft;
using registry::fixture::Site;

constexpr registry::DraftPlan kToday{.today = {20'454}, .enrol = true};  // 2026-01-01
constexpr int kEconomies = 300;                                          // more than one bundle

json::Value economy(const std::string& code) {
  return draft({.id = "economy:" + code,
                .type = "economy",
                .body = {{"code", code},
                         {"kind", "economy"},
                         {"names", json::Object{{"en", "Economy " + code}}}}});
}

// A founded registry with some hundred statements.
struct Logged {
  Site site;
  std::unique_ptr<registry::Registry> registry;

  Logged() {
    auto founded = site.found(std::make_unique<memory::MemoryStore>());
    REQUIRE(founded);
    registry = std::move(*founded);
    std::vector<json::Value> drafts;
    for (int at = 0; at < kEconomies; ++at) drafts.push_back(economy("E" + std::to_string(at)));
    for (const auto& outcome : registry::submit_drafts(*registry, site.keys, drafts, kToday)) {
      REQUIRE(outcome);
    }
  }
  [[nodiscard]] Bytes bundle(std::uint64_t index, unsigned width) const {
    auto bytes = registry->log()->bundle(index, width, registry->size());
    REQUIRE(bytes);
    return *bytes;
  }
  [[nodiscard]] unsigned rest() const { return static_cast<unsigned>(registry->size() - 256); }
  void follow(Follower& follower) const {
    REQUIRE(follower.add_bundle(bundle(0, 256), 0, 256));
    REQUIRE(follower.add_bundle(bundle(1, rest()), 1, rest()));
  }
};

recognition::Question question() {
  recognition::Question asked;
  asked.market = "E7";
  asked.date = date_of(2026, 1, 1);
  asked.attestations.emplace_back().number = "C-1";
  return asked;
}

TEST_CASE("a follower answers what the registry answers, at every size of the log") {
  const Logged logged;
  Follower follower;
  logged.follow(follower);
  CHECK(follower.size() == logged.registry->size());
  for (const std::uint64_t size : {std::uint64_t{1}, std::uint64_t{256}, follower.size()}) {
    recognition::Question asked = question();
    asked.as_of = size;
    const auto decision = logged.registry->decide(asked);
    REQUIRE(decision);
    const auto answer = follower.determine(json::compact(recognition::to_json(asked)));
    REQUIRE(answer);
    CHECK(*answer == registry::Registry::to_text(asked, *decision));
  }
}

TEST_CASE("the signatures that must hold are handed out once, the checkpoint's among them") {
  const Logged logged;
  Follower follower;
  logged.follow(follower);
  const auto of_entries = follower.take_obligations();
  CHECK(of_entries.size() == logged.registry->size());
  CHECK(keys::verify_all(of_entries));
  CHECK(follower.take_obligations().empty());
  REQUIRE(follower.check_checkpoint(logged.registry->checkpoint(), logged.registry->log_vkey()));
  const auto of_checkpoint = follower.take_obligations();
  REQUIRE(of_checkpoint.size() == 1);
  CHECK(keys::verify_all(of_checkpoint));
}

TEST_CASE("a bundle that has grown is added again, and a gap is refused") {
  const Logged logged;
  Follower follower;
  CHECK(follower.add_bundle(logged.bundle(1, 20), 1, 20).error().code == "follower.gap");
  const Bytes whole = logged.bundle(0, 256);
  REQUIRE(follower.add_bundle(whole, 0, 256));
  REQUIRE(follower.add_bundle(whole, 0, 256));
  REQUIRE(follower.add_bundle(logged.bundle(1, logged.rest()), 1, logged.rest()));
  REQUIRE(follower.add_bundle(logged.bundle(1, logged.rest()), 1, logged.rest()));
  CHECK(follower.size() == logged.registry->size());
}

TEST_CASE("a checkpoint beyond the entries held, or of another root, is refused") {
  const Logged logged;
  const Logged other;
  const std::string vkey = logged.registry->log_vkey();
  Follower follower;
  REQUIRE(follower.add_bundle(logged.bundle(0, 256), 0, 256));
  CHECK(follower.check_checkpoint(logged.registry->checkpoint(), vkey).error().code ==
        "follower.gap");
  Follower misled;
  other.follow(misled);
  const Status checked = misled.check_checkpoint(logged.registry->checkpoint(), vkey);
  REQUIRE(!checked);
  CHECK(checked.error().code == "merkle.root-mismatch");
  CHECK(misled.take_obligations().size() == other.registry->size());
}

TEST_CASE("an altered entry is refused with its number, and those before it stay") {
  const Logged logged;
  Bytes bundle = logged.bundle(0, 256);
  bundle[2] = 9;  // the version of entry 0
  Follower follower;
  const Status added = follower.add_bundle(bundle, 0, 256);
  REQUIRE(!added);
  CHECK(added.error().code == "entry.version");
  CHECK(added.error().place == "entry 0");
  CHECK(follower.size() == 0);
}

TEST_CASE("drafts are judged, make answers hypothetical, and close the log") {
  const Logged logged;
  Follower follower;
  logged.follow(follower);
  const Instant later{4'102'444'800'000};
  CHECK(follower.add_draft("{", later).error().code == "json.syntax");
  REQUIRE(follower.add_draft(json::compact(economy("NEW")), later));
  const auto answer = follower.determine(json::compact(recognition::to_json(question())));
  REQUIRE(answer);
  CHECK(answer->find("\"root\"") == std::string::npos);
  CHECK(follower.add_bundle(logged.bundle(0, 256), 0, 256).error().code == "follower.hypothetical");
  CHECK(follower.add_draft(json::compact(economy("OLD")), {}).error().code ==
        "registry.time-runs-backwards");
}

TEST_CASE("what is no question is refused by its code") {
  const Logged logged;
  Follower follower;
  CHECK(follower.determine(json::compact(recognition::to_json(question()))).error().code ==
        "question.as-of");
  logged.follow(follower);
  CHECK(follower.determine("{}").error().code == "question.missing-member");
  CHECK(follower.determine("[").error().code == "json.syntax");
}

}  // namespace
}  // namespace concordat::wasm

// Heads of the records of access: one chain, forwards, without a gap.
#include <doctest/doctest.h>

#include "core/admission/world_for_tests.hpp"
#include "core/facts/probe.hpp"

namespace concordat::admission {
namespace {

using testing::payload;
using testing::World;

json::Value head(std::int64_t number, std::int64_t after, char digit = 'a') {
  return payload(
      "operator", "audit-head",
      json::compact(json::Object{
          {"number", number}, {"head", "sha256:" + std::string(64, digit)}, {"after", after}}));
}

TEST_CASE("each head goes on from the newest, and beyond it") {
  World world;
  CHECK(world.refusal(head(3, 1)) == "admission.audit-head at /body/after");
  world.enter(head(3, 0));
  CHECK(world.refusal(head(2, 0)) == "admission.audit-head at /body/after");
  CHECK(world.refusal(head(9, 2)) == "admission.audit-head at /body/after");
  CHECK(world.refusal(head(9, 4)) == "admission.audit-head at /body/after");
  CHECK(world.refusal(head(3, 3, 'b')) == "admission.audit-head at /body/number");
  CHECK(world.refusal(head(2, 3)) == "admission.audit-head at /body/number");
  world.enter(head(4, 3, 'b'));
  const facts::AuditHead* newest = facts::newest_audit_head(world.state().tables(), world.size());
  REQUIRE(newest != nullptr);
  CHECK(newest->number == 4);
  CHECK(crypto::to_string(newest->head) == "sha256:" + std::string(64, 'b'));
  // As it was known before.
  CHECK(facts::newest_audit_head(world.state().tables(), world.size() - 1)->number == 3);
  CHECK(facts::newest_audit_head(world.state().tables(), world.size() - 2) == nullptr);
}

TEST_CASE("a head is neither corrected nor ended, and a repetition is acknowledged") {
  World world;
  world.enter(head(3, 0));
  json::Value corrected = head(5, 3);
  corrected.as_object()->set(
      "corrects", json::Object{{"statement", head(3, 0).text("id")}, {"kind", "clerical"}});
  CHECK(world.refusal(corrected) == "admission.audit-head at /corrects");
  CHECK(world.refusal(
            "operator", "status-change",
            R"({"subject": ")" + std::string(head(3, 0).text("id")) + R"(", "change": "ended"})") ==
        "admission.unknown-subject at /body/subject");
  const auto again = world.submit(head(3, 0));
  REQUIRE(again);
  CHECK(again->disposition == Disposition::kKnown);
}

TEST_CASE("nobody but the operator, and nobody from hearsay") {
  World world;
  json::Value foreign = head(3, 0);
  foreign.as_object()->set("author", "commission");
  CHECK(world.refusal(foreign) == "admission.not-authorised at /author");
  CHECK(world.refusal(testing::transcription("scribe", "gazette", head(3, 0))) ==
        "admission.not-transcriber at /basis/kind");
}

}  // namespace
}  // namespace concordat::admission

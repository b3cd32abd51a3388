// A certificate changes, and what was issued about it before says too much: it is stopped, and what
// is issued from then on is good.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "registry/credentials/office_for_tests.hpp"

namespace concordat::registry {
namespace {

// A house through time: what is recorded and issued on a day is recorded and issued then.
class Calendar {
 public:
  explicit Calendar(HouseForTests& house) : house_(house), office_(house) {}

  void go(const std::string& day) {
    now_ = day + "T12:00:00Z";
    house_.set_clock(now_);
  }
  std::string issue() const { return office_.issue("certificates", "C-1", now_); }
  std::string now(const std::string& token) const {
    return office_.verdict(token, office_.list(ListForm::kSuspension, now_), now_);
  }
  Bytes bits() const { return bits_of(office_.list(ListForm::kSuspension, now_)); }
  const OfficeForTests& office() const { return office_; }
  const std::string& moment() const { return now_; }

 private:
  HouseForTests& house_;
  OfficeForTests office_;
  std::string now_;
};

TEST_CASE("what takes something out makes a credential that still names it invalid") {
  HouseForTests house;
  house.say("certificate", "certia",
            HouseForTests::certificate_body("C-1", json::Array{"K-200", "K-300"}));
  Calendar calendar(house);
  calendar.go("2026-01-15");
  const std::string both = calendar.issue();
  calendar.go("2026-02-01");
  house.change("C-1", "suspended", "2026-02-01", json::Array{"K-300"});
  CHECK(calendar.now(both) == "status.suspended");
  const std::string one = calendar.issue();
  CHECK(calendar.now(one) == "verified");
  CHECK(index_of(payload_of(one)) != index_of(payload_of(both)));
  // Back again, the older one says no more than is on file, and the newer one says less.
  calendar.go("2026-03-01");
  house.change("C-1", "reinstated", "2026-03-01", json::Array{"K-300"});
  CHECK(calendar.now(both) == "verified");
  CHECK(calendar.now(one) == "verified");
  calendar.go("2026-04-01");
  house.change("C-1", "restricted", "2026-04-01");
  CHECK(calendar.now(both) == "status.suspended");
  CHECK(calendar.now(one) == "status.suspended");
  CHECK(calendar.now(calendar.issue()) == "verified");
  calendar.go("2026-05-01");
  house.change("C-1", "suspended", "2026-05-01");
  CHECK(calendar.now(both) == "status.suspended");
  CHECK(calendar.now(one) == "status.suspended");
}

TEST_CASE("a change that was told before its day takes nothing out until then") {
  HouseForTests house;
  house.say("certificate", "certia",
            HouseForTests::certificate_body("C-1", json::Array{"K-200", "K-300", "K-400"}));
  Calendar calendar(house);
  calendar.go("2026-02-01");
  house.change("C-1", "suspended", "2026-04-01", json::Array{"K-300"});  // told early
  const std::string all = calendar.issue();
  CHECK(calendar.now(all) == "verified");
  calendar.go("2026-03-01");
  house.change("C-1", "suspended", "2026-03-01", json::Array{"K-400"});
  CHECK(calendar.now(all) == "status.suspended");
  const std::string two = calendar.issue();
  CHECK(calendar.now(two) == "verified");
  // The day comes, and nobody says anything.
  calendar.go("2026-04-01");
  CHECK(calendar.now(two) == "status.suspended");
  const std::string one = calendar.issue();
  CHECK(calendar.now(one) == "verified");
}

// What a credential claims, as its reader sees it.
struct Claims {
  std::uint64_t index = 0;
  std::set<std::string> models;
  std::set<std::string> conditions;
};

Claims claims_of(const json::Value& credential) {
  Claims claims{.index = index_of(credential)};
  const json::Value& assessment =
      credential.find("credentialSubject")->array("conformityAssessment")[0];
  for (const json::Value& product : assessment.array("assessedProduct")) {
    claims.models.emplace(product.find("product")->text("name"));
  }
  for (const json::Value& condition : assessment.array("specifiedCondition")) {
    claims.conditions.insert(*condition.as_string());
  }
  return claims;
}

TEST_CASE("whatever happens to a certificate, nothing good says more than is on file") {
  const std::vector<std::string> states = {"suspended", "reinstated", "restricted", "supplemented"};
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    std::uint64_t state = seed * 0x9E3779B97F4A7C15;
    const auto draw = [&state](std::uint64_t below) {
      state = state * 6364136223846793005 + 1442695040888963407;
      return (state >> 33) % below;
    };
    HouseForTests house;
    const std::vector<std::string> models = {"K-1", "K-2", "K-3"};
    house.say("certificate", "certia",
              HouseForTests::certificate_body("C-1", json::Array{"K-1", "K-2", "K-3"}));
    Calendar calendar(house);
    std::vector<Claims> issued;
    std::vector<std::string> told;
    Date day = date_of(2026, 2, 1);
    for (int step = 0; step < 24; ++step) {
      day = day.plus_days(static_cast<std::int32_t>(draw(3)));
      calendar.go(to_string(day));
      if (step > 0) {
        const std::string id = "change-" + std::to_string(step);
        const std::int32_t offset = static_cast<std::int32_t>(draw(7)) - 2;
        json::Object effective{{"from", to_string(day.plus_days(offset))}};
        if (draw(3) == 0) {
          const auto length = static_cast<std::int32_t>(draw(5)) + 1;
          effective.set("until", to_string(day.plus_days(offset + length)));
        }
        json::Object body{{"certificate", "C-1"}, {"state", states[draw(states.size())]}};
        if (draw(4) != 0) body.set("models", json::Array{models[draw(models.size())]});
        json::Object change{{"id", id},
                            {"type", "certificate-state"},
                            {"author", "certia"},
                            {"basis", json::Object{{"kind", "own"}}},
                            {"effective", std::move(effective)},
                            {"body", std::move(body)}};
        if (!told.empty() && draw(4) == 0) {
          change.set("corrects",
                     json::Object{{"statement", told[draw(told.size())]}, {"kind", "clerical"}});
        }
        if (house.may_file(change)) told.push_back(id);
      }
      const Bytes bits = calendar.bits();
      const auto good = [&](const Claims& claims) {
        return (bits[claims.index / 8] >> (7 - claims.index % 8) & 1) == 0;
      };
      const auto made = calendar.office().ask("certificates", "C-1", calendar.moment());
      CAPTURE(step);
      if (!made) {
        for (const Claims& claims : issued) CHECK_FALSE(good(claims));
        continue;
      }
      const Claims now = claims_of(*made);
      CHECK(good(now));
      for (const Claims& claims : issued) {
        if (!good(claims)) continue;
        ++compared;
        CHECK(std::ranges::includes(now.models, claims.models));
        CHECK(std::ranges::includes(claims.conditions, now.conditions));
      }
      issued.push_back(now);
    }
  }
  CHECK(compared > 100);
}

TEST_CASE("of what changes more often than anybody can follow, nothing is good") {
  HouseForTests house;
  house.say("certificate", "certia",
            HouseForTests::certificate_body("C-1", json::Array{"K-200", "K-300"}));
  const OfficeForTests office(house);
  Date day = date_of(2025, 2, 1);
  for (int at = 0; at < 70; ++at) {
    house.change("C-1", "suspended", to_string(day), json::Array{"K-300"});
    house.change("C-1", "reinstated", to_string(day.plus_days(1)), json::Array{"K-300"});
    day = day.plus_days(2);
  }
  CHECK(office.now(office.issue("certificates", "C-1")) == "status.suspended");
}

TEST_CASE("a correction states the certificate anew") {
  HouseForTests house;
  house.certificate("C-1", "as-it-was");
  const OfficeForTests office(house);
  const std::string mistaken = office.issue("certificates", "C-1");
  house.file(
      json::Object{{"id", "as-it-is"},
                   {"type", "certificate"},
                   {"author", "certia"},
                   {"basis", json::Object{{"kind", "own"}}},
                   {"effective", json::Object{{"from", "2000-01-01"}}},
                   {"corrects", json::Object{{"statement", "as-it-was"}, {"kind", "clerical"}}},
                   {"body", HouseForTests::certificate_body("C-1", json::Array{"K-20"})}});
  CHECK(office.now(mistaken) == "status.suspended");
  const std::string right = office.issue("certificates", "C-1");
  CHECK(office.now(right) == "verified");
  // Both remain with the certificate.
  house.change("C-1", "withdrawn", "2026-02-01");
  CHECK(office.now(right) == "status.suspended");
  CHECK(office.now(mistaken) == "status.suspended");
}

}  // namespace
}  // namespace concordat::registry

// Authority in law comes and goes with the facts on file, by the day.
#include "core/access/law.hpp"

#include <string>

#include <doctest/doctest.h>

#include "core/access/decide.hpp"
#include "core/admission/world_for_tests.hpp"

namespace concordat::access {
namespace {

using admission::testing::payload;
using admission::testing::World;

constexpr std::string_view kAccreditation =
    R"({"accreditor": "accreditor", "body": "fr-body", "mainScope": "product-certification"})";
constexpr std::string_view kCertificate = R"({
  "certificate": "cert-1", "number": "1", "artefact": "certificate", "body": "fr-body",
  "legalEffect": "mandatory", "sector": "toys", "holder": "maker", "issued": "2022-01-01"})";

json::Value from(json::Value statement, std::string_view day) {
  statement.as_object()->find("effective")->as_object()->set("from", day);
  return statement;
}

struct Desk {
  World world;

  // The description by which World enrols.
  static json::Value description(std::string_view organisation, std::string_view roles) {
    return payload("operator", "organisation",
                   R"({"organisation": ")" + std::string(organisation) +
                       R"(", "names": {"en": "N"}, "economy": "FR", "roles": [)" +
                       std::string(roles) + "]}");
  }

  // Whether somebody in that role of the author's organisation may have it signed, on that day.
  [[nodiscard]] std::string may(const json::Value& value, Role role, std::string_view day,
                                std::optional<facts::Ordinal> size = {}) const {
    const auto decoded = statement::decode_value(value);
    REQUIRE(decoded);
    const Principal clerk{.kind = Kind::kPerson,
                          .id = "p-1",
                          .organisation = decoded->author,
                          .roles = {role},
                          .fresh = true,
                          .scopes = every_scope()};
    const Request request{.principal = clerk,
                          .action = action_of(*decoded),
                          .resource = {.organisation = decoded->author, .statement = &*decoded}};
    const auto date = parse_date(day);
    REQUIRE(date);
    const Law law(world.state().tables(), size.value_or(world.size()), *date);
    const Decision decision = decide(request, law);
    return std::string(decision ? decision.rule->name : code_of(decision.reason));
  }
};

TEST_CASE("an accreditor suspended yesterday cannot accredit today") {
  Desk desk;
  const json::Value accreditation = payload("accreditor", "accreditation", kAccreditation);
  const auto before = desk.world.size();
  CHECK(desk.may(accreditation, Role::kAccreditor, "2026-02-01") == "state-as-accreditor");
  const std::string subject(Desk::description("accreditor", R"("accreditation-body")").text("id"));
  desk.world.enter(from(payload("operator", "status-change",
                                R"({"subject": ")" + subject + R"(", "change": "suspended"})"),
                        "2026-01-31"));
  CHECK(desk.may(accreditation, Role::kAccreditor, "2026-02-01") == "access.law");
  CHECK(desk.may(accreditation, Role::kAccreditor, "2026-01-30") == "state-as-accreditor");
  // As it was known before the suspension was on file.
  CHECK(desk.may(accreditation, Role::kAccreditor, "2026-02-01", before) == "state-as-accreditor");
  const Law law(desk.world.state().tables(), desk.world.size(), *parse_date("2026-02-01"));
  CHECK(law.standing("accreditor").on_file);
  CHECK_FALSE(law.standing("accreditor").in_force);
  CHECK(law.standing("accreditor").by == desk.world.size() - 1);
}

TEST_CASE("a body that was delisted files nothing new, and can still withdraw") {
  Desk desk;
  desk.world.enter(payload("fr-body", "certificate", kCertificate));
  const auto another = [](std::string_view number) {
    std::string body(kCertificate);
    body.replace(body.find("cert-1"), 6, "cert-" + std::string(number));
    body.replace(body.find("\"1\""), 3, '"' + std::string(number) + '"');
    return payload("fr-body", "certificate", body);
  };
  const json::Value withdrawal =
      from(payload("fr-body", "certificate-state", R"({"certificate": "cert-1",
           "state": "withdrawn"})"),
           "2026-02-01");
  CHECK(desk.may(another("2"), Role::kCertificationBody, "2026-02-01") == "state-as-body");
  desk.world.enter(Desk::description("fr-body", R"("manufacturer")"));
  CHECK(desk.may(another("2"), Role::kCertificationBody, "2026-02-01") == "access.law");
  CHECK(desk.may(withdrawal, Role::kCertificationBody, "2026-02-01") == "take-back-own");
}

TEST_CASE("a role in an organisation gives no authority that the organisation does not have") {
  Desk desk;
  const json::Value foreign = payload(
      "fr-body", "accreditation",
      R"({"accreditor": "fr-body", "body": "es-body", "mainScope": "product-certification"})");
  CHECK(desk.may(foreign, Role::kAccreditor, "2026-02-01") == "access.law");
  // And the organisation's authority is no role: a trader's desk does not accredit.
  const json::Value own = payload("accreditor", "accreditation", kAccreditation);
  CHECK(desk.may(own, Role::kTrader, "2026-02-01") == "access.role");
}

TEST_CASE("who is not on file has no standing") {
  const Desk desk;
  const Law law(desk.world.state().tables(), desk.world.size(), *parse_date("2026-02-01"));
  CHECK_FALSE(law.standing("").on_file);
  CHECK_FALSE(law.standing("nobody-knows").on_file);
  // A name that is on file, of something that is no organisation.
  CHECK_FALSE(law.standing("FR").on_file);
  CHECK(law.standing("operator").has(facts::Role::kOperator));
}

}  // namespace
}  // namespace concordat::access

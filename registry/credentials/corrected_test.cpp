// What is issued about something that was corrected in part: on the days that are left, the words
// of the statement that was corrected; on the others, those of the corrector
// (spec/formats/facts.md, "Corrections").
#include <doctest/doctest.h>

#include "registry/credentials/house_for_tests.hpp"
#include "registry/credentials/office_for_tests.hpp"
#include "registry/credentials/schemas_for_tests.hpp"
#include "registry/credentials/showing.hpp"

namespace concordat::registry {
namespace {

// A statement of certia that corrects another for the days of 2026-03.
json::Value corrector(std::string_view id, std::string_view corrects, std::string_view type,
                      json::Object body) {
  return json::Object{
      {"id", id},
      {"type", type},
      {"author", type == "accreditation" ? "accreditor" : "certia"},
      {"basis", json::Object{{"kind", "own"}}},
      {"effective", json::Object{{"from", "2026-03-01"}, {"until", "2026-04-01"}}},
      {"corrects", json::Object{{"statement", corrects}, {"kind", "clerical"}, {"whole", false}}},
      {"body", std::move(body)}};
}

json::Object titled(std::string_view id, std::string_view title, json::Array models) {
  json::Object body = HouseForTests::certificate_body(std::string(id), std::move(models));
  body.set("title", title);
  body.set("conditions", json::Array{"condition of " + std::string(title)});
  return body;
}

struct Said {
  std::string title;
  std::string model;
  std::string condition;
  std::string valid;
  json::Value record;
};
Said said_in(const json::Value& made) {
  const json::Value& subject = *made.find("credentialSubject");
  const json::Value& assessed = subject.array("conformityAssessment")[0];
  return {.title = std::string(subject.text("name")),
          .model = std::string(
              assessed.array("assessedProduct")[0].find("product")->text("modelNumber")),
          .condition = *assessed.array("specifiedCondition")[0].as_string(),
          .valid = std::string(made.text("validFrom").substr(0, 10)) + " " +
                   std::string(made.text("validUntil").substr(0, 10)),
          .record = *subject.find("registryRecord")};
}

TEST_CASE("a certificate corrected in part says on each day what holds on it") {
  HouseForTests house;
  const std::uint64_t stated =
      house.say("certificate", "certia", titled("C-1", "Kettle", {"K-200"}), {.id = "stated"});
  const std::uint64_t corrected =
      house.file(corrector("corrector", "stated", "certificate", titled("C-1", "Pot", {"K-9"})));
  const auto on = [&](std::string_view day) {
    const auto made = house.ask("certificates", "C-1", std::string(day) + "T12:00:00Z");
    REQUIRE(made);
    CHECK(fit_published_schemas({*made}));
    return said_in(*made);
  };
  const std::string place = "https://registry.example/v1/statements/";

  const Said before = on("2026-02-10");
  CHECK(before.title == "Kettle");
  CHECK(before.model == "K-200");
  CHECK(before.condition == "condition of Kettle");
  CHECK(before.valid == "2000-01-01 2026-02-28");
  CHECK(before.record.text("statement") == "stated");
  CHECK(before.record.integer("logIndex") == static_cast<std::int64_t>(stated));
  CHECK(before.record.text("effectiveUntil") == "2026-03-01");
  CHECK(before.record.text("correctedBy") == place + std::to_string(corrected));

  const Said between = on("2026-03-10");
  CHECK(between.title == "Pot");
  CHECK(between.model == "K-9");
  CHECK(between.valid == "2026-03-01 2026-03-31");
  CHECK(between.record.text("statement") == "corrector");
  CHECK(between.record.find("correctedBy") == nullptr);

  const Said after = on("2026-06-01");
  CHECK(after.title == "Kettle");
  CHECK(after.condition == "condition of Kettle");
  CHECK(after.valid == "2026-04-01 2027-06-01");
  CHECK(after.record.text("effectiveFrom") == "2026-04-01");
  CHECK(after.record.text("correctedBy") == place + std::to_string(corrected));
}

TEST_CASE("a correction of the corrector leaves each day its own statement") {
  HouseForTests house;
  house.say("certificate", "certia", titled("C-1", "Kettle", {"K-200"}), {.id = "stated"});
  house.file(corrector("corrector", "stated", "certificate", titled("C-1", "Pot", {"K-9"})));
  json::Value again = corrector("again", "corrector", "certificate", titled("C-1", "Pan", {"K-8"}));
  again.as_object()->find("effective")->as_object()->set("from", "2026-03-20");
  house.file(again);
  const auto title_on = [&](std::string_view day) {
    return said_in(*house.ask("certificates", "C-1", std::string(day) + "T12:00:00Z")).title;
  };
  CHECK(title_on("2026-02-10") == "Kettle");
  CHECK(title_on("2026-03-10") == "Pot");
  CHECK(title_on("2026-03-25") == "Pan");
  CHECK(title_on("2026-06-01") == "Kettle");
}

TEST_CASE("an accreditation corrected in part is anchored on the days that are left of it") {
  HouseForTests house;
  house.own_key("certia");
  json::Object body{{"accreditor", "accreditor"},
                    {"body", "certia"},
                    {"mainScope", "inspection"},
                    {"number", "XA-5"},
                    {"sectors", json::Array{"toys"}}};
  house.file(corrector("other", "granted", "accreditation", std::move(body)));
  const OfficeForTests office(house);
  const auto number_on = [&](std::string_view id, std::string_view day) {
    const auto made = office.ask("accreditations", id, std::string(day) + "T12:00:00Z");
    if (!made) return made.error().code;
    CHECK(fit_published_schemas({*made}));
    return std::string(made->find("credentialSubject")->text("registeredId"));
  };
  CHECK(number_on("granted", "2026-06-01") == "XA-4");
  CHECK(number_on("granted", "2026-03-10") == "untp.not-valid");
  CHECK(number_on("other", "2026-03-10") == "XA-5");
  CHECK(number_on("other", "2026-06-01") == "untp.not-valid");
  CHECK(office.now(office.issue("accreditations", "granted")) == "verified");
}

TEST_CASE("anchors that hang on one correction stand together and are stopped by the next") {
  const std::string then = "2026-03-10T12:00:00Z";
  const std::string now = "2026-03-11T12:00:00Z";
  const auto accreditation = [](std::string_view number) {
    return json::Object{{"accreditor", "accreditor"},
                        {"body", "certia"},
                        {"mainScope", "inspection"},
                        {"number", number}};
  };
  HouseForTests house;
  house.set_clock("2026-01-15T12:00:00Z");
  house.own_key("certia");
  const OfficeForTests office(house);
  const auto stands = [&](const std::string& token, const std::string& at) {
    return office.verdict(token, office.list(ListForm::kSuspension, at), at);
  };
  const std::string whole = office.issue("accreditations", "granted", "2026-01-15T12:00:00Z");
  house.set_clock("2026-02-10T12:00:00Z");
  house.file(corrector("march", "granted", "accreditation", accreditation("XA-5")));
  // It says of March what is not so any more.
  CHECK(stands(whole, "2026-02-10T12:00:00Z") == "status.suspended");
  const std::string before = office.issue("accreditations", "granted", "2026-02-10T12:00:00Z");
  CHECK(stands(before, "2026-02-10T12:00:00Z") == "verified");
  const std::string march = office.issue("accreditations", "march", then);
  CHECK(stands(march, then) == "verified");
  CHECK(index_of(payload_of(march)) == index_of(payload_of(before)));

  // The number was wrong again: what names it is stopped, although the rest of what hangs there is
  // as it was. What is issued from then on is good.
  house.set_clock(now);
  json::Value again = corrector("again", "march", "accreditation", accreditation("XA-6"));
  again.as_object()->find("corrects")->as_object()->set("whole", true);
  house.file(again);
  CHECK(stands(march, now) == "status.suspended");
  const std::string right = office.issue("accreditations", "again", now);
  CHECK(payload_of(right).find("credentialSubject")->text("registeredId") == "XA-6");
  CHECK(stands(right, now) == "verified");
  CHECK(index_of(payload_of(right)) != index_of(payload_of(march)));
  const std::string after = "2026-05-02T12:00:00Z";
  const std::string rest = office.issue("accreditations", "granted", after);
  CHECK(stands(rest, after) == "verified");

  // A suspension is of the whole chain.
  house.set_clock("2026-05-03T12:00:00Z");
  house.say("status-change", "accreditor", {{"subject", "granted"}, {"change", "suspended"}},
            {.from = "2026-05-03"});
  CHECK(stands(rest, "2026-05-03T12:00:00Z") == "status.suspended");
}

}  // namespace
}  // namespace concordat::registry

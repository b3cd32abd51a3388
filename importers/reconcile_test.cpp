#include "importers/reconcile.hpp"

#include <map>

#include <doctest/doctest.h>

#include "importers/importer.hpp"

namespace concordat::importers {
namespace {

// What a registry would hold after admitting every draft.
class OnRecord {
 public:
  Reconciled state(std::vector<json::Value> drafts) {
    Reconciled outcome = reconcile(std::move(drafts), [this](std::string_view id) {
      const auto found = payloads_.find(std::string(id));
      return found == payloads_.end() ? std::nullopt : std::optional(found->second);
    });
    for (const json::Value& draft : outcome.drafts) {
      CHECK(payloads_.emplace(std::string(draft.text("id")), draft).second);
    }
    return outcome;
  }

 private:
  std::map<std::string, json::Value> payloads_;
};

std::vector<json::Value> certificate(std::string_view title, std::string_view end, Date read,
                                     std::string_view before = "") {
  const Source file{.name = "list.csv",
                    .text =
                        "cert_id,name,status,category,manufacturer,scheme,eal,security_level,"
                        "protection_profiles,not_valid_before,not_valid_after,refs\n" +
                        std::string(before) + "XC-1," + std::string(title) +
                        ",active,Cards,Maker,FR,EAL4,EAL4,,2016-01-01," + std::string(end) + ",\n"};
  auto imported = run(*find("common-criteria"), {file}, {.read = read});
  REQUIRE(imported);
  return std::move(imported->drafts);
}

std::vector<json::Value> bodies(std::string_view status, Date read) {
  const Source listed{.name = "register.csv",
                      .text =
                          "cab_id,body_number,name,status,country,ukas_ref,body_types,"
                          "mra_countries,audit_events\n"
                          "u1,1001,Alpha," +
                          std::string(status) + ",United Kingdom,,Approved body,,\n"};
  const Source schedules{.name = "schedules.csv",
                         .text = "Name,CABNumber,Label,LegislativeArea\nAlpha,1001,R,Toys\n"};
  auto imported = run(*find("uk-bodies"), {listed, schedules}, {.read = read});
  REQUIRE(imported);
  return std::move(imported->drafts);
}

}  // namespace

TEST_CASE("the same file again states nothing, on whatever day and in whatever row") {
  OnRecord record;
  CHECK(record.state(certificate("Card", "2021-01-01", date_of(2026, 1, 1))).drafts.size() == 1);
  const auto again = record.state(certificate("Card", "2021-01-01", date_of(2026, 1, 1)));
  CHECK(again.drafts.empty());
  CHECK(again.known == 1);
  const auto later = record.state(
      certificate("Card", "2021-01-01", date_of(2026, 2, 2),
                  "XC-0,Other,active,Cards,Maker,FR,EAL4,EAL4,,2016-01-01,2021-01-01,\n"));
  CHECK(later.known == 1);
  REQUIRE(later.drafts.size() == 1);
  CHECK(later.drafts[0].text("id") == "cc-XC-0");
}

TEST_CASE("a row that changed corrects the newest statement made from it") {
  OnRecord record;
  record.state(certificate("Card", "2021-01-01", date_of(2026, 1, 1)));
  const auto second = record.state(certificate("Card", "2022-01-01", date_of(2026, 2, 1)));
  REQUIRE(second.drafts.size() == 1);
  CHECK(second.corrections == 1);
  CHECK(second.drafts[0].text("id") == "cc-XC-1@2");
  CHECK(second.drafts[0].find("corrects")->text("statement") == "cc-XC-1");
  CHECK(second.drafts[0].find("corrects")->text("kind") == "substantive");
  // Back to what it was: a correction again, of the correction.
  const auto third = record.state(certificate("Card", "2021-01-01", date_of(2026, 3, 1)));
  REQUIRE(third.drafts.size() == 1);
  CHECK(third.drafts[0].text("id") == "cc-XC-1@3");
  CHECK(third.drafts[0].find("corrects")->text("statement") == "cc-XC-1@2");
  CHECK(record.state(certificate("Card", "2021-01-01", date_of(2026, 4, 1))).known == 1);
}

TEST_CASE("a note alone is a clerical correction; another's statement is left alone") {
  OnRecord record;
  auto noted = certificate("Card", "2021-01-01", date_of(2026, 1, 1));
  noted[0].as_object()->set("note", "Read twice.");
  noted[0].as_object()->find("effective")->as_object()->erase("possiblyUntil");
  record.state(noted);
  const auto plain = record.state(certificate("Card", "2021-01-01", date_of(2026, 1, 1)));
  REQUIRE(plain.drafts.size() == 1);
  CHECK(plain.drafts[0].find("corrects")->text("kind") == "clerical");
  // The days on file, which were surer, stay.
  CHECK(plain.drafts[0].find("effective")->find("possiblyUntil") == nullptr);

  OnRecord foreign;
  auto theirs = certificate("Card", "2021-01-01", date_of(2026, 1, 1));
  theirs[0].as_object()->set("author", "somebody-else");
  foreign.state(theirs);
  const auto ours = foreign.state(certificate("Card", "2021-01-01", date_of(2026, 1, 1)));
  REQUIRE(ours.drafts.size() == 1);
  CHECK(ours.corrections == 0);
  CHECK(ours.drafts[0].text("id") == "cc-XC-1@2");
  CHECK(ours.drafts[0].find("corrects") == nullptr);
}

TEST_CASE("a later reading that is sure of fewer days adds nothing; an end does") {
  OnRecord record;
  CHECK(record.state(bodies("Published", date_of(2025, 1, 1))).drafts.size() == 2);
  CHECK(record.state(bodies("Published", date_of(2026, 1, 1))).known == 2);
  const auto ended = record.state(bodies("Historical", date_of(2026, 6, 1)));
  CHECK(ended.corrections == 2);
  CHECK(record.state(bodies("Historical", date_of(2026, 7, 1))).known == 2);
}

}  // namespace concordat::importers

// Recalls and alerts in the shape of the published ones, made by hand.
#include "importers/reconcile.hpp"
#include "importers/traps_for_test.hpp"

namespace concordat::importers {
namespace {

using testing::body;
using testing::days;
using testing::draft;
using testing::import_text;
using testing::Lines;
using testing::rejections;

const std::string kListed =
    "recall_id,date,title,products,hazard,has_injuries,has_deaths,injury_text,remedy_options,"
    "countries_of_manufacture,retailers,units,categories,url\n";
const std::string kTraced =
    "recall_number,product_safety_warning_number,date,product_safety_warning_date,recall_heading,"
    "name_of_product,hazard_description,remedy_type,units,incidents,importers,manufacturers,"
    "distributors,manufactured_in,custom_label,custom_field,sold_at,categories\n";
const std::string kAlerts =
    "alert_number,risk_type,product_category,product_name,brand,product_description,"
    "model_type_number,country_of_origin,barcode,batch_number,company_recall_code,"
    "production_dates,alert_year\n";
const std::string kPairs = "notifying_or_source,acting,products\n";

}  // namespace

TEST_CASE("recalls: the agency's facts are taken, the compiler's categories are not") {
  const Imported imported = import_text(
      "cpsc-recalls",
      {kListed + "24039,2023-12-07,\"Vacuums, Recalled\",Upright A; Upright B; Upright A,Shock,1,0,"
                 "None reported,Repair; Replace,China (plug); China; Taiwan,\"Shops\nnationwide\","
                 "\"About 6,200\",Electronics,https://example.org/24039\n"
                 "98167a,1998-09-08,Lamps,Lamps,,0,0,None,None,,,,Other,\n"});
  CHECK(imported.rejected.empty());
  CHECK(body(imported, "cpsc-24039") ==
        R"({"address":"https://example.org/24039","alert":"US-CPSC-24039","hazards":["Shock"],)"
        R"("incidents":"None reported","madeIn":["CN","TW"],"origin":"US",)"
        R"("products":["Upright A","Upright B"],"quantity":"About 6,200","reference":"24039",)"
        R"("remedies":["Repair","Replace"],"sold":"Shops nationwide",)"
        R"("title":{"en":"Vacuums, Recalled"},"units":{}})");
  CHECK(days(imported, "cpsc-24039") == R"({"from":"2023-12-07"})");
  // No country is no country, and "None" is nothing.
  CHECK(body(imported, "cpsc-98167a") ==
        R"({"alert":"US-CPSC-98167a","origin":"US","products":["Lamps"],"reference":"98167a",)"
        R"("title":{"en":"Lamps"},"units":{}})");
}

TEST_CASE("recalls: what cannot be read is named, a part at a time") {
  const std::string long_name(201, 'x');
  const Imported imported =
      import_text("cpsc-recalls", {kListed + "1,2020-01-01,T," + long_name +
                                   "; Short,,0,0,,,Korea; Various countries; Unknown,,,,\n" +
                                   "2,2020-13-01,T,,,0,0,,,,,,,\n"
                                   "3,2026-03-02,T,,,0,0,,,,,,,\n"
                                   "4,2020-01-01,,,,0,0,,,,,,,\n"
                                   "1,2020-01-01,T,,,0,0,,,,,,,\n"
                                   "No 5,2020-01-01,T,,,0,0,,,,,,,\n"});
  CHECK(imported.drafts.size() == 1);
  CHECK(body(imported, "cpsc-1").contains(R"("products":["Short"])"));
  CHECK(draft(imported, "cpsc-1").find("body")->find("madeIn") == nullptr);
  CHECK(rejections(imported) ==
        Lines{"file1.csv 2 countries_of_manufacture import.country",
              "file1.csv 2 countries_of_manufacture import.country",
              "file1.csv 2 products import.too-long", "file1.csv 3 date import.date",
              "file1.csv 4 date import.date", "file1.csv 5 title import.empty",
              "file1.csv 6 recall_id import.duplicate", "file1.csv 7 recall_id import.identifier"});
  CHECK(imported.rejected[0].value == "Korea");
  CHECK(imported.rejected[1].value == "Various countries");
}

TEST_CASE("traced recalls: names without places, legal and trade names apart, sellers by label") {
  const Imported imported = import_text(
      "cpsc-recalls-traceability",
      {kTraced +
       "24-039,24-001,\"December 7, 2023\",\"November 02, 2023\",Heading,Vacuum,Shock,\"Refund, "
       "Repair\","
       "About 5,None,\"Royal Inc., d/b/a TTI, of Charlotte, North Carolina; and Acme LLC, of "
       "Ohio\","
       "\"One Ltd., of China and Two Ltd., of China\",\"Royal Inc., d/b/a TTI\","
       "\"China, India, and Bangladesh\",Retailer:,\"Shop, of Ohio\",Shops,toys;dolls\n"
       "24-040,,\"Smarch 7, 2023\",,H,P,,,,,,,,,,,,\n"
       "24-041,,\"June 31, 2023\",,H,P,,,,,,,,,,,,\n"
       "24-042,,\"June 30, 2023\",,H,P,,,,,,,,Austria and Bosnia,Important Message:,Text,,\n"});
  CHECK(body(imported, "cpsc-traceability-24039") ==
        R"({"alert":"US-CPSC-24039","categories":["toys","dolls"],"hazards":["Shock"],)"
        R"("kind":"recall","madeIn":["CN","IN","BD"],"origin":"US","products":["Vacuum"],)"
        R"("quantity":"About 5","reference":"24-039","remedies":["Refund","Repair"],)"
        R"("sold":"Shops","title":{"en":"Heading"},"traders":[)"
        R"({"name":"One Ltd., of China and Two Ltd., of China","role":"manufacturer"},)"
        R"({"name":"Royal Inc.","role":"importer"},{"name":"TTI","role":"importer"},)"
        R"({"name":"Acme LLC","role":"importer"},{"name":"Royal Inc.","role":"distributor"},)"
        R"({"name":"TTI","role":"distributor"},{"name":"Shop","role":"seller"}],"units":{}})");
  CHECK(draft(imported, "cpsc-traceability-24039").text("note") ==
        "Follows product safety warning 24-001 of November 02, 2023.");
  CHECK(days(imported, "cpsc-traceability-24039") == R"({"from":"2023-12-07"})");
  CHECK(body(imported, "cpsc-traceability-24042").contains(R"("madeIn":["AT"])"));
  CHECK(rejections(imported) == Lines{"file1.csv 3 date import.date",
                                      "file1.csv 4 date import.date",
                                      "file1.csv 5 custom_label import.label",
                                      "file1.csv 5 manufactured_in import.country"});
}

TEST_CASE("a recall in both forms is one alert, and neither form corrects the other") {
  std::vector<json::Value> stated;
  const auto state = [&](std::vector<json::Value> drafts) {
    Reconciled outcome =
        reconcile(std::move(drafts), [&](std::string_view id) -> std::optional<json::Value> {
          for (const json::Value& statement : stated) {
            if (statement.text("id") == id) return statement;
          }
          return std::nullopt;
        });
    for (const json::Value& statement : outcome.drafts) stated.push_back(statement);
    return outcome;
  };
  const auto listed = [] {
    return import_text("cpsc-recalls", {kListed + "24039,2023-12-07,T,P,H,0,0,,,China,,,Other,\n"});
  };
  const auto traced = [] {
    return import_text("cpsc-recalls-traceability",
                       {kTraced + "24-039,,\"December 07, 2023\",,T,P,H,,,,,,,China,,,,\n"});
  };
  CHECK(state(listed().drafts).drafts.size() == 1);
  CHECK(state(traced().drafts).drafts.size() == 1);
  CHECK(stated[0].find("body")->text("alert") == stated[1].find("body")->text("alert"));
  CHECK(state(listed().drafts).known == 1);
  CHECK(state(traced().drafts).known == 1);
  CHECK(stated.size() == 2);
}

TEST_CASE("alerts: barcodes that are GTINs, batches that are words, brands one by one") {
  const Imported imported = import_text(
      "safety-gate-alerts",
      {kAlerts + "A12/00577/20,\"Fire, Injuries\",Motor vehicles,Passenger car,\"CITROEN, DS\",C3,,"
                 "Peoples Republic of China,,2022/04,RE20/06 (RB48),01.2020 - 02.2020,2020\n"
                 "SR/00007/23,Chemical,Cosmetics,Perfume,None,,,Unknown,"
                 "8715658002512 871565899960 B0CHYPVWHV 40170725,\"From A1 to A9\",,,2023\n"});
  CHECK(body(imported, "safety-gate-a12/00577/20") ==
        R"({"alert":"EU-A12/00577/20","categories":["Motor vehicles"],)"
        R"("hazards":["Fire","Injuries"],"kind":"alert","madeIn":["CN"],"origin":"EU",)"
        R"("produced":"01.2020 - 02.2020","products":["Passenger car"],)"
        R"("reference":"A12/00577/20","title":{"en":"Passenger car: C3"},)"
        R"("units":{"batches":["2022/04"],"brands":["CITROEN","DS"]}})");
  CHECK(draft(imported, "safety-gate-a12/00577/20").text("note") ==
        "The company's own code of the recall: RE20/06 (RB48).");
  CHECK(days(imported, "safety-gate-a12/00577/20") ==
        R"({"from":"2020-12-31","possiblyFrom":"2020-01-01"})");
  CHECK(body(imported, "safety-gate-sr/00007/23")
            .contains(R"("units":{"gtins":["8715658002512","40170725"]})"));
  CHECK(rejections(imported) == Lines{"file1.csv 3 barcode import.barcode",
                                      "file1.csv 3 barcode import.barcode",
                                      "file1.csv 3 batch_number import.batch"});
}

TEST_CASE("alerts: a number and a year that disagree are of no day") {
  const Imported imported =
      import_text("safety-gate-alerts", {kAlerts + "A12/1/20,Fire,Toys,Doll,,,,,,,,,2021\n"
                                                   "A12/2/20,Fire,Toys,Doll,,,,,,,,,soon\n"
                                                   "A12/3/20,Fire,Toys,,,,,,,,,,2020\n"
                                                   "A12/4/20,Fire,Toys,Doll,,,,,,,,,2020\n"
                                                   "A12/4/20,Fire,Toys,Doll,,,,,,,,,2020\n"
                                                   ",Fire,Toys,Doll,,,,,,,,,2020\n"});
  CHECK(imported.drafts.size() == 1);
  CHECK(rejections(imported) ==
        Lines{"file1.csv 2 alert_year import.contradiction", "file1.csv 3 alert_year import.date",
              "file1.csv 4 product_name import.empty", "file1.csv 6 alert_number import.duplicate",
              "file1.csv 7 alert_number import.identifier"});
}

TEST_CASE("follow-ups: who acted on whose alerts, and of which years nobody says") {
  const Imported imported =
      import_text("safety-gate-follow-ups", {kPairs + "\"Spain\",\"The Netherlands\",7\n"
                                                      "Spain,Spain,1\n"
                                                      "Spain,Ruritania,1\n"
                                                      "Atlantis,Spain,1\n"
                                                      "Spain,Malta,many\n"
                                                      "Spain,The Netherlands,8\n"});
  CHECK(body(imported, "follow-ups-safety-gate-es-nl") ==
        R"({"actor":"NL","notifier":"ES","products":7,"series":"safety-gate-es-nl"})");
  CHECK(days(imported, "follow-ups-safety-gate-es-nl") ==
        R"({"from":"2026-03-01","possiblyFrom":"2004-01-15"})");
  CHECK(imported.drafts.size() == 2);
  CHECK(rejections(imported) ==
        Lines{"file1.csv 4 acting import.country", "file1.csv 5 notifying_or_source import.country",
              "file1.csv 6 products import.number", "file1.csv 7 acting import.duplicate"});
}

}  // namespace concordat::importers

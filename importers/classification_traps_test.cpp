// Classifications in the shape of the published ones, made by hand: tariff, subjects of standards,
// areas and categories of a register.
#include "importers/traps_for_test.hpp"

namespace concordat::importers {
namespace {

using testing::body;
using testing::days;
using testing::draft;
using testing::import_text;
using testing::Lines;
using testing::rejections;

const std::string kTariff = "section,hscode,description,parent,level\n";
const std::string kSections = "\xEF\xBB\xBFsection,name\n";
const std::string kSubjects = "code,level,description,description_full,notes\n";
const std::string kAreas = "id,name,regulation,owner_role\n";
const std::string kProcedures =
    "id,legislative_area,procedure,purposes_of_appointment,categories,products\n";
const std::string kCategories = "kind,id,name,legislative_area,purpose\n";

}  // namespace

TEST_CASE("tariff: sections, chapters, headings and subheadings hang together") {
  const Imported imported =
      import_text("hs", {kTariff + "XVI,85,Machines,TOTAL,2\n"
                                   "XVI,8516,\"Heaters, electric\",85,4\n"
                                   "XVI,851679,\"Heaters; other \",8516,6\n",
                         kSections + "XVI,Machinery and\xC2\xA0 appliances \n"});
  CHECK(imported.rejected.empty());
  REQUIRE(imported.drafts.size() == 4);
  CHECK(imported.drafts.front().text("id") == "hs-2022-XVI");
  CHECK(body(imported, "hs-2022-XVI").contains(R"("code":"HS:XVI")"));
  CHECK(body(imported, "hs-2022-85").contains(R"("parent":"HS:XVI")"));
  CHECK(body(imported, "hs-2022-851679") ==
        R"({"classification":"HS","code":"HS:851679","edition":"2022",)"
        R"("names":{"en":"Heaters; other"},"number":"851679","parent":"HS:8516"})");
  CHECK(days(imported, "hs-2022-8516") == R"({"from":"2022-01-01"})");
  CHECK(draft(imported, "hs-2022-8516").find("basis")->text("row") == "file1.csv row 3");
}

TEST_CASE("tariff: totals are no codes, a lost zero is reported, nothing hangs in the air") {
  const Imported imported = import_text("hs", {kTariff + "I,01,Animals,TOTAL,2\n"
                                                         "I,101,Horses,01,4\n"
                                                         "I,0102,Cattle,01,6\n"
                                                         "I,0201,Meat,02,4\n"
                                                         "I,010x,Odd,01,4\n"
                                                         "I,0103,,01,4\n"
                                                         "I,01,Animals again,TOTAL,2\n"
                                                         "XL,02,Meat,TOTAL,2\n"
                                                         "TOTAL,99,Not specified,TOTAL,2\n"
                                                         "TOTAL,TOTAL,Total,TOTAL,5\n",
                                               kSections + "I,Animals\n1,One\nI,Again\nII,\n"});
  CHECK(imported.drafts.size() == 2);
  CHECK(rejections(imported) ==
        Lines{"file2.csv 3 section import.code-form", "file2.csv 4 section import.duplicate",
              "file2.csv 5 name import.empty", "file1.csv 3 hscode import.leading-zero",
              "file1.csv 4 hscode import.contradiction", "file1.csv 5 parent import.parent",
              "file1.csv 6 hscode import.code-form", "file1.csv 7 description import.empty",
              "file1.csv 8 hscode import.duplicate", "file1.csv 9 parent import.parent",
              "file1.csv 10 hscode import.not-in-classification",
              "file1.csv 11 hscode import.not-in-classification"});
}

TEST_CASE("subjects: levels give the shape, notes give what to look at, days are open") {
  const Imported imported = import_text(
      "ics",
      {kSubjects + "97,1,Household,,\n"
                   "97.040,2,Kitchen,Household. Kitchen.,\n"
                   "97.040.20,3,Cooking,x,\"Ovens, see 97.040 | Oversee 97.200 | see 11.111\"\n"
                   "97.200,2,Entertainment,x,see 97.200 and 97.040.20\n"});
  CHECK(imported.rejected.empty());
  CHECK(body(imported, "ics-97.040.20") ==
        R"({"classification":"ICS","code":"ICS:97.040.20",)"
        R"("explanation":"Ovens, see 97.040 | Oversee 97.200 | see 11.111",)"
        R"("names":{"en":"Cooking"},"number":"97.040.20","parent":"ICS:97.040",)"
        R"("related":["ICS:97.040"]})");
  CHECK(body(imported, "ics-97.200").contains(R"("related":["ICS:97.040.20"])"));
  CHECK(days(imported, "ics-97") == R"({"from":"2026-03-01","possiblyFrom":"1992-01-01"})");
}

TEST_CASE("subjects: a spreadsheet's numbers are reported") {
  const Imported imported = import_text("ics", {kSubjects + "97,1,Household,,\n"
                                                            "97.04,2,Kitchen,,\n"
                                                            "1,1,Generalities,,\n"
                                                            "97.040.20,3,Cooking,,\n"
                                                            "97.060,4,Laundry,,\n"
                                                            "97.080,2,,,\n"
                                                            "97,1,Household,,\n"});
  CHECK(imported.drafts.size() == 1);
  CHECK(rejections(imported) ==
        Lines{"file1.csv 3 code import.code-form", "file1.csv 4 code import.code-form",
              "file1.csv 5 code import.parent", "file1.csv 6 level import.code-form",
              "file1.csv 7 description import.empty", "file1.csv 8 code import.duplicate"});
}

TEST_CASE(
    "areas of the United Kingdom: an act where the register names one, and never a title made up") {
  const Imported imported =
      import_text("uk-legislation", {kAreas + "a1,Toys ,The Toys (Safety) Regulations 2011,opss\n"
                                              "a2,Medical devices,,mhra\n"
                                              "a3,Astrology,Stars Act,x\n"
                                              "a4,Toys,Again,opss\n",
                                     kProcedures, kCategories});
  CHECK(body(imported, "uk-area:toys") ==
        R"({"acts":["GB-2011-1881"],"classification":"UK-AREA","code":"UK-AREA:toys",)"
        R"("explanation":"Owner in the register: opss","names":{"en":"Toys"},"number":"toys"})");
  CHECK(body(imported, "uk-area-act-gb-2011-1881") ==
        R"({"act":"GB-2011-1881","market":"GB-GBN",)"
        R"("title":{"en":"The Toys (Safety) Regulations 2011"}})");
  CHECK(days(imported, "uk-area:toys") == R"({"from":"2026-03-01","possiblyFrom":"2021-01-01"})");
  CHECK(body(imported, "uk-area:medical-devices").contains("GB-2002-618"));
  CHECK(imported.drafts.size() == 3);
  CHECK(rejections(imported) == Lines{"file1.csv 3 regulation import.empty",
                                      "file1.csv 4 name import.area",
                                      "file1.csv 5 name import.duplicate"});
}

TEST_CASE("procedures of the United Kingdom name their products, and no other") {
  const Imported imported = import_text(
      "uk-legislation",
      {kAreas + "a1,Lifts,The Lifts Regulations 2016,opss\n",
       kProcedures +
           "p1,Lifts,Part 4 – Module C2 Checks at random\xC2\xA0,Purpose,Category I | Category II,"
           "Buffers | Brakes | Wheels\n"
           "p2,Lifts,Schedule 12: Final inspection,,,\n"
           "p3,,Module B,,,\n"
           "p4,Lifts,Module Z9,,,\n",
       kCategories + "product,q1,Buffers,Lifts,\n"
                     "product,q2,Brakes,Lifts,\n"
                     "product,q3,Brakes,Lifts,\n"
                     "product,q4,Wheels,Toys,\n"
                     "category,q5,Category I,,For joining\n"
                     "service,q6,Repair,,\n"
                     "product,q7,Kites,Astrology,\n"});
  CHECK(body(imported, "uk-procedure:p1") ==
        R"({"acts":["GB-2016-1093"],"classification":"UK-PROCEDURE","code":"UK-PROCEDURE:p1",)"
        R"("explanation":"Purposes of appointment: Purpose","modules":["C2"],)"
        R"("names":{"en":"Part 4 – Module C2 Checks at random"},"number":"p1",)"
        R"("parent":"UK-AREA:lifts","related":["UK-CATEGORY:q5","UK-PRODUCT:q1"]})");
  CHECK(draft(imported, "uk-procedure:p2").find("body")->find("modules") == nullptr);
  CHECK(draft(imported, "uk-procedure:p4").find("body")->find("modules") == nullptr);
  CHECK(body(imported, "uk-product:q4").contains(R"("parent":"UK-AREA:toys")"));
  CHECK(draft(imported, "uk-category:q5").find("body")->find("parent") == nullptr);
  CHECK(rejections(imported) == Lines{"file3.csv 7 kind import.code-form",
                                      "file3.csv 8 legislative_area import.area",
                                      "file2.csv 2 categories import.category-unknown",
                                      "file2.csv 2 products import.ambiguous",
                                      "file2.csv 2 products import.category-unknown",
                                      "file2.csv 4 legislative_area import.area"});
}

TEST_CASE("standards carry their subjects") {
  const Imported imported = import_text(
      "standards", {"id,publisher,status,stage,published,stable_until,edition,ics,title_en\n"
                    "ISO 1:2016,ISO,published,60.60,2016-07,,3,17.040.01; 97.040;97.040,Lengths\n"
                    "ISO 2:2016,ISO,published,60.60,2016-07,,3,,Widths\n"});
  CHECK(
      body(imported, "edition-iso-1:2016").contains(R"("classes":["ICS:17.040.01","ICS:97.040"])"));
  CHECK(draft(imported, "edition-iso-2:2016").find("body")->find("classes") == nullptr);
}

}  // namespace concordat::importers

// Files in the shape of the published ones, made by hand: every trap that the real ones hold.
#include "importers/traps_for_test.hpp"

namespace concordat::importers {
namespace {

using testing::body;
using testing::days;
using testing::draft;
using testing::import_text;
using testing::kRead;
using testing::Lines;
using testing::rejections;

const std::string kCertificates =
    "cert_id,name,status,category,manufacturer,scheme,eal,security_level,protection_profiles,"
    "cert_lab,not_valid_before,not_valid_after,refs\n";
const std::string kRegister =
    "cab_id,body_number,name,status,country,ukas_ref,body_types,mra_countries,audit_events\n";
const std::string kSchedules = "\xEF\xBB\xBFName,CABNumber,FileName,Label,LegislativeArea\n";
const std::string kMachinery =
    "annex_row,reference,title,type_abc,date_of_withdrawal,restriction,status\n";
const std::string kStandards =
    "id,publisher,status,stage,published,stable_until,edition,ics,title_en\n";
const std::string kCountries =
    "ISO3166-1-Alpha-2,official_name_ar,official_name_cn,official_name_en,official_name_fr,"
    "official_name_ru,official_name_es\n";

}  // namespace

TEST_CASE("a draft says where and when it was read") {
  const std::string text = kCountries + "NA,ن,纳,Namibia,Namibie,Намибия,Namibia\n";
  const Imported imported = import_text("countries", {text});
  const json::Value& basis = *draft(imported, "economy-na").find("basis");
  CHECK(basis.text("kind") == "transcribed");
  CHECK(basis.text("source") == "iso-3166");
  CHECK(basis.text("read") == "2026-03-01");
  CHECK(basis.text("row") == "file1.csv row 2");
  CHECK(basis.text("digest").starts_with("sha256:"));
  CHECK(basis.text("digest").size() == 71);
  CHECK(draft(imported, "economy-na").text("author") == "concordat-transcriber");
}

TEST_CASE("a kind asks for its files and their columns") {
  const auto few = run(*find("uk-bodies"), {{.name = "a.csv", .text = "x\n"}}, {.read = kRead});
  REQUIRE(!few);
  CHECK(few.error().code == "import.files");
  const auto other =
      run(*find("countries"), {{.name = "a.csv", .text = "x\n1\n"}}, {.read = kRead});
  REQUIRE(!other);
  CHECK(other.error().code == "import.columns");
  CHECK(other.error().place == "a.csv");
  const auto latin =
      run(*find("countries"), {{.name = "a.csv", .text = "\xE9\n"}}, {.read = kRead});
  REQUIRE(!latin);
  CHECK(latin.error().code == "csv.encoding");
  CHECK(find("certificates") == nullptr);
}

TEST_CASE("rows with too many cells are named and stop nobody") {
  const Imported imported = import_text(
      "countries", {kCountries + "FR,a,b,c,d,e,f,g\nDE,a,b,Germany,Allemagne,e,Alemania\n"});
  CHECK(rejections(imported) == Lines{"file1.csv 2  import.cells"});
  CHECK(imported.drafts.size() == 1);
  CHECK(imported.rows == 2);
}

TEST_CASE("countries: NA is Namibia, None and spaces are nothing, no name at all is refused") {
  const Imported imported =
      import_text("countries", {kCountries + "NA,ن,纳,Namibia,Namibie,Намибия,Namibia\n"
                                             "XQ,None, ,Quadria,,None,\n"
                                             "XR,None, ,,,,\n"
                                             " ,a,b,Nowhere,,,\n"
                                             "NA,a,b,Namibia,,,\n"});
  CHECK(imported.drafts.size() == 2);
  CHECK(body(imported, "economy-na").contains(R"("zh":"纳")"));
  CHECK(body(imported, "economy-xq") ==
        R"({"code":"XQ","kind":"economy","names":{"en":"Quadria"}})");
  CHECK(rejections(imported) == Lines{"file1.csv 4 official_name_en import.empty",
                                      "file1.csv 5 ISO3166-1-Alpha-2 import.code",
                                      "file1.csv 6 ISO3166-1-Alpha-2 import.duplicate"});
}

TEST_CASE("certificates: the last day is open, and the list's status is not used") {
  const Imported imported = import_text(
      "common-criteria",
      {kCertificates +
       "XC-1,Card,active,Cards,Maker,FR,EAL5+,ALC_DVS.2|AVA_VAN.5|EAL5+,PP A|PP A|PP B,LAB,"
       "2015-04-01,2020-04-01,\n"
       "XC-2,Card,archived,Cards,Maker,DE,EAL4,EAL4,,LAB,2012-04-01,2019-06-01,XC-1| XC-3 |XC-1\n"
       "XC-3,Card,archived,Cards,Maker,NL,EAL4+,EAL4+,PP A,LAB,2016-04-01,2018-04-01,None\n"
       "XC-4,Card,archived,Cards,Maker,ES,EAL4,EAL4|ALC_DVS.2,PP A,LAB,2017-04-01,2017-04-01,\n"});
  CHECK(imported.rejected.empty());
  CHECK(days(imported, "cc-XC-1") ==
        R"({"from":"2015-04-01","possiblyUntil":"2020-04-02","until":"2020-04-01"})");
  CHECK(body(imported, "cc-XC-1") ==
        R"({"artefact":"certificate","body":"anssi","category":"Cards","certificate":"XC-1",)"
        R"("collaborativeProfile":false,"components":["ALC_DVS.2","AVA_VAN.5"],"holder":"Maker",)"
        R"("issued":"2015-04-01","legalEffect":"voluntary","level":"EAL5","number":"XC-1",)"
        R"("profiles":["PP A","PP B"],"scale":"CC-EAL","scheme":"CC","sector":"it-security",)"
        R"("title":"Card"})");
  CHECK(draft(imported, "cc-XC-1").find("note") == nullptr);
  CHECK(draft(imported, "cc-XC-2").text("note") ==
        "Ends with the archival of all certificates older than five years.");
  CHECK(body(imported, "cc-XC-2").contains(R"("basedOn":["XC-1","XC-3"])"));
  CHECK(draft(imported, "cc-XC-3").text("note") ==
        "The list says that something was added to the level, and not what. "
        "Archived before five years were over; the list does not say why.");
  CHECK(draft(imported, "cc-XC-4").text("note").starts_with("Listed without '+'"));
  CHECK(days(imported, "cc-XC-4") ==
        R"({"from":"2017-04-01","possiblyUntil":"2017-04-02","until":"2017-04-01"})");
}

TEST_CASE("certificates: levels and components as listed, and what cannot be read is named") {
  const auto row = [](std::string_view number, std::string_view scheme, std::string_view level,
                      std::string_view components, std::string_view profiles) {
    return std::string(number) + ",Card,active,Cards,Maker," + std::string(scheme) + "," +
           std::string(level) + "," + std::string(components) + "," + std::string(profiles) +
           ",LAB,2018-04-01,2023-04-01,\n";
  };
  const Imported imported = import_text(
      "common-criteria",
      {kCertificates + row("XC-1", "FR", "EAL4+", "AVA_VAN.4|EAL4+|AVA_VAN.5", "") +
       row("XC-2", "FR", "EAL4+", "ADV_DVS.2|AVA_VLA.4|EAL4+", "") +
       row("XC-3", "FR", "None", "None", "collaborative Protection Profile for Doors") +
       row("XC-4", "FR", "EAL4+", "EAL5+", "") + row("XC-5", "FR", "EAL9", "", "") +
       row("XC-6", "FR", "EAL4+", "EAL4+|strong", "") + row("XC-7", "ZZ", "EAL4", "EAL4", "") +
       row("EUCC-3090-2025-1", "FR", "EAL4", "EAL4", "") + row("X C", "FR", "EAL4", "", "") +
       row("XC-1", "FR", "EAL4", "EAL4", "") +
       "XC-8,Card,active,Cards,Maker,FR,EAL4,,,LAB,2018-04,2023-04-01,\n"
       "XC-9,Card,active,Cards,Maker,FR,EAL4,,,LAB,2018-04-01,2017-04-01,\n"
       "XC-10,Card,active,Cards, ,FR,EAL4,,,LAB,2018-04-01,2023-04-01,\n"});
  CHECK(body(imported, "cc-XC-1").contains(R"("components":["AVA_VAN.5"])"));
  CHECK(draft(imported, "cc-XC-1").text("note") ==
        "Lists AVA_VAN.4 beside a higher one of its family.");
  CHECK(body(imported, "cc-XC-2").contains(R"("components":["ADV_DVS.2","AVA_VLA.4"])"));
  const json::Value& profiled = *draft(imported, "cc-XC-3").find("body");
  CHECK(profiled.find("level") == nullptr);
  CHECK(profiled.find("collaborativeProfile") == nullptr);
  CHECK(rejections(imported) ==
        Lines{"file1.csv 5 security_level import.contradiction", "file1.csv 6 eal import.level",
              "file1.csv 7 security_level import.component",
              "file1.csv 8 scheme import.issuer-unknown", "file1.csv 9 cert_id import.other-scheme",
              "file1.csv 10 cert_id import.identifier", "file1.csv 11 cert_id import.duplicate",
              "file1.csv 12 not_valid_before import.date",
              "file1.csv 13 not_valid_after import.dates",
              "file1.csv 14 /body/holder statement.empty"});
}

TEST_CASE("bodies: a lost zero is found again in the register, and otherwise reported") {
  const Imported imported = import_text(
      "uk-bodies", {kRegister + "u1,0086,Alpha,Published,United Kingdom,003,Approved body,,"
                                "2020-12-03 Published; 2023-05-26 Draft created\n",
                    kSchedules + "Alpha,86,f.pdf,Regulations,Machinery\n"
                                 "Beta,87,f.pdf,Regulations,Machinery\n"
                                 "Gamma,1234,f.pdf,Regulations,Machinery\n"
                                 "Delta,\"0086, 0087\",f.pdf,Regulations,Machinery\n"
                                 "Alpha,0086 (ex 0001),f.pdf,Regulations,Toys\n"});
  CHECK(body(imported, "gb-body-0086") ==
        R"({"economy":"GB","identifiers":[{"scheme":"gb-mcab","value":"0086"},)"
        R"({"scheme":"ukas","value":"003"}],"names":{"en":"Alpha"},)"
        R"("organisation":"gb-body-0086","roles":["conformity-assessment-body"]})");
  CHECK(body(imported, "gb-body-0086:GB-2008-1597") ==
        R"({"act":"GB-2008-1597","body":"gb-body-0086","number":"0086","sectors":["machinery"]})");
  CHECK(days(imported, "gb-body-0086:GB-2008-1597") == R"({"from":"2021-01-01"})");
  CHECK(body(imported, "gb-body-0086:GB-2011-1881").contains(R"("number":"0086")"));
  CHECK(rejections(imported) == Lines{"file2.csv 3 CABNumber import.leading-zero",
                                      "file2.csv 4 CABNumber import.body-unknown",
                                      "file2.csv 5 CABNumber import.several-numbers"});
}

TEST_CASE("bodies: spaces after an area, modules, parts of a scope, notes that designate nothing") {
  const Imported imported = import_text(
      "uk-bodies",
      {kRegister + "u1,1001,Alpha,Published,United Kingdom,,Approved body,,2022-05-01 Published\n",
       kSchedules + "Alpha,1001,f.pdf,Regulations,Pressure equipment \n"
                    "Alpha,1001,g.pdf,Regulations again,Pressure equipment\n"
                    "Alpha,1001,f.pdf,\"Regulations Modules D, D1 and H\",Measuring instruments\n"
                    "Alpha,1001,f.pdf,Regulations - MI005,Measuring instruments\n"
                    "Alpha,1001,f.pdf,Regulations - MI006 in part,Measuring instruments\n"
                    "Alpha,1001,f.pdf,Note for concept of notified body,Railway interoperability\n"
                    "Alpha,1001,f.pdf,Regulations,Not assigned\n"});
  CHECK(days(imported, "gb-body-1001:GB-2016-1105") ==
        R"({"from":"2022-05-01","possiblyFrom":"2021-01-01"})");
  CHECK(body(imported, "gb-body-1001:GB-2016-1153:D+D1+H").contains(R"("modules":["D","D1","H"])"));
  CHECK(body(imported, "gb-body-1001:GB-2016-1153:MI-005")
            .contains(R"("products":{"attribute":"instrumentCategory","is":"MI-005"})"));
  CHECK(rejections(imported) == Lines{"file2.csv 3 Label import.duplicate",
                                      "file2.csv 6 Label import.scope",
                                      "file2.csv 7 Label import.not-a-designation",
                                      "file2.csv 8 LegislativeArea import.area"});
}

TEST_CASE("bodies: one that is both historical and published is one body, and published") {
  const Imported imported = import_text(
      "uk-bodies",
      {kRegister +
           "u1,1002,Beta,Historical,United Kingdom,,Approved body,,2021-02-01 Published\n"
           "u2,1002,Beta Ltd,Published,United Kingdom,,Approved body,,2023-02-01 Published\n"
           "u3,1003,Gone,Historical,United Kingdom,,Approved body,,2021-03-01 Published; "
           "2023-05-26 Draft created; 2024-02-14 RePublished; 2024-03-01 Draft created\n"
           "u4,1004,Nowhere,Published,,,Approved body,,2021-03-01 Published\n"
           "u5,,Numberless,Published,United Kingdom,,User inspectorate,,\n",
       kSchedules + "Beta,1002,f.pdf,Regulations,Toys\nGone,1003,f.pdf,Regulations,Toys\n"
                    "Nowhere,1004,f.pdf,Regulations,Toys\n"
                    "Numberless,,f.pdf,Regulations,Toys\nNobody,,f.pdf,Regulations,Toys\n"});
  CHECK(draft(imported, "gb-body-1002").text("note") == "Published in the register.");
  CHECK(body(imported, "gb-body-1002").contains("Beta Ltd"));
  CHECK(days(imported, "gb-body-1002:GB-2011-1881") ==
        R"({"from":"2023-02-01","possiblyFrom":"2021-01-01"})");
  // Ended on some day between its last publication and the reading; a draft publishes nothing.
  CHECK(days(imported, "gb-body-1003:GB-2011-1881") ==
        R"({"from":"2021-03-01","possiblyFrom":"2021-01-01","possiblyUntil":"2026-03-01",)"
        R"("until":"2024-02-15"})");
  CHECK(draft(imported, "ukmcab-u5:GB-2011-1881").find("body")->find("number") == nullptr);
  CHECK(rejections(imported) == Lines{"file1.csv 2 body_number import.duplicate",
                                      "file1.csv 5 country import.country",
                                      "file2.csv 4 CABNumber import.body-not-taken",
                                      "file2.csv 6 Name import.body-unknown"});
}

TEST_CASE("bodies: a listing under an agreement is for the law of the other side") {
  const Imported imported = import_text(
      "uk-bodies",
      {kRegister + "u1,2001,Home,Published,United Kingdom,,Approved body,Canada,2021-02-01 P\n"
                   "u2,2002,Away,Published,United States,,Overseas body,,2021-02-01 P\n"
                   "u3,2003,Listed,Published,,,UK body designated under MRA,Australia; USA,\n",
       kSchedules + "Home,2001,f.pdf,UK-USA MRA Sectoral Annex,Electromagnetic compatibility\n"
                    "Home,2001,f.pdf,UK-Austrailia / New Zealand MRA,Radio equipment\n"
                    "Home,2001,f.pdf,Sectoral annex on Radio,Radio equipment\n"
                    "Home,2001,f.pdf,UK-Canada MRA,Machinery\n"
                    "Home,2001,f.pdf,UK-Australia MRA on Machinery,Machinery\n"
                    "Away,2002,f.pdf,UK-USA Mutual Recognition Agreement,Radio equipment\n"
                    "Away,2002,f.pdf,UK-Canada MRA,Radio equipment\n"
                    "Listed,2003,f.pdf,Sectoral Annex,Electromagnetic compatibility\n"});
  CHECK(body(imported, "gb-body-2001:US-47CFR-15:UK-US/emc") ==
        R"({"act":"US-47CFR-15","annex":"UK-US/emc","body":"gb-body-2001","number":"2001",)"
        R"("sectors":["emc"]})");
  CHECK(body(imported, "gb-body-2001:AU-RADIOCOMMUNICATIONS-1992:UK-AU/radio")
            .contains(R"("annex":"UK-AU/radio")"));
  CHECK(body(imported, "gb-body-2001:NZ-RADIOCOMMUNICATIONS-1989:UK-NZ/radio")
            .contains(R"("annex":"UK-NZ/radio")"));
  CHECK(body(imported, "gb-body-2001:CA-RADIOCOMMUNICATION-1985:UK-CA/radio")
            .contains(R"("annex":"UK-CA/radio")"));
  CHECK(body(imported, "gb-body-2002:GB-2017-1206:UK-US/radio")
            .contains(R"("act":"GB-2017-1206","annex":"UK-US/radio")"));
  CHECK(body(imported, "gb-body-2003").contains(R"("economy":"GB")"));
  CHECK(rejections(imported) == Lines{"file2.csv 5 Label import.act-unknown",
                                      "file2.csv 8 Label import.direction",
                                      "file2.csv 9 Label import.agreement-unknown"});
  CHECK(body(imported, "gb-body-2001:AU-WHS-2011:UK-AU/machinery")
            .contains(R"("act":"AU-WHS-2011")"));
}

TEST_CASE("bodies: where no country is given, what only a body of the country can be tells it") {
  const Imported imported = import_text(
      "uk-bodies",
      {kRegister + "u1,3001,Notified,Published,,,Approved body; NI Notified body,,2021-02-01 P\n"
                   "u2,,Third,Published,,,Recognised third-party,,2021-02-01 P\n"
                   "u3,3003,Inspectorate,Published,,,User inspectorate,,2021-02-01 P\n"
                   "u4,3004,Abroad,Published,,,Overseas body,,2021-02-01 P\n"
                   "u5,3005,Both,Published,,,Overseas body; NI Notified body,,2021-02-01 P\n"
                   "u6,3006,Elsewhere,Published,Utopia,,NI Notified body,,2021-02-01 P\n",
       kSchedules + "Notified,3001,f.pdf,Regulations,Toys\nAbroad,3004,f.pdf,Regulations,Toys\n"});
  for (const std::string_view id : {"gb-body-3001", "ukmcab-u2", "gb-body-3003"}) {
    CHECK(body(imported, id).contains(R"("economy":"GB")"));
  }
  CHECK(body(imported, "gb-body-3001:GB-2011-1881").contains("3001"));
  CHECK(rejections(imported) ==
        Lines{"file1.csv 5 country import.country", "file1.csv 6 country import.country",
              "file1.csv 7 country import.country", "file2.csv 3 CABNumber import.body-not-taken"});
}

TEST_CASE("designated standards: amendments, a notice that gives the year, one edition once") {
  const Imported imported =
      import_text("uk-designated-standards",
                  {"record_id,legislative_area,regulation,title,reference,notice_of_publication\n"
                   "r,Construction products,CPR,Doors,EN 9991-1:1999 + A1:2001/A2:2004,0035/21\n"
                   "r,Construction products,CPR,Doors,EN 9991-1:1999 + A1:2001/A2:2004,0035/21\n"
                   "r,Machinery,SMR,Doors,EN 9991-1:1999 + A1:2001/A2:2004,0036/22\n"
                   "r,Machinery,SMR,Doors,\"BS, EN 9992:2005\",0035/21\n"
                   "r,Machinery,SMR,Doors,EN 9993:2005,soon\n"
                   "r,Gardens,SMR,Doors,EN 9994:2005,0035/21\n"});
  CHECK(body(imported, "edition-en-9991-1:1999+a1:2001/a2:2004") ==
        R"({"amendments":["A1:2001","A2:2004"],"edition":"EN-9991-1:1999+A1:2001/A2:2004",)"
        R"("reference":"EN 9991-1:1999 + A1:2001/A2:2004","standard":"EN-9991-1",)"
        R"("title":{"en":"Doors"}})");
  CHECK(days(imported, "edition-en-9991-1:1999+a1:2001/a2:2004") ==
        R"({"from":"2004-12-31","possiblyFrom":"2004-01-01"})");
  const std::string_view citation = "citation-gb-2008-1597-en-9991-1:1999+a1:2001/a2:2004";
  CHECK(days(imported, citation) == R"({"from":"2022-12-31","possiblyFrom":"2022-01-01"})");
  CHECK(body(imported, citation) ==
        R"({"act":"GB-2008-1597","edition":"EN-9991-1:1999+A1:2001/A2:2004","market":"GB-GBN",)"
        R"("notice":"0036/22"})");
  CHECK(imported.drafts.size() == 3);
  CHECK(rejections(imported) == Lines{"file1.csv 3 reference import.duplicate",
                                      "file1.csv 5 reference import.reference",
                                      "file1.csv 6 notice_of_publication import.notice",
                                      "file1.csv 7 legislative_area import.area"});
}

TEST_CASE("machinery: withdrawal dates, types, and the demands behind a restriction") {
  const Imported imported = import_text(
      "eu-machinery-references",
      {kMachinery +
       "I.1,EN 9991:2014,Saws,B,,,current\n"
       "II.1,EN 9992-1:2015,Tools,,2025-02-02,no presumption for EHSR 1.2.3 second paragraph (with "
       "first) and 2.2.1 third indent,withdrawn\n"
       "III.1,EN 9993:2006+A6:2019,Diggers,C,2024-02-02,clause 5.8.1 view: no presumption for EHSR "
       "1.2.2 and 3.2.1 with EN 474-5; annex B.2: none for 1.1.2(b) and 1.1.2(c) with EN 474-4,"
       "withdrawn\n"
       "III.2,EN 9994:2016,Vague,C,,limited in some way,current\n"
       "III.3,EN 9995:2016,Undecided,C,,,withdrawn\n"
       "III.4,EN 9991:2014,Saws,D,,,current\n"
       "III.5,EN 9996:2016,Odd type,D,,,current\n"});
  CHECK(days(imported, "citation-eu-2006-42-en-9991:2014") ==
        R"({"from":"2023-08-02","possiblyFrom":"2014-01-01"})");
  CHECK(body(imported, "citation-eu-2006-42-en-9991:2014") ==
        R"({"act":"EU-2006-42","edition":"EN-9991:2014","market":"EU","standardType":"B"})");
  CHECK(days(imported, "citation-eu-2006-42-en-9992-1:2015") ==
        R"({"from":"2023-08-02","possiblyFrom":"2015-01-01","until":"2025-02-02"})");
  CHECK(body(imported, "citation-eu-2006-42-en-9992-1:2015")
            .contains(R"("notForAtoms":["1.2.3","2.2.1"])"));
  CHECK(body(imported, "citation-eu-2006-42-en-9993:2006+a6:2019")
            .contains(R"~("notForAtoms":["1.2.2","3.2.1","1.1.2(b)","1.1.2(c)"])~"));
  CHECK(rejections(imported) == Lines{"file1.csv 5 restriction import.restriction",
                                      "file1.csv 6 status import.contradiction",
                                      "file1.csv 7 reference import.duplicate",
                                      "file1.csv 8 /body/standardType statement.not-a-choice"});
}

TEST_CASE("standards: years alone, drafts without a date, the same edition twice, succession") {
  const Imported imported = import_text(
      "standards",
      {kStandards + "IEC 9991:1971,IEC,withdrawn,REVISED,1971-01-01,1980-05-20,1,29,Plugs\n"
                    "IEC 9991:1980,IEC,published,PUBLISHED,1980-05-20,2030-12-31,2,29,Plugs\n"
                    "IEC 9991:1980 RLV,IEC,published,PUBLISHED,1980-05-20,,2,29,Plugs\n"
                    "IEC 9991:1980/AMD1:1985,IEC,published,PUBLISHED,1985-03-04,,2,29,Plugs\n"
                    "ISO 9992:2003,ISO,withdrawn,95.99,2003-06,,1,13,Ladders\n"
                    "ISO 9993:2008,ISO,published,60.60,2008,,1,13,Ropes\n"
                    "ISO 9994,ISO,published,60.00,,,1,13,Draft\n"
                    "IEC  9991:1980,IEC,published,PUBLISHED,1980-05-20,,2,29,Plugs again\n"
                    "ISO 9995:2008,ISO,published,60.60,in spring,,1,13,Ropes\n"
                    "ISO 9996,ISO,published,60.60,2008-01-02,,1,13,Ropes\n"});
  CHECK(days(imported, "edition-iec-9991:1971") ==
        R"({"from":"1971-12-31","possiblyFrom":"1971-01-01"})");
  CHECK(days(imported, "edition-iec-9991:1980") == R"({"from":"1980-05-20"})");
  CHECK(days(imported, "edition-iso-9992:2003") ==
        R"({"from":"2003-06-30","possiblyFrom":"2003-06-01"})");
  CHECK(days(imported, "edition-iso-9993:2008") ==
        R"({"from":"2008-12-31","possiblyFrom":"2008-01-01"})");
  CHECK(body(imported, "edition-iec-9991:1980").contains(R"("supersedes":["IEC-9991:1971"])"));
  CHECK(!body(imported, "edition-iec-9991:1980-rlv").contains("supersedes"));
  CHECK(
      body(imported, "edition-iec-9991:1980/amd1:1985").contains(R"("amendments":["AMD1:1985"])"));
  CHECK(draft(imported, "edition-iso-9992:2003").text("note") ==
        "Listed as withdrawn, stage 95.99.");
  CHECK(rejections(imported) ==
        Lines{"file1.csv 8 published import.no-date", "file1.csv 9 id import.duplicate",
              "file1.csv 10 published import.date", "file1.csv 11 id import.undated"});
}

}  // namespace concordat::importers

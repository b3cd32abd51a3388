#include "importers/filing/certificates.hpp"

#include <doctest/doctest.h>

#include "core/json/read.hpp"

namespace concordat::filing {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kHeader =
    "number,issued,lastDay,legalEffect,sector,holder,product.models,product.quantity,"
    "product.attributes.voltage,collaborativeProfile\n";

struct Told {
  std::vector<Line> lines;
  std::string refused = {};  // of the file as a whole: code and place
};

Told read_all(std::string_view text) {
  auto certificates = Certificates::read(text, "certia");
  if (!certificates) {
    return {.lines = {}, .refused = certificates.error().code + " " + certificates.error().place};
  }
  Told told;
  while (auto line = certificates->next()) told.lines.push_back(std::move(*line));
  return told;
}

// "number: code at column", or "number: taken"
std::string said(const Line& line) {
  const std::string number = std::to_string(line.number) + ": ";
  if (line.draft) return number + "taken";
  const Error& error = line.draft.error();
  return number + error.code + " at " + (line.column.empty() ? error.place : line.column);
}

std::string only(const std::string& row) {
  const Told told = read_all(std::string(kHeader) + row + "\n");
  REQUIRE(told.lines.size() == 1);
  return said(told.lines.front());
}

}  // namespace

TEST_CASE("a row becomes the statement that the body would have written") {
  const Told told = read_all(std::string("\xEF\xBB\xBF") + std::string(kHeader) +
                             "K-1,2026-01-05,2031-01-04,mandatory,toys,Maker | Co,M-1 | M-2,7,230,"
                             "true\r\n");
  REQUIRE(told.lines.size() == 1);
  REQUIRE(told.lines[0].draft);
  const auto expected = json::read(
      R"({"id":"certificate:certia:K-1","type":"certificate","author":"certia",
          "basis":{"kind":"own"},
          "effective":{"from":"2026-01-05","until":"2031-01-04","untilInclusive":true},
          "body":{"certificate":"certia:K-1","number":"K-1","artefact":"certificate",
            "body":"certia","issued":"2026-01-05","legalEffect":"mandatory","sector":"toys",
            "holder":"Maker | Co","collaborativeProfile":true,
            "product":{"models":["M-1","M-2"],"quantity":7,"attributes":{"voltage":"230"}}}})");
  REQUIRE(expected);
  CHECK(*told.lines[0].draft == *expected);
}

TEST_CASE("the same certificate as NDJSON is the same statement; a whole draft is taken as it is") {
  const std::string line =
      R"({"number":"K-1","issued":"2026-01-05","lastDay":"2031-01-04","legalEffect":"mandatory",)"
      R"("sector":"toys","holder":"Maker","product":{"models":["M-1"]}})";
  const Told row = read_all(
      "number,issued,lastDay,legalEffect,sector,holder,product.models\n"
      "K-1,2026-01-05,2031-01-04,mandatory,toys,Maker,M-1\n");
  const Told ndjson = read_all(line + "\n\n" + line);
  REQUIRE(row.lines.size() == 1);
  REQUIRE(row.lines[0].draft);
  REQUIRE(ndjson.lines.size() == 2);
  CHECK(ndjson.lines[1].number == 3);
  REQUIRE(ndjson.lines[0].draft);
  CHECK(*ndjson.lines[0].draft == *row.lines[0].draft);

  const std::string draft =
      R"({"id":"s-1","type":"certificate-state","author":"certia","basis":{"kind":"own"},)"
      R"("effective":{"from":"2026-02-01"},)"
      R"("body":{"certificate":"certia:K-1","state":"suspended"}})";
  const Told whole = read_all(draft);
  REQUIRE(whole.lines.size() == 1);
  REQUIRE(whole.lines[0].draft);
  CHECK(*whole.lines[0].draft == *json::read(draft));
}

TEST_CASE("what is wrong with a row has a code and its column, and stops no other") {
  const std::string good = "K-1,2026-01-05,,mandatory,toys,Maker,M-1,,,";
  CHECK(only(good) == "2: taken");
  CHECK(only("K-1,05.01.2026,,mandatory,toys,Maker,M-1,,,") == "2: statement.wrong-kind at issued");
  CHECK(only("K-1,2026-01-05,,mandatory,toys,Maker,M-1||M-2,,,") ==
        "2: statement.empty at product.models");
  CHECK(only("K-1,2026-01-05,,mandatory,toys,Maker,M-1,many,,") ==
        "2: statement.wrong-kind at product.quantity");
  CHECK(only("K-1,2026-01-05,,usual,toys,Maker,M-1,,,") ==
        "2: statement.not-a-choice at legalEffect");
  CHECK(only(",2026-01-05,,mandatory,toys,Maker,M-1,,,") ==
        "2: statement.missing-member at number");
  CHECK(only("No 1,2026-01-05,,mandatory,toys,Maker,M-1,,,") ==
        "2: filing.certificate-id at certificate");
  CHECK(only("K-1,2026-01-05,2026-01-01,mandatory,toys,Maker,M-1,,,") ==
        "2: statement.interval at until");
  CHECK(only("K-1,2026-01-05,,mandatory") == "2: csv.width at 4 cells");
  CHECK(only("K-1,2026-01-05,,mandatory,24\" toys,Maker,M-1,,,") == "2: csv.syntax at cell 5");
  CHECK(only("K-1,2026-01-05,,mandatory,\"toys,Maker,M-1,,,") == "2: csv.syntax at cell 5");
  CHECK(only("K-1,2026-01-05,,mandatory,toys,Ma\xFFker,M-1,,,") == "2: csv.encoding at byte 33");
  CHECK(only(std::string("K-1,2026-01-05,,mandatory,toys,Ma\0ker,M-1,,,"sv)) ==
        "2: csv.nul at byte 33");
  CHECK(only("K-1,2026-01-05,,mandatory,toys," + std::string(kMaxLine_bytes, 'x') + ",M-1,,,") ==
        "2: filing.line-too-long at ");

  const Told told = read_all(std::string(kHeader) + good + "\nK-2,\"open\n" + good + "\n\n" + good);
  REQUIRE(told.lines.size() == 4);
  CHECK(said(told.lines[0]) == "2: taken");
  CHECK(said(told.lines[1]) == "3: csv.syntax at cell 2");
  CHECK(said(told.lines[2]) == "4: taken");
  CHECK(said(told.lines[3]) == "6: taken");
}

TEST_CASE("a header that cannot be meant is refused before anything is read") {
  CHECK(read_all("").refused == "csv.empty ");
  CHECK(read_all("\n \n").refused == "csv.empty ");
  CHECK(read_all("number,number\n").refused == "csv.header column 1");
  CHECK(read_all("number,\n").refused == "csv.header column 2");
  CHECK(read_all("number,colour\n").refused == "filing.column colour");
  CHECK(read_all("number,reports.number\n").refused == "filing.column reports.number");
  CHECK(read_all("number,product\n").refused == "filing.column product");
  CHECK(read_all("num\"ber\n").refused == "csv.syntax line 1, cell 1");
  CHECK(read_all("\xFF\xFEn\0u\0"sv).refused == "csv.encoding line 1, byte 0");
}

TEST_CASE("what is wrong with a line of NDJSON is told by the member") {
  const Told told = read_all(
      "{\"number\":\"K-1\",\"colour\":\"red\"}\n"
      "{\"number\":\n"
      "[1]\n"
      "{\"number\":\"K-2\",\"until\":\"2026-01-02\",\"lastDay\":\"2026-01-01\"}\n");
  REQUIRE(told.lines.size() == 4);
  CHECK(said(told.lines[0]) == "1: statement.unknown-member at colour");
  CHECK(told.lines[1].draft.error().code == "json.syntax");
  CHECK(said(told.lines[2]) == "3: statement.wrong-kind at ");
  CHECK(said(told.lines[3]) == "4: filing.two-ends at until");
}

}  // namespace concordat::filing

// The sheet of a certificate that was corrected in part: the page and the PDF are drawn from it.
#include "registry/paper/certificate_sheet.hpp"

#include <doctest/doctest.h>

#include "registry/credentials/house_for_tests.hpp"

namespace concordat::registry {
namespace {

std::string text_of(const paper::Line& line) {
  std::string text;
  for (const paper::Span& span : line) text += span.text;
  return text;
}

// The first value beside a label, which is the code of a word here.
std::string beside(const paper::Sheet& sheet, std::string_view label) {
  for (const paper::Section& section : sheet.sections) {
    for (const paper::Row& row : section.rows) {
      if (row.label == label) return text_of(row.values.front());
    }
  }
  return {};
}

std::string model_on(const paper::Sheet& sheet) {
  for (const paper::Section& section : sheet.sections) {
    if (section.heading == "page.section-products") return text_of(section.table.rows[0][0]);
  }
  return {};
}

bool closes_with(const paper::Sheet& sheet, std::string_view words) {
  for (const paper::Line& line : sheet.closing) {
    if (text_of(line).starts_with(words)) return true;
  }
  return false;
}

TEST_CASE("a sheet says what holds on its day, and by which statements") {
  HouseForTests house;
  json::Object body = HouseForTests::certificate_body("C-1");
  const std::string stated =
      "#" + std::to_string(house.say("certificate", "certia", body, {.id = "stated"}));
  body = HouseForTests::certificate_body("C-1", json::Array{"K-9"});
  body.set("title", "Pot");
  const std::string corrected =
      "#" + std::to_string(house.file(json::Object{
                {"id", "corrector"},
                {"type", "certificate"},
                {"author", "certia"},
                {"basis", json::Object{{"kind", "own"}}},
                {"effective", json::Object{{"from", "2026-03-01"}, {"until", "2026-04-01"}}},
                {"corrects",
                 json::Object{{"statement", "stated"}, {"kind", "clerical"}, {"whole", false}}},
                {"body", std::move(body)}}));
  const auto on = [&](std::string_view day) {
    const auto made =
        certificate_sheet(house.registry(), {.certificate = "C-1", .now = *parse_timestamp(day)});
    REQUIRE(made);
    return *made;
  };
  const paper::Sheet before = on("2026-02-10T12:00:00Z");
  CHECK(beside(before, "page.certificate-title") == "Kettle");
  CHECK(beside(before, "page.last-day") == "2026-02-28");
  CHECK(model_on(before) == "K-200");
  CHECK(closes_with(before, "page.entry " + stated));
  CHECK(closes_with(before, "page.corrected-by " + corrected));
  const paper::Sheet between = on("2026-03-10T12:00:00Z");
  CHECK(beside(between, "page.certificate-title") == "Pot");
  CHECK(model_on(between) == "K-9");
  CHECK(closes_with(between, "page.entry " + corrected));
  CHECK_FALSE(closes_with(between, "page.corrected-by"));
  const paper::Sheet after = on("2026-06-01T12:00:00Z");
  CHECK(beside(after, "page.certificate-title") == "Kettle");
  CHECK(beside(after, "page.first-day") == "2026-04-01");
}

}  // namespace
}  // namespace concordat::registry

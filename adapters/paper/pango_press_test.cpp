#include "adapters/paper/pango_press.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <unistd.h>

namespace concordat::paper {
namespace {

// What poppler finds in a PDF.
std::string told_by_poppler(const std::string& pdf, const std::string& options) {
  const std::string name = std::filesystem::temp_directory_path().string() + "/concordat-paper-" +
                           std::to_string(::getpid()) + ".pdf";
  std::ofstream(name, std::ios::binary) << pdf;
  const std::string command = "pdftotext " + options + " '" + name + "' -";
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  char octets[4096];
  for (std::size_t got = 1; got > 0;) {
    got = std::fread(octets, 1, sizeof octets, pipe);
    text.append(octets, got);
  }
  const int status = ::pclose(pipe);
  std::filesystem::remove(name);
  CHECK(status == 0);
  return text;
}

bool has_poppler() {
  const bool found = std::system("pdftotext -v >/dev/null 2>&1") == 0;
  if (!found) MESSAGE("pdftotext (package poppler-utils) is not here: nothing is read back");
  return found;
}

// Where a word is broken says nothing.
std::string without_space(const std::string& text) {
  std::string kept;
  std::ranges::copy_if(text, std::back_inserter(kept),
                       [](char c) { return c != ' ' && c != '\n' && c != '\f'; });
  return kept;
}

Span identifier(std::string text) { return {.text = std::move(text), .identifier = true}; }
Span plain(std::string text) { return {.text = std::move(text)}; }

Sheet sheet_in(const std::string& language) {
  Sheet sheet;
  sheet.language = language;
  sheet.kind = "Certificate";
  sheet.number = "K-1001/2";
  sheet.status = "In force";
  sheet.status_notes = {{plain("As on file on "), identifier("2026-06-01")}};
  sheet.sections = {
      {.heading = "Subject",
       .rows = {{"Holder", {{identifier("Brewmaster"), plain(" · "), identifier("brew.example")}}},
                {"Issued", {{identifier("2022-08-15")}}}}},
      {.heading = "Products",
       .table = {.header = {"Model", "Status"},
                 .rows = {{{identifier("KX-1")}, {plain("In force")}},
                          {{identifier("KX-2")}, {plain("Suspended")}}}}}};
  sheet.address = "https://registry.example/id/certificates/K-1001%2F2";
  sheet.address_note = "Read what the register says now:";
  sheet.closing = {{plain("The register decides.")}};
  sheet.no_font_note = "No font here has:";
  sheet.day = *parse_date("2026-06-01");
  return sheet;
}

// Whether every word lies on its page, by the boxes that poppler gives.
bool stays_on_the_page(const std::string& pdf) {
  const std::string boxes = told_by_poppler(pdf, "-bbox");
  double width = 0;
  double height = 0;
  std::size_t words = 0;
  for (std::size_t at = boxes.find('<'); at != std::string::npos; at = boxes.find('<', at + 1)) {
    double x_min = 0, y_min = 0, x_max = 0, y_max = 0;
    const char* const tag = boxes.c_str() + at;
    if (std::sscanf(tag, "<page width=\"%lf\" height=\"%lf\"", &width, &height) == 2) continue;
    if (std::sscanf(tag, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &x_min,
                    &y_min, &x_max, &y_max) != 4) {
      continue;
    }
    ++words;
    if (x_min < 0 || y_min < 0 || x_max > width || y_max > height) return false;
  }
  return words > 0;
}

}  // namespace

TEST_CASE("everything that a sheet says can be read from its PDF, in every language") {
  const PangoPress press;
  const bool readable = has_poppler();
  for (const std::string language : {"ar", "zh", "en", "fr", "ru", "es"}) {
    CAPTURE(language);
    const auto printed = press.print(sheet_in(language), Press::Size::kA4);
    REQUIRE(printed);
    CHECK(printed->pdf.starts_with("%PDF-"));
    CHECK(printed->missing.empty());
    if (!readable) continue;
    const std::string text = without_space(told_by_poppler(printed->pdf, ""));
    for (const std::string field :
         {"K-1001/2", "Infor", "2026-06-01", "Brewmaster", "brew.example", "KX-1", "KX-2",
          "Suspended", "https://registry.example/id/certificates/K-1001%2F2", "decides", "1/1"}) {
      CAPTURE(field);
      // A page that is read from the right has its two numbers the other way round.
      if (language == "ar" && field == "1/1") continue;
      CHECK(text.find(field) != std::string::npos);
    }
    CHECK(stays_on_the_page(printed->pdf));
  }
}

TEST_CASE("the same sheet gives the same octets; another day, size or language gives others") {
  const PangoPress press;
  const auto first = press.print(sheet_in("en"), Press::Size::kA4);
  REQUIRE(first);
  CHECK(PangoPress().print(sheet_in("en"), Press::Size::kA4)->pdf == first->pdf);
  CHECK(press.print(sheet_in("en"), Press::Size::kLetter)->pdf != first->pdf);
  CHECK(press.print(sheet_in("fr"), Press::Size::kA4)->pdf != first->pdf);
  Sheet later = sheet_in("en");
  later.day = later.day.plus_days(1);
  CHECK(press.print(later, Press::Size::kA4)->pdf != first->pdf);
}

TEST_CASE("words and lists of any length stay on their pages, and what does not hold says so") {
  const PangoPress press;
  Sheet sheet = sheet_in("en");
  sheet.across = "Replaced by a new one";
  sheet.number = std::string(200, 'W');
  sheet.sections[0].rows.push_back({std::string(300, 'L'), {{identifier(std::string(4000, 'M'))}}});
  sheet.sections[0].rows.push_back(
      {"Mixed", {{identifier("\u0645\u062b\u0627\u0644 (24) \u05d0\u05d1")}}});
  for (int at = 0; at < 400; ++at) {
    sheet.sections[1].table.rows.push_back(
        {{identifier("MODEL-" + std::to_string(at))}, {identifier(std::string(90, 'x'))}});
  }
  sheet.sections[1].table.rows.push_back({{identifier("HIGH")}, {plain(std::string(9000, 'h'))}});
  const auto printed = press.print(sheet, Press::Size::kLetter);
  REQUIRE(printed);
  if (!has_poppler()) return;
  CHECK(stays_on_the_page(printed->pdf));
  const std::string text = without_space(told_by_poppler(printed->pdf, ""));
  CHECK(text.find("MODEL-0") != std::string::npos);
  CHECK(text.find("MODEL-399") != std::string::npos);
  std::size_t heads = 0;
  for (auto at = text.find("Replacedbyanewone"); at != std::string::npos;
       at = text.find("Replacedbyanewone", at + 1)) {
    ++heads;
  }
  CHECK(heads > 10);  // on every page

  for (int at = 0; at < 20'000; ++at) sheet.sections[1].table.rows.push_back({{}, {plain("x")}});
  CHECK(press.print(sheet, Press::Size::kA4).error().code == "press.too-long");
}

TEST_CASE("a character without a font is named, not left out") {
  const PangoPress press;
  Sheet sheet = sheet_in("en");
  // Of a private use plane: no font of the system can claim it.
  sheet.sections[0].rows.push_back({"Odd", {{identifier("A\U000F1234B")}}});
  const auto printed = press.print(sheet, Press::Size::kA4);
  REQUIRE(printed);
  CHECK(printed->missing == std::vector<std::uint32_t>{0xF1234});
  if (!has_poppler()) return;
  CHECK(told_by_poppler(printed->pdf, "").find("U+F1234") != std::string::npos);
}

}  // namespace concordat::paper

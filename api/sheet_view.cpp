#include "api/sheet_view.hpp"

#include <algorithm>

#include "registry/paper/certificate_sheet.hpp"
#include "registry/paper/code.hpp"

namespace concordat::api {
namespace {

void show_line(Html& page, const paper::Line& line) {
  for (const paper::Span& span : line) {
    if (span.identifier) {
      page.identifier(span.text);
    } else {
      page.text(span.text);
    }
  }
}

void show_lines(Html& page, const std::vector<paper::Line>& lines) {
  for (const paper::Line& line : lines) {
    page.begin("p");
    show_line(page, line);
    page.end();
  }
}

void show_code(Html& page, const Voice& voice, const paper::Sheet& sheet, std::string_view path) {
  if (sheet.address.empty()) return;
  page.begin("figure", {{"class", "code"}});
  if (!sheet.code.dark.empty()) {
    const int side = static_cast<int>(sheet.code.width) + 2 * registry::kQuiet_modules;
    const std::string quiet = std::to_string(-registry::kQuiet_modules);
    const std::string whole = std::to_string(side);
    const std::string view = quiet + " " + quiet + " " + whole + " " + whole;
    const std::string label = word(voice, "page.code", "QR code:") + " " + sheet.address;
    page.begin("svg", {{"role", "img"},
                       {"aria-label", label},
                       {"viewBox", view},
                       {"shape-rendering", "crispEdges"}});
    page.element("title", label);
    page.begin("rect",
               {{"x", quiet}, {"y", quiet}, {"width", whole}, {"height", whole}, {"fill", "#fff"}});
    page.end();
    page.begin("path", {{"d", registry::svg_path(sheet.code)}, {"fill", "#000"}}).end().end();
  }
  page.begin("figcaption").text(sheet.address_note).text(" ");
  page.link(path, sheet.address).end().end();
}

// So that the word fits from edge to edge: a style sheet cannot count letters.
std::string_view size_of(std::string_view word) {
  constexpr std::ptrdiff_t kShort = 8;
  constexpr std::ptrdiff_t kLong = 14;
  const auto letters = std::ranges::count_if(
      word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  if (letters <= kShort) return "short";
  return letters <= kLong ? "long" : "longer";
}

struct Look {
  std::string_view style;
  std::string_view mark;
};
Look look_of(paper::Standing standing) {
  switch (standing) {
    case paper::Standing::kGood:
      return {"good", "✓"};
    case paper::Standing::kOpen:
      return {"warn", "!"};
    case paper::Standing::kBad:
      break;
  }
  return {"bad", "✗"};
}

void show_status(Html& page, const Voice& voice, const paper::Sheet& sheet) {
  const Look look = look_of(sheet.standing);
  page.begin("section", {{"class", "status"}});
  page.element("h2", word(voice, "page.status", "Status"));
  page.begin("p", {{"class", "verdict"}});
  page.begin("span", {{"class", look.style}});
  page.element("span", look.mark, {{"class", "mark"}, {"aria-hidden", "true"}});
  page.text(sheet.status).end().end();
  show_lines(page, sheet.status_notes);
  page.end();
}

void show_table(Html& page, const paper::Table& table) {
  if (table.rows.empty()) return;
  page.begin("table").begin("thead").begin("tr");
  for (const std::string& name : table.header) page.element("th", name, {{"scope", "col"}});
  page.end().end().begin("tbody");
  for (const auto& row : table.rows) {
    page.begin("tr");
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (at == 0) {
        page.begin("th", {{"scope", "row"}});
      } else {
        page.begin("td");
      }
      show_line(page, row[at]);
      page.end();
    }
    page.end();
  }
  page.end().end();
}

void show_section(Html& page, const paper::Section& section) {
  page.begin("section").element("h2", section.heading);
  if (!section.rows.empty()) page.begin("dl");
  for (const paper::Row& row : section.rows) {
    page.element("dt", row.label);
    for (const paper::Line& value : row.values) {
      page.begin("dd");
      show_line(page, value);
      page.end();
    }
  }
  if (!section.rows.empty()) page.end();
  show_table(page, section.table);
  show_lines(page, section.notes);
  page.end();
}

}  // namespace

Result<paper::Sheet> sheet_of(const Call& call, std::string_view certificate) {
  Voice voice = call.voice();
  return registry::certificate_sheet(
      call.ports.registry, {.certificate = certificate,
                            .now = call.ports.clock.now(),
                            .messages = voice.messages,
                            .language = voice.language,
                            // A request that names no host gets a sheet without the code.
                            .address = address_of(call.ports, call.request).value_or(std::string()),
                            .barcode = call.ports.barcode});
}

void show_sheet(Html& page, const Voice& voice, const paper::Sheet& sheet, std::string_view path) {
  // Said in the status as well: this is for eyes, on the screen and on every printed page.
  if (!sheet.across.empty()) {
    page.begin("div", {{"class", "across"}, {"aria-hidden", "true"}});
    page.element("span", sheet.across, {{"class", size_of(sheet.across)}}).end();
  }
  page.begin("h1").text(sheet.kind).text(" ").identifier(sheet.number).end();
  show_status(page, voice, sheet);
  show_code(page, voice, sheet, path);
  for (const paper::Section& section : sheet.sections) show_section(page, section);
  page.begin("section", {{"class", "closing"}});
  show_lines(page, sheet.closing);
  page.end();
}

}  // namespace concordat::api

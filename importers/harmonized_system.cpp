// The Harmonized System of 2022: sections, chapters, headings and subheadings as codes of a
// classification. Tariffs describe goods; they decide nothing (core/recognition/tariff.hpp).
#include <algorithm>
#include <set>

#include "importers/drafting.hpp"
#include "importers/kinds.hpp"

namespace concordat::importers {
namespace {

constexpr Publication kPublication{"harmonized-system",
                                   "Harmonized System 2022, classification HS of UN Comtrade"};
constexpr std::string_view kSystem = "HS:";
constexpr std::string_view kEdition = "2022";
// The amendments of 2022 entered into force for all contracting parties on this day.
constexpr std::string_view kInForce = "2022-01-01";
// What the statistics add to the System: their total, and goods not specified by kind.
constexpr std::string_view kStatistics = "TOTAL";

// Digits of a chapter, a heading and a subheading.
constexpr std::size_t kLevels[] = {2, 4, 6};

bool all_of(std::string_view text, std::string_view letters) {
  return !text.empty() && std::ranges::all_of(text, [&](char c) { return letters.contains(c); });
}
bool is_roman(std::string_view text) { return all_of(text, "IVX"); }
bool is_digits(std::string_view text) { return all_of(text, "0123456789"); }

struct Code {
  std::string_view number;
  std::string_view name;
  std::string parent = {};
};

void take(FileReading& file, const csv::Row& row, const Code& code) {
  json::Object body{{"code", std::string(kSystem) + std::string(code.number)},
                    {"classification", "HS"},
                    {"edition", kEdition},
                    {"number", code.number},
                    {"names", json::Object{{"en", one_line(code.name)}}}};
  if (!code.parent.empty()) body.set("parent", std::string(kSystem) + code.parent);
  file.take(row, {.id = "hs-" + std::string(kEdition) + "-" + std::string(code.number),
                  .type = "classification-code",
                  .days = {.from = *parse_date(kInForce)},
                  .body = std::move(body)});
}

std::set<std::string> read_sections(FileReading& file) {
  std::set<std::string> sections;
  for (const csv::Row& row : file.rows()) {
    const std::string_view number = file.cell(row, "section");
    const std::string_view name = file.cell(row, "name");
    if (!is_roman(number)) {
      file.reject(row, "section", "import.code-form");
    } else if (name.empty()) {
      file.reject(row, "name", "import.empty");
    } else if (!sections.emplace(number).second) {
      file.reject(row, "section", "import.duplicate");
    } else {
      take(file, row, {.number = number, .name = name});
    }
  }
  return sections;
}

class CodeReading {
 public:
  CodeReading(FileReading& file, const std::set<std::string>& sections)
      : file_(file), sections_(sections) {}

  // What is above is read first, whatever the order of the rows.
  void read() {
    const auto pass = [&](auto&& fits) {
      for (const csv::Row& row : file_.rows()) {
        if (fits(file_.cell(row, "hscode").size())) read_row(row);
      }
    };
    for (const std::size_t digits : kLevels) {
      pass([&](std::size_t size) { return size == digits; });
    }
    pass([](std::size_t size) { return std::ranges::count(kLevels, size) == 0; });
  }

 private:
  void read_row(const csv::Row& row) {
    const std::string_view number = file_.cell(row, "hscode");
    const std::string_view section = file_.cell(row, "section");
    if (section == kStatistics) {
      return file_.reject(row, "hscode", "import.not-in-classification");
    }
    if (!is_digits(number)) return file_.reject(row, "hscode", "import.code-form");
    const std::string level = std::to_string(number.size());
    if (level != file_.cell(row, "level")) {
      const bool lost = std::to_string(number.size() + 1) == file_.cell(row, "level");
      return file_.reject(row, "hscode", lost ? "import.leading-zero" : "import.contradiction");
    }
    if (std::ranges::count(kLevels, number.size()) == 0) {
      return file_.reject(row, "hscode", "import.code-form");
    }
    const std::string_view name = file_.cell(row, "description");
    if (name.empty()) return file_.reject(row, "description", "import.empty");
    const std::string parent = parent_of(number, section);
    if (parent.empty()) return file_.reject(row, "parent", "import.parent");
    if (!seen_.emplace(number).second) return file_.reject(row, "hscode", "import.duplicate");
    take(file_, row, {.number = number, .name = name, .parent = parent});
  }

  // The section of a chapter, else the code two digits shorter. Empty when that was not taken.
  [[nodiscard]] std::string parent_of(std::string_view number, std::string_view section) const {
    if (number.size() == 2) {
      return sections_.contains(std::string(section)) ? std::string(section) : std::string();
    }
    std::string above(number.substr(0, number.size() - 2));
    return seen_.contains(above) ? above : std::string();
  }

  FileReading& file_;
  const std::set<std::string>& sections_;
  std::set<std::string> seen_;
};

}  // namespace

Result<Imported> read_harmonized_system(const std::vector<Source>& files, const Reading& reading) {
  CONCORDAT_TRY(codes, FileReading::open(files[0], reading, kPublication,
                                         {"section", "hscode", "description", "parent", "level"}));
  CONCORDAT_TRY(named, FileReading::open(files[1], reading, kPublication, {"section", "name"}));
  const std::set<std::string> sections = read_sections(named);
  CodeReading(codes, sections).read();
  Imported imported;
  // What is above comes first, for whoever reads the log in order.
  std::move(named).append_to(imported);
  std::move(codes).append_to(imported);
  return imported;
}

}  // namespace concordat::importers

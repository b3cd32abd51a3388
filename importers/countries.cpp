// Economies of ISO 3166-1. Whether a territory is part of another economy is not said here: for
// recognition it is what the law on file says it is.
#include <algorithm>
#include <set>

#include "importers/drafting.hpp"
#include "importers/kinds.hpp"

namespace concordat::importers {
namespace {

constexpr Publication kPublication{"iso-3166",
                                   "ISO 3166-1 with names as the United Nations give them"};
constexpr std::string_view kCode = "ISO3166-1-Alpha-2";
// Language and column; the file calls Chinese by the country's code.
constexpr std::pair<std::string_view, std::string_view> kNames[] = {
    {"ar", "official_name_ar"}, {"zh", "official_name_cn"}, {"en", "official_name_en"},
    {"fr", "official_name_fr"}, {"ru", "official_name_ru"}, {"es", "official_name_es"},
};
// Economies are older than any certificate here; the day on which a code was given is not listed.
constexpr std::string_view kFrom = "1950-01-01";

bool is_code(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

Result<Imported> read_countries(const std::vector<Source>& files, const Reading& reading) {
  CONCORDAT_TRY(
      file, FileReading::open(files.front(), reading, kPublication,
                              {kCode, "official_name_ar", "official_name_cn", "official_name_en",
                               "official_name_fr", "official_name_ru", "official_name_es"}));
  std::set<std::string> seen;
  for (const csv::Row& row : file.rows()) {
    const std::string code(file.cell(row, kCode));
    json::Object names;
    for (const auto& [language, column] : kNames) {
      const std::string_view name = file.cell(row, column);
      if (!name.empty()) names.set(language, name);
    }
    if (!is_code(code)) {
      file.reject(row, kCode, "import.code");
    } else if (names.empty()) {
      file.reject(row, "official_name_en", "import.empty");
    } else if (!seen.insert(code).second) {
      file.reject(row, kCode, "import.duplicate");
    } else {
      file.take(row, {.id = "economy-" + lower(code),
                      .type = "economy",
                      .days = {.from = *parse_date(kFrom)},
                      .body = {{"code", code}, {"kind", "economy"}, {"names", std::move(names)}}});
    }
  }
  Imported imported;
  std::move(file).append_to(imported);
  return imported;
}

}  // namespace concordat::importers

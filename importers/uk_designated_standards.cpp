// Standards that the United Kingdom designates: citations with effect in Great Britain.
#include <set>

#include "importers/editions.hpp"
#include "importers/kinds.hpp"
#include "importers/uk_areas.hpp"

namespace concordat::importers {
namespace {

constexpr Publication kPublication{"uk-legislation",
                                   "Designated standards: notices of publication"};
constexpr int kCentury = 2000;

// "0035/21" was published on some day of 2021; no notice is older than the regime.
std::optional<ImpreciseDay> published(std::string_view notice) {
  const std::size_t slash = notice.find('/');
  if (slash == std::string_view::npos || notice.size() != slash + 3) return std::nullopt;
  return imprecise_day(std::to_string(kCentury).substr(0, 2) +
                       std::string(notice.substr(slash + 1)));
}

}  // namespace

Result<Imported> read_uk_designated_standards(const std::vector<Source>& files,
                                              const Reading& reading) {
  CONCORDAT_TRY(file, FileReading::open(files.front(), reading, kPublication,
                                        {"legislative_area", "regulation", "title", "reference",
                                         "notice_of_publication"}));
  Editions editions;
  std::set<std::string> cited;
  for (const csv::Row& row : file.rows()) {
    const Area* area = find_area(file.cell(row, "legislative_area"));
    const auto reference = parse_reference(file.cell(row, "reference"));
    const std::string_view notice = file.cell(row, "notice_of_publication");
    const auto day = published(notice);
    if (!area) {
      file.reject(row, "legislative_area", "import.area");
    } else if (!reference) {
      file.reject(row, "reference", "import.reference");
    } else if (!day) {
      file.reject(row, "notice_of_publication", "import.notice");
    } else if (!cited.insert(citation_id(area->act, *reference)).second) {
      file.reject(row, "reference", "import.duplicate");
    } else {
      editions.state(file, row, *reference, file.cell(row, "title"));
      file.take(row, {.id = citation_id(area->act, *reference),
                      .type = "citation",
                      .days = {.from = day->latest, .possibly_from = day->earliest},
                      .body = {{"market", "GB-GBN"},
                               {"act", area->act},
                               {"edition", reference->edition},
                               {"notice", notice}}});
    }
  }
  Imported imported;
  std::move(file).append_to(imported);
  return imported;
}

}  // namespace concordat::importers

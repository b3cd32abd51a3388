// Editions of ISO and IEC standards, their amendments and what replaced what.
//
// An edition once published stays an edition: its withdrawal by the publisher is told in the note,
// because presumption ends by the authority's own decision and not by the publisher's.
#include <algorithm>
#include <map>
#include <set>

#include "importers/editions.hpp"
#include "importers/kinds.hpp"

namespace concordat::importers {
namespace {

constexpr Publication kPublication{"standards-catalogues",
                                   "Catalogues of ISO and IEC, bibliographic records"};
constexpr std::string_view kFirstOfJanuary = "-01-01";
constexpr std::size_t kYear_digits = 4;

// Old records of the IEC write the year alone as its first day, on which nothing is published.
std::optional<ImpreciseDay> published_on(std::string_view text) {
  if (text.ends_with(kFirstOfJanuary)) return imprecise_day(text.substr(0, kYear_digits));
  return imprecise_day(text);
}

// Neither amended nor consolidated nor a redline: the bare edition.
bool is_bare(const Reference& reference) {
  return reference.edition == reference.standard + ":" + std::to_string(reference.year);
}

// Bare editions by standard and by the day on which a new edition took their place.
using Replaced = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;

Replaced replaced_editions(const FileReading& file) {
  Replaced replaced;
  for (const csv::Row& row : file.rows()) {
    const std::string_view stage = file.cell(row, "stage");
    const std::string_view until = file.cell(row, "stable_until");
    if ((stage != "REVISED" && stage != "REPLACED") || until.empty()) continue;
    const auto reference = parse_reference(file.cell(row, "id"));
    if (!reference || !is_bare(*reference)) continue;
    replaced[{reference->standard, std::string(until)}].push_back(reference->edition);
  }
  return replaced;
}

std::string note_of(const FileReading& file, const csv::Row& row) {
  std::string note = "Listed as " + std::string(file.cell(row, "status")) + ", stage " +
                     std::string(file.cell(row, "stage"));
  const std::string_view until = file.cell(row, "stable_until");
  if (!until.empty()) note += ", stable until " + std::string(until);
  return note + ".";
}

// A project that has a number and no edition yet: "ISO 23961-3", "ISO 2575:2021/Amd 1".
bool is_undated(std::string_view printed) {
  const std::size_t last = printed.rfind('/');
  return !printed.substr(last == std::string_view::npos ? 0 : last).contains(':');
}

void read_row(FileReading& file, const csv::Row& row, const Replaced& replaced,
              std::set<std::string>& seen) {
  const std::string_view printed = file.cell(row, "id");
  const std::string_view published = file.cell(row, "published");
  if (published.empty()) return file.reject(row, "published", "import.no-date");
  const auto reference = parse_reference(printed);
  if (!reference) {
    return file.reject(row, "id", is_undated(printed) ? "import.undated" : "import.reference");
  }
  const auto day = published_on(published);
  if (!day) return file.reject(row, "published", "import.date");
  if (!seen.insert(reference->edition).second) return file.reject(row, "id", "import.duplicate");
  json::Object body = edition_body(*reference, printed);
  const std::string_view title = file.cell(row, "title_en");
  if (!title.empty()) body.set("title", json::Object{{"en", title}});
  std::vector<std::string> classes;
  for (const std::string& subject : parts(file.cell(row, "ics"), ';')) {
    add_once(classes, "ICS:" + subject);
  }
  if (!classes.empty()) body.set("classes", strings(classes));
  const auto before = replaced.find({reference->standard, std::string(published)});
  if (is_bare(*reference) && before != replaced.end()) {
    std::vector<std::string> editions = before->second;
    std::erase(editions, reference->edition);
    std::ranges::sort(editions);
    editions.erase(std::ranges::unique(editions).begin(), editions.end());
    if (!editions.empty()) body.set("supersedes", strings(editions));
  }
  file.take(row, {.id = edition_id(*reference),
                  .type = "standard-edition",
                  .days = {.from = day->latest, .possibly_from = day->earliest},
                  .body = std::move(body),
                  .note = note_of(file, row)});
}

}  // namespace

Result<Imported> read_standards(const std::vector<Source>& files, const Reading& reading) {
  CONCORDAT_TRY(file, FileReading::open(files.front(), reading, kPublication,
                                        {"id", "status", "stage", "published", "stable_until",
                                         "ics", "title_en"}));
  const Replaced replaced = replaced_editions(file);
  std::set<std::string> seen;
  for (const csv::Row& row : file.rows()) read_row(file, row, replaced, seen);
  Imported imported;
  std::move(file).append_to(imported);
  return imported;
}

}  // namespace concordat::importers

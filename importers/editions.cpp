#include "importers/editions.hpp"

namespace concordat::importers {

std::string edition_id(const Reference& reference) { return lower("edition-" + reference.edition); }

std::string citation_id(std::string_view act, const Reference& reference) {
  return lower("citation-" + std::string(act) + "-" + reference.edition);
}

void Editions::state(FileReading& file, const csv::Row& row, const Reference& reference,
                     std::string_view title) {
  if (!stated_.insert(reference.edition).second) return;
  json::Object body = edition_body(reference, file.cell(row, "reference"));
  if (!title.empty()) body.set("title", json::Object{{"en", title}});
  file.take(row, {.id = edition_id(reference),
                  .type = "standard-edition",
                  .days = {.from = date_of(reference.last_year, 12, 31),
                           .possibly_from = date_of(reference.last_year, 1, 1)},
                  .body = std::move(body)});
}

}  // namespace concordat::importers

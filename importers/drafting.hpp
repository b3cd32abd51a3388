// What every importer does alike: cells without their traps, drafts with their provenance.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importers/csv/table.hpp"
#include "importers/importer.hpp"

namespace concordat::importers {

// Without spaces at both ends; nothing when only spaces are left or the cell says "None".
[[nodiscard]] std::string_view cleaned(std::string_view cell);
// The parts between separators, cleaned, without the empty ones.
[[nodiscard]] std::vector<std::string> parts(std::string_view cell, char separator);
[[nodiscard]] std::string lower(std::string_view text);
// Whether the catalogue takes it as an identifier.
[[nodiscard]] bool is_identifier(std::string_view text);
// Control characters and line feeds become spaces: what the catalogue takes as one line of text.
[[nodiscard]] std::string one_line(std::string_view text);
// Whether the catalogue takes it as a line: at most 200 characters.
[[nodiscard]] bool fits_line(std::string_view text);
void add_once(std::vector<std::string>& texts, std::string text);
[[nodiscard]] json::Array strings(const std::vector<std::string>& texts);

// A day as precisely as the source has it: "2011-01-31", "2011-01" or "2011". Both ends inclusive.
struct ImpreciseDay {
  Date earliest;
  Date latest;
};
[[nodiscard]] std::optional<ImpreciseDay> imprecise_day(std::string_view text);

// The interval of a statement; `from` and `until` are what is certain, as in the envelope.
struct Days {
  Date from;
  std::optional<Date> possibly_from = {};
  std::optional<Date> until = {};
  std::optional<Date> possibly_until = {};
};
[[nodiscard]] json::Object effective(const Days& days);

// Where the publisher's facts come from.
struct Publication {
  std::string_view source;   // as the constitution lists it
  std::string_view address;  // what the file is a copy of
};

// A draft before it has its envelope.
struct Draft {
  std::string id;
  std::string_view type;
  Days days;
  json::Object body;
  std::string note = {};  // none when empty
};

// One file, turned row by row into drafts and rejections.
class FileReading {
 public:
  // Codes import.columns and those of csv::Table. Rows with too many or too few cells are rejected
  // at once (import.cells).
  [[nodiscard]] static Result<FileReading> open(const Source& file, const Reading& reading,
                                                const Publication& publication,
                                                std::initializer_list<std::string_view> columns);

  [[nodiscard]] const std::vector<csv::Row>& rows() const { return table_.rows(); }
  [[nodiscard]] std::string_view cell(const csv::Row& row, std::string_view column) const {
    return cleaned(table_.cell(row, column));
  }
  void take(const csv::Row& row, Draft draft);
  void reject(const csv::Row& row, std::string_view column, std::string_view code);
  // A part of the cell could not be taken; the rest of the row may be.
  void reject_part(const csv::Row& row, std::string_view column, std::string_view code,
                   std::string_view part);
  // Adds this file's outcome.
  void append_to(Imported& imported) &&;

 private:
  FileReading() = default;

  csv::Table table_;
  std::string file_;
  std::string author_;
  json::Object basis_;  // without the row
  Imported outcome_;
};

}  // namespace concordat::importers

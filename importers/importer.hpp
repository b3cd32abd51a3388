// Published files in, drafts out: each kind of file has an importer that turns its rows into drafts
// of transcribed statements and names every row that it could not take.
//
// Pure: files come in as text and the day of reading as an argument, so the same files read on the
// same day make the same drafts, byte for byte.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "core/time/date.hpp"

namespace concordat::importers {

// A file as it was read.
struct Source {
  std::string name;  // for the reports; no path is needed
  std::string text;
};

// Who reads, and when.
struct Reading {
  Date read;
  std::string author = "concordat-transcriber";
};

// A row that could not be taken, or a part of one.
struct Rejected {
  std::string file;
  std::uint64_t row = 0;  // 1 is the header
  std::string column;     // empty when the row as a whole is meant
  // import.* as docs/use/importing.md lists them, or the code with which the catalogue refuses the
  // draft that the row would have made.
  std::string code;
  std::string value;  // the cell

  friend bool operator==(const Rejected&, const Rejected&) = default;
};

struct Imported {
  std::vector<json::Value> drafts;  // each passes statement::decode
  std::vector<Rejected> rejected;   // in the order of files and rows
  std::uint64_t rows = 0;           // of all files, headers left out
};

struct Importer {
  std::string_view kind;
  std::string_view description;
  // The file names a reader knows them by, in the order in which they are given.
  std::span<const std::string_view> files;
  Result<Imported> (*read)(const std::vector<Source>&, const Reading&);
};

// Every kind, in the order of `import list`.
[[nodiscard]] std::span<const Importer> importers();
// Null when there is no such kind.
[[nodiscard]] const Importer* find(std::string_view kind);

// Reads the files and holds every draft against the catalogue. Codes: import.files (another number
// of files than the kind needs), import.columns (a column is missing; the file and column stand in
// `place`), and those of csv::Table.
[[nodiscard]] Result<Imported> run(const Importer& importer, const std::vector<Source>& files,
                                   const Reading& reading);

}  // namespace concordat::importers

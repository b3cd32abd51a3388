#include "importers/csv/line.hpp"

#include <csv.h>

#include "core/base/utf8.hpp"
#include "importers/csv/parser.hpp"

namespace concordat::csv {
namespace {

struct Collected {
  std::vector<std::string> cells;
  std::size_t rows = 0;
};

void on_cell(void* data, std::size_t size, void* sink) {
  static_cast<Collected*>(sink)->cells.emplace_back(static_cast<const char*>(data), size);
}
void on_row(int, void* sink) { ++static_cast<Collected*>(sink)->rows; }

}  // namespace

Result<std::vector<std::string>> cells_of(std::string_view line) {
  if (const auto bad = find_invalid_utf8(line)) {
    return fail({.code = "csv.encoding", .place = "byte " + std::to_string(*bad)});
  }
  if (const std::size_t nul = line.find('\0'); nul != std::string_view::npos) {
    return fail({.code = "csv.nul", .place = "byte " + std::to_string(nul)});
  }
  Parser parser;
  Collected found;
  const std::size_t read =
      csv_parse(&parser.state, line.data(), line.size(), on_cell, on_row, &found);
  const bool whole = read == line.size() && csv_fini(&parser.state, on_cell, on_row, &found) == 0;
  // A carriage return outside quotes ends a row for libcsv.
  if (!whole || found.rows > 1) {
    return fail({.code = "csv.syntax",
                 .place = "cell " + std::to_string(found.cells.size() + (whole ? 0 : 1)),
                 .expected = whole ? "one row" : csv_strerror(csv_error(&parser.state))});
  }
  return std::move(found.cells);
}

}  // namespace concordat::csv

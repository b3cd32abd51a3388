#include "importers/csv/table.hpp"

#include <algorithm>

#include <csv.h>

#include "core/base/utf8.hpp"
#include "importers/csv/parser.hpp"

namespace concordat::csv {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// No published table comes near; names are compared with each other, so that the work grows with
// the square.
constexpr std::size_t kMaxColumns = 1'000;

struct Collected {
  std::vector<Row> rows;
  Row current;
  std::uint64_t record = 0;
};

void on_cell(void* data, std::size_t size, void* sink) {
  auto& collected = *static_cast<Collected*>(sink);
  collected.current.cells.emplace_back(static_cast<const char*>(data), size);
}

void on_row(int, void* sink) {
  auto& collected = *static_cast<Collected*>(sink);
  collected.current.line = ++collected.record;
  collected.rows.push_back(std::move(collected.current));
  collected.current = {};
}

}  // namespace

Result<Table> Table::read(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (const auto bad = find_invalid_utf8(text)) {
    return fail({.code = "csv.encoding", .place = "byte " + std::to_string(*bad)});
  }
  Parser parser;
  Collected collected;
  const std::size_t read =
      csv_parse(&parser.state, text.data(), text.size(), on_cell, on_row, &collected);
  if (read != text.size() || csv_fini(&parser.state, on_cell, on_row, &collected) != 0) {
    return fail({.code = "csv.syntax",
                 .place = "row " + std::to_string(collected.record + 1),
                 .expected = csv_strerror(csv_error(&parser.state))});
  }
  if (collected.rows.empty()) return fail({.code = "csv.empty"});

  Table table;
  table.header_ = collected.rows.front().cells;
  if (table.header_.size() > kMaxColumns) {
    return fail({.code = "csv.header",
                 .place = "column " + std::to_string(kMaxColumns + 1),
                 .expected = "at most " + std::to_string(kMaxColumns) + " columns"});
  }
  for (std::size_t at = 0; at < table.header_.size(); ++at) {
    const std::string& name = table.header_[at];
    if (name.empty() || std::ranges::count(table.header_, name) != 1) {
      return fail({.code = "csv.header", .place = "column " + std::to_string(at + 1)});
    }
  }
  for (std::size_t at = 1; at < collected.rows.size(); ++at) {
    Row& row = collected.rows[at];
    auto& kept = row.cells.size() == table.header_.size() ? table.rows_ : table.misshapen_;
    kept.push_back(std::move(row));
  }
  return table;
}

bool Table::has(std::string_view name) const { return std::ranges::count(header_, name) != 0; }

std::string_view Table::cell(const Row& row, std::string_view name) const {
  const auto found = std::ranges::find(header_, name);
  if (found == header_.end()) return {};
  return row.cells[static_cast<std::size_t>(found - header_.begin())];
}

}  // namespace concordat::csv

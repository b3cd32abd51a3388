// A CSV file as rows of named cells.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace concordat::csv {

struct Row {
  std::uint64_t line = 0;  // 1 is the header; a quoted cell may span several lines of the file
  std::vector<std::string> cells;
};

class Table {
 public:
  // Codes: csv.encoding (not UTF-8, with the byte), csv.syntax (a quote that is not closed or
  // stands inside an unquoted cell), csv.empty, csv.header (a name twice or empty, or too many).
  [[nodiscard]] static Result<Table> read(std::string_view text);

  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  // Rows with as many cells as the header.
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  // The others.
  [[nodiscard]] const std::vector<Row>& misshapen() const { return misshapen_; }
  [[nodiscard]] bool has(std::string_view name) const;
  // The cell under that name; empty when there is no such column.
  [[nodiscard]] std::string_view cell(const Row& row, std::string_view name) const;

 private:
  std::vector<std::string> header_;
  std::vector<Row> rows_;
  std::vector<Row> misshapen_;
};

}  // namespace concordat::csv

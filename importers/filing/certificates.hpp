// A file of certificates, line by line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "core/statement/statement.hpp"
#include "importers/filing/column.hpp"

namespace concordat::filing {

// Longest line. A statement of 48,000 octets fits, whatever quotes and escapes it needs.
inline constexpr std::size_t kMaxLine_bytes = std::size_t{128} << 10;

struct Line {
  std::uint64_t number = 0;  // from 1; of CSV, line 1 is the header
  // A draft that the catalogue takes, or a statement that is signed already, as a JSON string.
  Result<json::Value> draft = json::Value();
  std::string column = {};  // for an error: the column that it is about, where it is about one
};

class Certificates {
 public:
  Certificates(Certificates&&) = default;
  Certificates(const Certificates&) = delete;
  // `text` outlives this. What begins with "{" is NDJSON, anything else CSV with a header. `body`
  // is the organisation that files. Codes: csv.empty, csv.header (a name twice or empty),
  // filing.column, those of `csv::cells_of`; the place is the column or lies in line 1.
  [[nodiscard]] static Result<Certificates> read(std::string_view text, std::string body);

  // The next line that is not empty; none at the end. Codes of a line: those of `csv::cells_of`,
  // csv.width, filing.line-too-long, filing.certificate-id (the number is no identifier, so that
  // the certificate needs one of its own), filing.two-ends, json.*, statement.*; of a signed line
  // those of `statement::decode_signed`.
  [[nodiscard]] std::optional<Line> next();

  // Lines that are still to come, empty ones counted: for whoever watches.
  [[nodiscard]] std::size_t lines_left() const;

 private:
  Certificates(std::string_view text, std::string body) : rest_(text), body_(std::move(body)) {}

  [[nodiscard]] Status read_header();
  [[nodiscard]] std::string_view take_line();
  [[nodiscard]] Result<json::Value> draft_of(std::string_view line) const;
  [[nodiscard]] Result<json::Value> draft_of_row(std::string_view line) const;
  [[nodiscard]] Result<json::Value> draft_of_json(std::string_view line) const;
  [[nodiscard]] Status complete(json::Object& draft) const;

  std::string_view rest_;
  std::string body_;
  std::uint64_t number_ = 0;
  std::vector<std::string> names_;  // of the columns; columns_ keep views into them
  std::vector<Column> columns_;     // none: NDJSON
};

}  // namespace concordat::filing

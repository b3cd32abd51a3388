#include "importers/drafting.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <tuple>
#include <utility>

#include "core/base/bytes.hpp"
#include "core/crypto/digest.hpp"
#include "core/statement/statement.hpp"

namespace concordat::importers {
namespace {

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
// How scripts that export tables write an absent value.
constexpr std::string_view kAbsent = "None";

// Longest cell quoted in a rejection; the row can be looked up in the file.
constexpr std::size_t kQuoted_bytes = 120;

std::string_view trimmed(std::string_view text) {
  while (true) {
    const std::size_t before = text.size();
    if (!text.empty() && kBlank.contains(text.front())) text.remove_prefix(1);
    if (!text.empty() && kBlank.contains(text.back())) text.remove_suffix(1);
    if (text.starts_with(kNoBreakSpace)) text.remove_prefix(kNoBreakSpace.size());
    if (text.ends_with(kNoBreakSpace)) text.remove_suffix(kNoBreakSpace.size());
    if (text.size() == before) return text;
  }
}

std::string quoted(std::string_view cell) {
  if (cell.size() <= kQuoted_bytes) return std::string(cell);
  std::size_t end = kQuoted_bytes;
  while (end > 0 && (static_cast<Byte>(cell[end]) & 0xC0) == 0x80) --end;  // whole characters
  return std::string(cell.substr(0, end)) + "…";
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || text.front() == '-') return std::nullopt;
  return value;
}

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

std::string_view cleaned(std::string_view cell) {
  const std::string_view text = trimmed(cell);
  return text == kAbsent ? std::string_view() : text;
}

std::vector<std::string> parts(std::string_view cell, char separator) {
  std::vector<std::string> found;
  while (true) {
    const std::size_t end = cell.find(separator);
    const std::string_view part = cleaned(cell.substr(0, end));
    if (!part.empty()) found.emplace_back(part);
    if (end == std::string_view::npos) return found;
    cell.remove_prefix(end + 1);
  }
}

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lowered;
}

bool is_identifier(std::string_view text) {
  static constexpr std::string_view kMarks = "._:/+()@#-";
  constexpr std::size_t kLimit = 200;
  if (text.empty() || text.size() > kLimit || !is_letter_or_digit(text.front())) return false;
  return std::ranges::all_of(text,
                             [](char c) { return is_letter_or_digit(c) || kMarks.contains(c); });
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = static_cast<Byte>(c) <= 0x20 || c == '\x7F';
    if (!blank) {
      line.push_back(c);
    } else if (!line.empty() && line.back() != ' ') {
      line.push_back(' ');
    }
  }
  return std::string(trimmed(line));
}

bool fits_line(std::string_view text) {
  constexpr std::ptrdiff_t kLine_characters = 200;
  return std::ranges::count_if(text, [](char c) {
           return (static_cast<Byte>(c) & 0xC0) != 0x80;
         }) <= kLine_characters;
}

void add_once(std::vector<std::string>& texts, std::string text) {
  if (std::ranges::count(texts, text) == 0) texts.push_back(std::move(text));
}

json::Array strings(const std::vector<std::string>& texts) {
  json::Array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

std::optional<ImpreciseDay> imprecise_day(std::string_view text) {
  constexpr std::size_t kYear = 4;
  constexpr std::size_t kYearAndMonth = 7;
  if (const auto day = parse_date(text)) return ImpreciseDay{*day, *day};
  if (text.size() != kYear && text.size() != kYearAndMonth) return std::nullopt;
  const std::optional<int> year = digits(text.substr(0, kYear));
  if (!year || *year < 1 || *year > 9998) return std::nullopt;
  if (text.size() == kYear) {
    return ImpreciseDay{date_of(*year, 1, 1), date_of(*year, 12, 31)};
  }
  const std::optional<int> month = digits(text.substr(kYear + 1));
  if (text[kYear] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
  const auto of_year = static_cast<unsigned>(*month);
  const Date next = of_year == 12 ? date_of(*year + 1, 1, 1) : date_of(*year, of_year + 1, 1);
  return ImpreciseDay{date_of(*year, of_year, 1), next.plus_days(-1)};
}

json::Object effective(const Days& days) {
  json::Object interval{{"from", to_string(days.from)}};
  const bool open_from = days.possibly_from && *days.possibly_from < days.from;
  if (open_from) interval.set("possiblyFrom", to_string(*days.possibly_from));
  if (days.until) interval.set("until", to_string(*days.until));
  if (days.possibly_until) interval.set("possiblyUntil", to_string(*days.possibly_until));
  return interval;
}

Result<FileReading> FileReading::open(const Source& file, const Reading& reading,
                                      const Publication& publication,
                                      std::initializer_list<std::string_view> columns) {
  auto table = csv::Table::read(file.text);
  if (!table) {
    Error error = std::move(table).error();
    error.place = file.name + (error.place.empty() ? "" : " " + error.place);
    return fail(std::move(error));
  }
  for (const std::string_view column : columns) {
    if (table->has(column)) continue;
    return fail({.code = "import.columns",
                 .place = file.name,
                 .expected = "a column `" + std::string(column) + "`"});
  }
  FileReading opened;
  opened.table_ = std::move(*table);
  opened.file_ = file.name;
  opened.author_ = reading.author;
  opened.basis_ = {{"kind", "transcribed"},
                   {"source", publication.source},
                   {"address", publication.address},
                   {"digest", crypto::to_string(crypto::sha256(bytes_of(file.text)))},
                   {"read", to_string(reading.read)}};
  for (const csv::Row& row : opened.table_.misshapen()) opened.reject(row, "", "import.cells");
  opened.outcome_.rows = opened.table_.rows().size() + opened.table_.misshapen().size();
  return opened;
}

void FileReading::take(const csv::Row& row, Draft draft) {
  json::Object basis = basis_;
  basis.set("row", file_ + " row " + std::to_string(row.line));
  json::Object statement{{"id", std::move(draft.id)},
                         {"type", draft.type},
                         {"author", author_},
                         {"basis", std::move(basis)},
                         {"effective", effective(draft.days)}};
  if (!draft.note.empty()) statement.set("note", std::move(draft.note));
  statement.set("body", std::move(draft.body));
  json::Value whole(std::move(statement));
  if (const auto decoded = statement::decode_value(whole)) {
    outcome_.drafts.push_back(std::move(whole));
  } else {
    outcome_.rejected.push_back({.file = file_,
                                 .row = row.line,
                                 .column = decoded.error().place,
                                 .code = decoded.error().code,
                                 .value = decoded.error().expected});
  }
}

void FileReading::reject(const csv::Row& row, std::string_view column, std::string_view code) {
  reject_part(row, column, code, table_.cell(row, column));
}

void FileReading::reject_part(const csv::Row& row, std::string_view column, std::string_view code,
                              std::string_view part) {
  outcome_.rejected.push_back({.file = file_,
                               .row = row.line,
                               .column = std::string(column),
                               .code = std::string(code),
                               .value = quoted(part)});
}

void FileReading::append_to(Imported& imported) && {
  std::ranges::sort(outcome_.rejected, {}, [](const Rejected& rejected) {
    return std::tuple(rejected.row, std::string_view(rejected.column),
                      std::string_view(rejected.value));
  });
  std::ranges::move(outcome_.drafts, std::back_inserter(imported.drafts));
  std::ranges::move(outcome_.rejected, std::back_inserter(imported.rejected));
  imported.rows += outcome_.rows;
}

}  // namespace concordat::importers

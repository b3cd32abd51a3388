#include "importers/filing/certificates.hpp"

#include <algorithm>

#include "core/json/read.hpp"
#include "core/statement/check.hpp"
#include "importers/csv/line.hpp"

namespace concordat::filing {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_signed(std::string_view line) {
  return !line.starts_with('{') && std::ranges::count(line, '.') == 2;
}

json::Object& object_in(json::Object& parent, std::string_view name) {
  json::Value* member = parent.find(name);
  if (member == nullptr) member = &parent.set(name, json::Object());
  return *member->as_object();
}

std::string_view text_in(const json::Object& object, std::string_view name) {
  const json::Value* const member = object.find(name);
  const std::string* const text = member == nullptr ? nullptr : member->as_string();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

void set_if_absent(json::Object& object, std::string_view name, std::string_view text) {
  if (object.find(name) == nullptr) object.set(name, text);
}

// In force from the day of issue, where nothing else is said; until the end of its last day.
Status complete_days(json::Object& effective, std::string_view issued) {
  if (!issued.empty()) set_if_absent(effective, "from", issued);
  const json::Value* const last = effective.find(kLastDay);
  if (last == nullptr) return {};
  if (effective.find("until") != nullptr) {
    return fail({.code = "filing.two-ends",
                 .place = "/effective/until",
                 .expected = "either until or lastDay"});
  }
  effective.set("until", json::Value(*last));
  effective.set("untilInclusive", true);
  effective.erase(kLastDay);
  return {};
}

bool is_empty(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace

Result<Certificates> Certificates::read(std::string_view text, std::string body) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Certificates made(text, std::move(body));
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return fail({.code = "csv.empty"});
  const std::string_view line = text.substr(first, text.find('\n', first) - first);
  if (!line.starts_with('{') && !is_signed(line)) CONCORDAT_CHECK(made.read_header());
  return made;
}

std::string_view Certificates::take_line() {
  const std::size_t end = std::min(rest_.find('\n'), rest_.size());
  std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  ++number_;
  return line;
}

Status Certificates::read_header() {
  std::string_view line = take_line();
  while (is_empty(line)) line = take_line();
  auto cells = csv::cells_of(line);
  if (!cells) {
    Error error = cells.error();
    error.place = "line " + std::to_string(number_) + ", " + error.place;
    return fail(std::move(error));
  }
  names_ = std::move(*cells);
  if (names_.size() > statement::kListLimit) {
    return fail({.code = "csv.header", .expected = "at most 2000 columns"});
  }
  for (std::size_t at = 0; at < names_.size(); ++at) {
    if (names_[at].empty() || std::ranges::count(names_, names_[at]) != 1) {
      return fail({.code = "csv.header", .place = "column " + std::to_string(at + 1)});
    }
    CONCORDAT_TRY(column, column_of(names_[at]));
    columns_.push_back(std::move(column));
  }
  return {};
}

std::size_t Certificates::lines_left() const {
  const auto ends = static_cast<std::size_t>(std::ranges::count(rest_, '\n'));
  return ends + (rest_.empty() || rest_.ends_with('\n') ? 0 : 1);
}

std::optional<Line> Certificates::next() {
  while (!rest_.empty()) {
    const std::string_view text = take_line();
    if (is_empty(text)) continue;
    Line line{.number = number_, .draft = draft_of(text)};
    if (!line.draft && line.draft.error().place.starts_with('/')) {
      line.column = column_at(line.draft.error().place);
    }
    return line;
  }
  return std::nullopt;
}

Result<json::Value> Certificates::draft_of(std::string_view line) const {
  if (line.size() > kMaxLine_bytes) {
    return fail({.code = "filing.line-too-long",
                 .expected = "at most " + std::to_string(kMaxLine_bytes) + " octets"});
  }
  if (columns_.empty() && is_signed(line)) {
    CONCORDAT_CHECK(statement::decode_signed(line));
    return json::Value(line);
  }
  CONCORDAT_TRY(draft, columns_.empty() ? draft_of_json(line) : draft_of_row(line));
  CONCORDAT_CHECK(statement::decode(draft));
  return std::move(draft);
}

Result<json::Value> Certificates::draft_of_row(std::string_view line) const {
  CONCORDAT_TRY(cells, csv::cells_of(line));
  if (cells.size() != columns_.size()) {
    return fail({.code = "csv.width",
                 .place = std::to_string(cells.size()) + " cells",
                 .expected = std::to_string(columns_.size()) + " cells"});
  }
  json::Object draft;
  for (std::size_t at = 0; at < cells.size(); ++at) {
    if (!cells[at].empty()) put(draft, columns_[at], value_of(columns_[at], cells[at]));
  }
  CONCORDAT_CHECK(complete(draft));
  return json::Value(std::move(draft));
}

Result<json::Value> Certificates::draft_of_json(std::string_view line) const {
  CONCORDAT_TRY(read, json::read(line));
  const json::Object* const members = read.as_object();
  if (members == nullptr) {
    return fail({.code = "statement.wrong-kind", .expected = "an object"});
  }
  // A whole draft says what type it is of.
  if (members->find("type") != nullptr) return std::move(read);
  json::Object draft;
  for (const auto& [name, value] : *members) {
    const auto column = column_of(name);
    const bool of_envelope = column && column->path.front() != "body";
    put(draft, of_envelope ? *column : Column{.name = name, .path = {"body", name}}, value);
  }
  CONCORDAT_CHECK(complete(draft));
  return json::Value(std::move(draft));
}

// What every certificate of a body has in common, and what follows from the rest. Nothing of it
// depends on the day, so that the same line is the same statement whenever it is filed.
Status Certificates::complete(json::Object& draft) const {
  json::Object& body = object_in(draft, "body");
  set_if_absent(body, "body", body_);
  set_if_absent(body, "artefact", "certificate");
  if (body.find("certificate") == nullptr && body.find("number") == nullptr) {
    return fail({.code = "statement.missing-member",
                 .place = "/body/number",
                 .expected = "its number as printed"});
  }
  if (body.find("certificate") == nullptr) {
    const std::string named = body_ + ":" + std::string(text_in(body, "number"));
    if (!statement::is_identifier(named)) {
      return fail({.code = "filing.certificate-id",
                   .place = "/body/certificate",
                   .expected = "an identifier of its own beside this number"});
    }
    body.set("certificate", named);
  }
  const std::string certificate(text_in(body, "certificate"));
  const std::string issued(text_in(body, "issued"));
  // From here on `body` may have moved: the draft gets members of its own.
  if (!certificate.empty()) set_if_absent(draft, "id", "certificate:" + certificate);
  CONCORDAT_CHECK(complete_days(object_in(draft, "effective"), issued));
  draft.set("type", "certificate");
  draft.set("author", body_);
  draft.set("basis", json::Object{{"kind", "own"}});
  // Before the envelope is looked at: what follows from a cell is not told before the cell itself.
  const statement::Place whole;
  return statement::check_record(statement::find("certificate")->fields, *draft.find("body"),
                                 whole.member("body"));
}

}  // namespace concordat::filing

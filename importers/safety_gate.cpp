// Safety Gate, the rapid alert system of the European Union: its alerts, and who acted on whose.
#include <algorithm>
#include <set>

#include "importers/drafting.hpp"
#include "importers/economy_names.hpp"
#include "importers/kinds.hpp"

namespace concordat::importers {
namespace {

constexpr Publication kAlerts{"safety-gate", "Safety Gate, alerts"};
constexpr Publication kFollowUps{"safety-gate",
                                 "Safety Gate, products notified by one country and acted on by "
                                 "another"};
// The sample has no notifying country: the alert is the system's.
constexpr std::string_view kOrigin = "EU";
// Directive 2001/95/EC, with which the exchange began, applies since then.
constexpr std::string_view kSystemBegins = "2004-01-15";

bool is_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// GTIN-8, -12, -13 or -14 with its check digit (GS1 General Specifications, 7.9).
bool is_gtin(std::string_view text) {
  constexpr std::size_t kLengths[] = {8, 12, 13, 14};
  if (std::ranges::count(kLengths, text.size()) == 0 || !is_digits(text)) return false;
  int sum = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool threefold = (text.size() - at) % 2 == 0;
    sum += (text[at] - '0') * (threefold ? 3 : 1);
  }
  return sum % 10 == 0;
}

// Article numbers of shops stand among the barcodes, and barcodes with a digit lost.
std::vector<std::string> gtins_in(FileReading& file, const csv::Row& row) {
  std::vector<std::string> gtins;
  for (const std::string& part : parts(one_line(file.cell(row, "barcode")), ' ')) {
    if (is_gtin(part)) {
      add_once(gtins, part);
    } else {
      file.reject_part(row, "barcode", "import.barcode", part);
    }
  }
  return gtins;
}

// One batch is a word. Ranges, lists by model and sentences are not taken apart.
std::vector<std::string> batches_in(FileReading& file, const csv::Row& row) {
  const std::string batch = one_line(file.cell(row, "batch_number"));
  if (batch.empty()) return {};
  if (batch.find_first_of(" ;,") != std::string::npos) {
    file.reject_part(row, "batch_number", "import.batch", batch);
    return {};
  }
  return {batch};
}

std::vector<std::string> lines_of(std::string_view cell) {
  std::vector<std::string> lines;
  for (const std::string& part : parts(cell, ',')) add_once(lines, one_line(part));
  return lines;
}

void set_lines(json::Object& body, std::string_view member, const std::vector<std::string>& lines) {
  if (!lines.empty()) body.set(member, strings(lines));
}

json::Object units_of(FileReading& file, const csv::Row& row) {
  json::Object units;
  set_lines(units, "models", lines_of(file.cell(row, "model_type_number")));
  set_lines(units, "batches", batches_in(file, row));
  set_lines(units, "gtins", gtins_in(file, row));
  set_lines(units, "brands", lines_of(file.cell(row, "brand")));
  return units;
}

std::string note_of(const FileReading& file, const csv::Row& row) {
  const std::string code = one_line(file.cell(row, "company_recall_code"));
  return code.empty() ? code : "The company's own code of the recall: " + code + ".";
}

void read_alert(FileReading& file, const csv::Row& row, std::set<std::string>& seen) {
  const std::string_view number = file.cell(row, "alert_number");
  const auto year = imprecise_day(file.cell(row, "alert_year"));
  const std::string name = one_line(file.cell(row, "product_name"));
  if (!is_identifier(number)) return file.reject(row, "alert_number", "import.identifier");
  // "A12/00577/20" is of 2020.
  const bool agree = year && number.ends_with("/" + to_string(year->earliest).substr(2, 2));
  if (!agree) {
    return file.reject(row, "alert_year", year ? "import.contradiction" : "import.date");
  }
  if (name.empty()) return file.reject(row, "product_name", "import.empty");
  if (!seen.emplace(number).second) return file.reject(row, "alert_number", "import.duplicate");
  const std::string description = one_line(file.cell(row, "product_description"));
  const std::string title = description.empty() ? name : name + ": " + description;
  json::Object body{{"alert", "EU-" + std::string(number)},
                    {"origin", kOrigin},
                    {"units", units_of(file, row)},
                    {"reference", number},
                    {"kind", "alert"},
                    {"title", json::Object{{"en", title}}},
                    {"products", json::Array{name}}};
  set_lines(body, "hazards", lines_of(file.cell(row, "risk_type")));
  set_lines(body, "categories", {one_line(file.cell(row, "product_category"))});
  set_lines(body, "madeIn", economies_in(file, row, "country_of_origin"));
  const std::string produced = one_line(file.cell(row, "production_dates"));
  if (!produced.empty()) body.set("produced", produced);
  file.take(row, {.id = "safety-gate-" + lower(number),
                  .type = "alert",
                  .days = {.from = year->latest, .possibly_from = year->earliest},
                  .body = std::move(body),
                  .note = note_of(file, row)});
}

std::optional<std::int64_t> count_in(std::string_view text) {
  constexpr std::size_t kMost_digits = 6;
  if (text.empty() || text.size() > kMost_digits || !is_digits(text)) return std::nullopt;
  std::int64_t count = 0;
  for (const char c : text) count = count * 10 + (c - '0');
  return count;
}

void read_pair(FileReading& file, const csv::Row& row, Date read, std::set<std::string>& seen) {
  const auto notifier = economy_named(file.cell(row, "notifying_or_source"));
  const auto actor = economy_named(file.cell(row, "acting"));
  const auto products = count_in(file.cell(row, "products"));
  if (!notifier) return file.reject(row, "notifying_or_source", "import.country");
  if (!actor) return file.reject(row, "acting", "import.country");
  if (!products) return file.reject(row, "products", "import.number");
  const std::string series = "safety-gate-" + lower(*notifier) + "-" + lower(*actor);
  if (!seen.insert(series).second) return file.reject(row, "acting", "import.duplicate");
  const Date begins = *parse_date(kSystemBegins);
  file.take(row, {.id = "follow-ups-" + series,
                  .type = "follow-up-count",
                  .days = {.from = std::max(read, begins), .possibly_from = begins},
                  .body = {{"series", series},
                           {"notifier", *notifier},
                           {"actor", *actor},
                           {"products", *products}},
                  .note = "The table does not say which years it counts."});
}

}  // namespace

Result<Imported> read_safety_gate_alerts(const std::vector<Source>& files, const Reading& reading) {
  CONCORDAT_TRY(
      file,
      FileReading::open(files.front(), reading, kAlerts,
                        {"alert_number", "risk_type", "product_category", "product_name", "brand",
                         "product_description", "model_type_number", "country_of_origin", "barcode",
                         "batch_number", "company_recall_code", "production_dates", "alert_year"}));
  std::set<std::string> seen;
  for (const csv::Row& row : file.rows()) read_alert(file, row, seen);
  Imported imported;
  std::move(file).append_to(imported);
  return imported;
}

Result<Imported> read_safety_gate_follow_ups(const std::vector<Source>& files,
                                             const Reading& reading) {
  CONCORDAT_TRY(file, FileReading::open(files.front(), reading, kFollowUps,
                                        {"notifying_or_source", "acting", "products"}));
  std::set<std::string> seen;
  for (const csv::Row& row : file.rows()) read_pair(file, row, reading.read, seen);
  Imported imported;
  std::move(file).append_to(imported);
  return imported;
}

}  // namespace concordat::importers

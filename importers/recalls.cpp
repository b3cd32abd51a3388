// Recalls and warnings of the Consumer Product Safety Commission of the United States, in two
// forms: the long list since 1973, and the Commission's own export with who made, imported and sold
// the goods. A recall in both is one alert (US-CPSC-24039), told by a statement of each form.
//
// Neither form names models, batches or GTINs, so no unit is stated: an alert is found by its
// words, and by the names it prints. The categories of the long list were given by its compiler and
// not by the Commission; they are left out.
#include <algorithm>
#include <iterator>
#include <set>

#include "importers/drafting.hpp"
#include "importers/economy_names.hpp"
#include "importers/kinds.hpp"
#include "importers/traders.hpp"

namespace concordat::importers {
namespace {

constexpr Publication kList{"us-cpsc", "Recalls and product safety warnings, list since 1973"};
constexpr Publication kExport{"us-cpsc", "Recalls, export by category with traceability"};
constexpr std::string_view kOrigin = "US";

constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};

// "December 07, 2023".
std::optional<Date> american_date(std::string_view text) {
  const std::size_t space = text.find(' ');
  const std::size_t comma = text.find(", ");
  if (space == std::string_view::npos || comma == std::string_view::npos || comma < space) {
    return std::nullopt;
  }
  const auto* month = std::ranges::find(kMonths, text.substr(0, space));
  std::string day(text.substr(space + 1, comma - space - 1));
  if (month == std::end(kMonths) || day.empty() || day.size() > 2) return std::nullopt;
  if (day.size() == 1) day.insert(0, "0");
  std::string number = std::to_string(std::distance(std::begin(kMonths), month) + 1);
  if (number.size() == 1) number.insert(0, "0");
  const auto date = parse_date(std::string(text.substr(comma + 2)) + "-" + number + "-" + day);
  return date ? std::optional(*date) : std::nullopt;
}

// 24039, 24-039, 98167a: the digits and letters.
std::string number_of(std::string_view text) {
  std::string number;
  for (const char c : text) {
    const bool kept = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    if (!kept && c != '-') return {};
    if (kept) number.push_back(c);
  }
  return number;
}

// The parts of a cell as lines; one that is too long for a line is reported.
std::vector<std::string> lines_in(FileReading& file, const csv::Row& row, std::string_view column,
                                  char separator) {
  std::vector<std::string> lines;
  for (const std::string& part : parts(file.cell(row, column), separator)) {
    std::string line = one_line(part);
    if (fits_line(line)) {
      add_once(lines, std::move(line));
    } else {
      file.reject_part(row, column, "import.too-long", line);
    }
  }
  return lines;
}

void set_lines(json::Object& body, std::string_view member, const std::vector<std::string>& lines) {
  if (!lines.empty()) body.set(member, strings(lines));
}

void set_text(json::Object& body, std::string_view member, std::string_view cell) {
  if (!cell.empty()) body.set(member, one_line(cell));
}

// What a row says of itself in either form.
struct Heading {
  std::string_view number;
  std::string_view date;
  std::string_view title;
};

// Nothing when the row was rejected.
struct Begun {
  std::string id;
  Date date;
  json::Object body;
};

class RecallReading {
 public:
  RecallReading(FileReading& file, Date read) : file_(file), read_(read) {}

  std::optional<Begun> begin(const csv::Row& row, const Heading& columns,
                             const std::optional<Date>& date) {
    const std::string number = number_of(file_.cell(row, columns.number));
    const std::string_view title = file_.cell(row, columns.title);
    const auto reject = [&](std::string_view column, std::string_view code) {
      file_.reject(row, column, code);
      return std::nullopt;
    };
    if (number.empty()) return reject(columns.number, "import.identifier");
    // Nothing is recalled after the day on which the list was read.
    if (!date || read_ < *date) return reject(columns.date, "import.date");
    if (title.empty()) return reject(columns.title, "import.empty");
    if (!seen_.insert(number).second) return reject(columns.number, "import.duplicate");
    json::Object body{{"alert", "US-CPSC-" + number},
                      {"origin", kOrigin},
                      {"units", json::Object{}},
                      {"title", json::Object{{"en", one_line(title)}}}};
    return Begun{.id = number, .date = *date, .body = std::move(body)};
  }

 private:
  FileReading& file_;
  Date read_;
  std::set<std::string> seen_;
};

void read_listed(FileReading& file, const csv::Row& row, RecallReading& recalls) {
  const auto day = parse_date(file.cell(row, "date"));
  auto begun = recalls.begin(row, {.number = "recall_id", .date = "date", .title = "title"},
                             day ? std::optional(*day) : std::nullopt);
  if (!begun) return;
  json::Object& body = begun->body;
  body.set("reference", file.cell(row, "recall_id"));
  set_lines(body, "products", lines_in(file, row, "products", ';'));
  if (const std::string_view hazard = file.cell(row, "hazard"); !hazard.empty()) {
    body.set("hazards", json::Array{one_line(hazard)});
  }
  set_lines(body, "madeIn", economies_in(file, row, "countries_of_manufacture"));
  set_lines(body, "remedies", lines_in(file, row, "remedy_options", ';'));
  set_text(body, "quantity", file.cell(row, "units"));
  set_text(body, "sold", file.cell(row, "retailers"));
  set_text(body, "incidents", file.cell(row, "injury_text"));
  set_text(body, "address", file.cell(row, "url"));
  file.take(row, {.id = "cpsc-" + begun->id,
                  .type = "alert",
                  .days = {.from = begun->date},
                  .body = std::move(body)});
}

// A label of the export's own for one more column of names; what else stands there is reported.
void add_custom(FileReading& file, const csv::Row& row, std::vector<Trader>& traders) {
  constexpr std::string_view kSellers[] = {"Retailer:", "Retailers:", "Seller:", "Sellers:"};
  const std::string_view label = file.cell(row, "custom_label");
  if (label.empty()) return;
  if (std::ranges::count(kSellers, label) == 0) {
    return file.reject(row, "custom_label", "import.label");
  }
  add_traders(file, row, {.column = "custom_field", .role = "seller"}, traders);
}

std::string note_of(const FileReading& file, const csv::Row& row) {
  const std::string_view warning = file.cell(row, "product_safety_warning_number");
  if (warning.empty()) return {};
  return "Follows product safety warning " + std::string(warning) + " of " +
         std::string(file.cell(row, "product_safety_warning_date")) + ".";
}

void read_exported(FileReading& file, const csv::Row& row, RecallReading& recalls) {
  auto begun =
      recalls.begin(row, {.number = "recall_number", .date = "date", .title = "recall_heading"},
                    american_date(file.cell(row, "date")));
  if (!begun) return;
  json::Object& body = begun->body;
  body.set("reference", file.cell(row, "recall_number"));
  body.set("kind", "recall");
  set_lines(body, "products", lines_in(file, row, "name_of_product", '\n'));
  if (const std::string_view hazard = file.cell(row, "hazard_description"); !hazard.empty()) {
    body.set("hazards", json::Array{one_line(hazard)});
  }
  set_lines(body, "categories", lines_in(file, row, "categories", ';'));
  set_lines(body, "madeIn", economies_in(file, row, "manufactured_in"));
  std::vector<Trader> traders;
  add_traders(file, row, {.column = "manufacturers", .role = "manufacturer"}, traders);
  add_traders(file, row, {.column = "importers", .role = "importer"}, traders);
  add_traders(file, row, {.column = "distributors", .role = "distributor"}, traders);
  add_custom(file, row, traders);
  if (!traders.empty()) body.set("traders", to_json(traders));
  set_lines(body, "remedies", lines_in(file, row, "remedy_type", ','));
  set_text(body, "quantity", file.cell(row, "units"));
  set_text(body, "sold", file.cell(row, "sold_at"));
  set_text(body, "incidents", file.cell(row, "incidents"));
  file.take(row, {.id = "cpsc-traceability-" + begun->id,
                  .type = "alert",
                  .days = {.from = begun->date},
                  .body = std::move(body),
                  .note = note_of(file, row)});
}

}  // namespace

Result<Imported> read_recalls(const std::vector<Source>& files, const Reading& reading) {
  CONCORDAT_TRY(file, FileReading::open(files.front(), reading, kList,
                                        {"recall_id", "date", "title", "products", "hazard",
                                         "injury_text", "remedy_options",
                                         "countries_of_manufacture", "retailers", "units", "url"}));
  RecallReading recalls(file, reading.read);
  for (const csv::Row& row : file.rows()) read_listed(file, row, recalls);
  Imported imported;
  std::move(file).append_to(imported);
  return imported;
}

Result<Imported> read_recalls_with_traders(const std::vector<Source>& files,
                                           const Reading& reading) {
  CONCORDAT_TRY(
      file, FileReading::open(files.front(), reading, kExport,
                              {"recall_number", "product_safety_warning_number", "date",
                               "product_safety_warning_date", "recall_heading", "name_of_product",
                               "hazard_description", "remedy_type", "units", "incidents",
                               "importers", "manufacturers", "distributors", "manufactured_in",
                               "custom_label", "custom_field", "sold_at", "categories"}));
  RecallReading recalls(file, reading.read);
  for (const csv::Row& row : file.rows()) read_exported(file, row, recalls);
  Imported imported;
  std::move(file).append_to(imported);
  return imported;
}

}  // namespace concordat::importers

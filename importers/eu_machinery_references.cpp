// References of harmonised standards under Directive 2006/42/EC, with the days on which presumption
// is withdrawn and the demands for which there never was any.
#include <algorithm>
#include <set>

#include "importers/editions.hpp"
#include "importers/kinds.hpp"

namespace concordat::importers {
namespace {

constexpr Publication kPublication{"official-journal-eu",
                                   "Implementing Decision (EU) 2023/1586, annexes"};
constexpr std::string_view kAct = "EU-2006-42";
// Day of the list: what stands in it was cited then, whatever is withdrawn later.
constexpr std::string_view kListed = "2023-08-02";
// The directive applies since 29 December 2009; nothing gave presumption of it before.
constexpr std::string_view kDirectiveApplies = "2009-12-29";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The demand that begins here, as annex I of the directive numbers them: 1.1.2 or 1.1.2(b).
std::string demand_at(std::string_view text) {
  constexpr int kLevels = 3;
  std::size_t at = 0;
  for (int level = 0; level < kLevels; ++level) {
    if (level > 0) {
      if (at >= text.size() || text[at] != '.') return {};
      ++at;
    }
    const std::size_t first = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == first) return {};
  }
  const bool lettered = at + 2 < text.size() && text[at] == '(' && text[at + 2] == ')';
  return std::string(text.substr(0, lettered ? at + 3 : at));
}

// The demands named after "no presumption for" and "none for", up to the next ";". Numbers of
// clauses stand before those words.
std::vector<std::string> demands_in(std::string_view restriction) {
  std::vector<std::string> demands;
  for (const std::string& segment : parts(restriction, ';')) {
    std::size_t at = segment.find("presumption for");
    if (at == std::string::npos) at = segment.find("none for");
    while (at != std::string::npos && at < segment.size()) {
      const bool starts = is_digit(segment[at]) && (at == 0 || segment[at - 1] == ' ');
      const std::string demand = starts ? demand_at(std::string_view(segment).substr(at)) : "";
      if (!demand.empty() && std::ranges::count(demands, demand) == 0) demands.push_back(demand);
      at += demand.empty() ? 1 : demand.size();
    }
  }
  return demands;
}

// False when the row was rejected.
bool add_restriction(FileReading& file, const csv::Row& row, json::Object& body) {
  const std::string_view type = file.cell(row, "type_abc");
  if (!type.empty()) body.set("standardType", type);
  const std::string_view restriction = file.cell(row, "restriction");
  if (restriction.empty()) return true;
  const std::vector<std::string> demands = demands_in(restriction);
  // Without its demands a restriction would be read as none.
  if (demands.empty()) {
    file.reject(row, "restriction", "import.restriction");
    return false;
  }
  body.set("notForAtoms", strings(demands));
  body.set("restriction", restriction);
  return true;
}

void read_row(FileReading& file, const csv::Row& row, Editions& editions,
              std::set<std::string>& cited) {
  const auto reference = parse_reference(file.cell(row, "reference"));
  if (!reference) return file.reject(row, "reference", "import.reference");
  const Date listed = *parse_date(kListed);
  Days days{.from = listed};
  const Date earliest =
      std::max(date_of(reference->last_year, 1, 1), *parse_date(kDirectiveApplies));
  if (earliest < listed) days.possibly_from = earliest;
  const std::string_view withdrawal = file.cell(row, "date_of_withdrawal");
  const bool withdrawn = file.cell(row, "status") == "withdrawn";
  if (withdrawn != !withdrawal.empty()) {
    return file.reject(row, "status", "import.contradiction");
  }
  if (withdrawn) {
    const auto until = parse_date(withdrawal);
    if (!until) return file.reject(row, "date_of_withdrawal", "import.date");
    days.until = *until;
  }
  json::Object body{{"market", "EU"}, {"act", kAct}, {"edition", reference->edition}};
  if (!add_restriction(file, row, body)) return;
  if (!cited.insert(reference->edition).second) {
    return file.reject(row, "reference", "import.duplicate");
  }
  editions.state(file, row, *reference, file.cell(row, "title"));
  file.take(row, {.id = citation_id(kAct, *reference),
                  .type = "citation",
                  .days = days,
                  .body = std::move(body),
                  .note = "Annex row " + std::string(file.cell(row, "annex_row")) + "."});
}

}  // namespace

Result<Imported> read_eu_machinery_references(const std::vector<Source>& files,
                                              const Reading& reading) {
  CONCORDAT_TRY(file, FileReading::open(files.front(), reading, kPublication,
                                        {"annex_row", "reference", "title", "type_abc",
                                         "date_of_withdrawal", "restriction", "status"}));
  Editions editions;
  std::set<std::string> cited;
  for (const csv::Row& row : file.rows()) read_row(file, row, editions, cited);
  Imported imported;
  std::move(file).append_to(imported);
  return imported;
}

}  // namespace concordat::importers

// Legislative areas of the United Kingdom's register of bodies, their procedures of conformity
// assessment, and the products and categories for which bodies are appointed: codes of the
// register's own classification, and the acts that the areas name. For which products an act asks
// which procedure is not in these lists, so no requirement is stated from them.
#include <algorithm>
#include <map>
#include <set>

#include "importers/drafting.hpp"
#include "importers/kinds.hpp"
#include "importers/uk_areas.hpp"

namespace concordat::importers {
namespace {

constexpr Publication kAreas{"uk-legislation",
                             "UK register of conformity assessment bodies, legislative areas"};
constexpr Publication kProcedures{"uk-legislation",
                                  "UK register of conformity assessment bodies, procedures"};
constexpr Publication kCategories{
    "uk-legislation", "UK register of conformity assessment bodies, products and categories"};
// The lists carry no days. What they name is there when they are read, and not before the United
// Kingdom appointed bodies under its own law.
constexpr std::string_view kRegimeBegins = "2021-01-01";

Days days_read(Date read) {
  const Date begins = *parse_date(kRegimeBegins);
  return {.from = std::max(read, begins), .possibly_from = begins};
}

std::string area_code(const Area& area) { return "UK-AREA:" + std::string(area.sector); }

json::Object body_of(std::string_view classification, std::string_view number,
                     std::string_view name) {
  return {{"code", std::string(classification) + ":" + std::string(number)},
          {"classification", classification},
          {"number", number},
          {"names", json::Object{{"en", one_line(name)}}}};
}

Draft draft_of(json::Object body, Date read) {
  std::string id = lower(*body.find("code")->as_string());
  return {.id = std::move(id),
          .type = "classification-code",
          .days = days_read(read),
          .body = std::move(body)};
}

void read_areas(FileReading& file, Date read) {
  std::set<std::string_view> seen;
  for (const csv::Row& row : file.rows()) {
    const Area* area = find_area(file.cell(row, "name"));
    if (!area) {
      file.reject(row, "name", "import.area");
      continue;
    }
    if (!seen.insert(area->name).second) {
      file.reject(row, "name", "import.duplicate");
      continue;
    }
    json::Object body = body_of("UK-AREA", area->sector, area->name);
    body.set("acts", json::Array{area->act});
    const std::string_view owner = file.cell(row, "owner_role");
    if (!owner.empty()) body.set("explanation", "Owner in the register: " + std::string(owner));
    file.take(row, draft_of(std::move(body), read));
    // Some areas do not name their regulation: a title is not made up for them.
    const std::string_view regulation = file.cell(row, "regulation");
    if (regulation.empty()) {
      file.reject(row, "regulation", "import.empty");
      continue;
    }
    file.take(row, {.id = "uk-area-act-" + lower(area->act),
                    .type = "legal-act",
                    .days = days_read(read),
                    .body = {{"act", area->act},
                             {"market", "GB-GBN"},
                             {"title", json::Object{{"en", one_line(regulation)}}}}});
  }
}

// Codes by the area (empty: of any) and the name under which procedures refer to them.
using CodesByName = std::multimap<std::pair<std::string, std::string>, std::string>;

CodesByName read_categories(FileReading& file, Date read) {
  CodesByName codes;
  std::set<std::string> seen;
  for (const csv::Row& row : file.rows()) {
    const std::string_view kind = file.cell(row, "kind");
    const std::string_view number = file.cell(row, "id");
    const std::string name = one_line(file.cell(row, "name"));
    const std::string_view in = file.cell(row, "legislative_area");
    const Area* area = find_area(in);
    if (kind != "product" && kind != "category") {
      file.reject(row, "kind", "import.code-form");
    } else if (!is_identifier(number)) {
      file.reject(row, "id", "import.identifier");
    } else if (name.empty()) {
      file.reject(row, "name", "import.empty");
    } else if (!in.empty() && !area) {
      file.reject(row, "legislative_area", "import.area");
    } else if (!seen.emplace(number).second) {
      file.reject(row, "id", "import.duplicate");
    } else {
      json::Object body = body_of(kind == "product" ? "UK-PRODUCT" : "UK-CATEGORY", number, name);
      codes.emplace(std::pair(std::string(area ? area->name : ""), name),
                    *body.find("code")->as_string());
      if (area) {
        body.set("parent", area_code(*area));
        body.set("acts", json::Array{area->act});
      }
      const std::string_view purpose = file.cell(row, "purpose");
      if (!purpose.empty()) {
        body.set("explanation", "Purpose of appointment: " + one_line(purpose));
      }
      file.take(row, draft_of(std::move(body), read));
    }
  }
  return codes;
}

// "Part 4 – Module C2 Conformity to type ...": C2.
std::vector<std::string> modules_in(std::string_view procedure) {
  constexpr std::string_view kWord = "Module ";
  const std::size_t at = procedure.find(kWord);
  if (at == std::string_view::npos) return {};
  std::string_view module = procedure.substr(at + kWord.size());
  module = module.substr(0, module.find(' '));
  const bool letter = !module.empty() && module[0] >= 'A' && module[0] <= 'H';
  const bool variant = module.size() == 2 && (module[1] == '1' || module[1] == '2');
  if (!letter || (module.size() > 1 && !variant)) return {};
  return {std::string(module)};
}

// The codes of the names in a cell. One that is unknown or stands for several is reported.
void add_codes(FileReading& file, const csv::Row& row, const CodesByName& codes,
               std::vector<std::string>& found) {
  const Area* area = find_area(file.cell(row, "legislative_area"));
  for (const std::string_view column : {"categories", "products"}) {
    for (const std::string& part : parts(file.cell(row, column), '|')) {
      const std::string name = one_line(part);
      const std::string in = column == "products" ? std::string(area->name) : std::string();
      const auto [first, last] = codes.equal_range(std::pair(in, name));
      const auto count = std::distance(first, last);
      if (count == 1) {
        add_once(found, first->second);
      } else {
        file.reject_part(row, column, count == 0 ? "import.category-unknown" : "import.ambiguous",
                         name);
      }
    }
  }
}

void read_procedures(FileReading& file, const CodesByName& codes, Date read) {
  std::set<std::string> seen;
  for (const csv::Row& row : file.rows()) {
    const std::string_view number = file.cell(row, "id");
    const std::string name = one_line(file.cell(row, "procedure"));
    const Area* area = find_area(file.cell(row, "legislative_area"));
    if (!area) {
      file.reject(row, "legislative_area", "import.area");
    } else if (!is_identifier(number)) {
      file.reject(row, "id", "import.identifier");
    } else if (name.empty()) {
      file.reject(row, "procedure", "import.empty");
    } else if (!seen.emplace(number).second) {
      file.reject(row, "id", "import.duplicate");
    } else {
      json::Object body = body_of("UK-PROCEDURE", number, name);
      body.set("parent", area_code(*area));
      body.set("acts", json::Array{area->act});
      std::vector<std::string> related;
      add_codes(file, row, codes, related);
      if (!related.empty()) body.set("related", strings(related));
      const std::vector<std::string> modules = modules_in(name);
      if (!modules.empty()) body.set("modules", strings(modules));
      const std::string_view purposes = file.cell(row, "purposes_of_appointment");
      if (!purposes.empty()) {
        body.set("explanation", "Purposes of appointment: " + one_line(purposes));
      }
      file.take(row, draft_of(std::move(body), read));
    }
  }
}

}  // namespace

Result<Imported> read_uk_legislation(const std::vector<Source>& files, const Reading& reading) {
  CONCORDAT_TRY(areas, FileReading::open(files[0], reading, kAreas,
                                         {"id", "name", "regulation", "owner_role"}));
  CONCORDAT_TRY(procedures,
                FileReading::open(files[1], reading, kProcedures,
                                  {"id", "legislative_area", "procedure", "purposes_of_appointment",
                                   "categories", "products"}));
  CONCORDAT_TRY(categories,
                FileReading::open(files[2], reading, kCategories,
                                  {"kind", "id", "name", "legislative_area", "purpose"}));
  read_areas(areas, reading.read);
  const CodesByName codes = read_categories(categories, reading.read);
  read_procedures(procedures, codes, reading.read);
  Imported imported;
  for (FileReading* file : {&areas, &categories, &procedures}) {
    std::move(*file).append_to(imported);
  }
  return imported;
}

}  // namespace concordat::importers

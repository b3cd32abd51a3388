// Certificates of the Common Criteria as their international list has them.
//
// What the list says and what it does not say are kept apart. A status is the state on the day the
// list was copied and is never used for another day. No text read says whether a certificate still
// holds on the day of its end, so that day is open: surely until, possibly through it.
#include <algorithm>
#include <map>
#include <set>

#include "importers/drafting.hpp"
#include "importers/kinds.hpp"

namespace concordat::importers {
namespace {

constexpr Publication kPublication{
    "common-criteria-portal",
    "List of certified products of the Common Criteria portal, as copied"};

// Issuing bodies by the code under which the list names their scheme.
constexpr std::pair<std::string_view, std::string_view> kIssuers[] = {
    {"FR", "anssi"}, {"DE", "bsi"}, {"NL", "nscib"}, {"ES", "ccn"}};

constexpr int kHighestLevel = 7;
constexpr std::string_view kLevelPrefix = "EAL";
// The list archived every older certificate that day, whatever its own term.
constexpr std::string_view kMassArchival = "2019-06-01";
// Terms are of five years; shorter by more than a month or so is no rounding.
constexpr std::int32_t kFullTerm_days = 1789;
constexpr std::string_view kLostCharacter = "\xEF\xBF\xBD";

// "EAL4+" taken apart.
struct Level {
  std::string name;
  bool augmented = false;
};

std::optional<Level> level_of(std::string_view text) {
  Level level;
  if (text.ends_with('+')) {
    level.augmented = true;
    text.remove_suffix(1);
  }
  const bool known = text.size() == kLevelPrefix.size() + 1 && text.starts_with(kLevelPrefix) &&
                     text.back() >= '1' && text.back() <= '0' + kHighestLevel;
  if (!known) return std::nullopt;
  level.name = std::string(text);
  return level;
}

// "AVA_VAN.5": family, then one digit. Extended components such as AVA_PCL_EXT.1 are kept too.
bool is_component(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || dot + 2 != text.size()) return false;
  const std::string_view family = text.substr(0, dot);
  return family.size() >= 7 && family[3] == '_' && is_identifier(text) && text.back() >= '0' &&
         text.back() <= '9';
}

struct Assurance {
  std::optional<Level> level;
  std::vector<std::string> components;
  std::string note;
};

// Of several components of one family the highest counts; the note keeps the others.
void keep_highest(Assurance& assurance) {
  std::map<std::string, char> highest;
  for (const std::string& component : assurance.components) {
    char& at = highest[component.substr(0, component.size() - 2)];
    at = std::max(at, component.back());
  }
  std::vector<std::string> kept;
  for (const std::string& component : assurance.components) {
    if (highest[component.substr(0, component.size() - 2)] == component.back()) {
      kept.push_back(component);
    } else {
      assurance.note += "Lists " + component + " beside a higher one of its family. ";
    }
  }
  assurance.components = std::move(kept);
}

void note_augmentation(Assurance& assurance) {
  if (!assurance.level) {
    assurance.note += "Claims no level of its own: that of its profile holds. ";
  } else if (assurance.level->augmented && assurance.components.empty()) {
    assurance.note += "The list says that something was added to the level, and not what. ";
  } else if (!assurance.level->augmented && !assurance.components.empty()) {
    assurance.note += "Listed without '+', yet with components of its own. ";
  }
}

// Reads both columns together; false when the row was rejected.
bool read_assurance(FileReading& file, const csv::Row& row, Assurance& assurance) {
  const std::string_view eal = file.cell(row, "eal");
  if (!eal.empty()) {
    assurance.level = level_of(eal);
    if (!assurance.level) {
      file.reject(row, "eal", "import.level");
      return false;
    }
  }
  std::set<std::string> seen;
  for (const std::string& part : parts(file.cell(row, "security_level"), '|')) {
    if (const auto level = level_of(part)) {
      if (!assurance.level) assurance.level = level;
      if (assurance.level->name == level->name) continue;
      file.reject(row, "security_level", "import.contradiction");
      return false;
    }
    if (!is_component(part)) {
      file.reject(row, "security_level", "import.component");
      return false;
    }
    if (seen.insert(part).second) assurance.components.push_back(part);
  }
  std::ranges::sort(assurance.components);
  keep_highest(assurance);
  note_augmentation(assurance);
  return true;
}

struct Term {
  Days days;
  Date issued;
  std::string note;
};

std::optional<Term> read_term(FileReading& file, const csv::Row& row) {
  const auto issued = parse_date(file.cell(row, "not_valid_before"));
  if (!issued) {
    file.reject(row, "not_valid_before", "import.date");
    return std::nullopt;
  }
  Term term{.days = {.from = *issued}, .issued = *issued, .note = {}};
  const std::string_view end_cell = file.cell(row, "not_valid_after");
  if (end_cell.empty()) return term;
  const auto end = parse_date(end_cell);
  if (!end || *end < *issued) {
    file.reject(row, "not_valid_after", end ? "import.dates" : "import.date");
    return std::nullopt;
  }
  term.days.until = *end;
  term.days.possibly_until = end->plus_days(1);
  if (end_cell == kMassArchival) {
    term.note = "Ends with the archival of all certificates older than five years. ";
  } else if (cleaned(file.cell(row, "status")) == "archived" &&
             end->days - issued->days < kFullTerm_days) {
    term.note = "Archived before five years were over; the list does not say why. ";
  }
  return term;
}

std::string_view issuer_of(std::string_view scheme) {
  for (const auto& [code, body] : kIssuers) {
    if (code == scheme) return body;
  }
  return {};
}

void add_lists(FileReading& file, const csv::Row& row, bool has_level, json::Object& body) {
  const std::vector<std::string> profiles = parts(file.cell(row, "protection_profiles"), '|');
  std::vector<std::string> distinct;
  bool collaborative = false;
  for (const std::string& profile : profiles) {
    if (std::ranges::count(distinct, profile) == 0) distinct.push_back(profile);
    collaborative = collaborative || profile.starts_with("cPP") || profile.contains("(cPP)") ||
                    lower(profile).contains("collaborative protection profile");
  }
  if (!distinct.empty()) body.set("profiles", strings(distinct));
  // Exact use of a collaborative profile leaves no level of one's own, and none listed is not none
  // claimed. That a profile so named was used exactly is more than its name says: left open.
  const bool surely_none = !collaborative && (has_level || !distinct.empty());
  if (surely_none) body.set("collaborativeProfile", false);
  std::vector<std::string> references;
  for (const std::string& reference : parts(file.cell(row, "refs"), '|')) {
    if (std::ranges::count(references, reference) == 0) references.push_back(reference);
  }
  if (!references.empty()) body.set("basedOn", strings(references));
}

void read_row(FileReading& file, const csv::Row& row, std::set<std::string>& numbers) {
  const std::string number(file.cell(row, "cert_id"));
  if (!is_identifier(number)) return file.reject(row, "cert_id", "import.identifier");
  const std::string_view issuer = issuer_of(file.cell(row, "scheme"));
  if (issuer.empty()) return file.reject(row, "scheme", "import.issuer-unknown");
  // The number of such a certificate names a body, and its level stands on another scale.
  if (number.starts_with("EUCC-")) return file.reject(row, "cert_id", "import.other-scheme");
  Assurance assurance;
  if (!read_assurance(file, row, assurance)) return;
  const std::optional<Term> term = read_term(file, row);
  if (!term) return;
  if (!numbers.insert(number).second) return file.reject(row, "cert_id", "import.duplicate");
  const std::string_view title = file.cell(row, "name");
  std::string note = assurance.note + term->note;
  if (title.contains(kLostCharacter)) note += "The list has lost characters of the name. ";
  if (note.ends_with(' ')) note.pop_back();

  json::Object body{{"certificate", number},  {"number", number}, {"artefact", "certificate"},
                    {"body", issuer},         {"scheme", "CC"},   {"legalEffect", "voluntary"},
                    {"sector", "it-security"}};
  const std::string_view category = file.cell(row, "category");
  if (!category.empty()) body.set("category", category);
  body.set("holder", file.cell(row, "manufacturer"));
  if (!title.empty()) body.set("title", title);
  if (assurance.level) {
    body.set("scale", "CC-EAL");
    body.set("level", assurance.level->name);
  }
  if (!assurance.components.empty()) body.set("components", strings(assurance.components));
  add_lists(file, row, assurance.level.has_value(), body);
  body.set("issued", to_string(term->issued));
  file.take(row, {.id = "cc-" + number,
                  .type = "certificate",
                  .days = term->days,
                  .body = std::move(body),
                  .note = std::move(note)});
}

}  // namespace

Result<Imported> read_common_criteria(const std::vector<Source>& files, const Reading& reading) {
  CONCORDAT_TRY(file, FileReading::open(files.front(), reading, kPublication,
                                        {"cert_id", "name", "status", "category", "manufacturer",
                                         "scheme", "eal", "security_level", "protection_profiles",
                                         "not_valid_before", "not_valid_after", "refs"}));
  std::set<std::string> numbers;
  for (const csv::Row& row : file.rows()) read_row(file, row, numbers);
  Imported imported;
  std::move(file).append_to(imported);
  return imported;
}

}  // namespace concordat::importers

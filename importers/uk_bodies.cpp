// The register of conformity assessment bodies of the United Kingdom, and its schedules.
//
// The register has numbers as text, countries and dates of publication; the schedules say what each
// body may do and have passed through a spreadsheet: leading zeros of numbers are lost, names were
// decoded twice, area names end in spaces. So the register decides who a schedule speaks of.
#include <algorithm>
#include <map>
#include <set>

#include "importers/drafting.hpp"
#include "importers/kinds.hpp"
#include "importers/uk_areas.hpp"

namespace concordat::importers {
namespace {

constexpr Publication kRegister{"arrangement-directories",
                                "Register of conformity assessment bodies of the United Kingdom"};
constexpr Publication kSchedules{
    "arrangement-directories",
    "Schedules of the register of conformity assessment bodies of the United Kingdom"};

constexpr std::size_t kNumber_digits = 4;
// Approved bodies and the agreements of the United Kingdom begin with the end of the transition
// period (European Union (Withdrawal Agreement) Act 2020, section 39).
Date regime_begins() { return date_of(2021, 1, 1); }

struct Body {
  std::string id;
  std::string number;
  std::string economy;
  std::vector<std::string> partners;  // economies under whose agreements the register has it
  bool current = false;
  Date first_seen;                     // surely in the register since then
  std::optional<Date> last_published;  // and still on the day it was last published
  std::optional<Date> possibly_since;  // without any event: since the regime began
};

// Who is in the register, by what a schedule can name.
struct Register {
  std::map<std::string, Body> by_number;
  std::map<std::string, Body> by_name;  // those without a number
  // Numbers and names in the register whose row could not be taken.
  std::set<std::string> refused;
};

// Of "2020-12-03 Published; 2023-05-26 Draft created; 2024-02-14 RePublished".
struct Events {
  std::optional<Date> first;           // the earliest of any kind
  std::optional<Date> last_published;  // a draft publishes nothing
};

Events events_in(std::string_view cell) {
  constexpr std::size_t kDate = 10;
  Events events;
  for (const std::string& event : parts(cell, ';')) {
    const auto day = parse_date(std::string_view(event).substr(0, kDate));
    if (!day) continue;
    if (!events.first || *day < *events.first) events.first = *day;
    if (!lower(event).ends_with("published")) continue;
    if (!events.last_published || *events.last_published < *day) events.last_published = *day;
  }
  return events;
}

std::vector<std::string> economies_of(std::string_view countries) {
  std::vector<std::string> economies;
  for (const std::string& country : parts(countries, ';')) {
    if (const auto economy = economy_of(country)) economies.emplace_back(*economy);
  }
  return economies;
}

std::optional<std::string> economy_in(const FileReading& file, const csv::Row& row) {
  if (const auto economy = economy_of(file.cell(row, "country"))) return std::string(*economy);
  if (!file.cell(row, "country").empty()) return std::nullopt;
  // What only a body established in the United Kingdom can be: designated by it to its partners;
  // notified by it for Northern Ireland (Windsor Framework, Article 7(3)); a recognised third party
  // or user inspectorate (SI 2016/1105, Schedule 4). A body that is "overseas" as well is neither.
  static constexpr std::string_view kOfTheCountry[] = {"UK body designated under MRA",
                                                       "NI Notified body", "Recognised third-party",
                                                       "User inspectorate"};
  const std::string_view types = file.cell(row, "body_types");
  if (types.contains("Overseas body")) return std::nullopt;
  const bool established = std::ranges::any_of(
      kOfTheCountry, [&](std::string_view type) { return types.contains(type); });
  return established ? std::optional<std::string>("GB") : std::nullopt;
}

json::Object organisation(const FileReading& file, const csv::Row& row, const Body& body) {
  json::Array identifiers;
  if (!body.number.empty()) {
    identifiers.emplace_back(json::Object{{"scheme", "gb-mcab"}, {"value", body.number}});
  }
  const std::string_view accreditation = file.cell(row, "ukas_ref");
  if (!accreditation.empty()) {
    identifiers.emplace_back(json::Object{{"scheme", "ukas"}, {"value", accreditation}});
  }
  json::Object stated{{"organisation", body.id},
                      {"names", json::Object{{"en", file.cell(row, "name")}}},
                      {"economy", body.economy},
                      {"roles", json::Array{"conformity-assessment-body"}}};
  if (!identifiers.empty()) stated.set("identifiers", std::move(identifiers));
  return stated;
}

class RegisterReading {
 public:
  RegisterReading(FileReading& file, Date read) : file_(file), read_(read) {}

  Register read() {
    // A body listed twice under one number is one body; the row that is published speaks for it.
    for (const bool current : {true, false}) {
      for (const csv::Row& row : file_.rows()) {
        if ((file_.cell(row, "status") == "Published") == current) read_row(row, current);
      }
    }
    return std::move(register_);
  }

 private:
  void read_row(const csv::Row& row, bool current) {
    const std::string name(file_.cell(row, "name"));
    const std::string number(file_.cell(row, "body_number"));
    const std::string record(file_.cell(row, "cab_id"));
    const auto [event, last_published] = events_in(file_.cell(row, "audit_events"));
    Body body{.id = number.empty() ? "ukmcab-" + record : "gb-body-" + number,
              .number = number,
              .economy = {},
              .partners = economies_of(file_.cell(row, "mra_countries")),
              .current = current,
              .first_seen = event.value_or(read_),
              .last_published = last_published,
              .possibly_since = event ? std::nullopt : std::optional(regime_begins())};
    const std::string& key = number.empty() ? name : number;
    if (name.empty()) return file_.reject(row, "name", "import.empty");
    if (number.empty() && record.empty()) return file_.reject(row, "cab_id", "import.empty");
    if (!is_identifier(body.id)) return file_.reject(row, "body_number", "import.identifier");
    if (register_.by_number.contains(key) || register_.by_name.contains(key)) {
      return file_.reject(row, number.empty() ? "name" : "body_number", "import.duplicate");
    }
    const auto economy = economy_in(file_, row);
    if (!economy) {
      register_.refused.insert(key);
      return file_.reject(row, "country", "import.country");
    }
    body.economy = *economy;
    file_.take(row,
               {.id = body.id,
                .type = "organisation",
                .days = {.from = body.first_seen, .possibly_from = body.possibly_since},
                .body = organisation(file_, row, body),
                .note = current ? "Published in the register." : "Historical in the register."});
    (number.empty() ? register_.by_name : register_.by_number).emplace(key, std::move(body));
  }

  FileReading& file_;
  Date read_;
  Register register_;
};

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "Modules D, D1, E, E1, H and H1" at the end of a label.
std::vector<std::string> modules_in(std::string_view label) {
  constexpr std::string_view kWord = "Modules ";
  const std::size_t at = label.find(kWord);
  if (at == std::string_view::npos) return {};
  std::string listed(label.substr(at + kWord.size()));
  for (std::size_t join = listed.find(" and "); join != std::string::npos;
       join = listed.find(" and ")) {
    listed.replace(join, 5, ",");
  }
  return parts(listed, ',');
}

// "… Regulations 2016 - MI005": the one category of instruments the row is about, as the law writes
// it (Annexes III to XII of Directive 2014/32/EU), else nothing.
std::string category_in(std::string_view label) {
  constexpr std::string_view kMark = " - MI0";
  constexpr std::size_t kNumber = 3;
  const std::size_t at = label.find(kMark);
  if (at == std::string_view::npos) return {};
  const std::string_view number = label.substr(at + kMark.size() - 1);
  return number.size() == kNumber ? "MI-" + std::string(number) : std::string();
}

// The partners whose agreement a label names. A label can name two, or only a partner's regulator.
std::vector<std::string> partners_in(std::string_view label) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"Australia", "AU"},   {"Austrailia", "AU"}, {"Canada", "CA"},  {"IC CAB", "CA"},
      {"New Zealand", "NZ"}, {"UK-US", "US"},      {"FCC TCB", "US"},
  };
  std::vector<std::string> partners;
  for (const auto& [word, economy] : kWords) {
    if (label.contains(word) && std::ranges::count(partners, economy) == 0) {
      partners.emplace_back(economy);
    }
  }
  return partners;
}

bool concerns_agreement(std::string_view label) {
  return label.contains("MRA") || label.contains("Mutual Recognition") ||
         label.contains("Sectoral ");
}

// One schedule row, once it is known whom it speaks of.
struct Entry {
  const Body* body = nullptr;
  const Area* area = nullptr;
  std::string label;
  std::string category;  // of measuring instruments, when the row is about one alone
};

class ScheduleReading {
 public:
  ScheduleReading(FileReading& file, const Register& listed, Date read)
      : file_(file), listed_(listed), read_(read) {}

  void read() {
    for (const csv::Row& row : file_.rows()) read_row(row);
  }

 private:
  void read_row(const csv::Row& row) {
    Entry entry{.label = std::string(file_.cell(row, "Label"))};
    if (entry.label.starts_with("Note for ") || entry.label.contains("additionally appointed")) {
      return file_.reject(row, "Label", "import.not-a-designation");
    }
    entry.area = find_area(file_.cell(row, "LegislativeArea"));
    if (!entry.area) return file_.reject(row, "LegislativeArea", "import.area");
    entry.body = body_in(row);
    if (!entry.body) return;
    if (concerns_agreement(entry.label)) return read_listing(row, entry);
    // A part of the scope that cannot be told apart must not become the whole.
    entry.category = category_in(entry.label);
    if (entry.category.empty() && entry.label.contains(" - MI")) {
      return file_.reject(row, "Label", "import.scope");
    }
    designate(row, entry, {.act = entry.area->act, .annex = {}});
  }

  // Whom the row means, or null when it was rejected.
  const Body* body_in(const csv::Row& row) {
    std::string number(file_.cell(row, "CABNumber"));
    const std::string name(file_.cell(row, "Name"));
    const auto reject = [&](std::string_view column, std::string_view code) {
      file_.reject(row, column, code);
      return nullptr;
    };
    if (number.empty()) {
      const auto found = listed_.by_name.find(name);
      if (found != listed_.by_name.end()) return &found->second;
      return reject(
          "Name", listed_.refused.contains(name) ? "import.body-not-taken" : "import.body-unknown");
    }
    // "0120 (ex 0890, ex 2642)": the number today, then the earlier ones.
    if (const std::size_t former = number.find(" (ex "); former != std::string::npos) {
      number.resize(former);
    }
    if (number.contains(',')) return reject("CABNumber", "import.several-numbers");
    const bool shortened = all_digits(number) && number.size() < kNumber_digits;
    if (shortened) number.insert(0, kNumber_digits - number.size(), '0');
    const auto found = listed_.by_number.find(number);
    if (found != listed_.by_number.end()) return &found->second;
    if (listed_.refused.contains(number)) return reject("CABNumber", "import.body-not-taken");
    return reject("CABNumber", shortened ? "import.leading-zero" : "import.body-unknown");
  }

  // A listing under an agreement. For which side's law follows from where the body is.
  void read_listing(const csv::Row& row, const Entry& entry) {
    std::vector<std::string> partners = partners_in(entry.label);
    if (partners.empty() && entry.body->partners.size() == 1) partners = entry.body->partners;
    if (partners.empty()) return file_.reject(row, "Label", "import.agreement-unknown");
    for (const std::string& partner : partners) {
      const std::string annex = "UK-" + partner + "/" + std::string(entry.area->sector);
      if (entry.body->economy == partner) {
        designate(row, entry, {.act = entry.area->act, .annex = annex});
      } else if (entry.body->economy != "GB") {
        file_.reject(row, "Label", "import.direction");
      } else if (const PartnerAct* law = find_partner_act(partner, entry.area->sector)) {
        designate(row, entry, {.act = law->act, .annex = annex});
      } else {
        file_.reject(row, "Label", "import.act-unknown");
      }
    }
  }

  struct Under {
    std::string_view act;
    std::string annex;
  };

  // The file has no day of designation: surely since the register showed the body, possibly since
  // the regime began. A row that is historical was taken off, or replaced by a version that the
  // copy lacks, on some day after it was last published: open until the reading.
  [[nodiscard]] Days days_of(const Body& body) const {
    const Date begins = regime_begins();
    Days days{.from = std::max(begins, body.first_seen), .possibly_from = begins};
    if (!body.current) {
      days.until = days.from;
      if (body.last_published) days.until = std::max(days.from, body.last_published->plus_days(1));
      days.possibly_until = std::max(read_, days.until->plus_days(1));
    }
    return days;
  }

  void designate(const csv::Row& row, const Entry& entry, const Under& under) {
    const std::vector<std::string> modules = modules_in(entry.label);
    std::string id = entry.body->id + ":" + std::string(under.act);
    if (!under.annex.empty()) id += ":" + under.annex;
    for (const std::string& module : modules) id += (module == modules[0] ? ":" : "+") + module;
    if (!entry.category.empty()) id += ":" + entry.category;
    if (!is_identifier(id)) return file_.reject(row, "Label", "import.identifier");
    if (!taken_.insert(id).second) return file_.reject(row, "Label", "import.duplicate");
    json::Object body{{"body", entry.body->id}, {"act", under.act}};
    if (!under.annex.empty()) body.set("annex", under.annex);
    if (!modules.empty()) body.set("modules", strings(modules));
    body.set("sectors", json::Array{entry.area->sector});
    if (!entry.category.empty()) {
      body.set("products",
               json::Object{{"attribute", "instrumentCategory"}, {"is", entry.category}});
    }
    if (!entry.body->number.empty()) body.set("number", entry.body->number);
    file_.take(row, {.id = std::move(id),
                     .type = "designation",
                     .days = days_of(*entry.body),
                     .body = std::move(body),
                     .note = "Schedule: " + entry.label});
  }

  FileReading& file_;
  const Register& listed_;
  Date read_;
  std::set<std::string> taken_;
};

}  // namespace

Result<Imported> read_uk_bodies(const std::vector<Source>& files, const Reading& reading) {
  CONCORDAT_TRY(bodies,
                FileReading::open(files[0], reading, kRegister,
                                  {"cab_id", "body_number", "name", "status", "country", "ukas_ref",
                                   "body_types", "mra_countries", "audit_events"}));
  CONCORDAT_TRY(schedules, FileReading::open(files[1], reading, kSchedules,
                                             {"Name", "CABNumber", "Label", "LegislativeArea"}));
  const Register listed = RegisterReading(bodies, reading.read).read();
  ScheduleReading(schedules, listed, reading.read).read();
  Imported imported;
  std::move(bodies).append_to(imported);
  std::move(schedules).append_to(imported);
  return imported;
}

}  // namespace concordat::importers

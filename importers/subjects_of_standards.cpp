// The International Classification for Standards: fields, groups and sub-groups.
#include <algorithm>
#include <set>

#include "importers/drafting.hpp"
#include "importers/kinds.hpp"

namespace concordat::importers {
namespace {

constexpr Publication kPublication{"iso-ics", "International Classification for Standards"};
constexpr std::string_view kSystem = "ICS:";
// First edition of the classification. The list does not say since when a code stands in it: surely
// on the day of reading, at the earliest then.
constexpr std::string_view kFirstEdition = "1992-01-01";

// "97", "97.040", "97.040.20": what the level makes of it. A spreadsheet turns 97.040 into 97.04.
constexpr std::string_view kShapes[] = {"00", "00.000", "00.000.00"};

bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool digit = text[at] >= '0' && text[at] <= '9';
    if (shape[at] == '.' ? text[at] != '.' : !digit) return false;
  }
  return true;
}

std::string_view shape_of_level(std::string_view level) {
  if (level.size() != 1 || level[0] < '1' || level[0] > '3') return {};
  return kShapes[static_cast<std::size_t>(level[0] - '1')];
}

std::string parent_of(std::string_view code) {
  const std::size_t dot = code.rfind('.');
  return dot == std::string_view::npos ? std::string() : std::string(code.substr(0, dot));
}

// The codes after "see" in each of the notes: "Toys, see 97.200.50 | Including ...".
std::vector<std::string> codes_seen(std::string_view notes, const std::set<std::string>& listed) {
  std::vector<std::string> found;
  for (const std::string& note : parts(notes, '|')) {
    const std::string words = " " + note;
    std::size_t at = words.find(" see ");
    for (; at != std::string::npos && at < words.size(); ++at) {
      if (words[at] == ' ') continue;
      if (words[at - (at > 0 ? 1 : 0)] != ' ') continue;
      for (const std::string_view shape : {kShapes[2], kShapes[1]}) {
        const std::string code = words.substr(at, shape.size());
        if (!has_shape(code, shape) || !listed.contains(code)) continue;
        add_once(found, std::string(kSystem) + code);
        at += shape.size() - 1;
        break;
      }
    }
  }
  return found;
}

struct Codes {
  std::set<std::string> listed;  // anywhere in the file
  std::set<std::string> seen;    // in the rows before
};

void read_row(FileReading& file, const csv::Row& row, Codes& codes, Date read) {
  const std::string_view number = file.cell(row, "code");
  const std::string_view shape = shape_of_level(file.cell(row, "level"));
  const std::string_view name = file.cell(row, "description");
  const std::string parent = parent_of(number);
  if (shape.empty()) return file.reject(row, "level", "import.code-form");
  if (!has_shape(number, shape)) return file.reject(row, "code", "import.code-form");
  if (name.empty()) return file.reject(row, "description", "import.empty");
  if (!parent.empty() && !codes.listed.contains(parent)) {
    return file.reject(row, "code", "import.parent");
  }
  if (!codes.seen.emplace(number).second) return file.reject(row, "code", "import.duplicate");
  json::Object body{{"code", std::string(kSystem) + std::string(number)},
                    {"classification", "ICS"},
                    {"number", number},
                    {"names", json::Object{{"en", one_line(name)}}}};
  if (!parent.empty()) body.set("parent", std::string(kSystem) + parent);
  const std::string_view notes = file.cell(row, "notes");
  std::vector<std::string> related = codes_seen(notes, codes.listed);
  std::erase(related, std::string(kSystem) + std::string(number));
  if (!related.empty()) body.set("related", strings(related));
  if (!notes.empty()) body.set("explanation", one_line(notes));
  const Date first = *parse_date(kFirstEdition);
  file.take(row, {.id = "ics-" + std::string(number),
                  .type = "classification-code",
                  .days = {.from = std::max(read, first), .possibly_from = first},
                  .body = std::move(body)});
}

}  // namespace

Result<Imported> read_subjects_of_standards(const std::vector<Source>& files,
                                            const Reading& reading) {
  CONCORDAT_TRY(file, FileReading::open(files.front(), reading, kPublication,
                                        {"code", "level", "description", "notes"}));
  Codes codes;
  for (const csv::Row& row : file.rows()) codes.listed.emplace(file.cell(row, "code"));
  for (const csv::Row& row : file.rows()) read_row(file, row, codes, reading.read);
  Imported imported;
  std::move(file).append_to(imported);
  return imported;
}

}  // namespace concordat::importers

#include "importers/economy_names.hpp"

#include <algorithm>

namespace concordat::importers {
namespace {

struct Named {
  std::string_view name;
  std::string_view code;
};

constexpr Named kNames[] = {
    {"Argentina", "AR"},
    {"Australia", "AU"},
    {"Austria", "AT"},
    {"Bangladesh", "BD"},
    {"Belarus", "BY"},
    {"Belgium", "BE"},
    {"Bolivia", "BO"},
    {"Bosnia Herzegovina", "BA"},
    {"Bosnia and Herzegovina", "BA"},
    {"Brazil", "BR"},
    {"Bulgaria", "BG"},
    {"Cambodia", "KH"},
    {"Canada", "CA"},
    {"Chile", "CL"},
    {"China", "CN"},
    {"Colombia", "CO"},
    {"Costa Rica", "CR"},
    {"Croatia", "HR"},
    {"Cyprus", "CY"},
    {"Czech Republic", "CZ"},
    {"Czechia", "CZ"},
    {"Denmark", "DK"},
    {"Dominican Republic", "DO"},
    {"Ecuador", "EC"},
    {"Egypt", "EG"},
    {"El Salvador", "SV"},
    {"England", "GB"},
    {"Estonia", "EE"},
    {"European Union", "EU"},
    {"Finland", "FI"},
    {"France", "FR"},
    {"Germany", "DE"},
    {"Great Britain", "GB"},
    {"Greece", "GR"},
    {"Guatemala", "GT"},
    {"Honduras", "HN"},
    {"Hong Kong", "HK"},
    {"Hungary", "HU"},
    {"Iceland", "IS"},
    {"India", "IN"},
    {"Indonesia", "ID"},
    {"Ireland", "IE"},
    {"Israel", "IL"},
    {"Italy", "IT"},
    {"Japan", "JP"},
    {"Jordan", "JO"},
    {"Kenya", "KE"},
    {"Latvia", "LV"},
    {"Liechtenstein", "LI"},
    {"Lithuania", "LT"},
    {"Luxembourg", "LU"},
    {"Macau", "MO"},
    {"Malaysia", "MY"},
    {"Malta", "MT"},
    {"Mauritius", "MU"},
    {"Mexico", "MX"},
    {"Morocco", "MA"},
    {"Nepal", "NP"},
    {"Netherlands", "NL"},
    {"New Zealand", "NZ"},
    {"Norway", "NO"},
    {"Pakistan", "PK"},
    {"Peoples Republic of China", "CN"},
    {"People's Republic of China", "CN"},
    {"Peru", "PE"},
    {"Philippines", "PH"},
    {"Poland", "PL"},
    {"Portugal", "PT"},
    {"Puerto Rico", "PR"},
    {"Republic of Korea", "KR"},
    {"Romania", "RO"},
    {"Russia", "RU"},
    {"San Marino", "SM"},
    {"Scotland", "GB"},
    {"Singapore", "SG"},
    {"Slovakia", "SK"},
    {"Slovenia", "SI"},
    {"South Africa", "ZA"},
    {"South Korea", "KR"},
    {"Spain", "ES"},
    {"Sri Lanka", "LK"},
    {"Sweden", "SE"},
    {"Switzerland", "CH"},
    {"Taiwan", "TW"},
    {"Thailand", "TH"},
    {"The Netherlands", "NL"},
    {"Trinidad and Tobago", "TT"},
    {"Tunisia", "TN"},
    {"Turkey", "TR"},
    {"Türkiye", "TR"},
    {"USA", "US"},
    {"United Arab Emirates", "AE"},
    {"United Kingdom", "GB"},
    {"United States", "US"},
    {"Venezuela", "VE"},
    {"Vietnam", "VN"},
};
constexpr std::string_view kNobody[] = {"Unknown", "N/A"};

std::string without_parentheses(std::string_view text) {
  std::string kept;
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) kept.push_back(c);
    if (c == ')' && depth > 0) --depth;
  }
  return kept;
}

void replace_all(std::string& text, std::string_view word, std::string_view by) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.replace(at, word.size(), by);
    at += by.size();
  }
}

// The countries that a part between semicolons joins by commas and conjunctions.
std::vector<std::string> joined_in(std::string_view part) {
  if (economy_named(part)) return {std::string(part)};
  std::string listed(part);
  for (const std::string_view word : {" and ", " or "}) replace_all(listed, word, ", ");
  std::vector<std::string> names = parts(listed, ',');
  for (std::string& name : names) {
    if (name.starts_with("and ")) name.erase(0, 4);
  }
  return names;
}

}  // namespace

std::optional<std::string_view> economy_named(std::string_view name) {
  const auto* found = std::ranges::find(kNames, name, &Named::name);
  return found == std::end(kNames) ? std::nullopt : std::optional(found->code);
}

std::vector<std::string> economies_in(FileReading& file, const csv::Row& row,
                                      std::string_view column) {
  std::vector<std::string> economies;
  for (const std::string& part : parts(without_parentheses(file.cell(row, column)), ';')) {
    for (const std::string& name : joined_in(one_line(part))) {
      if (std::ranges::count(kNobody, name) > 0) continue;
      if (const auto code = economy_named(name)) {
        add_once(economies, std::string(*code));
      } else {
        file.reject_part(row, column, "import.country", name);
      }
    }
  }
  return economies;
}

}  // namespace concordat::importers

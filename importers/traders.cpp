#include "importers/traders.hpp"

#include <algorithm>

namespace concordat::importers {
namespace {

constexpr std::string_view kPlace = ", of ";
// Between the legal name and the one it trades under; the longer spellings first.
constexpr std::string_view kTradingAs[] = {", d/b/a ", ", dba, ", ", dba ", " d/b/a ", " dba "};

// Without the place. Several places in one text leave no telling which name ends where.
std::string_view name_in(std::string_view text) {
  const std::size_t place = text.find(kPlace);
  if (place == std::string_view::npos) return text;
  if (text.find(kPlace, place + kPlace.size()) != std::string_view::npos) return text;
  return text.substr(0, place);
}

std::vector<std::string> names_in(std::string_view text) {
  for (const std::string_view word : kTradingAs) {
    const std::size_t at = text.find(word);
    if (at == std::string_view::npos) continue;
    std::vector<std::string> names{std::string(cleaned(text.substr(0, at)))};
    for (std::string& name : names_in(text.substr(at + word.size()))) {
      names.push_back(std::move(name));
    }
    return names;
  }
  return {std::string(cleaned(text))};
}

}  // namespace

void add_traders(FileReading& file, const csv::Row& row, const TraderColumn& from,
                 std::vector<Trader>& traders) {
  constexpr std::string_view kJoined = "and ";
  for (const std::string& part : parts(file.cell(row, from.column), ';')) {
    const std::string line = one_line(part);
    std::string_view text = line;
    if (text.starts_with(kJoined)) text.remove_prefix(kJoined.size());
    for (const std::string& name : names_in(name_in(text))) {
      Trader trader{.name = name, .role = from.role};
      if (!fits_line(name)) {
        file.reject_part(row, from.column, "import.too-long", name);
      } else if (!name.empty() && std::ranges::count(traders, trader) == 0) {
        traders.push_back(std::move(trader));
      }
    }
  }
}

json::Array to_json(const std::vector<Trader>& traders) {
  json::Array array;
  for (const Trader& trader : traders) {
    array.emplace_back(json::Object{{"name", trader.name}, {"role", trader.role}});
  }
  return array;
}

}  // namespace concordat::importers

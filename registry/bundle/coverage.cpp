#include "registry/bundle/coverage.hpp"

#include <algorithm>

namespace concordat::registry::bundle {
namespace {

using Names = std::optional<std::vector<std::string>>;

constexpr std::string_view kAll = "all";

json::Value to_json(const Names& names) {
  if (!names) return kAll;
  json::Array list;
  for (const std::string& name : *names) list.emplace_back(name);
  return list;
}

std::unexpected<Error> unfit(std::string place) {
  return fail({.code = "offline.coverage",
               .place = std::move(place),
               .expected = "\"all\", or 1 to " + std::to_string(kMaxCovered) + " names in order"});
}

Result<Names> names_from(const json::Value* json, std::string place) {
  if (json == nullptr) return unfit(std::move(place));
  if (json->as_string() != nullptr && *json->as_string() == kAll) return Names();
  const json::Array* const list = json->as_array();
  if (list == nullptr || list->empty() || list->size() > kMaxCovered) {
    return unfit(std::move(place));
  }
  std::vector<std::string> names;
  for (const json::Value& name : *list) {
    const std::string* const text = name.as_string();
    if (text == nullptr || text->empty() || (!names.empty() && *text <= names.back())) {
      return unfit(std::move(place));
    }
    names.push_back(*text);
  }
  return Names(std::move(names));
}

Result<Names> listed(std::vector<std::string> names, std::string place) {
  if (names.empty()) return Names();
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  if (names.size() > kMaxCovered || names.front().empty()) return unfit(std::move(place));
  return Names(std::move(names));
}

bool covers(const Names& names, std::string_view name) {
  return !names || std::ranges::binary_search(*names, name);
}

std::string joined(const Names& names) {
  std::string text;
  for (const std::string& name : *names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// Whether a certificate here has that identifier or number. Everything else on file that could be
// meant by it is here as well: selection.hpp.
bool is_here(const facts::Tables& tables, facts::Ordinal size, std::string_view number) {
  const facts::Id id = tables.id(number);
  if (id == facts::kNoId) return false;
  bool here = false;
  tables.certificates.visit(id, size, [&](const facts::Certificate&) {
    here = true;
    return false;
  });
  if (here) return true;
  tables.certificates_by_number.visit(id, [&](std::uint32_t at) {
    here = tables.certificates.at(at).visible(size);
    return !here;
  });
  return here;
}

}  // namespace

json::Value to_json(const Coverage& coverage) {
  return json::Object{{"markets", to_json(coverage.markets)},
                      {"sectors", to_json(coverage.sectors)}};
}

Result<Coverage> coverage_from_json(const json::Value& json, const std::string& place) {
  if (json.as_object() == nullptr || json.as_object()->size() != 2) return unfit(place);
  CONCORDAT_TRY(markets, names_from(json.find("markets"), place + "/markets"));
  CONCORDAT_TRY(sectors, names_from(json.find("sectors"), place + "/sectors"));
  return Coverage{.markets = std::move(markets), .sectors = std::move(sectors)};
}

Result<Coverage> coverage_of(std::vector<std::string> markets, std::vector<std::string> sectors) {
  CONCORDAT_TRY(some_markets, listed(std::move(markets), "markets"));
  CONCORDAT_TRY(some_sectors, listed(std::move(sectors), "sectors"));
  return Coverage{.markets = std::move(some_markets), .sectors = std::move(some_sectors)};
}

Status inside(const Coverage& coverage, const recognition::Question& question,
              const facts::Tables& tables, facts::Ordinal size) {
  if (question.as_of && *question.as_of != size) {
    return fail({.code = "offline.as-of", .place = "/asOf", .expected = std::to_string(size)});
  }
  if (!covers(coverage.markets, question.market)) {
    return fail({.code = "offline.market-outside",
                 .place = "/market",
                 .expected = joined(coverage.markets),
                 .arguments = {{"market", question.market}}});
  }
  if (!coverage.sectors) return {};
  const std::string& sector = question.product.sector;
  if (!sector.empty() && !covers(coverage.sectors, sector)) {
    return fail({.code = "offline.sector-outside",
                 .place = "/product/sector",
                 .expected = joined(coverage.sectors),
                 .arguments = {{"sector", sector}}});
  }
  for (std::size_t at = 0; at < question.attestations.size(); ++at) {
    const std::string& number = question.attestations[at].number;
    if (is_here(tables, size, number)) continue;
    return fail({.code = "offline.attestation-outside",
                 .place = "/attestations/" + std::to_string(at) + "/number",
                 .arguments = {{"number", number}, {"sectors", joined(coverage.sectors)}}});
  }
  return {};
}

}  // namespace concordat::registry::bundle

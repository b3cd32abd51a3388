// Facets of a listing, one search over every kind, and what else is on file about a certificate.
#include "api/found.hpp"

#include <algorithm>

#include "api/negotiation.hpp"
#include "api/page.hpp"
#include "registry/credentials/names.hpp"
#include "registry/finding/alerts.hpp"
#include "registry/finding/facets.hpp"
#include "registry/finding/search.hpp"
#include "registry/resources.hpp"

namespace concordat::api {
namespace {

constexpr std::uint64_t kFew = 5;
// Of each kind: whoever wants more asks for the listing of that kind.
constexpr std::uint64_t kMostFew = 20;

// "scheme,body" as a list. Code request.parameter: nothing between two commas, or one name twice.
Result<std::vector<std::string>> names_in(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    names.emplace_back(text.substr(at, end - at));
    at = end + 1;
    const bool twice = std::ranges::count(names, names.back()) > 1;
    if (!names.back().empty() && !twice) continue;
    return fail({.code = "request.parameter",
                 .place = std::string(kFacets),
                 .expected = "names of facets with commas between them, each once"});
  }
  return names;
}

facts::Probe today(const Call& call, const facts::State& state) {
  return {.tables = state.tables(),
          .size = state.size_published(),
          .date = utc_date(call.ports.clock.now())};
}

json::Object value_json(const registry::Counted& counted, std::string label) {
  json::Object value{{"value", counted.value}};
  if (!label.empty() && label != counted.value) value.set("label", std::move(label));
  value.set("count", counted.count);
  return value;
}

std::string path_of(std::string_view kind, std::string_view id) {
  return "/v1/" + std::string(kind) + "/" + percent_encode(id);
}

}  // namespace

Result<json::Value> found_by_facets(const Call& call, const registry::Listing& listing) {
  const registry::Registry& registry = call.ports.registry;
  CONCORDAT_TRY(names, names_in(call.query.value(kFacets)));
  CONCORDAT_TRY(counted, registry::count(registry, listing, names, call.ports.clock.now()));
  const Voice voice = call.voice();
  const auto state = registry.state();
  const untp::Naming naming = registry::naming_of(registry, today(call, *state), voice.language);
  json::Array facets;
  for (const registry::Facet& facet : counted.facets) {
    const bool standing = facet.name.name == "state";
    json::Array values;
    for (const registry::Counted& one : facet.values) {
      std::string label;
      if (standing) label = word(voice, "standing." + one.value, one.value);
      if (!facet.name.names.empty()) label = naming(facet.name.names, one.value);
      values.push_back(value_json(one, std::move(label)));
    }
    json::Object shown{{"facet", facet.name.name}, {"values", std::move(values)}};
    if (facet.other_values > 0) {
      shown.set("others",
                json::Object{{"values", facet.other_values}, {"count", facet.other_count}});
    }
    facets.push_back(std::move(shown));
  }
  return json::Value(json::Object{
      {"total", counted.total}, {"exact", counted.exact}, {"facets", std::move(facets)}});
}

Answer get_search(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  for (const auto& [name, value] : call.query.parameters()) {
    if (name == "q" || name == "limit") continue;
    return fail({.code = "request.parameter", .place = name, .expected = "q, limit"});
  }
  CONCORDAT_TRY(limit, call.query.number("limit", {.minimum = 1, .maximum = kMostFew}));
  const std::string text(call.query.value("q"));
  if (text.empty()) {
    return fail({.code = "request.parameter", .place = "q", .expected = "words to look for"});
  }
  CONCORDAT_TRY(found,
                registry::search(call.ports.registry, text,
                                 {.few = limit.value_or(kFew), .language = call.voice().language}));
  json::Array kinds;
  for (const registry::FoundKind& kind : found.kinds) {
    json::Array items;
    for (const registry::Sighting& one : kind.best) {
      json::Object item{{"id", one.id}};
      if (!one.label.empty()) item.set("label", one.label);
      if (!one.number.empty()) item.set("number", one.number);
      item.set("path", path_of(kind.kind, one.id));
      items.push_back(std::move(item));
    }
    kinds.push_back(
        json::Object{{"kind", kind.kind}, {"total", kind.total}, {"items", std::move(items)}});
  }
  http::Response response = json_reply(
      json::Object{{"exact", found.exact}, {"kinds", std::move(kinds)}}, Caching::kRevalidate);
  response.fields.add("Vary", "Accept-Language");
  return response;
}

Answer get_alerts(const Call& call, std::string_view certificate) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  const registry::Registry& registry = call.ports.registry;
  CONCORDAT_TRY(found, registry::linked_alerts(registry, certificate, call.ports.clock.now()));
  const Voice voice = call.voice();
  json::Array items;
  for (const registry::LinkedAlert& one : found.alerts) {
    json::Array by;
    for (const registry::Tie& tie : one.ties) {
      by.push_back(json::Object{{"what", tie.what}, {"value", tie.value}});
    }
    json::Object item{{"kind", one.kind},
                      {"id", one.id},
                      {"link", one.identified ? "identified" : "possible"},
                      {"by", std::move(by)},
                      {"effect", registry::name(one.effect)},
                      {"market", one.market}};
    if (one.named_units) item.set("namedUnitsOnly", true);
    if (!one.measure.empty()) item.set("measure", one.measure);
    if (!one.stage.empty()) item.set("stage", one.stage);
    item.set("holds", one.holds);
    if (const auto shown = registry.show(one.kind, one.id)) {
      const std::string label = registry::name_in(shown->json, voice.language);
      if (!label.empty()) item.set("label", label);
    }
    item.set("statement", one.statement);
    item.set("path", path_of(one.kind, one.id));
    items.push_back(std::move(item));
  }
  http::Response response = json_reply(json::Object{{"certificate", found.certificate},
                                                    {"date", to_string(found.day)},
                                                    {"size", found.size},
                                                    {"complete", found.complete},
                                                    {"items", std::move(items)}},
                                       Caching::kLive);
  response.fields.add("Vary", "Accept-Language");
  return response;
}

}  // namespace concordat::api

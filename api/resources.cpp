// Resources and statements, read only.
#include "registry/resources.hpp"

#include <algorithm>

#include "api/asked.hpp"
#include "api/found.hpp"
#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "registry/finding/facets.hpp"

namespace concordat::api {
namespace {

constexpr std::uint64_t kDefaultPage = 50;
constexpr std::uint64_t kMaxPage = 500;  // as Registry::list
constexpr std::string_view kStatementFilters[] = {"type", "author", "id"};
constexpr std::string_view kProof = "/proof";
constexpr std::string_view kCredential = "/credential";
constexpr std::string_view kPaper = "/paper";
constexpr std::string_view kCode = "/code.svg";
constexpr std::string_view kAlerts = "/alerts";

// The fields by which a kind can be filtered: those that the search projection keeps.
std::vector<std::string_view> filters_of(std::string_view kind) {
  if (kind == "statements") return {std::begin(kStatementFilters), std::end(kStatementFilters)};
  std::vector<std::string_view> names;
  const registry::ResourceKind* found = registry::find_kind(kind);
  if (found == nullptr) return names;
  for (const statement::Field& field : statement::find(found->type)->fields) {
    const bool exact = field.kind == statement::Kind::kNumber ||
                       field.kind == statement::Kind::kId || field.kind == statement::Kind::kChoice;
    if (exact) names.push_back(field.name);
  }
  if (kind == registry::kOrganisations) names.push_back(registry::kLooksLike);
  for (const registry::FacetName& facet : registry::facets_of(kind)) {
    if (std::ranges::find(names, facet.name) == names.end()) names.push_back(facet.name);
  }
  return names;
}

std::string joined(const std::vector<std::string_view>& names) {
  std::string text = "after, limit";
  for (const std::string_view name : names) text.append(", ").append(name);
  return text;
}

Result<registry::Listing> listing_of(std::string_view kind, const Query& query) {
  registry::Listing listing{.kind = std::string(kind)};
  const auto filters = filters_of(kind);
  for (const auto& [name, value] : query.parameters()) {
    if (name == "limit" || name == kFacets) continue;
    if (name == "after") {
      listing.after = value;
    } else if (name == "q" && kind != "statements") {
      listing.text = value;
    } else if (std::ranges::find(filters, name) != filters.end()) {
      listing.filters.emplace_back(name, value);
    } else {
      return fail({.code = "request.parameter", .place = name, .expected = joined(filters)});
    }
  }
  CONCORDAT_TRY(limit, query.number("limit", {.minimum = 1, .maximum = kMaxPage}));
  listing.limit = static_cast<std::uint32_t>(limit.value_or(kDefaultPage));
  return listing;
}

Answer list(const Call& call, std::string_view kind) {
  CONCORDAT_TRY(listing, listing_of(kind, call.query));
  CONCORDAT_TRY(page, registry::list(call.ports.registry, listing, call.ports.clock.now()));
  json::Array items;
  for (registry::Resource& resource : page.resources) items.push_back(std::move(resource.json));
  json::Object body{{"items", std::move(items)}};
  if (!page.next.empty()) body.set("next", page.next);
  if (call.query.has(kFacets)) {
    CONCORDAT_TRY(found, found_by_facets(call, listing));
    body.set("found", std::move(found));
  }
  http::Response response = json_reply(body, Caching::kRevalidate);
  if (call.query.has(kFacets)) response.fields.add("Vary", "Accept-Language");
  if (!page.next.empty())
    response.fields.add("Link", "<" + target_of_next(call, page.next) + ">; rel=\"next\"");
  return response;
}

}  // namespace

std::string target_of_next(const Call& call, std::string_view next) {
  std::string target(call.request.path);
  char separator = '?';
  const auto append = [&](std::string_view name, std::string_view value) {
    target.push_back(separator);
    target.append(percent_encode(name)).append("=").append(percent_encode(value));
    separator = '&';
  };
  for (const auto& [name, value] : call.query.parameters()) {
    // What was counted is counted for every page.
    if (name != "after" && name != kFacets) append(name, value);
  }
  append("after", next);
  return target;
}

Answer get_index(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  const registry::Registry& registry = call.ports.registry;
  json::Array kinds;
  for (const std::string& kind : registry::Registry::kinds()) {
    kinds.push_back(json::Object{{"kind", kind}, {"path", "/v1/" + kind}});
  }
  return json_reply(json::Object{{"origin", registry.origin()},
                                 {"logKey", registry.log_vkey()},
                                 {"size", registry.size()},
                                 {"checkpoint", "/log/checkpoint"},
                                 {"description", "/openapi.json"},
                                 {"determinations", "/v1/determinations"},
                                 {"resources", std::move(kinds)}},
                    Caching::kRevalidate);
}

Answer get_resources(const Call& call) {
  const auto slash = std::min(call.rest.find('/'), call.rest.size());
  const std::string_view kind = std::string_view(call.rest).substr(0, slash);
  const std::string_view id =
      std::string_view(call.rest).substr(std::min(slash + 1, call.rest.size()));
  if (id.ends_with(kCredential)) {
    CONCORDAT_CHECK(call.query.none_but_handed_on());
    return get_credential(call, kind, id.substr(0, id.size() - kCredential.size()));
  }
  if (kind == "certificates" && id.ends_with(kPaper)) {
    return get_paper(call, id.substr(0, id.size() - kPaper.size()));
  }
  if (kind == "certificates" && id.ends_with(kCode)) {
    CONCORDAT_CHECK(call.query.none_but_handed_on());
    return get_code(call, id.substr(0, id.size() - kCode.size()));
  }
  if (kind == "certificates" && id.ends_with(kAlerts)) {
    CONCORDAT_CHECK(call.query.none_but_handed_on());
    return get_alerts(call, id.substr(0, id.size() - kAlerts.size()));
  }
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  if (id.empty()) return list(call, kind);
  CONCORDAT_CHECK(call.query.none_but_handed_on());
  CONCORDAT_TRY(resource, call.ports.registry.show(kind, id));
  return json_reply(resource.json, Caching::kRevalidate);
}

Answer list_statements(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  return list(call, "statements");
}

// By log index, or by the statement's own identifier.
Answer get_statement(const Call& call) {
  CONCORDAT_CHECK(call.query.none_but_handed_on());
  if (call.rest.ends_with(kCredential)) {
    return get_credential(
        call, "statements",
        std::string_view(call.rest).substr(0, call.rest.size() - kCredential.size()));
  }
  const bool proof = call.rest.ends_with(kProof);
  const std::string_view name =
      std::string_view(call.rest).substr(0, call.rest.size() - (proof ? kProof.size() : 0));
  std::uint64_t index = 0;
  if (const auto number = decimal(name)) {
    index = *number;
  } else {
    CONCORDAT_TRY(found, call.ports.registry.index_of(name));
    index = found;
  }
  if (proof) {
    CONCORDAT_CHECK(must_accept(call.request, kText));
    CONCORDAT_TRY(file, call.ports.registry.prove(index));
    return reply({.type = kText, .body = std::move(file), .caching = Caching::kRevalidate});
  }
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  CONCORDAT_TRY(shown, call.ports.registry.statement(index));
  return json_reply(shown, Caching::kImmutable);
}

}  // namespace concordat::api

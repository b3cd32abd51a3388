// Lists of records and the search among them, as plain forms.
#include <algorithm>

#include "api/asked.hpp"
#include "api/concerning.hpp"
#include "api/labels.hpp"
#include "api/pages.hpp"
#include "api/routes.hpp"
#include "api/target.hpp"
#include "registry/finding/facets.hpp"
#include "registry/resources.hpp"

namespace concordat::api {
namespace {

constexpr std::uint32_t kOnePage = 50;
// Of each kind, where all are searched.
constexpr std::uint32_t kFewOfEach = 5;

bool is_choice(std::string_view name) { return name == "lang" || name == "asOf" || name == "on"; }

// The member by which the search projection filters.
const statement::Field* filter_of(const registry::ResourceKind& kind, std::string_view name) {
  for (const statement::Field& field : statement::find(kind.type)->fields) {
    const bool exact = field.kind == statement::Kind::kNumber ||
                       field.kind == statement::Kind::kId || field.kind == statement::Kind::kChoice;
    if (exact && field.name == name) return &field;
  }
  return nullptr;
}

bool is_facet(const registry::ResourceKind& kind, std::string_view name) {
  const auto facets = registry::facets_of(kind.name);
  return std::ranges::find(facets, name, &registry::FacetName::name) != facets.end();
}

// The application shows what of a market's requirements concerns a product, which takes facts that
// a list does not ask for. The list under the same address is that of the market.
bool is_narrowed_with_script(const registry::ResourceKind& kind, std::string_view name) {
  return kind.name == "requirements" && name == "product";
}

Result<registry::Listing> listing_of(const registry::ResourceKind& kind, const Query& query) {
  registry::Listing listing{.kind = std::string(kind.name), .limit = kOnePage};
  for (const auto& [name, value] : query.parameters()) {
    if (name == "after") {
      listing.after = value;
    } else if (name == "q") {
      listing.text = value;
    } else if (filter_of(kind, name) != nullptr || is_facet(kind, name)) {
      listing.filters.emplace_back(name, value);
    } else if (!is_choice(name) && name != "kind" && !is_narrowed_with_script(kind, name)) {
      return fail({.code = "request.parameter", .place = name, .expected = "q, after, a member"});
    }
  }
  return listing;
}

void show_list(Html& page, const Reader& reader, const std::vector<registry::Resource>& records) {
  page.begin("ul", {{"class", "records"}});
  for (const registry::Resource& record : records) {
    page.begin("li");
    show_entry_of_list(page, reader, record);
    page.end();
  }
  page.end();
}

void show_nothing(Html& page, const Reader& reader) {
  page.element("p", reader.word("page.nothing-found", "Nothing found here."));
  page.element("p", reader.word("page.not-invalid", "Absent is not invalid."));
}

// By a facet that is no member of the record, as the state of a certificate on a day.
void show_facet(Html& page, const Reader& reader, std::string_view name, std::string_view value) {
  page.begin("p").text(reader.word(std::string("web.find.facet.").append(name), name));
  page.text(reader.word("text.colon", ": "));
  const std::string said = reader.word(std::string("standing.").append(value));
  if (name == "state" && !said.empty()) {
    page.text(said);
  } else {
    page.identifier(value);
  }
  page.end();
}

void show_filters(Html& page, const Reader& reader, const Call& call,
                  const registry::ResourceKind& kind, const registry::Listing& listing) {
  References references(call, reader);
  for (const auto& [name, value] : listing.filters) {
    if (filter_of(kind, name) == nullptr) {
      show_facet(page, reader, name, value);
      continue;
    }
    const statement::Field& field = *filter_of(kind, name);
    page.begin("p").text(reader.word(label_code(kind.type, field), name));
    page.text(reader.word("text.colon", ": "));
    if (field.target == statement::Target::kStandard) {
      page.identifier(value);
    } else {
      references.show(page, field.target, value);
    }
    page.end();
  }
}

// The search that finds records knows no earlier size.
void say_when(Html& page, const Reader& reader) {
  if (!reader.pinned()) return;
  page.begin("p").text(reader.word("page.listed-now", "")).text(" ");
  page.link(reader.here_now(), reader.word("page.as-now", "…")).end();
}

Answer list_of(const Call& call, const Reader& reader, const registry::ResourceKind& kind) {
  CONCORDAT_TRY(listing, listing_of(kind, call.query));
  CONCORDAT_TRY(found, registry::list(call.ports.registry, listing, call.ports.clock.now()));
  const std::string title = reader.word(kind_code(kind.name), kind.name);
  Html page = begin_page(reader, title);
  page.element("h1", title);
  say_when(page, reader);
  show_search_form(page, reader, kind.name, listing.text);
  show_filters(page, reader, call, kind, listing);
  if (found.resources.empty()) {
    show_nothing(page, reader);
  } else {
    show_list(page, reader, found.resources);
  }
  if (!found.next.empty()) {
    page.begin("p", {{"class", "next"}});
    page.begin("a", {{"href", target_of_next(call, found.next)}, {"rel", "next"}});
    page.text(reader.word("page.next", "Next")).end().end();
  }
  return finish_page(std::move(page), reader, call, Caching::kRevalidate);
}

// A few of every kind, and a link to all of each.
Answer search_all(const Call& call, const Reader& reader, std::string_view words) {
  const std::string title = reader.word("page.search", "Search");
  Html page = begin_page(reader, title);
  page.element("h1", title);
  say_when(page, reader);
  show_search_form(page, reader, {}, words);
  bool any = false;
  for (const registry::ResourceKind& kind : registry::resource_kinds()) {
    if (words.empty()) break;
    CONCORDAT_TRY(found, call.ports.registry.list({.kind = std::string(kind.name),
                                                   .text = std::string(words),
                                                   .limit = kFewOfEach}));
    if (found.resources.empty()) continue;
    any = true;
    page.begin("section").element("h2", reader.word(kind_code(kind.name), kind.name));
    show_list(page, reader, found.resources);
    if (!found.next.empty()) {
      const std::string all = "/" + std::string(kind.name) + "?q=" + percent_encode(words);
      page.begin("p").link(reader.to(all), reader.word("page.all", "All")).end();
    }
    page.end();
  }
  if (!any && !words.empty()) show_nothing(page, reader);
  return finish_page(std::move(page), reader, call, Caching::kRevalidate);
}

}  // namespace

void show_search_form(Html& page, const Reader& reader, std::string_view kind,
                      std::string_view words) {
  const std::string action = kind.empty() ? "/search" : "/" + std::string(kind);
  page.begin("form", {{"method", "get"}, {"action", action}, {"role", "search"}});
  keep_choices(page, reader, {});
  page.begin("label").text(reader.word("page.search-for", "Search for"));
  page.empty("input", {{"name", "q"}, {"type", "search"}, {"value", words}, {"dir", "auto"}}).end();
  if (kind.empty()) {
    page.begin("label").text(reader.word("page.kind", "Kind"));
    page.begin("select", {{"name", "kind"}});
    page.element("option", reader.word("text.all", "all"), {{"value", ""}});
    for (const std::string& one : registry::Registry::kinds()) {
      page.element("option", reader.word(kind_code(one), one), {{"value", one}});
    }
    page.end().end();
  }
  page.element("button", reader.word("page.search", "Search")).end();
}

Answer get_list_page(const Call& call) {
  CONCORDAT_TRY(reader, Reader::of(call));
  const registry::ResourceKind* const kind = registry::find_kind(call.rest);
  if (kind == nullptr) return fail({.code = "request.no-such-route"});
  return list_of(call, reader, *kind);
}

Answer get_search_page(const Call& call) {
  CONCORDAT_TRY(reader, Reader::of(call));
  const std::string_view kind = call.query.value("kind");
  const registry::ResourceKind* const found = registry::find_kind(kind);
  if (found != nullptr) return list_of(call, reader, *found);
  if (!kind.empty()) {
    return fail({.code = "resource.no-such-kind", .arguments = {{"kind", std::string(kind)}}});
  }
  return search_all(call, reader, call.query.value("q"));
}

}  // namespace concordat::api

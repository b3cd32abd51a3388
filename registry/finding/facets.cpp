#include "registry/finding/facets.hpp"

#include <algorithm>
#include <charconv>
#include <memory>

#include "registry/finding/certificate_facets.hpp"

namespace concordat::registry {
namespace {

// As a page of `Registry::list`.
constexpr std::uint32_t kMostShown = 500;

// Most pages are full after so many; the others are worth looking at many more at once.
constexpr std::size_t kFirstHits = 1'000;
// Found in one go, and one more to see whether there are more.
static_assert(kMostHits + 1 <= kMaxSearchLimit);

struct Source {
  FacetName facet;
  bool computed = false;  // of the day and of what else is on file; no field of the projection
};
// Names are those of the filters of a listing.
constexpr Source kSources[] = {
    {{"certificates", "state", ""}, true},
    {{"certificates", "scheme", "schemes"}},
    {{"certificates", "body", "organisations"}},
    {{"certificates", "economy", "economies"}, true},
    {{"certificates", "sector", ""}},
    {{"certificates", "category", ""}},
    {{"certificates", "editions", "standards"}},
    {{"certificates", "year", ""}, true},
    {{"organisations", "roles", ""}},
    {{"organisations", "economy", "economies"}},
    {{"standards", "publisher", ""}, true},
    {{"standards", "state", ""}, true},
    {{"measures", "market", "economies"}},
    {{"measures", "kind", ""}},
    {{"measures", "stage", ""}, true},
    {{"alerts", "origin", "economies"}},
};

const Source* find_source(std::string_view kind, std::string_view name) {
  const auto* const found = std::ranges::find_if(kSources, [&](const Source& source) {
    return source.facet.kind == kind && source.facet.name == name;
  });
  return found == std::end(kSources) ? nullptr : found;
}

// A listing taken apart: what the store finds, and what the facts then say of each.
class Narrowed {
 public:
  Narrowed(const Registry& registry, const Listing& listing, Instant now)
      : registry_(registry), state_(registry.state()), wide_(listing) {
    Filters facets;
    std::erase_if(wide_.filters, [&](const auto& filter) {
      const Source* const source = find_source(listing.kind, filter.first);
      if (source == nullptr) return false;
      facets.push_back(filter);
      return source->computed;
    });
    by_facets_alone_ = facets.size() == listing.filters.size() && listing.text.empty();
    const facts::Probe probe{
        .tables = state_->tables(), .size = state_->size_published(), .date = utc_date(now)};
    if (listing.kind == "certificates") {
      auto made = std::make_unique<CertificateFacets>(probe, facets);
      certificates_ = made.get();
      reader_ = std::move(made);
    } else {
      reader_ = described_facets(listing.kind, probe, std::move(facets));
    }
  }

  Result<Facets> count() {
    Facets counted;
    if (certificates_ != nullptr && by_facets_alone_) {
      const auto swept = certificates_->count_all(kMostRows);
      counted.total = swept.total;
      counted.exact = swept.exact;
      return counted;
    }
    Listing all = wide_;
    all.after.clear();
    const bool in_order = all.text.empty() && all.filters.empty();
    const std::size_t most = in_order ? kMostInOrder : kMostHits;
    CONCORDAT_TRY(found, registry_.find(all, most + 1));
    counted.exact = found.size() <= most;
    if (!counted.exact) found.pop_back();
    for (const Hit& hit : found) {
      const facts::Id entity = state_->tables().id(hit.id);
      if (entity == facts::kNoId || !reader_->takes(entity)) continue;
      reader_->count(entity);
      ++counted.total;
    }
    return counted;
  }

  Result<Page> page() {
    // What the store has a field for it finds sooner than all rows are read.
    const bool by_rows = certificates_ != nullptr && wide_.filters.empty() && wide_.text.empty();
    return by_rows ? page_by_rows() : page_by_hits();
  }

  [[nodiscard]] std::vector<Counted> values(std::string_view facet) const {
    return reader_->values(facet);
  }

 private:
  Status show(Page& page, std::string_view id) const {
    CONCORDAT_TRY(resource, registry_.show(wide_.kind, id));
    page.resources.push_back(std::move(resource));
    return {};
  }

  Result<Page> page_by_rows() {
    std::size_t at = 0;
    const std::string& after = wide_.after;
    const char* const end = after.data() + after.size();
    const auto [stop, error] = std::from_chars(after.data(), end, at);
    if (!after.empty() && (error != std::errc{} || stop != end)) {
      return fail({.code = "resource.cursor", .place = "after"});
    }
    Page page;
    for (at = certificates_->next(at); at < certificates_->rows();
         at = certificates_->next(at + 1)) {
      if (page.resources.size() == wide_.limit) {
        page.next = std::to_string(at);
        break;
      }
      const facts::Id entity = certificates_->entity_at(at);
      CONCORDAT_CHECK(show(page, state_->tables().text(entity)));
    }
    return page;
  }

  Result<Page> page_by_hits() {
    Page page;
    Listing rest = wide_;
    for (const std::size_t step : {kFirstHits, kMostHits - kFirstHits}) {
      CONCORDAT_TRY(found, registry_.find(rest, step));
      for (const Hit& hit : found) {
        rest.after = hit.cursor;
        const facts::Id entity = state_->tables().id(hit.id);
        if (entity == facts::kNoId || !reader_->takes(entity)) continue;
        CONCORDAT_CHECK(show(page, hit.id));
        if (page.resources.size() < wide_.limit) continue;
        page.next = hit.cursor;
        return page;
      }
      if (found.size() < step) return page;
    }
    page.next = rest.after;
    return page;
  }

  const Registry& registry_;
  std::shared_ptr<const facts::State> state_;
  Listing wide_;
  std::unique_ptr<FacetReader> reader_;
  CertificateFacets* certificates_ = nullptr;  // the reader, where it is of certificates
  bool by_facets_alone_ = false;
};

// The most frequent first, the others as two figures.
Facet told(const FacetName& name, std::vector<Counted> values) {
  std::ranges::sort(values, [](const Counted& left, const Counted& right) {
    return left.count != right.count ? left.count > right.count : left.value < right.value;
  });
  Facet facet{.name = name, .values = std::move(values)};
  while (facet.values.size() > kMostValues) {
    facet.other_count += facet.values.back().count;
    ++facet.other_values;
    facet.values.pop_back();
  }
  return facet;
}

Error no_such_facet(std::string_view kind, const std::string& facet) {
  std::string known;
  for (const FacetName& one : facets_of(kind)) {
    known.append(known.empty() ? "" : ", ").append(one.name);
  }
  return {.code = "resource.facet",
          .place = "facets",
          .expected = known.empty() ? "no facets of this kind" : known,
          .arguments = {{"facet", facet}, {"kind", std::string(kind)}}};
}

}  // namespace

std::vector<FacetName> facets_of(std::string_view kind) {
  std::vector<FacetName> found;
  for (const Source& source : kSources) {
    if (source.facet.kind == kind) found.push_back(source.facet);
  }
  return found;
}

Result<Facets> count(const Registry& registry, const Listing& listing,
                     const std::vector<std::string>& facets, Instant now) {
  std::vector<FacetName> names;
  for (const std::string& facet : facets) {
    const Source* const source = find_source(listing.kind, facet);
    if (source == nullptr) return fail(no_such_facet(listing.kind, facet));
    names.push_back(source->facet);
  }
  Narrowed narrowed(registry, listing, now);
  CONCORDAT_TRY(counted, narrowed.count());
  for (const FacetName& name : names) {
    counted.facets.push_back(told(name, narrowed.values(name.name)));
  }
  return counted;
}

Result<Page> list(const Registry& registry, const Listing& listing, Instant now) {
  const bool computed = std::ranges::any_of(listing.filters, [&](const auto& filter) {
    const Source* const source = find_source(listing.kind, filter.first);
    return source != nullptr && source->computed;
  });
  if (!computed) return registry.list(listing);
  if (listing.limit == 0 || listing.limit > kMostShown) {
    return fail({.code = "resource.limit", .place = "limit", .expected = "1 to 500"});
  }
  return Narrowed(registry, listing, now).page();
}

}  // namespace concordat::registry

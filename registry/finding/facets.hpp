// Facets: how everything that a listing finds divides by what people look for; and listings
// narrowed by what is on no statement, because it is computed: the state of a certificate today,
// the economy of its body, the year of its issue.
//
// Both are read from the facts, so that every store counts alike. What is exact: without words, and
// with filters by facets alone, certificates are counted up to kMostRows of them; everything else
// up to kMostInOrder without words and filters, and kMostHits with. Where there are more, every
// figure is `at least`.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/time/instant.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {

// Values of one facet that are told, the most frequent first.
inline constexpr std::size_t kMostValues = 20;
// Ten million take a second or two of one processor; more than so many are not waited for.
inline constexpr std::size_t kMostRows = std::size_t{1} << 24;
// What is found by words costs the store some microseconds for each.
inline constexpr std::size_t kMostHits = 50'000;
// What is described is looked up one by one, in about a microsecond.
inline constexpr std::size_t kMostInOrder = 200'000;

struct FacetName {
  std::string_view kind;  // of the resources it divides
  std::string_view name;
  std::string_view names;  // the kind of record that its values identify, or empty
};
// Those of a kind, in the order in which people ask.
[[nodiscard]] std::vector<FacetName> facets_of(std::string_view kind);

struct Counted {
  std::string value;
  std::uint64_t count = 0;
};
struct Facet {
  FacetName name;
  std::vector<Counted> values;     // the most frequent first; of the same count by value
  std::uint64_t other_values = 0;  // how many more there are
  std::uint64_t other_count = 0;   // and how often they occur together
};
struct Facets {
  std::uint64_t total = 0;
  bool exact = true;  // otherwise every figure is what there is at least
  std::vector<Facet> facets;
};

// The listing's page is left aside. Codes: resource.facet (one that the kind does not have, with
// those it has), and those of `Registry::list`.
[[nodiscard]] Result<Facets> count(const Registry& registry, const Listing& listing,
                                   const std::vector<std::string>& facets, Instant now);

// `Registry::list`, whose filters may be facets too. Where a page would take too long to fill it is
// shorter, and its cursor goes on from there.
[[nodiscard]] Result<Page> list(const Registry& registry, const Listing& listing, Instant now);

}  // namespace concordat::registry

// What the facets of one kind of resource read of the facts, on one day at one log size.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/facts/probe.hpp"
#include "registry/finding/facets.hpp"

namespace concordat::registry {

using Filters = std::vector<std::pair<std::string, std::string>>;

class FacetReader {
 public:
  virtual ~FacetReader() = default;
  // Whether it has every value asked for. Nothing is told of what does not stand.
  [[nodiscard]] virtual bool takes(facts::Id entity) = 0;
  // Counts one that was taken.
  virtual void count(facts::Id entity) = 0;
  // Every value counted, in no order.
  [[nodiscard]] virtual std::vector<Counted> values(std::string_view facet) const = 0;
};

// Of kinds with descriptions alone: organisations, standards, measures, alerts. The probe's tables
// outlive it.
[[nodiscard]] std::unique_ptr<FacetReader> described_facets(std::string_view kind,
                                                            const facts::Probe& probe,
                                                            Filters filters);

}  // namespace concordat::registry

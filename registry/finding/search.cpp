#include "registry/finding/search.hpp"

#include <algorithm>

#include "registry/credentials/names.hpp"
#include "registry/finding/facets.hpp"
#include "registry/resources.hpp"

namespace concordat::registry {
namespace {

Sighting sighted(const Resource& resource, std::string_view language) {
  Sighting one{.id = resource.id, .label = name_in(resource.json, language), .number = {}};
  if (resource.kind == "certificates") one.number = resource.json.text("number");
  return one;
}

}  // namespace

Result<FoundKinds> search(const Registry& registry, const std::string& text, const Wanted& wanted) {
  CONCORDAT_TRY(hits, registry.find({.text = text}, kMostHits + 1));
  FoundKinds found{.exact = hits.size() <= kMostHits, .kinds = {}};
  const bool on_file = registry.state()->tables().id(text) != facts::kNoId;
  for (const ResourceKind& kind : resource_kinds()) {
    FoundKind of_kind{.kind = kind.name, .total = 0, .best = {}};
    std::string exactly;
    if (on_file) {
      // Also what the projection has not come to yet.
      if (const auto named = registry.show(kind.name, text)) {
        exactly = named->id;
        of_kind.best.push_back(sighted(*named, wanted.language));
        of_kind.total = 1;
      }
    }
    for (const Hit& hit : hits) {
      if (hit.kind != kind.name || hit.id == exactly) continue;
      ++of_kind.total;
      if (of_kind.best.size() >= wanted.few) continue;
      CONCORDAT_TRY(resource, registry.show(hit.kind, hit.id));
      of_kind.best.push_back(sighted(resource, wanted.language));
    }
    if (of_kind.total > 0) found.kinds.push_back(std::move(of_kind));
  }
  return found;
}

}  // namespace concordat::registry

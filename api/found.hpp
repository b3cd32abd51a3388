// What else an answer says of what was looked for.
#pragma once

#include "api/routes.hpp"

namespace concordat::api {

// The parameter that names the facets to count, with commas between them.
inline constexpr std::string_view kFacets = "facets";

// {"total", "exact", "facets": [{"facet", "values": [{"value", "label", "count"}], "others"}]} of
// everything that the listing finds. Codes request.parameter, resource.facet, those of `count`.
[[nodiscard]] Result<json::Value> found_by_facets(const Call& call,
                                                  const registry::Listing& listing);

}  // namespace concordat::api

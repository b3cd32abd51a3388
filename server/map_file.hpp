// The shapes of markets, which the operator supplies: this project draws no borders of its own.
//
// GeoJSON (RFC 7946): a FeatureCollection whose features have the market's code as `id` and a
// Polygon or MultiPolygon in longitude and latitude. What else a feature says is left out.
#pragma once

#include <filesystem>

#include "api/assets.hpp"
#include "core/base/result.hpp"

namespace concordat::server {

// Reads the file and adds it to the application, which draws with it. Codes serve.map-unreadable;
// serve.map-too-large, of more than 2 MiB; serve.map with the place ("byte 8", or a JSON
// pointer) and what was expected there.
[[nodiscard]] Status add_map(const std::filesystem::path& file, api::Assets& assets);

}  // namespace concordat::server

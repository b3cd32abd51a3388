// The log as C2SP tlog-tiles lays it out, under the prefix /log.
#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "core/merkle/tile.hpp"

namespace concordat::api {

Answer get_checkpoint(const Call& call) {
  return reply(
      {.type = kText, .body = call.ports.registry.checkpoint(), .caching = Caching::kNoStore});
}

// Tiles never change, and a partial one is served beside the full one that grew out of it. Only an
// answer that succeeded says so: an error must not stay in a cache for as long as a tile may.
Answer get_tile(const Call& call) {
  CONCORDAT_TRY(tile, merkle::parse_tile_path("tile/" + call.rest));
  const registry::Registry& registry = call.ports.registry;
  const std::uint64_t size = registry.size();
  const auto log = registry.log();
  auto octets =
      tile.kind == merkle::TileKind::kEntries
          ? log->bundle(tile.index, tile.width, size)
          : log->tile({.level = tile.level, .index = tile.index, .width = tile.width}, size);
  if (!octets) return fail(std::move(octets).error());
  return reply(
      {.type = kOctets, .body = std::string(text_of(*octets)), .caching = Caching::kImmutable});
}

}  // namespace concordat::api

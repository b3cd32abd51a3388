#include "registry/ports/store_rules.hpp"

#include <algorithm>
#include <string>

namespace concordat {

Status check_entries(const Store::Append& batch) {
  for (std::size_t i = 0; i < batch.entries->size(); ++i) {
    const std::size_t size = (*batch.entries)[i].size();
    if (size <= kMaxEntryBytes) continue;
    return fail({.code = "store.entry-too-large",
                 .place = "entry " + std::to_string(i) + " of the batch",
                 .expected = "at most " + std::to_string(kMaxEntryBytes) + " bytes",
                 .arguments = {{"size", std::to_string(size)}}});
  }
  return {};
}

Status check_epoch(std::uint64_t epoch, std::uint64_t newest) {
  if (epoch == newest && epoch != 0) return {};
  return fail(
      {.code = "store.fenced",
       .arguments = {{"epoch", std::to_string(epoch)}, {"newest", std::to_string(newest)}}});
}

Status check_expected_size(std::uint64_t expected, std::uint64_t size) {
  if (expected == size) return {};
  return fail(
      {.code = "store.conflict",
       .arguments = {{"expected", std::to_string(expected)}, {"size", std::to_string(size)}}});
}

Status check_position(std::uint64_t position, std::uint64_t previous, std::uint64_t size) {
  if (previous <= position && position <= size) return {};
  return fail(
      {.code = "store.conflict",
       .expected = "a size from " + std::to_string(previous) + " to " + std::to_string(size),
       .arguments = {{"expected", std::to_string(position)}, {"size", std::to_string(size)}}});
}

Status check_tiles(std::uint64_t first, const std::vector<Bytes>& tiles, std::uint64_t count,
                   std::uint64_t size) {
  for (std::size_t at = 0; at < tiles.size(); ++at) {
    if (tiles[at].size() <= kMaxTileBytes) continue;
    return fail({.code = "store.entry-too-large",
                 .place = "tile " + std::to_string(first + at),
                 .expected = "at most " + std::to_string(kMaxTileBytes) + " bytes",
                 .arguments = {{"size", std::to_string(tiles[at].size())}}});
  }
  const std::uint64_t whole = size / kTileEntries;
  if (first <= count && first <= whole && tiles.size() <= whole - first) return {};
  return fail({.code = "store.conflict",
               .place = "tile " + std::to_string(first),
               .expected = "a tile from 0 to " + std::to_string(std::min(count, whole)),
               .arguments = {{"expected", std::to_string(first + tiles.size())},
                             {"size", std::to_string(whole)}}});
}

Status check_rows(const std::vector<Store::SearchRow>& rows, std::uint64_t position) {
  for (const Store::SearchRow& row : rows) {
    if (row.entry < position) continue;
    return fail({.code = "store.conflict",
                 .place = row.kind + " " + row.id,
                 .expected = "a row from an entry below " + std::to_string(position),
                 .arguments = {{"expected", std::to_string(position)},
                               {"size", std::to_string(row.entry)}}});
  }
  return {};
}

}  // namespace concordat

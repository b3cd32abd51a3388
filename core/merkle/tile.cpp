#include "core/merkle/tile.hpp"

#include <algorithm>
#include <array>

namespace concordat::merkle {
namespace {

constexpr std::string_view kPrefix = "tile/";
constexpr std::string_view kEntries = "entries";
constexpr std::string_view kPartial = ".p/";
constexpr std::size_t kGroupDigits = 3;
// A 64-bit size has levels 0 to 7; the higher ones can be named but hold nothing.
constexpr unsigned kLevelsOfTree = 64 / kTileHeight;

// floor(size / 256^level): hashes at a level.
std::uint64_t hashes_at(unsigned level, std::uint64_t size) {
  return level >= kLevelsOfTree ? 0 : size >> (kTileHeight * level);
}

std::unexpected<Error> bad_path(std::string expected) {
  return fail({.code = "tile.path", .expected = std::move(expected)});
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return '0' <= c && c <= '9'; });
}

// A small number without leading zero; nothing when it is above `largest`.
std::optional<unsigned> small_number(std::string_view text, unsigned largest) {
  if (!is_digits(text) || text.size() > kGroupDigits || (text.size() > 1 && text.front() == '0')) {
    return std::nullopt;
  }
  unsigned number = 0;
  for (const char c : text) number = number * 10 + static_cast<unsigned>(c - '0');
  if (number > largest) return std::nullopt;
  return number;
}

// "x001/x234/067": all groups but the last marked, the first not zero unless it is the last.
Result<std::uint64_t> parse_index(std::string_view text) {
  std::uint64_t index = 0;
  bool first = true;
  for (;;) {
    const bool marked = text.starts_with('x');
    if (marked) text.remove_prefix(1);
    const std::string_view group = text.substr(0, kGroupDigits);
    if (group.size() != kGroupDigits || !is_digits(group)) return bad_path("groups of 3 digits");
    if (first && marked && group == "000") return bad_path("no leading group of zeros");
    std::uint64_t value = 0;
    for (const char c : group) value = value * 10 + static_cast<std::uint64_t>(c - '0');
    // The bound is far below 2^64 / 1000, so the product does not wrap.
    index = index * 1000 + value;
    if (index > kMaxTileIndex) return bad_path("an index below 2^56");
    text.remove_prefix(kGroupDigits);
    first = false;
    if (!marked) break;
    if (!text.starts_with('/')) return bad_path("a further group after x");
    text.remove_prefix(1);
  }
  if (!text.empty()) return bad_path("nothing after the last group");
  return index;
}

std::string print_index(std::uint64_t index) {
  std::string text;
  for (bool last = true; last || index > 0; last = false) {
    const std::string digits = std::to_string(1000 + index % 1000).substr(1);
    text = last ? digits : "x" + digits + "/" + text;
    index /= 1000;
  }
  return text;
}

void add_level(std::vector<Tile>& tiles, Tile tile, std::uint64_t old_size,
               std::uint64_t new_size) {
  const std::uint64_t full = full_tiles(tile.level, new_size);
  for (tile.index = full_tiles(tile.level, old_size); tile.index < full; ++tile.index) {
    tiles.push_back(tile);
  }
  tile.width = partial_width(tile.level, new_size);
  if (tile.width > 0 && hashes_at(tile.level, old_size) != hashes_at(tile.level, new_size)) {
    tiles.push_back(tile);
  }
}

}  // namespace

std::string tile_path(const Tile& tile) {
  std::string path(kPrefix);
  path += tile.kind == TileKind::kEntries ? std::string(kEntries) : std::to_string(tile.level);
  path += "/" + print_index(tile.index);
  if (tile.width != kTileWidth) path += std::string(kPartial) + std::to_string(tile.width);
  return path;
}

Result<Tile> parse_tile_path(std::string_view path) {
  if (!path.starts_with(kPrefix)) return bad_path("tile/");
  path.remove_prefix(kPrefix.size());
  const std::size_t slash = path.find('/');
  if (slash == path.npos) return bad_path("a level and an index");
  Tile tile;
  if (path.substr(0, slash) == kEntries) {
    tile.kind = TileKind::kEntries;
  } else {
    const auto level = small_number(path.substr(0, slash), kMaxTileLevel);
    if (!level) return bad_path("a level from 0 to 63, or entries");
    tile.level = *level;
  }
  path.remove_prefix(slash + 1);
  if (const std::size_t partial = path.find(kPartial); partial != path.npos) {
    const auto width = small_number(path.substr(partial + kPartial.size()), kTileWidth - 1);
    if (!width || *width == 0) return bad_path("a width from 1 to 255");
    tile.width = *width;
    path = path.substr(0, partial);
  }
  CONCORDAT_TRY(index, parse_index(path));
  tile.index = index;
  return tile;
}

unsigned tile_width(unsigned level, std::uint64_t index, std::uint64_t size) {
  const std::uint64_t hashes = hashes_at(level, size);
  if (index < hashes / kTileWidth) return kTileWidth;
  return index == hashes / kTileWidth ? static_cast<unsigned>(hashes % kTileWidth) : 0;
}

unsigned partial_width(unsigned level, std::uint64_t size) {
  return static_cast<unsigned>(hashes_at(level, size) % kTileWidth);
}

std::uint64_t full_tiles(unsigned level, std::uint64_t size) {
  return hashes_at(level, size) / kTileWidth;
}

bool is_within(const Tile& tile, std::uint64_t size) {
  return tile.width > 0 && tile.width <= tile_width(tile.level, tile.index, size);
}

std::vector<Tile> tiles_added(std::uint64_t old_size, std::uint64_t new_size) {
  std::vector<Tile> tiles;
  if (old_size >= new_size) return tiles;
  for (unsigned level = 0; hashes_at(level, new_size) > 0; ++level) {
    add_level(tiles, {TileKind::kHashes, level, 0, kTileWidth}, old_size, new_size);
  }
  add_level(tiles, {TileKind::kEntries, 0, 0, kTileWidth}, old_size, new_size);
  return tiles;
}

Result<Bytes> tile_bytes(HashSource& source, const Tile& tile) {
  Bytes bytes;
  bytes.reserve(tile.width * sizeof(Hash));
  for (unsigned i = 0; i < tile.width; ++i) {
    CONCORDAT_TRY(hash, source.hash({kTileHeight * tile.level, tile.index * kTileWidth + i}));
    bytes.insert(bytes.end(), hash.begin(), hash.end());
  }
  return bytes;
}

Result<std::vector<Hash>> tile_hashes(ByteView bytes, unsigned width) {
  if (bytes.size() != width * sizeof(Hash)) {
    return fail(
        {.code = "tile.length", .expected = std::to_string(width * sizeof(Hash)) + " bytes"});
  }
  std::vector<Hash> hashes(width);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    std::ranges::copy(bytes.subspan(i * sizeof(Hash), sizeof(Hash)), hashes[i].begin());
  }
  return hashes;
}

Status TileHashes::load(unsigned level, std::uint64_t index, unsigned width) {
  if (level >= kept_.size()) kept_.resize(level + 1);
  Kept& kept = kept_[level];
  if (kept.index == index && !kept.hashes.empty()) return {};
  Tile tile{TileKind::kHashes, level, index, width};
  auto bytes = reader_.read(tile);
  if (!bytes && bytes.error().code == "tile.missing" && width < kTileWidth) {
    tile.width = kTileWidth;
    bytes = reader_.read(tile);
  }
  if (!bytes) return std::unexpected(bytes.error());
  CONCORDAT_TRY(hashes, tile_hashes(*bytes, tile.width));
  hashes.resize(width);
  kept = {index, std::move(hashes)};
  return {};
}

Result<Hash> TileHashes::hash(Node node) {
  // Hashes between two tile levels are computed from the tile below them.
  const unsigned level = node.level / kTileHeight;
  const unsigned height = node.level % kTileHeight;
  const std::uint64_t per_tile = kTileWidth >> height;
  const std::uint64_t index = node.index / per_tile;
  const auto first = static_cast<std::size_t>((node.index % per_tile) << height);
  const std::size_t count = std::size_t{1} << height;
  const unsigned width = tile_width(level, index, size_);
  if (first + count > width) {
    return fail(
        {.code = "merkle.node-missing",
         .place = "level " + std::to_string(node.level) + ", index " + std::to_string(node.index)});
  }
  CONCORDAT_CHECK(load(level, index, width));
  return tree_root(std::span(kept_[level].hashes).subspan(first, count));
}

std::vector<TileBuilder::Built> TileBuilder::append(const Hash& leaf) {
  std::vector<Built> built;
  Hash hash = leaf;
  ++size_;
  for (unsigned level = 0;; ++level) {
    if (level == levels_.size()) levels_.emplace_back();
    std::vector<Hash>& row = levels_[level];
    row.push_back(hash);
    if (row.size() < kTileWidth) return built;
    hash = tree_root(row);
    built.push_back({{TileKind::kHashes, level, full_tiles(level, size_) - 1, kTileWidth},
                     std::exchange(row, {})});
  }
}

std::vector<TileBuilder::Built> TileBuilder::partial() const {
  std::vector<Built> built;
  for (unsigned level = 0; level < levels_.size(); ++level) {
    if (levels_[level].empty()) continue;
    built.push_back({{TileKind::kHashes, level, full_tiles(level, size_),
                      static_cast<unsigned>(levels_[level].size())},
                     levels_[level]});
  }
  return built;
}

}  // namespace concordat::merkle

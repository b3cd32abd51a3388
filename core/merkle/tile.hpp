// The layout of C2SP tlog-tiles: a tree cut into tiles of 256 hashes, and how they are called.
//
// A tile at level L holds hashes of complete subtrees of 256^L entries. The last tile of a level
// may be partial; what it lacks of 256 is never hashed into the level above.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/merkle/source.hpp"

namespace concordat::merkle {

inline constexpr unsigned kTileHeight = 8;
inline constexpr unsigned kTileWidth = 1u << kTileHeight;
inline constexpr unsigned kMaxTileLevel = 63;  // as tlog-tiles allows
// A tree of 2^64 entries has 2^56 tiles at level 0.
inline constexpr std::uint64_t kMaxTileIndex = (std::uint64_t{1} << 56) - 1;

enum class TileKind {
  kHashes,   // tile/<L>/<N>: 32 bytes a hash
  kEntries,  // tile/entries/<N>: the entries themselves, each behind its 16-bit length
};

struct Tile {
  TileKind kind = TileKind::kHashes;
  unsigned level = 0;  // 0 to 63; 0 for entries
  std::uint64_t index = 0;
  unsigned width = kTileWidth;  // 1 to 256; 256 is a full tile
  friend bool operator==(const Tile&, const Tile&) = default;
};

// "tile/0/x001/x234/067" or "tile/entries/000.p/7". The inverse accepts exactly what is printed.
// Code tile.path.
[[nodiscard]] std::string tile_path(const Tile& tile);
[[nodiscard]] Result<Tile> parse_tile_path(std::string_view path);

// How many hashes (or entries) a tile holds in a tree of `size`: 256 when it is full, less when it
// is the last of its level, 0 when it does not exist.
[[nodiscard]] unsigned tile_width(unsigned level, std::uint64_t index, std::uint64_t size);
// The width of the partial tile of a level: floor(size / 256^level) mod 256; 0 when there is none.
[[nodiscard]] unsigned partial_width(unsigned level, std::uint64_t size);
// The number of full tiles of a level.
[[nodiscard]] std::uint64_t full_tiles(unsigned level, std::uint64_t size);
// A tile that a tree of `size` implies: full, or as far as the tree goes and no farther.
[[nodiscard]] bool is_within(const Tile& tile, std::uint64_t size);

// The tiles of a tree of `new_size` that a tree of `old_size` did not have, hashes level by level,
// then entries: what must be written when the log has grown. From 0 they are all tiles.
[[nodiscard]] std::vector<Tile> tiles_added(std::uint64_t old_size, std::uint64_t new_size);

// The bytes of a hash tile: `width` hashes from the source.
[[nodiscard]] Result<Bytes> tile_bytes(HashSource& source, const Tile& tile);
// The hashes of a tile. Code tile.length when the bytes are not `width` hashes.
[[nodiscard]] Result<std::vector<Hash>> tile_hashes(ByteView bytes, unsigned width);

// Where tiles are kept: files, a table, a remote log.
class TileReader {
 public:
  virtual ~TileReader() = default;
  // The bytes of a hash tile. Code tile.missing when there is none of that width.
  [[nodiscard]] virtual Result<Bytes> read(const Tile& tile) = 0;
};

// Hashes of a tree of `size`, read from its tiles: the partial ones that the size implies, or the
// full ones that have taken their place. Keeps the last tile of each level, so that one proof reads
// a tile once. What it returns is only as true as the tiles: check roots against a signed one.
class TileHashes final : public HashSource {
 public:
  TileHashes(TileReader& reader, std::uint64_t size) : reader_(reader), size_(size) {}
  [[nodiscard]] Result<Hash> hash(Node node) override;

 private:
  struct Kept {
    std::uint64_t index = 0;
    std::vector<Hash> hashes;
  };
  [[nodiscard]] Status load(unsigned level, std::uint64_t index, unsigned width);

  TileReader& reader_;
  std::uint64_t size_;
  std::vector<Kept> kept_;  // by level
};

// Tiles from leaf hashes, in one pass and little memory: at most 256 hashes a level.
class TileBuilder {
 public:
  struct Built {
    Tile tile;
    std::vector<Hash> hashes;
  };

  // Appends a leaf; returns the tiles that are full now, lowest level first (usually none).
  [[nodiscard]] std::vector<Built> append(const Hash& leaf);
  // The partial tiles at the present size, lowest level first.
  [[nodiscard]] std::vector<Built> partial() const;
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  std::uint64_t size_ = 0;
  std::vector<std::vector<Hash>> levels_;
};

}  // namespace concordat::merkle

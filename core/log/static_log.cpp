#include "core/log/static_log.hpp"

#include <algorithm>

#include "core/log/entry.hpp"

namespace concordat::log {
namespace {

using merkle::kTileWidth;
using merkle::Tile;
using merkle::TileKind;

constexpr std::string_view kMissing = "tile.missing";

// The partial tiles that the size implies, or the heads of the full ones that have taken their
// place; a full one that is not whole is no tile.
class Tiles final : public merkle::TileReader {
 public:
  explicit Tiles(LogFiles& files) : files_(files) {}

  Result<Bytes> read(const Tile& tile) override {
    auto own = files_.read(merkle::tile_path(tile));
    if (own || tile.width == kTileWidth) return own;
    Tile full = tile;
    full.width = kTileWidth;
    CONCORDAT_TRY(bytes, files_.read(merkle::tile_path(full)));
    if (tile.kind == TileKind::kHashes) {
      CONCORDAT_TRY(hashes, merkle::tile_hashes(bytes, kTileWidth));
      bytes.resize(tile.width * hashes.front().size());
      return bytes;
    }
    CONCORDAT_TRY(entries, decode_bundle(bytes, kTileWidth));
    return encode_bundle(std::span(entries).first(tile.width));
  }

 private:
  LogFiles& files_;
};

// Entries out of bundles, each bundle read once.
class Bundles final : public EntrySource {
 public:
  Bundles(Tiles& tiles, std::uint64_t size) : tiles_(tiles), size_(size) {}

  Result<Bytes> entry(std::uint64_t index) override {
    const std::uint64_t bundle = index / kTileWidth;
    if (!held_ || held_index_ != bundle) {
      held_ = load(bundle);
      held_index_ = bundle;
    }
    if (!*held_) return fail(held_->error());
    return (**held_)[static_cast<std::size_t>(index % kTileWidth)];
  }

 private:
  Result<std::vector<Bytes>> load(std::uint64_t bundle) {
    const unsigned width = merkle::tile_width(0, bundle, size_);
    CONCORDAT_TRY(
        bytes,
        tiles_.read({.kind = TileKind::kEntries, .level = 0, .index = bundle, .width = width}));
    return decode_bundle(bytes, width);
  }

  Tiles& tiles_;
  std::uint64_t size_;
  std::optional<Result<std::vector<Bytes>>> held_;
  std::uint64_t held_index_ = 0;
};

}  // namespace

Result<StaticLog> check_static_log(LogFiles& files, const LogTrust& trust) {
  const auto note = files.read("checkpoint");
  if (!note) return fail({.code = "checkpoint.missing"});
  CONCORDAT_TRY(parsed, parse_signed_checkpoint(text_of(*note)));
  CONCORDAT_TRY(signatures, signatures_of(parsed, trust));
  Tiles tiles(files);
  Bundles entries(tiles, parsed.checkpoint.size);
  FsckReport report =
      fsck(entries, {.checkpoint = parsed.checkpoint, .older = {}, .tiles = &tiles});
  return StaticLog{.checkpoint = std::move(parsed.checkpoint),
                   .signatures = std::move(signatures),
                   .report = std::move(report)};
}

bool only_missing(const FsckReport& report) {
  return !report.findings.empty() &&
         std::ranges::all_of(report.findings, [](const Finding& finding) {
           return std::ranges::any_of(finding.error.arguments, [](const auto& argument) {
             return argument.first == "cause" && argument.second == kMissing;
           });
         });
}

}  // namespace concordat::log

#include "core/log/static_log.hpp"

#include <map>
#include <string>

#include <doctest/doctest.h>

#include "core/base/base64url.hpp"
#include "core/log/entry.hpp"

namespace concordat::log {
namespace {

constexpr std::uint64_t kSize = 300;
constexpr std::string_view kOrigin = "example.org/log";

// The key of RFC 8037 appendix A; nothing is verified here.
LogTrust trust() {
  const auto key =
      crypto::public_key(crypto::Algorithm::kEd25519,
                         *decode_base64url("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
  return {.log = {.name = std::string(kOrigin), .key = *key}, .witnesses = {}};
}

class Files final : public LogFiles {
 public:
  // Every file of a sound log.
  Files() {
    merkle::Tree tree;
    std::vector<Bytes> entries;
    for (std::uint64_t at = 0; at < kSize + 300; ++at) {
      entries.push_back(*encode_entry(
          {{static_cast<std::int64_t>(1'000 + at)}, false, "s" + std::to_string(at)}));
      tree.append(merkle::leaf_hash(entries.back()));
      if (at + 1 == kSize) publish(tree, entries);
    }
    grown_tile = *merkle::tile_bytes(tree, {.index = 1});
    grown_bundle = *encode_bundle(std::span(entries).subspan(256, 256));
  }

  Result<Bytes> read(const std::string& path) override {
    const auto found = files.find(path);
    if (found == files.end()) return fail({.code = "tile.missing", .place = path});
    return found->second;
  }

  std::map<std::string, Bytes> files;
  Bytes grown_tile;
  Bytes grown_bundle;

 private:
  void publish(merkle::Tree& tree, const std::vector<Bytes>& entries) {
    for (const merkle::Tile& tile : merkle::tiles_added(0, kSize)) {
      files[merkle::tile_path(tile)] = tile.kind == merkle::TileKind::kHashes
                                           ? *merkle::tile_bytes(tree, tile)
                                           : *encode_bundle(std::span(entries).subspan(
                                                 tile.index * merkle::kTileWidth, tile.width));
    }
    const Checkpoint checkpoint{.origin = std::string(kOrigin),
                                .size = kSize,
                                .root = *merkle::range_root(tree, 0, kSize),
                                .extensions = {}};
    const Note note{.text = to_string(checkpoint),
                    .signatures = {note_signature(trust().log, Bytes(64))}};
    const std::string text = to_string(note);
    files["checkpoint"] = Bytes(text.begin(), text.end());
  }
};

std::string first_code(Files& files) {
  const auto checked = check_static_log(files, trust());
  if (!checked) return checked.error().code;
  return checked->report.sound() ? "sound" : checked->report.findings.front().error.code;
}

TEST_CASE("a sound log is sound from its files, and says which signature must hold") {
  Files files;
  const auto checked = check_static_log(files, trust());
  REQUIRE(checked);
  CHECK(checked->report.sound());
  CHECK(checked->report.entries_read == kSize);
  CHECK(checked->signatures.obligations.size() == 1);
  CHECK_FALSE(only_missing(checked->report));
}

TEST_CASE("full files that have taken the place of partial ones are as good") {
  Files files;
  files.files.erase("tile/0/001.p/44");
  files.files.erase("tile/entries/001.p/44");
  files.files["tile/0/001"] = files.grown_tile;
  files.files["tile/entries/001"] = files.grown_bundle;
  CHECK(first_code(files) == "sound");
  // But whole they must be.
  files.files["tile/0/001"].pop_back();
  CHECK(first_code(files) == "fsck.tile");
}

TEST_CASE("missing files leave the log unchecked, wrong ones condemn it") {
  Files files;
  files.files.erase("tile/1/000.p/1");
  auto checked = check_static_log(files, trust());
  REQUIRE(checked);
  CHECK(only_missing(checked->report));
  files.files["tile/0/000"][5] ^= 1;
  checked = check_static_log(files, trust());
  REQUIRE(checked);
  CHECK_FALSE(only_missing(checked->report));
  CHECK(checked->report.findings.front().error.code == "fsck.leaf");
}

TEST_CASE("without a checkpoint of the trusted log there is nothing to check") {
  Files files;
  LogTrust other = trust();
  other.log.name = "other.example/log";
  CHECK(check_static_log(files, other).error().code == "checkpoint.origin");
  files.files.erase("checkpoint");
  CHECK(first_code(files) == "checkpoint.missing");
}

}  // namespace
}  // namespace concordat::log

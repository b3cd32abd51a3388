// Proofs and exports, checked without the registry: what holds, what does not, what cannot be told.
#include <map>

#include "fault/follower.hpp"
#include <doctest/doctest.h>

#include "adapters/keys/verify.hpp"
#include "core/base/base64.hpp"
#include "core/json/write.hpp"
#include "core/log/entry.hpp"
#include "core/log/fsck.hpp"
#include "core/log/proof.hpp"
#include "core/merkle/tile.hpp"

namespace concordat::fault {
namespace {

using net::TestClient;

// More than one tile, and a partial one.
constexpr int kEntries = 300;

void file_economies(Home& home, int count) {
  std::string drafts;
  for (int at = 0; at < count; ++at) {
    drafts += json::compact(economy("P" + std::to_string(at))) + "\n";
  }
  const Outcome submitted = home.ask({"submit"}, drafts);
  INFO(submitted.err);
  REQUIRE(submitted.status == 0);
}

Outcome verify(const std::string& proof, const std::string& vkey) {
  return run({"--format", "json", "log", "verify-proof", "-", "--key", vkey}, proof);
}

// The proof with one bit of its n-th hash flipped, in a form that still parses.
std::string with_other_hash(const std::string& text, std::size_t number) {
  auto proof = log::parse_proof(text);
  REQUIRE(proof);
  REQUIRE(number < proof->hashes.size());
  proof->hashes[number][5] ^= 4;
  return log::to_string(*proof);
}

// A folder of tiles, as a static server would hand them out.
class Folder final : public merkle::TileReader, public log::EntrySource {
 public:
  explicit Folder(std::filesystem::path path) : path_(std::move(path)) {}

  Result<Bytes> read(const merkle::Tile& tile) override {
    const std::filesystem::path file = path_ / merkle::tile_path(tile);
    if (!std::filesystem::exists(file)) return fail({.code = "tile.missing"});
    const std::string octets = read_whole(file);
    const ByteView view = bytes_of(octets);
    return Bytes(view.begin(), view.end());
  }
  Result<Bytes> entry(std::uint64_t index) override {
    const std::uint64_t bundle = index / merkle::kTileWidth;
    const merkle::Tile tile{.kind = merkle::TileKind::kEntries,
                            .index = bundle,
                            .width = merkle::tile_width(0, bundle, size_)};
    CONCORDAT_TRY(octets, read(tile));
    CONCORDAT_TRY(entries, log::decode_bundle(octets, tile.width));
    return entries[index % merkle::kTileWidth];
  }
  [[nodiscard]] log::Checkpoint checkpoint(const log::VerifierKey& key) {
    const auto note = log::parse_signed_checkpoint(read_whole(path_ / "checkpoint"));
    REQUIRE(note);
    const auto signatures = log::signatures_of(*note, {.log = key});
    REQUIRE(signatures);
    REQUIRE(keys::verify_all(signatures->obligations));
    size_ = note->checkpoint.size;
    return note->checkpoint;
  }

 private:
  std::filesystem::path path_;
  std::uint64_t size_ = 0;
};

// Every file below, by its path from there.
std::map<std::string, std::string> files_below(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& one : std::filesystem::recursive_directory_iterator(folder)) {
    if (!one.is_regular_file()) continue;
    files[std::filesystem::relative(one.path(), folder).string()] = read_whole(one.path());
  }
  return files;
}

}  // namespace

TEST_CASE("a proof holds, does not hold, or cannot be checked: 0, 1, 2") {
  Home home;
  file_economies(home, kEntries);
  const Outcome proved = home.ask({"log", "prove", "17"});
  REQUIRE(proved.status == 0);
  const std::string& proof = proved.out;

  SUBCASE("it holds, and proves the very entry") {
    CHECK(verify(proof, home.vkey()).status == 0);
    for (const std::string index : {"0", "255", "256", "300"}) {
      const Outcome other = home.ask({"log", "prove", index});
      CHECK(other.status == 0);
      CHECK(verify(other.out, home.vkey()).status == 0);
    }
  }
  SUBCASE("it does not hold") {
    CHECK(verify(with_other_hash(proof, 0), home.vkey()).status == 1);
    CHECK(verify(with_other_hash(proof, 7), home.vkey()).status == 1);
    auto moved = log::parse_proof(proof);
    moved->index = 18;
    CHECK(verify(log::to_string(*moved), home.vkey()).status == 1);
    auto swapped = log::parse_proof(proof);
    swapped->extra->back() ^= 1;
    CHECK(verify(log::to_string(*swapped), home.vkey()).status == 1);
    auto shortened = log::parse_proof(proof);
    shortened->hashes.pop_back();
    CHECK(verify(log::to_string(*shortened), home.vkey()).status == 1);
    Home stranger;
    CHECK(verify(proof, stranger.vkey()).status == 1);
    const Outcome foreign = stranger.ask({"log", "prove", "0"});
    CHECK(verify(foreign.out, home.vkey()).status == 1);
  }
  SUBCASE("it cannot be checked") {
    CHECK(run({"log", "verify-proof", home.file("absent").string(), "--key", home.vkey()}).status ==
          2);
    CHECK(verify("", home.vkey()).status == 2);
    CHECK(verify("not a proof\n", home.vkey()).status == 2);
    CHECK(verify(proof.substr(0, proof.size() / 3), home.vkey()).status == 2);
    CHECK(verify(proof, "no-key").status == 2);
    auto bare = log::parse_proof(proof);
    bare->extra.reset();
    CHECK(verify(log::to_string(*bare), home.vkey()).status == 2);
  }
  SUBCASE("there is nothing to prove") {
    CHECK(home.ask({"log", "prove", "301"}).status == 1);
    CHECK(run({"log", "prove", "0", "--store", "sqlite:" + home.file("absent").string()}).status ==
          2);
  }
}

TEST_CASE("the exported folder checks by itself and is what HTTP serves") {
  Home home;
  file_economies(home, kEntries);
  const std::filesystem::path folder = home.file("export");
  const Outcome exported = home.ask({"log", "export", folder.string()});
  INFO(exported.err);
  REQUIRE(exported.status == 0);

  Folder tiles(folder);
  const log::Checkpoint head = tiles.checkpoint(home.log_key());
  REQUIRE(head.size == kEntries + 1);
  const log::FsckReport report = log::fsck(tiles, {.checkpoint = head, .tiles = &tiles});
  CHECK(report.sound());
  CHECK(report.entries_read == head.size);
  CHECK(report.root == head.root);
  merkle::TileHashes hashes(tiles, head.size);
  const auto root = merkle::range_root(hashes, 0, head.size);
  REQUIRE(root);
  CHECK(*root == head.root);

  const auto files = files_below(folder);
  CHECK(files.size() == 6);  // two tiles and one above them, two bundles, the checkpoint
  Server server(home.serving(), home.server_log());
  REQUIRE(server.listens());
  TestClient client(server.port());
  for (const auto& [path, octets] : files) {
    INFO(path);
    const auto answer = client.get("/log/" + path);
    CHECK(answer.status == 200);
    CHECK(answer.body == octets);
  }
}

}  // namespace concordat::fault

#include "fault/follower.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "adapters/keys/verify.hpp"
#include "core/log/entry.hpp"
#include "core/merkle/tile.hpp"

namespace concordat::fault {

std::optional<log::Checkpoint> fetch_checkpoint(net::TestClient& client,
                                                const log::VerifierKey& key) {
  const auto answer = client.get("/log/checkpoint");
  if (answer.status == 0) return std::nullopt;
  REQUIRE(answer.status == 200);
  const auto note = log::parse_signed_checkpoint(answer.body);
  REQUIRE(note);
  const auto signatures = log::signatures_of(*note, {.log = key});
  REQUIRE(signatures);
  REQUIRE(keys::verify_all(signatures->obligations));
  return note->checkpoint;
}

void Follower::saw(const log::Checkpoint& head) {
  const std::lock_guard lock(mutex_);
  seen_.push_back(head);
}

void Follower::follow(net::TestClient& client) {
  const auto head = fetch_checkpoint(client, key_);
  REQUIRE(head);
  REQUIRE(head->size >= size());
  while (size() < head->size) take_bundle(client, head->size);
  saw(*head);
  const std::lock_guard lock(mutex_);
  for (const log::Checkpoint& before : seen_) {
    INFO("checkpoint of " << before.size << " entries");
    REQUIRE(before.size <= head->size);
    const auto root = merkle::range_root(tree_, 0, before.size);
    REQUIRE(root);
    REQUIRE(*root == before.root);
  }
  seen_.assign(1, *head);
}

void Follower::take_bundle(net::TestClient& client, std::uint64_t size) {
  const std::uint64_t index = this->size() / merkle::kTileWidth;
  const merkle::Tile tile{.kind = merkle::TileKind::kEntries,
                          .index = index,
                          .width = merkle::tile_width(0, index, size)};
  const auto answer = client.get("/log/" + merkle::tile_path(tile));
  REQUIRE(answer.status == 200);
  const auto entries = log::decode_bundle(bytes_of(answer.body), tile.width);
  REQUIRE(entries);
  for (std::size_t at = this->size() % merkle::kTileWidth; at < entries->size(); ++at) {
    const auto entry = log::decode_entry((*entries)[at]);
    REQUIRE(entry);
    statements_.push_back(entry->statement);
    tree_.append(merkle::leaf_hash((*entries)[at]));
  }
}

}  // namespace concordat::fault

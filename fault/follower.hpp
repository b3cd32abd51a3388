// A follower of the log: believes the log's key and nothing else.
//
// It fetches what is new over HTTP, hashes it itself, and holds every checkpoint it has ever been
// shown against the entries it has.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "fault/home.hpp"

#include "core/log/checkpoint.hpp"
#include "core/merkle/source.hpp"

namespace concordat::fault {

// The checkpoint a server shows; nothing when the connection ended. The signature must hold.
[[nodiscard]] std::optional<log::Checkpoint> fetch_checkpoint(net::TestClient& client,
                                                              const log::VerifierKey& key);

class Follower {
 public:
  explicit Follower(const log::VerifierKey& key) : key_(key) {}

  // A checkpoint seen in passing. Any thread.
  void saw(const log::Checkpoint& head);
  // Takes all entries up to the checkpoint now shown. Fails the test when the log shrank, when a
  // root is not that of the entries, or when any checkpoint seen before does not fit them.
  void follow(net::TestClient& client);

  [[nodiscard]] std::uint64_t size() const { return statements_.size(); }
  // Statements as they were signed, in the order of the log.
  [[nodiscard]] const std::vector<std::string>& statements() const { return statements_; }

 private:
  void take_bundle(net::TestClient& client, std::uint64_t size);

  log::VerifierKey key_;
  std::vector<std::string> statements_;
  merkle::Tree tree_;
  std::mutex mutex_;  // guards seen_
  std::vector<log::Checkpoint> seen_;
};

}  // namespace concordat::fault

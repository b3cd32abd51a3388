// A stream of octets in a snapshot's place, each block under its hash and the hashes under one
// more: nothing of it is handed on that is not what was put in. The form is in
// docs/design/snapshot.md.
//
// Hashing takes longer than reading, so it is spread: reading goes on ahead of whoever takes the
// stream, on threads of its own, and writing leaves hashes and disk to another.
#pragma once

#include <array>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/base/octets.hpp"
#include "core/crypto/digest.hpp"
#include "registry/ports/snapshots.hpp"

namespace concordat::registry {

// Enough that a hash of a block and a call for it weigh nothing beside the block, and that a few of
// them are in the caches at a time.
inline constexpr std::size_t kSealedBlock_bytes = std::size_t{1} << 20;

class SealedSink final : public OctetSink {
 public:
  // Begins with the words that name the form.
  explicit SealedSink(Snapshots::Writing& writing);
  ~SealedSink() override;
  SealedSink(const SealedSink&) = delete;
  SealedSink& operator=(const SealedSink&) = delete;

  void put(std::span<const std::byte> octets) override;
  // The last block, and the seal. What went wrong at any time before is told here.
  [[nodiscard]] Status seal();

 private:
  using Block = std::vector<std::byte>;
  void hand_over();
  void run(const std::stop_token& stop);

  Snapshots::Writing& writing_;
  Block filling_;
  std::uint64_t content_bytes_ = 0;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Block> full_;                   // guarded by mutex_, as are all below
  std::vector<Block> empty_;                 // to be filled again
  bool working_ = false;                     // a block is being hashed or written
  std::vector<crypto::Digest> hashes_ = {};  // the thread's until nothing is full or working
  Status outcome_ = {};
  std::jthread thread_;
};

class SealedSource final : public OctetSource {
 public:
  // Looks at the seal. Code snapshot.damaged, and those of the port.
  [[nodiscard]] static Result<std::unique_ptr<SealedSource>> open(
      std::unique_ptr<Snapshots::Reading> reading);
  ~SealedSource() override;
  SealedSource(const SealedSource&) = delete;
  SealedSource& operator=(const SealedSource&) = delete;

  [[nodiscard]] bool get(std::span<std::byte> octets) override;
  // Why `get` returned false, when it was not for the end of the stream.
  [[nodiscard]] Status status() const { return status_; }
  // How much of the stream is left.
  [[nodiscard]] std::uint64_t left_bytes() const { return content_bytes_ - taken_bytes_; }

 private:
  using Block = std::vector<std::byte>;
  SealedSource(std::unique_ptr<Snapshots::Reading> reading, std::uint64_t content_bytes,
               std::vector<crypto::Digest> hashes);
  [[nodiscard]] Result<Block> read(std::uint64_t number, Block block) const;
  [[nodiscard]] bool next();
  void run(const std::stop_token& stop);
  void make(std::unique_lock<std::mutex>& lock, std::uint64_t number);

  // How far reading runs ahead: as many blocks as keep every core busy.
  static constexpr std::uint64_t kBlocksAhead = 8;

  std::unique_ptr<Snapshots::Reading> reading_;
  const std::uint64_t content_bytes_;
  const std::vector<crypto::Digest> hashes_;
  Block current_;
  std::size_t used_ = 0;  // of the current block
  std::uint64_t taken_bytes_ = 0;
  Status status_ = {};

  std::mutex mutex_;
  std::condition_variable_any room_;
  std::condition_variable made_;
  std::uint64_t begun_ = 0;  // guarded by mutex_, as are all below
  std::uint64_t taken_ = 0;
  std::array<std::optional<Result<Block>>, kBlocksAhead> places_;
  std::vector<Block> empty_;
  std::vector<std::jthread> threads_;
};

}  // namespace concordat::registry

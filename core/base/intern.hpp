// Texts as dense 32-bit ids: 0, 1, 2 ... in the order in which they were first seen.
//
// Who may do what: one thread at a time calls `intern`. Any thread may call the others at the same
// time, without locks. A reader finds every text whose interning happened before its call (what the
// writer published with release and the reader acquired); of those interned meanwhile it may or may
// not find some. A view returned by `text` is valid as long as the Interner lives.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/chunked.hpp"
#include "core/base/hash_index.hpp"

namespace concordat {

class Interner {
 public:
  // The seed of the hash. It changes no id; a host that interns what strangers send gives a random
  // one, so that nobody can choose texts that collide.
  explicit Interner(std::uint64_t seed = 0);
  Interner(const Interner&) = delete;
  Interner& operator=(const Interner&) = delete;
  ~Interner();

  // The writer only. The id of the text, which is remembered if it is new. Fewer than 2^31 texts of
  // less than 4 GiB each.
  std::uint32_t intern(std::string_view text);

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;

  // The id must come from `intern` or `find`.
  [[nodiscard]] std::string_view text(std::uint32_t id) const;

  [[nodiscard]] std::size_t size() const { return size_; }

  // Asks for the line that `intern` or `find` reads first.
  void prefetch(std::string_view text) const { index_.prefetch(hash(text)); }

  // As it lies in memory. The writer only, or nobody writes.
  void save(OctetWriter& out) const;
  // Into an interner of the same seed in which nothing was interned, before anybody reads it.
  void load(OctetReader& in);

 private:
  // Texts lie one behind the other in blocks of 4 MiB, each block at its number in `blocks_`; a
  // place counts units of four bytes from the first block on, so all texts together may have 16
  // GiB. A text that no block holds begins a run of blocks that lie next to each other. Only every
  // kGroup-th text's place is kept: the others are found by walking there from the one before them.
  static constexpr std::size_t kUnit_bytes = 4;
  static constexpr std::size_t kBlock_bytes = std::size_t{4} << 20;
  static constexpr std::size_t kBlocks = std::size_t{1} << 12;
  static constexpr std::uint32_t kGroup = 4;
  using Block = std::unique_ptr<char[]>;

  [[nodiscard]] std::uint32_t hash(std::string_view text) const;
  [[nodiscard]] const char* address_of(std::uint64_t place) const;
  [[nodiscard]] const char* kept(std::uint32_t id) const;
  [[nodiscard]] char* address_to_fill() const;
  [[nodiscard]] std::uint32_t keep(std::string_view text);
  [[nodiscard]] std::size_t begin_block(std::size_t needed_bytes);

  std::uint64_t seed_;
  Chunked<std::uint32_t> places_;  // of texts 0, kGroup, 2 * kGroup ...
  HashIndex index_;
  std::unique_ptr<std::atomic<char*>[]> blocks_;

  // The writer's alone.
  std::uint32_t size_ = 0;
  std::vector<Block> owned_;
  std::size_t blocks_used_ = 0;
  std::size_t free_ = 0;        // where the next text goes, in bytes from the first block on
  std::size_t free_bytes_ = 0;  // left in the block
};

}  // namespace concordat

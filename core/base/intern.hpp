// Texts as dense 32-bit ids: 0, 1, 2 ... in the order in which they were first seen.
//
// Who may do what: one thread at a time calls `intern`. Any thread may call the others at the same
// time, without locks. A reader finds every text whose interning happened before its call (what the
// writer published with release and the reader acquired); of those interned meanwhile it may or may
// not find some. A view returned by `text` is valid as long as the Interner lives.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/chunked.hpp"

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

  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  struct Table;

  struct Probe {
    std::size_t at;
    std::uint64_t slot;
  };

  [[nodiscard]] std::uint32_t hash(std::string_view text) const;
  // The slot that holds the text, or the empty one where it would go, and what was in it.
  [[nodiscard]] Probe probe(const Table& table, std::string_view text, std::uint32_t hash) const;
  const char* keep(std::string_view text);
  void grow();

  std::uint64_t seed_;
  // Each points to the size of a text as 32 bits, unaligned, and the text behind it.
  Chunked<const char*> texts_;
  std::atomic<const Table*> table_;

  // The writer's alone. Outgrown tables stay, for a reader may still be in one; as each has twice
  // the slots of the one before, they sum up to less than the newest.
  std::vector<std::unique_ptr<Table>> tables_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t free_bytes_ = 0;
};

}  // namespace concordat

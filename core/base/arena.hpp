// Memory for many small things that end together: taken piece by piece, given back all at once.
//
// `clear` keeps the blocks, so a caller that fills the same arena again and again allocates nothing
// after the first times. Only what needs no destructor may live here. One thread at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace concordat {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Ends the life of everything taken.
  void clear() {
    block_ = 0;
    used_bytes_ = 0;
    filled_bytes_ = 0;
  }

  template <class T, class... Arguments>
  [[nodiscard]] T* make(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>);
    return std::construct_at(static_cast<T*>(take(sizeof(T))),
                             std::forward<Arguments>(arguments)...);
  }
  // A copy of the elements that lives as long as the arena is not cleared.
  template <class T>
  [[nodiscard]] std::span<T> keep(std::span<const T> elements) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (elements.empty()) return {};
    T* const kept = static_cast<T*>(take(elements.size() * sizeof(T)));
    std::uninitialized_copy(elements.begin(), elements.end(), kept);
    return {kept, elements.size()};
  }
  template <class T>
  [[nodiscard]] std::span<T> keep(const std::vector<T>& elements) {
    return keep(std::span<const T>(elements));
  }
  [[nodiscard]] std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    char* const kept = static_cast<char*>(take(text.size()));
    std::memcpy(kept, text.data(), text.size());
    return {kept, text.size()};
  }
  // Of what is taken, used or not.
  [[nodiscard]] std::size_t size_bytes() const {
    std::size_t sum_bytes = 0;
    for (const Block& block : blocks_) sum_bytes += block.size_bytes;
    return sum_bytes;
  }
  // Of what was taken since it was cleared, with what is left empty at the ends of blocks.
  [[nodiscard]] std::size_t used_bytes() const { return filled_bytes_ + used_bytes_; }

 private:
  static constexpr std::size_t kAlignment = alignof(std::max_align_t);
  // Large enough for most fillings, small enough to keep one for every thread.
  static constexpr std::size_t kBlockBytes = std::size_t{64} << 10;

  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size_bytes;
  };

  [[nodiscard]] void* take(std::size_t wanted_bytes) {
    const std::size_t needed_bytes = (wanted_bytes + kAlignment - 1) / kAlignment * kAlignment;
    while (block_ < blocks_.size()) {
      if (used_bytes_ + needed_bytes <= blocks_[block_].size_bytes) {
        void* const place = blocks_[block_].bytes.get() + used_bytes_;
        used_bytes_ += needed_bytes;
        return place;
      }
      filled_bytes_ += blocks_[block_].size_bytes;
      ++block_;
      used_bytes_ = 0;
    }
    const std::size_t block_bytes = std::max(kBlockBytes, needed_bytes);
    blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(block_bytes), block_bytes});
    used_bytes_ = needed_bytes;
    return blocks_.back().bytes.get();
  }

  std::vector<Block> blocks_;
  std::size_t block_ = 0;         // the one being filled
  std::size_t used_bytes_ = 0;    // of that one
  std::size_t filled_bytes_ = 0;  // the sizes of those before it
};

}  // namespace concordat

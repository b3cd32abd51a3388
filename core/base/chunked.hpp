// An append-only sequence whose elements never move, for one writer and many readers without locks.
//
// Elements live in chunks of 1024, 2048, 4096 ... of them. Memory is taken for a whole chunk at a
// time but touched element by element, so the system commits only what is used.
//
// Who may do what: one thread at a time appends. Any thread may read, at the same time, an element
// whose index is below a `size()` it has read, or was handed to it by something that happened after
// the append (an acquiring load of what the writer stored with release). An element is not changed
// after it was appended, unless T itself says how to do so safely (members that are atomic).
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cassert>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

#include "core/base/octets.hpp"

namespace concordat {

template <class T>
class Chunked {
 public:
  Chunked() = default;
  Chunked(const Chunked&) = delete;
  Chunked& operator=(const Chunked&) = delete;

  // No reader may be left.
  ~Chunked() {
    std::size_t left = size();
    for (std::size_t chunk = 0; chunk < kChunks; ++chunk) {
      T* const elements = chunks_[chunk].load(std::memory_order_relaxed);
      if (!elements) break;
      const std::size_t used = std::min(left, chunk_size(chunk));
      if constexpr (!std::is_trivially_destructible_v<T>) std::destroy_n(elements, used);
      std::allocator<T>().deallocate(elements, chunk_size(chunk));
      left -= used;
    }
  }

  // 2^32 less the first chunk: as many as 32-bit ids can name. An append beyond ends the program.
  static constexpr std::size_t capacity() {
    return kFirstChunk * ((std::size_t{1} << kChunks) - 1);
  }

  // The writer only. Constructs an element at the end and returns its index.
  template <class... Arguments>
  std::size_t push_back(Arguments&&... arguments) {
    const std::size_t index = size_.load(std::memory_order_relaxed);
    assert(index < capacity());
    const Place place = place_of(index);
    T* elements = chunks_[place.chunk].load(std::memory_order_relaxed);
    if (!elements) {
      elements = std::allocator<T>().allocate(chunk_size(place.chunk));
      chunks_[place.chunk].store(elements, std::memory_order_release);
    }
    std::construct_at(elements + place.offset, std::forward<Arguments>(arguments)...);
    size_.store(index + 1, std::memory_order_release);
    return index;
  }

  // Every element below is complete.
  [[nodiscard]] std::size_t size() const { return size_.load(std::memory_order_acquire); }
  [[nodiscard]] bool empty() const { return size() == 0; }

  // The writer only. How many of the elements appended next will lie next to each other.
  [[nodiscard]] std::size_t room() const {
    const Place place = place_of(size_.load(std::memory_order_relaxed));
    return chunk_size(place.chunk) - place.offset;
  }

  // The index must be below a size the caller has seen.
  [[nodiscard]] const T& operator[](std::size_t index) const { return *address_of(index); }
  [[nodiscard]] T& operator[](std::size_t index) { return *address_of(index); }

  // The elements from `from` on that lie next to each other, up to `until` (at most the size that
  // the caller has seen). Scans take run after run instead of finding each element's chunk anew.
  [[nodiscard]] std::span<const T> run(std::size_t from, std::size_t until) const {
    if (from >= until) return {};
    const std::size_t left_in_chunk = chunk_size(place_of(from).chunk) - place_of(from).offset;
    return {address_of(from), std::min(until - from, left_in_chunk)};
  }

  // The elements as they lie in memory. The writer only, or nobody writes.
  void save(OctetWriter& out) const {
    const std::size_t count = size();
    out.value(std::uint64_t{count});
    for (std::size_t at = 0; at < count;) {
      const std::span<const T> elements = run(at, count);
      out.values(elements);
      at += elements.size();
    }
  }
  // In place of what was there, before anybody reads it.
  void load(OctetReader& in) {
    const auto stated = in.value<std::uint64_t>();
    if (stated > capacity()) return in.fail();
    const auto count = static_cast<std::size_t>(stated);
    for (std::size_t at = 0; at < count && !in.failed();) {
      const Place place = place_of(at);
      T* elements = chunks_[place.chunk].load(std::memory_order_relaxed);
      if (!elements) elements = std::allocator<T>().allocate(chunk_size(place.chunk));
      chunks_[place.chunk].store(elements, std::memory_order_relaxed);
      const std::size_t used = std::min(count - at, chunk_size(place.chunk));
      in.values(std::span<T>(elements, used));
      at += used;
      size_.store(at, std::memory_order_release);
    }
  }

 private:
  static constexpr std::size_t kFirstChunkBits = 10;
  static constexpr std::size_t kFirstChunk = std::size_t{1} << kFirstChunkBits;
  static constexpr std::size_t kChunks = 22;

  struct Place {
    std::size_t chunk;
    std::size_t offset;
  };

  static constexpr std::size_t chunk_size(std::size_t chunk) { return kFirstChunk << chunk; }

  // Counted from kFirstChunk on, the highest set bit of an index names its chunk.
  static constexpr Place place_of(std::size_t index) {
    if (index >= capacity()) std::unreachable();
    const std::size_t shifted = index + kFirstChunk;
    const auto highest_bit = static_cast<std::size_t>(std::bit_width(shifted)) - 1;
    return {highest_bit - kFirstChunkBits, shifted - (std::size_t{1} << highest_bit)};
  }

  // Relaxed is enough: whoever knows the index has synchronised with the append, and the chunk was
  // stored before it.
  [[nodiscard]] T* address_of(std::size_t index) const {
    const Place place = place_of(index);
    return chunks_[place.chunk].load(std::memory_order_relaxed) + place.offset;
  }

  std::array<std::atomic<T*>, kChunks> chunks_{};
  std::atomic<std::size_t> size_{0};
};

template <class T>
inline constexpr bool kPlain<std::atomic<T>> = kPlain<T> && sizeof(std::atomic<T>) == sizeof(T);

}  // namespace concordat

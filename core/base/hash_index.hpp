// From a hash to 32-bit numbers whose keys lie elsewhere: about eight bytes an entry at every size.
//
// Numbers lie in buckets of one cache line each, with eight bits of their hash beside them; whether
// a number is the one sought is for the caller to say, who reads the key back from where the number
// points. The directory grows by linear hashing (Litwin, VLDB 1980): one bucket is split at a time,
// so there is neither a pause for a whole table to be rebuilt nor an outgrown table to keep.
//
// Who may do what: one thread at a time inserts and replaces. Any thread may search at the same
// time, without locks; it finds every number inserted before something it synchronised with. A
// search that meets nothing while a bucket was split under it begins anew, which the counter in
// `shape_` tells.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <vector>

#include "core/base/chunked.hpp"

namespace concordat {

class HashIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  HashIndex() { buckets_.push_back(); }
  HashIndex(const HashIndex&) = delete;
  HashIndex& operator=(const HashIndex&) = delete;

  // The number under this hash for which `is_it(number)` holds, or kNone. Never more than one does.
  template <class IsIt>
  [[nodiscard]] std::uint32_t find(std::uint32_t hash, IsIt&& is_it) const {
    while (true) {
      const std::uint64_t shape = shape_.load(std::memory_order_acquire);
      const std::uint32_t found = search(buckets_[bucket_of(hash, count_in(shape))], hash, is_it);
      if (found != kNone) return found;
      // What a split has emptied or filled anew was read by an acquiring load, so whoever saw any
      // of it sees here the shape that was published before.
      if (shape_.load(std::memory_order_relaxed) == shape) return kNone;
    }
  }

  // Asks for the line that `find` reads first.
  void prefetch(std::uint32_t hash) const {
    const std::uint64_t shape = shape_.load(std::memory_order_acquire);
    __builtin_prefetch(&buckets_[bucket_of(hash, count_in(shape))]);
  }

  // Writer only. The number must not be there yet. `hash_of(number)` is asked again for the numbers
  // of a bucket that is split.
  template <class HashOf>
  void insert(std::uint32_t hash, std::uint32_t number, HashOf&& hash_of) {
    const std::uint32_t count = count_in(shape_.load(std::memory_order_relaxed));
    if (size_ >= std::uint64_t{count} * kFilling && count < kMostBuckets) split(hash_of);
    put(buckets_[bucket_of(hash, count_in(shape_.load(std::memory_order_relaxed)))], tag_of(hash),
        number);
    ++size_;
  }

  // Writer only. `number`, which is there, gives way to another with the same key.
  void replace(std::uint32_t hash, std::uint32_t number, std::uint32_t by) {
    Bucket* bucket = &buckets_[bucket_of(hash, count_in(shape_.load(std::memory_order_relaxed)))];
    while (bucket != nullptr) {
      for (std::atomic<std::uint32_t>& slot : bucket->numbers) {
        if (slot.load(std::memory_order_relaxed) != number) continue;
        slot.store(by, std::memory_order_release);
        return;
      }
      bucket = overflow(*bucket);
    }
  }

  [[nodiscard]] std::uint64_t size() const { return size_; }  // writer only

  // As it lies in memory. The writer only, or nobody writes.
  void save(OctetWriter& out) const {
    out.value(shape_.load(std::memory_order_relaxed));
    out.value(size_);
    buckets_.save(out);
    overflow_.save(out);
    out.value(std::uint64_t{free_.size()});
    out.values(std::span<const std::uint32_t>(free_));
  }
  // In place of what was there, before anybody searches it.
  void load(OctetReader& in) {
    shape_.store(in.value<std::uint64_t>(), std::memory_order_relaxed);
    size_ = in.value<std::uint64_t>();
    buckets_.load(in);
    overflow_.load(in);
    const auto count = in.value<std::uint64_t>();
    if (in.failed() || count > overflow_.size()) return in.fail();
    free_.resize(static_cast<std::size_t>(count));
    in.values(std::span(free_));
  }

 private:
  static constexpr std::size_t kSlots = 12;
  // Numbers a bucket in the mean before the next split. More would fill memory better and send more
  // searches into a second line.
  static constexpr std::uint64_t kFilling = 10;
  static constexpr std::uint32_t kMostBuckets = std::uint32_t{1} << 30;

  struct alignas(64) Bucket {
    using OctetsAreValue = void;
    Bucket() {
      for (auto& number : numbers) number.store(kNone, std::memory_order_relaxed);
    }
    std::array<std::atomic<std::uint32_t>, kSlots> numbers;
    std::atomic<std::uint64_t> first_tags{0};  // of slots 0 to 7, a byte each
    std::atomic<std::uint32_t> last_tags{0};   // of slots 8 to 11
    std::atomic<std::uint32_t> next{0};        // one more than a number in overflow_; 0: none
  };
  static_assert(sizeof(Bucket) == 64);

  static std::uint32_t count_in(std::uint64_t shape) { return static_cast<std::uint32_t>(shape); }
  static std::uint64_t tag_of(std::uint32_t hash) { return hash >> 24; }

  static std::size_t bucket_of(std::uint32_t hash, std::uint32_t count) {
    const std::uint32_t mask = std::bit_ceil(count) - 1;
    const std::uint32_t at = hash & mask;
    return at < count ? at : at & (mask >> 1);
  }

  // A bit in every byte that may be the tag; all those that are among them.
  static std::uint64_t alike(std::uint64_t tags, std::uint64_t tag) {
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    const std::uint64_t difference = tags ^ tag * kOnes;
    return (difference - kOnes) & ~difference & kOnes << 7;
  }

  [[nodiscard]] const Bucket* overflow(const Bucket& bucket) const {
    const std::uint32_t next = bucket.next.load(std::memory_order_acquire);
    return next == 0 ? nullptr : &overflow_[next - 1];
  }
  [[nodiscard]] Bucket* overflow(Bucket& bucket) {
    const std::uint32_t next = bucket.next.load(std::memory_order_relaxed);
    return next == 0 ? nullptr : &overflow_[next - 1];
  }

  template <class IsIt>
  [[nodiscard]] std::uint32_t search(const Bucket& first, std::uint32_t hash, IsIt&& is_it) const {
    for (const Bucket* bucket = &first; bucket != nullptr; bucket = overflow(*bucket)) {
      const std::uint64_t low = bucket->first_tags.load(std::memory_order_acquire);
      const std::uint64_t high = bucket->last_tags.load(std::memory_order_acquire);
      for (unsigned half = 0; half < 2; ++half) {
        std::uint64_t bits = alike(half == 0 ? low : high, tag_of(hash));
        for (; bits != 0; bits &= bits - 1) {
          const std::size_t slot = half * 8 + static_cast<std::size_t>(std::countr_zero(bits)) / 8;
          if (slot >= kSlots) break;
          const std::uint32_t number = bucket->numbers[slot].load(std::memory_order_acquire);
          if (number != kNone && is_it(number)) return number;
        }
      }
    }
    return kNone;
  }

  static std::uint64_t tag_at(const Bucket& bucket, std::size_t slot) {
    const std::uint64_t tags =
        slot < 8 ? bucket.first_tags.load(std::memory_order_relaxed)
                 : std::uint64_t{bucket.last_tags.load(std::memory_order_relaxed)};
    return tags >> slot % 8 * 8 & 0xFF;
  }
  static void set_tag(Bucket& bucket, std::size_t slot, std::uint64_t tag) {
    const unsigned shift = static_cast<unsigned>(slot % 8 * 8);
    if (slot < 8) {
      const std::uint64_t tags = bucket.first_tags.load(std::memory_order_relaxed);
      bucket.first_tags.store((tags & ~(std::uint64_t{0xFF} << shift)) | tag << shift,
                              std::memory_order_release);
    } else {
      const std::uint32_t tags = bucket.last_tags.load(std::memory_order_relaxed);
      bucket.last_tags.store(
          (tags & ~(std::uint32_t{0xFF} << shift)) | static_cast<std::uint32_t>(tag) << shift,
          std::memory_order_release);
    }
  }

  void put(Bucket& first, std::uint64_t tag, std::uint32_t number) {
    Bucket* bucket = &first;
    while (true) {
      for (std::size_t slot = 0; slot < kSlots; ++slot) {
        if (bucket->numbers[slot].load(std::memory_order_relaxed) != kNone) continue;
        set_tag(*bucket, slot, tag);
        bucket->numbers[slot].store(number, std::memory_order_release);
        return;
      }
      Bucket* const further = overflow(*bucket);
      bucket = further != nullptr ? further : &extend(*bucket);
    }
  }

  Bucket& extend(Bucket& bucket) {
    std::uint32_t taken = 0;
    if (free_.empty()) {
      taken = static_cast<std::uint32_t>(overflow_.push_back());
    } else {
      taken = free_.back();
      free_.pop_back();
    }
    bucket.next.store(taken + 1, std::memory_order_release);
    return overflow_[taken];
  }

  // The next bucket in turn gives part of its numbers to a new one at the end.
  template <class HashOf>
  void split(HashOf&& hash_of) {
    const std::uint64_t shape = shape_.load(std::memory_order_relaxed);
    const std::uint32_t count = count_in(shape);
    Bucket& target = buckets_[buckets_.push_back()];
    Bucket& source = buckets_[count - std::bit_floor(count)];
    // Copied first, published then, emptied last: a reader finds each number in one or the other.
    moving_.clear();
    for (Bucket* bucket = &source; bucket != nullptr; bucket = overflow(*bucket)) {
      for (std::size_t slot = 0; slot < kSlots; ++slot) {
        const std::uint32_t number = bucket->numbers[slot].load(std::memory_order_relaxed);
        if (number != kNone) {
          moving_.push_back(Moving{
              .slot = &bucket->numbers[slot], .number = number, .tag = tag_at(*bucket, slot)});
        }
      }
    }
    // All hashes first: each waits for memory, and without a branch between them they wait
    // together.
    for (Moving& one : moving_) one.hash = hash_of(one.number);
    std::erase_if(moving_,
                  [&](const Moving& one) { return bucket_of(one.hash, count + 1) != count; });
    for (const Moving& one : moving_) put(target, one.tag, one.number);
    publish(shape, count + 1);
    for (const Moving& one : moving_) one.slot->store(kNone, std::memory_order_release);
    give_back_empty(source);
  }

  void publish(std::uint64_t shape, std::uint32_t count) {
    const std::uint64_t counter = (shape >> 32) + 1;
    shape_.store(counter << 32 | count, std::memory_order_release);
  }

  // Overflow that holds nothing any more serves another bucket. A reader inside it follows `next`
  // into that one's line and misses its own, so the shape changes before and is looked at after.
  void give_back_empty(Bucket& first) {
    Bucket* before = &first;
    while (Bucket* const bucket = overflow(*before)) {
      bool empty = true;
      for (const auto& number : bucket->numbers) {
        empty = empty && number.load(std::memory_order_relaxed) == kNone;
      }
      if (!empty) {
        before = bucket;
        continue;
      }
      const std::uint64_t shape = shape_.load(std::memory_order_relaxed);
      publish(shape, count_in(shape));
      free_.push_back(before->next.load(std::memory_order_relaxed) - 1);
      before->next.store(bucket->next.load(std::memory_order_relaxed), std::memory_order_release);
      bucket->next.store(0, std::memory_order_release);
    }
  }

  std::atomic<std::uint64_t> shape_{1};  // how many buckets; above them a count of changes
  Chunked<Bucket> buckets_;
  Chunked<Bucket> overflow_;

  // The writer's alone.
  std::uint64_t size_ = 0;
  std::vector<std::uint32_t> free_;
  struct Moving {
    std::atomic<std::uint32_t>* slot = nullptr;
    std::uint32_t number = 0;
    std::uint64_t tag = 0;
    std::uint32_t hash = 0;
  };
  std::vector<Moving> moving_;
};

}  // namespace concordat

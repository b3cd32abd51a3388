// What was found, and the days on which it would be found again.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "core/facts/probe.hpp"
#include "core/recognition/notes.hpp"

namespace concordat::recognition {

// A judgement looks at the day of the event, and at two days of an attestation: of its issue, and
// of the acceptance into evaluation.
struct Days {
  Date event;
  Date issued;
  Date accepted;
};
struct Windows {
  facts::Window event;
  facts::Window issued;
  facts::Window accepted;

  [[nodiscard]] bool contain(const Days& days) const {
    return event.contains(days.event) && issued.contains(days.issued) &&
           accepted.contains(days.accepted);
  }
  void intersect(const Windows& other) {
    event.intersect(other.event);
    issued.intersect(other.issued);
    accepted.intersect(other.accepted);
  }
};

// What a judgement is of, besides the days: ids, and addresses of rows.
struct MemoKey {
  std::array<std::uint64_t, 5> parts{};
  // Without branches or a call: most keys that are compared are the same.
  friend bool operator==(const MemoKey& left, const MemoKey& right) {
    std::uint64_t differing = 0;
    for (std::size_t at = 0; at < left.parts.size(); ++at) {
      differing |= left.parts[at] ^ right.parts[at];
    }
    return differing == 0;
  }

  [[nodiscard]] std::size_t hash() const {
    constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio
    std::uint64_t state = 0;
    for (const std::uint64_t part : parts) state = (state ^ part ^ (state >> 29)) * kMix;
    return static_cast<std::size_t>(state ^ (state >> 32));
  }
};

[[nodiscard]] inline std::uint64_t address(const void* of) {
  return reinterpret_cast<std::uintptr_t>(of);
}

template <class T>
class Memo;

// Where something is looked for.
template <class T>
struct MemoPlace {
  Memo<T>& memo;
  MemoKey key;
};

template <class T>
class Memo {
 public:
  using Value = T;

  struct Entry {
    MemoKey key;
    Windows windows;
    // The certificate itself was looked at: look under its own key.
    bool of_one_certificate = false;
    Notes notes;  // what was looked at of the kind
    T value{};
    Entry* next = nullptr;
  };

  [[nodiscard]] MemoPlace<T> at(const MemoKey& key) { return {*this, key}; }

  [[nodiscard]] Entry* find(const MemoKey& key, const Days& days) {
    Entry** const first = &head(key);
    for (Entry** at = first; *at; at = &(*at)->next) {
      Entry* const entry = *at;
      if (entry->key != key || !entry->windows.contain(days)) continue;
      if (at == first) return entry;
      // What was asked last is asked next.
      *at = entry->next;
      entry->next = *first;
      *first = entry;
      return entry;
    }
    return nullptr;
  }

  Entry* add(Entry entry) {
    if (count_++ >= heads_.size()) grow();
    Entry** const first = &head(entry.key);
    entry.next = *first;
    *first = &entries_.emplace_back(std::move(entry));
    return *first;
  }

  void clear() {
    if (count_ == 0) return;
    count_ = 0;
    entries_.clear();
    std::ranges::fill(heads_, nullptr);
  }
  [[nodiscard]] std::size_t size() const { return count_; }

 private:
  // A power of two, and few: a workspace may serve one question.
  static constexpr std::size_t kFirstHeads = 8;

  [[nodiscard]] Entry*& head(const MemoKey& key) {
    return heads_[key.hash() & (heads_.size() - 1)];
  }
  void grow() {
    heads_.assign(heads_.size() * 2, nullptr);
    for (Entry& entry : entries_) {
      Entry*& first = head(entry.key);
      entry.next = first;
      first = &entry;
    }
  }

  std::vector<Entry*> heads_ = std::vector<Entry*>(kFirstHeads, nullptr);
  std::deque<Entry> entries_;  // they never move
  std::size_t count_ = 0;      // of them: the deque would have to reckon
};

template <class T>
class NotedMemo;

// Where something of a kind is looked for. A base is ids and addresses; its last two parts are
// zero. `first` are the members that tell apart kinds of which very different things are looked at.
template <class T>
struct NotedPlace {
  NotedMemo<T>& memo;
  MemoKey base;
  Notes first;
};

// What was found of kinds of attestations, each by what was looked at: a judgement serves every
// kind that agrees with its own in the members that any judgement of the same base has looked at.
template <class T>
class NotedMemo {
 public:
  [[nodiscard]] NotedPlace<T> at(const MemoKey& base, Notes first) { return {*this, base, first}; }

  // What judgements of a base and of certain first members have looked at so far; those at least.
  [[nodiscard]] Notes& looked_at(const MemoKey& base, Notes first) {
    auto* known = looked_at_.find(base, {});
    return (known ? known : looked_at_.add({.key = base, .value = first}))->value;
  }
  [[nodiscard]] Memo<T>& judgements() { return judgements_; }

  void clear() {
    looked_at_.clear();
    judgements_.clear();
  }
  [[nodiscard]] std::size_t size() const { return looked_at_.size() + judgements_.size(); }

 private:
  Memo<Notes> looked_at_;
  Memo<T> judgements_;
};

}  // namespace concordat::recognition

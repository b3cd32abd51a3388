// A fixed set of words that is asked about for every member of every document. Made by the
// compiler. Private to this folder.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace concordat::credential {

class TermSet {
 public:
  constexpr TermSet() = default;
  // The words of a text, separated by single spaces; at most half of kSlots.
  consteval explicit TermSet(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(' '), text.size());
      insert(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  [[nodiscard]] constexpr bool contains(std::string_view word) const {
    for (std::size_t slot = hash(word); !slots_[slot].empty(); slot = (slot + 1) % kSlots) {
      if (slots_[slot] == word) return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t kSlots = 512;

  // Words differ in length, ends and middle far oftener than they agree in all of them.
  static constexpr std::size_t hash(std::string_view word) {
    if (word.empty()) return 0;
    const auto at = [&](std::size_t place) {
      return static_cast<std::size_t>(static_cast<unsigned char>(word[place]));
    };
    return (word.size() * 67 + at(0) * 31 + at(word.size() / 2) * 131 + at(word.size() - 1) * 7) %
           kSlots;
  }

  consteval void insert(std::string_view word) {
    std::size_t slot = hash(word);
    for (; !slots_[slot].empty() && slots_[slot] != word; slot = (slot + 1) % kSlots) {
    }
    slots_[slot] = word;
  }

  std::array<std::string_view, kSlots> slots_{};
};

}  // namespace concordat::credential

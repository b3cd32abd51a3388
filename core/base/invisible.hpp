// Characters that leave no mark on paper: two texts that differ by them alone look the same to
// whoever compares them, and some turn what follows round. Unicode Standard, chapter 23; Unicode
// Technical Report #36, 2.5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace concordat {

enum class Writing : std::uint8_t {
  // Names and sentences. What scripts need stays: joiners (U+200C, U+200D), directional marks
  // (U+200E, U+200F, U+061C), soft hyphens, variation selectors.
  kProse,
  // Numbers, models and whatever else is compared octet for octet. Joiners stay between letters of
  // a script that is not Latin; nothing else that is invisible does.
  kPrinted,
};

// The offset of the first character that has no place in such a text: embeddings, overrides and
// isolates of direction, spaces without width, separators of lines, tags, fillers and invisible
// operators. `text` is UTF-8.
[[nodiscard]] std::optional<std::size_t> find_invisible(std::string_view text, Writing writing);

}  // namespace concordat

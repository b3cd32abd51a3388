// How far an annex recognises: up to a level, component by component.
#pragma once

#include "core/recognition/legs.hpp"

namespace concordat::recognition {

// Which caps of an annex hold for an attestation, taken together.
struct CapResult {
  bool capped = false;  // the annex has caps at all
  const facts::Scale* scale = nullptr;
  int surely = -1;           // index of the highest level surely recognised; -1: none
  int at_most = -1;          // index of the highest level possibly recognised; -1: none
  std::string_view missing;  // the fact that would settle the difference
};
[[nodiscard]] CapResult caps_of(Context& context, const Case& asked);

// The extent under those caps; the whole attestation where there are none.
[[nodiscard]] TerseExtent extent_of(const Context& context, const Case& asked,
                                    const CapResult& caps);

// The place of a level on a scale, or -1.
[[nodiscard]] int level_index(const facts::Scale& scale, Id level);

}  // namespace concordat::recognition

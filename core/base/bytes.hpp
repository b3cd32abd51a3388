// Octets, and views of them. Text that has been checked to be UTF-8 is std::string; everything else
// that came from outside is Bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace concordat {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;
using ByteView = std::span<const Byte>;

[[nodiscard]] inline ByteView bytes_of(std::string_view text) {
  return {reinterpret_cast<const Byte*>(text.data()), text.size()};
}

[[nodiscard]] inline std::string_view text_of(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace concordat

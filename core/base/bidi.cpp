#include "core/base/bidi.hpp"

#include <cstddef>

namespace concordat {
namespace {

constexpr std::string_view kFirstStrongIsolate = "\xE2\x81\xA8";
constexpr std::string_view kPopDirectionalIsolate = "\xE2\x81\xA9";
constexpr std::size_t kControlSize = 3;

// U+202A to U+202E are E2 80 AA to AE, U+2066 to U+2069 are E2 81 A6 to A9.
bool begins_with_control(std::string_view text) {
  if (text.size() < kControlSize || text[0] != '\xE2') return false;
  const auto last = static_cast<unsigned char>(text[2]);
  if (text[1] == '\x80') return last >= 0xAA && last <= 0xAE;
  return text[1] == '\x81' && last >= 0xA6 && last <= 0xA9;
}

}  // namespace

std::string bidi_isolate(std::string_view identifier) {
  std::string isolated(kFirstStrongIsolate);
  while (!identifier.empty()) {
    const bool is_control = begins_with_control(identifier);
    if (!is_control) isolated.push_back(identifier.front());
    identifier.remove_prefix(is_control ? kControlSize : 1);
  }
  isolated += kPopDirectionalIsolate;
  return isolated;
}

}  // namespace concordat

#include "core/credential/model/url.hpp"

#include <algorithm>
#include <array>

namespace concordat::credential {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Octets that no URL holds as they are.
constexpr auto kNever = [] {
  std::array<bool, 256> never{};
  for (std::size_t octet = 0; octet <= 0x20; ++octet) never[octet] = true;
  never[0x7f] = true;
  for (const char c : std::string_view("\"<>\\^`{|}")) never[static_cast<unsigned char>(c)] = true;
  return never;
}();

bool is_scheme(std::string_view text) {
  return !text.empty() && is_letter(text[0]) && std::ranges::all_of(text, [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
}

}  // namespace

bool is_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return false;
  return is_scheme(text.substr(0, colon)) &&
         std::ranges::none_of(text, [](char c) { return kNever[static_cast<unsigned char>(c)]; });
}

}  // namespace concordat::credential

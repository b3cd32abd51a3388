// Which of our languages a reader asked for (RFC 9110, 12.5.4; lookup as in RFC 4647, 3.4).
#pragma once

#include <array>
#include <string_view>

namespace concordat::text {

// The official languages of the United Nations.
inline constexpr std::array<std::string_view, 6> kLanguages = {"ar", "zh", "en", "fr", "ru", "es"};

// The supported language with the highest quality; of equals the one named first, "*" standing for
// "en" when that was not named. "fr-CA" asks for "fr". A member that is not well-formed is skipped.
// "en" when nothing fits.
[[nodiscard]] std::string_view negotiate_language(std::string_view accept_language);

}  // namespace concordat::text

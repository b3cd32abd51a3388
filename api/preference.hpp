// How much a request likes what could be answered (RFC 9110, 12.4.2, 12.5.1, 12.5.3 and 12.5.4).
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace concordat::api {

// In thousandths: 1000 likes it most, 0 not at all.
using Liking = int;
// A quality of 1.
inline constexpr Liking kMostLiked = 1000;

// Of a media type by an Accept field; the most specific range decides. An absent field likes all.
[[nodiscard]] Liking liking_of_type(std::string_view accept, std::string_view type);

// Of a text in any of these languages by an Accept-Language field: a range fits the language itself
// and every tag that continues it, and a tag of the field falls back to what it continues, "pt-BR"
// to "pt" (RFC 4647, 3.3.1 and 3.4). Texts without a language are liked as "*" is.
[[nodiscard]] Liking liking_of_languages(std::string_view accept_language,
                                         std::span<const std::string> languages);

// Of a content coding such as "gzip" by an Accept-Encoding field. An absent field likes none: its
// sender may not know how to undo one.
[[nodiscard]] Liking liking_of_coding(std::string_view accept_encoding, std::string_view coding);

}  // namespace concordat::api

// What the public pages have in common: the frame, the style, words in the reader's language.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "api/assets.hpp"
#include "api/call.hpp"
#include "api/html.hpp"

namespace concordat::api {

// A word or label of a page by its code in the message catalogues, else as given.
[[nodiscard]] std::string word(const Voice& voice, std::string_view code,
                               std::string_view otherwise);

// A page with its header; <main> is open.
[[nodiscard]] Html begin_page(const Voice& voice, std::string_view title,
                              std::span<const HeadLink> links = {});
// Closes the page and makes it an answer with its security policy and language. With the web
// application the page starts it; without, it stays as it is.
[[nodiscard]] http::Response finish_page(Html page, const Voice& voice, Caching caching,
                                         const Assets* application);

}  // namespace concordat::api

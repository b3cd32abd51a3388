#include "api/html.hpp"

#include <doctest/doctest.h>

namespace concordat::api {

TEST_CASE("text and attribute values are escaped, elements close in order") {
  Html page({.language = "fr", .title = "<a & b>", .style = "p{margin:0}"});
  page.begin("p", {{"class", "x\" onclick=\"y"}}).text("<script>'&").end();
  page.begin("div").begin("ul").element("li", "1");
  const std::string text = std::move(page).finish();
  CHECK(text.find("<title>&lt;a &amp; b&gt;</title>") != std::string::npos);
  CHECK(text.find("class=\"x&quot; onclick=&quot;y\"") != std::string::npos);
  CHECK(text.find("&lt;script&gt;&#39;&amp;") != std::string::npos);
  CHECK(text.find("<script") == std::string::npos);
  CHECK(text.find("<style>p{margin:0}</style>") != std::string::npos);
  CHECK(text.ends_with("<div><ul><li>1</li></ul></div></body></html>\n"));
  CHECK(text.find("lang=\"fr\" dir=\"ltr\"") != std::string::npos);
}

TEST_CASE("links stay on this server, identifiers are isolated") {
  Html page({.language = "ar"});
  page.link("/a?b=1&c", "one").link("//evil.example", "two").link("javascript:x", "three");
  const std::string text = std::move(page).finish();
  CHECK(text.find("<a href=\"/a?b=1&amp;c\"><bdi>one</bdi></a>twothree") != std::string::npos);
  CHECK(text.find("dir=\"rtl\"") != std::string::npos);
}

TEST_CASE("the policy allows the one style sheet by its digest and no script") {
  // SHA-256 of the empty text.
  CHECK(content_security_policy("", Scripts::kNone) ==
        "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
}

TEST_CASE("the policy for the application lets in nothing that is not of this server") {
  const std::string policy = content_security_policy("", Scripts::kOwn);
  CHECK(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "));
  CHECK(policy.find("connect-src 'self';") != std::string::npos);
  CHECK(policy.find("unsafe-inline") == std::string::npos);
  CHECK(policy.find("http") == std::string::npos);
  CHECK(policy.find('*') == std::string::npos);
}

}  // namespace concordat::api

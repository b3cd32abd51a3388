// The files of the web application over HTTP, and the pages that start it.
#include "api/assets.hpp"

#include <doctest/doctest.h>

#include "api/house_for_tests.hpp"

namespace concordat::api {
namespace {

Assets built() {
  Assets assets;
  assets.add("main-1.js", {.type = "text/javascript; charset=utf-8",
                           .octets = "start()",
                           .gzip = "as gzip",
                           .brotli = "as br"});
  assets.add("main-1.css", {.type = "text/css; charset=utf-8", .octets = "p{}"});
  assets.start_with("/assets/main-1.js", {"/assets/main-1.css"});
  return assets;
}

struct Served {
  fixture::Demonstration demonstration;
  Assets assets = built();
  Api api{{.registry = demonstration.registry(),
           .clock = demonstration.clock(),
           .application = &assets}};

  http::Response get(const std::string& path, std::vector<http::Field> headers = {}) {
    return fixture::ask(api, {.path = path, .headers = std::move(headers)});
  }
};

Served& served() {
  static Served one;
  return one;
}

}  // namespace

TEST_CASE("a file of the application is given compressed to whom takes it so, for good") {
  const http::Response plain = served().get("/assets/main-1.js");
  CHECK(plain.status == 200);
  CHECK(plain.body == "start()");
  CHECK(*plain.header("Content-Type") == "text/javascript; charset=utf-8");
  CHECK(plain.header("Cache-Control")->find("immutable") != std::string_view::npos);
  CHECK(*plain.header("Vary") == "Accept-Encoding");
  CHECK_FALSE(plain.header("Content-Encoding").has_value());
  const auto best = served().get("/assets/main-1.js", {{"Accept-Encoding", "gzip, br"}});
  CHECK(best.body == "as br");
  CHECK(*best.header("Content-Encoding") == "br");
  const auto other = served().get("/assets/main-1.js", {{"Accept-Encoding", "gzip, br;q=0"}});
  CHECK(other.body == "as gzip");
  CHECK(*other.header("ETag") != *best.header("ETag"));
  CHECK(served().get("/assets/main-1.css", {{"Accept-Encoding", "br"}}).body == "p{}");
}

TEST_CASE("there is no other file below /assets/") {
  for (const char* path : {"/assets/other.js", "/assets/../etc/passwd", "/assets/%2e%2e/x"}) {
    CHECK(served().get(path).status == 404);
  }
  CHECK(testing::house().get("/assets/main-1.js").status == 404);
}

TEST_CASE("pages start the application where there is one, and are whole without") {
  for (const char* path : {"/", "/plan", "/log", "/data", "/who-recognises-whom"}) {
    const http::Response page = served().get(path);
    CHECK(page.status == 200);
    CHECK(page.body.find(R"(<script type="module" src="/assets/main-1.js"></script>)") !=
          std::string::npos);
    CHECK(page.body.find(R"(<link rel="stylesheet" href="/assets/main-1.css">)") !=
          std::string::npos);
    CHECK(page.header("Content-Security-Policy")->find("script-src 'self'") !=
          std::string_view::npos);
    const http::Response plain = testing::house().get(path);
    CHECK(plain.body.find("<script") == std::string::npos);
    CHECK(plain.header("Content-Security-Policy")->find("script-src") == std::string_view::npos);
  }
}

TEST_CASE("there is an icon") {
  const http::Response icon = testing::house().get("/favicon.ico");
  CHECK(*icon.header("Content-Type") == "image/svg+xml");
  CHECK(icon.body.starts_with("<svg "));
}

}  // namespace concordat::api

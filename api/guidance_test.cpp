// The pages that explain, as somebody without script reads them.
#include <map>

#include <doctest/doctest.h>

#include "api/fixture/demonstration.hpp"

namespace concordat::api {
namespace {

// Knows these messages and no other, as catalogues do.
class Few final : public Messages {
 public:
  [[nodiscard]] std::string sentence(std::string_view, std::string_view code,
                                     const MessageArguments&) const override {
    const auto known = kKnown.find(code);
    return std::string(known == kKnown.end() ? code : known->second);
  }
  [[nodiscard]] std::string negotiate(std::string_view) const override { return "en"; }

 private:
  static inline const std::map<std::string_view, std::string_view> kKnown = {
      {"web.about.title", "About"},
      {"web.about.p1", "One question."},
      {"web.guidance.log.title", "The log & you"},
      {"web.guidance.log.lede", "Signed."},
      {"web.guidance.log.p1", "First."},
      {"web.guidance.log.p2", "Second."}};
};

struct Told {
  fixture::Demonstration demonstration;
  Few messages;
  Api api{{.registry = demonstration.registry(),
           .clock = demonstration.clock(),
           .messages = &messages}};
};

http::Response page(const std::string& path) {
  static Told told;
  return fixture::ask(told.api, {.path = path});
}

bool has(const http::Response& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

TEST_CASE("every topic is reached from one page") {
  const http::Response about = page("/about");
  CHECK(about.status == 200);
  CHECK(has(about, "<h1>About</h1>"));
  CHECK(has(about, "<p>One question.</p>"));
  CHECK(has(about, R"(<a href="/guidance/not-found">)"));
  CHECK(has(about, R"(<a href="/guidance/auditor">)"));
}

TEST_CASE("a topic is all its paragraphs in their order, and no more") {
  const http::Response topic = page("/guidance/log");
  CHECK(topic.status == 200);
  CHECK(has(topic, "<h1>The log &amp; you</h1>"));
  CHECK(has(topic, "<p>Signed.</p><p>First.</p><p>Second.</p><p><a href=\"/about\">"));
  CHECK(!has(topic, "<script"));
}

TEST_CASE("a topic that nobody wrote is no page") {
  for (const char* path : {"/guidance/", "/guidance/other", "/guidance/log/x"}) {
    CHECK(page(path).status == 404);
  }
}

}  // namespace
}  // namespace concordat::api

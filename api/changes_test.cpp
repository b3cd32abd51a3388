// The feed of changes, from outside.
#include <doctest/doctest.h>

#include "api/house_for_tests.hpp"

namespace concordat::api {
namespace {

using namespace testing;
using Step = http::Stream::Step;

// Until it has nothing more to say.
std::string events_of(const http::Response& response) {
  std::string text;
  REQUIRE(response.stream != nullptr);
  for (std::string piece; response.stream->next(piece) == Step::kPiece; piece.clear()) {
    text += piece;
  }
  return text;
}

std::uint64_t size_now() { return house().demonstration.registry().size(); }

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("changes come in pages of CloudEvents, each statement once and in order") {
  std::string query = "limit=7";
  std::uint64_t expected = 0;
  const std::uint64_t size = size_now();
  while (expected < size) {
    const http::Response response = house().get("/v1/changes", query);
    REQUIRE(response.status == 200);
    CHECK(*response.header("Content-Type") == "application/cloudevents-batch+json");
    const json::Value page = body_of(response);
    REQUIRE_FALSE(page.as_array()->empty());
    for (const json::Value& event : *page.as_array()) {
      CHECK(event.text("specversion") == "1.0");
      CHECK(event.text("id") == std::to_string(expected));
      CHECK(event.text("source") == "demo.example/log");
      CHECK(event.text("type").starts_with("concordat.statement."));
      CHECK(event.text("time").ends_with("Z"));
      CHECK(event.find("data")->integer("index") == static_cast<std::int64_t>(expected));
      ++expected;
    }
    const std::string link(*response.header("Link"));
    const auto begin = link.find('?') + 1;
    query = link.substr(begin, link.find('>') - begin);
  }
  CHECK(expected == size);
  CHECK(house().get("/v1/changes", query).body == "[]");
  const json::Value certificates = body_of(house().get("/v1/changes", "type=certificate&limit=5"));
  REQUIRE(certificates.as_array()->size() == 5);
  for (const json::Value& event : *certificates.as_array()) {
    CHECK(event.text("type") == "concordat.statement.certificate");
  }
  CHECK(house().get("/v1/changes", "type=unicorn").status == 400);
  CHECK(house().get("/v1/changes", "after=x").status == 400);
  CHECK(house().get("/v1/changes", "limit=0").status == 400);
  CHECK(house().get("/v1/changes", "colour=red").status == 400);
}

TEST_CASE("server-sent events go on behind the last one seen, and bring what is recorded") {
  const auto ask = [](const std::vector<http::Field>& more, std::string_view query = "") {
    std::vector<http::Field> headers{{"Accept", "text/event-stream"}};
    headers.insert(headers.end(), more.begin(), more.end());
    return house().ask({.path = "/v1/changes", .query = std::string(query), .headers = headers});
  };
  const std::uint64_t size = size_now();
  const std::string last = std::to_string(size - 3);
  const http::Response resumed = ask({{"Last-Event-ID", last}});
  CHECK(*resumed.header("Content-Type") == "text/event-stream");
  CHECK(*resumed.header("Cache-Control") == "no-store");
  const std::string text = events_of(resumed);
  CHECK(text.starts_with("retry: 3000\n\n"));
  CHECK(count_of(text, "\n\n") == 3);
  CHECK(text.find("id: " + std::to_string(size - 2) + "\ndata: {") != std::string::npos);
  CHECK(text.find("id: " + std::to_string(size - 1) + "\ndata: {") != std::string::npos);
  // From now on, when nothing was seen; and then what comes.
  const http::Response live = ask({});
  CHECK(events_of(live) == "retry: 3000\n\n");
  CHECK(house()
            .post("/v1/statements", "application/jose", house().demonstration.signed_economy("QV"))
            .status == 201);
  const std::string came = events_of(live);
  CHECK(count_of(came, "\n\n") == 1);
  CHECK(came.find("concordat.statement.economy") != std::string::npos);
  CHECK(events_of(live).empty());
  // Only one type.
  CHECK(count_of(events_of(ask({}, "after=0&type=founding")), "data:") == 0);
  CHECK(count_of(events_of(ask({}, "after=0&type=level-scale")), "data:") == 2);
  CHECK(ask({{"Last-Event-ID", "elsewhere"}}).status == 400);
  // Beyond the end it waits there.
  CHECK(events_of(ask({}, "after=99999999")) == "retry: 3000\n\n");
}

}  // namespace concordat::api

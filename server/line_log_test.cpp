#include "server/line_log.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "core/json/read.hpp"

namespace concordat::server {
namespace {

class StillClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return {1'714'566'896'789}; }
};

std::vector<json::Value> parsed(std::string_view text) {
  std::vector<json::Value> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(json::read(text.substr(0, end)).value());
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace

TEST_CASE("a line is an object, and no value can end it") {
  const StillClock clock;
  std::string written;
  {
    LineLog log(clock, [&](std::string_view lines) { written.append(lines); });
    log.write(Level::kInfo, "request", {{"path", "/a\"}\n{\"event\":\"forged"}, {"status", 200}});
  }
  const auto lines = parsed(written);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].text("time") == "2024-05-01T12:34:56.789Z");
  CHECK(lines[0].text("level") == "info");
  CHECK(lines[0].text("event") == "request");
  CHECK(lines[0].text("path") == "/a\"}\n{\"event\":\"forged");
  CHECK(lines[0].integer("status") == 200);
}

TEST_CASE("warnings and errors are out before the call returns") {
  const StillClock clock;
  std::atomic<int> written{0};
  LineLog log(clock,
              [&](std::string_view lines) { written += static_cast<int>(parsed(lines).size()); });
  log.write(Level::kInfo, "first");
  log.write(Level::kError, "second");
  CHECK(written == 2);
}

TEST_CASE("lines of many threads all arrive, each thread's in its order") {
  const StillClock clock;
  std::string written;
  {
    LineLog log(clock, [&](std::string_view lines) { written.append(lines); });
    std::vector<std::thread> threads;
    for (int id = 0; id < 4; ++id) {
      threads.emplace_back([&log, id] {
        for (int at = 0; at < 500; ++at) {
          const Level level = at % 50 == 0 ? Level::kWarning : Level::kInfo;
          log.write(level, "line", {{"thread", id}, {"at", at}});
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  std::vector<std::int64_t> next(4, 0);
  for (const json::Value& line : parsed(written)) {
    CHECK(line.integer("at") == next[static_cast<std::size_t>(line.integer("thread"))]++);
  }
  for (const std::int64_t count : next) CHECK(count == 500);
}

}  // namespace concordat::server

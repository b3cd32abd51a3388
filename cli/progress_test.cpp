#include "cli/progress.hpp"

#include <doctest/doctest.h>
#include <pty.h>
#include <unistd.h>

namespace concordat::cli {
namespace {

struct Ends {
  int reader = -1;
  int writer = -1;
};

// What came out of the other end, closed at both.
std::string read_all(const Ends& ends) {
  ::close(ends.writer);
  std::string text;
  char buffer[512];
  for (ssize_t count = 0; (count = ::read(ends.reader, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(count));
  }
  ::close(ends.reader);
  return text;
}

}  // namespace

TEST_CASE("the bar grows from nothing to full") {
  CHECK(progress_bar(0, 4) == "[>" + std::string(39, ' ') + "] 0 of 4 statements");
  CHECK(progress_bar(2, 4) ==
        "[" + std::string(20, '=') + ">" + std::string(19, ' ') + "] 2 of 4 statements");
  CHECK(progress_bar(4, 4) == "[" + std::string(40, '=') + "] 4 of 4 statements");
  CHECK(progress_bar(9, 4) == progress_bar(4, 4));
  CHECK(progress_bar(0, 0) == "[" + std::string(40, '=') + "] 0 of 0 statements");
}

TEST_CASE("a terminal sees the bar in place, and the line ends") {
  Ends ends;
  REQUIRE(::openpty(&ends.reader, &ends.writer, nullptr, nullptr, nullptr) == 0);
  {
    Progress progress(ends.writer, 2);
    progress.show(1);
    progress.show(2);
  }
  const std::string seen = read_all(ends);
  CHECK(seen.starts_with("\r" + progress_bar(1, 2) + "\r" + progress_bar(2, 2)));
  CHECK(seen.ends_with("\n"));
}

TEST_CASE("a pipe sees nothing") {
  int pipe_ends[2];
  REQUIRE(::pipe(pipe_ends) == 0);
  {
    Progress progress(pipe_ends[1], 2);
    progress.show(1);
  }
  CHECK(read_all({.reader = pipe_ends[0], .writer = pipe_ends[1]}).empty());
}

}  // namespace concordat::cli

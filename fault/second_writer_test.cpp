// One store, one writer: whoever comes second is told so and leaves no trace.
#include "fault/follower.hpp"
#include <doctest/doctest.h>

#include "core/json/write.hpp"

namespace concordat::fault {
namespace {

using net::TestClient;

void check_locked_out(const Outcome& outcome) {
  INFO(outcome.out);
  CHECK(outcome.status == 2);
  CHECK(code_in(outcome.err) == "signing-record.locked");
}

}  // namespace

TEST_CASE("a second writer is refused while one runs, and nothing is damaged") {
  Home home;
  Server server(home.serving(), home.server_log());
  REQUIRE(server.listens());
  TestClient client(server.port());
  REQUIRE(file_statement(client, home.sign(economy("S0"))).status == 201);
  const std::string draft = json::compact(economy("S1")) + "\n";
  for (int time = 0; time < 3; ++time) {
    check_locked_out(home.ask({"--format", "json", "serve", "--port", "0"}));
    check_locked_out(home.ask({"--format", "json", "submit"}, draft));
    REQUIRE(file_statement(client, home.sign(economy("T" + std::to_string(time)))).status == 201);
  }

  SUBCASE("who only reads is let in") {
    CHECK(home.ask({"show", "economies", "S0"}).status == 0);
    CHECK(home.ask({"show", "economies", "S1"}).status == 1);
    CHECK(home.ask({"log", "check"}).status == 0);
    auto command = home.serving();
    command.emplace_back("--read-only");
    Server reader(command, home.file("reader.log"));
    REQUIRE(reader.listens());
    TestClient asking(reader.port());
    CHECK(asking.get("/v1/economies/T2").status == 200);
    const auto refused = file_statement(asking, home.sign(economy("S2")));
    CHECK(refused.status == 403);
    CHECK(code_in(refused.body) == "registry.read-only");
    CHECK(reader.stop() == 0);
  }
  SUBCASE("the next writer finds what the first one wrote") {
    CHECK(server.stop() == 0);
    CHECK(home.ask({"submit"}, draft).status == 0);
    CHECK(home.ask({"show", "economies", "S1"}).status == 0);
  }
  SUBCASE("the lock of a killed writer does not outlive it") {
    server.kill();
    CHECK(home.ask({"submit"}, draft).status == 0);
  }
  CHECK(home.ask({"log", "check"}).status == 0);
}

}  // namespace concordat::fault

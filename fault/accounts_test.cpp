// Accounts as an operator makes them and their owners use them: command and server together.
#include <filesystem>

#include "fault/home.hpp"
#include <doctest/doctest.h>

#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::fault {
namespace {

using net::TestClient;

constexpr std::string_view kName = "amina@lab.example";
constexpr std::string_view kPassword = "nine grey herons at dusk";

json::Value parsed(std::string_view text) {
  auto value = json::read(text);
  INFO(text);
  REQUIRE(value);
  return std::move(*value);
}

std::string role(std::string_view roles) { return std::string(kAuthor) + "=" + std::string(roles); }

json::Value asked(const Home& home, std::vector<std::string> command) {
  command.insert(command.begin(), {"--format", "json", "account"});
  const Outcome outcome = home.ask(std::move(command));
  INFO(outcome.err);
  REQUIRE(outcome.status == 0);
  return parsed(outcome.out);
}

// As a page of that server sends it.
TestClient::Answer send(TestClient& client, std::string_view target, const json::Value& body,
                        std::string_view cookie = {}) {
  const std::string text = json::compact(body);
  return client.ask("POST " + std::string(target) +
                    " HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
                    "Content-Type: application/json\r\nCookie: " +
                    std::string(cookie) + "\r\nContent-Length: " + std::to_string(text.size()) +
                    "\r\n\r\n" + text);
}

TestClient::Answer look(TestClient& client, std::string_view cookie) {
  return client.ask(
      "GET /v1/session HTTP/1.1\r\nHost: localhost\r\nCookie: " + std::string(cookie) + "\r\n\r\n");
}

// The cookie of a new session.
std::string sign_in(TestClient& client) {
  const auto opened =
      send(client, "/v1/session", json::Object{{"name", kName}, {"password", kPassword}});
  INFO(opened.body);
  REQUIRE(opened.status == 200);
  const std::string line = opened.field("Set-Cookie");
  return line.substr(0, line.find(';'));
}

}  // namespace

TEST_CASE(
    "an account is made by command, taken over by its owner, changed under a running server") {
  Home home;
  const json::Value made = asked(home, {"add", std::string(kName), "--display-name", "Amina Diallo",
                                        "--role", role("laboratory,auditor")});
  const std::string link(made.text("link"));
  CHECK(made.text("account").starts_with("p-"));
  CHECK(link.starts_with("concordat-link_"));

  Server server(home.serving(), home.server_log());
  REQUIRE(server.listens());
  TestClient client(server.port());
  const json::Object chosen{{"link", link}, {"password", kPassword}};
  CHECK(send(client, "/v1/account/password", chosen).status == 204);
  CHECK(code_in(send(client, "/v1/account/password", chosen).body) == "account.link");
  const std::string cookie = sign_in(client);
  CHECK(parsed(look(client, cookie).body).array("roles") == json::Array{"laboratory", "auditor"});

  // From the next request on, whatever session there is.
  CHECK(asked(home, {"roles", std::string(kName), role("trader")}).text("name") == kName);
  CHECK(parsed(look(client, cookie).body).array("roles") == json::Array{"trader"});
  asked(home, {"roles", std::string(kName), role("")});
  CHECK(parsed(look(client, cookie).body).array("roles").empty());
  asked(home, {"disable", std::string(kName)});
  CHECK(parsed(look(client, cookie).body).text("kind") == "nobody");
  asked(home, {"enable", std::string(kName)});
  const std::string again = sign_in(client);
  const json::Value reset = asked(home, {"reset", std::string(kName)});
  CHECK(parsed(look(client, again).body).text("kind") == "nobody");
  CHECK(asked(home, {"erase", std::string(kName)}).text("state") == "erased");
  CHECK(server.stop() == 0);

  const Outcome listed = home.ask({"account", "list"});
  CHECK(listed.out.find("erased") != std::string::npos);
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(home.database().parent_path())) {
    if (!entry.is_regular_file()) continue;
    const std::string octets = read_whole(entry.path());
    for (const std::string_view told :
         {std::string_view(kName), std::string_view("Amina Diallo"), kPassword,
          std::string_view(link), reset.text("link"), std::string_view(cookie)}) {
      INFO(entry.path().string());
      CHECK(octets.find(told) == std::string::npos);
    }
  }
}

TEST_CASE("what names no organisation on file, no role and no account is refused by code") {
  Home home;
  const auto code = [&](std::vector<std::string> command) {
    command.insert(command.begin(), {"--format", "json", "account"});
    const Outcome outcome = home.ask(std::move(command));
    CHECK(outcome.status != 0);
    return code_in(outcome.err);
  };
  CHECK(code({"list"}) == "store.not-found");
  CHECK(code({"add", "a", "--role", "nobody.example=trader"}) == "resource.not-found");
  CHECK(code({"add", "a", "--role", role("emperor")}) == "account.roles");
  CHECK(code({"add", "a", "--role", "trader"}) == "account.roles");
  CHECK(code({"add", "a b"}) == "account.name");
  asked(home, {"add", "a"});
  CHECK(code({"add", "A"}) == "account.name-taken");
  CHECK(code({"reset", "b"}) == "account.no-such-person");
}

TEST_CASE("a private file that others may read opens no door, and readers notice nothing") {
  Home home;
  asked(home, {"add", std::string(kName)});
  const std::string path = home.database().string() + "-private";
  std::filesystem::permissions(path, std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  Server server(home.serving(), home.server_log());
  REQUIRE(server.listens());
  TestClient client(server.port());
  CHECK(client.get("/v1/statements/0").status == 200);
  CHECK(code_in(look(client, "").body) == "account.not-here");
  CHECK(server.stop() == 0);
  CHECK(home.server_said().find("store.exposed") != std::string::npos);
}

}  // namespace concordat::fault

// Accounts over the running server: what owners do, and what attackers try.
#include <atomic>
#include <thread>

#include <doctest/doctest.h>

#include "server/accounts_for_tests.hpp"
#include "server/running_for_tests.hpp"

namespace concordat::server {
namespace {

constexpr std::string_view kExpires = "2026-06-20T00:00:00Z";  // the tests' clock stands at June 1

std::string token_wanted(std::string_view scope) {
  return R"({"label":"ci","scopes":[")" + std::string(scope) + R"("],"expires":")" +
         std::string(kExpires) + R"("})";
}

Browser::Answer with_token(Browser& browser, std::string_view token, std::string_view method,
                           std::string_view target, std::string_view body = {}) {
  browser.fields["Authorization"] = "Bearer " + std::string(token);
  auto answer = browser.ask(method, target, body);
  browser.fields.erase("Authorization");
  return answer;
}

TEST_CASE("somebody signs in, is known, and signs out") {
  Running running;
  const std::string id = running.people().add("amina@lab.example");
  Browser browser(running.port());
  CHECK(document_of(browser.ask("GET", "/v1/session")).text("kind") == "nobody");
  const auto opened = browser.sign_in("Amina@lab.example");
  CHECK(opened.status == 200);
  CHECK(opened.field("Cache-Control") == "no-store");
  CHECK(opened.field("Access-Control-Allow-Origin").empty());
  CHECK(opened.head.find("Set-Cookie: concordat-loopback=") != std::string::npos);
  CHECK(opened.head.find("; Path=/; HttpOnly; SameSite=Strict") != std::string::npos);
  CHECK(opened.body.find(browser.session()) == std::string::npos);
  const json::Value known = document_of(browser.ask("GET", "/v1/session"));
  CHECK(known.text("kind") == "person");
  CHECK(known.text("account") == id);
  CHECK(known.text("organisation") == "lab.example");
  CHECK(known.array("roles") == json::Array{"laboratory"});
  CHECK(known.boolean("fresh"));
  const json::Value held = document_of(browser.ask("GET", "/v1/account"));
  CHECK(held.text("name") == "amina@lab.example");
  CHECK(held.array("sessions").size() == 1);

  const std::string secret = browser.session();
  CHECK(browser.ask("DELETE", "/v1/session").status == 204);
  CHECK(browser.session().empty());
  browser.cookies["concordat-loopback"] = secret;
  CHECK(browser.ask("GET", "/v1/account").status == 401);
}

TEST_CASE("whoever fails to sign in hears one thing, whatever the reason") {
  Running running;
  running.people().add("amina@lab.example");
  Browser browser(running.port());
  const auto wrong = browser.sign_in("amina@lab.example", "nine grey herons at dawn");
  const auto nobody = browser.sign_in("nobody@lab.example", "nine grey herons at dawn");
  CHECK(wrong.status == 401);
  CHECK(wrong.field("WWW-Authenticate") == "Bearer");
  CHECK(code_of(wrong) == "account.sign-in");
  CHECK(wrong.body == nobody.body);
  CHECK(browser.cookies.empty());
  for (int guess = 0; guess < 3; ++guess) browser.sign_in("amina@lab.example", "guess");
  const auto slowed = browser.sign_in("amina@lab.example", "guess");
  CHECK(slowed.status == 429);
  CHECK(slowed.field("Retry-After") == "1");
}

TEST_CASE("a session that an attacker planted is not the one that is opened") {
  Running running;
  running.people().add("amina@lab.example");
  Browser attacker(running.port());
  attacker.sign_in("amina@lab.example", "guess");
  Browser browser(running.port());
  const std::string planted(43, 'A');
  browser.cookies["concordat-loopback"] = planted;
  CHECK(browser.sign_in("amina@lab.example").status == 200);
  const std::string first = browser.session();
  CHECK(first != planted);
  // Signing in again, and a change of password, each give another secret and end the one before.
  CHECK(browser.sign_in("amina@lab.example").status == 200);
  const std::string second = browser.session();
  CHECK(second != first);
  CHECK(browser
            .ask("POST", "/v1/account/password",
                 R"({"current":"nine grey herons at dusk","password":"two lanterns, one road"})")
            .status == 204);
  CHECK(browser.session() != second);
  CHECK(browser.ask("GET", "/v1/account").status == 200);
  for (const std::string& secret : {planted, first, second}) {
    attacker.cookies["concordat-loopback"] = secret;
    CHECK(attacker.ask("GET", "/v1/account").status == 401);
  }
  // Two cookies of one name: nobody knows which is meant.
  attacker.cookies = {{"concordat-loopback", planted}, {" concordat-loopback", browser.session()}};
  CHECK(attacker.ask("GET", "/v1/account").status == 401);
}

TEST_CASE("pages of other sites change nothing") {
  Running running;
  running.people().add("amina@lab.example");
  Browser browser(running.port());
  REQUIRE(browser.sign_in("amina@lab.example").status == 200);
  const std::string own = "http://127.0.0.1:" + std::to_string(running.port());
  using Fields = std::map<std::string, std::string>;
  for (const Fields& fields :
       {Fields{{"Sec-Fetch-Site", "cross-site"}}, Fields{{"Sec-Fetch-Site", "same-site"}},
        Fields{{"Origin", "https://evil.example"}}, Fields{{"Origin", "null"}},
        Fields{{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "same-origin"}},
        Fields{{"Origin", own}, {"Sec-Fetch-Site", "cross-site"}}, Fields{}}) {
    browser.fields = fields;
    const auto refused = browser.ask("PATCH", "/v1/account", R"({"displayName":"Mallory"})");
    CHECK(refused.status == 403);
    CHECK(code_of(refused) == "account.cross-site");
    CHECK(browser.ask("DELETE", "/v1/session").status == 403);
  }
  // Nor sign anybody in under another name, cookie or none.
  browser.fields = {{"Sec-Fetch-Site", "cross-site"}};
  const auto cookies = browser.cookies;
  browser.cookies.clear();
  CHECK(code_of(browser.sign_in("amina@lab.example")) == "account.cross-site");
  browser.cookies = cookies;
  browser.fields = {{"Origin", own}};
  CHECK(browser.ask("PATCH", "/v1/account", R"({"displayName":"Amina"})").status == 204);
  CHECK(document_of(browser.ask("GET", "/v1/account")).text("displayName") == "Amina");
  // A form of another site can send no JSON, and what is not JSON is not read.
  browser.fields["Content-Type"] = "text/plain";
  CHECK(browser.ask("POST", "/v1/account/tokens").status == 415);
  // No other site reads what is answered.
  browser.fields = {{"Origin", "https://evil.example"}};
  const auto preflight = browser.ask("OPTIONS", "/v1/account");
  CHECK(preflight.field("Access-Control-Allow-Origin").empty());
}

TEST_CASE("plain http carries passwords to this machine alone") {
  Running running;
  running.people().add("amina@lab.example");
  for (const auto& [name, value] :
       std::map<std::string, std::string>{{"X-Forwarded-For", "192.0.2.1"}, {"Via", "1.1 proxy"}}) {
    Browser browser(running.port());
    browser.fields[name] = value;
    const auto refused = browser.sign_in("amina@lab.example");
    CHECK(refused.status == 403);
    CHECK(code_of(refused) == "account.insecure");
    CHECK(browser.cookies.empty());
  }
  // Another name for this machine may be somebody else's tomorrow (DNS rebinding).
  net::TestClient client(running.port());
  const std::string body = R"({"name":"amina@lab.example","password":"nine grey herons at dusk"})";
  const auto rebound = client.ask(
      "POST /v1/session HTTP/1.1\r\nHost: rebound.example\r\nContent-Type: application/json\r\n"
      "Content-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);
  CHECK(code_of(rebound) == "account.insecure");
}

TEST_CASE("behind https the cookies are of this host alone") {
  Running running("https://registry.example");
  running.people().add("amina@lab.example");
  Browser browser(running.port());
  browser.fields = {{"Origin", "https://registry.example"}};
  const auto opened = browser.sign_in("amina@lab.example");
  CHECK(opened.status == 200);
  REQUIRE(browser.cookies.contains("__Host-concordat"));
  CHECK(browser.cookies.contains("__Host-concordat-device"));
  CHECK(opened.head.find("SameSite=Strict; Secure\r\n") != std::string::npos);
  CHECK(browser.ask("GET", "/v1/account").status == 200);
  // One that plain http could have set is not looked at.
  browser.cookies = {{"concordat-loopback", browser.cookies["__Host-concordat"]}};
  CHECK(browser.ask("GET", "/v1/account").status == 401);
}

TEST_CASE("a second factor is asked for over the same door") {
  Running running;
  running.people().add("amina@lab.example");
  Browser browser(running.port());
  browser.sign_in("amina@lab.example");
  const auto begun = browser.ask("POST", "/v1/account/second-factor", "{}");
  CHECK(begun.status == 200);
  CHECK(document_of(begun).text("address").starts_with("otpauth://totp/registry.example:amina"));
  const auto confirmed =
      browser.ask("POST", "/v1/account/second-factor",
                  R"({"code":")" + running.people().code_of("amina@lab.example") + R"("})");
  REQUIRE(confirmed.status == 200);
  const json::Array codes = document_of(confirmed).array("recoveryCodes");
  CHECK(codes.size() == 10);

  Browser other(running.port());
  const auto half = other.sign_in("amina@lab.example");
  CHECK(half.status == 200);
  CHECK(document_of(half).text("kind") == "nobody");
  CHECK(document_of(half).text("next") == "second-factor");
  CHECK(document_of(other.ask("GET", "/v1/session")).text("next") == "second-factor");
  CHECK(other.ask("GET", "/v1/account").status == 401);
  const std::string before = other.session();
  CHECK(other.ask("POST", "/v1/session", R"({"code":"000000"})").status == 403);
  CHECK(other
            .ask("POST", "/v1/session",
                 R"({"code":")" + running.people().code_of("amina@lab.example", 1) + R"("})")
            .status == 200);
  CHECK(other.session() != before);
  CHECK(other.ask("GET", "/v1/account").status == 200);
  CHECK(document_of(other.ask("GET", "/v1/account/second-factor")).integer("recoveryCodes") == 10);

  Browser third(running.port());
  third.sign_in("amina@lab.example");
  CHECK(
      third
          .ask("POST", "/v1/session", R"({"recoveryCode":")" + *codes.front().as_string() + R"("})")
          .status == 200);
  CHECK(document_of(third.ask("GET", "/v1/account/second-factor")).integer("recoveryCodes") == 9);
  CHECK(
      document_of(third.ask("POST", "/v1/account/recovery-codes")).array("recoveryCodes").size() ==
      10);
  CHECK(third.ask("DELETE", "/v1/account/second-factor").status == 204);
  CHECK(document_of(other.ask("GET", "/v1/session")).text("kind") == "nobody");
}

TEST_CASE("a token serves for what it was given, until it is revoked or rotated away") {
  Running running;
  running.people().add("amina@lab.example");
  Browser browser(running.port());
  browser.sign_in("amina@lab.example");
  const auto made = browser.ask("POST", "/v1/account/tokens", token_wanted("account"));
  REQUIRE(made.status == 201);
  const std::string token(document_of(made).text("token"));
  const std::string id(document_of(made).text("id"));
  CHECK(made.field("Location") == "/v1/account/tokens/" + id);

  // A service has no page, so nothing of pages is asked of it.
  Browser service(running.port());
  service.fields.clear();
  CHECK(with_token(service, token, "GET", "/v1/account").status == 200);
  CHECK(document_of(with_token(service, token, "GET", "/v1/session")).text("kind") == "service");
  CHECK(code_of(with_token(service, token, "POST", "/v1/account/tokens",
                           token_wanted("account"))) == "access.person");
  CHECK(code_of(with_token(service, token, "PATCH", "/v1/account", R"({"contact":"x"})")) ==
        "account.not-fresh");
  const auto narrow = browser.ask("POST", "/v1/account/tokens", token_wanted("vault"));
  CHECK(code_of(with_token(service, document_of(narrow).text("token"), "GET", "/v1/account")) ==
        "access.scope");
  CHECK(code_of(browser.ask("POST", "/v1/account/tokens", token_wanted("everything"))) ==
        "account.scopes");

  const auto rotated = with_token(service, token, "POST", "/v1/account/tokens/" + id);
  REQUIRE(rotated.status == 201);
  const std::string next(document_of(rotated).text("token"));
  CHECK(with_token(service, token, "GET", "/v1/account").status == 200);  // for a day
  CHECK(browser.ask("DELETE", "/v1/account/tokens/" + id).status == 204);
  CHECK(browser.ask("DELETE", "/v1/account/tokens/" + id).status == 404);
  const auto replayed = with_token(service, token, "GET", "/v1/account");
  CHECK(replayed.status == 401);
  CHECK(code_of(replayed) == "account.token");
  CHECK(with_token(service, next, "GET", "/v1/account").status == 200);
  // A token that is no token opens nothing, not even what needs none.
  CHECK(with_token(service, "concordat_x", "GET", "/v1/coverage").status == 401);
  CHECK(running.people().accounts().people().disable("amina@lab.example").has_value());
  CHECK(with_token(service, next, "GET", "/v1/account").status == 401);
}

TEST_CASE("owners see where they are signed in, and end it") {
  Running running;
  running.people().add("amina@lab.example");
  running.people().add("bruno@lab.example");
  Browser here(running.port());
  here.fields["User-Agent"] = "Here/1";
  Browser there(running.port());
  there.fields["User-Agent"] = "There/2";
  Browser bruno(running.port());
  here.sign_in("amina@lab.example");
  there.sign_in("amina@lab.example");
  bruno.sign_in("bruno@lab.example");
  const json::Array sessions =
      document_of(here.ask("GET", "/v1/account/sessions")).array("sessions");
  REQUIRE(sessions.size() == 2);
  std::string other;
  for (const json::Value& session : sessions) {
    CHECK(session.boolean("current") == (session.text("client") == "Here/1"));
    if (!session.boolean("current")) other = session.text("id");
  }
  CHECK(bruno.ask("DELETE", "/v1/account/sessions/" + other).status == 404);
  CHECK(there.ask("GET", "/v1/account").status == 200);
  CHECK(here.ask("DELETE", "/v1/account/sessions/" + other).status == 204);
  CHECK(there.ask("GET", "/v1/account").status == 401);
  there.sign_in("amina@lab.example");
  CHECK(here.ask("DELETE", "/v1/account/sessions").status == 204);
  CHECK(there.ask("GET", "/v1/account").status == 401);
  CHECK(here.ask("GET", "/v1/account").status == 200);
}

TEST_CASE("a link lets its owner choose a password, once") {
  Running running;
  const auto invited = running.people().accounts().people().add({.name = "new@lab.example"});
  REQUIRE(invited.has_value());
  Browser browser(running.port());
  const auto choose = [&](std::string_view password) {
    return browser.ask(
        "POST", "/v1/account/password",
        json::compact(json::Object{{"link", invited->link}, {"password", password}}));
  };
  CHECK(code_of(choose("short")) == "account.password-short");
  CHECK(choose(kPassword).status == 204);
  CHECK(code_of(choose(kPassword)) == "account.link");
  CHECK(browser.sign_in("new@lab.example").status == 200);
  CHECK(code_of(browser.ask("POST", "/v1/account/password", R"({"password":"x"})")) ==
        "account.password");
}

TEST_CASE("floods and forged lines are refused before they cost anything") {
  Running running;
  running.people().add("amina@lab.example");
  Browser browser(running.port());
  CHECK(browser.sign_in("amina@lab.example", std::string(std::size_t{1} << 20, 'x')).status == 413);
  CHECK(browser.sign_in("amina@lab.example", std::string(5000, 'x')).status == 401);
  CHECK(browser.ask("POST", "/v1/session", "[[[[[[[[[[[[]]]]]]]]]]]]").status == 400);
  CHECK(browser.ask("POST", "/v1/session", R"({"name":{},"password":"x"})").status == 400);
  CHECK(browser.ask("POST", "/v1/session", R"({"name":"a","name":"b"})").status == 400);
  const auto forged = browser.ask(
      "POST", "/v1/session",
      R"({"name":"a\r\nSet-Cookie: concordat-loopback=x","password":"x\r\nX-Forged: 1"})");
  CHECK(forged.status == 401);
  CHECK(forged.head.find("Forged") == std::string::npos);
  CHECK(browser.cookies.empty());
  browser.sign_in("amina@lab.example");
  CHECK(code_of(browser.ask("PATCH", "/v1/account", R"({"displayName":"a\r\nX-Forged: 1"})")) ==
        "account.text");
  CHECK(browser.ask("DELETE", "/v1/account/sessions/%0d%0aX-Forged:%201").status == 400);
}

TEST_CASE("a storm of sign-ins does not keep readers out") {
  Running running;
  running.people().add("amina@lab.example");
  std::atomic<bool> over{false};
  std::atomic<int> tried{0};
  std::vector<std::jthread> storm;
  for (int source = 0; source < 24; ++source) {
    storm.emplace_back([&, source] {
      while (!over) {
        Browser browser(running.port());
        browser.sign_in("name" + std::to_string(source), "guess");
        ++tried;
      }
    });
  }
  Browser reader(running.port());
  for (int read = 0; read < 100 || tried < 200; ++read) {
    REQUIRE(reader.ask("GET", "/v1/statements/" + std::to_string(read % 50)).status == 200);
  }
  over = true;
}

// Passwords, secrets of sessions and tokens, seeds, codes: everything that the tests above send or
// hear, looked for in everything that the server writes.
TEST_CASE("no secret is written to the log") {
  Running running;
  running.people().add("amina@lab.example");
  Browser browser(running.port());
  browser.sign_in("amina@lab.example", "a wrong but secret password");
  browser.sign_in("amina@lab.example");
  const std::string first = browser.session();
  const std::string device = browser.cookies["concordat-loopback-device"];
  const auto begun = browser.ask("POST", "/v1/account/second-factor", "{}");
  const std::string code = running.people().code_of("amina@lab.example");
  const auto confirmed =
      browser.ask("POST", "/v1/account/second-factor", R"({"code":")" + code + R"("})");
  const auto made = browser.ask("POST", "/v1/account/tokens", token_wanted("account"));
  REQUIRE(made.status == 201);
  with_token(browser, document_of(made).text("token"), "GET", "/v1/account");
  running.end();
  std::string written;
  for (const json::Value& line : running.log()) written += json::compact(line);
  CHECK(written.find("/v1/session") != std::string::npos);
  for (const std::string& secret :
       {std::string(kPassword), std::string("a wrong but secret password"), first, device,
        browser.session(), std::string(document_of(begun).text("secret")),
        std::string(document_of(made).text("token")),
        std::string(document_of(confirmed).array("recoveryCodes").front().as_string()->substr()),
        std::string("amina@lab.example"), std::string("\"") + code}) {
    CHECK(written.find(secret) == std::string::npos);
  }
}

TEST_CASE("a server without accounts says so and answers everything else") {
  Running running("", false);
  Browser browser(running.port());
  for (const std::string_view target : {"/v1/session", "/v1/account", "/v1/account/tokens"}) {
    const auto refused = browser.ask("GET", target);
    CHECK(refused.status == 501);
    CHECK(code_of(refused) == "account.not-here");
  }
  CHECK(browser.sign_in("amina@lab.example").status == 501);
  CHECK(browser.ask("GET", "/v1/statements/0").status == 200);
}

}  // namespace
}  // namespace concordat::server

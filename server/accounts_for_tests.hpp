// Accounts for a server under test, and a browser that keeps their cookies.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "adapters/keys/openssl_keyed_hash.hpp"
#include "adapters/keys/sodium_passwords.hpp"
#include "adapters/keys/sodium_seal.hpp"
#include "adapters/keys/system_randomness.hpp"
#include "adapters/net/testing/test_client.hpp"
#include "adapters/private/account_file.hpp"
#include "adapters/text/icu_form.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "registry/accounts/accounts.hpp"
#include "registry/accounts/one_time_code.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::server {

inline constexpr std::string_view kPassword = "nine grey herons at dusk";

// One question for every operation, for whoever holds the server to its description; the first
// needs somebody of that name.
inline constexpr std::string_view kAccountQuestions =
    "POST /v1/session application/json "
    R"({"name":"reader@lab.example","password":"nine grey herons at dusk"})"
    "\n"
    "POST /v1/session application/json {\"name\":7}\n"
    "GET /v1/session\n"
    "DELETE /v1/session\n"
    "GET /v1/account\n"
    "PATCH /v1/account application/json {\"contact\":\"desk 4\"}\n"
    "POST /v1/account/password application/json {\"link\":\"x\",\"password\":\"y\"}\n"
    "GET /v1/account/second-factor\n"
    "POST /v1/account/second-factor application/json {}\n"
    "DELETE /v1/account/second-factor\n"
    "POST /v1/account/recovery-codes application/json {}\n"
    "GET /v1/account/sessions\n"
    "DELETE /v1/account/sessions\n"
    "DELETE /v1/account/sessions/s-1\n"
    "GET /v1/account/tokens\n"
    "POST /v1/account/tokens application/json {}\n"
    "POST /v1/account/tokens/t-1 application/json {}\n"
    "DELETE /v1/account/tokens/t-1\n";

class AccountsForTests {
 public:
  explicit AccountsForTests(const Clock& clock) : clock_(clock) {
    auto opened = private_file::AccountFile::open(folder_.file("registry.db-private"),
                                                  private_file::Opening::kCreate);
    REQUIRE(opened.has_value());
    store_ = std::move(*opened);
    auto made = accounts::Accounts::of({.store = *store_,
                                        .clock = clock_,
                                        .randomness = randomness_,
                                        .password_hash = passwords_,
                                        .keyed_hash = keyed_hash_,
                                        .seal = seal_,
                                        .form = form_,
                                        .device_secret = crypto::sha256(bytes_of("devices")),
                                        .issuer = "registry.example"});
    REQUIRE(made.has_value());
    accounts_ = std::move(*made);
  }

  [[nodiscard]] accounts::Accounts& accounts() { return *accounts_; }

  // Somebody who may sign in with `kPassword`; the link is used up.
  std::string add(const std::string& name) {
    const auto invited = accounts_->people().add(
        {.name = name,
         .memberships = {{.organisation = "lab.example", .roles = {access::Role::kLaboratory}}}});
    REQUIRE(invited.has_value());
    REQUIRE(accounts_->own().choose_password(invited->link, kPassword).has_value());
    return invited->person.id;
  }
  // What the authenticator application shows, so many steps from now.
  std::string code_of(std::string_view name, std::int64_t steps = 0) {
    const auto person = accounts_->people().find(name);
    REQUIRE(person.has_value());
    const auto seed = seal_.open(person->seed, person->id);
    REQUIRE(seed.has_value());
    return *accounts::one_time_code(keyed_hash_, *seed, accounts::step_at(clock_.now()) + steps);
  }

 private:
  const Clock& clock_;
  testing::TemporaryFolder folder_;
  keys::SystemRandomness randomness_;
  keys::SodiumPasswords passwords_{{.operations = 1, .memory_kib = 8}};
  keys::OpensslKeyedHash keyed_hash_;
  keys::SodiumSeal seal_{crypto::sha256(bytes_of("seeds"))};
  text::IcuForm form_;
  std::unique_ptr<private_file::AccountFile> store_;
  std::unique_ptr<accounts::Accounts> accounts_;
};

// Asks as a page of the server's own does, and keeps what it is told to.
class Browser {
 public:
  explicit Browser(std::uint16_t port)
      : client_(port), host_("127.0.0.1:" + std::to_string(port)) {}

  using Answer = net::TestClient::Answer;
  Answer ask(std::string_view method, std::string_view target, std::string_view body = {}) {
    std::string request = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n";
    request += "Host: " + host_ + "\r\n";
    for (const auto& [name, value] : fields) request += name + ": " + value + "\r\n";
    if (!cookies.empty()) {
      request += "Cookie: ";
      for (const auto& [name, value] : cookies) request += name + "=" + value + "; ";
      request += "\r\n";
    }
    if (!body.empty()) request += "Content-Type: application/json\r\n";
    request += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
    Answer answer = client_.ask(request);
    keep_cookies(answer.head);
    heard += answer.head + answer.body;
    return answer;
  }
  Answer sign_in(std::string_view name, std::string_view password = kPassword) {
    return ask("POST", "/v1/session",
               json::compact(json::Object{{"name", name}, {"password", password}}));
  }
  [[nodiscard]] std::string session() const {
    const auto found = cookies.find("concordat-loopback");
    return found == cookies.end() ? "" : found->second;
  }

  std::map<std::string, std::string> cookies;
  // Sent with every request.
  std::map<std::string, std::string> fields{{"Sec-Fetch-Site", "same-origin"}};
  std::string heard;  // everything that came back

 private:
  void keep_cookies(std::string_view head) {
    constexpr std::string_view kField = "Set-Cookie: ";
    for (auto at = head.find(kField); at != std::string_view::npos; at = head.find(kField, at)) {
      at += kField.size();
      const std::string_view line = head.substr(at, head.find("\r\n", at) - at);
      const auto equals = line.find('=');
      const std::string name(line.substr(0, equals));
      const std::string value(line.substr(equals + 1, line.find(';') - equals - 1));
      if (value.empty()) {
        cookies.erase(name);
      } else {
        cookies[name] = value;
      }
    }
  }

  net::TestClient client_;
  std::string host_;
};

inline json::Value document_of(const Browser::Answer& answer) {
  auto value = json::read(answer.body);
  REQUIRE(value.has_value());
  return std::move(*value);
}

inline std::string code_of(const Browser::Answer& answer) {
  return std::string(document_of(answer).text("code"));
}

}  // namespace concordat::server

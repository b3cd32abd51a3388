#include "fault/home.hpp"

#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "core/json/read.hpp"
#include "registry/drafts.hpp"

namespace concordat::fault {
namespace {

constexpr std::string_view kKeyLine = "log key ";

// What `init` says after "log key ".
std::string vkey_in(const std::string& said) {
  const std::size_t at = said.find(kKeyLine);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + kKeyLine.size();
  return said.substr(begin, said.find('\n', begin) - begin);
}

}  // namespace

json::Value economy(const std::string& code) {
  return json::Object{{"id", "economy:" + code},
                      {"type", "economy"},
                      {"author", kAuthor},
                      {"basis", json::Object{{"kind", "own"}}},
                      {"effective", json::Object{{"from", "2000-01-01"}}},
                      {"body", json::Object{{"code", code},
                                            {"kind", "economy"},
                                            {"names", json::Object{{"en", "Economy " + code}}}}}};
}

Home::Home() {
  const Outcome founded = ask({"init"});
  INFO(founded.err);
  REQUIRE(founded.status == 0);
  vkey_ = vkey_in(founded.out);
  const auto key = log::parse_vkey(vkey_);
  REQUIRE(key);
  log_key_ = *key;
  auto keys = keys::KeyFolder::open(file("registry.db.keys"), std::nullopt);
  REQUIRE(keys);
  keys_ = std::move(*keys);
}

Outcome Home::ask(std::vector<std::string> command, std::string_view input) const {
  command.emplace_back("--store");
  command.push_back(store());
  return run(command, input);
}

std::vector<std::string> Home::serving() const {
  return {program_path(), "serve", "--port", "0", "--store", store()};
}

std::string Home::server_said() const { return read_whole(server_log()); }

std::string Home::sign(const json::Value& draft) {
  const std::lock_guard lock(mutex_);
  const auto signer = keys_->signer(kAuthor);
  if (!signer || *signer == nullptr) return {};
  return registry::sign(**signer, draft).value_or(std::string());
}

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_whole(const std::filesystem::path& path, std::string_view octets) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(octets.data(), static_cast<std::streamsize>(octets.size()));
}

std::string post(std::string_view target, std::string_view type, std::string_view body) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: test\r\nContent-Type: " + std::string(type) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

net::TestClient::Answer file_statement(net::TestClient& client, const std::string& compact) {
  return client.ask(post("/v1/statements", "application/jose", compact));
}

bool file_some(Home& home, const std::string& prefix, int count) {
  Server server(home.serving(), home.server_log());
  if (!server.listens()) return false;
  net::TestClient client(server.port());
  bool filed = true;
  for (int at = 0; at < count; ++at) {
    const std::string compact = home.sign(economy(prefix + std::to_string(at)));
    filed = filed && file_statement(client, compact).status == 201;
  }
  return server.stop() == 0 && filed;
}

std::string code_in(const std::string& text) {
  const auto problem = json::read(text.substr(0, text.find('\n')));
  return problem ? std::string(problem->text("code")) : std::string();
}

}  // namespace concordat::fault

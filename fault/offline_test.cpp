// What is taken along from the demonstration registry, as officers use it: the program, files, no
// store and no line.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "fault/home.hpp"
#include "fault/program.hpp"
#include <doctest/doctest.h>

#include "core/base/base64url.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/time/instant.hpp"
#include "registry/credentials/world_for_tests.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::fault {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMarkets[] = {"ES", "GB", "GB-NIR", "JP", "US", "EU"};

// The demonstration registry, its log's key, and a manifest of every certificate at some markets.
class Post {
 public:
  Post() {
    const Outcome made = run({"init", "--demo", "--store", store()});
    REQUIRE_MESSAGE(made.status == 0, made.err);
    put("log.key", run({"log", "key", "--store", store()}).out);
    std::ostringstream manifest;
    manifest << "certificate,market\n";
    const Outcome found = run({"--format", "json", "search", "--limit", "500", "--store", store()});
    REQUIRE(found.status == 0);
    std::istringstream lines(found.out);
    for (std::string line; std::getline(lines, line);) {
      const auto one = json::read(line);
      if (!one || one->text("id").empty()) continue;
      for (const char* const market : kMarkets) {
        manifest << '"' << one->text("id") << "\"," << market << "\n";
      }
    }
    for (const char* const market : kMarkets) manifest << "UNHEARD-OF," << market << "\n";
    put("manifest.csv", manifest.str());
  }

  [[nodiscard]] std::string at(const std::string& name) const { return folder_.file(name); }
  [[nodiscard]] std::string store() const { return "sqlite:" + at("registry.db"); }
  void put(const std::string& name, const std::string& text) const {
    fs::create_directories(fs::path(at(name)).parent_path());
    std::ofstream(at(name), std::ios::binary) << text;
  }

  [[nodiscard]] Outcome make(const std::string& name, std::vector<std::string> what,
                             const std::string& expires = "9999-01-01") const {
    what.insert(what.begin(), {"--format", "json", "bundle", "make", "--store", store(), "-o",
                               at(name), "--expires", expires});
    return run(what);
  }
  [[nodiscard]] std::vector<json::Value> answers(std::vector<std::string> from) const {
    from.insert(from.begin(), {"decide", "--batch", at("manifest.csv"), "--on", "2024-05-01"});
    std::vector<json::Value> lines;
    std::istringstream out(run(from).out);
    for (std::string line; std::getline(out, line);) lines.push_back(*json::read(line));
    return lines;
  }
  [[nodiscard]] std::vector<std::string> bundle(const std::string& name) const {
    return {"--bundle", at(name), "--log-key", at("log.key")};
  }

 private:
  testing::TemporaryFolder folder_;
};

const Post& post() {
  static const Post built;
  return built;
}

// The number of questions answered alike; every other must be refused as outside.
std::size_t alike(const std::vector<json::Value>& whole, const std::vector<json::Value>& part) {
  REQUIRE(whole.size() == part.size());
  std::size_t same = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    if (const json::Value* const refused = part[at].find("error")) {
      CHECK(refused->text("code").starts_with("offline."));
      continue;
    }
    json::Value answer = *part[at].find("answer");
    REQUIRE(answer.find("bundle") != nullptr);
    CHECK_FALSE(answer.find("bundle")->text("expires").empty());
    answer.as_object()->erase("bundle");
    REQUIRE(json::compact(answer) == json::compact(*whole[at].find("answer")));
    ++same;
  }
  return same;
}

TEST_CASE("on the demonstration data every covered question is answered octet for octet") {
  const auto whole = post().answers({"--store", post().store()});
  REQUIRE(whole.size() > 300);
  REQUIRE(post().make("all.bundle", {"--all"}).status == 0);
  CHECK(alike(whole, post().answers(post().bundle("all.bundle"))) == whole.size());

  const Outcome made = post().make("es.bundle", {"--market", "ES", "--market", "GB-NIR"});
  REQUIRE_MESSAGE(made.status == 0, made.err);
  CHECK(alike(whole, post().answers(post().bundle("es.bundle"))) ==
        whole.size() * 2 / std::size(kMarkets));

  REQUIRE(post().make("toys.bundle", {"--sector", "toys"}).status == 0);
  const std::size_t toys = alike(whole, post().answers(post().bundle("toys.bundle")));
  CHECK(toys > 0);
  CHECK(toys < whole.size() / 2);
  CHECK(fs::file_size(post().at("toys.bundle")) < fs::file_size(post().at("all.bundle")));

  REQUIRE(post().make("both.bundle", {"--sector", "toys", "--market", "JP"}).status == 0);
  CHECK(alike(whole, post().answers(post().bundle("both.bundle"))) == toys / std::size(kMarkets));
}

TEST_CASE("what is not usable is refused, with the exit status of its kind") {
  REQUIRE(post().make("good.bundle", {"--sector", "toys"}).status == 0);
  const std::string file = post().at("good.bundle");
  const Outcome good =
      run({"--format", "json", "bundle", "check", file, "--log-key", post().at("log.key")});
  REQUIRE_MESSAGE(good.status == 0, good.err);
  CHECK(json::read(good.out)->find("coverage")->array("sectors").size() == 1);
  CHECK(run({"bundle", "check", file, "--log-key", post().at("log.key")}).status == 0);
  CHECK(run({"bundle", "check", file}).status == 2);
  CHECK(run({"bundle", "check", post().at("none"), "--log-key", post().at("log.key")}).status == 2);
  std::string text = read_whole(file);
  text[text.size() / 2] = static_cast<char>(text[text.size() / 2] ^ 1);
  post().put("bad.bundle", text);
  CHECK(
      run({"bundle", "check", post().at("bad.bundle"), "--log-key", post().at("log.key")}).status ==
      1);
  auto asked = post().bundle("bad.bundle");
  asked.insert(asked.begin(), {"decide", "--market", "ES", "--certificate", "X"});
  CHECK(run(asked).status == 2);
  CHECK(post().make("no.bundle", {}).status == 64);
  CHECK(post().make("no.bundle", {"--all", "--sector", "toys"}).status == 64);
  CHECK(post().make("no.bundle", {"--all"}, "2020-01-01").status == 1);
  CHECK(post().make("no.bundle", {"--market", "NOWHERE"}).status == 1);
  CHECK_FALSE(fs::exists(post().at("no.bundle")));
  CHECK_FALSE(fs::exists(post().at("no.bundle.part")));
  CHECK(run({"decide", "--market", "ES"}).status == 64);
}

TEST_CASE("past its end nothing is answered, unless it is asked for knowingly") {
  const auto now = [] {
    return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count()};
  };
  Instant end;
  // As long as this machine takes to make one.
  for (std::int64_t seconds = 2; seconds < 200; seconds *= 2) {
    end = {now().milliseconds + seconds * 1000};
    if (post().make("brief.bundle", {"--sector", "toys"}, to_string(end)).status == 0) break;
  }
  while (now() <= end) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  auto asked = post().bundle("brief.bundle");
  asked.insert(asked.begin(), {"--format", "json", "decide", "--market", "ES"});
  const Outcome refused = run(asked);
  CHECK(refused.status == 2);
  CHECK(code_in(refused.err) == "offline.expired");
  asked.emplace_back("--expired-ok");
  const Outcome answered = run(asked);
  CHECK(answered.status == 0);
  CHECK(json::read(answered.out)->find("bundle")->boolean("expired"));
  CHECK(run({"bundle", "check", post().at("brief.bundle"), "--log-key", post().at("log.key")})
            .status == 2);
}

TEST_CASE("a credential is verified by the documents and the trust that came along") {
  registry::IssuerForTests issuer(crypto::Algorithm::kEd25519);
  json::Object credential = issuer.credential();
  credential.set("issuer", "did:web:body.example");
  json::Object header = issuer.header();
  header.set("kid", "did:web:body.example#1");
  post().put("token", issuer.sign(header, credential));
  const json::Object method{{"id", "did:web:body.example#1"},
                            {"type", "JsonWebKey"},
                            {"controller", "did:web:body.example"},
                            {"publicKeyJwk", crypto::to_jwk(issuer.key())}};
  post().put("issuers/body.json",
             json::compact(json::Object{{"id", "did:web:body.example"},
                                        {"verificationMethod", json::Array{method}},
                                        {"assertionMethod", json::Array{"#1"}}}));
  const Outcome made =
      post().make("issuers.bundle", {"--all", "--controllers", post().at("issuers")});
  REQUIRE_MESSAGE(made.status == 0, made.err);
  auto asked = post().bundle("issuers.bundle");
  asked.insert(asked.begin(), {"--format", "json", "verify", post().at("token")});
  const auto answer = json::read(run(asked).out);
  REQUIRE(answer);
  // The signature holds; nobody on file has that key, which makes it no better than unknown.
  CHECK(answer->text("issuer") == "did:web:body.example");
  CHECK(answer->text("verdict") == "could-not-be-checked");
  CHECK(answer->find("bundle")->find("coverage")->text("markets") == "all");
  asked.emplace_back("--online");
  CHECK(run(asked).status == 64);
}

TEST_CASE("a receipt holds by the log's key alone, and is derived again from a bundle or a store") {
  const Outcome given =
      run({"decide", "--store", post().store(), "--market", "ES", "--certificate",
           "ANSSI-CC-2023/42", "--on", "2024-05-01", "--receipt", std::string(kAuthor)});
  REQUIRE_MESSAGE(given.status == 0, given.err);
  post().put("answer.receipt", given.out);
  const auto check = [&](std::vector<std::string> against) {
    against.insert(against.begin(),
                   {"--format", "json", "receipt", "check", post().at("answer.receipt"),
                    "--log-key", post().at("log.key")});
    return run(against);
  };
  const Outcome alone = check({});
  REQUIRE_MESSAGE(alone.status == 0, alone.err);
  CHECK_FALSE(json::read(alone.out)->boolean("derivedAgain"));
  CHECK(json::read(check({"--store", post().store()}).out)->boolean("derivedAgain"));
  REQUIRE(post().make("r.bundle", {"--market", "ES"}).status == 0);
  CHECK(json::read(check({"--bundle", post().at("r.bundle")}).out)->boolean("derivedAgain"));
  REQUIRE(post().make("o.bundle", {"--market", "JP"}).status == 0);
  CHECK(check({"--bundle", post().at("o.bundle")}).status == 2);
  std::string altered = given.out;
  altered[altered.size() / 2] = altered[altered.size() / 2] == 'A' ? 'B' : 'A';
  post().put("answer.receipt", altered);
  CHECK(check({}).status == 1);
  // Of a version that is not read here, nothing is known.
  const std::size_t from = given.out.find('.') + 1;
  const std::size_t until = given.out.find('.', from);
  const auto payload = decode_base64url(given.out.substr(from, until - from));
  REQUIRE(payload);
  std::string later(text_of(*payload));
  later.replace(later.find("\"version\":1"), 11, "\"version\":2");
  post().put("answer.receipt", given.out.substr(0, from) + encode_base64url(bytes_of(later)) +
                                   given.out.substr(until));
  CHECK(check({}).status == 2);
}

}  // namespace
}  // namespace concordat::fault

// `concordat verify` as its users run it: files in, exit status and verdict out.
#include <filesystem>
#include <fstream>

#include "fault/home.hpp"
#include "fault/program.hpp"
#include <doctest/doctest.h>

#include "registry/credentials/world_for_tests.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::fault {
namespace {

using registry::IssuerForTests;

constexpr const char* kAt = "2024-06-01T00:00:00Z";

class Folder {
 public:
  std::string put(const std::string& name, const std::string& text) {
    std::filesystem::create_directories(std::filesystem::path(at(name)).parent_path());
    std::ofstream(at(name), std::ios::binary) << text;
    return at(name);
  }
  [[nodiscard]] std::string at(const std::string& name) const { return folder_.file(name); }

 private:
  testing::TemporaryFolder folder_;
};

std::string verdict(const Outcome& outcome) {
  const auto answer = json::read(outcome.out);
  return answer ? std::string(answer->text("verdict")) : "no answer";
}

Outcome verify(std::vector<std::string> arguments, const std::string& input = "") {
  arguments.insert(arguments.begin(), {"--format", "json", "verify", "--at", kAt});
  return run(arguments, input);
}

// A credential of an issuer that needs a document, and that document.
struct Issued {
  IssuerForTests issuer{crypto::Algorithm::kEd25519};
  std::string token;
  std::string document;

  Issued() {
    json::Object credential = issuer.credential();
    credential.set("issuer", "did:web:body.example");
    json::Object header = issuer.header();
    header.set("kid", "did:web:body.example#1");
    token = issuer.sign(header, credential);
    const json::Object method{{"id", "did:web:body.example#1"},
                              {"type", "JsonWebKey"},
                              {"controller", "did:web:body.example"},
                              {"publicKeyJwk", crypto::to_jwk(issuer.key())}};
    document = json::compact(json::Object{{"id", "did:web:body.example"},
                                          {"verificationMethod", json::Array{method}},
                                          {"assertionMethod", json::Array{"#1"}}});
  }
};

TEST_CASE("the exit status is the verdict") {
  Folder folder;
  IssuerForTests issuer(crypto::Algorithm::kP256);
  const std::string token = issuer.sign(issuer.credential());
  const Outcome good = verify({folder.put("good", token)});
  CHECK(good.status == 0);
  CHECK(verdict(good) == "verified");
  std::string altered = token;
  altered[altered.size() - 10] = altered[altered.size() - 10] == 'A' ? 'B' : 'A';
  const Outcome bad = verify({"-"}, altered);
  CHECK(bad.status == 1);
  CHECK(verdict(bad) == "rejected");
  const Outcome open = verify({"-"}, Issued().token);
  CHECK(open.status == 2);
  CHECK(verdict(open) == "could-not-be-checked");
  CHECK(verify({folder.at("absent")}).status == 2);
}

TEST_CASE("a final line break of the file is no part of the token, and nothing else is left out") {
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  const std::string token = issuer.sign(issuer.credential());
  CHECK(verify({"-"}, token).status == 0);
  CHECK(verify({"-"}, token + "\n").status == 0);
  CHECK(verify({"-"}, token + "\r\n").status == 0);
  CHECK(verify({"-"}, token + "\n\n").status == 1);
  CHECK(verify({"-"}, token + " ").status == 1);
  CHECK(verify({"-"}, "\n" + token).status == 1);
}

TEST_CASE("documents are found by their own id, whatever their files are called") {
  Folder folder;
  const Issued issued;
  folder.put("controllers/x.json", issued.document + "\n");
  folder.put("controllers/README", "not a document");
  const Outcome good = verify({"-", "--controllers", folder.at("controllers")}, issued.token);
  CHECK(good.status == 0);
  CHECK(verify({"-", "--controllers", folder.at("nowhere")}, issued.token).status == 64);
  folder.put("controllers/y.json", issued.document);
  CHECK(verify({"-", "--controllers", folder.at("controllers")}, issued.token).status == 64);
}

TEST_CASE("a key may be given by itself, as JSON or as a file") {
  Folder folder;
  Issued issued;
  const std::string jwk = json::compact(crypto::to_jwk(issued.issuer.key()));
  CHECK(verify({"-", "--key", jwk}, issued.token).status == 0);
  CHECK(verify({"-", "--key", folder.put("key.json", jwk)}, issued.token).status == 0);
  CHECK(verify({"-", "--key", "{}"}, issued.token).status == 64);
  IssuerForTests other(crypto::Algorithm::kEd25519);
  CHECK(verify({"-", "--key", json::compact(crypto::to_jwk(other.key()))}, issued.token).status ==
        1);
}

TEST_CASE("times and what a holder must have signed are asked for as they are given") {
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  const std::string token = issuer.sign(issuer.credential());
  CHECK(run({"verify", "-", "--at", "2023-12-31T23:59:30Z"}, token).status == 0);
  CHECK(run({"verify", "-", "--at", "2023-12-31T23:59:30Z", "--skew", "0"}, token).status == 1);
  CHECK(run({"verify", "-", "--at", "yesterday"}, token).status == 64);
  CHECK(verify({"-", "--nonce", "n", "--audience", "a", "--max-age", "60"}, token).status == 1);
  CHECK(verify({"-", "--max-age", "-1"}, token).status == 64);
  CHECK(run({"verify"}).status == 64);
  // Without a terminal's JSON, the verdict is the first line.
  CHECK(run({"verify", "-", "--at", kAt}, token).out.starts_with("verified\n"));
}

TEST_CASE("without a host that may be asked there is no network") {
  const Issued issued;
  CHECK(verify({"-", "--online"}, issued.token).status == 64);
  // Another host than the one that would have to be asked.
  const Outcome outcome = verify({"-", "--online", "--host", "other.example"}, issued.token);
  CHECK(outcome.status == 2);
  CHECK(outcome.err.find("fetch.not-named") != std::string::npos);
}

TEST_CASE("a suite has an answer for each line, by its number and its name") {
  Folder folder;
  const Issued issued;
  const json::Object good{{"id", "good"},
                          {"document", issued.token},
                          {"controllers", json::Array{*json::read(issued.document)}}};
  const json::Object open{{"id", 7}, {"document", issued.token}};
  const std::string file = folder.put(
      "suite.ndjson", json::compact(good) + "\n\n" + json::compact(open) + "\nnonsense\n");
  const Outcome outcome = run({"verify", "--suite", file, "--at", kAt});
  CHECK(outcome.status == 1);  // a line could not be read
  std::vector<json::Value> answers;
  std::string_view rest = outcome.out;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    answers.push_back(json::read(rest.substr(0, end)).value());
    rest.remove_prefix(end + 1);
  }
  REQUIRE(answers.size() == 3);
  CHECK(answers[0].integer("line") == 1);
  CHECK(answers[0].text("id") == "good");
  CHECK(answers[0].text("verdict") == "verified");
  CHECK(answers[1].integer("line") == 3);
  CHECK(answers[1].integer("id") == 7);
  CHECK(answers[1].text("verdict") == "could-not-be-checked");
  CHECK(answers[2].find("error")->text("code") == "json.syntax");
  const std::string lines = json::compact(good) + "\n" + json::compact(good) + "\n";
  CHECK(run({"verify", "--suite", "-", "--at", kAt}, lines).status == 0);
}

TEST_CASE("the worked example of the format is what the program prints") {
  const Outcome outcome =
      run({"verify", "--suite", "-"},
          R"({"id":"alg-none","document":"eyJhbGciOiJub25lIn0.e30.","at":"2024-06-01T00:00:00Z"})");
  std::ifstream file("spec/formats/verification.md");
  std::string text{std::istreambuf_iterator<char>(file), {}};
  // The page breaks the line for its reader.
  std::string worked = text.substr(text.find("{\"line\":1"));
  worked = worked.substr(0, worked.find("```"));
  std::erase(worked, '\n');
  CHECK(outcome.out == worked + "\n");
}

TEST_CASE("a registry is asked about the issuer when it is named") {
  Home home;
  IssuerForTests issuer(crypto::Algorithm::kEd25519);
  const std::string token = issuer.sign(issuer.credential());
  const Outcome outcome = verify({"-", "--trust", home.store()}, token);
  INFO(outcome.err);
  CHECK(outcome.status == 2);
  CHECK(outcome.out.find("trust.unknown-key") != std::string::npos);
  CHECK(verify({"-", "--trust", "sqlite:/nowhere/at/all"}, token).status == 2);
}

}  // namespace
}  // namespace concordat::fault

// What is kept is what would be answered, at every time and whatever the log has learnt.
#include "registry/credentials/kept_verdicts.hpp"

#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "adapters/memory/memory_store.hpp"
#include "core/credential/securing/data_integrity.hpp"
#include "registry/credentials/kept_status_lists.hpp"
#include "registry/credentials/world_for_tests.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::registry {
namespace {

crypto::Digest digest_of(int number) { return crypto::sha256(bytes_of(std::to_string(number))); }

TEST_CASE("memory is bounded, and the least recently asked goes first") {
  KeptVerdicts kept(8192);
  for (int at = 0; at < 100; ++at) {
    kept.keep(digest_of(at), {.text = std::string(500, 'x')});
    static_cast<void>(kept.find(digest_of(0), {0}, 0));
    CHECK(kept.counts().size_bytes <= 8192);
  }
  CHECK(kept.find(digest_of(0), {0}, 0));
  CHECK(kept.find(digest_of(99), {0}, 0));
  CHECK_FALSE(kept.find(digest_of(50), {0}, 0));
  CHECK(kept.counts().entries < 16);
  kept.keep(digest_of(1), {.text = std::string(9000, 'x')});
  CHECK_FALSE(kept.find(digest_of(1), {0}, 0));
  KeptVerdicts none(0);
  none.keep(digest_of(1), {.text = "x"});
  CHECK_FALSE(none.find(digest_of(1), {0}, 0));
}

TEST_CASE("a verdict is given out within its window and for its log size alone") {
  KeptVerdicts kept;
  credential::Window window({1000});
  CHECK(window.reached(500));
  CHECK_FALSE(window.reached(2000));
  kept.keep(digest_of(1), {.text = "x", .at = {}, .window = window, .log_size = 7});
  CHECK(kept.find(digest_of(1), {500}, 7));
  CHECK(kept.find(digest_of(1), {1999}, 7));
  CHECK_FALSE(kept.find(digest_of(1), {2000}, 7));
  kept.keep(digest_of(1), {.text = "x", .at = {}, .window = window, .log_size = 7});
  CHECK_FALSE(kept.find(digest_of(1), {1000}, 8));
  kept.keep(digest_of(1), {.text = "x", .at = Instant{1000}, .window = window});
  CHECK(kept.find(digest_of(1), {5000}, 8));
}

constexpr std::int64_t kHour_ms = 3'600'000;

// Questions whose answers change as time goes by, each in its own way.
class Questions {
 public:
  Questions() {
    const auto ask = [this](json::Object question) {
      texts_.push_back(json::compact(json::Value(std::move(question))));
    };
    json::Object dated = issuer_.credential();
    dated.set("validFrom", "2024-06-01T02:00:00Z");
    dated.set("validUntil", "2024-06-01T09:30:00Z");
    ask({{"document", issuer_.sign(dated)}});
    ask({{"document", issuer_.sign(dated)}, {"skewSeconds", 0}});
    ask({{"document", issuer_.sign(dated)}, {"at", "2024-06-01T03:00:00Z"}});
    json::Object claims = issuer_.credential();
    claims.set("nbf", 1'717'210'800);
    claims.set("exp", 1'717'225'200);
    ask({{"document", issuer_.sign(claims)}, {"trust", true}});
    ask({{"document", with_proof()}});
    ask({{"document", revocable()}, {"controllers", json::Array{controller()}}});
    ask({{"document", with_status()}, {"statusLists", json::Array{list()}}});
    ask({{"document", with_status()}});
    ask({{"document", "nonsense"}});
    ask({{"documents", 1}});
    texts_.emplace_back("[");
  }
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

 private:
  json::Value with_proof() {
    const auto draft =
        credential::draft_proof(issuer_.credential(),
                                {{"verificationMethod", *issuer_.header().find("kid")},
                                 {"proofPurpose", "assertionMethod"},
                                 {"created", "2024-06-01T01:00:00Z"},
                                 {"expires", "2024-06-01T07:00:00Z"}},
                                crypto::Algorithm::kEd25519);
    return credential::attach_proof(issuer_.credential(), *draft,
                                    issuer_.sign_octets(draft->message));
  }
  std::string revocable() {
    json::Object document = issuer_.credential();
    document.set("issuer", "did:web:body.example");
    json::Object header = issuer_.header();
    header.set("kid", "did:web:body.example#1");
    return issuer_.sign(header, document);
  }
  json::Value controller() {
    return json::Object{
        {"id", "did:web:body.example"},
        {"verificationMethod",
         json::Array{json::Object{{"id", "did:web:body.example#1"},
                                  {"type", "JsonWebKey"},
                                  {"controller", "did:web:body.example"},
                                  {"revoked", "2024-06-01T05:15:00Z"},
                                  {"publicKeyJwk", crypto::to_jwk(issuer_.key())}}}},
        {"assertionMethod", json::Array{"#1"}}};
  }
  std::string with_status() {
    json::Object document = issuer_.credential();
    document.set("credentialStatus",
                 json::Object{{"type", "BitstringStatusListEntry"},
                              {"statusPurpose", "revocation"},
                              {"statusListIndex", "7"},
                              {"statusListCredential", "https://body.example/list"}});
    return issuer_.sign(document);
  }
  std::string list() {
    json::Object document = issuer_.credential();
    document.set("id", "https://body.example/list");
    document.set("type", json::Array{"VerifiableCredential", "BitstringStatusListCredential"});
    document.set("validFrom", "2024-06-01T03:00:00Z");
    document.set("validUntil", "2024-06-01T08:00:00Z");
    // 16,384 octets of zeros as GZIP.
    document.set(
        "credentialSubject",
        json::Object{{"type", "BitstringStatusList"},
                     {"statusPurpose", "revocation"},
                     {"ttl", 60'000},
                     {"encodedList",
                      "uH4sIAAAAAAACA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"}});
    return issuer_.sign(document);
  }

  IssuerForTests issuer_{crypto::Algorithm::kEd25519};
  std::vector<std::string> texts_;
};

std::string told(const Result<std::string>& answer) {
  return answer ? *answer : answer.error().code + answer.error().place;
}

TEST_CASE("with verdicts kept and without, the answers are the same to the letter") {
  fixture::Site site;
  const auto registry = std::move(*site.found(std::make_unique<memory::MemoryStore>()));
  keys::PortVerifier verifier;
  inflate::ZlibInflater inflater;
  KeptVerdicts kept;
  const VerifyingPorts plain{verifier, inflater, registry.get()};
  KeptStatusLists lists;
  KeptStatusLists alone;
  const VerifyingPorts keeping{verifier, inflater, registry.get(), &kept, &lists};
  const VerifyingPorts keeping_lists{verifier, inflater, registry.get(), nullptr, &alone};
  const Questions questions;
  std::set<std::string> verdicts;
  std::size_t most_bytes = 0;
  const std::int64_t start_ms = parse_timestamp("2024-06-01T00:00:00Z")->milliseconds;
  // Forwards and back, in steps that meet the edges from both sides.
  for (std::int64_t step = 0; step < 400; ++step) {
    const std::int64_t at_ms = step < 200 ? step * kHour_ms / 20 : (400 - step) * kHour_ms / 20 - 1;
    const VerifyingDefaults defaults{.policy = {.at = {start_ms + at_ms}}};
    for (const std::string& question : questions.texts()) {
      const std::string expected = told(answer_text(question, defaults, plain));
      CHECK(told(answer_text(question, defaults, keeping)) == expected);
      CHECK(told(answer_text(question, defaults, keeping)) == expected);
      CHECK(told(answer_text(question, defaults, keeping_lists)) == expected);
      most_bytes = std::max(most_bytes, alone.size_bytes());
      verdicts.insert(question.substr(question.size() / 2) +
                      expected.substr(0, expected.find(",\"at\"")));
    }
  }
  // Otherwise nothing was tested: answers do change with time, and are found all the same.
  CHECK(verdicts.size() >= 20);
  CHECK(kept.counts().found > 3000);
  CHECK(kept.counts().missed < 800 * 3);
  CHECK(most_bytes > 16'384);
}

TEST_CASE("what the registry learns is in the next answer") {
  fixture::Site site;
  const auto registry = std::move(*site.found(std::make_unique<memory::MemoryStore>()));
  const PortsForTests ports;
  KeptVerdicts kept;
  const VerifyingPorts keeping{ports.verifier, ports.inflater, registry.get(), &kept};
  const VerifyingDefaults defaults{.policy = {.at = *parse_timestamp("2026-06-01T12:00:00Z")}};
  Signer& signer = **site.keys.create("body");
  const std::string did = "did:key:" + credential::to_multikey(signer.public_key());
  json::Object document = IssuerForTests(crypto::Algorithm::kEd25519).credential();
  document.set("issuer", did);
  const json::Object header{{"alg", "EdDSA"}, {"kid", did + "#" + did.substr(8)}};
  const std::string input = credential::signing_input(header, json::compact(document));
  const std::string question = json::compact(json::Object{
      {"document", credential::assemble(input, *signer.sign(bytes_of(input)))}, {"trust", true}});
  const auto verdict = [&] {
    const auto answer = answer_text(question, defaults, keeping);
    REQUIRE(answer);
    return std::string(json::read(*answer)->text("verdict"));
  };
  CHECK(verdict() == "could-not-be-checked");
  CHECK(verdict() == "could-not-be-checked");
  CHECK(kept.counts().found == 1);
  const auto say = [&](std::string_view author, const std::string& id, const std::string& type,
                       json::Object body) {
    const auto outcomes = submit_drafts(
        *registry, site.keys,
        {fixture::draft(
            {.id = id, .type = type, .author = std::string(author), .body = std::move(body)})},
        {.today = {20'454}, .enrol = true});
    CAPTURE(outcomes[0] ? std::string() : outcomes[0].error().code + outcomes[0].error().place);
    REQUIRE(outcomes[0]);
  };
  const json::Object described{{"organisation", "body"},
                               {"names", json::Object{{"en", "Body"}}},
                               {"economy", "XA"},
                               {"roles", json::Array{"authority"}}};
  say(fixture::kOperator, "s1", "economy",
      {{"code", "XA"}, {"kind", "economy"}, {"names", json::Object{{"en", "Xanadu"}}}});
  say(fixture::kOperator, "s2", "organisation", described);
  say(fixture::kOperator, "s3", "key",
      {{"organisation", "body"},
       {"key", crypto::to_jwk(signer.public_key())},
       {"custody", "self"}});
  CHECK(verdict() == "verified");
  say("body", "s4", "key-revocation",
      {{"organisation", "body"},
       {"keyId", crypto::thumbprint(signer.public_key())},
       {"compromisedSince", "2026-03-01T00:00:00Z"}});
  CHECK(verdict() == "rejected");
}

}  // namespace
}  // namespace concordat::registry

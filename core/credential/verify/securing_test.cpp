// Proofs within documents, selective disclosure and status lists, through the one order of work.
#include <concepts>

#include <doctest/doctest.h>

#include "core/base/base58.hpp"
#include "core/credential/securing/data_integrity.hpp"
#include "core/credential/securing/sd_jwt.hpp"
#include "core/credential/verify/host_for_tests.hpp"
#include "core/credential/verify/verify.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::credential {
namespace {

// Streams unpack to themselves.
class Unpacking final : public HostForTests {
 public:
  Result<Bytes> inflate(Compression, ByteView stream, std::size_t) override {
    return Bytes(stream.begin(), stream.end());
  }
};

Policy policy() { return {.at = *parse_timestamp("2024-06-01T00:00:00Z")}; }

struct Judged {
  Report report;
  std::string said;  // the code that decides, or the verdict
};

Judged judged(std::string_view input, Unpacking& host, const Policy& rules = policy()) {
  Judged outcome{.report = verify(input, rules, host), .said = {}};
  const Finding* const why = decisive(outcome.report);
  outcome.said = std::string(name(verdict_of(outcome.report))) + (why ? " " + why->error.code : "");
  return outcome;
}

std::string said(std::string_view input, const Policy& rules = policy()) {
  Unpacking host;
  return judged(input, host, rules).said;
}

template <std::same_as<json::Value> Document>  // a template, because text turns into a Value
std::string said(const Document& document, const Policy& rules = policy()) {
  return said(json::compact(document), rules);
}

std::string method_of(const crypto::PublicKey& key) {
  return did_key_for_tests(key) + "#" + to_multikey(key);
}

json::Value with_proof(const json::Value& document, const crypto::PublicKey& key,
                       json::Object options = {}) {
  if (!options.find("verificationMethod")) options.set("verificationMethod", method_of(key));
  if (!options.find("proofPurpose")) options.set("proofPurpose", "assertionMethod");
  const auto draft = draft_proof(document, std::move(options), key.algorithm);
  REQUIRE(draft);
  return attach_proof(document, *draft, signature_for_tests(key, text_of(draft->message)));
}

json::Value credential() { return credential_for_tests(ed25519_for_tests()); }
json::Value proven() { return with_proof(credential(), ed25519_for_tests()); }

TEST_CASE("a credential with an embedded proof by its issuer verifies") {
  Unpacking host;
  const Judged outcome = judged(json::compact(proven()), host);
  CHECK(outcome.said == "verified");
  CHECK(outcome.report.securing == "eddsa-jcs-2022");
  CHECK(outcome.report.method == method_of(ed25519_for_tests()));
  CHECK(outcome.report.document == credential());

  json::Value altered = proven();
  altered.as_object()->set("validUntil", "2026-01-01T00:00:00Z");
  const Judged refused = judged(json::compact(altered), host);
  CHECK(refused.said == "rejected signature.invalid");
  CHECK(refused.report.at(Step::kSignature).error.place == "/proof");
  json::Value without = proven();
  without.as_object()->erase("proof");
  CHECK(said(without) == "rejected securing.missing");
}

TEST_CASE("pitfall 4: a good proof by somebody else proves nothing") {
  CHECK(said(with_proof(credential(), p256_for_tests())) == "rejected key.other-owner");
  // And another's method in one's own proof is not found to be one's own.
  CHECK(said(with_proof(credential(), p256_for_tests(),
                        {{"verificationMethod", method_of(ed25519_for_tests())}})) ==
        "rejected data-integrity.key");
}

TEST_CASE("pitfall 13: contexts that the proof does not sign are no part of what is verified") {
  json::Value more = proven();
  json::Array contexts = more.array("@context");
  contexts.emplace_back("https://evil.example/context");
  more.as_object()->set("@context", contexts);
  Unpacking host;
  const Judged outcome = judged(json::compact(more), host);
  CHECK(outcome.said == "verified");
  CHECK(outcome.report.document == credential());
  contexts.erase(contexts.begin());
  more.as_object()->set("@context", contexts);
  CHECK(said(more) == "rejected data-integrity.context");
}

TEST_CASE("pitfall 14: purpose, dates and value of a proof are held against what is asked") {
  const auto with = [](json::Object options) {
    return said(with_proof(credential(), ed25519_for_tests(), std::move(options)));
  };
  CHECK(with({{"proofPurpose", "authentication"}}) == "rejected data-integrity.purpose");
  CHECK(with({{"created", "2024-05-31T00:00:00Z"}, {"expires", "2024-06-02T00:00:00Z"}}) ==
        "verified");
  CHECK(with({{"expires", "2024-05-31T23:59:00Z"}}) == "rejected dates.over");
  CHECK(with({{"created", "2024-06-01T00:01:01Z"}}) == "rejected dates.not-yet");
  json::Value shortened = proven();
  shortened.as_object()->find("proof")->as_object()->set("proofValue",
                                                         encode_multibase(Bytes(63, 1)));
  CHECK(said(shortened) == "rejected data-integrity.value");
}

TEST_CASE("pitfall 15: all proofs of a set must hold, and the one that does not is named") {
  const json::Value two = with_proof(proven(), ed25519_for_tests(), {{"nonce", "2"}});
  CHECK(said(two) == "verified");
  json::Value broken = two;
  json::Object& second = *(*broken.as_object()->find("proof")->as_array())[1].as_object();
  second.set("nonce", "3");
  Unpacking host;
  const Judged outcome = judged(json::compact(broken), host);
  CHECK(outcome.said == "rejected signature.invalid");
  CHECK(outcome.report.at(Step::kSignature).error.place == "/proof/1");
  // Somebody else's beside the issuer's: not by the issuer, so not believed.
  CHECK(said(with_proof(proven(), p256_for_tests())) == "rejected key.other-owner");
}

TEST_CASE("a proof in a suite that is not known here could not be checked, and is not skipped") {
  json::Object other{{"type", "DataIntegrityProof"},
                     {"cryptosuite", "eddsa-rdfc-2022"},
                     {"verificationMethod", method_of(ed25519_for_tests())},
                     {"proofPurpose", "assertionMethod"},
                     {"proofValue", "z3"}};
  json::Value alone = credential();
  alone.as_object()->set("proof", other);
  CHECK(said(alone) == "could-not-be-checked data-integrity.unsupported");
  json::Value beside = proven();
  const json::Value good = *beside.find("proof");
  beside.as_object()->set("proof", json::Array{good, other});
  Unpacking host;
  const Judged outcome = judged(json::compact(beside), host);
  CHECK(outcome.said == "could-not-be-checked data-integrity.unsupported");
  CHECK(outcome.report.at(Step::kSignature).error.place == "/proof/1");
  // One that fails outweighs it.
  json::Value bad = beside;
  bad.as_object()->set("name", "Altered");
  CHECK(said(bad) == "rejected signature.invalid");
}

TEST_CASE("a chain holds as it was made, and not without what it covers") {
  json::Value chain = with_proof(credential(), ed25519_for_tests(), {{"id", "urn:p:1"}});
  chain = with_proof(chain, ed25519_for_tests(), {{"previousProof", "urn:p:1"}});
  CHECK(said(chain) == "verified");
  json::Value cut = chain;
  cut.as_object()->set("proof", chain.array("proof")[1]);
  CHECK(said(cut) == "rejected data-integrity.previous");
  json::Value changed = chain;
  json::Object& first = *(*changed.as_object()->find("proof")->as_array())[0].as_object();
  first.set("proofValue", encode_multibase(Bytes(64, 1)));
  CHECK(said(changed) == "rejected signature.invalid");
}

json::Value presentation(json::Array credentials) {
  return json::Object{{"@context", json::Array{"https://www.w3.org/ns/credentials/v2"}},
                      {"type", json::Array{"VerifiablePresentation"}},
                      {"holder", did_key_for_tests(p256_for_tests())},
                      {"verifiableCredential", std::move(credentials)}};
}

TEST_CASE("a presentation with a proof is for who asked, and its credentials are verified") {
  Policy asked = policy();
  asked.binding = {.nonce = "n-1", .audience = "customs.example"};
  const auto presented = [&](json::Object options, json::Array credentials) {
    options.set("proofPurpose", "authentication");
    return said(
        with_proof(presentation(std::move(credentials)), p256_for_tests(), std::move(options)),
        asked);
  };
  const json::Object good{{"challenge", "n-1"}, {"domain", "customs.example"}};
  CHECK(presented(good, {proven()}) == "verified");
  CHECK(presented({{"challenge", "n-2"}, {"domain", "customs.example"}}, {proven()}) ==
        "rejected binding.nonce");
  CHECK(presented({{"challenge", "n-1"}, {"domain", "other.example"}}, {proven()}) ==
        "rejected binding.audience");
  // Data Integrity 4.4: the same domains, no more.
  CHECK(presented({{"challenge", "n-1"}, {"domain", json::Array{"customs.example", "b"}}},
                  {proven()}) == "rejected binding.audience");
  CHECK(presented({}, {proven()}) == "rejected binding.missing");
  json::Value altered = proven();
  altered.as_object()->set("name", "Altered");
  CHECK(presented(good, {altered}) == "rejected signature.invalid");
  CHECK(said(with_proof(presentation({proven()}), p256_for_tests()), policy()) ==
        "rejected data-integrity.purpose");
}

// ---- selective disclosure ----

struct Token {
  json::Object header = {{"alg", "EdDSA"}, {"typ", "vc+sd-jwt"}};
  json::Value payload;
  std::vector<json::Array> disclosures = {};

  // Without what the holder adds.
  [[nodiscard]] std::string text(const crypto::PublicKey& key = ed25519_for_tests()) const {
    json::Object signed_header = header;
    if (!signed_header.find("kid")) signed_header.set("kid", method_of(key));
    json::Value signed_payload = payload;
    json::Array digests;
    std::string made;
    for (const json::Array& one : disclosures) {
      const std::string encoded = encode_disclosure(one);
      digests.emplace_back(disclosure_digest(encoded, SdHash::kSha256));
      made += encoded + "~";
    }
    if (!digests.empty()) signed_payload.as_object()->set("_sd", std::move(digests));
    return token_for_tests(key, json::compact(signed_header), json::compact(signed_payload)) + "~" +
           made;
  }
};

Token typed_token() {
  return {.header = {{"alg", "EdDSA"}, {"typ", "dc+sd-jwt"}},
          .payload = json::Object{{"iss", did_key_for_tests(ed25519_for_tests())},
                                  {"vct", "https://example.org/conformity"},
                                  {"cnf", json::Object{{"jwk", crypto::to_jwk(p256_for_tests())}}}},
          .disclosures = {{"salt", "name", "Kettle"}}};
}

TEST_CASE("a credential with disclosures verifies, and shows what was disclosed") {
  Unpacking host;
  json::Value document = credential();
  document.as_object()->erase("id");
  const Token token{.payload = document, .disclosures = {{"s", "id", "urn:example:certificate:1"}}};
  const Judged outcome = judged(token.text(), host);
  CHECK(outcome.said == "verified");
  CHECK(outcome.report.securing == "vc+sd-jwt");
  CHECK(outcome.report.document.text("id") == "urn:example:certificate:1");
  CHECK(outcome.report.document.find("_sd") == nullptr);

  const Judged typed = judged(typed_token().text(), host);
  CHECK(typed.said == "verified");
  CHECK(typed.report.content == Content::kSdJwtVc);
  CHECK(typed.report.document.text("name") == "Kettle");
}

TEST_CASE("pitfalls 1, 2 and 6: algorithm and type are those of the key and the form") {
  const auto with_header = [](json::Object header) {
    Token token = typed_token();
    token.header = std::move(header);
    return said(token.text());
  };
  CHECK(with_header({{"alg", "none"}, {"typ", "dc+sd-jwt"}}) == "rejected jws.algorithm");
  CHECK(with_header({{"alg", "ES256"}, {"typ", "dc+sd-jwt"}}) == "rejected key.algorithm");
  CHECK(with_header({{"alg", "EdDSA"}, {"typ", "kb+jwt"}}) == "rejected sd-jwt.type");
  CHECK(with_header({{"alg", "EdDSA"}, {"typ", "statuslist+jwt"}}) == "rejected sd-jwt.type");
  CHECK(with_header({{"alg", "EdDSA"}, {"typ", "application/dc+sd-jwt"}}) == "verified");
  CHECK(with_header({{"alg", "EdDSA"}}) == "verified");
  CHECK(with_header({{"alg", "EdDSA"}, {"typ", "dc+sd-jwt"}, {"crit", json::Array{"x"}}}) ==
        "rejected jws.critical");
}

TEST_CASE("an SD-JWT VC has a type") {
  Token token = typed_token();
  token.payload.as_object()->erase("vct");
  CHECK(said(token.text()) == "rejected sd-jwt.form");
  token.payload.as_object()->set("vct", 1);
  CHECK(said(token.text()) == "rejected sd-jwt.form");
}

TEST_CASE("pitfall 27: an undisclosed claim is not there, and validity is never hidden") {
  Token token = typed_token();
  token.payload.as_object()->set("exp", 1'700'000'000);
  CHECK(said(token.text()) == "rejected dates.over");
  token = typed_token();
  token.disclosures.push_back({"s", "exp", 1'900'000'000});
  CHECK(said(token.text()) == "rejected sd-jwt.always-visible");
  std::string stray = typed_token().text();
  stray += encode_disclosure({"s", "b", 1}) + "~";
  CHECK(said(stray) == "rejected sd-jwt.unreferenced");
  std::string cut = typed_token().text();
  cut.erase(cut.find('~') + 1);
  Unpacking host;
  const Judged hidden = judged(cut, host);
  CHECK(hidden.said == "verified");
  CHECK(hidden.report.document.find("name") == nullptr);
}

TEST_CASE("pitfall 4 holds for disclosed documents as well") {
  Token token{.payload = credential()};
  token.payload.as_object()->set("iss", "did:example:other");
  CHECK(said(token.text()) == "rejected key.other-owner");
  const Token by_other{.header = {{"alg", "ES256"}, {"typ", "vc+sd-jwt"}}, .payload = credential()};
  CHECK(said(by_other.text(p256_for_tests())) == "rejected key.other-owner");
}

std::string bound(const std::string& text, const crypto::PublicKey& key, json::Object claims = {},
                  json::Object header = {}) {
  header.set("alg", crypto::jws_algorithm(key));
  if (!header.find("typ")) header.set("typ", "kb+jwt");
  const auto give = [&](std::string_view name, json::Value value) {
    if (!claims.find(name)) claims.set(name, std::move(value));
  };
  give("nonce", "n-1");
  give("aud", "https://customs.example");
  give("iat", policy().at.milliseconds / 1000);
  give("sd_hash", disclosure_digest(text, SdHash::kSha256));
  return text + token_for_tests(key, json::compact(header), json::compact(claims));
}

TEST_CASE("pitfall 28: the holder's binding is there when it is asked for, and holds when it is") {
  Policy asked = policy();
  asked.binding = {.nonce = "n-1", .audience = "https://customs.example", .max_age_seconds = 300};
  const std::string issued = typed_token().text();
  CHECK(said(issued, asked) == "rejected binding.missing");
  CHECK(said(bound(issued, p256_for_tests()), asked) == "verified");
  CHECK(said(bound(issued, p256_for_tests())) == "verified");
  CHECK(said(bound(issued, p256_for_tests(), {{"nonce", "n-2"}}), asked) ==
        "rejected binding.nonce");
  CHECK(said(bound(issued, p256_for_tests(), {{"aud", "https://other.example"}}), asked) ==
        "rejected binding.audience");
  CHECK(said(bound(issued, p256_for_tests(), {{"iat", policy().at.milliseconds / 1000 - 361}}),
             asked) == "rejected binding.age");
  CHECK(said(bound(issued, p256_for_tests(), {{"sd_hash", "x"}}), asked) ==
        "rejected sd-jwt.binding-hash");
  // Made tomorrow, whoever asks (7.3, step 4e).
  CHECK(said(bound(issued, p256_for_tests(), {{"iat", policy().at.milliseconds / 1000 + 61}})) ==
        "rejected dates.not-yet");
  // By another key than `cnf`, the issuer's among them, whoever asks.
  CHECK(said(bound(issued, ed25519_for_tests()), asked) == "rejected jws.algorithm");
  std::string forged = bound(issued, p256_for_tests());
  forged.back() = forged.back() == 'A' ? 'Q' : 'A';
  CHECK(said(forged) == "rejected signature.invalid");
  CHECK(said(bound(issued, p256_for_tests(), {}, {{"typ", "JWT"}})) ==
        "rejected sd-jwt.binding-type");
  Token unbound = typed_token();
  unbound.payload.as_object()->erase("cnf");
  CHECK(said(bound(unbound.text(), p256_for_tests())) == "rejected sd-jwt.holder-key");
}

// ---- status ----

constexpr std::string_view kListId = "https://issuer.example/status/1";

json::Object list_credential(const crypto::PublicKey& key, std::size_t set_octet) {
  Bytes bits(16'384, 0);
  bits[set_octet] = 0x80;
  json::Object list = credential_for_tests(key);
  list.set("id", kListId);
  list.set("type", json::Array{"VerifiableCredential", "BitstringStatusListCredential"});
  list.set("credentialSubject", json::Object{{"type", "BitstringStatusList"},
                                             {"statusPurpose", "revocation"},
                                             {"encodedList", "u" + encode_base64url(bits)}});
  return list;
}

json::Object with_status(std::string_view index) {
  json::Object document = credential_for_tests(ed25519_for_tests());
  document.set("credentialStatus", json::Object{{"type", "BitstringStatusListEntry"},
                                                {"statusPurpose", "revocation"},
                                                {"statusListIndex", index},
                                                {"statusListCredential", kListId}});
  return document;
}

std::string status_of(const json::Object& document, const std::string& list,
                      const Policy& rules = policy()) {
  Unpacking host;
  if (!list.empty()) host.lists.emplace(kListId, list);
  return judged(signed_for_tests(ed25519_for_tests(), document), host, rules).said;
}

TEST_CASE("pitfall 24: a list counts only as far as it verifies itself") {
  const std::string list =
      signed_for_tests(ed25519_for_tests(), list_credential(ed25519_for_tests(), 1));
  CHECK(status_of(with_status("0"), list) == "verified");
  CHECK(status_of(with_status("8"), list) == "rejected status.revoked");
  CHECK(status_of(with_status("0"), "") == "could-not-be-checked status.list-missing");
  // With an embedded proof as well.
  const json::Value embedded =
      with_proof(list_credential(ed25519_for_tests(), 1), ed25519_for_tests());
  CHECK(status_of(with_status("8"), json::compact(embedded)) == "rejected status.revoked");

  std::string altered = list;
  altered[altered.size() / 2] = altered[altered.size() / 2] == 'A' ? 'B' : 'A';
  CHECK(status_of(with_status("0"), altered) == "could-not-be-checked status.list-unverified");
  const std::string unsecured = json::compact(list_credential(ed25519_for_tests(), 1));
  CHECK(status_of(with_status("0"), unsecured) == "could-not-be-checked status.list-unverified");
  json::Object old = list_credential(ed25519_for_tests(), 1);
  old.set("validUntil", "2024-05-01T00:00:00Z");
  CHECK(status_of(with_status("0"), signed_for_tests(ed25519_for_tests(), old)) ==
        "could-not-be-checked status.list-unverified");

  const std::string by_other =
      signed_for_tests(p256_for_tests(), list_credential(p256_for_tests(), 1));
  CHECK(status_of(with_status("0"), by_other) == "could-not-be-checked status.list-issuer");
  Policy named = policy();
  named.list_issuers = {did_key_for_tests(p256_for_tests())};
  CHECK(status_of(with_status("0"), by_other, named) == "verified");
  CHECK(status_of(with_status("8"), by_other, named) == "rejected status.revoked");
}

TEST_CASE("pitfall 25: the answer says as of when a status was known") {
  Unpacking host;
  host.lists.emplace(
      kListId, signed_for_tests(ed25519_for_tests(), list_credential(ed25519_for_tests(), 1)));
  const Judged outcome = judged(signed_for_tests(ed25519_for_tests(), with_status("0")), host);
  const json::Value answer = to_json(outcome.report, policy().at);
  REQUIRE(answer.array("statuses").size() == 1);
  const json::Value& status = answer.array("statuses")[0];
  CHECK(status.text("meaning") == "unset");
  CHECK(status.text("purpose") == "revocation");
  CHECK(status.text("asOf") == "2024-01-01T00:00:00.000Z");
  CHECK(status.text("until") == "2025-01-01T00:00:00.000Z");
  CHECK(status.text("list") == kListId);
}

TEST_CASE("a token's status list is a token of its own type, signed by the issuer") {
  const auto listed = [](json::Object header, json::Object claims, const crypto::PublicKey& key) {
    header.set("alg", crypto::jws_algorithm(key));
    if (!header.find("kid")) header.set("kid", method_of(key));
    claims.set("sub", kListId);
    if (!claims.find("iat")) claims.set("iat", 1'700'000'000);
    if (!claims.find("iss")) claims.set("iss", did_key_for_tests(key));
    claims.set("status_list",
               json::Object{{"bits", 2}, {"lst", encode_base64url(Bytes{0xc9, 0x44, 0xf9})}});
    return token_for_tests(key, json::compact(header), json::compact(claims));
  };
  const auto status_at = [](int index, const std::string& list) {
    Token token = typed_token();
    token.payload.as_object()->set(
        "status", json::Object{{"status_list", json::Object{{"idx", index}, {"uri", kListId}}}});
    Unpacking host;
    host.lists.emplace(kListId, list);
    return judged(token.text(), host).said;
  };
  const std::string good = listed({{"typ", "statuslist+jwt"}}, {}, ed25519_for_tests());
  CHECK(status_at(2, good) == "verified");
  CHECK(status_at(0, good) == "rejected status.revoked");
  CHECK(status_at(1, good) == "rejected status.suspended");
  CHECK(status_at(3, good) == "could-not-be-checked status.unknown-value");
  CHECK(status_at(12, good) == "could-not-be-checked status.index-range");
  CHECK(status_at(2, listed({{"typ", "JWT"}}, {}, ed25519_for_tests())) ==
        "could-not-be-checked status.list-unverified");
  CHECK(status_at(2, listed({{"typ", "statuslist+jwt"}}, {{"exp", 1'710'000'000}},
                            ed25519_for_tests())) == "could-not-be-checked status.list-unverified");
  CHECK(status_at(2, listed({{"typ", "statuslist+jwt"}}, {}, p256_for_tests())) ==
        "could-not-be-checked status.list-issuer");
}

TEST_CASE("pitfall 24: an expired document with a clean status is expired") {
  json::Object late = with_status("0");
  late.set("validUntil", "2024-05-01T00:00:00Z");
  const std::string list =
      signed_for_tests(ed25519_for_tests(), list_credential(ed25519_for_tests(), 1));
  CHECK(status_of(late, list) == "rejected dates.over");
}

}  // namespace
}  // namespace concordat::credential

// What verifiers have been seen to fall into, where a document, its list and its holder's token
// meet: the same rule for each of them, and no step before those that it rests on.
#include <doctest/doctest.h>

#include "core/credential/securing/data_integrity.hpp"
#include "core/credential/securing/sd_jwt.hpp"
#include "core/credential/verify/host_for_tests.hpp"
#include "core/credential/verify/verify.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::credential {
namespace {

constexpr std::string_view kList = "https://issuer.example/status/1";

// Streams unpack to themselves, and what is asked of others is counted.
class Watched final : public HostForTests {
 public:
  std::optional<std::string_view> status_list(std::string_view id) override {
    ++fetched;
    return HostForTests::status_list(id);
  }
  const Controller* controller(std::string_view id) override {
    ++fetched;
    return HostForTests::controller(id);
  }
  std::optional<Finding> trust(const TrustQuestion& question) override {
    ++trusted;
    return HostForTests::trust(question);
  }
  Result<Bytes> inflate(Compression, ByteView stream, std::size_t) override {
    return Bytes(stream.begin(), stream.end());
  }
  int fetched = 0;
  int trusted = 0;
};

Policy policy(std::string_view at = "2024-06-01T00:00:00Z") { return {.at = *parse_timestamp(at)}; }

std::string said(std::string_view input, Watched& host, const Policy& rules = policy()) {
  const Report report = verify(input, rules, host);
  const Finding* const why = decisive(report);
  return why ? why->error.code : std::string(name(verdict_of(report)));
}
std::string said(std::string_view input, const Policy& rules = policy()) {
  Watched host;
  return said(input, host, rules);
}

std::string did() { return did_key_for_tests(ed25519_for_tests()); }
std::string method() { return did() + "#" + to_multikey(ed25519_for_tests()); }

// By the issuer of these tests, whatever the header says.
std::string token(const json::Object& header, const json::Object& payload,
                  const crypto::PublicKey& key = ed25519_for_tests()) {
  return token_for_tests(key, json::compact(header), json::compact(payload));
}
std::string token(const json::Object& document) {
  return signed_for_tests(ed25519_for_tests(), document);
}
json::Object credential() { return credential_for_tests(ed25519_for_tests()); }

json::Value proven(json::Object options = {}) {
  options.set("verificationMethod", method());
  options.set("proofPurpose", "assertionMethod");
  const auto draft = draft_proof(credential(), std::move(options), ed25519_for_tests().algorithm);
  REQUIRE(draft);
  return attach_proof(credential(), *draft,
                      signature_for_tests(ed25519_for_tests(), text_of(draft->message)));
}

json::Object sd_header() { return {{"alg", "EdDSA"}, {"typ", "dc+sd-jwt"}, {"kid", method()}}; }
json::Object sd_claims() {
  return {{"iss", did()},
          {"vct", "https://example.org/conformity"},
          {"cnf", json::Object{{"jwk", crypto::to_jwk(p256_for_tests())}}}};
}
std::string sd_jwt(json::Object claims = sd_claims()) { return token(sd_header(), claims) + "~"; }

// A disclosure spelt as given, with its digest in the payload.
std::string disclosing(std::string_view spelt) {
  json::Object claims = sd_claims();
  claims.set("_sd", json::Array{disclosure_digest(spelt, SdHash::kSha256)});
  return sd_jwt(claims) + std::string(spelt) + "~";
}

// What a holder adds, with the claims as they are spelt.
std::string bound(std::string_view header, std::string_view more = "", std::int64_t issued = 0) {
  const std::string text = sd_jwt();
  if (issued == 0) issued = policy().at.milliseconds / 1000;
  return text + token_for_tests(p256_for_tests(), header,
                                R"({"nonce":"n",)" + std::string(more) + R"("aud":"a","iat":)" +
                                    std::to_string(issued) + R"(,"sd_hash":")" +
                                    disclosure_digest(text, SdHash::kSha256) + R"("})");
}
constexpr std::string_view kBindingHeader = R"({"alg":"ES256","typ":"kb+jwt"})";

// A status list in a token, of two entries: the first in force, the second revoked.
json::Object list_header() {
  return {{"alg", "EdDSA"}, {"typ", "statuslist+jwt"}, {"kid", method()}};
}
json::Object list_claims(std::string_view list = "Ag") {
  return {{"iss", did()},
          {"sub", kList},
          {"iat", 1'700'000'000},
          {"status_list", json::Object{{"bits", 1}, {"lst", list}}}};
}
std::string by_list(const std::string& list, int index = 0, const Policy& rules = policy()) {
  json::Object claims = sd_claims();
  claims.set("status", json::Object{{"status_list", json::Object{{"idx", index}, {"uri", kList}}}});
  Watched host;
  host.lists.emplace(kList, list);
  return said(sd_jwt(claims), host, rules);
}

}  // namespace

TEST_CASE("pitfalls 1, 2 and 5 hold for lists and for the holder's token as well") {
  CHECK(by_list(token(list_header(), list_claims())) == "verified");
  CHECK(by_list(token(list_header(), list_claims()), 1) == "status.revoked");
  for (const char* const algorithm : {"none", "NONE", "nOnE", "", "HS256", "ES256", "ES384"}) {
    CAPTURE(algorithm);
    json::Object header = list_header();
    header.set("alg", algorithm);
    CHECK(by_list(token(header, list_claims())) == "status.list-unverified");
  }
  json::Object header = list_header();
  header.erase("alg");
  CHECK(by_list(token(header, list_claims())) == "status.list-unverified");
  const std::string list = token(list_header(), list_claims());
  CHECK(by_list(list.substr(0, list.rfind('.') + 1)) == "status.list-unverified");
  for (const char* const critical : {R"(["x"])", "[]"}) {
    header = list_header();
    header.set("crit", *json::read(critical));
    CHECK(by_list(token(header, list_claims())) == "status.list-unverified");
  }

  CHECK(said(bound(kBindingHeader)) == "verified");
  for (const char* const algorithm : {"none", "None", "HS256", ""}) {
    CAPTURE(algorithm);
    CHECK(said(bound(R"({"alg":")" + std::string(algorithm) + R"(","typ":"kb+jwt"})")) ==
          "jws.algorithm");
  }
  CHECK(said(bound(R"({"typ":"kb+jwt"})")) == "jws.algorithm");
  const std::string whole = bound(kBindingHeader);
  CHECK(said(whole.substr(0, whole.rfind('.') + 1)) == "jws.form");
}

TEST_CASE("pitfall 3: whatever a header carries as a key, the issuer's is asked") {
  for (const char* const member : {"jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256"}) {
    CAPTURE(member);
    json::Object header = header_for_tests(p256_for_tests());
    header.set(member, std::string_view(member) == "jwk"
                           ? json::Value(crypto::to_jwk(p256_for_tests()))
                           : json::Value("https://evil.example"));
    // By the key that the header brings, under the name of another's.
    header.set("kid", method());
    CHECK(said(token(header, credential(), p256_for_tests())) == "key.algorithm");
    // And in place of a name.
    header.erase("kid");
    CHECK(said(token(header, credential(), p256_for_tests())) == "key.method-missing");
  }
}

TEST_CASE("pitfall 7: nothing that is encoded has two spellings") {
  // ["s","a",1] is 16 letters, ["s","ab",1] ends with two bits that say nothing.
  const std::string exact = encode_disclosure({"s", "a", 1});
  CHECK(said(disclosing(exact)) == "verified");
  std::string unused = encode_disclosure({"s", "ab", 1});
  CHECK(said(disclosing(unused)) == "verified");
  ++unused.back();
  for (const std::string& other :
       {exact + "=", exact + "\n", exact + " ", " " + exact, unused,
        exact.substr(0, 4) + "+" + exact.substr(5), exact.substr(0, 4) + "/" + exact.substr(5)}) {
    CAPTURE(other);
    CHECK(said(disclosing(other)) != "verified");
  }
  for (const char* const list : {"Ag==", "Ag=", "Ah", "Ag\n", " Ag", "A", "/w", "+w"}) {
    CAPTURE(list);
    CHECK(by_list(token(list_header(), list_claims(list))) == "status.list-form");
  }
  json::Object envelope{{"@context", "https://www.w3.org/ns/credentials/v2"},
                        {"type", "EnvelopedVerifiableCredential"}};
  const auto enveloped = [&](const std::string& text) {
    envelope.set("id", "data:application/vc+jwt," + text);
    return said(json::compact(envelope));
  };
  const std::string good = token(credential());
  CHECK(enveloped(good) == "verified");
  for (const std::string& other :
       {good + "=", good + "\n", " " + good, good + "%3D", good + "#a"}) {
    CAPTURE(other);
    CHECK(enveloped(other) == "jws.form");
  }
}

TEST_CASE("pitfall 8: a name twice is refused in whatever is read") {
  const auto twice = [](std::string text, std::string_view member) {
    return text.replace(text.find('{'), 1, "{" + std::string(member) + ",");
  };
  const std::string document = json::compact(proven());
  CHECK(said(document) == "verified");
  CHECK(said(twice(document, R"("issuer":"did:example:other")")) == "json.duplicate-name");
  CHECK(said(twice(document, R"("is\u0073uer":"did:example:other")")) == "json.duplicate-name");
  std::string within = document;
  within.replace(within.find(R"("proof":{)"), 9, R"("proof":{"proofPurpose":"authentication",)");
  CHECK(said(within) == "json.duplicate-name");

  const std::string header = json::compact(list_header());
  const std::string claims = json::compact(list_claims());
  CHECK(by_list(token_for_tests(ed25519_for_tests(), header,
                                twice(claims, R"("sub":"https://a.example")"))) ==
        "status.list-unverified");
  CHECK(by_list(token_for_tests(ed25519_for_tests(), twice(header, R"("alg":"none")"), claims)) ==
        "status.list-unverified");
  CHECK(said(bound(kBindingHeader, R"("\u006eonce":"n",)")) == "sd-jwt.binding-form");
  CHECK(said(bound(twice(std::string(kBindingHeader), R"("alg":"ES256")"))) == "jws.header");
  const json::Object envelope{{"@context", "https://www.w3.org/ns/credentials/v2"},
                              {"type", "EnvelopedVerifiableCredential"},
                              {"id", "data:application/vc+jwt," + token(credential())}};
  CHECK(said(twice(json::compact(envelope), R"("id":"data:application/vc+jwt,x")")) ==
        "json.duplicate-name");
}

TEST_CASE("pitfall 26: the skew is one, for every format and every date") {
  const std::int64_t now = policy().at.milliseconds / 1000;
  const auto at = [&](std::int64_t seconds) { return to_string(Instant{(now + seconds) * 1000}); };
  // Each ended 30 seconds ago, or begins in 30 seconds.
  json::Object dated = credential();
  dated.set("validUntil", at(-30));
  json::Object claimed = credential();
  claimed.set("exp", now - 30);
  json::Object expired = sd_claims();
  expired.set("exp", now - 30);
  json::Object early = sd_claims();
  early.set("nbf", now + 30);
  const std::string documents[] = {token(dated),
                                   token(claimed),
                                   sd_jwt(expired),
                                   sd_jwt(early),
                                   json::compact(proven({{"expires", at(-30)}})),
                                   json::compact(proven({{"created", at(30)}})),
                                   bound(kBindingHeader, "", now + 30)};
  for (const std::int64_t skew_seconds : {0, 29, 31, 60}) {
    Policy rules = policy();
    rules.skew_seconds = skew_seconds;
    CAPTURE(skew_seconds);
    for (std::size_t number = 0; number < std::size(documents); ++number) {
      CAPTURE(number);
      CHECK((said(documents[number], rules) == "verified") == (skew_seconds > 30));
    }
    json::Object list = list_claims();
    list.set("exp", now - 30);
    CHECK((by_list(token(list_header(), list), 0, rules) == "verified") == (skew_seconds > 30));
    list = list_claims();
    list.set("iat", now + 30);
    CHECK((by_list(token(list_header(), list), 0, rules) == "verified") == (skew_seconds > 30));
  }
}

TEST_CASE("pitfall 29: nobody is asked about a document before it is known to be the issuer's") {
  json::Object document = credential();
  document.set("credentialStatus", json::Object{{"type", "BitstringStatusListEntry"},
                                                {"statusPurpose", "revocation"},
                                                {"statusListIndex", "0"},
                                                {"statusListCredential", kList}});
  const auto asked = [](const std::string& input) {
    Watched host;
    CHECK(said(input, host) != "verified");
    return std::pair(host.fetched, host.trusted);
  };
  CHECK(asked(token(document)) == std::pair(1, 1));
  std::string altered = token(document);
  altered[altered.rfind('.') + 4] = altered[altered.rfind('.') + 4] == 'A' ? 'B' : 'A';
  CHECK(asked(altered) == std::pair(0, 0));
  json::Object late = document;
  late.set("validUntil", "2024-05-01T00:00:00Z");
  CHECK(asked(token(late)) == std::pair(0, 0));
  json::Object formless = document;
  formless.erase("type");
  CHECK(asked(token(formless)) == std::pair(0, 0));
  // A header that is refused sends for no document of an issuer either.
  document.set("issuer", "did:web:issuer.example");
  json::Object header = header_for_tests(ed25519_for_tests());
  header.set("kid", "did:web:issuer.example#1");
  CHECK(asked(token(header, document)) == std::pair(1, 0));
  header.set("crit", json::Array{"x"});
  CHECK(asked(token(header, document)) == std::pair(0, 0));
  header.erase("crit");
  header.set("alg", "none");
  CHECK(asked(token(header, document)) == std::pair(0, 0));
}

TEST_CASE("pitfall 30: the answer is about what was signed, and about nothing beside it") {
  json::Object envelope{{"@context", "https://www.w3.org/ns/credentials/v2"},
                        {"type", "EnvelopedVerifiableCredential"},
                        {"id", "data:application/vc+jwt," + token(credential())},
                        {"issuer", "did:example:other"},
                        {"validUntil", "2099-01-01T00:00:00Z"},
                        {"credentialSubject", json::Object{{"id", "urn:example:other"}}}};
  Watched host;
  const Report report = verify(json::compact(envelope), policy(), host);
  CHECK(verdict_of(report) == Verdict::kVerified);
  CHECK(report.owner == did());
  CHECK(report.document == json::Value(credential()));
  // A proof beside a token secures nothing, and a token beside a proof neither.
  envelope.set("proof", *proven().find("proof"));
  CHECK(verify(json::compact(envelope), policy(), host).document == json::Value(credential()));
}

}  // namespace concordat::credential

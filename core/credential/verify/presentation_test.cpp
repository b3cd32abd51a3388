// Envelopes, presentations, and what a holder signs for one verifier.
#include <doctest/doctest.h>

#include "core/credential/verify/host_for_tests.hpp"
#include "core/credential/verify/verify.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::credential {
namespace {

Policy policy() { return {.at = *parse_timestamp("2024-06-01T00:00:00Z")}; }

std::string verdict(std::string_view input, const Policy& rules = policy()) {
  HostForTests host;
  const Report report = verify(input, rules, host);
  const Finding* const why = decisive(report);
  return why ? why->error.code : std::string(name(verdict_of(report)));
}

json::Object envelope(std::string_view token, std::string_view type = "vc+jwt",
                      std::string_view kind = "EnvelopedVerifiableCredential") {
  json::Object object;
  object.set("@context", "https://www.w3.org/ns/credentials/v2");
  object.set("type", kind);
  object.set("id", "data:application/" + std::string(type) + "," + std::string(token));
  return object;
}

std::string credential() {
  return signed_for_tests(ed25519_for_tests(), credential_for_tests(ed25519_for_tests()));
}

json::Object presentation(json::Array credentials) {
  json::Object document;
  document.set("@context", json::Array{"https://www.w3.org/ns/credentials/v2"});
  document.set("type", json::Array{"VerifiablePresentation"});
  document.set("holder", did_key_for_tests(p256_for_tests()));
  document.set("verifiableCredential", std::move(credentials));
  return document;
}
std::string presented(const json::Object& document) {
  return signed_for_tests(p256_for_tests(), document, "vp+jwt");
}
std::string presented(json::Array credentials) {
  return presented(presentation(std::move(credentials)));
}

TEST_CASE("an envelope holds a token, and agrees with it") {
  CHECK(verdict(json::compact(envelope(credential()))) == "verified");
  CHECK(verdict(" " + json::pretty(envelope(credential())) + "\n") == "verified");
  CHECK(verdict(json::compact(envelope(credential(), "vp+jwt"))) == "envelope.media-type");
  CHECK(verdict(json::compact(envelope(credential(), "jwt"))) == "envelope.media-type");
  CHECK(verdict(json::compact(envelope(credential(), "vc+sd-jwt"))) == "envelope.media-type");
  CHECK(verdict(json::compact(envelope(credential(), "vc+jwt;base64"))) == "envelope.media-type");
  CHECK(verdict(json::compact(envelope(credential(), "vc+cose"))) == "envelope.unsupported");
  CHECK(verdict(json::compact(envelope(credential(), "vc+cose;base64"))) == "envelope.unsupported");
  json::Object semicolon = envelope(credential());
  semicolon.set("id", "data:application/vc+jwt;" + credential());
  CHECK(verdict(json::compact(semicolon)) == "envelope.form");
  json::Object bare = envelope(credential());
  bare.set("id", "not-a-credential");
  CHECK(verdict(json::compact(bare)) == "envelope.form");
  json::Object meaningless = envelope(credential());
  meaningless.erase("@context");
  CHECK(verdict(json::compact(meaningless)) == "envelope.form");
  // What stands in an envelope is a token, whatever else would verify by itself.
  CHECK(verdict(json::compact(envelope(json::compact(envelope(credential()))))) == "jws.form");
}

TEST_CASE("a document that nothing secures is refused") {
  CHECK(verdict(json::compact(credential_for_tests(ed25519_for_tests()))) == "securing.missing");
  CHECK(verdict("{}") == "securing.missing");
  CHECK(verdict("[]") == "securing.form");
  CHECK(verdict("") == "jws.form");
}

TEST_CASE("each credential of a presentation is verified") {
  CHECK(verdict(presented(json::Array{envelope(credential())})) == "verified");
  CHECK(verdict(presented(json::Array{envelope(credential()), envelope(credential())})) ==
        "verified");
  CHECK(verdict(json::compact(envelope(presented(json::Array{envelope(credential())}), "vp+jwt",
                                       "EnvelopedVerifiablePresentation"))) == "verified");
  json::Object late = credential_for_tests(ed25519_for_tests());
  late.set("validUntil", "2024-02-01T00:00:00Z");
  CHECK(verdict(presented(json::Array{envelope(credential()),
                                      envelope(signed_for_tests(ed25519_for_tests(), late))})) ==
        "dates.over");
  std::string altered = credential();
  altered[altered.rfind('.') + 4] = altered[altered.rfind('.') + 4] == 'A' ? 'B' : 'A';
  CHECK(verdict(presented(json::Array{envelope(altered)})) == "signature.invalid");
  CHECK(verdict(presented(json::Array{envelope("not-a-credential")})) == "jws.form");
  CHECK(verdict(presented(json::Array{credential()})) == "model.credentials");
  CHECK(verdict(presented(json::Array{credential_for_tests(ed25519_for_tests())})) ==
        "model.credentials");
  CHECK(verdict(presented(json::Array(kMostCredentials + 1, envelope(credential())))) ==
        "limits.credentials");
}

TEST_CASE("a presentation within a presentation is none of its credentials") {
  const std::string inner = presented(json::Array{envelope(credential())});
  CHECK(verdict(presented(json::Array{
            envelope(inner, "vp+jwt", "EnvelopedVerifiablePresentation")})) == "model.type");
}

TEST_CASE("the verdict is the worst: what is refused outweighs what is not known") {
  json::Object unknown = credential_for_tests(ed25519_for_tests());
  unknown.set("issuer", "https://issuer.example");
  json::Object header = header_for_tests(ed25519_for_tests());
  header.set("kid", "https://issuer.example#1");
  const std::string open =
      token_for_tests(ed25519_for_tests(), json::compact(header), json::compact(unknown));
  CHECK(verdict(presented(json::Array{envelope(credential()), envelope(open)})) ==
        "key.no-document");
  CHECK(verdict(presented(json::Array{envelope(open), envelope("x")})) == "jws.form");
}

TEST_CASE("a presentation is the holder's") {
  json::Object other = presentation(json::Array{});
  other.set("holder", did_key_for_tests(ed25519_for_tests()));
  CHECK(verdict(presented(other)) == "key.other-owner");
  json::Object nobody = presentation(json::Array{});
  nobody.erase("holder");
  CHECK(verdict(presented(nobody)) == "verified");  // whoever holds the key that is named
  json::Object object = presentation(json::Array{});
  object.set("holder", json::Object{{"id", did_key_for_tests(p256_for_tests())}});
  CHECK(verdict(presented(object)) == "verified");
}

TEST_CASE("pitfall 28: a binding that is asked for must be there and be ours") {
  Policy asked = policy();
  asked.binding = {.nonce = "n-1", .audience = "https://customs.example", .max_age_seconds = 300};
  const std::int64_t now = asked.at.milliseconds / 1000;
  const auto bound = [&](const json::Value& nonce, const json::Value& audience,
                         const json::Value& issued) {
    json::Object document = presentation(json::Array{envelope(credential())});
    document.set("nonce", nonce);
    document.set("aud", audience);
    document.set("iat", issued);
    return verdict(presented(document), asked);
  };
  CHECK(bound("n-1", "https://customs.example", now) == "verified");
  CHECK(bound("n-1", json::Array{"https://a.example", "https://customs.example"}, now - 360) ==
        "verified");
  CHECK(bound("n-2", "https://customs.example", now) == "binding.nonce");
  CHECK(bound(1, "https://customs.example", now) == "binding.nonce");
  CHECK(bound("n-1", "https://other.example", now) == "binding.audience");
  CHECK(bound("n-1", "https://customs.example", now - 361) == "binding.age");
  CHECK(bound("n-1", "https://customs.example", "2024-06-01T00:00:00Z") == "binding.age");
  CHECK(verdict(presented(json::Array{envelope(credential())}), asked) == "binding.nonce");
  // A bare credential was presented by nobody.
  CHECK(verdict(credential(), asked) == "binding.missing");
}

}  // namespace
}  // namespace concordat::credential

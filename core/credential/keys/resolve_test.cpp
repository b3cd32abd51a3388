// Whose key it is, what it may be used for, and until when.
#include "core/credential/keys/resolve.hpp"

#include <map>

#include <doctest/doctest.h>

#include "core/time/timestamp.hpp"

namespace concordat::credential {
namespace {

constexpr std::string_view kMultikey = "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw";
constexpr std::string_view kIssuer = "did:web:issuer.example";

class Documents : public Host {
 public:
  bool holds(const crypto::Obligation&) override { return false; }
  const Controller* controller(std::string_view id) override {
    asked.emplace_back(id);
    const auto found = known.find(id);
    return found == known.end() ? nullptr : &found->second;
  }
  std::optional<std::string_view> status_list(std::string_view) override { return std::nullopt; }
  Result<Bytes> inflate(Compression, ByteView, std::size_t) override { return fail({}); }
  std::optional<Finding> trust(const TrustQuestion&) override { return std::nullopt; }

  std::map<std::string, Controller, std::less<>> known;
  std::vector<std::string> asked;
};

// A document of the issuer with one method, whose members may be changed.
std::string document(std::string_view method_extra = "",
                     std::string_view relationships = R"("assertionMethod":["#k1"])") {
  return R"({"id":"did:web:issuer.example","verificationMethod":[)"
         R"({"id":"did:web:issuer.example#k1","type":"Multikey",)"
         R"("controller":"did:web:issuer.example","publicKeyMultibase":")" +
         std::string(kMultikey) + "\"" + std::string(method_extra) + "}]," +
         std::string(relationships) + "}";
}

// What it is compared with is of no matter to these tests.
Window& window() {
  static Window at(*parse_timestamp("2024-06-01T00:00:00Z"));
  return at;
}

KeyQuestion question(std::string_view method = "did:web:issuer.example#k1") {
  return {.owner = kIssuer,
          .method = method,
          .algorithm = "EdDSA",
          .window = window(),
          .skew_ms = 60'000};
}

std::string found(std::string_view text, const KeyQuestion& asked = question(),
                  const crypto::PublicKey* trusted = nullptr) {
  Documents host;
  if (!text.empty()) {
    auto read = read_controller(text);
    if (!read) return read.error().code;
    host.known.emplace(read->id, std::move(*read));
  }
  const auto key = find_key(asked, trusted, host);
  return key ? key->method : key.error().error.code;
}

TEST_CASE("a key of the issuer's own document, under assertionMethod") {
  CHECK(found(document()) == "did:web:issuer.example#k1");
  CHECK(found(document("", R"("assertionMethod":["did:web:issuer.example#k1"])")) ==
        "did:web:issuer.example#k1");
  CHECK(found(document("", R"("authentication":["#k1"])")) == "key.relationship");
  CHECK(found(document("", R"("keyAgreement":["#k1"])")) == "key.relationship");
  CHECK(found(document("", R"("assertionMethod":[])")) == "key.relationship");
  CHECK(found(document(), question("did:web:issuer.example#k2")) == "key.unknown-method");
  CHECK(found(document(), question("")) == "key.method-missing");
}

TEST_CASE("a relationship may hold the method itself") {
  const std::string text =
      R"({"id":"did:web:issuer.example","assertionMethod":[{"id":"#k1","type":"Multikey",)"
      R"("controller":"did:web:issuer.example","publicKeyMultibase":")" +
      std::string(kMultikey) + R"("}]})";
  CHECK(found(text) == "did:web:issuer.example#k1");
}

TEST_CASE("a key that somebody else controls is not the issuer's") {
  std::string text = document();
  const std::string mine = R"("controller":"did:web:issuer.example")";
  text.replace(text.find(mine), mine.size(), R"("controller":"did:web:other.example")");
  CHECK(found(text) == "key.other-owner");
  CHECK(found(document(), question("did:web:other.example#k1")) == "key.other-owner");
  CHECK(found(document(), question("did:web:issuer.example.attacker.example#k1")) ==
        "key.other-owner");
}

TEST_CASE("at or after its end a key verifies nothing, before it does") {
  CHECK(found(document(R"(,"revoked":"2024-06-01T00:00:00Z")")) == "key.revoked");
  CHECK(found(document(R"(,"revoked":"2024-06-01T00:00:01Z")")) == "did:web:issuer.example#k1");
  CHECK(found(document(R"(,"expires":"2024-05-31T23:59:00Z")")) == "key.expired");
  CHECK(found(document(R"(,"expires":"2024-05-31T23:59:01Z")")) == "did:web:issuer.example#k1");
  // An end that cannot be read may have come.
  CHECK(found(document(R"(,"expires":"soon")")) == "key.encoding");
  CHECK(found(document(R"(,"revoked":true)")) == "key.encoding");
}

TEST_CASE("a relative name needs an issuer that the token names by itself") {
  KeyQuestion asked = question("#k1");
  CHECK(found(document(), asked) == "key.method-form");
  asked.owner_is_named = true;
  CHECK(found(document(), asked) == "did:web:issuer.example#k1");
  asked.method = "thumbprint";
  CHECK(found(document(), asked) == "key.unknown-method");
}

TEST_CASE("a JWK is found by its kid, and its algorithm is its own") {
  const std::string text =
      R"({"id":"https://issuer.example/1","verificationMethod":[)"
      R"({"id":"https://issuer.example/1#a","type":"JsonWebKey",)"
      R"("controller":"https://issuer.example/1","publicKeyJwk":{"kty":"EC",)"
      R"("crv":"P-256","kid":"thumb","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
      R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}}],)"
      R"("assertionMethod":["https://issuer.example/1#a"]})";
  KeyQuestion asked = question("thumb");
  asked.owner = "https://issuer.example/1";
  asked.owner_is_named = true;
  asked.algorithm = "ES256";
  CHECK(found(text, asked) == "https://issuer.example/1#a");
  asked.method = "";
  CHECK(found(text, asked) == "https://issuer.example/1#a");
  asked.method = "https://issuer.example/1#a";
  asked.algorithm = "EdDSA";
  CHECK(found(text, asked) == "key.algorithm");
}

TEST_CASE("one name, two keys: nobody can say which is meant") {
  std::string text = document();
  const std::string method = text.substr(text.find("[{") + 1);
  const std::string one = method.substr(0, method.find("}]") + 1);
  std::string other = one;
  other.replace(other.find(kMultikey), kMultikey.size(),
                "zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169");
  CHECK(found(R"({"id":"did:web:issuer.example","verificationMethod":[)" + one + "," + other +
              R"(],"assertionMethod":["#k1"]})") == "key.encoding");
  // The same method told twice is one.
  CHECK(found(R"({"id":"did:web:issuer.example","verificationMethod":[)" + one +
              R"(],"assertionMethod":[)" + one + "]}") == "did:web:issuer.example#k1");
}

TEST_CASE("pitfall 22: without the document of exactly that identifier, nothing is known") {
  CHECK(found("") == "key.no-document");
  std::string other = document();
  other.replace(other.find("issuer.example"), 14, "issuer-example");
  CHECK(found(other) == "key.no-document");
  KeyQuestion address = question("did:web:127.0.0.1#k1");
  address.owner = "did:web:127.0.0.1";
  CHECK(found("", address) == "key.did-form");
}

TEST_CASE("a trusted key stands in for a document that is not there, and for nothing else") {
  const auto key = read_controller(std::string_view(document()))->methods[0].key;
  CHECK(found("", question(), &*key) == "");
  CHECK(found("", question("did:web:other.example#k1"), &*key) == "key.other-owner");
  CHECK(found(document(R"(,"revoked":"2024-01-01T00:00:00Z")"), question(), &*key) ==
        "key.revoked");
  KeyQuestion asked = question();
  asked.algorithm = "ES256";
  CHECK(found("", asked, &*key) == "key.algorithm");
}

TEST_CASE("did:key and did:jwk are asked of nobody") {
  Documents host;
  const std::string did = "did:key:" + std::string(kMultikey);
  const std::string method = did + "#" + std::string(kMultikey);
  KeyQuestion asked = question(method);
  asked.owner = did;
  CHECK(find_key(asked, nullptr, host));
  CHECK(host.asked.empty());
  const std::string other = did + "#other";
  asked.method = other;
  CHECK(find_key(asked, nullptr, host).error().error.code == "key.unknown-method");
}

TEST_CASE("a document that is none is refused") {
  for (const char* const text :
       {"[]", "{}", R"({"id":7})", R"({"id":""})", R"({"id":"a:b","verificationMethod":{}})",
        R"({"id":"a:b","verificationMethod":["x"]})", R"({"id":"a:b","assertionMethod":"#a"})",
        R"({"id":"a:b","verificationMethod":[{"type":"Multikey"}]})"}) {
    CAPTURE(text);
    CHECK(read_controller(std::string_view(text)).error().code == "controller.form");
  }
  CHECK(read_controller(std::string_view(R"({"id":"a:b","id":"a:c"})")).error().code ==
        "json.duplicate-name");
}

TEST_CASE("a spoilt method spoils itself alone") {
  const std::string text =
      R"({"id":"did:web:issuer.example","verificationMethod":[)"
      R"({"id":"#x","type":"X25519KeyAgreementKey2020","controller":"did:web:issuer.example"},)"
      R"({"id":"#p","type":"JsonWebKey","controller":"did:web:issuer.example",)"
      R"("publicKeyJwk":{"kty":"OKP","crv":"Ed25519","x":"AAAA","d":"AAAA"}},)" +
      document().substr(document().find("[{") + 1);
  CHECK(found(text) == "did:web:issuer.example#k1");
  CHECK(found(text, question("did:web:issuer.example#p")) == "key.relationship");
}

}  // namespace
}  // namespace concordat::credential

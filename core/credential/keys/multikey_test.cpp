#include "core/credential/keys/multikey.hpp"

#include <doctest/doctest.h>

#include "core/base/base58.hpp"
#include "core/credential/keys/did.hpp"
#include "core/credential/keys/jwk.hpp"
#include "core/json/read.hpp"

namespace concordat::credential {
namespace {

// The key of RFC 8037, appendix A.
constexpr std::string_view kEd25519 = "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw";

std::string code(std::string_view text) {
  const auto key = parse_multikey(text);
  return key ? "" : key.error().code;
}

std::string multibase(Bytes prefix, const Bytes& key) {
  prefix.insert(prefix.end(), key.begin(), key.end());
  return encode_multibase(prefix);
}

crypto::PublicKey p256() {
  return *crypto::parse_jwk(
      *json::read(R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                  R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})"));
}

TEST_CASE("keys go to multibase text and back") {
  const auto key = parse_multikey(kEd25519);
  REQUIRE(key);
  CHECK(key->algorithm == crypto::Algorithm::kEd25519);
  CHECK(to_multikey(*key) == kEd25519);
  const auto point = parse_multikey(to_multikey(p256()));
  REQUIRE(point);
  CHECK(*point == crypto::compressed(p256()));
  CHECK(point->bytes.size() == 33);
  CHECK(point->bytes[0] == 0x03);  // y ends in an odd octet, 0xad
  Bytes large(49, 7);
  large[0] = 0x02;
  CHECK(code(multibase({0x81, 0x24}, large)) == "");
}

TEST_CASE("pitfall 20: one prefix in its shortest form, the exact length, nothing behind") {
  const Bytes good = parse_multikey(kEd25519)->bytes;
  CHECK(code(multibase({0xed, 0x01}, good)) == "");
  CHECK(code(multibase({0xed, 0x81, 0x00}, good)) == "key.unsupported");    // not the shortest
  CHECK(code(multibase({0xec, 0x01}, good)) == "key.unsupported");          // X25519
  CHECK(code(multibase({0x82, 0x24}, Bytes(67, 2))) == "key.unsupported");  // P-521
  CHECK(code(multibase({0xe7, 0x01}, Bytes(33, 2))) == "key.unsupported");  // secp256k1
  Bytes longer = good;
  longer.push_back(0);
  CHECK(code(multibase({0xed, 0x01}, longer)) == "key.encoding");
  CHECK(code(multibase({0xed, 0x01}, Bytes(good.begin(), good.end() - 1))) == "key.encoding");
  Bytes point = crypto::compressed(p256()).bytes;
  point[0] = 0x04;
  CHECK(code(multibase({0x80, 0x24}, point)) == "key.encoding");
  CHECK(code(multibase({0x80, 0x24}, p256().bytes)) == "key.encoding");
  CHECK(code(std::string(kEd25519).substr(1)) == "key.encoding");
  CHECK(code("u" + std::string(kEd25519).substr(1)) == "key.encoding");
  CHECK(code(std::string(kEd25519) + " ") == "key.encoding");
  CHECK(code("z") == "key.unsupported");
  CHECK(code("") == "key.encoding");
}

TEST_CASE("pitfall 17: weak and unreduced points are refused") {
  CHECK(code(multibase({0xed, 0x01}, Bytes(32, 0))) == "key.small-order");
  Bytes one(32, 0);
  one[0] = 1;
  CHECK(code(multibase({0xed, 0x01}, one)) == "key.small-order");
  CHECK(code(multibase({0xed, 0x01}, Bytes(32, 0xff))) == "key.encoding");
}

std::string web(std::string_view did) {
  const auto url = url_of_did_web(did);
  return url ? *url : url.error().code;
}

TEST_CASE("did:web names a document of a DNS name") {
  CHECK(web("did:web:example.com") == "https://example.com/.well-known/did.json");
  CHECK(web("did:web:example.com:user:alice") == "https://example.com/user/alice/did.json");
  CHECK(web("did:web:example.com%3A8443:a") == "https://example.com:8443/a/did.json");
  for (const char* const did : {"did:web:",
                                "did:web:127.0.0.1",
                                "did:web:2130706433",
                                "did:web:0x7f.1",
                                "did:web:1.2.3",
                                "did:web:[::1]",
                                "did:web:example.com:",
                                "did:web:example.com::a",
                                "did:web:example.com:..:a",
                                "did:web:example.com:.",
                                "did:web:example.com:a%2Fb",
                                "did:web:example.com:a/b",
                                "did:web:example.com:%2e%2e",
                                "did:web:example.com%3A",
                                "did:web:example.com%3A0",
                                "did:web:example.com%3A99999",
                                "did:web:example.com%2F",
                                "did:web:user@example.com",
                                "did:web:example.com?x",
                                "did:web:-a.example",
                                "did:web:example.com.",
                                "did:web:a..b",
                                "did:key:z"}) {
    CAPTURE(did);
    CHECK(web(did) == "key.did-form");
  }
}

TEST_CASE("did:jwk is a key for signing") {
  // {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
  constexpr std::string_view kDid =
      "did:jwk:eyJrdHkiOiJPS1AiLCJjcnYiOiJFZDI1NTE5IiwieCI6IjExcVlBWUt4Q3JmVlNfN1R5V1FIT2c3aGN2UGFw"
      "aU1scndJYWFQY0hVUm8ifQ";
  const auto key = key_of_did_jwk(kDid);
  REQUIRE(key);
  CHECK(*key == *parse_multikey(kEd25519));
  CHECK(key_of_did_jwk(std::string(kDid) + "=").error().code == "key.did-form");
  // {"use":"enc"}
  CHECK_FALSE(key_of_did_jwk("did:jwk:eyJ1c2UiOiJlbmMifQ"));
}

TEST_CASE("a JWK that says it is for something else verifies nothing") {
  const auto with = [](std::string_view more) {
    const auto key = parse_verifying_jwk(*json::read(
        R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")" +
        std::string(more) + "}"));
    return key ? "" : key.error().code;
  };
  CHECK(with("") == "");
  CHECK(with(R"(,"use":"sig","key_ops":["sign","verify"])") == "");
  CHECK(with(R"(,"use":"enc")") == "key.relationship");
  CHECK(with(R"(,"use":7)") == "key.relationship");
  CHECK(with(R"(,"key_ops":["encrypt"])") == "key.relationship");
  CHECK(with(R"(,"key_ops":[])") == "key.relationship");
  CHECK(with(R"(,"key_ops":"verify")") == "key.relationship");
}

}  // namespace
}  // namespace concordat::credential

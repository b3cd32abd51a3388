// Form and rules; that signatures hold is tested where they are verified, in adapters/keys.
#include "core/credential/jws.hpp"

#include <doctest/doctest.h>

#include "core/base/base64url.hpp"
#include "core/json/read.hpp"

namespace concordat::credential {
namespace {

// RFC 8037 appendix A.4.
constexpr std::string_view kRfc8037 =
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

std::string b64(std::string_view text) { return encode_base64url(bytes_of(text)); }

std::string with_header(std::string_view header) {
  return b64(header) + ".e30." + encode_base64url(Bytes(64, 1));
}

std::string code(std::string_view compact) {
  const auto jws = parse_jws(compact);
  return jws ? "" : jws.error().code;
}

crypto::PublicKey ed25519_key() {
  return *crypto::parse_jwk(*json::read(
      R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})"));
}

TEST_CASE("the example of RFC 8037 comes apart into its pieces") {
  const auto jws = parse_jws(kRfc8037);
  REQUIRE(jws);
  CHECK(jws->algorithm == "EdDSA");
  CHECK(jws->type == "");
  CHECK(jws->key_id == "");
  CHECK(jws->payload == "Example of Ed25519 signing");
  CHECK(jws->signing_input == kRfc8037.substr(0, kRfc8037.rfind('.')));
  CHECK(jws->signature.size() == 64);
  const auto must_hold = obligation(*jws, ed25519_key());
  REQUIRE(must_hold);
  CHECK(text_of(must_hold->message) == jws->signing_input);
  CHECK(must_hold->signature == jws->signature);
  CHECK(must_hold->key == ed25519_key());
}

TEST_CASE("what is assembled is what is parsed") {
  json::Object header;
  header.set("alg", "EdDSA");
  header.set("kid", "k1");
  header.set("typ", "statement+jwt");
  const std::string input = signing_input(header, R"({"a":1})");
  const auto jws = parse_jws(assemble(input, Bytes(64, 7)));
  REQUIRE(jws);
  CHECK(jws->header == json::Value(header));
  CHECK(jws->key_id == "k1");
  CHECK(jws->type == "statement+jwt");
  CHECK(jws->payload == R"({"a":1})");
  CHECK(jws->signature == Bytes(64, 7));
  // RFC 8037 appendix A.4: the signing input of its example, byte for byte.
  json::Object plain;
  plain.set("alg", "EdDSA");
  CHECK(signing_input(plain, "Example of Ed25519 signing") ==
        kRfc8037.substr(0, kRfc8037.rfind('.')));
}

TEST_CASE("only three strict parts make a compact serialisation") {
  CHECK(code("") == "jws.form");
  CHECK(code("a.b") == "jws.form");
  CHECK(code(std::string(kRfc8037) + ".") == "jws.form");
  CHECK(code(std::string(kRfc8037) + "=") == "jws.form");
  CHECK(code(std::string(kRfc8037) + "\n") == "jws.form");
  CHECK(code(" " + std::string(kRfc8037)) == "jws.form");
  CHECK(code(b64(R"({"alg":"EdDSA"})") + ".e30.") == "jws.form");
  CHECK(code(b64(R"({"alg":"EdDSA"})") + ".e31." + b64("x")) == "jws.form");  // unused bits set
  CHECK(code(b64(R"({"alg":"EdDSA"})") + ".+/A." + b64("x")) == "jws.form");
  CHECK(code(std::string((std::size_t{1} << 20) + 1, 'a')) == "jws.form");
  // An empty payload is a payload.
  CHECK(code(b64(R"({"alg":"EdDSA"})") + ".." + b64("x")) == "");
}

TEST_CASE("the header is a strict JSON object") {
  CHECK(code(with_header("")) == "jws.header");
  CHECK(code(with_header("[]")) == "jws.header");
  CHECK(code(with_header(R"({"alg":"EdDSA","alg":"ES256"})")) == "jws.header");
  CHECK(code(with_header(R"({"alg":"EdDSA"} x)")) == "jws.header");
  CHECK(code(with_header(R"({"alg":"EdDSA","typ":1})")) == "jws.header");
  CHECK(code(with_header(R"({"alg":"EdDSA","kid":null})")) == "jws.header");
  CHECK(code(with_header(R"({"alg":["EdDSA"]})")) == "jws.header");
}

TEST_CASE("an algorithm that is not on the list is refused, none above all") {
  for (const std::string_view algorithm :
       {"none", "None", "NONE", "HS256", "RS256", "PS256", "ES256K", "ES512", "eddsa", ""}) {
    CAPTURE(algorithm);
    CHECK(code(with_header(R"({"alg":")" + std::string(algorithm) + R"("})")) == "jws.algorithm");
  }
  CHECK(code(with_header("{}")) == "jws.algorithm");
  // RFC 7515 appendix A.5 has no signature at all.
  CHECK(code("eyJhbGciOiJub25lIn0.e30.") == "jws.algorithm");
}

TEST_CASE("extensions that would have to be understood are refused") {
  CHECK(code(with_header(R"({"alg":"EdDSA","crit":["exp"],"exp":1})")) == "jws.critical");
  CHECK(code(with_header(R"({"alg":"EdDSA","crit":[]})")) == "jws.critical");
  CHECK(code(with_header(R"({"alg":"EdDSA","b64":false,"crit":["b64"]})")) == "jws.critical");
  CHECK(code(with_header(R"({"alg":"EdDSA","b64":false})")) == "jws.critical");
}

TEST_CASE("the key decides the algorithm") {
  const auto es256 = parse_jws(with_header(R"({"alg":"ES256"})"));
  REQUIRE(es256);
  CHECK(obligation(*es256, ed25519_key()).error().code == "jws.algorithm");
  // A key in the header changes nothing: the caller's key is what the obligation names.
  const auto smuggled =
      parse_jws(with_header(R"({"alg":"EdDSA","jwk":{"kty":"OKP","crv":"Ed25519","x":"AAAA"},)"
                            R"("jku":"https://x.example"})"));
  REQUIRE(smuggled);
  CHECK(obligation(*smuggled, ed25519_key())->key == ed25519_key());
}

TEST_CASE("a signature of another length cannot be one") {
  for (const std::size_t size : {1u, 63u, 65u, 96u}) {
    const auto jws =
        parse_jws(b64(R"({"alg":"EdDSA"})") + ".e30." + encode_base64url(Bytes(size, 1)));
    REQUIRE(jws);
    CHECK(obligation(*jws, ed25519_key()).error().code == "jws.signature-length");
  }
}

}  // namespace
}  // namespace concordat::credential

// Form, disclosures and bindings; that signatures hold is tested in adapters/keys.
#include "core/credential/securing/sd_jwt.hpp"

#include <doctest/doctest.h>

#include "core/base/base64url.hpp"
#include "core/credential/securing/rfc9901_for_tests.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::credential {
namespace {

json::Value parsed(std::string_view text) {
  const auto read = json::read(text);
  REQUIRE(read);
  return *read;
}

// An SD-JWT of a payload and disclosures as JSON texts, signed by nobody.
struct Made {
  std::string payload = "{}";
  std::vector<std::string> disclosures = {};
  std::string binding = {};
  std::string header = R"({"alg":"ES256","typ":"dc+sd-jwt"})";

  [[nodiscard]] std::string text() const {
    std::string made = encode_base64url(bytes_of(header)) + "." +
                       encode_base64url(bytes_of(payload)) + "." + encode_base64url(Bytes(64, 1)) +
                       "~";
    for (const std::string& one : disclosures) {
      made += encode_base64url(bytes_of(one)) + "~";
    }
    return made + binding;
  }
};

std::string digest(std::string_view disclosure, SdHash hash = SdHash::kSha256) {
  return disclosure_digest(encode_base64url(bytes_of(disclosure)), hash);
}

// `%1`, `%2` ... in a payload stand for the digests of the disclosures.
std::string filled(std::string text, const std::vector<std::string>& disclosures) {
  for (std::size_t at = disclosures.size(); at-- > 0;) {
    const std::string mark = "%" + std::to_string(at + 1);
    for (auto found = text.find(mark); found != std::string::npos; found = text.find(mark)) {
      text.replace(found, mark.size(), digest(disclosures[at]));
    }
  }
  return text;
}

std::string processed(std::string payload, std::vector<std::string> disclosures = {}) {
  // A disclosure may hold the digests of those before it.
  for (std::size_t at = 1; at < disclosures.size(); ++at) {
    const std::vector<std::string> earlier(disclosures.begin(),
                                           disclosures.begin() + static_cast<std::ptrdiff_t>(at));
    disclosures[at] = filled(disclosures[at], earlier);
  }
  const auto token = parse_sd_jwt(
      Made{.payload = filled(std::move(payload), disclosures), .disclosures = disclosures}.text());
  if (!token) return token.error().code;
  const auto value = disclose(*token);
  return value ? json::compact(*value) : value.error().code;
}

std::string form_of(std::string_view text) {
  const auto token = parse_sd_jwt(text);
  return token ? "" : token.error().code;
}

TEST_CASE("the digests of RFC 9901, 5.1, are those of the disclosures as sent") {
  for (const auto& one : rfc9901::kDisclosures) {
    CHECK(disclosure_digest(one.disclosure, SdHash::kSha256) == one.digest);
  }
  // Section 4.2.1 allows every spelling of the same JSON, and each has its own digest.
  CHECK(disclosure_digest("WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0",
                          SdHash::kSha256) == "uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY");
}

TEST_CASE("the example of RFC 9901, 5.1, is processed as printed there") {
  const auto token = parse_sd_jwt(rfc9901::issued());
  REQUIRE(token);
  CHECK(token->jws.type == "example+sd-jwt");
  CHECK(token->disclosures.size() == 10);
  CHECK(token->key_binding.empty());
  const auto payload = disclose(*token);
  REQUIRE(payload);
  CHECK(*payload == parsed(R"({"iss":"https://issuer.example.com","iat":1683000000,
      "exp":1883000000,"sub":"user_42","nationalities":["US","DE"],
      "cnf":{"jwk":{"kty":"EC","crv":"P-256","x":"TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc",
                    "y":"ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ"}},
      "updated_at":1570000000,"email":"johndoe@example.com","phone_number":"+1-202-555-0101",
      "family_name":"Doe","phone_number_verified":true,
      "address":{"street_address":"123 Main St","locality":"Anytown","region":"Anystate",
                 "country":"US"},
      "birthdate":"1940-01-01","given_name":"John"})"));
  CHECK(holder_key(*payload));
}

TEST_CASE("the example of RFC 9901, 5.2, is bound to its verifier") {
  const auto token = parse_sd_jwt(rfc9901::presented());
  REQUIRE(token);
  CHECK(token->disclosures.size() == 4);
  const auto binding = read_key_binding(*token);
  REQUIRE(binding);
  CHECK(binding->nonce == "1234567890");
  CHECK(binding->audience == "https://verifier.example.org");
  CHECK(binding->issued.milliseconds == 1748537244000);
  const auto payload = disclose(*token);
  REQUIRE(payload);
  CHECK(payload->array("nationalities") == json::Array{"US"});
  CHECK(payload->find("email") == nullptr);
  CHECK(payload->text("family_name") == "Doe");
}

TEST_CASE("the example of RFC 9901, A.1: decoys and what is hidden leave nothing behind") {
  const auto token = parse_sd_jwt(rfc9901::kStructured);
  REQUIRE(token);
  const auto payload = disclose(*token);
  REQUIRE(payload);
  CHECK(*payload == parsed(R"({"iss":"https://issuer.example.com","iat":1683000000,
      "exp":1883000000,"address":{"region":"\u6e2f\u533a","country":"JP"}})"));
}

TEST_CASE("a disclosure lies in a disclosure, and an object may end empty") {
  CHECK(processed(R"({"_sd":["%2"]})",
                  {R"(["s","street","Main"])", R"(["t","address",{"_sd":["%1"],"a":1}])"}) ==
        R"({"address":{"a":1,"street":"Main"}})");
  CHECK(processed(R"({"list":[{"...":"%2"},{"...":"other"}]})",
                  {R"(["s","DE"])", R"(["t",[{"...":"%1"},"FR"]])"}) ==
        R"({"list":[["DE","FR"]]})");
  CHECK(processed(R"({"a":{"_sd":["hidden"]},"b":[{"...":"hidden too"}],"_sd_alg":"sha-256"})") ==
        R"({"a":{},"b":[]})");
  CHECK(processed(R"({"a":{"_sd":[]}})") == R"({"a":{}})");
}

TEST_CASE("a JWT without a tilde is no SD-JWT, and each disclosure ends with one") {
  const std::string whole = Made{.payload = R"({"_sd":[]})"}.text();
  CHECK(form_of(whole) == "");
  CHECK(form_of(whole.substr(0, whole.size() - 1)) == "sd-jwt.form");
  CHECK(form_of("") == "sd-jwt.form");
  CHECK(form_of("~") == "jws.form");
  CHECK(form_of(whole + "~") == "sd-jwt.form");
  CHECK(form_of(Made{.payload = "[]"}.text()) == "sd-jwt.form");
  CHECK(form_of(Made{.payload = "{"}.text()) == "json.syntax");
  CHECK(form_of(Made{.payload = R"({"a":1,"a":2})"}.text()) == "json.duplicate-name");
  CHECK(form_of(Made{.header = R"({"alg":"none"})"}.text()) == "jws.algorithm");
  CHECK(form_of(Made{.header = R"({"alg":"HS256"})"}.text()) == "jws.algorithm");
  CHECK(form_of(whole + std::string(std::size_t{1} << 20, 'A')) == "sd-jwt.form");
  Made many;
  many.disclosures.assign(kMostDisclosures + 1, "[]");
  CHECK(form_of(many.text()) == "sd-jwt.too-many");
}

TEST_CASE("the digests' algorithm is one of a list, on the top level, in the open") {
  CHECK(processed(R"({"_sd_alg":"sha-256"})") == "{}");
  for (const char* bad : {R"("sha-1")", R"("SHA-256")", R"("md5")", R"("sha3-256")", "1", "null"}) {
    CHECK(processed(R"({"_sd_alg":)" + std::string(bad) + "}") == "sd-jwt.algorithm");
  }
  CHECK(processed(R"({"a":{"_sd_alg":"sha-256"}})") == "sd-jwt.name");
  for (const auto& [name, hash] :
       {std::pair("sha-384", SdHash::kSha384), std::pair("sha-512", SdHash::kSha512)}) {
    const std::string disclosure = R"(["s","a",1])";
    const Made made{
        .payload = R"({"_sd":[")" + digest(disclosure, hash) + R"("],"_sd_alg":")" + name + R"("})",
        .disclosures = {disclosure}};
    const auto token = parse_sd_jwt(made.text());
    REQUIRE(token);
    const auto value = disclose(*token);
    REQUIRE(value);
    CHECK(json::compact(*value) == R"({"a":1})");
  }
}

TEST_CASE("a disclosure has the arity of its place, and text where text must be") {
  const auto in_object = [](const std::string& disclosure) {
    return processed(R"({"_sd":["%1"]})", {disclosure});
  };
  const auto in_list = [](const std::string& disclosure) {
    return processed(R"({"a":[{"...":"%1"}]})", {disclosure});
  };
  CHECK(in_object(R"(["s","a",1])") == R"({"a":1})");
  CHECK(in_list(R"(["s",1])") == R"({"a":[1]})");
  CHECK(in_object(R"(["s",1])") == "sd-jwt.disclosure");
  CHECK(in_list(R"(["s","a",1])") == "sd-jwt.disclosure");
  for (const char* bad : {"[]", R"(["s"])", R"(["s","a",1,2])", R"({"s":1})", R"("s")", "{",
                          R"([1,"a",1])", R"(["s",1,1])", R"(["s","a",{"b":1,"b":2}])"}) {
    CAPTURE(bad);
    CHECK(in_object(bad) == "sd-jwt.disclosure");
  }
  Made padded{.payload = R"({"_sd":["x"]})"};
  CHECK(disclose(*parse_sd_jwt(padded.text() + "WyJzIiwxXQ==~")).error().code ==
        "sd-jwt.disclosure");
}

TEST_CASE("no digest stands twice anywhere, decoys among them") {
  CHECK(processed(R"({"_sd":["d","d"]})") == "sd-jwt.digest-repeated");
  CHECK(processed(R"({"_sd":["d"],"a":{"_sd":["d"]}})") == "sd-jwt.digest-repeated");
  CHECK(processed(R"({"_sd":["d"],"a":[{"...":"d"}]})") == "sd-jwt.digest-repeated");
  CHECK(processed(R"({"_sd":["%1"],"a":{"_sd":["%1"]}})", {R"(["s","b",1])"}) ==
        "sd-jwt.digest-repeated");
  // Within a disclosure as well.
  CHECK(processed(R"({"_sd":["%1","d"]})", {R"(["s","b",{"_sd":["d"]}])"}) ==
        "sd-jwt.digest-repeated");
}

TEST_CASE("no disclosure is without a digest, or there twice") {
  CHECK(processed("{}", {R"(["s","a",1])"}) == "sd-jwt.unreferenced");
  CHECK(processed(R"({"_sd":["%1"]})", {R"(["s","a",1])", R"(["s","a",1])"}) ==
        "sd-jwt.unreferenced");
  CHECK(processed(R"({"_sd":["%1"]})", {R"(["s","a",1])", R"(["s","b",1])"}) ==
        "sd-jwt.unreferenced");
  // A digest within text is no digest.
  CHECK(processed(R"({"a":"%1"})", {R"(["s","b",1])"}) == "sd-jwt.unreferenced");
  CHECK(processed(R"({"a":["%1"]})", {R"(["s",1])"}) == "sd-jwt.unreferenced");
}

TEST_CASE("digests stand where they may, and alone") {
  for (const char* bad : {R"({"_sd":"d"})", R"({"_sd":{}})", R"({"_sd":[1]})", R"({"_sd":null})",
                          R"({"a":[{"...":1}]})", R"({"a":[{"...":"d","b":1}]})", R"({"...":"d"})",
                          R"({"a":{"...":"d"}})", R"({"a":[{"b":{"...":"d"}}]})"}) {
    CAPTURE(bad);
    CHECK(processed(bad) == "sd-jwt.digest");
  }
}

TEST_CASE("a disclosed claim takes no other's place and no reserved name") {
  CHECK(processed(R"({"a":0,"_sd":["%1"]})", {R"(["s","a",1])"}) == "sd-jwt.collision");
  CHECK(processed(R"({"_sd":["%1","%2"]})", {R"(["s","a",1])", R"(["t","a",1])"}) ==
        "sd-jwt.collision");
  CHECK(processed(R"({"b":{"_sd":["%1"]},"a":0})", {R"(["s","a",1])"}) == R"({"b":{"a":1},"a":0})");
  for (const char* name : {"_sd", "...", "_sd_alg"}) {
    CHECK(processed(R"({"_sd":["%1"]})", {R"(["s",")" + std::string(name) + R"(",[]])"}) ==
          "sd-jwt.name");
  }
}

TEST_CASE("claims on which validity depends are never disclosed and never hidden") {
  for (const char* name : {"iss", "exp", "nbf", "aud", "cnf", "status", "vct", "vct#integrity",
                           "@context", "issuer", "validFrom", "validUntil", "credentialStatus"}) {
    CAPTURE(name);
    const std::string claim(name);
    CHECK(always_visible(claim));
    CHECK(processed(R"({"_sd":["%1"]})", {R"(["s",")" + claim + R"(",1])"}) ==
          "sd-jwt.always-visible");
    // Hidden within it, whether it is disclosed or not.
    CHECK(processed(R"({")" + claim + R"(":{"_sd":["d"]}})") == "sd-jwt.always-visible");
    CHECK(processed(R"({")" + claim + R"(":[{"...":"d"}]})") == "sd-jwt.always-visible");
    CHECK(processed(R"({")" + claim + R"(":[{"a":{"_sd":["d"]}}]})") == "sd-jwt.always-visible");
    // Further down the name is nobody's.
    CHECK(processed(R"({"a":{"_sd":["%1"]}})", {R"(["s",")" + claim + R"(",1])"}) ==
          R"({"a":{")" + claim + R"(":1}})");
  }
  CHECK(processed(R"({"_sd":["%1"]})", {R"(["s","type",["A"]])"}) == R"({"type":["A"]})");
  CHECK(processed(R"({"_sd":["%1"]})", {R"(["s","iat",1])"}) == R"({"iat":1})");
}

TEST_CASE("disclosures within disclosures end somewhere") {
  std::vector<std::string> disclosures = {R"(["s",1])"};
  for (std::size_t at = 1; at < 80; ++at) {
    disclosures.push_back(R"(["s",[{"...":"%)" + std::to_string(at) + R"("}]])");
  }
  CHECK(processed(R"({"a":[{"...":"%80"}]})", disclosures) == "sd-jwt.too-deep");
  disclosures.resize(40);
  CHECK(processed(R"({"a":[{"...":"%40"}]})", disclosures).starts_with(R"({"a":[[[)"));
}

struct Binding {
  std::string header = R"({"alg":"ES256","typ":"kb+jwt"})";
  std::string claims = R"({"iat":1700000000,"aud":"v","nonce":"n","sd_hash":"%"})";
};

std::string binding_code(Binding binding, std::string payload = "{}") {
  Made made{.payload = std::move(payload)};
  const std::string hash = disclosure_digest(made.text(), SdHash::kSha256);
  if (const auto at = binding.claims.find('%'); at != std::string::npos) {
    binding.claims.replace(at, 1, hash);
  }
  made.binding = encode_base64url(bytes_of(binding.header)) + "." +
                 encode_base64url(bytes_of(binding.claims)) + "." + encode_base64url(Bytes(64, 1));
  const auto token = parse_sd_jwt(made.text());
  if (!token) return token.error().code;
  const auto read = read_key_binding(*token);
  return read ? std::to_string(read->issued.milliseconds) : read.error().code;
}

TEST_CASE("a key binding is typed, complete and over all that was presented") {
  CHECK(binding_code({}) == "1700000000000");
  CHECK(binding_code({.claims = R"({"iat":1700000000.5,"aud":"v","nonce":"n","sd_hash":"%"})"}) ==
        "1700000000500");
  for (const char* header :
       {R"({"alg":"ES256"})", R"({"alg":"ES256","typ":"JWT"})", R"({"alg":"ES256","typ":"KB+JWT"})",
        R"({"alg":"ES256","typ":"dc+sd-jwt"})"}) {
    CHECK(binding_code({.header = header}) == "sd-jwt.binding-type");
  }
  CHECK(binding_code({.header = R"({"alg":"none","typ":"kb+jwt"})"}) == "jws.algorithm");
  CHECK(binding_code({.header = R"({"alg":"ES256","typ":"kb+jwt","crit":["x"]})"}) ==
        "jws.critical");
  for (const char* claims :
       {R"({"aud":"v","nonce":"n","sd_hash":"%"})",
        R"({"iat":"1","aud":"v","nonce":"n","sd_hash":"%"})",
        R"({"iat":-1,"aud":"v","nonce":"n","sd_hash":"%"})",
        R"({"iat":1e300,"aud":"v","nonce":"n","sd_hash":"%"})",
        R"({"iat":1,"nonce":"n","sd_hash":"%"})",
        R"({"iat":1,"aud":["v"],"nonce":"n","sd_hash":"%"})",
        R"({"iat":1,"aud":"v","sd_hash":"%"})", R"({"iat":1,"aud":"v","nonce":1,"sd_hash":"%"})",
        R"({"iat":1,"aud":"v","nonce":"n"})", "[]", "{"}) {
    CAPTURE(claims);
    CHECK(binding_code({.claims = claims}) == "sd-jwt.binding-form");
  }
  CHECK(binding_code({.claims = R"({"iat":1,"aud":"v","nonce":"n","sd_hash":"x"})"}) ==
        "sd-jwt.binding-hash");
}

TEST_CASE("a disclosure left out after the binding breaks it") {
  std::string text = rfc9901::presented();
  const std::string one = "~" + std::string(rfc9901::kDisclosures[0].disclosure);
  text.erase(text.find(one), one.size());
  const auto token = parse_sd_jwt(text);
  REQUIRE(token);
  CHECK(disclose(*token));
  CHECK(read_key_binding(*token).error().code == "sd-jwt.binding-hash");
}

TEST_CASE("the holder's key is the one that the issuer signed") {
  CHECK(holder_key(parsed("{}")).error().code == "sd-jwt.holder-key");
  CHECK(holder_key(parsed(R"({"cnf":{"kid":"k"}})")).error().code == "sd-jwt.holder-key");
  CHECK(holder_key(parsed(R"({"cnf":"k"})")).error().code == "sd-jwt.holder-key");
  CHECK(holder_key(parsed(R"({"cnf":{"jwk":{"kty":"RSA"}}})")).error().code == "key.unsupported");
  CHECK(
      holder_key(parsed(R"({"cnf":{"jwk":{"kty":"OKP","crv":"Ed25519","d":"x"}}})")).error().code ==
      "key.private-part");
}

}  // namespace
}  // namespace concordat::credential

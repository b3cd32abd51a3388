#include "core/credential/securing/sd_jwt.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/base64url.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::credential {
namespace {

// As for a token of the same size without disclosures.
constexpr json::Limits kPayloadLimits = {.size_bytes = std::size_t{1} << 20, .depth = 32};

struct HashName {
  std::string_view name;  // IANA Named Information Hash Algorithm Registry
  SdHash hash;
};
constexpr std::array<HashName, 3> kHashes = {
    {{"sha-256", SdHash::kSha256}, {"sha-384", SdHash::kSha384}, {"sha-512", SdHash::kSha512}}};

Result<SdHash> hash_of(const json::Value& payload) {
  const json::Value* named = payload.find("_sd_alg");
  if (named == nullptr) return SdHash::kSha256;
  const std::string* text = named->as_string();
  const auto known = std::ranges::find_if(
      kHashes, [&](const HashName& row) { return text != nullptr && row.name == *text; });
  if (known != kHashes.end()) return known->hash;
  return fail(
      {.code = "sd-jwt.algorithm", .place = "/_sd_alg", .expected = "sha-256, sha-384 or sha-512"});
}

std::unexpected<Error> form(std::string_view place) {
  return fail({.code = "sd-jwt.form",
               .place = std::string(place),
               .expected = "a JWT and its disclosures, with a tilde after each"});
}

std::unexpected<Error> binding_form(std::string place, std::string expected) {
  return fail(
      {.code = "sd-jwt.binding-form", .place = std::move(place), .expected = std::move(expected)});
}

Result<std::string> binding_text(const json::Value& claims, std::string_view name) {
  const json::Value* claim = claims.find(name);
  if (claim == nullptr || claim->as_string() == nullptr || claim->as_string()->empty()) {
    return binding_form("/" + std::string(name), "text");
  }
  return *claim->as_string();
}

// A NumericDate (RFC 7519, section 2): seconds, a fraction allowed, never text. The bound keeps
// what is computed from it within 64 bits.
Result<Instant> binding_instant(const json::Value& claims) {
  constexpr double kLatest_s = 1e12;
  const json::Value* claim = claims.find("iat");
  double seconds = -1;
  if (claim != nullptr && claim->as_integer() != nullptr) {
    seconds = static_cast<double>(*claim->as_integer());
  } else if (claim != nullptr && claim->as_double() != nullptr) {
    seconds = *claim->as_double();
  }
  if (seconds < 0 || seconds > kLatest_s) return binding_form("/iat", "seconds since 1970");
  return Instant{static_cast<std::int64_t>(seconds * 1000)};
}

}  // namespace

bool always_visible(std::string_view claim) {
  constexpr std::array<std::string_view, 13> kClaims = {
      "@context", "aud",    "cnf",       "credentialStatus", "exp", "iss",          "issuer",
      "nbf",      "status", "validFrom", "validUntil",       "vct", "vct#integrity"};
  return std::ranges::find(kClaims, claim) != kClaims.end();
}

std::string disclosure_digest(std::string_view disclosure, SdHash hash) {
  const ByteView text = bytes_of(disclosure);
  if (hash == SdHash::kSha512) return encode_base64url(crypto::sha512(text));
  if (hash == SdHash::kSha384) return encode_base64url(crypto::sha384(text));
  return encode_base64url(crypto::sha256(text));
}

std::string encode_disclosure(const json::Array& disclosure) {
  return encode_base64url(bytes_of(json::compact(disclosure)));
}

Result<SdJwt> parse_sd_jwt(std::string_view text) {
  if (text.size() > kPayloadLimits.size_bytes) return form("size");
  const std::size_t first = text.find('~');
  const std::size_t last = text.rfind('~');
  if (first == std::string_view::npos) return form("tilde");

  SdJwt token;
  CONCORDAT_TRY(jws, parse_jws(text.substr(0, first)));
  CONCORDAT_TRY(payload, json::read(jws.payload, kPayloadLimits));
  if (payload.as_object() == nullptr) return form("payload");
  CONCORDAT_TRY(hash, hash_of(payload));
  for (std::size_t at = first + 1; at <= last;) {
    const std::size_t end = text.find('~', at);
    if (end == at) return form("disclosure");
    if (token.disclosures.size() == kMostDisclosures) {
      return fail({.code = "sd-jwt.too-many",
                   .expected = "at most " + std::to_string(kMostDisclosures) + " disclosures"});
    }
    token.disclosures.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  token.jws = std::move(jws);
  token.payload = std::move(payload);
  token.hash = hash;
  token.bound = text.substr(0, last + 1);
  token.key_binding = text.substr(last + 1);
  return token;
}

Result<KeyBinding> read_key_binding(const SdJwt& token) {
  CONCORDAT_TRY(jws, parse_jws(token.key_binding));
  if (jws.type != "kb+jwt") {
    return fail({.code = "sd-jwt.binding-type", .place = "/typ", .expected = "kb+jwt"});
  }
  const auto claims = json::read(jws.payload, kPayloadLimits);
  if (!claims || claims->as_object() == nullptr) return binding_form("", "a JSON object");
  CONCORDAT_TRY(nonce, binding_text(*claims, "nonce"));
  CONCORDAT_TRY(audience, binding_text(*claims, "aud"));
  CONCORDAT_TRY(hash, binding_text(*claims, "sd_hash"));
  CONCORDAT_TRY(issued, binding_instant(*claims));
  if (hash != disclosure_digest(token.bound, token.hash)) {
    return fail({.code = "sd-jwt.binding-hash", .place = "/sd_hash"});
  }
  return KeyBinding{.jws = std::move(jws),
                    .nonce = std::move(nonce),
                    .audience = std::move(audience),
                    .issued = issued};
}

Result<crypto::PublicKey> holder_key(const json::Value& payload) {
  const json::Value* confirmation = payload.find("cnf");
  const json::Value* jwk = confirmation == nullptr ? nullptr : confirmation->find("jwk");
  if (jwk == nullptr) {
    return fail({.code = "sd-jwt.holder-key", .place = "/cnf", .expected = "a jwk"});
  }
  return crypto::parse_jwk(*jwk);
}

}  // namespace concordat::credential

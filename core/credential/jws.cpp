#include "core/credential/jws.hpp"

#include <algorithm>
#include <array>

#include "core/base/base64url.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::credential {
namespace {

// The largest compact form that is looked at: a presented credential may be larger than a log
// entry, but not larger than a request body.
constexpr std::size_t kMaxCompactSize = std::size_t{1} << 20;
// Headers met in practice are below 1 kB; a certificate chain in `x5c` stays below this.
constexpr json::Limits kHeaderLimits = {.size_bytes = std::size_t{32} << 10, .depth = 16};
// RFC 8725 section 3.1: what is allowed, not what is forbidden. "none" and the symmetric algorithms
// are absent by construction.
constexpr std::array<std::string_view, 3> kAlgorithms = {"EdDSA", "ES256", "ES384"};

std::unexpected<Error> form(std::string_view place) {
  return fail({.code = "jws.form",
               .place = std::string(place),
               .expected = "three parts of base64url without padding, joined by dots"});
}

std::unexpected<Error> bad_header(std::string place, std::string expected) {
  return fail({.code = "jws.header", .place = std::move(place), .expected = std::move(expected)});
}

// The text of a header member; empty when absent. RFC 7515 section 4.1 makes them strings.
Result<std::string> header_text(const json::Value& header, std::string_view name) {
  const json::Value* member = header.find(name);
  if (!member) return std::string();
  if (!member->as_string()) return bad_header("/" + std::string(name), "a string");
  return *member->as_string();
}

Result<json::Value> read_header(std::string_view part) {
  const auto bytes = decode_base64url(part);
  if (!bytes) return form("header");
  auto header = json::read(text_of(*bytes), kHeaderLimits);
  if (!header) {
    return fail({.code = "jws.header",
                 .place = header.error().place,
                 .expected = "a strict JSON object",
                 .arguments = {{"cause", header.error().code}}});
  }
  if (!header->as_object()) return bad_header("", "a JSON object");
  // RFC 7515 section 4.1.11: no extension is understood here, so any `crit` must be refused. RFC
  // 7797 needs `crit`; a bare `b64` would still change what is signed for those who read it.
  if (header->find("crit") || header->find("b64")) {
    return fail({.code = "jws.critical", .place = header->find("crit") ? "/crit" : "/b64"});
  }
  return header;
}

}  // namespace

Result<Jws> parse_jws(std::string_view compact) {
  if (compact.size() > kMaxCompactSize) return form("size");
  const std::size_t first = compact.find('.');
  const std::size_t second = first == compact.npos ? first : compact.find('.', first + 1);
  if (second == compact.npos || compact.find('.', second + 1) != compact.npos) return form("dots");

  CONCORDAT_TRY(header, read_header(compact.substr(0, first)));
  CONCORDAT_TRY(algorithm, header_text(header, "alg"));
  if (std::ranges::find(kAlgorithms, algorithm) == kAlgorithms.end()) {
    return fail({.code = "jws.algorithm", .place = "/alg", .expected = "EdDSA, ES256 or ES384"});
  }
  CONCORDAT_TRY(type, header_text(header, "typ"));
  CONCORDAT_TRY(key_id, header_text(header, "kid"));
  const auto payload = decode_base64url(compact.substr(first + 1, second - first - 1));
  if (!payload) return form("payload");
  auto signature = decode_base64url(compact.substr(second + 1));
  if (!signature || signature->empty()) return form("signature");
  return Jws{.header = std::move(header),
             .algorithm = std::move(algorithm),
             .type = std::move(type),
             .key_id = std::move(key_id),
             .payload = std::string(text_of(*payload)),
             .signing_input = std::string(compact.substr(0, second)),
             .signature = std::move(*signature)};
}

Result<crypto::Obligation> obligation(const Jws& jws, const crypto::PublicKey& key) {
  if (jws.algorithm != crypto::jws_algorithm(key)) {
    return fail({.code = "jws.algorithm",
                 .place = "/alg",
                 .expected = std::string(crypto::jws_algorithm(key))});
  }
  if (jws.signature.size() != crypto::signature_size(key.algorithm)) {
    return fail({.code = "jws.signature-length",
                 .expected = std::to_string(crypto::signature_size(key.algorithm)) + " bytes"});
  }
  const ByteView message = bytes_of(jws.signing_input);
  return crypto::Obligation{key, Bytes(message.begin(), message.end()), jws.signature};
}

std::string signing_input(const json::Value& header, std::string_view payload) {
  return encode_base64url(bytes_of(json::compact(header))) + "." +
         encode_base64url(bytes_of(payload));
}

std::string assemble(std::string_view signing_input, ByteView signature) {
  return std::string(signing_input) + "." + encode_base64url(signature);
}

}  // namespace concordat::credential

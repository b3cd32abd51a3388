#include "core/statement/statement.hpp"

namespace concordat::statement {
namespace {

// base64url of the largest payload, and room for the header and the longest signature.
constexpr std::size_t kCompactLimit_bytes = 65'535;

Status check_header(const credential::Jws& jws) {
  if (jws.key_id.empty()) {
    return fail({.code = "jws.header", .place = "header", .expected = "kid, the key's thumbprint"});
  }
  if (jws.type != kJwsType) {
    return fail(
        {.code = "jws.type", .place = "header", .expected = "typ " + std::string(kJwsType)});
  }
  const json::Object* header = jws.header.as_object();
  constexpr std::size_t kMembers = 3;
  if (!header || header->size() != kMembers) {
    return fail({.code = "jws.header", .place = "header", .expected = "alg, kid and typ alone"});
  }
  return {};
}

}  // namespace

Result<credential::Jws> parse_signed(std::string_view compact) {
  if (compact.size() > kCompactLimit_bytes) {
    return fail({.code = "statement.too-large", .expected = "at most 65535 bytes when signed"});
  }
  CONCORDAT_TRY(jws, credential::parse_jws(compact));
  CONCORDAT_CHECK(check_header(jws));
  return jws;
}

Result<Signed> decode_signed(std::string_view compact) {
  CONCORDAT_TRY(jws, parse_signed(compact));
  CONCORDAT_TRY(statement, decode(jws.payload));
  return Signed{.jws = std::move(jws), .statement = std::move(statement)};
}

}  // namespace concordat::statement

#include "core/credential/keys/jwk.hpp"

#include <algorithm>

namespace concordat::credential {

Result<crypto::PublicKey> parse_verifying_jwk(const json::Value& jwk) {
  auto key = crypto::parse_jwk(jwk);
  if (!key) return key;
  if (jwk.find("use") && jwk.text("use") != "sig") {
    return fail({.code = "key.relationship", .place = "/use", .expected = "sig"});
  }
  const bool verifies = std::ranges::any_of(jwk.array("key_ops"), [](const json::Value& operation) {
    return operation.as_string() && *operation.as_string() == "verify";
  });
  if (jwk.find("key_ops") && !verifies) {
    return fail({.code = "key.relationship", .place = "/key_ops", .expected = "verify"});
  }
  return key;
}

}  // namespace concordat::credential

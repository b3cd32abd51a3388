// The examples of RFC 9901, verified.
#include "core/credential/securing/sd_jwt.hpp"

#include <doctest/doctest.h>

#include "adapters/keys/verify.hpp"
#include "core/credential/securing/rfc9901_for_tests.hpp"
#include "core/json/read.hpp"

namespace concordat::keys {
namespace {

namespace rfc9901 = credential::rfc9901;

bool holds(const credential::Jws& jws, const crypto::PublicKey& key) {
  const auto must_hold = credential::obligation(jws, key);
  return must_hold && verify(*must_hold);
}

TEST_CASE("issuer and holder of RFC 9901, section 5, signed what is presented there") {
  const auto issuer = crypto::parse_jwk(*json::read(rfc9901::kIssuerKey));
  REQUIRE(issuer);
  const auto issued = credential::parse_sd_jwt(rfc9901::issued());
  const auto presented = credential::parse_sd_jwt(rfc9901::presented());
  const auto structured = credential::parse_sd_jwt(rfc9901::kStructured);
  REQUIRE((issued && presented && structured));
  CHECK(holds(issued->jws, *issuer));
  CHECK(holds(presented->jws, *issuer));
  CHECK(holds(structured->jws, *issuer));

  const auto payload = credential::disclose(*presented);
  REQUIRE(payload);
  const auto holder = credential::holder_key(*payload);
  const auto binding = credential::read_key_binding(*presented);
  REQUIRE((holder && binding));
  CHECK(holds(binding->jws, *holder));
  CHECK(!holds(binding->jws, *issuer));
  CHECK(!holds(presented->jws, *holder));
}

}  // namespace
}  // namespace concordat::keys

#include "registry/accounts/one_time_code.hpp"

#include <doctest/doctest.h>

#include "adapters/keys/openssl_keyed_hash.hpp"

namespace concordat::accounts {
namespace {

constexpr std::string_view kSeed = "12345678901234567890";  // of the RFCs

TEST_CASE("codes are those of RFC 6238, appendix B") {
  const keys::OpensslKeyedHash hash;
  struct Vector {
    std::int64_t second;
    std::string_view code;
  };
  constexpr Vector kVectors[] = {{59, "94287082"},         {1111111109, "07081804"},
                                 {1111111111, "14050471"}, {1234567890, "89005924"},
                                 {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const Vector& vector : kVectors) {
    const auto code = one_time_code(hash, bytes_of(kSeed), step_at({vector.second * 1000}), 8);
    CHECK(code.value_or("") == vector.code);
  }
}

TEST_CASE("codes are those of RFC 4226, appendix D") {
  const keys::OpensslKeyedHash hash;
  constexpr std::string_view kCodes[] = {"755224", "287082", "359152", "969429", "338314",
                                         "254676", "287922", "162583", "399871", "520489"};
  for (std::int64_t counter = 0; counter < 10; ++counter) {
    CHECK(one_time_code(hash, bytes_of(kSeed), counter).value_or("") == kCodes[counter]);
  }
}

TEST_CASE("a code is good for its step and one beside it") {
  const keys::OpensslKeyedHash hash;
  const Instant now{1234567890'000};
  const auto step_of = [&](std::int64_t steps) {
    const auto code = one_time_code(hash, bytes_of(kSeed), step_at(now) + steps);
    return *step_of_code(hash, bytes_of(kSeed), *code, now);
  };
  CHECK_FALSE(step_of(-2).has_value());
  CHECK(step_of(-1) == step_at(now) - 1);
  CHECK(step_of(0) == step_at(now));
  CHECK(step_of(1) == step_at(now) + 1);
  CHECK_FALSE(step_of(2).has_value());
  for (const std::string_view text : {"", "00592", "0059244", "89005924", "abcdef"}) {
    CHECK_FALSE(step_of_code(hash, bytes_of(kSeed), text, now)->has_value());
  }
}

TEST_CASE("base32 is that of RFC 4648, section 10, without padding") {
  CHECK(encode_base32(bytes_of("")) == "");
  CHECK(encode_base32(bytes_of("f")) == "MY");
  CHECK(encode_base32(bytes_of("fo")) == "MZXQ");
  CHECK(encode_base32(bytes_of("foo")) == "MZXW6");
  CHECK(encode_base32(bytes_of("foob")) == "MZXW6YQ");
  CHECK(encode_base32(bytes_of("fooba")) == "MZXW6YTB");
  CHECK(encode_base32(bytes_of("foobar")) == "MZXW6YTBOI");
}

TEST_CASE("a name cannot add to the address that an application reads") {
  const std::string address =
      enrolment_address("registry.example", "a&secret=X:\u00e9@b", bytes_of(kSeed));
  CHECK(address ==
        "otpauth://totp/registry.example:a%26secret%3DX%3A%C3%A9%40b"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=registry.example"
        "&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace concordat::accounts

#include "adapters/keys/sodium_stream.hpp"

#include <doctest/doctest.h>

#include "core/base/hex.hpp"

namespace concordat::keys {
namespace {

TEST_CASE("secret and number decide the stream, and more of it begins with less") {
  crypto::Digest secret{};
  for (std::size_t at = 0; at < secret.size(); ++at) secret[at] = static_cast<Byte>(at);
  const auto octets = [&](std::uint64_t number, std::size_t size) {
    return *SodiumStream().octets(secret, number, size);
  };
  const Bytes stream = octets(0, 64);
  CHECK(octets(0, 64) == stream);
  CHECK(octets(0, 8) == Bytes(stream.begin(), stream.begin() + 8));
  CHECK(octets(1, 64) != stream);
  secret[31] ^= 1;
  CHECK(octets(0, 64) != stream);
}

TEST_CASE("the stream is this one for ever: what was issued depends on it") {
  CHECK(encode_hex(*SodiumStream().octets(crypto::Digest{}, 7, 16)) ==
        "c0bb381de47ca42c1d2debaceae501e2");
}

}  // namespace
}  // namespace concordat::keys

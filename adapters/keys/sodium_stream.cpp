#include "adapters/keys/sodium_stream.hpp"

#include <array>

#include <sodium.h>

namespace concordat::keys {
namespace {

constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "stat-lst";

}  // namespace

Result<Bytes> SodiumStream::octets(const crypto::Digest& secret, std::uint64_t number,
                                   std::size_t size_bytes) const {
  static_assert(sizeof secret == crypto_kdf_KEYBYTES);
  static const bool ready = sodium_init() >= 0;
  std::array<unsigned char, randombytes_SEEDBYTES> seed{};
  if (!ready ||
      crypto_kdf_derive_from_key(seed.data(), seed.size(), number, kContext, secret.data()) != 0) {
    return fail({.code = "signer.failed"});
  }
  Bytes octets(size_bytes);
  randombytes_buf_deterministic(octets.data(), octets.size(), seed.data());
  sodium_memzero(seed.data(), seed.size());
  return octets;
}

}  // namespace concordat::keys

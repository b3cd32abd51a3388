#include "adapters/keys/system_randomness.hpp"

#include <cstdlib>

#include <sodium.h>

namespace concordat::keys {

void SystemRandomness::fill(std::span<Byte> octets) {
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();
  // An empty span may point nowhere, which libsodium does not take.
  if (octets.empty()) return;
  randombytes_buf(octets.data(), octets.size());
}

}  // namespace concordat::keys

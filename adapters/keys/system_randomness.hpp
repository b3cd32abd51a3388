// The randomness port, filled by libsodium from the system's generator.
#pragma once

#include "registry/ports/randomness.hpp"

namespace concordat::keys {

class SystemRandomness final : public Randomness {
 public:
  void fill(std::span<Byte> octets) override;
};

}  // namespace concordat::keys

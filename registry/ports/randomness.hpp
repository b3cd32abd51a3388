// The randomness port: the only way chance enters the registry, so that a test can say what it is.
#pragma once

#include <span>

#include "core/base/bytes.hpp"

namespace concordat {

class Randomness {
 public:
  virtual ~Randomness() = default;
  // Octets that nobody can foretell: keys, salts, nonces and names that must not be guessed are
  // made of them. Any thread. Never fails: a system without randomness ends the process.
  virtual void fill(std::span<Byte> octets) = 0;
};

}  // namespace concordat

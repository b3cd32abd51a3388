// The verifier port: discharges the signatures that the core says must hold.
#pragma once

#include "core/crypto/signature.hpp"

namespace concordat {

class Verifier {
 public:
  virtual ~Verifier() = default;
  // Any thread. False when the signature does not hold, whatever the reason.
  [[nodiscard]] virtual bool holds(const crypto::Obligation& obligation) const = 0;
};

}  // namespace concordat

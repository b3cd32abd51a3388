// The verifier port, filled by `keys::verify`.
#pragma once

#include "adapters/keys/verify.hpp"
#include "registry/ports/verifier.hpp"

namespace concordat::keys {

class PortVerifier final : public Verifier {
 public:
  [[nodiscard]] bool holds(const crypto::Obligation& obligation) const override {
    return verify(obligation);
  }
};

}  // namespace concordat::keys

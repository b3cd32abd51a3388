// The key ring port: the signing keys this installation holds for organisations.
#pragma once

#include <string_view>

#include "registry/ports/signer.hpp"

namespace concordat {

class KeyRing {
 public:
  virtual ~KeyRing() = default;
  // The organisation's signer, owned by the ring; null when the ring has none for it. Codes of the
  // key files (keys.file-readable-by-others, keys.passphrase-wrong ...).
  [[nodiscard]] virtual Result<Signer*> signer(std::string_view organisation) = 0;
  // Makes and keeps a fresh key. Code keys.file-exists when there is one already.
  [[nodiscard]] virtual Result<Signer*> create(std::string_view organisation) = 0;
};

}  // namespace concordat

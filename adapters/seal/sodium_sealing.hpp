// The sealing port, filled by libsodium: XChaCha20-Poly1305 for small texts, its secretstream for
// bodies, a subkey of BLAKE2b for each of the two uses of one key.
#pragma once

#include "registry/ports/sealing.hpp"

namespace concordat::seal {

class SodiumSealing final : public Sealing {
 public:
  SodiumSealing();

  [[nodiscard]] SealingKey fresh_key() const override;
  [[nodiscard]] SealingKeyId id_of(const SealingKey& key) const override;
  [[nodiscard]] Bytes seal(const SealingKey& key, ByteView associated,
                           ByteView plain) const override;
  [[nodiscard]] Result<Bytes> open(const SealingKey& key, ByteView associated,
                                   ByteView sealed) const override;
  [[nodiscard]] std::unique_ptr<BodySealer> seal_body(const SealingKey& key,
                                                      ByteView associated) const override;
  [[nodiscard]] Result<std::unique_ptr<BodyOpener>> open_body(const SealingKey& key,
                                                              ByteView associated,
                                                              ByteView header) const override;
};

}  // namespace concordat::seal

// The sealing port: what is kept secret at rest. Authenticated encryption of small texts, and of
// bodies that never stand in memory whole.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <span>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace concordat {

// A symmetric key of 256 bits, wiped when it goes.
class SealingKey {
 public:
  static constexpr std::size_t kSize = 32;

  SealingKey() = default;
  // `octets` are copied; wiping them is the caller's.
  explicit SealingKey(std::span<const Byte, kSize> octets) {
    std::ranges::copy(octets, octets_.begin());
  }
  ~SealingKey() {
    // Through a volatile pointer, so that no compiler finds it needless.
    for (volatile Byte* at = octets_.data(); at != octets_.data() + kSize; ++at) *at = 0;
  }
  SealingKey(const SealingKey&) = default;
  SealingKey& operator=(const SealingKey&) = default;

  [[nodiscard]] std::span<const Byte, kSize> octets() const { return octets_; }
  [[nodiscard]] std::span<Byte, kSize> octets() { return octets_; }

 private:
  std::array<Byte, kSize> octets_{};
};

// By which a key is found again; tells nothing of the key.
using SealingKeyId = std::array<Byte, 16>;

class BodySealer {
 public:
  virtual ~BodySealer() = default;
  // Kept beside the chunks; needed to open them.
  [[nodiscard]] virtual Bytes header() const = 0;
  // The next chunk, sealed. After the last there is none.
  [[nodiscard]] virtual Bytes seal(ByteView chunk, bool last) = 0;
};

class BodyOpener {
 public:
  virtual ~BodyOpener() = default;
  // The next chunk, in the order of sealing. Code sealing.altered: a bit of it, its place, or
  // whether it is the last is another than when it was sealed.
  [[nodiscard]] virtual Result<Bytes> open(ByteView sealed, bool last) = 0;
};

class Sealing {
 public:
  virtual ~Sealing() = default;
  [[nodiscard]] virtual SealingKey fresh_key() const = 0;
  [[nodiscard]] virtual SealingKeyId id_of(const SealingKey& key) const = 0;

  // `associated` is not kept, and must be the same when it is opened.
  [[nodiscard]] virtual Bytes seal(const SealingKey& key, ByteView associated,
                                   ByteView plain) const = 0;
  // Code sealing.altered: another key, another `associated`, or a bit that was turned.
  [[nodiscard]] virtual Result<Bytes> open(const SealingKey& key, ByteView associated,
                                           ByteView sealed) const = 0;

  [[nodiscard]] virtual std::unique_ptr<BodySealer> seal_body(const SealingKey& key,
                                                              ByteView associated) const = 0;
  // Code sealing.altered: the header is none.
  [[nodiscard]] virtual Result<std::unique_ptr<BodyOpener>> open_body(const SealingKey& key,
                                                                      ByteView associated,
                                                                      ByteView header) const = 0;
};

}  // namespace concordat

#include "adapters/seal/sodium_sealing.hpp"

#include <cstdlib>
#include <string_view>

#include <sodium.h>

namespace concordat::seal {
namespace {

static_assert(SealingKey::kSize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(SealingKey::kSize == crypto_secretstream_xchacha20poly1305_KEYBYTES);
static_assert(SealingKey::kSize == crypto_kdf_KEYBYTES);

constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "cnd-seal";
// Once used, a number is never given to another use.
enum Use : std::uint64_t { kText = 1, kBody = 2, kName = 3 };

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

std::unexpected<Error> altered() { return fail({.code = "sealing.altered"}); }

SealingKey subkey(const SealingKey& key, Use use) {
  SealingKey derived;
  crypto_kdf_derive_from_key(derived.octets().data(), SealingKey::kSize, use, kContext,
                             key.octets().data());
  return derived;
}

class Stream {
 public:
  Stream() = default;
  ~Stream() { sodium_memzero(&state, sizeof state); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  crypto_secretstream_xchacha20poly1305_state state{};
};

unsigned char tag_of(bool last) {
  return last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
              : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
}

class Sealer final : public BodySealer {
 public:
  Sealer(const SealingKey& key, ByteView associated)
      : associated_(associated.begin(), associated.end()),
        header_(crypto_secretstream_xchacha20poly1305_HEADERBYTES) {
    crypto_secretstream_xchacha20poly1305_init_push(&stream_.state, header_.data(),
                                                    subkey(key, kBody).octets().data());
  }

  [[nodiscard]] Bytes header() const override { return header_; }

  [[nodiscard]] Bytes seal(ByteView chunk, bool last) override {
    Bytes sealed(chunk.size() + crypto_secretstream_xchacha20poly1305_ABYTES);
    crypto_secretstream_xchacha20poly1305_push(&stream_.state, sealed.data(), nullptr, chunk.data(),
                                               chunk.size(), associated_.data(), associated_.size(),
                                               tag_of(last));
    return sealed;
  }

 private:
  Stream stream_;
  Bytes associated_;
  Bytes header_;
};

class Opener final : public BodyOpener {
 public:
  explicit Opener(ByteView associated) : associated_(associated.begin(), associated.end()) {}

  [[nodiscard]] bool begin(const SealingKey& key, ByteView header) {
    return header.size() == crypto_secretstream_xchacha20poly1305_HEADERBYTES &&
           crypto_secretstream_xchacha20poly1305_init_pull(&stream_.state, header.data(),
                                                           subkey(key, kBody).octets().data()) == 0;
  }

  [[nodiscard]] Result<Bytes> open(ByteView sealed, bool last) override {
    if (sealed.size() < crypto_secretstream_xchacha20poly1305_ABYTES) return altered();
    Bytes plain(sealed.size() - crypto_secretstream_xchacha20poly1305_ABYTES);
    unsigned char tag = 0;
    const int opened = crypto_secretstream_xchacha20poly1305_pull(
        &stream_.state, plain.data(), nullptr, &tag, sealed.data(), sealed.size(),
        associated_.data(), associated_.size());
    if (opened != 0 || tag != tag_of(last)) return altered();
    return plain;
  }

 private:
  Stream stream_;
  Bytes associated_;
};

}  // namespace

SodiumSealing::SodiumSealing() {
  // Without randomness nothing may be sealed.
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();
}

SealingKey SodiumSealing::fresh_key() const {
  SealingKey key;
  randombytes_buf(key.octets().data(), SealingKey::kSize);
  return key;
}

SealingKeyId SodiumSealing::id_of(const SealingKey& key) const {
  SealingKeyId id{};
  crypto_kdf_derive_from_key(id.data(), id.size(), kName, kContext, key.octets().data());
  return id;
}

Bytes SodiumSealing::seal(const SealingKey& key, ByteView associated, ByteView plain) const {
  Bytes sealed(kNonce + plain.size() + kTag);
  randombytes_buf(sealed.data(), kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      sealed.data() + kNonce, nullptr, plain.data(), plain.size(), associated.data(),
      associated.size(), nullptr, sealed.data(), subkey(key, kText).octets().data());
  return sealed;
}

Result<Bytes> SodiumSealing::open(const SealingKey& key, ByteView associated,
                                  ByteView sealed) const {
  if (sealed.size() < kNonce + kTag) return altered();
  Bytes plain(sealed.size() - kNonce - kTag);
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      plain.data(), nullptr, nullptr, sealed.data() + kNonce, sealed.size() - kNonce,
      associated.data(), associated.size(), sealed.data(), subkey(key, kText).octets().data());
  if (opened != 0) return altered();
  return plain;
}

std::unique_ptr<BodySealer> SodiumSealing::seal_body(const SealingKey& key,
                                                     ByteView associated) const {
  return std::make_unique<Sealer>(key, associated);
}

Result<std::unique_ptr<BodyOpener>> SodiumSealing::open_body(const SealingKey& key,
                                                             ByteView associated,
                                                             ByteView header) const {
  auto opener = std::make_unique<Opener>(associated);
  if (!opener->begin(key, header)) return altered();
  return std::unique_ptr<BodyOpener>(std::move(opener));
}

}  // namespace concordat::seal

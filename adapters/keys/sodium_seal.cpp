#include "adapters/keys/sodium_seal.hpp"

#include <string>

#include <sodium.h>

namespace concordat::keys {
namespace {

constexpr Byte kVersion = 1;
constexpr std::size_t kNonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHead_bytes = 1 + kNonce_bytes;
static_assert(sizeof(crypto::Digest) == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

}  // namespace

Result<Bytes> SodiumSeal::seal(ByteView secret, std::string_view context) const {
  if (sodium_init() < 0) return fail({.code = "signer.failed"});
  Bytes sealed(kHead_bytes + secret.size() + kTag_bytes);
  sealed[0] = kVersion;
  Byte* const nonce = sealed.data() + 1;
  randombytes_buf(nonce, kNonce_bytes);
  const ByteView bound = bytes_of(context);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + kHead_bytes, nullptr, secret.data(),
                                             secret.size(), bound.data(), bound.size(), nullptr,
                                             nonce, key_.bytes().data());
  return sealed;
}

Result<Bytes> SodiumSeal::open(ByteView sealed, std::string_view context) const {
  if (sodium_init() < 0) return fail({.code = "signer.failed"});
  if (sealed.size() < kHead_bytes + kTag_bytes || sealed[0] != kVersion) {
    return fail({.code = "account.sealed-otherwise"});
  }
  const ByteView nonce = sealed.subspan(1, kNonce_bytes);
  const ByteView ciphertext = sealed.subspan(kHead_bytes);
  const ByteView bound = bytes_of(context);
  Bytes secret(ciphertext.size() - kTag_bytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(secret.data(), nullptr, nullptr, ciphertext.data(),
                                                 ciphertext.size(), bound.data(), bound.size(),
                                                 nonce.data(), key_.bytes().data()) != 0) {
    return fail({.code = "account.sealed-otherwise"});
  }
  return secret;
}

Result<crypto::Digest> secret_of(Signer& signer, std::string_view purpose) {
  const std::string text = "concordat\n" + std::string(purpose) + "\n";
  CONCORDAT_TRY(once, signer.sign(bytes_of(text)));
  CONCORDAT_TRY(again, signer.sign(bytes_of(text)));
  if (once != again) return fail({.code = "issuing.key-varies"});
  return crypto::sha256(once);
}

}  // namespace concordat::keys

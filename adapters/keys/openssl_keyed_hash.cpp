#include "adapters/keys/openssl_keyed_hash.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace concordat::keys {
namespace {

template <class Output>
Result<Output> hmac(const EVP_MD* digest, ByteView key, ByteView text) {
  Output output{};
  unsigned size = 0;
  const bool made = HMAC(digest, key.data(), static_cast<int>(key.size()), text.data(), text.size(),
                         output.data(), &size) != nullptr;
  if (!made || size != output.size()) {
    ERR_clear_error();
    return fail({.code = "signer.failed"});
  }
  return output;
}

}  // namespace

Result<KeyedHash::Sha1> OpensslKeyedHash::hmac_sha1(ByteView key, ByteView text) const {
  return hmac<Sha1>(EVP_sha1(), key, text);
}

Result<crypto::Digest> OpensslKeyedHash::hmac_sha256(ByteView key, ByteView text) const {
  return hmac<crypto::Digest>(EVP_sha256(), key, text);
}

}  // namespace concordat::keys

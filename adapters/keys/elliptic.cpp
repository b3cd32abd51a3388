#include "adapters/keys/elliptic.hpp"

#include <cstddef>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/param_build.h>

namespace concordat::keys {
namespace {

template <auto kFree>
struct Freed {
  template <class T>
  void operator()(T* object) const {
    kFree(object);
  }
};
using Number = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;

const char* group_name(crypto::Algorithm algorithm) {
  return algorithm == crypto::Algorithm::kP384 ? "P-384" : "P-256";
}

const EVP_MD* digest_of(crypto::Algorithm algorithm) {
  // Fetched once: looking an algorithm up costs as much as a small hash.
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  static const EVP_MD* const sha384 = EVP_MD_fetch(nullptr, "SHA384", nullptr);
  return algorithm == crypto::Algorithm::kP384 ? sha384 : sha256;
}

std::size_t coordinate_size(crypto::Algorithm algorithm) {
  return crypto::signature_size(algorithm) / 2;
}

int int_size(std::size_t size) { return static_cast<int>(size); }

EvpKey import(const crypto::PublicKey& key, const BIGNUM* secret) {
  const Builder builder(OSSL_PARAM_BLD_new());
  if (!builder) return nullptr;
  if (OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                      group_name(key.algorithm), 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, key.bytes.data(),
                                       key.bytes.size()) != 1 ||
      (secret && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret) != 1)) {
    return nullptr;
  }
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* imported = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &imported, secret ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY,
                        parameters.get()) != 1) {
    return nullptr;
  }
  return EvpKey(imported);
}

// DER, as OpenSSL wants it, from r || s; empty when a number does not fit.
Bytes to_der(ByteView signature) {
  const std::size_t half = signature.size() / 2;
  Number r(BN_bin2bn(signature.data(), int_size(half), nullptr));
  Number s(BN_bin2bn(signature.data() + half, int_size(half), nullptr));
  const EcdsaSignature pair(ECDSA_SIG_new());
  if (!r || !s || !pair || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return {};
  // The pair owns both numbers now.
  (void)r.release();
  (void)s.release();
  const int size = i2d_ECDSA_SIG(pair.get(), nullptr);
  if (size <= 0) return {};
  Bytes der(static_cast<std::size_t>(size));
  unsigned char* out = der.data();
  if (i2d_ECDSA_SIG(pair.get(), &out) != size) return {};
  return der;
}

Bytes from_der(ByteView der, std::size_t half) {
  const unsigned char* in = der.data();
  const EcdsaSignature pair(d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(der.size())));
  if (!pair) return {};
  Bytes signature(2 * half);
  if (BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), signature.data(), int_size(half)) < 0 ||
      BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), signature.data() + half, int_size(half)) < 0) {
    return {};
  }
  return signature;
}

}  // namespace

EvpKey import_public(const crypto::PublicKey& key) { return import(key, nullptr); }

EvpKey import_secret(const crypto::PublicKey& key, ByteView secret) {
  const Number scalar(BN_bin2bn(secret.data(), int_size(secret.size()), nullptr));
  if (!scalar) return nullptr;
  EvpKey imported = import(key, scalar.get());
  if (!imported) return nullptr;
  const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, imported.get(), nullptr));
  if (!context || EVP_PKEY_pairwise_check(context.get()) != 1) return nullptr;
  return imported;
}

EllipticPair generate_elliptic(crypto::Algorithm algorithm) {
  EllipticPair pair;
  pair.public_key.algorithm = algorithm;
  const EvpKey key(EVP_EC_gen(group_name(algorithm)));
  BIGNUM* scalar = nullptr;
  if (!key || EVP_PKEY_get_bn_param(key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &scalar) != 1) return pair;
  const Number owned(scalar);
  const std::size_t size = coordinate_size(algorithm);
  Bytes point(1 + 2 * size);
  std::size_t written = 0;
  Bytes secret(size);
  if (EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                      point.size(), &written) != 1 ||
      written != point.size() || BN_bn2binpad(owned.get(), secret.data(), int_size(size)) < 0) {
    return pair;
  }
  pair.public_key.bytes = std::move(point);
  pair.secret = std::move(secret);
  return pair;
}

Bytes sign_elliptic(EVP_PKEY& key, crypto::Algorithm algorithm, ByteView message) {
  const DigestContext context(EVP_MD_CTX_new());
  if (!context ||
      EVP_DigestSignInit(context.get(), nullptr, digest_of(algorithm), nullptr, &key) != 1) {
    return {};
  }
  std::size_t size = 0;
  if (EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) != 1) return {};
  Bytes der(size);
  if (EVP_DigestSign(context.get(), der.data(), &size, message.data(), message.size()) != 1) {
    return {};
  }
  return from_der(ByteView(der).first(size), coordinate_size(algorithm));
}

bool verify_elliptic(EVP_PKEY& key, const crypto::Obligation& obligation) {
  const Bytes der = to_der(obligation.signature);
  const DigestContext context(EVP_MD_CTX_new());
  return !der.empty() && context &&
         EVP_DigestVerifyInit(context.get(), nullptr, digest_of(obligation.key.algorithm), nullptr,
                              &key) == 1 &&
         EVP_DigestVerify(context.get(), der.data(), der.size(), obligation.message.data(),
                          obligation.message.size()) == 1;
}

}  // namespace concordat::keys

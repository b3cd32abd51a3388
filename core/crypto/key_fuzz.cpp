// Whatever is read as a public key prints as a key that is the same, under the same thumbprint.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/crypto/signature.hpp"
#include "core/json/read.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const ByteView bytes(data, size);
  for (const auto algorithm :
       {crypto::Algorithm::kEd25519, crypto::Algorithm::kP256, crypto::Algorithm::kP384}) {
    if (const auto key = crypto::public_key(algorithm, bytes)) {
      const auto again = crypto::parse_jwk(crypto::to_jwk(*key));
      demand(again && *again == *key);
    }
  }
  const auto document = json::read(text_of(bytes));
  if (!document) return 0;
  const auto key = crypto::parse_jwk(*document);
  if (!key) {
    demand(key.error().code.starts_with("key."));
    return 0;
  }
  const auto again = crypto::parse_jwk(crypto::to_jwk(*key));
  demand(again && *again == *key);
  demand(crypto::thumbprint(*again) == crypto::thumbprint(*key));
  demand(crypto::public_key(key->algorithm, key->bytes).has_value());
  return 0;
}

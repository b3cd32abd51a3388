#include "core/credential/keys/multikey.hpp"

#include <array>

#include "core/base/base58.hpp"

namespace concordat::credential {
namespace {

// The multicodec of each kind of key as a varint in its shortest form, which is the only one taken:
// the prefix is compared octet for octet.
struct Kind {
  crypto::Algorithm algorithm;
  std::array<Byte, 2> prefix;
  std::size_t size;  // of the key behind the prefix
};
constexpr std::array<Kind, 3> kKinds = {{
    {crypto::Algorithm::kEd25519, {0xed, 0x01}, 32},
    {crypto::Algorithm::kP256, {0x80, 0x24}, 33},
    {crypto::Algorithm::kP384, {0x81, 0x24}, 49},
}};

}  // namespace

Result<crypto::PublicKey> parse_multikey(std::string_view text) {
  const auto bytes = decode_multibase(text);
  if (!bytes) {
    return fail({.code = "key.encoding",
                 .place = bytes.error().place,
                 .expected = "multibase text, z and base58btc"});
  }
  const ByteView view = *bytes;
  for (const Kind& kind : kKinds) {
    if (view.size() < 2 || view[0] != kind.prefix[0] || view[1] != kind.prefix[1]) continue;
    if (view.size() != 2 + kind.size) {
      return fail({.code = "key.encoding",
                   .expected = std::to_string(kind.size) + " bytes behind the prefix"});
    }
    return crypto::public_key(kind.algorithm, view.subspan(2));
  }
  return fail({.code = "key.unsupported", .expected = "Ed25519, P-256 or P-384"});
}

std::string to_multikey(const crypto::PublicKey& key) {
  const crypto::PublicKey point = crypto::compressed(key);
  Bytes bytes;
  for (const Kind& kind : kKinds) {
    if (kind.algorithm == key.algorithm) bytes.assign(kind.prefix.begin(), kind.prefix.end());
  }
  bytes.insert(bytes.end(), point.bytes.begin(), point.bytes.end());
  return encode_multibase(bytes);
}

}  // namespace concordat::credential

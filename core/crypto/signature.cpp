#include "core/crypto/signature.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/base64url.hpp"
#include "core/crypto/digest.hpp"

namespace concordat::crypto {
namespace {

constexpr std::size_t kEd25519KeySize = 32;
constexpr Byte kUncompressedPoint = 0x04;
constexpr Byte kCompressedEven = 0x02;
constexpr Byte kCompressedOdd = 0x03;

// One row for each algorithm: how a JWK names it, and the size of one coordinate.
struct Naming {
  Algorithm algorithm;
  std::string_view type;
  std::string_view curve;
  std::string_view jws;
  // RFC 9864 gives EdDSA over Ed25519 a name of its own; the curves of RFC 7518 have one name each.
  std::string_view jws_alternative;
  std::size_t coordinate_size;
};
constexpr std::array<Naming, 3> kNamings = {{
    {Algorithm::kEd25519, "OKP", "Ed25519", "EdDSA", "Ed25519", kEd25519KeySize},
    {Algorithm::kP256, "EC", "P-256", "ES256", "ES256", 32},
    {Algorithm::kP384, "EC", "P-384", "ES384", "ES384", 48},
}};

const Naming& naming(Algorithm algorithm) {
  return *std::ranges::find(kNamings, algorithm, &Naming::algorithm);
}

// The y-coordinates, little-endian, of the eight points of Ed25519 whose order divides 8. The sign
// bit tells x from -x and is cleared before comparing.
using Coordinate = std::array<Byte, kEd25519KeySize>;
constexpr std::array<Coordinate, 5> kSmallOrder = {{
    {0x00},  // order 4
    {0x01},  // the neutral element
    {0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4,
     0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6,
     0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},  // order 8
    {0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b,
     0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39,
     0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},  // order 8
    {0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},  // y = -1, order 2
}};

// p = 2^255 - 19, little-endian: RFC 8032 section 5.1.3 decodes y only below it.
constexpr Coordinate kFieldPrime = {
    0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f};

std::unexpected<Error> encoding(std::string place, std::string expected) {
  return fail({.code = "key.encoding", .place = std::move(place), .expected = std::move(expected)});
}

Status check_ed25519(ByteView bytes) {
  Coordinate y;
  std::ranges::copy(bytes, y.begin());
  y.back() &= 0x7f;
  if (!std::lexicographical_compare(y.rbegin(), y.rend(), kFieldPrime.rbegin(),
                                    kFieldPrime.rend())) {
    return encoding("", "a canonical point of Ed25519");
  }
  if (std::ranges::find(kSmallOrder, y) != kSmallOrder.end()) {
    return fail({.code = "key.small-order", .expected = "a point of large order"});
  }
  return {};
}

// A coordinate of exactly the curve's size, as RFC 7518 section 6.2.1.2 and RFC 8037 section 2 ask.
Status append_coordinate(const json::Value& jwk, std::string_view name, Bytes& bytes) {
  const std::string place = "/" + std::string(name);
  const json::Value* member = jwk.find(name);
  if (!member || !member->as_string()) return encoding(place, "base64url text");
  const auto coordinate = decode_base64url(*member->as_string());
  if (!coordinate) return encoding(place, "base64url without padding");
  bytes.insert(bytes.end(), coordinate->begin(), coordinate->end());
  return {};
}

// A point as SEC 1, 2.3.3 writes it; infinity, a single zero octet, is none.
bool is_point(ByteView bytes, std::size_t coordinate_size) {
  if (bytes.size() == 1 + 2 * coordinate_size) return bytes[0] == kUncompressedPoint;
  return bytes.size() == 1 + coordinate_size &&
         (bytes[0] == kCompressedEven || bytes[0] == kCompressedOdd);
}

std::string quoted(std::string_view name, std::string_view value) {
  return "\"" + std::string(name) + "\":\"" + std::string(value) + "\"";
}

}  // namespace

Result<PublicKey> public_key(Algorithm algorithm, ByteView bytes) {
  const std::size_t coordinate_size = naming(algorithm).coordinate_size;
  if (algorithm == Algorithm::kEd25519) {
    if (bytes.size() != coordinate_size) return encoding("", "32 bytes");
    CONCORDAT_CHECK(check_ed25519(bytes));
  } else if (!is_point(bytes, coordinate_size)) {
    return encoding("", "a point, 0x04 || x || y or 0x02 or 0x03 || x");
  }
  return PublicKey{algorithm, Bytes(bytes.begin(), bytes.end())};
}

Result<PublicKey> parse_jwk(const json::Value& jwk) {
  if (!jwk.as_object()) return encoding("", "a JSON object");
  if (jwk.find("d")) return fail({.code = "key.private-part", .place = "/d"});
  const auto known = std::ranges::find_if(kNamings, [&](const Naming& row) {
    return jwk.text("kty") == row.type && jwk.text("crv") == row.curve;
  });
  if (known == kNamings.end()) {
    return fail({.code = "key.unsupported",
                 .place = "/crv",
                 .expected = "kty OKP with crv Ed25519, or kty EC with crv P-256 or P-384"});
  }
  if (const json::Value* algorithm = jwk.find("alg")) {
    const std::string* name = algorithm->as_string();
    if (!name || (*name != known->jws && *name != known->jws_alternative)) {
      return fail(
          {.code = "key.unsupported", .place = "/alg", .expected = std::string(known->jws)});
    }
  }
  Bytes bytes;
  if (known->algorithm == Algorithm::kEd25519) {
    CONCORDAT_CHECK(append_coordinate(jwk, "x", bytes));
  } else {
    bytes.push_back(kUncompressedPoint);
    CONCORDAT_CHECK(append_coordinate(jwk, "x", bytes));
    if (bytes.size() != 1 + known->coordinate_size) {
      return encoding("/x", std::to_string(known->coordinate_size) + " bytes");
    }
    CONCORDAT_CHECK(append_coordinate(jwk, "y", bytes));
  }
  if (bytes.size() != 1 + 2 * known->coordinate_size && known->algorithm != Algorithm::kEd25519) {
    return encoding("/y", std::to_string(known->coordinate_size) + " bytes");
  }
  return public_key(known->algorithm, bytes);
}

json::Value to_jwk(const PublicKey& key) {
  const Naming& names = naming(key.algorithm);
  json::Object jwk;
  jwk.set("kty", names.type);
  jwk.set("crv", names.curve);
  const ByteView bytes = key.bytes;
  if (key.algorithm == Algorithm::kEd25519) {
    jwk.set("x", encode_base64url(bytes));
  } else {
    jwk.set("x", encode_base64url(bytes.subspan(1, names.coordinate_size)));
    jwk.set("y", encode_base64url(bytes.subspan(1 + names.coordinate_size)));
  }
  return jwk;
}

PublicKey compressed(const PublicKey& key) {
  if (key.algorithm == Algorithm::kEd25519 || key.bytes.empty() ||
      key.bytes[0] != kUncompressedPoint) {
    return key;
  }
  const auto x_end =
      key.bytes.begin() + 1 + static_cast<std::ptrdiff_t>(naming(key.algorithm).coordinate_size);
  PublicKey point{key.algorithm, Bytes(key.bytes.begin(), x_end)};
  point.bytes[0] = (key.bytes.back() & 1) == 0 ? kCompressedEven : kCompressedOdd;
  return point;
}

std::string thumbprint(const PublicKey& key) {
  // RFC 7638 section 3.2: the required members alone, in lexicographic order, without white space.
  const json::Value jwk = to_jwk(key);
  std::string text = "{" + quoted("crv", jwk.text("crv")) + "," + quoted("kty", jwk.text("kty")) +
                     "," + quoted("x", jwk.text("x"));
  if (jwk.find("y")) text += "," + quoted("y", jwk.text("y"));
  return encode_base64url(sha256(bytes_of(text + "}")));
}

std::string_view jws_algorithm(const PublicKey& key) { return naming(key.algorithm).jws; }

std::size_t signature_size(Algorithm algorithm) { return 2 * naming(algorithm).coordinate_size; }

}  // namespace concordat::crypto

#include "registry/accounts/secrets.hpp"

#include <array>

#include "core/base/base64url.hpp"
#include "core/base/hex.hpp"

namespace concordat::accounts {
namespace {

constexpr std::size_t kRandom_bytes = 32;
constexpr std::size_t kCheck_bytes = 4;
constexpr std::size_t kId_bytes = 16;

crypto::Digest check_of(std::string_view prefix, ByteView random) {
  Bytes text(prefix.begin(), prefix.end());
  text.insert(text.end(), random.begin(), random.end());
  return crypto::sha256(text);
}

}  // namespace

std::string new_secret(Randomness& randomness) {
  std::array<Byte, kRandom_bytes> random{};
  randomness.fill(random);
  return encode_base64url(random);
}

std::string new_checked_secret(Randomness& randomness, std::string_view prefix) {
  Bytes random(kRandom_bytes);
  randomness.fill(random);
  const crypto::Digest check = check_of(prefix, random);
  random.insert(random.end(), check.begin(), check.begin() + kCheck_bytes);
  return std::string(prefix) + encode_base64url(random);
}

bool is_checked_secret(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  if (text.size() != (kRandom_bytes + kCheck_bytes) / 3 * 4) return false;
  const auto octets = decode_base64url(text);
  if (!octets) return false;
  const ByteView all(*octets);
  const crypto::Digest check = check_of(prefix, all.first(kRandom_bytes));
  return are_same(all.subspan(kRandom_bytes), ByteView(check).first(kCheck_bytes));
}

std::string new_id(Randomness& randomness, char kind) {
  std::array<Byte, kId_bytes> random{};
  randomness.fill(random);
  return std::string(1, kind) + "-" + encode_hex(random);
}

crypto::Digest hash_of(std::string_view secret) { return crypto::sha256(bytes_of(secret)); }

bool are_same(ByteView left, ByteView right) {
  if (left.size() != right.size()) return false;
  unsigned different = 0;
  for (std::size_t at = 0; at < left.size(); ++at) {
    different |= static_cast<unsigned>(left[at] ^ right[at]);
  }
  return different == 0;
}

}  // namespace concordat::accounts

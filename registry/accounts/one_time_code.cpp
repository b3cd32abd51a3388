#include "registry/accounts/one_time_code.hpp"

#include <array>

#include "registry/accounts/secrets.hpp"

namespace concordat::accounts {
namespace {

// As an address takes it: everything but the unreserved characters encoded (RFC 3986, 2.3).
std::string encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string result;
  for (const char letter : text) {
    const auto octet = static_cast<Byte>(letter);
    const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' ||
                      letter == '_' || letter == '~';
    if (kept) {
      result.push_back(letter);
    } else {
      result.append({'%', kHex[octet >> 4], kHex[octet & 15]});
    }
  }
  return result;
}

}  // namespace

std::int64_t step_at(Instant now) { return now.milliseconds / (kCodeStep_s * 1000); }

Result<std::string> one_time_code(const KeyedHash& hash, ByteView seed, std::int64_t step,
                                  unsigned digits) {
  std::array<Byte, 8> counter{};
  auto rest = static_cast<std::uint64_t>(step);
  for (std::size_t at = counter.size(); at-- > 0; rest >>= 8) {
    counter[at] = static_cast<Byte>(rest);
  }
  CONCORDAT_TRY(mac, hash.hmac_sha1(seed, counter));
  const std::size_t offset = mac.back() & 15U;
  std::uint32_t number = mac[offset] & 0x7fU;
  for (std::size_t at = 1; at < 4; ++at) number = number << 8 | mac[offset + at];
  std::string code(digits, '0');
  for (std::size_t at = digits; at-- > 0; number /= 10) {
    code[at] = static_cast<char>('0' + number % 10);
  }
  return code;
}

Result<std::optional<std::int64_t>> step_of_code(const KeyedHash& hash, ByteView seed,
                                                 std::string_view code, Instant now) {
  std::optional<std::int64_t> found;
  const std::int64_t middle = step_at(now);
  for (std::int64_t step = middle - kMaxCodeSkew_steps; step <= middle + kMaxCodeSkew_steps;
       ++step) {
    CONCORDAT_TRY(right, one_time_code(hash, seed, step));
    if (are_same(bytes_of(right), bytes_of(code))) found = step;
  }
  return found;
}

std::string encode_base32(ByteView octets) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const Byte octet : octets) {
    held = held << 8 | octet;
    for (bits += 8; bits >= 5; bits -= 5) text.push_back(kAlphabet[held >> (bits - 5) & 31]);
  }
  if (bits > 0) text.push_back(kAlphabet[held << (5 - bits) & 31]);
  return text;
}

std::string enrolment_address(std::string_view issuer, std::string_view name, ByteView seed) {
  return "otpauth://totp/" + encoded(issuer) + ":" + encoded(name) +
         "?secret=" + encode_base32(seed) + "&issuer=" + encoded(issuer) +
         "&algorithm=SHA1&digits=" + std::to_string(kCodeDigits) +
         "&period=" + std::to_string(kCodeStep_s);
}

}  // namespace concordat::accounts

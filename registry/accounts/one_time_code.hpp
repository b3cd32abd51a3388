// One-time codes by time (TOTP, RFC 6238 over HOTP, RFC 4226): six digits, 30 seconds, SHA-1, which
// is what authenticator applications read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/time/instant.hpp"
#include "registry/ports/keyed_hash.hpp"

namespace concordat::accounts {

inline constexpr unsigned kCodeDigits = 6;
inline constexpr std::int64_t kCodeStep_s = 30;
// 160 bits, as RFC 4226, 4 (R6) recommends.
inline constexpr std::size_t kSeed_bytes = 20;
// Before and behind the step of now: clocks of telephones are a few seconds off (RFC 6238, 5.2).
inline constexpr std::int64_t kMaxCodeSkew_steps = 1;

// The time step of an instant (RFC 6238, 4.2).
[[nodiscard]] std::int64_t step_at(Instant now);

// The code of a step in so many digits (RFC 4226, 5.3). Code signer.failed.
[[nodiscard]] Result<std::string> one_time_code(const KeyedHash& hash, ByteView seed,
                                                std::int64_t step, unsigned digits = kCodeDigits);

// The step whose code that is, of now or one beside it; nothing when it is none of them. All are
// compared, whichever fits.
[[nodiscard]] Result<std::optional<std::int64_t>> step_of_code(const KeyedHash& hash, ByteView seed,
                                                               std::string_view code, Instant now);

// RFC 4648, 6, without padding: what people type where they cannot scan.
[[nodiscard]] std::string encode_base32(ByteView octets);

// "otpauth://totp/ISSUER:NAME?...": what an authenticator application reads from a QR code.
[[nodiscard]] std::string enrolment_address(std::string_view issuer, std::string_view name,
                                            ByteView seed);

}  // namespace concordat::accounts

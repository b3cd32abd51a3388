// The state of a certificate on a day, in one word: what its page, its PDF and a search say of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/facts/probe.hpp"

namespace concordat::registry {

enum class CertificateStatus : std::uint8_t {
  kInForce,
  kRestricted,  // in force, with a restriction of the whole
  kSuspended,
  kWithdrawn,
  kCancelled,
  kReissued,
  kAnnulled,
  kExpired,
  kNotYet,
  kOpen,     // a day on which it turns is not known
  kRefusal,  // no certificate: a refusal of one
};
inline constexpr std::size_t kCertificateStatuses = 11;

[[nodiscard]] std::string_view name(CertificateStatus status);  // "in-force", "restricted" ...
// The code of the word for it: "standing.in-force".
[[nodiscard]] std::string_view code_of(CertificateStatus status);

// By the days of its record alone, where no change of its state is on file.
[[nodiscard]] CertificateStatus status_by_days(const facts::Certificate& row, bool refusal,
                                               Date day);
// `standing` is that of the certificate on the day.
[[nodiscard]] CertificateStatus status_of(const facts::Certificate& row, bool refusal,
                                          const facts::CertificateStanding& standing, Date day);

}  // namespace concordat::registry

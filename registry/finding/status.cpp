#include "registry/finding/status.hpp"

namespace concordat::registry {
namespace {

constexpr std::string_view kCodes[kCertificateStatuses] = {
    "standing.in-force",  "standing.restricted", "standing.suspended", "standing.withdrawn",
    "standing.cancelled", "standing.reissued",   "standing.annulled",  "standing.expired",
    "standing.not-yet",   "standing.open",       "standing.refusal"};

}  // namespace

std::string_view code_of(CertificateStatus status) {
  return kCodes[static_cast<std::size_t>(status)];
}

std::string_view name(CertificateStatus status) {
  const std::string_view code = code_of(status);
  return code.substr(code.find('.') + 1);
}

CertificateStatus status_by_days(const facts::Certificate& row, bool refusal, Date day) {
  using enum CertificateStatus;
  if (refusal) return kRefusal;
  if (row.certain.contains(day)) return kInForce;
  if (row.possible.contains(day)) return kOpen;
  return day < row.certain.from ? kNotYet : kExpired;
}

CertificateStatus status_of(const facts::Certificate& row, bool refusal,
                            const facts::CertificateStanding& standing, Date day) {
  using enum CertificateStatus;
  switch (standing.standing) {
    case facts::Standing::kValid:
      break;
    case facts::Standing::kSuspended:
      return kSuspended;
    case facts::Standing::kWithdrawn:
      return kWithdrawn;
    case facts::Standing::kCancelled:
      return kCancelled;
    case facts::Standing::kReissued:
      return kReissued;
    case facts::Standing::kAnnulled:
      return kAnnulled;
  }
  const CertificateStatus by_days = status_by_days(row, refusal, day);
  if (by_days != kRefusal && standing.possibly != nullptr) return kOpen;
  if (by_days == kInForce && standing.restricted != nullptr) return kRestricted;
  return by_days;
}

}  // namespace concordat::registry

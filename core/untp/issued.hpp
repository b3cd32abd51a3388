// What became of the credentials that a registry issued, found by the log entries on which they
// hang (spec/formats/status-lists.md).
//
// A credential says what is on file at a log size. When something is taken out of that later (a
// model, or by a restriction or a correction), it says too much, although the certificate may
// stand: then it is invalid, and those issued from then on hang on a later entry. What is only
// added leaves it as it is. The end of its days is said by the credential itself, and makes none of
// these.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/facts/probe.hpp"

namespace concordat::untp {

// As Token Status List numbers them ("Status Types Values").
enum class IssuedStatus : std::uint8_t {
  kValid = 0,
  kInvalid = 1,    // withdrawn, cancelled, reissued, annulled, ended; or it says too much
  kSuspended = 2,  // suspended, or possibly no longer valid: a day is open
};
[[nodiscard]] std::string_view name(IssuedStatus status);  // "valid", "invalid", "suspended"

// The entry on which a credential about the certificate hangs that is issued at the probe's size
// and date: one statement about it, the same as long as nothing is taken out.
[[nodiscard]] facts::Ordinal entry_of(const facts::Probe& probe,
                                      const facts::Certificate& certificate);
// An anchor of an accreditation hangs on the accreditation's statement, one of an organisation on
// the statement that enrolled the key of which its identifier is made: or on the newest of those
// that corrected it. A correction in part leaves several rows of different words, and one statement
// to hang on: whatever hangs there is stopped by the next correction, whichever row that is about.
[[nodiscard]] facts::Ordinal entry_of(const facts::Probe& probe, const facts::Accreditation& row);
[[nodiscard]] facts::Ordinal entry_of(const facts::Probe& probe, const facts::SigningKey& row);
// Whether a revocation of that key counts at the probe's date.
[[nodiscard]] bool is_revoked(const facts::SigningKey& key, const facts::Probe& probe);

struct Entries {
  facts::Ordinal from = 0;
  facts::Ordinal until = 0;  // the first that is not meant
};
// At the probe's date, as known at its size: one status for each of the entries. Nothing hangs on
// most of them, and what hangs on them is valid.
[[nodiscard]] std::vector<IssuedStatus> statuses_of(const facts::Probe& probe, Entries entries);

}  // namespace concordat::untp

// What each status of a document says, and as of when: the long form of `check_status`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/credential/status/list.hpp"
#include "core/credential/status/status.hpp"

namespace concordat::credential {

enum class StatusMeaning : std::uint8_t {
  kUnset,      // nothing is said against the document
  kRevoked,    // for good
  kSuspended,  // for now
  kRefreshed,  // there is a newer document; this one stays valid
  kMessage,    // something is said that does not invalidate
  kUnknown,    // a value or a purpose whose meaning was agreed elsewhere
};
// As written in answers: "unset", "revoked", "suspended", "refreshed", "message", "unknown".
[[nodiscard]] std::string_view name(StatusMeaning meaning);

// One entry that could be read.
struct StatusReading {
  std::string place;    // JSON pointer of the entry
  std::string list;     // where it was read
  std::string purpose;  // of a bitstring entry
  std::uint64_t value = 0;
  StatusMeaning meaning = StatusMeaning::kUnset;
  std::string message;  // of purpose message: for those who build, not for those who ask
  // When the list was stated, from when on a newer one should be looked for, and until when this
  // one may be used; each as far as the list says so.
  std::optional<Instant> as_of;
  std::optional<Instant> look_again;
  std::optional<Instant> until;
};

struct StatusAnswer {
  // Not asked without entries; otherwise the worst of them, in this order:
  //   failed: status.revoked, status.suspended, those of `status_entries`
  //   unchecked: status.unsupported, status.list-missing (the host has none),
  //     status.list-unverified (with the cause), status.list-form, status.list-issuer (neither the
  //     document's issuer nor one that may state its status), status.list-subject (another list),
  //     status.list-window (not yet, or no longer), status.list-too-short, status.purpose (not the
  //     list's), status.index-range, status.unknown-value, inflate.*
  // Section 3.2 raises errors for all of the latter, and the Token Status List says that no
  // statement about the status can then be made: it is not known, and never reads as valid.
  Finding finding;
  std::vector<StatusReading> readings;
};

[[nodiscard]] StatusAnswer read_status(const StatusQuestion& question,
                                       const VerifyList& verify_list, Host& host);

}  // namespace concordat::credential

// Status lists, unpacked: the bits behind a BitstringStatusListCredential (W3C Bitstring Status
// List 1.0, 2.2 and 3.4) and behind a status list token (Token Status List, "Status List in JSON
// Format"). The two count their bits from opposite ends.
//
// A list is made once from a document whose signature and dates hold, and may be kept and asked by
// any thread as long as its window lasts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/credential/host.hpp"
#include "core/credential/securing/secured.hpp"
#include "core/credential/status/entry.hpp"
#include "core/credential/window.hpp"

namespace concordat::credential {

// Entries of a bitstring at least (section 3.2): one among fewer could be told by who asks.
inline constexpr std::uint64_t kFewestEntries = 131'072;
// What a list may come to. 64 MiB of zeros fit into 64 KiB of GZIP; a hundred million entries of a
// bit each fit into this.
inline constexpr std::size_t kMostUnpacked_bytes = std::size_t{16} << 20;

struct StatusList {
  ListKind kind = ListKind::kBitstring;
  std::string id;                     // `id` or `sub`; a bitstring may have none
  std::string issuer;                 // who signed it
  std::vector<std::string> purposes;  // of a bitstring
  unsigned size_bits = 1;             // of a token; a bitstring's entries say theirs
  Bytes bits;
  // When it was stated, and until when it may be used: validFrom and validUntil, or iat and exp.
  std::optional<Instant> from;
  std::optional<Instant> until;
  // After how long a newer one should be looked for. It does not end the window.
  std::optional<std::int64_t> ttl_ms;
  // When a verification of it comes to the same.
  Window window = {};
};

// Unpacks a verified list. `document` is the list credential, or the claims of the token. Codes:
//   status.list-form   not a list of that kind, or a member is not what it must be
//   inflate.*          as the host gives them
[[nodiscard]] Result<StatusList> unpack_status_list(const json::Value& document, Content content,
                                                    std::string issuer, Host& host);

// The value at an entry's index. Codes: status.list-too-short (a bitstring below kFewestEntries),
// status.index-range.
[[nodiscard]] Result<std::uint64_t> value_at(const StatusList& list, const StatusEntry& entry);

}  // namespace concordat::credential

// Where a document says its status can be read: BitstringStatusListEntry under `credentialStatus`
// (W3C Bitstring Status List 1.0, 2.1) and `status`.`status_list` of a token (Token Status List,
// "Referenced Token in JOSE").
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/credential/finding.hpp"
#include "core/json/value.hpp"

namespace concordat::credential {

enum class ListKind : std::uint8_t { kBitstring, kToken };

struct StatusEntry {
  ListKind kind = ListKind::kBitstring;
  std::string place;        // JSON pointer of the entry
  std::string list;         // which list: statusListCredential, or uri
  std::uint64_t index = 0;  // the largest number where it is larger: out of every range
  // Of a bitstring entry:
  std::string purpose;
  unsigned size_bits = 1;
  std::vector<std::string> messages;  // by value, 2^size_bits of them, or none
};

// Entries of one document. UNTP allows one, the field uses two: revocation and suspension.
inline constexpr std::size_t kMostStatusEntries = 8;
// The widest status. Each value needs its message, so one of more bits would be a table of more
// than 65,536 texts.
inline constexpr unsigned kWidestStatus_bits = 16;

// One for each entry of the document, in order; none when it names no status. Findings of
// Step::kStatus:
//   failed: status.entry (a member is missing or not what it must be: section 3 demands an error),
//     status.too-many
//   unchecked: status.unsupported (another mechanism)
// An index is a string of digits, or the integer that UNTP 0.7 writes.
[[nodiscard]] std::vector<Checked<StatusEntry>> status_entries(const json::Value& document);

}  // namespace concordat::credential

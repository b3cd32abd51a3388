// What one log entry is, octet by octet (spec/formats/entry.md), and how entries travel in bundles.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/time/instant.hpp"

namespace concordat::log {

// C2SP tlog-tiles prefixes every entry with a 16-bit length.
inline constexpr std::size_t kMaxEntrySize = 65'535;
// Version, recorded time, flags.
inline constexpr std::size_t kEntryHeaderSize = 1 + 8 + 1;
inline constexpr std::size_t kMaxStatementSize = kMaxEntrySize - kEntryHeaderSize;  // the rest

struct Entry {
  // When the registry recorded the statement: stamped before admission, never decreasing in a log.
  // From 1970-01-01 on.
  Instant recorded;
  // The registry held the author's key in custody when the statement was signed.
  bool custody = false;
  // The statement exactly as signed: a JWS in compact serialisation. Not empty.
  std::string statement;

  friend bool operator==(const Entry&, const Entry&) = default;
};

// Codes: entry.recorded (before 1970), entry.statement (empty), entry.too-large.
[[nodiscard]] Result<Bytes> encode_entry(const Entry& entry);

// Accepts exactly what `encode_entry` makes, so that an entry has one encoding. Codes: entry.short,
// entry.version, entry.recorded, entry.flags (a flag this version does not know), entry.statement,
// entry.too-large.
[[nodiscard]] Result<Entry> decode_entry(ByteView bytes);

// An entry bundle of C2SP tlog-tiles: entries one after another, each behind its length as two
// octets, big-endian. Code entry.too-large.
[[nodiscard]] Result<Bytes> encode_bundle(std::span<const Bytes> entries);
// The entries of a bundle of exactly `count`. Code bundle.form, with the place in bytes.
[[nodiscard]] Result<std::vector<Bytes>> decode_bundle(ByteView bytes, std::size_t count);

}  // namespace concordat::log

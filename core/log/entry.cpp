#include "core/log/entry.hpp"

#include <limits>

namespace concordat::log {
namespace {

constexpr Byte kVersion = 1;
constexpr Byte kCustodyFlag = 0x01;
// Bit 1 (0x02) is set aside for statements covered by a signed manifest; see spec/formats/entry.md.
constexpr Byte kKnownFlags = kCustodyFlag;

constexpr std::size_t kRecordedAt = 1;
constexpr std::size_t kFlagsAt = kRecordedAt + 8;
constexpr std::size_t kLengthSize = 2;

std::unexpected<Error> refuse(std::string code, std::size_t at, std::string expected) {
  return fail({.code = std::move(code),
               .place = "byte " + std::to_string(at),
               .expected = std::move(expected)});
}

std::string at_most(std::size_t count) { return "at most " + std::to_string(count) + " bytes"; }

}  // namespace

Result<Bytes> encode_entry(const Entry& entry) {
  if (entry.recorded.milliseconds < 0) {
    return refuse("entry.recorded", kRecordedAt, "a time from 1970 on");
  }
  if (entry.statement.empty()) return refuse("entry.statement", kEntryHeaderSize, "a statement");
  if (entry.statement.size() > kMaxStatementSize) {
    return refuse("entry.too-large", kEntryHeaderSize, at_most(kMaxStatementSize));
  }
  Bytes bytes;
  bytes.reserve(kEntryHeaderSize + entry.statement.size());
  bytes.push_back(kVersion);
  const auto recorded = static_cast<std::uint64_t>(entry.recorded.milliseconds);
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<Byte>(recorded >> shift));
  bytes.push_back(entry.custody ? kCustodyFlag : Byte{0});
  const ByteView statement = bytes_of(entry.statement);
  bytes.insert(bytes.end(), statement.begin(), statement.end());
  return bytes;
}

Result<Entry> decode_entry(ByteView bytes) {
  if (bytes.size() < kEntryHeaderSize) {
    return refuse("entry.short", bytes.size(),
                  "at least " + std::to_string(kEntryHeaderSize + 1) + " bytes");
  }
  if (bytes.size() > kMaxEntrySize) {
    return refuse("entry.too-large", kMaxEntrySize, at_most(kMaxEntrySize));
  }
  if (bytes[0] != kVersion) return refuse("entry.version", 0, "version 1");
  std::uint64_t recorded = 0;
  for (std::size_t i = kRecordedAt; i < kFlagsAt; ++i) recorded = recorded << 8 | bytes[i];
  if (recorded > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return refuse("entry.recorded", kRecordedAt, "a time below 2^63 milliseconds");
  }
  const Byte flags = bytes[kFlagsAt];
  if ((flags & ~kKnownFlags) != 0) return refuse("entry.flags", kFlagsAt, "flags of version 1");
  if (bytes.size() == kEntryHeaderSize) {
    return refuse("entry.statement", kEntryHeaderSize, "a statement");
  }
  return Entry{.recorded = {static_cast<std::int64_t>(recorded)},
               .custody = (flags & kCustodyFlag) != 0,
               .statement = std::string(text_of(bytes.subspan(kEntryHeaderSize)))};
}

Result<Bytes> encode_bundle(std::span<const Bytes> entries) {
  std::size_t size_bytes = 0;
  for (const Bytes& entry : entries) size_bytes += kLengthSize + entry.size();
  Bytes bundle;
  bundle.reserve(size_bytes);
  for (const Bytes& entry : entries) {
    if (entry.size() > kMaxEntrySize) {
      return refuse("entry.too-large", bundle.size(), at_most(kMaxEntrySize));
    }
    bundle.push_back(static_cast<Byte>(entry.size() >> 8));
    bundle.push_back(static_cast<Byte>(entry.size()));
    bundle.insert(bundle.end(), entry.begin(), entry.end());
  }
  return bundle;
}

Result<std::vector<Bytes>> decode_bundle(ByteView bytes, std::size_t count) {
  std::vector<Bytes> entries;
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (entries.size() == count) return refuse("bundle.form", at, "no further entry");
    if (bytes.size() - at < kLengthSize) return refuse("bundle.form", at, "a two-byte length");
    const std::size_t length = static_cast<std::size_t>(bytes[at]) << 8 | bytes[at + 1];
    at += kLengthSize;
    if (bytes.size() - at < length) {
      return refuse("bundle.form", at, std::to_string(length) + " more bytes");
    }
    const ByteView entry = bytes.subspan(at, length);
    entries.emplace_back(entry.begin(), entry.end());
    at += length;
  }
  if (entries.size() != count) {
    return refuse("bundle.form", at, std::to_string(count) + " entries");
  }
  return entries;
}

}  // namespace concordat::log

#include "core/credential/status/list.hpp"

#include <utility>

#include "core/base/base64url.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::credential {
namespace {

std::unexpected<Error> form(std::string place, std::string expected) {
  return fail(
      {.code = "status.list-form", .place = std::move(place), .expected = std::move(expected)});
}

Result<Bytes> inflate(std::string_view encoded, Compression compression, const std::string& place,
                      Host& host) {
  const auto stream = decode_base64url(encoded);
  if (!stream) return form(place, "base64url without padding");
  return host.inflate(compression, *stream, kMostUnpacked_bytes);
}

Result<std::optional<Instant>> read_date(const json::Value& document, std::string_view name) {
  const json::Value* given = document.find(name);
  if (given == nullptr) return std::nullopt;
  if (given->as_string() != nullptr) {
    if (const auto instant = parse_timestamp(*given->as_string())) return *instant;
  }
  return form("/" + std::string(name), "a dateTimeStamp of XML Schema");
}

// A NumericDate, or a number of seconds: not negative, and small enough to be multiplied.
Result<std::optional<std::int64_t>> read_seconds(const json::Value& claims, std::string_view name) {
  constexpr double kLatest_s = 1e12;
  const json::Value* given = claims.find(name);
  if (given == nullptr) return std::nullopt;
  double seconds = -1;
  if (given->as_integer() != nullptr) seconds = static_cast<double>(*given->as_integer());
  if (given->as_double() != nullptr) seconds = *given->as_double();
  if (seconds < 0 || seconds > kLatest_s) return form("/" + std::string(name), "seconds");
  return static_cast<std::int64_t>(seconds * 1000);
}

std::optional<Instant> instant_of(const std::optional<std::int64_t>& ms) {
  return ms ? std::optional<Instant>(Instant{*ms}) : std::nullopt;
}

Result<std::vector<std::string>> read_purposes(const json::Value& subject) {
  const std::string place = "/credentialSubject/statusPurpose";
  const json::Value* given = subject.find("statusPurpose");
  if (given == nullptr) return form(place, "a purpose, or a list of them");
  if (given->as_string() != nullptr) return std::vector<std::string>{*given->as_string()};
  if (given->as_array() == nullptr || given->as_array()->empty()) {
    return form(place, "a purpose, or a list of them");
  }
  std::vector<std::string> purposes;
  for (const json::Value& each : *given->as_array()) {
    if (each.as_string() == nullptr) return form(place, "a purpose, or a list of them");
    purposes.push_back(*each.as_string());
  }
  return purposes;
}

Result<StatusList> unpack_bitstring(const json::Value& document, Host& host) {
  if (!has_type(document, "BitstringStatusListCredential")) {
    return form("/type", "BitstringStatusListCredential");
  }
  const json::Value* subject = document.find("credentialSubject");
  if (subject == nullptr || subject->as_object() == nullptr ||
      !has_type(*subject, "BitstringStatusList")) {
    return form("/credentialSubject", "one of type BitstringStatusList");
  }
  StatusList list{.kind = ListKind::kBitstring, .id = std::string(document.text("id"))};
  CONCORDAT_TRY(purposes, read_purposes(*subject));
  CONCORDAT_TRY(from, read_date(document, "validFrom"));
  CONCORDAT_TRY(until, read_date(document, "validUntil"));
  if (const json::Value* ttl = subject->find("ttl")) {
    if (ttl->as_integer() == nullptr || *ttl->as_integer() < 0) {
      return form("/credentialSubject/ttl", "milliseconds");
    }
    list.ttl_ms = *ttl->as_integer();
  }
  // Multibase, and "u" is the only prefix allowed.
  const std::string_view encoded = subject->text("encodedList");
  const std::string place = "/credentialSubject/encodedList";
  if (!encoded.starts_with('u')) return form(place, "u and base64url without padding");
  CONCORDAT_TRY(bits, inflate(encoded.substr(1), Compression::kGzip, place, host));
  list.purposes = std::move(purposes);
  list.from = from;
  list.until = until;
  list.bits = std::move(bits);
  return list;
}

Result<StatusList> unpack_token(const json::Value& claims, Host& host) {
  const std::string place = "/status_list";
  const json::Value* given = claims.find("status_list");
  if (given == nullptr || given->as_object() == nullptr) return form(place, "an object");
  StatusList list{.kind = ListKind::kToken, .id = std::string(claims.text("sub"))};
  if (list.id.empty()) return form("/sub", "the address of the list");
  const std::int64_t size_bits = given->integer("bits");
  if (size_bits != 1 && size_bits != 2 && size_bits != 4 && size_bits != 8) {
    return form(place + "/bits", "1, 2, 4 or 8");
  }
  CONCORDAT_TRY(issued, read_seconds(claims, "iat"));
  if (!issued) return form("/iat", "seconds since 1970");
  CONCORDAT_TRY(expires, read_seconds(claims, "exp"));
  CONCORDAT_TRY(ttl_ms, read_seconds(claims, "ttl"));
  if (ttl_ms && *ttl_ms <= 0) return form("/ttl", "a positive number");
  const json::Value* encoded = given->find("lst");
  if (encoded == nullptr || encoded->as_string() == nullptr) return form(place + "/lst", "text");
  CONCORDAT_TRY(bits, inflate(*encoded->as_string(), Compression::kZlib, place + "/lst", host));
  list.size_bits = static_cast<unsigned>(size_bits);
  list.from = instant_of(issued);
  list.until = instant_of(expires);
  list.ttl_ms = ttl_ms;
  list.bits = std::move(bits);
  return list;
}

// The first index is the left-most bit (section 2.2), so the most significant of the first octet.
std::uint64_t from_the_left(ByteView bits, std::uint64_t first_bit, unsigned size_bits) {
  std::uint64_t value = 0;
  for (std::uint64_t at = first_bit; at < first_bit + size_bits; ++at) {
    const Byte octet = bits[static_cast<std::size_t>(at / 8)];
    value = value << 1 | (octet >> (7 - at % 8) & 1U);
  }
  return value;
}

// "The least significant bit of the first byte is the first index"; sizes divide 8, so no value
// crosses an octet.
std::uint64_t from_the_right(ByteView bits, std::uint64_t first_bit, unsigned size_bits) {
  const Byte octet = bits[static_cast<std::size_t>(first_bit / 8)];
  return octet >> (first_bit % 8) & ((1U << size_bits) - 1U);
}

}  // namespace

Result<StatusList> unpack_status_list(const json::Value& document, Content content,
                                      std::string issuer, Host& host) {
  CONCORDAT_TRY(list, content == Content::kStatusList ? unpack_token(document, host)
                                                      : unpack_bitstring(document, host));
  list.issuer = std::move(issuer);
  return std::move(list);
}

Result<std::uint64_t> value_at(const StatusList& list, const StatusEntry& entry) {
  const unsigned size_bits = list.kind == ListKind::kBitstring ? entry.size_bits : list.size_bits;
  const std::uint64_t count = std::uint64_t{list.bits.size()} * 8 / size_bits;
  if (list.kind == ListKind::kBitstring && count < kFewestEntries) {
    return fail({.code = "status.list-too-short",
                 .expected = "at least " + std::to_string(kFewestEntries) + " entries"});
  }
  if (entry.index >= count) {
    return fail({.code = "status.index-range",
                 .place = entry.place,
                 .expected = "below " + std::to_string(count)});
  }
  const std::uint64_t first_bit = entry.index * size_bits;
  return list.kind == ListKind::kBitstring ? from_the_left(list.bits, first_bit, size_bits)
                                           : from_the_right(list.bits, first_bit, size_bits);
}

}  // namespace concordat::credential

// A statement, decoded and checked against the catalogue: shape and ranges hold; whether its author
// may make it is for `core/admission` to say.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/credential/jws.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/value.hpp"
#include "core/statement/descriptor.hpp"
#include "core/time/date.hpp"

namespace concordat::statement {

enum class BasisKind : std::uint8_t { kOwn, kTranscribed, kObserved };

struct Basis {
  BasisKind kind = BasisKind::kOwn;
  std::string source;  // transcribed: required
  std::string digest;  // transcribed: "sha256:..." of the file as read
  std::optional<Date> read;
  std::string row;
};

struct Correction {
  std::string statement;
  bool substantive = false;
  bool whole = true;
};

// Certain: the fact surely holds. Possible: it may hold (open facts); contains `certain`, which is
// empty only when the text leaves both ends open so far that no day is sure.
struct Effective {
  DateSpan certain;
  DateSpan possible;
  std::string zone;
};

struct Statement {
  std::string id;
  std::string author;
  const Descriptor* descriptor = nullptr;  // never null after decoding
  Basis basis;
  Effective effective;
  std::optional<Date> decided;
  std::optional<Date> published;
  std::string legal_basis;
  std::string cause;
  bool ex_tunc = false;
  std::optional<Correction> corrects;
  json::Value body;  // an object that matches the descriptor

  [[nodiscard]] std::string_view type() const { return descriptor->type; }
};

// Largest payload: base64url of it, a header and a signature must fit a log entry of 65,535 bytes.
inline constexpr std::size_t kPayloadLimit_bytes = 48'000;

// From the JSON text that is (or will be) signed. Codes under "statement.": unknown-type,
// missing-member, unknown-member, wrong-kind, out-of-range, not-a-choice, too-long, too-many,
// duplicate-element, empty, too-large, interval (until before from, and the like); and those of
// `json::read`, `Predicate::parse` and `crypto::parse_jwk`. `place` is the JSON pointer, or for
// `json::read` the offset. The first thing wrong is reported, in the order of the document.
[[nodiscard]] Result<Statement> decode(std::string_view payload);
// The same for a document that has been read already; it is not held against the size limit.
[[nodiscard]] Result<Statement> decode_value(json::Value payload);
// A template so that text is never taken for a document: json::Value is made from text implicitly.
template <std::same_as<json::Value> Document>
[[nodiscard]] Result<Statement> decode(const Document& payload) {
  return decode_value(payload);
}

// What makes two statements of one id the same: SHA-256 of the payload's bytes. The signature stays
// out of it, so that a draft signed again (ECDSA never signs twice alike) is the same statement.
[[nodiscard]] crypto::Digest content_digest(std::string_view payload);

inline constexpr std::string_view kJwsType = "concordat-statement";

// A signed statement: JWS compact whose header has exactly `alg`, `kid` (the thumbprint of the key)
// and `typ` (`concordat-statement`). Here without its payload, which may be no statement. Codes:
// those of `credential::parse_jws`; jws.header when a member is missing or there is another,
// jws.type when `typ` names something else; statement.too-large.
[[nodiscard]] Result<credential::Jws> parse_signed(std::string_view compact);

// With its payload. Codes: those of `parse_signed` and `decode`.
struct Signed {
  credential::Jws jws;
  Statement statement;
};
[[nodiscard]] Result<Signed> decode_signed(std::string_view compact);

}  // namespace concordat::statement

// A statement, decoded and checked against the catalogue: shape and ranges hold; whether its author
// may make it is for `core/admission` to say.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/credential/jws.hpp"
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

// Certain: the fact surely holds. Possible: it may hold (open facts); contains `certain`.
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
// `json::read`. `place` is the JSON pointer.
[[nodiscard]] Result<Statement> decode(std::string_view payload);
[[nodiscard]] Result<Statement> decode(const json::Value& payload);

inline constexpr std::string_view kJwsType = "concordat-statement";

// A signed statement: JWS compact with typ `concordat-statement` and kid the thumbprint of the key.
struct Signed {
  credential::Jws jws;
  Statement statement;
};
[[nodiscard]] Result<Signed> decode_signed(std::string_view compact);

}  // namespace concordat::statement

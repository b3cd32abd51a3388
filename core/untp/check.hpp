// A credential against the tables of its version.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "core/untp/vocabulary.hpp"

namespace concordat::untp {

// Strict when issuing, tolerant when reading (UNTP VC profile). Tolerant: one value where a list is
// meant, a list of one subject, several status entries, and a status index as text, as the W3C
// wants it.
enum class Manner : std::uint8_t { kTolerant, kStrict };

// JSON pointers of members and types that the version does not define, at most kMostUnknown.
inline constexpr std::size_t kMostUnknown = 64;

// What the credential breaks first, in the order of the tables: untp.missing, untp.kind (another
// shape than the version says), untp.code (not one of its codes), untp.uri, untp.date, untp.range,
// untp.subjects (not exactly one). `place` is the JSON pointer. Terms that the version does not
// define are no refusal: they go to `unknown`.
[[nodiscard]] Status check(const json::Value& document, const Version& version, Manner manner,
                           std::vector<std::string>& unknown);

// The same, strictly, of an object that is no credential, against a class that the version has.
[[nodiscard]] Status check_object(const json::Value& object, const Version& version,
                                  std::string_view name, std::vector<std::string>& unknown);

// The subject: the object itself, or the only element of a list; null when there is none.
[[nodiscard]] const json::Value* subject_of(const json::Value& document);

// A JSON pointer one step down (RFC 6901).
[[nodiscard]] std::string below(std::string_view pointer, std::string_view name);
[[nodiscard]] std::string below(std::string_view pointer, std::size_t index);

}  // namespace concordat::untp

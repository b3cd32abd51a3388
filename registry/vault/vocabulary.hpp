// What may be kept, and as what: closed lists, each member of a record required.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/disclosure/record.hpp"
#include "core/time/date.hpp"

namespace concordat::registry::vault {

inline constexpr std::array<std::string_view, 7> kKinds = {
    "test-report", "result-rows",          "compliance-history", "inspection-file",
    "consignment", "comment-confidential", "contact-data"};
inline constexpr std::array<std::string_view, 4> kConfidentialities = {
    "internal", "confidential", "strictly-confidential", "personal"};
// Of keeping it; for personal data those of most laws on data protection.
inline constexpr std::array<std::string_view, 7> kBases = {
    "consent",        "contract",    "legal-obligation",
    "vital-interest", "public-task", "legitimate-interest",
    "agreement"};
// Nothing that a viewer would execute.
inline constexpr std::array<std::string_view, 8> kMediaTypes = {
    "application/json", "application/octet-stream",
    "application/pdf",  "application/zip",
    "image/jpeg",       "image/png",
    "text/csv",         "text/plain"};
// Why a record is erased.
inline constexpr std::array<std::string_view, 5> kReasons = {
    "retention-ended", "data-subject", "court-order", "owner", "kept-in-error"};

// Films of a test; what is larger is kept in parts.
inline constexpr std::uint64_t kMostBodyBytes = std::uint64_t{16} << 30;
inline constexpr std::size_t kMostRows =
    static_cast<std::size_t>(disclosure::kMostParts - disclosure::kHeaderParts);
// All rows of a record stand in memory together.
inline constexpr std::size_t kMostRowBytes = std::size_t{16} << 20;

// What somebody wants to be kept.
struct Draft {
  std::string kind;
  std::string confidentiality;
  std::string basis;
  std::string owner;       // identifier of an organisation
  std::string about = {};  // pseudonym of a person, where it is about one
  std::string media_type;
  Date keep_until;            // the last day
  std::string replaces = {};  // id of the version that this one corrects
  std::vector<disclosure::Part> rows = {};
};

// Codes: vault.member (place: the member; `expected` names what may stand there), vault.rows.
[[nodiscard]] Status check_draft(const Draft& draft, Date today);

// Whether a body that begins so can be of the media type: magic octets where the format has them,
// text without NUL, JSON that begins like JSON. Code vault.content.
[[nodiscard]] Status check_content(std::string_view media_type, ByteView beginning);

// A JSON array of {"name": text, "value": any}. Code vault.rows, and those of json with the place.
[[nodiscard]] Result<std::vector<disclosure::Part>> read_rows(std::string_view text);

// Code vault.member (place "why").
[[nodiscard]] Status check_reason(std::string_view why);

}  // namespace concordat::registry::vault

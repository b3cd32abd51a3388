// GS1 Digital Link paths: a primary key and its qualifiers, each an application identifier and a
// value in two path segments (GS1 Digital Link URI Syntax 1.7, 4.3 to 4.9; formats and qualifiers
// as the GS1 Barcode Syntax Dictionary of January 2026 states them).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace concordat::api {

enum class Gs1Key : std::uint8_t {
  kGtin,      // 01: a trade item; /22 variant, /10 batch or lot, /21 serial; or /235 alone
  kDocument,  // 253 (GDTI): a document type and, behind the check digit, one document
  kParty,     // 417 (PGLN): a party; /7040 for facilities of the tobacco rules
  kModel,     // 8013 (GMN): a model, as the Basic UDI-DI of a medical device is
};

// The application identifier as it stands in a path: "01".
[[nodiscard]] std::string_view identifier_of(Gs1Key key);

struct Gs1Link {
  Gs1Key key = Gs1Key::kGtin;
  std::string value;  // a GTIN has 14 digits here, however many were sent

  std::string variant = {};      // 22
  std::string batch = {};        // 10
  std::string serial = {};       // 21
  std::string third_party = {};  // 235
  std::string extension = {};    // 7040
  friend bool operator==(const Gs1Link&, const Gs1Link&) = default;
};

// `path` as sent, percent-encoded; one slash at its end does no harm (GS1-Conformant Resolver
// 1.2, 2.13). A GTIN of 8, 12 or 13 digits is read as the 14 it stands for. Codes: gs1.path (not
// pairs of segments, or no primary key that is resolved here), gs1.key (format or check
// characters), gs1.qualifier (not one of this key, out of order, or its format); and those of
// percent_decode.
[[nodiscard]] Result<Gs1Link> parse_gs1_link(std::string_view path);
// The path that parses to it, qualifiers in their order.
[[nodiscard]] std::string to_path(const Gs1Link& link);

// The spellings under which 14 digits may have been recorded: themselves, and with their leading
// zeros left out, as GTIN-13, GTIN-12 and GTIN-8.
[[nodiscard]] std::vector<std::string> spellings_of_gtin(std::string_view gtin);

// The last digit as the ones before it ask for (GS1 General Specifications, 7.9.1); "" and other
// characters do not hold.
[[nodiscard]] bool check_digit_holds(std::string_view digits);
// The last two characters of a GMN (GS1 General Specifications, 7.9.5).
[[nodiscard]] bool check_pair_holds(std::string_view model);

}  // namespace concordat::api

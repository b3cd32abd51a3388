// The target of a request: percent-encoding undone (RFC 3986, 2.1), query parameters taken apart
// (application/x-www-form-urlencoded, as browsers and curl write them).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"

namespace concordat::api {

// Longer targets are told 414; no identifier and no filter comes near.
inline constexpr std::size_t kMaxTarget_bytes = 8 * 1024;
inline constexpr std::size_t kMaxParameters = 32;

// Code request.encoding: "%" without two hex digits, octets that are no UTF-8, control characters.
[[nodiscard]] Result<std::string> percent_decode(std::string_view text);
// For a path segment or a query value: everything but the unreserved characters is encoded.
[[nodiscard]] std::string percent_encode(std::string_view text);

class Query {
 public:
  using Parameter = std::pair<std::string, std::string>;

  // Codes: request.encoding, request.parameter (too many, or one name twice).
  [[nodiscard]] static Result<Query> parse(std::string_view text);

  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
  // The value, or "" when it is absent.
  [[nodiscard]] std::string_view value(std::string_view name) const;
  // Code request.parameter, with the name as place, unless it is absent or a decimal in the range.
  struct Range {
    std::uint64_t minimum = 0;
    std::uint64_t maximum = 0;
  };
  [[nodiscard]] Result<std::optional<std::uint64_t>> number(std::string_view name,
                                                            const Range& range) const;
  [[nodiscard]] const std::vector<Parameter>& parameters() const { return parameters_; }
  // Code request.parameter where there is any but those that a resolver hands on with a
  // redirection: the link type that was asked for, its context and language, and the data
  // attributes of a barcode, whose names are digits (GS1-Conformant Resolver 1.2, 2.12; UNTP
  // identity resolver, "IDR Query URL").
  [[nodiscard]] Status none_but_handed_on() const;

 private:
  [[nodiscard]] const Parameter* find(std::string_view name) const;

  std::vector<Parameter> parameters_;
};

// A decimal without sign or leading zeros.
[[nodiscard]] std::optional<std::uint64_t> decimal(std::string_view text);

}  // namespace concordat::api

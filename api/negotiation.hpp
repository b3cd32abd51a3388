// Media types: what a request brings and what it takes (RFC 9110, 8.3 and 12.5.1).
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace concordat::api {

inline constexpr std::string_view kJson = "application/json";
inline constexpr std::string_view kJsonLd = "application/ld+json";
inline constexpr std::string_view kNdjson = "application/x-ndjson";
inline constexpr std::string_view kProblem = "application/problem+json";
inline constexpr std::string_view kLdJson = "application/ld+json";
inline constexpr std::string_view kSchemaJson = "application/schema+json";
inline constexpr std::string_view kVc = "application/vc";
inline constexpr std::string_view kVcJwt = "application/vc+jwt";
inline constexpr std::string_view kJwt = "application/jwt";
inline constexpr std::string_view kStatusListJwt = "application/statuslist+jwt";
inline constexpr std::string_view kJose = "application/jose";
inline constexpr std::string_view kPdf = "application/pdf";
inline constexpr std::string_view kSvg = "image/svg+xml";
inline constexpr std::string_view kHtml = "text/html; charset=utf-8";
inline constexpr std::string_view kText = "text/plain; charset=utf-8";
inline constexpr std::string_view kOctets = "application/octet-stream";

// The type without its parameters, in lower case.
[[nodiscard]] std::string media_type(std::string_view content_type);

// Whether an Accept field takes that type (given with or without parameters). An empty field takes
// everything. The most specific range decides; its quality 0 refuses.
[[nodiscard]] bool accepts(std::string_view accept, std::string_view type);

}  // namespace concordat::api

// Who issues: a registry, under its own name, about what is on file there.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "core/time/date.hpp"
#include "core/time/instant.hpp"

namespace concordat::untp {

// Everything a registry publishes lies below `base`; its DID is did:web of its log's origin.
struct Registrar {
  std::string origin;  // "registry.example/log"
  std::string name;    // of the registry
  std::string base;    // "https://registry.example"
  std::string did;     // "did:web:registry.example:log"

  [[nodiscard]] std::string address(std::string_view kind, std::string_view id) const;
  [[nodiscard]] std::string statement(std::uint64_t index) const;
};

// From the log's origin: host, port and path, without a scheme. Code untp.origin where no did:web
// can be made of it (an IP address, a path with other characters than a DID has).
[[nodiscard]] Result<Registrar> registrar_of(std::string_view origin, std::string_view name);

// A statement of the log, as its payload; and where a correction in part left only some of its
// days, those days and the statement that corrected it.
struct Logged {
  struct Left {
    DateSpan days;  // on which it surely holds
    std::uint64_t corrected_by = 0;
  };
  std::uint64_t index = 0;
  std::string recorded;  // RFC 3339
  json::Value payload;
  std::optional<Left> left = {};
};

// An entry of the one status list that UNTP allows a credential.
struct StatusEntry {
  std::string purpose;  // "revocation", "suspension", "refresh" or "message"
  std::uint64_t index = 0;
  std::string list;  // address of the list credential
};

struct Issue {
  Instant at;              // now
  std::uint64_t size = 0;  // of the log that was read
  std::optional<StatusEntry> status = {};
};

// A credential about something without an end on file ends by itself after so many days: without a
// status list nobody could tell otherwise that it was withdrawn.
inline constexpr std::int32_t kOpenLife_days = 365;

// The name of something on file: kind as in addresses ("organisations"), and its identifier. Empty
// when nothing is on file under it.
using Naming = std::function<std::string(std::string_view kind, std::string_view id)>;

// A path segment (RFC 3986, 3.3): what is not unreserved is percent-encoded.
[[nodiscard]] std::string segment(std::string_view text);

}  // namespace concordat::untp

// The lines of a bundle and what they say (spec/formats/bundle.md). Strict both ways: a line is
// read only as it is written here, so that there is one file for one content.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/result.hpp"
#include "core/credential/jws.hpp"
#include "core/json/value.hpp"
#include "core/log/entry.hpp"
#include "core/merkle/frontier.hpp"
#include "core/time/instant.hpp"
#include "registry/bundle/coverage.hpp"

namespace concordat::registry::bundle {

inline constexpr std::int64_t kVersion = 1;
inline constexpr std::string_view kManifestType = "concordat-bundle";  // `typ` of its JWS
// The log behind a bundle: every place of it takes some forty octets of memory, kept or left out.
inline constexpr std::uint64_t kMaxLogSize = std::uint64_t{1} << 24;

// What stands behind the manifest, in this order.
enum class Part : std::uint8_t { kLog, kControllers, kStatusLists };
inline constexpr std::array<std::string_view, 3> kPartNames = {"log", "controllers", "statusLists"};

// So many lines, and the root of the tree (RFC 9162, 2.1) whose leaves are these lines.
struct Seal {
  std::uint64_t lines = 0;
  merkle::Hash root = {};
  friend bool operator==(const Seal&, const Seal&) = default;
};
[[nodiscard]] Seal seal_of(const merkle::Frontier& lines);

struct Manifest {
  std::string origin;
  std::uint64_t size = 0;
  merkle::Hash root = {};
  Instant made;
  Instant expires;
  Coverage coverage;
  std::array<Seal, kPartNames.size()> parts;
  friend bool operator==(const Manifest&, const Manifest&) = default;
};

// The payload that is signed, and back. Code offline.manifest with a JSON pointer, offline.version.
[[nodiscard]] json::Value to_json(const Manifest& manifest);
[[nodiscard]] Result<Manifest> manifest_from_json(const json::Value& json);

// A manifest under its signature, which is still to be checked.
struct SignedManifest {
  Manifest manifest;
  credential::Jws jws;
};
[[nodiscard]] std::string manifest_line(std::string_view jws);
// Codes offline.form (also: signed as something else); those of credential::parse_jws;
// offline.manifest, offline.version.
[[nodiscard]] Result<SignedManifest> read_manifest_line(std::string_view line);

// ---- the log ---------------------------------------------------------------------------------

// A run of entries that are left out: 2^level of them from `first` on.
struct Gap {
  std::uint64_t first = 0;
  unsigned level = 0;
  merkle::Hash root = {};
  friend bool operator==(const Gap&, const Gap&) = default;
};
// An entry, its octets spelt out so that people can read it.
struct Kept {
  std::uint64_t index = 0;
  log::Entry entry;
  friend bool operator==(const Kept&, const Kept&) = default;
};
using Piece = std::variant<Kept, Gap>;

// As an object: a line of a bundle, an element of a receipt. Code jws.form: the entry holds no JWS.
[[nodiscard]] json::Value to_json(const Gap& gap);
[[nodiscard]] Result<json::Value> to_json(const Kept& kept);
// Code offline.form, with the place below `place`.
[[nodiscard]] Result<Piece> piece_from_json(const json::Value& json, const std::string& place = "");

// ---- texts of others, and the checkpoint -----------------------------------------------------

inline constexpr std::string_view kCheckpointMember = "checkpoint";
inline constexpr std::string_view kControllerMember = "controller";
inline constexpr std::string_view kStatusListMember = "statusList";
[[nodiscard]] std::string text_line(std::string_view member, std::string_view text);
// The text of a line with that member alone. Code offline.form.
[[nodiscard]] Result<std::string> read_text_line(std::string_view member, std::string_view line);
// A line as JSON, printed as it would be here. Code offline.form.
[[nodiscard]] Result<json::Value> read_line(std::string_view line);

}  // namespace concordat::registry::bundle

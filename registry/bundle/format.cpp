#include "registry/bundle/format.hpp"

#include <algorithm>
#include <bit>
#include <span>

#include "core/base/base64.hpp"
#include "core/base/base64url.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::registry::bundle {
namespace {

constexpr std::string_view kManifestMember = "manifest";
// A statement in plain text within JSON stays far below; the texts of others have their own bound.
constexpr json::Limits kLineLimits = {.size_bytes = std::size_t{4} << 20, .depth = 8};

std::unexpected<Error> unfit(std::string place, std::string expected) {
  return fail({.code = "offline.form", .place = std::move(place), .expected = std::move(expected)});
}

std::unexpected<Error> bad_manifest(std::string place, std::string expected) {
  return fail(
      {.code = "offline.manifest", .place = std::move(place), .expected = std::move(expected)});
}

bool has_exactly(const json::Value& json, std::span<const std::string_view> names) {
  const json::Object* const object = json.as_object();
  return object != nullptr && object->size() == names.size() &&
         std::ranges::all_of(names, [&](std::string_view name) { return object->find(name); });
}

// Lines and their pieces have their members in one order, so that a content has one text.
bool has_in_order(const json::Value& json, std::span<const std::string_view> names) {
  const json::Object* const object = json.as_object();
  return object != nullptr && std::ranges::equal(*object, names, {}, &json::Member::first);
}

std::optional<merkle::Hash> hash_from(std::string_view text) {
  const auto octets = decode_base64(text);
  merkle::Hash hash = {};
  if (!octets || octets->size() != hash.size()) return std::nullopt;
  std::ranges::copy(*octets, hash.begin());
  return hash;
}

std::optional<std::uint64_t> count_from(const json::Value* json) {
  const std::int64_t* const number = json == nullptr ? nullptr : json->as_integer();
  if (number == nullptr || *number < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*number);
}

// An instant as it is printed here, and in no other way.
std::optional<Instant> instant_from(std::string_view text) {
  const auto instant = parse_instant(text);
  if (!instant || to_string(*instant) != text) return std::nullopt;
  return *instant;
}

json::Value to_json(const Seal& seal) {
  return json::Object{{"lines", seal.lines}, {"root", encode_base64(seal.root)}};
}

Result<Seal> seal_from(const json::Value* json, const std::string& place) {
  constexpr std::string_view kMembers[] = {"lines", "root"};
  if (json == nullptr || !has_exactly(*json, kMembers)) return bad_manifest(place, "lines, root");
  const auto lines = count_from(json->find("lines"));
  const auto root = hash_from(json->text("root"));
  if (!lines || !root) return bad_manifest(place, "a number of lines and the root over them");
  return Seal{.lines = *lines, .root = *root};
}

Result<std::string> opened(std::string_view part) {
  CONCORDAT_TRY(octets, decode_base64url(part));
  return std::string(text_of(octets));
}

}  // namespace

Seal seal_of(const merkle::Frontier& lines) {
  return {.lines = lines.size(), .root = lines.root()};
}

json::Value to_json(const Manifest& manifest) {
  json::Object parts;
  for (std::size_t at = 0; at < kPartNames.size(); ++at) {
    parts.set(kPartNames[at], to_json(manifest.parts[at]));
  }
  return json::Object{{"version", kVersion},
                      {"origin", manifest.origin},
                      {"size", manifest.size},
                      {"root", encode_base64(manifest.root)},
                      {"made", to_string(manifest.made)},
                      {"expires", to_string(manifest.expires)},
                      {"coverage", to_json(manifest.coverage)},
                      {"parts", std::move(parts)}};
}

Result<Manifest> manifest_from_json(const json::Value& json) {
  constexpr std::string_view kMembers[] = {"version", "origin",  "size",     "root",
                                           "made",    "expires", "coverage", "parts"};
  if (json.integer("version") != kVersion) {
    return fail({.code = "offline.version", .place = "/version", .expected = "1"});
  }
  if (!has_exactly(json, kMembers)) return bad_manifest("", "the members of version 1");
  const auto size = count_from(json.find("size"));
  if (!size || *size == 0 || *size > kMaxLogSize) {
    return bad_manifest("/size", "1 to " + std::to_string(kMaxLogSize));
  }
  const auto root = hash_from(json.text("root"));
  if (!root) return bad_manifest("/root", "32 octets in base64");
  const auto made = instant_from(json.text("made"));
  if (!made) return bad_manifest("/made", "2024-05-01T12:34:56.789Z");
  const auto expires = instant_from(json.text("expires"));
  if (!expires || *expires <= *made) return bad_manifest("/expires", "an instant after made");
  CONCORDAT_TRY(coverage, coverage_from_json(*json.find("coverage"), "/coverage"));
  Manifest manifest{.origin = std::string(json.text("origin")),
                    .size = *size,
                    .root = *root,
                    .made = *made,
                    .expires = *expires,
                    .coverage = std::move(coverage),
                    .parts = {}};
  const json::Value& parts = *json.find("parts");
  if (!has_exactly(parts, kPartNames)) return bad_manifest("/parts", "the three parts");
  for (std::size_t at = 0; at < kPartNames.size(); ++at) {
    const std::string place = "/parts/" + std::string(kPartNames[at]);
    CONCORDAT_TRY(seal, seal_from(parts.find(kPartNames[at]), place));
    manifest.parts[at] = seal;
  }
  return manifest;
}

std::string manifest_line(std::string_view jws) { return text_line(kManifestMember, jws); }

Result<SignedManifest> read_manifest_line(std::string_view line) {
  CONCORDAT_TRY(text, read_text_line(kManifestMember, line));
  CONCORDAT_TRY(jws, credential::parse_jws(text));
  if (jws.type != kManifestType) {
    return unfit("/typ", std::string(kManifestType));
  }
  CONCORDAT_TRY(payload, json::read(jws.payload, kLineLimits));
  CONCORDAT_TRY(manifest, manifest_from_json(payload));
  return SignedManifest{.manifest = std::move(manifest), .jws = std::move(jws)};
}

json::Value to_json(const Gap& gap) {
  return json::Object{{"from", gap.first},
                      {"count", std::uint64_t{1} << gap.level},
                      {"root", encode_base64(gap.root)}};
}

Result<json::Value> to_json(const Kept& kept) {
  const std::string_view jws = kept.entry.statement;
  const std::size_t first = jws.find('.');
  const std::size_t second = first == jws.npos ? first : jws.find('.', first + 1);
  if (second == jws.npos) return fail({.code = "jws.form", .place = "dots"});
  CONCORDAT_TRY(header, opened(jws.substr(0, first)));
  CONCORDAT_TRY(payload, opened(jws.substr(first + 1, second - first - 1)));
  return json::Object{
      {"index", kept.index},           {"recorded", kept.entry.recorded.milliseconds},
      {"custody", kept.entry.custody}, {"header", std::move(header)},
      {"payload", std::move(payload)}, {"signature", jws.substr(second + 1)}};
}

namespace {

Result<Piece> kept_from(const json::Value& json, const std::string& place) {
  const auto index = count_from(json.find("index"));
  const auto recorded = count_from(json.find("recorded"));
  const bool* const custody = json.find("custody")->as_bool();
  const std::string* const header = json.find("header")->as_string();
  const std::string* const payload = json.find("payload")->as_string();
  const std::string* const signature = json.find("signature")->as_string();
  if (!index || !recorded || !custody || !header || !payload || !signature) {
    return unfit(place, "an entry: index, recorded, custody, header, payload, signature");
  }
  return Kept{.index = *index,
              .entry = {.recorded = {static_cast<std::int64_t>(*recorded)},
                        .custody = *custody,
                        .statement = encode_base64url(bytes_of(*header)) + "." +
                                     encode_base64url(bytes_of(*payload)) + "." + *signature}};
}

Result<Piece> gap_from(const json::Value& json, const std::string& place) {
  const auto first = count_from(json.find("from"));
  const auto count = count_from(json.find("count"));
  const auto root = hash_from(json.text("root"));
  if (!first || !count || !std::has_single_bit(*count) || !root) {
    return unfit(place, "entries left out: from, count (a power of two), root");
  }
  return Gap{
      .first = *first, .level = static_cast<unsigned>(std::countr_zero(*count)), .root = *root};
}

}  // namespace

Result<Piece> piece_from_json(const json::Value& json, const std::string& place) {
  constexpr std::string_view kOfKept[] = {"index",  "recorded", "custody",
                                          "header", "payload",  "signature"};
  constexpr std::string_view kOfGap[] = {"from", "count", "root"};
  if (has_in_order(json, kOfKept)) return kept_from(json, place);
  if (has_in_order(json, kOfGap)) return gap_from(json, place);
  return unfit(place, "an entry, or entries left out");
}

std::string text_line(std::string_view member, std::string_view text) {
  return json::compact(json::Object{{std::string(member), text}});
}

Result<std::string> read_text_line(std::string_view member, std::string_view line) {
  CONCORDAT_TRY(json, read_line(line));
  const json::Object* const object = json.as_object();
  const json::Value* const text = json.find(member);
  if (object == nullptr || object->size() != 1 || text == nullptr || !text->as_string()) {
    return unfit("", "an object with the text " + std::string(member) + " alone");
  }
  return *text->as_string();
}

Result<json::Value> read_line(std::string_view line) {
  auto json = json::read(line, kLineLimits);
  if (!json) {
    return fail({.code = "offline.form",
                 .place = json.error().place,
                 .expected = "one JSON object, as this format prints it",
                 .arguments = {{"cause", json.error().code}}});
  }
  if (json::compact(*json) != line) return unfit("", "one JSON object, as this format prints it");
  return json;
}

}  // namespace concordat::registry::bundle

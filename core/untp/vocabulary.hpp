// The vocabulary of the UN Transparency Protocol as data: for each version and kind of credential
// its context, its classes with their members, and how the members that we read are spelled there.
//
// A version is a row of `versions()`. Nothing else knows one: what differs between two versions
// differs in the tables. The facts are those of the published schemas and pages of UNTP 0.7.0 (4
// May 2026) and 0.6.1 (June 2025).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace concordat::untp {

enum class Document : std::uint8_t { kConformity, kIdentity };

enum class Shape : std::uint8_t {
  kText,
  kUri,      // absolute
  kDate,     // YYYY-MM-DD
  kInstant,  // a timestamp with a time
  kBoolean,
  kInteger,  // not negative
  kNumber,
  kRecord,  // an object of class `of`
  kTopic,   // an object of class ConformityTopic, or a code as text: versions differ
  kAny,     // defined, but not looked into
};

struct Member {
  std::string_view name;
  Shape shape = Shape::kText;
  bool required = false;
  bool many = false;
  std::string_view of = {};                      // kRecord: name of the class
  std::span<const std::string_view> codes = {};  // kText: one of these
  bool foreign = false;  // a spelling of pages and samples: read, and never written
};

struct Class {
  std::string_view name;  // the type that objects of it carry
  std::span<const Member> members;
  std::string_view also = {};  // further types, separated by spaces
  // The published context defines no such type: what is written carries none, because a type that
  // nobody defines is an error in JSON-LD.
  bool untyped = false;
};

// How the members that are read are called; alternatives separated by spaces, the first that is
// there counts. Empty: that version has no such member.
struct Spelling {
  // Of an attestation.
  std::string_view scheme;
  std::string_view profile;
  std::string_view assessments;
  // Of a product or facility within an assessment.
  std::string_view verified;
  // Of a registered identity.
  std::string_view registered_name;
  std::string_view id_scheme;
  std::string_view registration_scope;
  bool needs_id_scheme = false;  // in one spelling or the other
};

struct Version {
  std::string_view name;  // "0.7.0"
  Document document = Document::kConformity;
  std::string_view context;
  std::string_view type;     // of the credential
  std::string_view subject;  // class of its subject
  std::span<const Class> classes;
  Spelling spelling = {};
  // Classes of another table that objects of these are made of; those of the same name come first.
  std::span<const Class> more = {};
};

[[nodiscard]] std::span<const Version> versions();
// Null when there is no such row.
[[nodiscard]] const Version* find_version(std::string_view name, Document document);
// Null when the version has no such class.
[[nodiscard]] const Class* find_class(const Version& version, std::string_view name);

inline constexpr std::string_view kBaseContext = "https://www.w3.org/ns/credentials/v2";
inline constexpr std::string_view kCurrent = "0.7.0";  // what is written

// Our extension (spec/formats/untp.md): where below its own address every registry publishes the
// context, and the terms it defines.
inline constexpr std::string_view kOwnContextPath = "/contexts/registry-record-v1";
inline constexpr std::string_view kOwnConformity = "RegistryConformityCredential";
inline constexpr std::string_view kOwnIdentity = "RegistryIdentityAnchor";
inline constexpr std::string_view kOwnMember = "registryRecord";

// Conformity topics: the vocabulary has the plural in its addresses, published samples the singular
// (and one a folder more). Gives the vocabulary's own address for those, anything else as it is.
inline constexpr std::string_view kTopics = "https://vocabulary.uncefact.org/conformity-topics/";
[[nodiscard]] std::string_view topic_name(std::string_view uri);  // "" when it is none of these

}  // namespace concordat::untp

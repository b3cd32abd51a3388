// The catalogue's grammar: how a statement type is described.
//
// A statement type is a table of fields. The decoder, the JSON Schema, the reference page and the
// fuzz dictionary are all generated from these tables; only the authority rule (admission) and the
// effect on the facts are written by hand.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace concordat::statement {

enum class Kind : std::uint8_t {
  kText,    // UTF-8, 1 to 4,000 characters, no control characters but line feed
  kNumber,  // what people read off a paper: UTF-8, 1 to 200 characters, no control characters
  kId,  // ASCII identifier, 1 to 200 of A-Z a-z 0-9 . _ : / + ( ) @ # -, first a letter or digit
  kChoice,   // one of `choices`
  kDate,     // YYYY-MM-DD
  kInstant,  // RFC 3339
  kInteger,  // minimum to maximum
  kDecimal,  // a decimal as a string: -?digits(.digits)?, 30 characters at most
  kBoolean,
  kDigest,      // "sha256:" and 64 lower-case hex digits
  kNames,       // an object from language tag (ar zh en fr ru es, or any BCP 47) to text; not empty
  kAttributes,  // an object from attribute name to a string, integer, boolean, or list of strings
  kPredicate,   // a product predicate, spec/formats/predicate.md
  kJwk,         // a public JSON Web Key
  kRecord,      // an object of `fields`; without fields, any object (the body in the envelope)
};

// What an identifier points to. Admission does not require the target to exist unless the type's
// rule says so (statements may arrive in any order from several authorities); the reference page
// and the fold use it.
enum class Target : std::uint8_t {
  kNothing,
  kStatement,
  kOrganisation,
  kEconomy,
  kSector,
  kAct,
  kRequirement,
  kStandard,
  kEdition,
  kScheme,
  kScale,
  kArrangement,
  kAgreement,
  kAnnex,
  kCertificate,
  kProduct,
  kMeasure,
  kClassification,
};

struct Field {
  std::string_view name;  // lowerCamelCase
  Kind kind = Kind::kText;
  bool required = false;
  bool many = false;  // a list of `kind`; 1 to 2,000 elements, no duplicates among scalars
  std::string_view meaning;
  Target target = Target::kNothing;
  std::span<const std::string_view> choices = {};
  std::span<const Field> fields = {};
  std::int64_t minimum = 0;
  std::int64_t maximum = 1'000'000'000;
  bool positional = false;  // a list whose positions count: its elements may repeat
};

enum class Family : std::uint8_t {
  kFrame,
  kNorms,
  kCompetence,
  kCompacts,
  kAttestations,
  kMeasures
};

// Who may make a statement of this type. The rule's prose stands in the descriptor; the rule itself
// in `core/admission`.
enum class Authority : std::uint8_t {
  kOperator,         // the registry's operator
  kSelf,             // the organisation the statement is about (field named by `subject`)
  kMarketAuthority,  // an organisation with role `authority` of the market in `subject`, or of an
                     // area it acts for
  kAccreditor,       // the accreditation body named in `subject`
  kDesignator,       // a designating authority of the body's economy, or of the agreement party
  kParty,            // an authority of the party in `subject`
  kDepositary,       // the depositary of the agreement in `subject`, or any authority of a party
  kBody,             // the issuing body in `subject`, its designating authority or its successor
  kStandardsBody,    // the publisher of the standard, or a market authority
  kSchemeOwner,      // the owner of the scheme
  kHolder,           // the holder (licences, mandates)
  kAuthorOfSubject,  // whoever could make the statement that `subject` names
  kAnyone,           // any enrolled organisation, about itself alone
};

struct Descriptor {
  std::string_view type;  // kebab-case
  Family family = Family::kFrame;
  Authority authority = Authority::kOperator;
  std::string_view subject;  // the body field the authority rule looks at
  std::string_view meaning;  // what the author states by it
  std::string_view rule;     // who may make it, in prose
  std::span<const Field> fields;
  // False for what only its author can bring about by saying it: keys, and the registry's own
  // rules.
  bool transcribable = true;
};

// Every type, in the order of the reference page.
[[nodiscard]] std::span<const Descriptor> catalogue();
// Null when there is no such type.
[[nodiscard]] const Descriptor* find(std::string_view type);
// The members of the envelope around every body.
[[nodiscard]] std::span<const Field> envelope();

// Shorthand for the tables.
constexpr Field required(std::string_view name, Kind kind, std::string_view meaning,
                         Target target = Target::kNothing) {
  return {.name = name, .kind = kind, .required = true, .meaning = meaning, .target = target};
}
constexpr Field optional(std::string_view name, Kind kind, std::string_view meaning,
                         Target target = Target::kNothing) {
  return {.name = name, .kind = kind, .meaning = meaning, .target = target};
}
constexpr Field list(Field field) {
  field.many = true;
  return field;
}
constexpr Field positional(Field field) {
  field.positional = true;
  return field;
}
constexpr Field choice(Field field, std::span<const std::string_view> choices) {
  field.kind = Kind::kChoice;
  field.choices = choices;
  return field;
}
constexpr Field record(Field field, std::span<const Field> fields) {
  field.kind = Kind::kRecord;
  field.fields = fields;
  return field;
}
constexpr Field range(Field field, std::int64_t minimum, std::int64_t maximum) {
  field.minimum = minimum;
  field.maximum = maximum;
  return field;
}

}  // namespace concordat::statement

// A UNTP credential as somebody presents it: read, not verified. Who may be believed about it is
// for `core/credential/verify`; what a market makes of it is for `core/recognition`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/value.hpp"
#include "core/time/date.hpp"
#include "core/time/instant.hpp"
#include "core/untp/vocabulary.hpp"

namespace concordat::untp {

// Anything that has an identifier and a name: a party, a scheme, a standard, a criterion.
struct Thing {
  std::string id;
  std::string name;
  std::string registered_id;  // of parties, products and facilities
};

// An entry of `authorisation`: the issuer's own claim, worth nothing until its evidence was
// followed.
struct Endorsement {
  std::string name;
  Thing authority;
  std::string evidence;  // an address
};

struct Item {  // a product or facility that was assessed
  Thing what;
  std::string model;
  std::string batch;
  std::string serial;
  std::optional<bool> verified;  // whether the body itself identified it
};

struct Assessment {
  std::string id;
  std::string name;
  std::optional<Date> date;
  std::vector<Thing> criteria;
  std::vector<Thing> standards;
  std::vector<Thing> regulations;
  std::vector<Item> products;
  std::vector<Item> facilities;
  Thing organisation;
  std::vector<std::string> conditions;
  // Names of the topic vocabulary where it is one of these, whatever the spelling of the address;
  // otherwise the address or code as presented.
  std::vector<std::string> topics;
  std::optional<bool> conformance;
};

struct Conformity {
  std::string id;
  std::string name;
  std::string assessor_level;  // codes of the version, as presented
  std::string assessment_level;
  std::string attestation_type;
  Thing issued_to;
  Thing scheme;
  Thing profile;
  std::vector<Endorsement> authorisations;
  std::string certificate;       // address of the document for people
  std::string certificate_name;  // and what the link to it is called
  std::vector<Assessment> assessments;
};

struct Identity {
  std::string did;
  std::string registered_name;
  std::string registered_id;
  std::optional<Date> registered;
  Thing id_scheme;
  std::string register_type;  // in lower case, whatever the version
  std::string public_information;
  Thing registrar;
  std::vector<std::string> scope;
};

struct Presented {
  const Version* version = nullptr;  // never null
  std::vector<std::string> types;
  std::string id;
  std::string name;
  Thing issuer;
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_until;
  // The days of the two as they are written, in whatever zone; of an end at midnight the day
  // before, which is the last it holds.
  std::optional<Date> first_day;
  std::optional<Date> last_day;
  std::variant<Conformity, Identity> subject;
  json::Value record;                // our extension, where it carries one; null otherwise
  std::vector<std::string> unknown;  // JSON pointers of terms the version does not define
  std::string text;                  // the octets as they came
  crypto::Digest digest{};           // of these
};

// Octets that are looked at.
inline constexpr std::size_t kLargestCredential = std::size_t{1} << 20;

// A credential as JSON, as a JWS (`vc+jwt`), or as an envelope around one. Codes, with a JSON
// pointer into the credential: those of `check`; untp.version (no context of a version that is
// read), untp.type (neither kind of credential, or both); and before there is a credential
// untp.too-large, those of the strict reader, of JWS and of envelopes.
[[nodiscard]] Result<Presented> read(std::string_view text);
// The same of a document that somebody has parsed already, out of the octets `text`.
[[nodiscard]] Result<Presented> read_document(const json::Value& document, std::string_view text);

}  // namespace concordat::untp

// What all credentials that a registry writes have in common.
#pragma once

#include "core/statement/statement.hpp"
#include "core/untp/registrar.hpp"
#include "core/untp/vocabulary.hpp"

namespace concordat::untp {

// A party, a scheme ...: type, id, name.
[[nodiscard]] json::Object thing(std::string_view type, std::string_view id, std::string_view name);
// One that may be on file: its address and name there; otherwise its name alone, under `elsewhere`.
struct Reference {
  std::string_view type;
  std::string_view kind;  // as in addresses
  std::string_view id;
  std::string elsewhere;
};
[[nodiscard]] json::Object on_file(const Registrar& registrar, const Naming& naming,
                                   const Reference& reference);

// The statement, with the days that are left of it. Codes of decoding.
[[nodiscard]] Result<statement::Statement> decode(const Logged& logged);

// When the credential begins and ends: the days on which the statement surely holds; where no end
// is on file, kOpenLife_days from now. Code untp.not-in-force when it does not hold today.
struct Validity {
  std::string from;   // of validFrom
  std::string until;  // of validUntil
};
[[nodiscard]] Result<Validity> validity_of(const statement::Statement& statement, Instant now);

// Contexts, types, id, issuer, dates, name, status; the subject comes last.
struct Envelope {
  const Registrar& registrar;
  const Issue& issue;
  Document document;
  std::string id;
  std::string name;
  Validity validity;
  std::string_view page;  // the template that shows it to people
};
[[nodiscard]] json::Object enveloped(const Envelope& envelope, json::Object subject);

// Where it is on file, who said it, and whether they decided it or copied it from elsewhere.
[[nodiscard]] json::Object record_of(const Registrar& registrar, const Issue& issue,
                                     const Logged& logged, const Naming& naming);

}  // namespace concordat::untp

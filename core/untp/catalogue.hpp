// The Conformity Vocabulary Catalogue of UNTP 0.7.0: schemes, profiles and criteria under addresses
// by which claims and assessments match (spec/formats/vocabulary.md).
//
// Made from what is on file and nothing else: a scheme or a legal act as a conformity scheme; a
// requirement, or a scheme's own documents, as a profile; editions, single demands, and an act or a
// scheme as a whole as criteria.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/date.hpp"
#include "core/untp/registrar.hpp"

namespace concordat::untp {

// Where below its own address every registry publishes its catalogue.
inline constexpr std::string_view kVocabularyPath = "/vocabulary";

// The last part of the address of a scheme's own profile, and of the criterion that an act or a
// scheme as a whole is. No demand can bear the name: it begins with a character that none begins
// with.
inline constexpr std::string_view kProfilePart = "~profile";
inline constexpr std::string_view kWholePart = "~whole";

// "https://registry.example/vocabulary/standards/IEC-60335-1%3A2010": the one spelling, so that
// equal texts mean the same. `kind` is as in addresses: schemes, acts, requirements, standards.
[[nodiscard]] std::string vocabulary_uri(const Registrar& registrar, std::string_view kind,
                                         std::string_view id, std::string_view part = {});

// What an address of this registry's catalogue names; in other spellings of percent-encoding too.
struct VocabularyName {
  std::string kind;
  std::string id;
  std::string part;
};
[[nodiscard]] std::optional<VocabularyName> vocabulary_name(std::string_view path);

// The newest statement about something, as the catalogue needs it.
struct Described {
  std::string kind;
  std::string id;
  json::Value body;     // of the statement
  std::string address;  // of its source; where it is none that can be opened, empty
  DateSpan effective;   // the days in law
};

// A demand that is told apart: an atom of a requirement, or what an equivalence decision maps.
struct Demand {
  std::string atom;
  std::string about;  // empty where nobody said
  std::string clause;
  std::int64_t severity = 0;  // 0: nobody said
};

struct Catalogue {
  const Registrar& registrar;
  const Naming& naming;
  Date today;
};

// Classes of UNTP, without a context: for lists and within each other.
[[nodiscard]] json::Object criterion_of_edition(const Catalogue& catalogue,
                                                const Described& edition);
[[nodiscard]] json::Object criterion_of_whole(const Catalogue& catalogue, const Described& thing);
[[nodiscard]] json::Object criterion_of_demand(const Catalogue& catalogue, const Described& thing,
                                               const Demand& demand);
// A requirement: its demands, or the act as a whole where none are told apart.
[[nodiscard]] json::Object profile_of_requirement(const Catalogue& catalogue,
                                                  const Described& requirement);
// A scheme's documents; `editions` are those it certifies to that are on file, `scale` its levels
// from the lowest, both possibly empty.
struct SchemeSource {
  const Described& scheme;
  const std::vector<Described>& editions;
  const std::vector<std::string>& levels;
};
[[nodiscard]] json::Object profile_of_scheme(const Catalogue& catalogue,
                                             const SchemeSource& source);
[[nodiscard]] json::Object scheme_of(const Catalogue& catalogue, const SchemeSource& source);
// An act, with the profiles of its requirements.
[[nodiscard]] json::Object scheme_of_act(const Catalogue& catalogue, const Described& act,
                                         const std::vector<Described>& requirements);

// The demands of a requirement, or of the edition that a decision maps to.
[[nodiscard]] std::vector<Demand> demands_of(const json::Value& body);

// As a document of its own: with UNTP's context. Codes of `check_object` and untp.unknown-term:
// what is written is held against the class, strictly.
[[nodiscard]] Result<json::Value> published(json::Object entry);

}  // namespace concordat::untp

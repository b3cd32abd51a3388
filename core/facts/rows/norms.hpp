// Acts, requirements, editions, schemes: what has to be met.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/facts/coverages.hpp"
#include "core/facts/row.hpp"
#include "core/facts/rows/frame.hpp"
#include "core/statement/predicate.hpp"

namespace concordat::facts {

struct LegalAct : Row {  // key: act
  Id act = kNoId;
  Id market = kNoId;
  Date transition_until = kBeginning;
  Date sell_off_until = kBeginning;
  Ids replaces;
};

enum class Event : std::uint8_t { kPlacingOnMarket, kPresentationAtBorder, kPuttingIntoService };
enum class Party : std::uint8_t { kFirst, kThird };
enum class CompetenceBy : std::uint8_t {
  kDesignation,
  kListing,
  kAccreditation,
  kParticipation,
  kEither,
};
struct Evidence {
  Id kind = kNoId;
  Id timing = kNoId;  // "before-entry", "before-market", "before-use"
  Id verified_by = kNoId;
};
struct Procedure {
  Id procedure = kNoId;
  Party party = Party::kThird;
  std::optional<statement::Predicate> when;
  std::vector<Ids> alternatives;  // sets of modules
  bool needs_presumption = false;
  CompetenceBy competence = CompetenceBy::kDesignation;
  std::vector<Evidence> evidence;
};
struct Exclusion {
  statement::Predicate when;
  Id why = kNoId;
};
struct Atom {
  Id atom = kNoId;
  int severity = 1;
};
struct Marking {
  Id kind = kNoId;
  Id what = kNoId;
  Ids languages;
  Id timing = kNoId;
};
struct Requirement : Row {  // key: pack(market, sector)
  Id requirement = kNoId;
  Id market = kNoId;
  Id act = kNoId;
  Id sector = kNoId;
  std::optional<statement::Predicate> scope;
  std::vector<Exclusion> exclusions;
  Ids displaced_by;
  Ids hs;
  std::uint32_t events = 0;  // bit per Event; 0: all
  bool harmonised = true;
  std::vector<Procedure> procedures;
  std::vector<Atom> atoms;
  Ids editions;
  Id scale = kNoId;
  Id level = kNoId;
  std::vector<Marking> markings;
};
struct Edition : Row {  // key: edition
  Id edition = kNoId;
  Id standard = kNoId;
  Ids identical_to;
  Ids supersedes;
  Id part_of = kNoId;
};
enum class StandardType : std::uint8_t { kNone, kA, kB, kC };
struct Citation : Row {  // key: pack(act, edition)
  Id market = kNoId;
  Id act = kNoId;
  Id edition = kNoId;
  StandardType type = StandardType::kNone;
  Ids not_for_atoms;
  Id restriction = kNoId;
};
enum class ObjectionEffect : std::uint8_t { kInformative, kRestricts, kWithdraws };
struct Objection : Row {  // key: pack(act, edition)
  Id market = kNoId;
  Id act = kNoId;
  Id edition = kNoId;
  ObjectionEffect effect = ObjectionEffect::kInformative;
  Ids atoms;
};
enum class LateSurveillance : std::uint8_t { kFlag, kCondition, kLapse };
struct Scheme : Row {  // key: scheme
  Id scheme = kNoId;
  Id owner = kNoId;
  Id type = kNoId;  // "1a" ... "6"
  LateSurveillance late = LateSurveillance::kFlag;
  std::int32_t grace_days = 0;
  Id scale = kNoId;
  Ids editions;
};
struct ScaleFamily {
  Id family = kNoId;
  std::vector<int> at;  // by level
};
struct Scale : Row {  // key: scale
  Id scale = kNoId;
  Ids levels;  // lowest first
  std::vector<ScaleFamily> families;
  Ids outside_packages;
};
struct Difference : Row {  // key: pack(market, edition)
  Id difference = kNoId;
  Id market = kNoId;
  Id edition = kNoId;
  Id kind = kNoId;
  int severity = 1;
};
struct ClassificationCode : Row {  // key: code
  Id code = kNoId;
  Id name = kNoId;  // in English where it has one, else in the first language stated
};

}  // namespace concordat::facts

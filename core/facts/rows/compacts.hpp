// Agreements and decisions of markets: whose word counts where.
#pragma once

#include <cstdint>
#include <vector>

#include "core/facts/coverages.hpp"
#include "core/facts/row.hpp"
#include "core/facts/rows/frame.hpp"
#include "core/facts/rows/norms.hpp"

namespace concordat::facts {

struct Direction {
  Id from = kNoId;
  Id to = kNoId;
};
struct ActPair {
  Id exporter = kNoId;
  Id importer = kNoId;
};
struct Cap {
  DateSpan issued;
  Date accepted_before = kForever;
  Date accepted_from = kBeginning;
  bool needs_acceptance_date = false;  // either of the two above was given
  Ids categories;
  Id issuer_domain = kNoId;
  bool collaborative_profile = false;
  Id scale = kNoId;
  Id level = kNoId;
};
enum class Artefact : std::uint8_t {
  kCertificate,
  kTypeExamination,
  kTestReport,
  kInspection,
  kQualityApproval,
  kDeclaration,
  kRefusal,
  kMark,
};
struct Annex : Row {  // key: annex; also found through Tables::annexes_by_party
  Id agreement = kNoId;
  Id annex = kNoId;
  Route kind = Route::kR2;
  Id sector = kNoId;
  std::vector<Direction> directions;  // empty: every party every other
  Ids importer_acts;
  std::vector<ActPair> act_pairs;
  Ids schemes;
  std::uint32_t artefacts = 0;  // bit per Artefact
  CompetenceBy competence = CompetenceBy::kDesignation;
  bool operational = true;  // phase
  Date operational_from = kBeginning;
  std::vector<Cap> caps;  // in the order of the text; see spec/determination.md
  bool needs_equivalence = false;
};
enum class EntryRule : std::uint8_t { kDates, kNthDeposit };
struct Agreement : Row {  // key: agreement
  Id agreement = kNoId;
  Ids parties;
  Id depositary = kNoId;
  EntryRule entry = EntryRule::kDates;
  int deposits = 0;
  std::int32_t delay_days = 0;
  std::int32_t notice_days = 0;
  // Days for which what was issued before the end is still recognised.
  static constexpr std::int32_t kUnsaid = -1;       // nothing is stated about how it is left
  static constexpr std::int32_t kUntilExpiry = -2;  // how it is left is stated, without days
  std::int32_t run_off_days = kUnsaid;
};
enum class DepositAct : std::uint8_t {
  kSignature,
  kRatification,
  kAccession,
  kProvisionalApplication,
  kDenunciation,
};
struct Deposit : Row {  // key: agreement; certain.from is the day of deposit
  Id agreement = kNoId;
  Id party = kNoId;
  DepositAct act = DepositAct::kSignature;
};
enum class ParticipantRole : std::uint8_t { kAuthorising, kConsuming };
struct Participation : Row {  // key: pack(agreement, party)
  Id agreement = kNoId;
  Id party = kNoId;
  ParticipantRole role = ParticipantRole::kConsuming;
  Ids issuers;
  Ids domains;
};
struct AcceptanceAct : Row {  // key: market
  Id act = kNoId;
  Id market = kNoId;
  Id sector = kNoId;
  Id foreign_act = kNoId;
  Id scheme = kNoId;
  Ids for_acts;
  std::uint32_t artefacts = 0;
};
struct LawfulMarketing : Row {  // key: area
  Id area = kNoId;
  Id sector = kNoId;
  Ids except_requirements;
};
enum class MappingVerdict : std::uint8_t {
  kIdentical,
  kStricterCovers,
  kEqualOtherMethod,
  kWeaker,
  kPartlyCovered,
  kMissing,
  kNotApplicable,
  kExtra,
};
struct Mapping {
  Id atom = kNoId;
  int severity = 1;
  MappingVerdict verdict = MappingVerdict::kIdentical;
  Id closure_kind = kNoId;  // kNoId: no closure
  Id closure = kNoId;
  Id timing = kNoId;
  Id verified_by = kNoId;
};
struct Equivalence : Row {  // key: pack(market, from_edition)
  Id decision = kNoId;
  Id market = kNoId;
  Id from_edition = kNoId;
  Id to_edition = kNoId;
  Id sector = kNoId;
  Ids origins;
  std::vector<Mapping> mapping;
  Id outcome = kNoId;  // "full" ... "refused"
  bool onward = false;
};

}  // namespace concordat::facts

// The kinds of fact, one row type each. Names are those of the catalogue (docs/reference).
//
// Every Id is interned in Tables::names. A list that the catalogue calls "all when absent" is empty
// here when absent.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/crypto/digest.hpp"
#include "core/crypto/signature.hpp"
#include "core/facts/coverages.hpp"
#include "core/facts/row.hpp"
#include "core/json/value.hpp"
#include "core/statement/predicate.hpp"
#include "core/time/instant.hpp"

namespace concordat::facts {

// ---- frame ----------------------------------------------------------------------------------

enum class EconomyKind : std::uint8_t { kEconomy, kArea, kTerritory };
struct Economy : Row {  // key: code
  Id code = kNoId;
  EconomyKind kind = EconomyKind::kEconomy;
  Id part_of = kNoId;
};
struct Membership : Row {  // key: member
  Id area = kNoId;
  Id member = kNoId;
  Ids sectors;
};

enum class Role : std::uint8_t {
  kOperator,
  kAuthority,
  kDesignatingAuthority,
  kAccreditationBody,
  kConformityAssessmentBody,
  kLaboratory,
  kStandardsBody,
  kSchemeOwner,
  kManufacturer,
  kImporter,
  kAuthorisedRepresentative,
  kCustoms,
  kTranscriber,
  kDepositary,
};
struct Organisation : Row {  // key: organisation
  Id organisation = kNoId;
  Id economy = kNoId;
  std::uint32_t roles = 0;  // bit per Role
  Ids acts_for;
  Ids brands;
  [[nodiscard]] bool has(Role role) const {
    return (roles >> static_cast<unsigned>(role) & 1U) != 0;
  }
};
struct SigningKey : Row {  // key: thumbprint
  Id organisation = kNoId;
  Id thumbprint = kNoId;
  crypto::PublicKey key;
};
struct KeyRevocation : Row {  // key: thumbprint
  Id thumbprint = kNoId;
  std::optional<Instant> compromised_since;
};
struct Succession : Row {  // key: predecessor
  Id predecessor = kNoId;
  Id successor = kNoId;
  Id scope = kNoId;  // "all", "certificates", "designations"
};
struct FilingObligation : Row {  // key: market
  Id market = kNoId;
  Id body = kNoId;
  Id economy = kNoId;
  Id scheme = kNoId;
  Id act = kNoId;
};
struct RequirementsComplete : Row {  // key: pack(market, sector)
  Id market = kNoId;
  Id sector = kNoId;
};
struct Transcriber {
  Id organisation = kNoId;
  Ids sources;
};
struct Constitution : Row {  // key: 0
  std::int64_t semantics_version = 1;
  std::vector<Transcriber> transcribers;
};

enum class Route : std::uint8_t { kR0, kR1, kR2, kR3, kR4, kR5, kR6, kR7 };
inline constexpr std::size_t kRoutes = 8;
enum class Leg : std::uint8_t {
  kAuthenticity,
  kEntitlement,
  kCoverage,
  kCurrency,
  kCompetence,
  kAcceptance,
  kInstrument,
  kPresumption,
  kEquivalence,
  kMeasures,
};
inline constexpr std::size_t kLegs = 10;
enum class Purpose : std::uint8_t { kRecognition, kMarketAccess };
enum class Need : std::uint8_t { kNotApplicable, kInformative, kRequired };
struct RouteMatrix : Row {                                             // key: 0
  std::array<std::array<std::array<Need, kLegs>, kRoutes>, 2> need{};  // [purpose][route][leg]
};

// ---- norms ----------------------------------------------------------------------------------

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

// ---- competence -----------------------------------------------------------------------------

struct Accreditation : Row {  // key: body
  Id accreditor = kNoId;
  Id body = kNoId;
  Id main_scope = kNoId;
  Ids standards;
  Ids sectors;
  Ids schemes;
};
struct Signatory : Row {  // key: accreditor
  Id arrangement = kNoId;
  Id accreditor = kNoId;
  Id main_scope = kNoId;
};
struct AccreditorAcceptance : Row {  // key: market
  Id market = kNoId;
  Id accreditor = kNoId;  // one of the two
  Id arrangement = kNoId;
  Id main_scope = kNoId;
  Ids acts;
};
struct Designation : Row {  // key: body
  Id body = kNoId;
  Id act = kNoId;
  Id annex = kNoId;
  Ids modules;
  Ids sectors;
  std::optional<statement::Predicate> products;
  Id number = kNoId;
};
enum class RunOffEffect : std::uint8_t { kNone, kUntilExpiry, kDays, kTransferDays };
struct RunOff : Row {  // key: act, annex or scheme
  Id subject = kNoId;
  Id cause = kNoId;  // "any": every cause
  RunOffEffect effect = RunOffEffect::kNone;
  std::int32_t days = 0;
};

// A suspension or an end of what another statement established.
enum class InterruptionKind : std::uint8_t { kSuspended, kEnded };
struct Interruption : Row {  // key: pack(subject, part); part kNoId for the whole
  InterruptionKind kind = InterruptionKind::kSuspended;
  Ordinal subject = 0;    // the `origin` of the rows it interrupts
  Ordinal opened_by = 0;  // the statement that opened it; `since` when it is also the newest word
  Id part = kNoId;
  Id cause = kNoId;
};

// ---- compacts -------------------------------------------------------------------------------

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

// ---- attestations ---------------------------------------------------------------------------

enum class LegalEffect : std::uint8_t { kMandatory, kVoluntary, kAgreement };

// What thousands of certificates share; interned.
struct Profile {
  Artefact artefact = Artefact::kCertificate;
  LegalEffect legal_effect = LegalEffect::kMandatory;
  bool collaborative_profile = false;
  Id body = kNoId;
  Id act = kNoId;
  Id module = kNoId;
  Id scheme = kNoId;
  Id sector = kNoId;
  Id category = kNoId;
  Id scale = kNoId;
  Id level = kNoId;
  Ids components;
  Ids editions;
  Ids atoms_left_out;
  Ids differences_covered;
  Ids addenda;
  friend bool operator==(const Profile&, const Profile&) = default;
};
struct Certificate : Row {  // key: certificate; also Tables::certificates_by_number
  using OctetsAreValue = void;
  Id certificate = kNoId;
  Id number = kNoId;
  std::uint32_t profile = 0;       // Tables::profiles
  std::uint32_t coverage = kNoId;  // Tables::coverages, or kNoId
  Id holder = kNoId;
  Id manufacturer = kNoId;
  Date issued;
  Date surveillance_due = kForever;
  Date evaluation_accepted = kBeginning;  // kBeginning: not known
  std::uint32_t document = kNoId;         // Tables::documents, or kNoId
  [[nodiscard]] Key key() const { return certificate; }
};
static_assert(sizeof(Certificate) == sizeof(Row) + 40);
enum class CertificateChange : std::uint8_t {
  kAmended,
  kSupplemented,
  kRestricted,
  kSuspended,
  kReinstated,
  kWithdrawn,
  kCancelled,
  kReissued,
  kAnnulled,
  kSurveillanceDone,
};
struct CertificateState : Row {  // key: certificate; certain.from is the day of effect
  using OctetsAreValue = void;
  Id certificate = kNoId;
  Id replaced_by = kNoId;
  IdList models;  // in Tables::id_runs; empty: the whole
  Date surveillance_due = kBeginning;
  Id cause = kNoId;
  CertificateChange change = CertificateChange::kAmended;
  bool ex_tunc = false;
  std::uint16_t left = 0;  // nothing: so that every octet of the row has a value
  [[nodiscard]] Key key() const { return certificate; }
};
static_assert(sizeof(CertificateState) == sizeof(Row) + 24);
struct ProductType : Row {  // key: product; also Tables::products_by_model
  Id product = kNoId;
  Id owner = kNoId;
  Id sector = kNoId;
  Ids trade_marks;
  Ids models;
  Ids prefixes;
  Ids software_versions;
  json::Object attributes;
  [[nodiscard]] Key key() const { return product; }
};
struct Mandate : Row {  // key: grantee
  Id grantor = kNoId;
  Id grantee = kNoId;
  Id role = kNoId;
  Ids sectors;
};
struct Licence : Row {  // key: licensor
  Id licensor = kNoId;
  Id licensee = kNoId;
  Id certificate = kNoId;
  Ids brands;
  [[nodiscard]] Key key() const { return licensor; }
};
struct Transfer : Row {  // key: certificate
  Id certificate = kNoId;
  Id from = kNoId;
  Id to = kNoId;
  [[nodiscard]] Key key() const { return certificate; }
};

// ---- measures -------------------------------------------------------------------------------

enum class MeasureStage : std::uint8_t { kProvisional, kConfirmed, kLifted };
struct Units {
  bool all_units = false;
  Ids certificates;
  Ids models;
  Ids batches;
  Id serial_from = kNoId;
  Id serial_to = kNoId;
  Ids gtins;
  Ids brands;
};
struct Measure : Row {  // found through Tables::measures_by_unit; key: measure
  Id measure = kNoId;
  Id market = kNoId;
  Id kind = kNoId;
  MeasureStage stage = MeasureStage::kProvisional;
  Units units;
  [[nodiscard]] Key key() const { return measure; }
};
struct Trader {
  Id name = kNoId;
  Id role = kNoId;  // "manufacturer", "importer", "distributor", "seller"
};
struct Alert : Row {  // found through Tables::alerts_by_unit and alerts_by_name; key: alert
  Id alert = kNoId;
  Id origin_economy = kNoId;  // who raised it
  Units units;
  Ids products;  // as the notice calls them
  std::vector<Trader> traders;
  [[nodiscard]] Key key() const { return alert; }
};

}  // namespace concordat::facts

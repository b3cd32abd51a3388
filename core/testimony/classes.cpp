// What each class says. Names of statements' members are kept where they mean the same.
#include "core/testimony/tables.hpp"

namespace concordat::testimony {
namespace {

using untp::Class;
using untp::Member;
using untp::Shape;

constexpr std::string_view kPurposes[] = {"refresh", "revocation", "suspension", "message"};
constexpr std::string_view kSchemaTypes[] = {"JsonSchema"};
constexpr std::string_view kEntryRules[] = {"dates", "nth-deposit"};
constexpr std::string_view kPartyStates[] = {
    "bound", "provisionally-bound", "not-yet-bound", "awaiting-deposit",
    "left",  "participating",       "suspended",     "open"};
constexpr std::string_view kRoles[] = {"authorising", "consuming"};
constexpr std::string_view kRecognitionKinds[] = {"R1", "R2", "R3", "R4", "R5", "R6", "R7"};
constexpr std::string_view kAnnexStates[] = {
    "in-force", "confidence-building", "not-yet-in-force", "suspended", "ended", "open"};
constexpr std::string_view kCompetences[] = {"designation", "listing", "accreditation",
                                             "participation"};
constexpr std::string_view kOutcomes[] = {"full", "full-with-addenda", "partial-scope",
                                          "provisional", "refused"};
constexpr std::string_view kAlignments[] = {"meets", "partial"};
constexpr std::string_view kMappings[] = {
    "identical",      "stricter-covers", "equal-other-method", "weaker",
    "partly-covered", "missing",         "not-applicable",     "extra"};
constexpr std::string_view kClosures[] = {
    "addendum-test",     "documentation", "marking", "design-constraint",
    "scope-restriction", "surveillance",  "refuse"};
constexpr std::string_view kTimings[] = {"before-entry", "before-market", "before-use"};
constexpr std::string_view kActions[] = {"issue", "accredit"};
constexpr std::string_view kMadeBy[] = {"computation"};
constexpr std::string_view kAskedPurposes[] = {"recognition", "market-access"};
constexpr std::string_view kEvents[] = {"placing-on-market", "presentation-at-border",
                                        "putting-into-service"};
constexpr std::string_view kVerdicts[] = {"not-applicable",    "recognised", "conditional",
                                          "evidence-accepted", "undecided",  "not-recognised"};

constexpr Member kCredential[] = {
    {.name = "@context", .shape = Shape::kAny, .required = true},
    {.name = "type", .required = true, .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description", .required = true},
    {.name = "issuer", .shape = Shape::kRecord, .required = true, .of = "CredentialIssuer"},
    {.name = "validFrom", .shape = Shape::kInstant, .required = true},
    {.name = "validUntil", .shape = Shape::kInstant, .required = true},
    {.name = "credentialStatus", .shape = Shape::kRecord, .of = "StatusEntry"},
    {.name = "credentialSchema",
     .shape = Shape::kRecord,
     .required = true,
     .of = "CredentialSchema"},
    {.name = "credentialSubject", .shape = Shape::kRecord, .required = true, .of = "Subject"},
    {.name = "proof", .shape = Shape::kAny},
};
// Bitstring Status List 1.0, 2.1: the index is digits, where UNTP has a number.
constexpr Member kStatusEntry[] = {
    {.name = "type", .required = true},
    {.name = "id", .shape = Shape::kUri},
    {.name = "statusPurpose", .required = true, .codes = kPurposes},
    {.name = "statusListIndex", .required = true},
    {.name = "statusListCredential", .shape = Shape::kUri, .required = true},
};
constexpr Member kCredentialSchema[] = {
    {.name = "type", .required = true, .codes = kSchemaTypes},
    {.name = "id", .shape = Shape::kUri, .required = true},
};
constexpr Member kAgreement[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "textReference"},
    {.name = "depositary", .shape = Shape::kRecord, .of = "Party"},
    {.name = "entryRule", .required = true, .codes = kEntryRules},
    {.name = "entryDeposits", .shape = Shape::kInteger},
    {.name = "entryDelayDays", .shape = Shape::kInteger},
    {.name = "exitNoticeDays", .shape = Shape::kInteger},
    {.name = "exitRunOffDays", .shape = Shape::kInteger},
    {.name = "agreementParty",
     .shape = Shape::kRecord,
     .required = true,
     .many = true,
     .of = "AgreementParty"},
    {.name = "agreementAnnex",
     .shape = Shape::kRecord,
     .required = true,
     .many = true,
     .of = "AgreementAnnex"},
    {.name = "registryRecord", .shape = Shape::kRecord, .required = true, .of = "RegistryRecord"},
};
constexpr Member kAgreementParty[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "registeredId", .required = true},
    {.name = "partyState", .required = true, .codes = kPartyStates},
    {.name = "boundFrom", .shape = Shape::kDate},
    {.name = "boundUntil", .shape = Shape::kDate},
    {.name = "provisionalFrom", .shape = Shape::kDate},
    {.name = "participantRole", .codes = kRoles},
    {.name = "issuingBody", .shape = Shape::kRecord, .many = true, .of = "Party"},
    {.name = "technicalDomain", .many = true},
    {.name = "stateEvidence", .shape = Shape::kUri},
};
constexpr Member kAgreementAnnex[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "recognitionKind", .required = true, .codes = kRecognitionKinds},
    {.name = "annexState", .required = true, .codes = kAnnexStates},
    {.name = "stateSince", .shape = Shape::kDate},
    {.name = "stateEvidence", .shape = Shape::kUri},
    {.name = "operationalFrom", .shape = Shape::kDate},
    {.name = "inForceFrom", .shape = Shape::kDate},
    {.name = "inForceUntil", .shape = Shape::kDate},
    {.name = "productGroup"},
    {.name = "everyDirection", .shape = Shape::kBoolean, .required = true},
    {.name = "recognitionDirection",
     .shape = Shape::kRecord,
     .many = true,
     .of = "RecognitionDirection"},
    {.name = "importerAct", .shape = Shape::kRecord, .many = true, .of = "Regulation"},
    {.name = "actPair", .shape = Shape::kRecord, .many = true, .of = "ActPair"},
    {.name = "recognisedScheme", .shape = Shape::kRecord, .many = true, .of = "ConformityScheme"},
    {.name = "recognisedArtefact", .required = true, .many = true},
    {.name = "competenceShownBy", .required = true, .codes = kCompetences},
    {.name = "needsEquivalence", .shape = Shape::kBoolean, .required = true},
    {.name = "recognitionCap", .shape = Shape::kRecord, .many = true, .of = "RecognitionCap"},
};
constexpr Member kRecognitionDirection[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "resultsOf", .shape = Shape::kRecord, .required = true, .of = "Party"},
    {.name = "recognisedIn", .shape = Shape::kRecord, .required = true, .of = "Party"},
};
constexpr Member kActPair[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "exporterAct", .shape = Shape::kRecord, .required = true, .of = "Regulation"},
    {.name = "countsForAct", .shape = Shape::kRecord, .required = true, .of = "Regulation"},
};
constexpr Member kRecognitionCap[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "levelScale", .required = true},
    {.name = "upToLevel", .required = true},
    {.name = "issuedFrom", .shape = Shape::kDate},
    {.name = "issuedUntil", .shape = Shape::kDate},
    {.name = "acceptedFrom", .shape = Shape::kDate},
    {.name = "acceptedBefore", .shape = Shape::kDate},
    {.name = "productCategory", .many = true},
    {.name = "issuerDomain"},
    {.name = "collaborativeProfile", .shape = Shape::kBoolean},
};
constexpr Member kDecision[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "decidingMarket", .shape = Shape::kRecord, .required = true, .of = "Party"},
    {.name = "fromEdition", .shape = Shape::kRecord, .required = true, .of = "Standard"},
    {.name = "toEdition", .shape = Shape::kRecord, .required = true, .of = "Standard"},
    {.name = "productGroup"},
    {.name = "resultsFrom", .shape = Shape::kRecord, .many = true, .of = "Party"},
    {.name = "outcome", .required = true, .codes = kOutcomes},
    {.name = "alignmentLevel", .codes = kAlignments},
    {.name = "onward", .shape = Shape::kBoolean, .required = true},
    {.name = "decidedOn", .shape = Shape::kDate},
    {.name = "publishedOn", .shape = Shape::kDate},
    {.name = "legalBasis"},
    {.name = "clauseMapping",
     .shape = Shape::kRecord,
     .required = true,
     .many = true,
     .of = "ClauseMapping"},
    {.name = "registryRecord", .shape = Shape::kRecord, .required = true, .of = "RegistryRecord"},
};
constexpr Member kClauseMapping[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "criterion", .shape = Shape::kRecord, .required = true, .of = "Criterion"},
    {.name = "clause", .required = true},
    {.name = "hazardSeverity", .shape = Shape::kInteger, .required = true},
    {.name = "mappingVerdict", .required = true, .codes = kMappings},
    {.name = "meetsBy", .many = true},
    {.name = "delta"},
    {.name = "closureKind", .codes = kClosures},
    {.name = "closureName"},
    {.name = "closureTiming", .codes = kTimings},
    {.name = "closureVerifiedBy"},
    {.name = "mappingReason"},
};
// W3C Recognized Entities 1.0, RecognizedEntity and RecognizedAction, with the scope of the
// recognition as members of our own.
constexpr Member kRecognizedEntity[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "recognizedTo",
     .shape = Shape::kRecord,
     .required = true,
     .many = true,
     .of = "RecognizedAction"},
    {.name = "registryRecord", .shape = Shape::kRecord, .required = true, .of = "RegistryRecord"},
};
constexpr Member kRecognizedAction[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "action", .required = true, .codes = kActions},
    {.name = "recognizedBy", .shape = Shape::kRecord, .of = "Party"},
    {.name = "validFrom", .shape = Shape::kInstant, .required = true},
    {.name = "validUntil", .shape = Shape::kInstant, .required = true},
    {.name = "underAct", .shape = Shape::kRecord, .of = "Regulation"},
    {.name = "underAnnex"},
    {.name = "underArrangement"},
    {.name = "forMainScope"},
    {.name = "conformityModule", .many = true},
    {.name = "inProductGroup", .many = true},
    {.name = "limitedToProducts", .shape = Shape::kBoolean},
    {.name = "bodyNumber"},
};
constexpr Member kDetermination[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "madeBy", .required = true, .codes = kMadeBy},
    {.name = "purpose", .required = true, .codes = kAskedPurposes},
    {.name = "market", .shape = Shape::kRecord, .required = true, .of = "Party"},
    {.name = "event", .required = true, .codes = kEvents},
    {.name = "eventDate", .shape = Shape::kDate, .required = true},
    {.name = "attestationNumber", .many = true},
    {.name = "verdict", .required = true, .codes = kVerdicts},
    {.name = "undecidedWhy"},
    {.name = "recognisedWhole", .shape = Shape::kBoolean},
    {.name = "recognisedScale"},
    {.name = "recognisedLevel"},
    {.name = "determinationReason", .shape = Shape::kRecord, .many = true, .of = "Reason"},
    {.name = "determinationCondition", .shape = Shape::kRecord, .many = true, .of = "Condition"},
    {.name = "stableFrom", .shape = Shape::kDate},
    {.name = "stableUntil", .shape = Shape::kDate},
    {.name = "asOf", .shape = Shape::kRecord, .required = true, .of = "RegistryState"},
    {.name = "askedQuestion", .shape = Shape::kAny, .required = true},
    {.name = "askAgainAt", .shape = Shape::kUri, .required = true},
};
constexpr Member kReason[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "reasonCode", .required = true},
    {.name = "requirement"},
    {.name = "route"},
    {.name = "instrument"},
    {.name = "leg", .required = true},
    {.name = "bearing", .required = true},
    {.name = "argument", .shape = Shape::kRecord, .many = true, .of = "Argument"},
    {.name = "restsOn", .shape = Shape::kUri, .many = true},
};
constexpr Member kCondition[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "conditionCode", .required = true},
    {.name = "timing", .required = true, .codes = kTimings},
    {.name = "verifiedBy"},
    {.name = "argument", .shape = Shape::kRecord, .many = true, .of = "Argument"},
    {.name = "restsOn", .shape = Shape::kUri, .many = true},
};
constexpr Member kArgument[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "argumentName", .required = true},
    {.name = "argumentValue", .required = true},
};
constexpr Member kRegistryState[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "registry", .required = true},
    {.name = "logSize", .shape = Shape::kInteger, .required = true},
    {.name = "rootHash", .required = true},
    {.name = "recorded", .shape = Shape::kInstant, .required = true},
    {.name = "semanticsVersion", .shape = Shape::kInteger, .required = true},
};

constexpr Class kClasses[] = {
    {.name = "Credential", .members = kCredential, .also = "RecognizedEntityCredential"},
    {.name = "StatusEntry", .members = kStatusEntry, .also = "BitstringStatusListEntry"},
    {.name = "CredentialSchema", .members = kCredentialSchema, .also = "JsonSchema"},
    {.name = "RecognitionAgreement", .members = kAgreement},
    {.name = "AgreementParty", .members = kAgreementParty},
    {.name = "AgreementAnnex", .members = kAgreementAnnex},
    {.name = "RecognitionDirection", .members = kRecognitionDirection},
    {.name = "ActPair", .members = kActPair},
    {.name = "RecognitionCap", .members = kRecognitionCap},
    {.name = "EquivalenceDecision", .members = kDecision},
    {.name = "ClauseMapping", .members = kClauseMapping},
    {.name = "RecognizedEntity", .members = kRecognizedEntity},
    {.name = "RecognizedAction", .members = kRecognizedAction},
    {.name = "Determination", .members = kDetermination},
    {.name = "Reason", .members = kReason},
    {.name = "Condition", .members = kCondition},
    {.name = "Argument", .members = kArgument},
    {.name = "RegistryState", .members = kRegistryState},
};

}  // namespace

constinit const std::span<const Class> kOwnClasses = kClasses;

}  // namespace concordat::testimony

// UNTP 0.7.0: the classes of the conformity credential and the identity anchor, with our extension.
#include "core/untp/tables.hpp"

namespace concordat::untp {
namespace {

constexpr std::string_view kPurposes[] = {"refresh", "revocation", "suspension", "message"};
constexpr std::string_view kAssessors[] = {"self",        "commercial", "buyer", "membership",
                                           "unspecified", "3rdParty",   "hybrid"};
constexpr std::string_view kLevels[] = {
    "authority-benchmark",    "authority-mandate", "authority-globalmra", "authority-peer",
    "authority-extended-mra", "scheme-self",       "scheme-cab",          "no-endorsement"};
constexpr std::string_view kAttestations[] = {"certification", "declaration",  "inspection",
                                              "testing",       "verification", "validation",
                                              "calibration"};
constexpr std::string_view kRegisters[] = {"product",   "facility", "business",
                                           "trademark", "land",     "accreditation"};
constexpr std::string_view kBases[] = {"own", "transcribed"};

constexpr Member kCredential[] = {
    {.name = "@context", .shape = Shape::kAny, .required = true},
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "issuer", .shape = Shape::kRecord, .required = true, .of = "CredentialIssuer"},
    {.name = "validFrom", .shape = Shape::kInstant, .required = true},
    {.name = "validUntil", .shape = Shape::kInstant},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "credentialStatus", .shape = Shape::kRecord, .of = "StatusEntry"},
    {.name = "renderMethod", .shape = Shape::kRecord, .many = true, .of = "RenderTemplate2024"},
    {.name = "render", .shape = Shape::kAny},
    {.name = "credentialSubject", .shape = Shape::kRecord, .required = true, .of = "Subject"},
    {.name = "issuingSoftware", .shape = Shape::kRecord, .of = "IssuingSoftware"},
    {.name = "credentialSchema", .shape = Shape::kAny},
    {.name = "evidence", .shape = Shape::kAny},
    {.name = "proof", .shape = Shape::kAny},
    {.name = "refreshService", .shape = Shape::kAny},
    {.name = "relatedResource", .shape = Shape::kAny},
    {.name = "termsOfUse", .shape = Shape::kAny},
};
constexpr Member kCredentialIssuer[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "issuerAlsoKnownAs", .shape = Shape::kRecord, .many = true, .of = "Party"},
};
constexpr Member kStatusEntry[] = {
    {.name = "type"},
    {.name = "id", .shape = Shape::kUri},
    {.name = "statusPurpose", .required = true, .codes = kPurposes},
    {.name = "statusListIndex", .shape = Shape::kInteger, .required = true},
    {.name = "statusListCredential", .shape = Shape::kUri, .required = true},
};
constexpr Member kRenderTemplate2024[] = {
    {.name = "type", .many = true},
    {.name = "name"},
    {.name = "mediaQuery"},
    {.name = "template"},
    {.name = "url", .shape = Shape::kUri},
    {.name = "mediaType"},
    {.name = "digestMultibase"},
};
constexpr Member kIssuingSoftware[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "version", .required = true},
    {.name = "vendor", .shape = Shape::kRecord, .required = true, .of = "Vendor"},
};
constexpr Member kVendor[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
};
constexpr Member kConformityAttestation[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "assessorLevel", .required = true, .codes = kAssessors},
    {.name = "assessmentLevel", .required = true, .codes = kLevels},
    {.name = "attestationType", .required = true, .codes = kAttestations},
    {.name = "issuedToParty", .shape = Shape::kRecord, .required = true, .of = "Party"},
    {.name = "authorisation", .shape = Shape::kRecord, .many = true, .of = "Endorsement"},
    {.name = "referenceScheme",
     .shape = Shape::kRecord,
     .required = true,
     .of = "ConformityScheme"},
    {.name = "referenceProfile", .shape = Shape::kRecord, .of = "ConformityProfile"},
    {.name = "profileScore", .shape = Shape::kRecord, .of = "Score"},
    {.name = "conformityCertificate", .shape = Shape::kRecord, .of = "Link"},
    {.name = "auditableEvidence", .shape = Shape::kRecord, .of = "Link"},
    {.name = "trustmark", .shape = Shape::kRecord, .of = "Image"},
    {.name = "conformityAssessment",
     .shape = Shape::kRecord,
     .many = true,
     .of = "ConformityAssessment"},
    {.name = "registryRecord", .shape = Shape::kRecord, .of = "RegistryRecord"},
};
constexpr Member kParty[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "registeredId"},
    {.name = "description"},
    {.name = "idScheme", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "schemeId", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "registrationCountry", .shape = Shape::kAny},
    {.name = "partyAddress", .shape = Shape::kAny},
    {.name = "organisationWebsite", .shape = Shape::kUri},
    {.name = "industryCategory", .shape = Shape::kAny},
    {.name = "partyRole", .shape = Shape::kAny},
    {.name = "partyAlsoKnownAs", .shape = Shape::kAny},
};
constexpr Member kConformityScheme[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "version"},
    {.name = "owner", .shape = Shape::kAny},
    {.name = "documentation", .shape = Shape::kAny},
    {.name = "endorsementLevel"},
};
constexpr Member kConformityProfile[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "version"},
};
constexpr Member kEndorsement[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri},
    {.name = "name", .required = true},
    {.name = "trustmark", .shape = Shape::kRecord, .of = "Image"},
    {.name = "issuingAuthority", .shape = Shape::kRecord, .required = true, .of = "Party"},
    {.name = "endorsementEvidence", .shape = Shape::kRecord, .of = "Link"},
};
constexpr Member kLink[] = {
    {.name = "type", .many = true},
    {.name = "linkURL", .shape = Shape::kUri, .required = true},
    {.name = "linkName", .required = true},
    {.name = "digestMultibase"},
    {.name = "mediaType"},
    {.name = "linkType"},
};
constexpr Member kImage[] = {
    {.name = "type", .many = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "imageData", .required = true},
    {.name = "mediaType", .required = true},
};
constexpr Member kScore[] = {
    {.name = "type", .many = true},
    {.name = "code", .required = true},
    {.name = "rank", .shape = Shape::kInteger},
    {.name = "definition"},
};
constexpr Member kConformityAssessment[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "assessmentCriteria",
     .shape = Shape::kRecord,
     .required = true,
     .many = true,
     .of = "Criterion"},
    {.name = "assessmentDate", .shape = Shape::kDate, .required = true},
    {.name = "assessedPerformance",
     .shape = Shape::kRecord,
     .required = true,
     .many = true,
     .of = "Performance"},
    {.name = "assessedProduct", .shape = Shape::kRecord, .many = true, .of = "ProductVerification"},
    {.name = "assessedFacility",
     .shape = Shape::kRecord,
     .many = true,
     .of = "FacilityVerification"},
    {.name = "assessedOrganisation", .shape = Shape::kRecord, .of = "Party"},
    {.name = "referenceStandard", .shape = Shape::kRecord, .many = true, .of = "Standard"},
    {.name = "referenceRegulation", .shape = Shape::kRecord, .many = true, .of = "Regulation"},
    {.name = "specifiedCondition", .many = true},
    {.name = "evidence", .shape = Shape::kRecord, .many = true, .of = "Link"},
    {.name = "conformityTopic", .shape = Shape::kTopic, .required = true, .many = true},
    {.name = "conformance", .shape = Shape::kBoolean},
};
constexpr Member kProductVerification[] = {
    {.name = "type", .many = true},
    {.name = "product", .shape = Shape::kRecord, .required = true, .of = "Product"},
    {.name = "idVerifiedByCAB", .shape = Shape::kBoolean},
    {.name = "IDverifiedByCAB", .shape = Shape::kBoolean, .foreign = true},
};
constexpr Member kFacilityVerification[] = {
    {.name = "type", .many = true},
    {.name = "facility", .shape = Shape::kRecord, .required = true, .of = "Facility"},
    {.name = "idVerifiedByCAB", .shape = Shape::kBoolean},
    {.name = "IDverifiedByCAB", .shape = Shape::kBoolean, .foreign = true},
};
constexpr Member kProduct[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "registeredId"},
    {.name = "idScheme", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "schemeId", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "modelNumber"},
    {.name = "batchNumber"},
    {.name = "itemNumber"},
    {.name = "idGranularity"},
    {.name = "productImage", .shape = Shape::kAny},
    {.name = "productCategory", .shape = Shape::kAny},
    {.name = "characteristics", .shape = Shape::kAny},
    {.name = "producedByParty", .shape = Shape::kAny},
    {.name = "producedAtFacility", .shape = Shape::kAny},
    {.name = "productionDate", .shape = Shape::kAny},
    {.name = "countryOfProduction", .shape = Shape::kAny},
};
constexpr Member kFacility[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "registeredId"},
    {.name = "idScheme", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "schemeId", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "locationInformation", .shape = Shape::kAny},
    {.name = "address", .shape = Shape::kAny},
    {.name = "countryOfOperation", .shape = Shape::kAny},
};
constexpr Member kStandard[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "issuingParty", .shape = Shape::kAny},
    {.name = "issueDate", .shape = Shape::kDate},
};
constexpr Member kRegulation[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "administeredBy", .shape = Shape::kAny},
    {.name = "effectiveDate", .shape = Shape::kDate},
    {.name = "jurisdictionCountry", .shape = Shape::kAny},
};
constexpr Member kCriterion[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "version"},
    {.name = "status", .shape = Shape::kAny},
    {.name = "conformityTopic", .shape = Shape::kAny},
    {.name = "requiredPerformance", .shape = Shape::kAny},
    {.name = "documentation", .shape = Shape::kAny},
    {.name = "tag", .shape = Shape::kAny},
};
constexpr Member kPerformance[] = {
    {.name = "type", .many = true},
    {.name = "metric", .shape = Shape::kRecord, .of = "PerformanceMetric"},
    {.name = "measure", .shape = Shape::kRecord, .of = "Measure"},
    {.name = "score", .shape = Shape::kRecord, .of = "Score"},
};
constexpr Member kPerformanceMetric[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
};
constexpr Member kMeasure[] = {
    {.name = "type", .many = true},
    {.name = "value", .shape = Shape::kNumber, .required = true},
    {.name = "unit", .required = true},
    {.name = "upperTolerance", .shape = Shape::kNumber},
    {.name = "lowerTolerance", .shape = Shape::kNumber},
};
constexpr Member kConformityTopic[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "definition"},
};
constexpr Member kIdentifierScheme[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
};
constexpr Member kRegisteredIdentity[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "registeredName", .required = true},
    {.name = "registeredId", .required = true},
    {.name = "registeredDate", .shape = Shape::kDate, .required = true},
    {.name = "publicInformation", .shape = Shape::kUri},
    {.name = "idScheme", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "schemeId", .shape = Shape::kRecord, .of = "IdentifierScheme", .foreign = true},
    {.name = "registrar", .shape = Shape::kRecord, .of = "Party"},
    {.name = "registerType", .required = true, .codes = kRegisters},
    {.name = "registrationScope", .shape = Shape::kUri, .many = true},
    {.name = "registrationScopeList", .shape = Shape::kUri, .many = true, .foreign = true},
    {.name = "registryRecord", .shape = Shape::kRecord, .of = "RegistryRecord"},
};
constexpr Member kRegistryRecord[] = {
    {.name = "type", .many = true},
    {.name = "registry", .required = true},
    {.name = "statement", .required = true},
    {.name = "logIndex", .shape = Shape::kInteger, .required = true},
    {.name = "logSize", .shape = Shape::kInteger, .required = true},
    {.name = "recorded", .shape = Shape::kInstant, .required = true},
    {.name = "author", .shape = Shape::kRecord, .required = true, .of = "Party"},
    {.name = "basis", .required = true, .codes = kBases},
    {.name = "source"},
    {.name = "sourceAddress"},
    {.name = "sourceDigest"},
    {.name = "sourceRead", .shape = Shape::kDate},
    {.name = "effectiveFrom", .shape = Shape::kDate, .required = true},
    {.name = "effectiveUntil", .shape = Shape::kDate},
    {.name = "correctedBy", .shape = Shape::kUri},
    {.name = "certificateNumber"},
    {.name = "revision", .shape = Shape::kInteger},
    {.name = "artefact"},
    {.name = "assessmentBody", .shape = Shape::kRecord, .of = "Party"},
    {.name = "legalEffect"},
    {.name = "module"},
    {.name = "sector"},
    {.name = "level"},
    {.name = "documentDigest"},
    {.name = "accreditor", .shape = Shape::kRecord, .of = "Party"},
    {.name = "mainScope"},
};

constexpr Class kClasses[] = {
    {.name = "Credential", .members = kCredential},
    {.name = "CredentialIssuer", .members = kCredentialIssuer},
    {.name = "StatusEntry", .members = kStatusEntry, .also = "BitstringStatusListEntry"},
    {.name = "RenderTemplate2024", .members = kRenderTemplate2024},
    {.name = "IssuingSoftware", .members = kIssuingSoftware, .untyped = true},
    {.name = "Vendor", .members = kVendor, .untyped = true},
    {.name = "ConformityAttestation", .members = kConformityAttestation},
    {.name = "Party", .members = kParty},
    {.name = "ConformityScheme", .members = kConformityScheme},
    {.name = "ConformityProfile", .members = kConformityProfile},
    {.name = "Endorsement", .members = kEndorsement, .untyped = true},
    {.name = "Link", .members = kLink, .untyped = true},
    {.name = "Image", .members = kImage, .untyped = true},
    {.name = "Score", .members = kScore, .untyped = true},
    {.name = "ConformityAssessment", .members = kConformityAssessment},
    {.name = "ProductVerification", .members = kProductVerification, .untyped = true},
    {.name = "FacilityVerification", .members = kFacilityVerification, .untyped = true},
    {.name = "Product", .members = kProduct},
    {.name = "Facility", .members = kFacility},
    {.name = "Standard", .members = kStandard},
    {.name = "Regulation", .members = kRegulation},
    {.name = "Criterion", .members = kCriterion},
    {.name = "Performance", .members = kPerformance, .untyped = true},
    {.name = "PerformanceMetric", .members = kPerformanceMetric},
    {.name = "Measure", .members = kMeasure, .untyped = true},
    {.name = "ConformityTopic", .members = kConformityTopic},
    {.name = "IdentifierScheme", .members = kIdentifierScheme},
    {.name = "RegisteredIdentity", .members = kRegisteredIdentity},
    {.name = "RegistryRecord", .members = kRegistryRecord},
};

}  // namespace

constinit const std::span<const Class> kClasses070 = kClasses;

}  // namespace concordat::untp

// UNTP 0.6.1: the classes of the conformity credential and the identity anchor.
#include "core/untp/tables.hpp"

namespace concordat::untp {
namespace {

constexpr std::string_view kAssessors[] = {"Self",       "Commercial",  "Buyer",
                                           "Membership", "Unspecified", "3rdParty"};
constexpr std::string_view kLevels[] = {"GovtApproval", "GlobalMRA", "Accredited",
                                        "Verified",     "Validated", "Unspecified"};
constexpr std::string_view kAttestations[] = {"certification", "declaration",  "inspection",
                                              "testing",       "verification", "validation",
                                              "calibration"};
constexpr std::string_view kRegisters[] = {"Product",   "Facility", "Business",
                                           "Trademark", "Land",     "Accreditation"};

constexpr Member kCredential[] = {
    {.name = "@context", .shape = Shape::kAny, .required = true},
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "issuer", .shape = Shape::kRecord, .required = true, .of = "CredentialIssuer"},
    {.name = "validFrom", .shape = Shape::kInstant},
    {.name = "validUntil", .shape = Shape::kInstant},
    {.name = "name"},
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
    {.name = "statusPurpose"},
    {.name = "statusListIndex", .shape = Shape::kAny},
    {.name = "statusListCredential", .shape = Shape::kUri},
};
constexpr Member kRenderTemplate2024[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri},
    {.name = "name"},
    {.name = "mediaQuery"},
    {.name = "template"},
    {.name = "url", .shape = Shape::kUri},
    {.name = "mediaType"},
    {.name = "digestMultibase"},
};
constexpr Member kIssuingSoftware[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri},
    {.name = "name"},
    {.name = "version"},
    {.name = "vendor", .shape = Shape::kAny},
};
constexpr Member kConformityAttestation[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name"},
    {.name = "description"},
    {.name = "assessorLevel", .required = true, .codes = kAssessors},
    {.name = "assessmentLevel", .required = true, .codes = kLevels},
    {.name = "attestationType", .required = true, .codes = kAttestations},
    {.name = "issuedToParty", .shape = Shape::kRecord, .required = true, .of = "Party"},
    {.name = "authorisation", .shape = Shape::kRecord, .many = true, .of = "Endorsement"},
    {.name = "conformityCertificate", .shape = Shape::kRecord, .of = "SecureLink"},
    {.name = "auditableEvidence", .shape = Shape::kRecord, .of = "SecureLink"},
    {.name = "scope", .shape = Shape::kRecord, .of = "ConformityScheme"},
    {.name = "assessment", .shape = Shape::kRecord, .many = true, .of = "ConformityAssessment"},
};
constexpr Member kParty[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "registeredId"},
    {.name = "description"},
    {.name = "idScheme", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "schemeId", .shape = Shape::kRecord, .of = "IdentifierScheme"},
};
constexpr Member kEndorsement[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "trustmark", .shape = Shape::kRecord, .of = "BinaryFile"},
    {.name = "issuingAuthority", .shape = Shape::kRecord, .required = true, .of = "Party"},
    {.name = "endorsementEvidence", .shape = Shape::kRecord, .of = "Link"},
};
constexpr Member kBinaryFile[] = {
    {.name = "type", .many = true},
    {.name = "fileName"},
    {.name = "fileType"},
    {.name = "file"},
};
constexpr Member kLink[] = {
    {.name = "type", .many = true}, {.name = "linkURL", .shape = Shape::kUri},
    {.name = "linkName"},           {.name = "linkType"},
    {.name = "hashDigest"},         {.name = "hashMethod"},
    {.name = "encryptionMethod"},
};
constexpr Member kSecureLink[] = {
    {.name = "type", .many = true}, {.name = "linkURL", .shape = Shape::kUri},
    {.name = "linkName"},           {.name = "linkType"},
    {.name = "hashDigest"},         {.name = "hashMethod"},
    {.name = "encryptionMethod"},
};
constexpr Member kConformityScheme[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "version"},
    {.name = "validFrom", .shape = Shape::kDate},
    {.name = "owner", .shape = Shape::kRecord, .of = "Party"},
    {.name = "trustmark", .shape = Shape::kRecord, .of = "BinaryFile"},
    {.name = "documentation", .shape = Shape::kAny},
};
constexpr Member kConformityAssessment[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name"},
    {.name = "description"},
    {.name = "assessmentDate", .shape = Shape::kDate},
    {.name = "referenceStandard", .shape = Shape::kRecord, .of = "Standard"},
    {.name = "referenceRegulation", .shape = Shape::kRecord, .of = "Regulation"},
    {.name = "assessmentCriteria", .shape = Shape::kRecord, .many = true, .of = "Criterion"},
    {.name = "declaredValue", .shape = Shape::kRecord, .many = true, .of = "Metric"},
    {.name = "conformance", .shape = Shape::kBoolean, .required = true},
    {.name = "conformityTopic", .shape = Shape::kTopic, .required = true},
    {.name = "assessedProduct", .shape = Shape::kRecord, .many = true, .of = "ProductVerification"},
    {.name = "assessedFacility",
     .shape = Shape::kRecord,
     .many = true,
     .of = "FacilityVerification"},
    {.name = "assessedOrganisation", .shape = Shape::kRecord, .of = "Party"},
    {.name = "auditor", .shape = Shape::kRecord, .of = "Party"},
    {.name = "specifiedCondition", .many = true},
    {.name = "additionalInformation", .shape = Shape::kAny},
};
constexpr Member kStandard[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri},
    {.name = "name"},
    {.name = "issuingParty", .shape = Shape::kRecord, .of = "Party"},
    {.name = "issueDate", .shape = Shape::kDate},
};
constexpr Member kRegulation[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri},
    {.name = "name"},
    {.name = "jurisdictionCountry"},
    {.name = "administeredBy", .shape = Shape::kRecord, .of = "Party"},
    {.name = "effectiveDate", .shape = Shape::kDate},
};
constexpr Member kCriterion[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "conformityTopic", .shape = Shape::kAny},
    {.name = "status", .shape = Shape::kAny},
    {.name = "subCriterion", .shape = Shape::kAny},
    {.name = "thresholdValue", .shape = Shape::kAny},
    {.name = "performanceLevel"},
    {.name = "category", .shape = Shape::kAny},
    {.name = "tag", .shape = Shape::kAny},
};
constexpr Member kMetric[] = {
    {.name = "type", .many = true},
    {.name = "metricName"},
    {.name = "metricValue", .shape = Shape::kRecord, .of = "Measure"},
    {.name = "score"},
    {.name = "accuracy", .shape = Shape::kNumber},
};
constexpr Member kMeasure[] = {
    {.name = "type", .many = true},
    {.name = "value", .shape = Shape::kNumber},
    {.name = "unit"},
};
constexpr Member kProductVerification[] = {
    {.name = "type", .many = true},
    {.name = "product", .shape = Shape::kRecord, .of = "Product"},
    {.name = "IDverifiedByCAB", .shape = Shape::kBoolean},
    {.name = "idVerifiedByCAB", .shape = Shape::kBoolean},
};
constexpr Member kFacilityVerification[] = {
    {.name = "type", .many = true},
    {.name = "facility", .shape = Shape::kRecord, .of = "Facility"},
    {.name = "IDverifiedByCAB", .shape = Shape::kBoolean},
    {.name = "idVerifiedByCAB", .shape = Shape::kBoolean},
};
constexpr Member kProduct[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "registeredId"},
    {.name = "idScheme", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "schemeId", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "serialNumber"},
    {.name = "batchNumber"},
    {.name = "modelNumber"},
    {.name = "productImage", .shape = Shape::kAny},
    {.name = "productCategory", .shape = Shape::kAny},
    {.name = "furtherInformation", .shape = Shape::kAny},
    {.name = "producedByParty", .shape = Shape::kAny},
    {.name = "producedAtFacility", .shape = Shape::kAny},
    {.name = "dimensions", .shape = Shape::kAny},
    {.name = "productionDate", .shape = Shape::kAny},
    {.name = "countryOfProduction", .shape = Shape::kAny},
    {.name = "characteristics", .shape = Shape::kAny},
    {.name = "granularityLevel", .shape = Shape::kAny},
};
constexpr Member kFacility[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "registeredId"},
    {.name = "idScheme", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "schemeId", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "countryOfOperation"},
    {.name = "processCategory", .shape = Shape::kAny},
    {.name = "operatedByParty", .shape = Shape::kAny},
    {.name = "otherIdentifier", .shape = Shape::kAny},
    {.name = "locationInformation", .shape = Shape::kAny},
    {.name = "address", .shape = Shape::kAny},
};
constexpr Member kConformityTopic[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri},
    {.name = "name"},
    {.name = "definition"},
};
constexpr Member kIdentifierScheme[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri},
    {.name = "name"},
};
constexpr Member kRegisteredIdentity[] = {
    {.name = "type", .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "registeredName"},
    {.name = "registeredId"},
    {.name = "registeredDate", .shape = Shape::kDate},
    {.name = "publicInformation", .shape = Shape::kUri},
    {.name = "idScheme", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "schemeId", .shape = Shape::kRecord, .of = "IdentifierScheme"},
    {.name = "registrar", .shape = Shape::kRecord, .of = "Party"},
    {.name = "registerType", .codes = kRegisters},
    {.name = "registrationScopeList", .shape = Shape::kUri, .many = true},
    {.name = "registrationScope", .shape = Shape::kUri, .many = true},
};

constexpr Class kClasses[] = {
    {.name = "Credential", .members = kCredential},
    {.name = "CredentialIssuer", .members = kCredentialIssuer},
    {.name = "StatusEntry", .members = kStatusEntry, .also = "BitstringStatusListEntry"},
    {.name = "RenderTemplate2024",
     .members = kRenderTemplate2024,
     .also = "WebRenderingTemplate2022"},
    {.name = "IssuingSoftware", .members = kIssuingSoftware},
    {.name = "ConformityAttestation", .members = kConformityAttestation, .also = "Attestation"},
    {.name = "Party", .members = kParty, .also = "Entity"},
    {.name = "Endorsement", .members = kEndorsement},
    {.name = "BinaryFile", .members = kBinaryFile},
    {.name = "Link", .members = kLink},
    {.name = "SecureLink", .members = kSecureLink, .also = "Link"},
    {.name = "ConformityScheme", .members = kConformityScheme},
    {.name = "ConformityAssessment", .members = kConformityAssessment, .also = "Declaration"},
    {.name = "Standard", .members = kStandard},
    {.name = "Regulation", .members = kRegulation},
    {.name = "Criterion", .members = kCriterion},
    {.name = "Metric", .members = kMetric},
    {.name = "Measure", .members = kMeasure},
    {.name = "ProductVerification", .members = kProductVerification},
    {.name = "FacilityVerification", .members = kFacilityVerification},
    {.name = "Product", .members = kProduct},
    {.name = "Facility", .members = kFacility},
    {.name = "ConformityTopic", .members = kConformityTopic},
    {.name = "IdentifierScheme", .members = kIdentifierScheme},
    {.name = "RegisteredIdentity", .members = kRegisteredIdentity, .also = "Identifier"},
};

}  // namespace

constinit const std::span<const Class> kClasses061 = kClasses;

}  // namespace concordat::untp

#include "core/credential/model/contexts.hpp"

#include <array>

namespace concordat::credential {
namespace {

// VC Data Model 2.0, appendix B: the base context.
constexpr std::string_view kBase =
    "BitstringStatusList BitstringStatusListCredential BitstringStatusListEntry DataIntegrityProof "
    "EnvelopedVerifiableCredential EnvelopedVerifiablePresentation JsonSchema JsonSchemaCredential "
    "VerifiableCredential VerifiablePresentation assertionMethod authentication "
    "capabilityDelegation capabilityInvocation challenge confidenceMethod created credentialSchema "
    "credentialStatus credentialSubject cryptosuite description digestMultibase digestSRI domain "
    "encodedList evidence expires holder id issuer jsonSchema keyAgreement mediaType message name "
    "nonce previousProof proof proofPurpose proofValue refreshService relatedResource renderMethod "
    "status statusListCredential statusListIndex statusMessage statusPurpose statusReference "
    "statusSize termsOfUse ttl type validFrom validUntil verifiableCredential verificationMethod";

// Data Integrity 1.0 and Controlled Identifiers 1.0: what their own contexts add.
constexpr std::string_view kDataIntegrity =
    "DataIntegrityProof assertionMethod authentication capabilityDelegation capabilityInvocation "
    "challenge created cryptosuite domain expires id keyAgreement nonce previousProof proof "
    "proofPurpose proofValue type verificationMethod";
constexpr std::string_view kIdentifiers =
    "JsonWebKey Multikey alsoKnownAs assertionMethod authentication capabilityDelegation "
    "capabilityInvocation controller expires id keyAgreement publicKeyJwk publicKeyMultibase "
    "revoked service serviceEndpoint type verificationMethod";

// UNTP 0.7.0, conformity credential, identity anchor and vocabulary catalogue (the properties as
// the pages of the specification list them). Its own vocabulary would accept any term; what is not
// listed is noted all the same.
constexpr std::string_view kUntp =
    "ConformityAssessment ConformityAttestation ConformityProfile ConformityScheme ConformityTopic "
    "CredentialIssuer Criterion DigitalConformityCredential DigitalIdentityAnchor Endorsement "
    "Facility IdentifierScheme Image Link Measure Organisation Party Performance PerformanceMetric "
    "Product "
    "RegisteredIdentity RenderTemplate2024 Score Standard Regulation "
    "alignmentLevel assessedFacility assessedOrganisation assessedPerformance assessedProduct "
    "assessmentCriteria assessmentDate assessmentLevel assessorLevel attestationType "
    "auditableEvidence authorisation batchNumber code conformance conformityAssessment "
    "conformityCertificate conformityTopic conformsTo criterion criterionScoringFramework "
    "definition description digestMultibase documentation endorsement endorsementEvidence "
    "endorsementLevel establishedDate evidence facility geographicScope id idScheme "
    "idVerifiedByCAB imageData includedProfile industryScope issuedToParty issuerAlsoKnownAs "
    "issuingAuthority issuingSoftware itemNumber licenseType linkName linkType linkURL "
    "lowerTolerance measure mediaQuery mediaType metric modelNumber name owner product "
    "profileScore publicInformation rank referenceProfile referenceRegulation referenceScheme "
    "referenceStandard registerType registeredDate registeredId registeredName registrar "
    "registrationScope regulatoryAlignment renderMethod requiredPerformance schemeId scheme "
    "schemeScoringFramework scope score specifiedCondition standardAlignment status subjectType "
    "tag template trustmark type unit upperTolerance url value vendor version";

constexpr std::string_view kClaims = "_sd _sd_alg aud cnf exp iat iss jti nbf nonce status sub vct";

constexpr TermSet kNoTerms;
constexpr TermSet kBaseTerms(kBase);
constexpr TermSet kDataIntegrityTerms(kDataIntegrity);
constexpr TermSet kIdentifierTerms(kIdentifiers);
constexpr TermSet kUntpTerms(kUntp);
constexpr TermSet kClaimNames(kClaims);

constexpr std::array<KnownContext, 8> kContexts = {{
    {"https://www.w3.org/ns/credentials/v2", &kBaseTerms},
    {"https://www.w3.org/ns/credentials/examples/v2", &kNoTerms, true},
    {"https://www.w3.org/ns/credentials/undefined-terms/v2", &kNoTerms, true},
    {"https://w3id.org/security/data-integrity/v2", &kDataIntegrityTerms},
    {"https://w3id.org/security/multikey/v1", &kIdentifierTerms},
    {"https://www.w3.org/ns/cid/v1", &kIdentifierTerms},
    {"https://www.w3.org/ns/did/v1", &kIdentifierTerms},
    {"https://vocabulary.uncefact.org/untp/0.7.0/context/", &kUntpTerms},
}};

}  // namespace

std::span<const KnownContext> known_contexts() { return kContexts; }

const TermSet& claims_of_tokens() { return kClaimNames; }

}  // namespace concordat::credential

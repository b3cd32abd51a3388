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

// UNTP 0.7.0, conformity credential, identity anchor and vocabulary catalogue: what its context
// defines of them. Classes that stand on the pages alone (Endorsement, Image, Link, Measure,
// Organisation, Performance, Score) have no name there. Its own vocabulary would accept any term;
// what is not listed is noted all the same.
constexpr std::string_view kUntp =
    "ConformityAssessment ConformityAttestation ConformityProfile ConformityScheme ConformityTopic "
    "CredentialIssuer Criterion DigitalConformityCredential DigitalIdentityAnchor "
    "Facility IdentifierScheme Party PerformanceMetric Product "
    "RegisteredIdentity RenderTemplate2024 Standard Regulation "
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
    "registrationScope regulatoryAlignment requiredPerformance schemeId scheme "
    "schemeScoringFramework scope score specifiedCondition standardAlignment status subjectType "
    "tag template trustmark type unit upperTolerance url value vendor version";

// The two contexts that every registry publishes under its own name: core/untp/context and
// core/testimony/context, whose tests hold these lists against the tables there.
constexpr std::string_view kRecord =
    "RegistryConformityCredential RegistryIdentityAnchor RegistryRecord accreditor artefact "
    "assessmentBody author basis certificateNumber correctedBy documentDigest effectiveFrom "
    "effectiveUntil "
    "id legalEffect level logIndex logSize mainScope module recorded registry revision sector "
    "source sourceAddress sourceDigest sourceRead statement type registryRecord";
constexpr std::string_view kRecognition =
    "ActPair AgreementAnnex AgreementParty Argument ClauseMapping Condition Determination "
    "EquivalenceDecision Reason RecognitionAgreement RecognitionCap RecognitionDirection "
    "RecognizedAction RecognizedEntity RecognizedEntityCredential RegistryAgreementCredential "
    "RegistryComputationCredential RegistryDecisionCredential RegistryRecognitionCredential "
    "RegistryState acceptedBefore acceptedFrom actPair action agreementAnnex agreementParty "
    "alignmentLevel annexState argument argumentName argumentValue asOf askAgainAt askedQuestion "
    "attestationNumber bearing bodyNumber boundFrom boundUntil clause clauseMapping closureKind "
    "closureName closureTiming closureVerifiedBy collaborativeProfile competenceShownBy "
    "conditionCode conformityModule countsForAct criterion decidedOn decidingMarket delta "
    "depositary determinationCondition determinationReason entryDelayDays entryDeposits "
    "entryRule event eventDate everyDirection exitNoticeDays exitRunOffDays exporterAct "
    "forMainScope fromEdition hazardSeverity id importerAct inForceFrom inForceUntil "
    "inProductGroup "
    "instrument issuedFrom issuedUntil issuerDomain issuingBody leg legalBasis levelScale "
    "limitedToProducts logSize madeBy mappingReason mappingVerdict market meetsBy "
    "needsEquivalence onward operationalFrom outcome participantRole partyState productCategory "
    "productGroup provisionalFrom publishedOn purpose reasonCode recognisedArtefact recognisedIn "
    "recognisedLevel recognisedScale recognisedScheme recognisedWhole recognitionCap "
    "recognitionDirection recognitionKind recognizedBy recognizedTo recorded registeredId "
    "registry requirement restsOn resultsFrom resultsOf rootHash route semanticsVersion "
    "stableFrom stableUntil stateEvidence stateSince technicalDomain textReference timing "
    "toEdition type undecidedWhy underAct underAnnex underArrangement upToLevel validFrom "
    "validUntil verdict "
    "verifiedBy";

constexpr std::string_view kClaims = "_sd _sd_alg aud cnf exp iat iss jti nbf nonce status sub vct";

constexpr TermSet kNoTerms;
constexpr TermSet kBaseTerms(kBase);
constexpr TermSet kDataIntegrityTerms(kDataIntegrity);
constexpr TermSet kIdentifierTerms(kIdentifiers);
constexpr TermSet kUntpTerms(kUntp);
constexpr TermSet kRecordTerms(kRecord);
constexpr TermSet kRecognitionTerms(kRecognition);
constexpr TermSet kClaimNames(kClaims);

constexpr std::array<KnownContext, 10> kContexts = {{
    {"https://www.w3.org/ns/credentials/v2", &kBaseTerms},
    {"https://www.w3.org/ns/credentials/examples/v2", &kNoTerms, true},
    {"https://www.w3.org/ns/credentials/undefined-terms/v2", &kNoTerms, true},
    {"https://w3id.org/security/data-integrity/v2", &kDataIntegrityTerms},
    {"https://w3id.org/security/multikey/v1", &kIdentifierTerms},
    {"https://www.w3.org/ns/cid/v1", &kIdentifierTerms},
    {"https://www.w3.org/ns/did/v1", &kIdentifierTerms},
    {"https://vocabulary.uncefact.org/untp/0.7.0/context/", &kUntpTerms},
    {"/contexts/registry-record-v1", &kRecordTerms},
    {"/contexts/recognition-v1", &kRecognitionTerms},
}};

}  // namespace

std::span<const KnownContext> known_contexts() { return kContexts; }

bool is_context(const KnownContext& known, std::string_view url) {
  if (!known.url.starts_with('/')) return url == known.url;
  constexpr std::string_view kScheme = "https://";
  if (!url.starts_with(kScheme) || !url.ends_with(known.url)) return false;
  // A host, with or without a port, and nothing else before the path.
  const std::string_view host =
      url.substr(kScheme.size(), url.size() - kScheme.size() - known.url.size());
  return !host.empty() && host.find_first_of("/?#@\\") == std::string_view::npos;
}

const TermSet& claims_of_tokens() { return kClaimNames; }

}  // namespace concordat::credential

// Every code that a determination can give: reasons under the leg they belong to, conditions,
// cures.
//
// A code is stable for ever. Its arguments are named here, and only these are given; sentences in
// the message catalogues may use each of them. A cure takes over the arguments of what it cures.
#pragma once

#include <span>
#include <string_view>

namespace concordat::recognition {

struct CodeEntry {
  std::string_view code;
  std::string_view arguments;  // names, one space between
};
// In the order of the legs; conditions and cures last.
[[nodiscard]] std::span<const CodeEntry> all_codes();

namespace code {

// question
inline constexpr std::string_view kQuestionMarketUnknown = "question.market-unknown";
inline constexpr std::string_view kQuestionSectorUnknown = "question.sector-unknown";
inline constexpr std::string_view kQuestionHsCode = "question.hs-code";
inline constexpr std::string_view kMatrixNotPublished = "matrix.not-published";
inline constexpr std::string_view kRequirementApplies = "requirement.applies";
inline constexpr std::string_view kRequirementOtherEvent = "requirement.other-event";
inline constexpr std::string_view kRequirementExcluded = "requirement.excluded";
inline constexpr std::string_view kRequirementOutOfScope = "requirement.out-of-scope";
inline constexpr std::string_view kRequirementHsListed = "requirement.hs-listed";
inline constexpr std::string_view kRequirementHsElsewhere = "requirement.hs-elsewhere";
inline constexpr std::string_view kRequirementAttributeNeeded = "requirement.attribute-needed";
inline constexpr std::string_view kRequirementDisplaced = "requirement.displaced";
inline constexpr std::string_view kRequirementInForceOpen = "requirement.in-force-open";
inline constexpr std::string_view kRequirementAttestationNeeded = "requirement.attestation-needed";
inline constexpr std::string_view kRequirementAttestationNotFound =
    "requirement.attestation-not-found";
inline constexpr std::string_view kRequirementMarking = "requirement.marking";
inline constexpr std::string_view kRequirementsNoneApply = "requirements.none-apply";
inline constexpr std::string_view kRequirementsListNotDeclaredComplete =
    "requirements.list-not-declared-complete";

// authenticity
inline constexpr std::string_view kAuthenticityNotFound = "authenticity.not-found";
inline constexpr std::string_view kAuthenticityNotFoundThoughObliged =
    "authenticity.not-found-though-obliged";
inline constexpr std::string_view kAuthenticityAmbiguousNumber = "authenticity.ambiguous-number";
inline constexpr std::string_view kAuthenticityRejected = "authenticity.rejected";
inline constexpr std::string_view kAuthenticityNotChecked = "authenticity.not-checked";
inline constexpr std::string_view kAuthenticityDigestDiffers = "authenticity.digest-differs";
inline constexpr std::string_view kAuthenticityDigestNotRecorded =
    "authenticity.digest-not-recorded";
inline constexpr std::string_view kAuthenticityPresented = "authenticity.presented";
inline constexpr std::string_view kAuthenticityIssuerSigned = "authenticity.issuer-signed";
inline constexpr std::string_view kAuthenticityTranscribed = "authenticity.transcribed";
inline constexpr std::string_view kAuthenticityObserved = "authenticity.observed";

// entitlement
inline constexpr std::string_view kEntitlementOwnBrand = "entitlement.own-brand";
inline constexpr std::string_view kEntitlementOwnCertificate = "entitlement.own-certificate";
inline constexpr std::string_view kEntitlementLicensed = "entitlement.licensed";
inline constexpr std::string_view kEntitlementLicenceOpen = "entitlement.licence-open";
inline constexpr std::string_view kEntitlementNoLicence = "entitlement.no-licence";
inline constexpr std::string_view kEntitlementMandated = "entitlement.mandated";
inline constexpr std::string_view kEntitlementMandateOpen = "entitlement.mandate-open";
inline constexpr std::string_view kEntitlementNoMandate = "entitlement.no-mandate";
inline constexpr std::string_view kEntitlementOperatorNotStated = "entitlement.operator-not-stated";

// coverage
inline constexpr std::string_view kCoverageProductNamed = "coverage.product-named";
inline constexpr std::string_view kCoverageModelListed = "coverage.model-listed";
inline constexpr std::string_view kCoverageGtinListed = "coverage.gtin-listed";
inline constexpr std::string_view kCoverageFamilyRule = "coverage.family-rule";
inline constexpr std::string_view kCoverageModelNotCovered = "coverage.model-not-covered";
inline constexpr std::string_view kCoverageModelNotStated = "coverage.model-not-stated";
inline constexpr std::string_view kCoverageModelRestricted = "coverage.model-restricted";
inline constexpr std::string_view kCoverageSoftwareVersionCovered =
    "coverage.software-version-covered";
inline constexpr std::string_view kCoverageSoftwareVersionNotCovered =
    "coverage.software-version-not-covered";
inline constexpr std::string_view kCoverageSoftwareVersionNotStated =
    "coverage.software-version-not-stated";
inline constexpr std::string_view kCoverageBatchCovered = "coverage.batch-covered";
inline constexpr std::string_view kCoverageBatchNotCovered = "coverage.batch-not-covered";
inline constexpr std::string_view kCoverageBatchNotStated = "coverage.batch-not-stated";
inline constexpr std::string_view kCoverageSerialCovered = "coverage.serial-covered";
inline constexpr std::string_view kCoverageSerialNotCovered = "coverage.serial-not-covered";
inline constexpr std::string_view kCoverageSerialNotStated = "coverage.serial-not-stated";
inline constexpr std::string_view kCoverageFactoryCovered = "coverage.factory-covered";
inline constexpr std::string_view kCoverageFactoryNotCovered = "coverage.factory-not-covered";
inline constexpr std::string_view kCoverageFactoryNotStated = "coverage.factory-not-stated";
inline constexpr std::string_view kCoverageQuantityExceeded = "coverage.quantity-exceeded";
inline constexpr std::string_view kCoverageSampleOnly = "coverage.sample-only";
inline constexpr std::string_view kCoverageProductionModuleMissing =
    "coverage.production-module-missing";
inline constexpr std::string_view kCoverageOtherManufacturer = "coverage.other-manufacturer";

// currency
inline constexpr std::string_view kCurrencyValid = "currency.valid";
inline constexpr std::string_view kCurrencyNotYetValid = "currency.not-yet-valid";
inline constexpr std::string_view kCurrencyStartDayOpen = "currency.start-day-open";
inline constexpr std::string_view kCurrencyExpired = "currency.expired";
inline constexpr std::string_view kCurrencyEndDayOpen = "currency.end-day-open";
inline constexpr std::string_view kCurrencyStateOpen = "currency.state-open";
inline constexpr std::string_view kCurrencySuspended = "currency.suspended";
inline constexpr std::string_view kCurrencyWithdrawn = "currency.withdrawn";
inline constexpr std::string_view kCurrencyCancelled = "currency.cancelled";
inline constexpr std::string_view kCurrencyReissued = "currency.reissued";
inline constexpr std::string_view kCurrencyAnnulled = "currency.annulled";
inline constexpr std::string_view kCurrencyRestricted = "currency.restricted";
inline constexpr std::string_view kCurrencyRefused = "currency.refused";
inline constexpr std::string_view kCurrencySurveillanceLate = "currency.surveillance-late";
inline constexpr std::string_view kCurrencySurveillanceLapsed = "currency.surveillance-lapsed";

// competence
inline constexpr std::string_view kCompetenceFirstParty = "competence.first-party";
inline constexpr std::string_view kCompetenceNotNeeded = "competence.not-needed";
inline constexpr std::string_view kCompetenceDesignated = "competence.designated";
inline constexpr std::string_view kCompetenceNotDesignated = "competence.not-designated";
inline constexpr std::string_view kCompetenceOtherAct = "competence.other-act";
inline constexpr std::string_view kCompetenceModuleNotCovered = "competence.module-not-covered";
inline constexpr std::string_view kCompetenceProductNotCovered = "competence.product-not-covered";
inline constexpr std::string_view kCompetenceAttributeNeeded = "competence.attribute-needed";
inline constexpr std::string_view kCompetenceDesignatedLater = "competence.designated-later";
inline constexpr std::string_view kCompetenceOpenAtIssue = "competence.open-at-issue";
inline constexpr std::string_view kCompetenceOpenAtEvent = "competence.open-at-event";
inline constexpr std::string_view kCompetenceEndedBeforeIssue = "competence.ended-before-issue";
inline constexpr std::string_view kCompetenceSuspendedAtIssue = "competence.suspended-at-issue";
inline constexpr std::string_view kCompetenceSuspendedSince = "competence.suspended-since";
inline constexpr std::string_view kCompetenceTransferred = "competence.transferred";
inline constexpr std::string_view kCompetenceRunOff = "competence.run-off";
inline constexpr std::string_view kCompetenceRunOffEnded = "competence.run-off-ended";
inline constexpr std::string_view kCompetenceDesignationEnded = "competence.designation-ended";
inline constexpr std::string_view kCompetenceNoRunOffRule = "competence.no-run-off-rule";
inline constexpr std::string_view kCompetenceLateFiledAfterLoss =
    "competence.late-filed-after-loss";
inline constexpr std::string_view kCompetenceAccredited = "competence.accredited";
inline constexpr std::string_view kCompetenceNotAccredited = "competence.not-accredited";
inline constexpr std::string_view kCompetenceAccreditedLater = "competence.accredited-later";
inline constexpr std::string_view kCompetenceAccreditationOutOfScope =
    "competence.accreditation-out-of-scope";
inline constexpr std::string_view kCompetenceAccreditationEnded = "competence.accreditation-ended";
inline constexpr std::string_view kCompetenceParticipant = "competence.participant";
inline constexpr std::string_view kCompetenceRoleOpen = "competence.role-open";
inline constexpr std::string_view kCompetenceNotAuthorising = "competence.not-authorising";
inline constexpr std::string_view kCompetenceNotAnIssuer = "competence.not-an-issuer";

// acceptance
inline constexpr std::string_view kAcceptanceNotNeeded = "acceptance.not-needed";
inline constexpr std::string_view kAcceptanceAccepted = "acceptance.accepted";
inline constexpr std::string_view kAcceptanceOpen = "acceptance.open";
inline constexpr std::string_view kAcceptanceEnded = "acceptance.ended";
inline constexpr std::string_view kAcceptanceSuspended = "acceptance.suspended";
inline constexpr std::string_view kAcceptanceNotAccepted = "acceptance.not-accepted";
inline constexpr std::string_view kAcceptanceSignatoryLater = "acceptance.signatory-later";

// instrument
inline constexpr std::string_view kInstrumentOwnLaw = "instrument.own-law";
inline constexpr std::string_view kInstrumentActNotOnFile = "instrument.act-not-on-file";
inline constexpr std::string_view kInstrumentActOpen = "instrument.act-open";
inline constexpr std::string_view kInstrumentTransition = "instrument.transition";
inline constexpr std::string_view kInstrumentSellOff = "instrument.sell-off";
inline constexpr std::string_view kInstrumentActEnded = "instrument.act-ended";
inline constexpr std::string_view kInstrumentOwnAttestation = "instrument.own-attestation";
inline constexpr std::string_view kInstrumentByEquivalence = "instrument.by-equivalence";
inline constexpr std::string_view kInstrumentInForce = "instrument.in-force";
inline constexpr std::string_view kInstrumentProvisional = "instrument.provisional";
inline constexpr std::string_view kInstrumentNotYetInForce = "instrument.not-yet-in-force";
inline constexpr std::string_view kInstrumentEntryOpen = "instrument.entry-open";
inline constexpr std::string_view kInstrumentNotOperational = "instrument.not-operational";
inline constexpr std::string_view kInstrumentPartyNotBound = "instrument.party-not-bound";
inline constexpr std::string_view kInstrumentMembershipOpen = "instrument.membership-open";
inline constexpr std::string_view kInstrumentParticipationMissing =
    "instrument.participation-missing";
inline constexpr std::string_view kInstrumentParticipationOpen = "instrument.participation-open";
inline constexpr std::string_view kInstrumentRunOff = "instrument.run-off";
inline constexpr std::string_view kInstrumentEnded = "instrument.ended";
inline constexpr std::string_view kInstrumentSuspended = "instrument.suspended";
inline constexpr std::string_view kInstrumentWrongLaw = "instrument.wrong-law";
inline constexpr std::string_view kInstrumentArtefactNotCovered = "instrument.artefact-not-covered";
inline constexpr std::string_view kInstrumentVoluntary = "instrument.voluntary";
inline constexpr std::string_view kInstrumentModuleNotOffered = "instrument.module-not-offered";
inline constexpr std::string_view kInstrumentAttributeNeeded = "instrument.attribute-needed";
inline constexpr std::string_view kInstrumentLevelBelow = "instrument.level-below";
inline constexpr std::string_view kInstrumentLevelOpen = "instrument.level-open";
inline constexpr std::string_view kInstrumentScaleDiffers = "instrument.scale-differs";
inline constexpr std::string_view kInstrumentNoCap = "instrument.no-cap";
inline constexpr std::string_view kInstrumentPartialExtent = "instrument.partial-extent";
inline constexpr std::string_view kInstrumentExtentOpen = "instrument.extent-open";
inline constexpr std::string_view kInstrumentNoDecision = "instrument.no-decision";
inline constexpr std::string_view kInstrumentOtherDirection = "instrument.other-direction";
inline constexpr std::string_view kInstrumentSectorNotCovered = "instrument.sector-not-covered";
inline constexpr std::string_view kInstrumentAttestationNotCovered =
    "instrument.attestation-not-covered";

// presumption
inline constexpr std::string_view kPresumptionNoStandard = "presumption.no-standard";
inline constexpr std::string_view kPresumptionEditionNotStated = "presumption.edition-not-stated";
inline constexpr std::string_view kPresumptionCited = "presumption.cited";
inline constexpr std::string_view kPresumptionCitationOpen = "presumption.citation-open";
inline constexpr std::string_view kPresumptionNotYetCited = "presumption.not-yet-cited";
inline constexpr std::string_view kPresumptionNotCited = "presumption.not-cited";
inline constexpr std::string_view kPresumptionWithdrawn = "presumption.withdrawn";
inline constexpr std::string_view kPresumptionTypeAOnly = "presumption.type-a-only";
inline constexpr std::string_view kPresumptionPartMissing = "presumption.part-missing";
inline constexpr std::string_view kPresumptionRestricted = "presumption.restricted";
inline constexpr std::string_view kPresumptionObjection = "presumption.objection";

// equivalence
inline constexpr std::string_view kEquivalenceNotNeeded = "equivalence.not-needed";
inline constexpr std::string_view kEquivalenceSameEdition = "equivalence.same-edition";
inline constexpr std::string_view kEquivalenceNoDecision = "equivalence.no-decision";
inline constexpr std::string_view kEquivalenceDecisionNotYet = "equivalence.decision-not-yet";
inline constexpr std::string_view kEquivalenceDecisionOpen = "equivalence.decision-open";
inline constexpr std::string_view kEquivalenceDecisionEnded = "equivalence.decision-ended";
inline constexpr std::string_view kEquivalenceDecisionSuspended = "equivalence.decision-suspended";
inline constexpr std::string_view kEquivalenceRefused = "equivalence.refused";
inline constexpr std::string_view kEquivalenceDecided = "equivalence.decided";
inline constexpr std::string_view kEquivalenceDeltaClosed = "equivalence.delta-closed";
inline constexpr std::string_view kEquivalenceDeltaOpen = "equivalence.delta-open";
inline constexpr std::string_view kEquivalenceSearchBounded = "equivalence.search-bounded";

// measures
inline constexpr std::string_view kMeasuresNone = "measures.none";
inline constexpr std::string_view kMeasuresInForce = "measures.in-force";
inline constexpr std::string_view kMeasuresProvisional = "measures.provisional";
inline constexpr std::string_view kMeasuresOpen = "measures.open";
inline constexpr std::string_view kMeasuresUnitsNotStated = "measures.units-not-stated";
inline constexpr std::string_view kMeasuresBrandOnly = "measures.brand-only";
inline constexpr std::string_view kMeasuresLifted = "measures.lifted";
inline constexpr std::string_view kMeasuresAlert = "measures.alert";
inline constexpr std::string_view kMeasuresAlertNamesAlike = "measures.alert-names-alike";

// condition
inline constexpr std::string_view kConditionAddendumTest = "condition.addendum-test";
inline constexpr std::string_view kConditionDocumentation = "condition.documentation";
inline constexpr std::string_view kConditionMarking = "condition.marking";
inline constexpr std::string_view kConditionDesignConstraint = "condition.design-constraint";
inline constexpr std::string_view kConditionScopeRestriction = "condition.scope-restriction";
inline constexpr std::string_view kConditionSurveillance = "condition.surveillance";
inline constexpr std::string_view kConditionEvidence = "condition.evidence";
inline constexpr std::string_view kConditionPlacedBefore = "condition.placed-before";

// cure
inline constexpr std::string_view kCureStateFact = "cure.state-fact";
inline constexpr std::string_view kCureCheckCredential = "cure.check-credential";
inline constexpr std::string_view kCureFileCertificate = "cure.file-certificate";
inline constexpr std::string_view kCureEstablishFact = "cure.establish-fact";
inline constexpr std::string_view kCureLicence = "cure.licence";
inline constexpr std::string_view kCureMandate = "cure.mandate";
inline constexpr std::string_view kCureWait = "cure.wait";
inline constexpr std::string_view kCureUseCitedEdition = "cure.use-cited-edition";
inline constexpr std::string_view kCureSurveillance = "cure.surveillance";
inline constexpr std::string_view kCureAddendum = "cure.addendum";
inline constexpr std::string_view kCureExtendCertificate = "cure.extend-certificate";
inline constexpr std::string_view kCureRenew = "cure.renew";
inline constexpr std::string_view kCureLiftSuspension = "cure.lift-suspension";
inline constexpr std::string_view kCureProductionModule = "cure.production-module";
inline constexpr std::string_view kCureTransfer = "cure.transfer";
inline constexpr std::string_view kCureRunOffRule = "cure.run-off-rule";
inline constexpr std::string_view kCureDeclareComplete = "cure.declare-complete";
inline constexpr std::string_view kCureLiftMeasure = "cure.lift-measure";
inline constexpr std::string_view kCureDesignate = "cure.designate";
inline constexpr std::string_view kCureAcceptAccreditor = "cure.accept-accreditor";
inline constexpr std::string_view kCureOtherBody = "cure.other-body";
inline constexpr std::string_view kCureCertifyToMarketLaw = "cure.certify-to-market-law";
inline constexpr std::string_view kCureEquivalenceDecision = "cure.equivalence-decision";
inline constexpr std::string_view kCureAgreement = "cure.agreement";

}  // namespace code
}  // namespace concordat::recognition

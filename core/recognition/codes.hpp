// Every code that a determination can give: reasons under the leg they belong to, conditions,
// cures.
//
// A code is stable for ever. Its arguments are named here, and only these are given; sentences in
// the message catalogues may use each of them. A cure takes over the arguments of what it cures.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace concordat::recognition {

// The text of a code, with a number by which codes are told apart: a comparison costs no look at
// the text. Made from literals alone; that no two codes share a number is tested.
class Code {
 public:
  constexpr Code() = default;
  template <std::size_t Size>
  consteval Code(const char (&text)[Size]) : text_(text), size_(Size - 1) {  // NOLINT
    for (std::size_t at = 0; at < size_; ++at) {                             // FNV-1a
      number_ = (number_ ^ static_cast<unsigned char>(text[at])) * 16'777'619U;
    }
  }
  constexpr operator std::string_view() const { return {text_, size_}; }  // NOLINT
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr bool starts_with(std::string_view text) const {
    return std::string_view(*this).starts_with(text);
  }
  [[nodiscard]] constexpr std::uint32_t number() const { return number_; }
  friend constexpr bool operator==(const Code& left, const Code& right) {
    return left.number_ == right.number_;
  }

 private:
  const char* text_ = "";
  std::uint32_t size_ = 0;
  std::uint32_t number_ = 2'166'136'261U;
};

struct CodeEntry {
  Code code;
  std::string_view arguments;  // names, one space between
};
// In the order of the legs; conditions and cures last.
[[nodiscard]] std::span<const CodeEntry> all_codes();

namespace code {

// question
inline constexpr Code kQuestionMarketUnknown = "question.market-unknown";
inline constexpr Code kQuestionSectorUnknown = "question.sector-unknown";
inline constexpr Code kQuestionHsCode = "question.hs-code";
inline constexpr Code kMatrixNotPublished = "matrix.not-published";
inline constexpr Code kRequirementApplies = "requirement.applies";
inline constexpr Code kRequirementOtherEvent = "requirement.other-event";
inline constexpr Code kRequirementExcluded = "requirement.excluded";
inline constexpr Code kRequirementOutOfScope = "requirement.out-of-scope";
inline constexpr Code kRequirementHsListed = "requirement.hs-listed";
inline constexpr Code kRequirementHsElsewhere = "requirement.hs-elsewhere";
inline constexpr Code kRequirementAttributeNeeded = "requirement.attribute-needed";
inline constexpr Code kRequirementDisplaced = "requirement.displaced";
inline constexpr Code kRequirementInForceOpen = "requirement.in-force-open";
inline constexpr Code kRequirementAttestationNeeded = "requirement.attestation-needed";
inline constexpr Code kRequirementAttestationNotFound = "requirement.attestation-not-found";
inline constexpr Code kRequirementMarking = "requirement.marking";
inline constexpr Code kRequirementsNoneApply = "requirements.none-apply";
inline constexpr Code kRequirementsListNotDeclaredComplete =
    "requirements.list-not-declared-complete";

// authenticity
inline constexpr Code kAuthenticityNotFound = "authenticity.not-found";
inline constexpr Code kAuthenticityNotFoundThoughObliged = "authenticity.not-found-though-obliged";
inline constexpr Code kAuthenticityAmbiguousNumber = "authenticity.ambiguous-number";
inline constexpr Code kAuthenticityRejected = "authenticity.rejected";
inline constexpr Code kAuthenticityNotChecked = "authenticity.not-checked";
inline constexpr Code kAuthenticityDigestDiffers = "authenticity.digest-differs";
inline constexpr Code kAuthenticityDigestNotRecorded = "authenticity.digest-not-recorded";
inline constexpr Code kAuthenticityPresented = "authenticity.presented";
inline constexpr Code kAuthenticityIssuerSigned = "authenticity.issuer-signed";
inline constexpr Code kAuthenticityTranscribed = "authenticity.transcribed";
inline constexpr Code kAuthenticityObserved = "authenticity.observed";

// entitlement
inline constexpr Code kEntitlementOwnBrand = "entitlement.own-brand";
inline constexpr Code kEntitlementOwnCertificate = "entitlement.own-certificate";
inline constexpr Code kEntitlementLicensed = "entitlement.licensed";
inline constexpr Code kEntitlementLicenceOpen = "entitlement.licence-open";
inline constexpr Code kEntitlementNoLicence = "entitlement.no-licence";
inline constexpr Code kEntitlementMandated = "entitlement.mandated";
inline constexpr Code kEntitlementMandateOpen = "entitlement.mandate-open";
inline constexpr Code kEntitlementNoMandate = "entitlement.no-mandate";
inline constexpr Code kEntitlementOperatorNotStated = "entitlement.operator-not-stated";

// coverage
inline constexpr Code kCoverageProductNamed = "coverage.product-named";
inline constexpr Code kCoverageModelListed = "coverage.model-listed";
inline constexpr Code kCoverageGtinListed = "coverage.gtin-listed";
inline constexpr Code kCoverageFamilyRule = "coverage.family-rule";
inline constexpr Code kCoverageModelNotCovered = "coverage.model-not-covered";
inline constexpr Code kCoverageModelNotStated = "coverage.model-not-stated";
inline constexpr Code kCoverageModelRestricted = "coverage.model-restricted";
inline constexpr Code kCoverageSoftwareVersionCovered = "coverage.software-version-covered";
inline constexpr Code kCoverageSoftwareVersionNotCovered = "coverage.software-version-not-covered";
inline constexpr Code kCoverageSoftwareVersionNotStated = "coverage.software-version-not-stated";
inline constexpr Code kCoverageBatchCovered = "coverage.batch-covered";
inline constexpr Code kCoverageBatchNotCovered = "coverage.batch-not-covered";
inline constexpr Code kCoverageBatchNotStated = "coverage.batch-not-stated";
inline constexpr Code kCoverageSerialCovered = "coverage.serial-covered";
inline constexpr Code kCoverageSerialNotCovered = "coverage.serial-not-covered";
inline constexpr Code kCoverageSerialNotStated = "coverage.serial-not-stated";
inline constexpr Code kCoverageFactoryCovered = "coverage.factory-covered";
inline constexpr Code kCoverageFactoryNotCovered = "coverage.factory-not-covered";
inline constexpr Code kCoverageFactoryNotStated = "coverage.factory-not-stated";
inline constexpr Code kCoverageQuantityExceeded = "coverage.quantity-exceeded";
inline constexpr Code kCoverageSampleOnly = "coverage.sample-only";
inline constexpr Code kCoverageProductionModuleMissing = "coverage.production-module-missing";
inline constexpr Code kCoverageOtherManufacturer = "coverage.other-manufacturer";

// currency
inline constexpr Code kCurrencyValid = "currency.valid";
inline constexpr Code kCurrencyNotYetValid = "currency.not-yet-valid";
inline constexpr Code kCurrencyStartDayOpen = "currency.start-day-open";
inline constexpr Code kCurrencyExpired = "currency.expired";
inline constexpr Code kCurrencyEndDayOpen = "currency.end-day-open";
inline constexpr Code kCurrencyStateOpen = "currency.state-open";
inline constexpr Code kCurrencySuspended = "currency.suspended";
inline constexpr Code kCurrencyWithdrawn = "currency.withdrawn";
inline constexpr Code kCurrencyCancelled = "currency.cancelled";
inline constexpr Code kCurrencyReissued = "currency.reissued";
inline constexpr Code kCurrencyAnnulled = "currency.annulled";
inline constexpr Code kCurrencyRestricted = "currency.restricted";
inline constexpr Code kCurrencyRefused = "currency.refused";
inline constexpr Code kCurrencySurveillanceLate = "currency.surveillance-late";
inline constexpr Code kCurrencySurveillanceLapsed = "currency.surveillance-lapsed";

// competence
inline constexpr Code kCompetenceFirstParty = "competence.first-party";
inline constexpr Code kCompetenceNotNeeded = "competence.not-needed";
inline constexpr Code kCompetenceDesignated = "competence.designated";
inline constexpr Code kCompetenceNotDesignated = "competence.not-designated";
inline constexpr Code kCompetenceOtherAct = "competence.other-act";
inline constexpr Code kCompetenceModuleNotCovered = "competence.module-not-covered";
inline constexpr Code kCompetenceProductNotCovered = "competence.product-not-covered";
inline constexpr Code kCompetenceAttributeNeeded = "competence.attribute-needed";
inline constexpr Code kCompetenceDesignatedLater = "competence.designated-later";
inline constexpr Code kCompetenceOpenAtIssue = "competence.open-at-issue";
inline constexpr Code kCompetenceOpenAtEvent = "competence.open-at-event";
inline constexpr Code kCompetenceEndedBeforeIssue = "competence.ended-before-issue";
inline constexpr Code kCompetenceSuspendedAtIssue = "competence.suspended-at-issue";
inline constexpr Code kCompetenceSuspendedSince = "competence.suspended-since";
inline constexpr Code kCompetenceTransferred = "competence.transferred";
inline constexpr Code kCompetenceRunOff = "competence.run-off";
inline constexpr Code kCompetenceRunOffEnded = "competence.run-off-ended";
inline constexpr Code kCompetenceDesignationEnded = "competence.designation-ended";
inline constexpr Code kCompetenceNoRunOffRule = "competence.no-run-off-rule";
inline constexpr Code kCompetenceLateFiledAfterLoss = "competence.late-filed-after-loss";
inline constexpr Code kCompetenceAccredited = "competence.accredited";
inline constexpr Code kCompetenceNotAccredited = "competence.not-accredited";
inline constexpr Code kCompetenceAccreditedLater = "competence.accredited-later";
inline constexpr Code kCompetenceAccreditationOutOfScope = "competence.accreditation-out-of-scope";
inline constexpr Code kCompetenceAccreditationEnded = "competence.accreditation-ended";
inline constexpr Code kCompetenceParticipant = "competence.participant";
inline constexpr Code kCompetenceRoleOpen = "competence.role-open";
inline constexpr Code kCompetenceNotAuthorising = "competence.not-authorising";
inline constexpr Code kCompetenceNotAnIssuer = "competence.not-an-issuer";
inline constexpr Code kCompetenceParticipantLater = "competence.participant-later";

// acceptance
inline constexpr Code kAcceptanceNotNeeded = "acceptance.not-needed";
inline constexpr Code kAcceptanceAccepted = "acceptance.accepted";
inline constexpr Code kAcceptanceOpen = "acceptance.open";
inline constexpr Code kAcceptanceEnded = "acceptance.ended";
inline constexpr Code kAcceptanceSuspended = "acceptance.suspended";
inline constexpr Code kAcceptanceNotAccepted = "acceptance.not-accepted";
inline constexpr Code kAcceptanceSignatoryLater = "acceptance.signatory-later";

// instrument
inline constexpr Code kInstrumentOwnLaw = "instrument.own-law";
inline constexpr Code kInstrumentActNotOnFile = "instrument.act-not-on-file";
inline constexpr Code kInstrumentActOpen = "instrument.act-open";
inline constexpr Code kInstrumentTransition = "instrument.transition";
inline constexpr Code kInstrumentSellOff = "instrument.sell-off";
inline constexpr Code kInstrumentActEnded = "instrument.act-ended";
inline constexpr Code kInstrumentOwnAttestation = "instrument.own-attestation";
inline constexpr Code kInstrumentByEquivalence = "instrument.by-equivalence";
inline constexpr Code kInstrumentInForce = "instrument.in-force";
inline constexpr Code kInstrumentProvisional = "instrument.provisional";
inline constexpr Code kInstrumentNotYetInForce = "instrument.not-yet-in-force";
inline constexpr Code kInstrumentEntryOpen = "instrument.entry-open";
inline constexpr Code kInstrumentNotOperational = "instrument.not-operational";
inline constexpr Code kInstrumentPartyNotBound = "instrument.party-not-bound";
inline constexpr Code kInstrumentMembershipOpen = "instrument.membership-open";
inline constexpr Code kInstrumentParticipationMissing = "instrument.participation-missing";
inline constexpr Code kInstrumentParticipationLater = "instrument.participation-later";
inline constexpr Code kInstrumentParticipationEnded = "instrument.participation-ended";
inline constexpr Code kInstrumentParticipationOpen = "instrument.participation-open";
inline constexpr Code kInstrumentRunOff = "instrument.run-off";
inline constexpr Code kInstrumentNoRunOffRule = "instrument.no-run-off-rule";
inline constexpr Code kInstrumentEnded = "instrument.ended";
inline constexpr Code kInstrumentSuspended = "instrument.suspended";
inline constexpr Code kInstrumentWrongLaw = "instrument.wrong-law";
inline constexpr Code kInstrumentArtefactNotCovered = "instrument.artefact-not-covered";
inline constexpr Code kInstrumentVoluntary = "instrument.voluntary";
inline constexpr Code kInstrumentDemandLeftOut = "instrument.demand-left-out";
inline constexpr Code kInstrumentModuleNotOffered = "instrument.module-not-offered";
inline constexpr Code kInstrumentAttributeNeeded = "instrument.attribute-needed";
inline constexpr Code kInstrumentLevelBelow = "instrument.level-below";
inline constexpr Code kInstrumentLevelOpen = "instrument.level-open";
inline constexpr Code kInstrumentScaleDiffers = "instrument.scale-differs";
inline constexpr Code kInstrumentNoCap = "instrument.no-cap";
inline constexpr Code kInstrumentPartialExtent = "instrument.partial-extent";
inline constexpr Code kInstrumentExtentOpen = "instrument.extent-open";
inline constexpr Code kInstrumentNoDecision = "instrument.no-decision";
inline constexpr Code kInstrumentSearchBounded = "instrument.search-bounded";
inline constexpr Code kInstrumentOtherDirection = "instrument.other-direction";
inline constexpr Code kInstrumentSectorNotCovered = "instrument.sector-not-covered";
inline constexpr Code kInstrumentAttestationNotCovered = "instrument.attestation-not-covered";

// presumption
inline constexpr Code kPresumptionNoStandard = "presumption.no-standard";
inline constexpr Code kPresumptionEditionNotStated = "presumption.edition-not-stated";
inline constexpr Code kPresumptionCited = "presumption.cited";
inline constexpr Code kPresumptionCitationOpen = "presumption.citation-open";
inline constexpr Code kPresumptionNotYetCited = "presumption.not-yet-cited";
inline constexpr Code kPresumptionNotCited = "presumption.not-cited";
inline constexpr Code kPresumptionWithdrawn = "presumption.withdrawn";
inline constexpr Code kPresumptionTypeAOnly = "presumption.type-a-only";
inline constexpr Code kPresumptionPartMissing = "presumption.part-missing";
inline constexpr Code kPresumptionRestricted = "presumption.restricted";
inline constexpr Code kPresumptionObjection = "presumption.objection";

// equivalence
inline constexpr Code kEquivalenceNotNeeded = "equivalence.not-needed";
inline constexpr Code kEquivalenceSameEdition = "equivalence.same-edition";
inline constexpr Code kEquivalenceNoDecision = "equivalence.no-decision";
inline constexpr Code kEquivalenceDecisionNotYet = "equivalence.decision-not-yet";
inline constexpr Code kEquivalenceDecisionOpen = "equivalence.decision-open";
inline constexpr Code kEquivalenceDecisionEnded = "equivalence.decision-ended";
inline constexpr Code kEquivalenceDecisionSuspended = "equivalence.decision-suspended";
inline constexpr Code kEquivalenceRefused = "equivalence.refused";
inline constexpr Code kEquivalenceDecided = "equivalence.decided";
inline constexpr Code kEquivalenceDeltaClosed = "equivalence.delta-closed";
inline constexpr Code kEquivalenceDeltaOpen = "equivalence.delta-open";
inline constexpr Code kEquivalenceDifferenceCovered = "equivalence.difference-covered";
inline constexpr Code kEquivalenceDifferenceNotCovered = "equivalence.difference-not-covered";
inline constexpr Code kEquivalenceDifferenceOpen = "equivalence.difference-open";
inline constexpr Code kEquivalenceSearchBounded = "equivalence.search-bounded";

// measures
inline constexpr Code kMeasuresNone = "measures.none";
inline constexpr Code kMeasuresInForce = "measures.in-force";
inline constexpr Code kMeasuresProvisional = "measures.provisional";
inline constexpr Code kMeasuresOpen = "measures.open";
inline constexpr Code kMeasuresUnitsNotStated = "measures.units-not-stated";
inline constexpr Code kMeasuresBrandOnly = "measures.brand-only";
inline constexpr Code kMeasuresLifted = "measures.lifted";
inline constexpr Code kMeasuresAlert = "measures.alert";
inline constexpr Code kMeasuresAlertNamesAlike = "measures.alert-names-alike";

// condition
inline constexpr Code kConditionAddendumTest = "condition.addendum-test";
inline constexpr Code kConditionDocumentation = "condition.documentation";
inline constexpr Code kConditionMarking = "condition.marking";
inline constexpr Code kConditionDesignConstraint = "condition.design-constraint";
inline constexpr Code kConditionScopeRestriction = "condition.scope-restriction";
inline constexpr Code kConditionDifference = "condition.difference";
inline constexpr Code kConditionDemandLeftOut = "condition.demand-left-out";
inline constexpr Code kConditionSurveillance = "condition.surveillance";
inline constexpr Code kConditionEvidence = "condition.evidence";
inline constexpr Code kConditionPlacedBefore = "condition.placed-before";

// cure
inline constexpr Code kCureStateFact = "cure.state-fact";
inline constexpr Code kCureCheckCredential = "cure.check-credential";
inline constexpr Code kCureFileCertificate = "cure.file-certificate";
inline constexpr Code kCureEstablishFact = "cure.establish-fact";
inline constexpr Code kCureLicence = "cure.licence";
inline constexpr Code kCureMandate = "cure.mandate";
inline constexpr Code kCureWait = "cure.wait";
inline constexpr Code kCureUseCitedEdition = "cure.use-cited-edition";
inline constexpr Code kCureSurveillance = "cure.surveillance";
inline constexpr Code kCureAddendum = "cure.addendum";
inline constexpr Code kCureDifference = "cure.difference";
inline constexpr Code kCureDemand = "cure.demand";
inline constexpr Code kCureExtendCertificate = "cure.extend-certificate";
inline constexpr Code kCureRenew = "cure.renew";
inline constexpr Code kCureLiftSuspension = "cure.lift-suspension";
inline constexpr Code kCureProductionModule = "cure.production-module";
inline constexpr Code kCureTransfer = "cure.transfer";
inline constexpr Code kCureRunOffRule = "cure.run-off-rule";
inline constexpr Code kCureDeclareComplete = "cure.declare-complete";
inline constexpr Code kCureLiftMeasure = "cure.lift-measure";
inline constexpr Code kCureDesignate = "cure.designate";
inline constexpr Code kCureAcceptAccreditor = "cure.accept-accreditor";
inline constexpr Code kCureOtherBody = "cure.other-body";
inline constexpr Code kCureCertifyToMarketLaw = "cure.certify-to-market-law";
inline constexpr Code kCureEquivalenceDecision = "cure.equivalence-decision";
inline constexpr Code kCureAgreement = "cure.agreement";

}  // namespace code
}  // namespace concordat::recognition

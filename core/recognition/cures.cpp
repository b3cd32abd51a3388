#include "core/recognition/cures.hpp"

#include <algorithm>
#include <span>

#include "core/recognition/order.hpp"

namespace concordat::recognition {
namespace {

struct Remedy {
  std::string_view code;
  std::string_view by;
  int cost;
};
constexpr Remedy kStateFact{code::kCureStateFact, "asker", 1};
constexpr Remedy kCheckCredential{code::kCureCheckCredential, "asker", 1};
constexpr Remedy kFile{code::kCureFileCertificate, "body", 2};
constexpr Remedy kEstablishFact{code::kCureEstablishFact, "operator", 3};
constexpr Remedy kLicence{code::kCureLicence, "holder", 3};
constexpr Remedy kMandate{code::kCureMandate, "manufacturer", 3};
constexpr Remedy kWait{code::kCureWait, "asker", 3};
constexpr Remedy kUseCitedEdition{code::kCureUseCitedEdition, "manufacturer", 4};
constexpr Remedy kSurveillance{code::kCureSurveillance, "body", 4};
constexpr Remedy kAddendum{code::kCureAddendum, "body", 5};
constexpr Remedy kExtend{code::kCureExtendCertificate, "body", 5};
constexpr Remedy kRenew{code::kCureRenew, "body", 6};
constexpr Remedy kLiftSuspension{code::kCureLiftSuspension, "body", 6};
constexpr Remedy kModule{code::kCureProductionModule, "manufacturer", 6};
constexpr Remedy kTransfer{code::kCureTransfer, "body", 6};
constexpr Remedy kRunOffRule{code::kCureRunOffRule, "authority", 7};
constexpr Remedy kDeclareComplete{code::kCureDeclareComplete, "authority", 7};
constexpr Remedy kLiftMeasure{code::kCureLiftMeasure, "authority", 8};
constexpr Remedy kDesignate{code::kCureDesignate, "authority", 8};
constexpr Remedy kAccept{code::kCureAcceptAccreditor, "authority", 8};
constexpr Remedy kOtherBody{code::kCureOtherBody, "manufacturer", 9};
constexpr Remedy kCertify{code::kCureCertifyToMarketLaw, "manufacturer", 9};
constexpr Remedy kDecide{code::kCureEquivalenceDecision, "authority", 10};
constexpr Remedy kAgree{code::kCureAgreement, "authority", 12};

// A code and the remedies any one of which cures it.
struct Cured {
  std::string_view code;
  const Remedy* first;
  const Remedy* second = nullptr;
  const Remedy* third = nullptr;
};
constexpr Cured kCured[] = {
    {code::kQuestionMarketUnknown, &kStateFact},
    {code::kQuestionSectorUnknown, &kStateFact},
    {code::kRequirementAttributeNeeded, &kStateFact},
    {code::kRequirementInForceOpen, &kEstablishFact},
    {code::kRequirementAttestationNeeded, &kCertify},
    {code::kRequirementAttestationNotFound, &kFile, &kCertify},
    {code::kRequirementsListNotDeclaredComplete, &kDeclareComplete},
    {code::kAuthenticityNotFound, &kFile},
    {code::kAuthenticityNotFoundThoughObliged, &kFile},
    {code::kAuthenticityAmbiguousNumber, &kStateFact},
    {code::kAuthenticityNotChecked, &kCheckCredential},
    {code::kEntitlementNoLicence, &kLicence},
    {code::kEntitlementLicenceOpen, &kEstablishFact},
    {code::kEntitlementNoMandate, &kMandate},
    {code::kEntitlementMandateOpen, &kEstablishFact},
    {code::kCoverageModelNotCovered, &kExtend},
    {code::kCoverageModelNotStated, &kStateFact},
    {code::kCoverageModelRestricted, &kExtend},
    {code::kCoverageSoftwareVersionNotCovered, &kExtend},
    {code::kCoverageSoftwareVersionNotStated, &kStateFact},
    {code::kCoverageBatchNotCovered, &kExtend},
    {code::kCoverageBatchNotStated, &kStateFact},
    {code::kCoverageSerialNotCovered, &kExtend},
    {code::kCoverageSerialNotStated, &kStateFact},
    {code::kCoverageFactoryNotCovered, &kExtend},
    {code::kCoverageFactoryNotStated, &kStateFact},
    {code::kCoverageQuantityExceeded, &kExtend},
    {code::kCoverageSampleOnly, &kCertify},
    {code::kCoverageProductionModuleMissing, &kModule},
    {code::kCoverageOtherManufacturer, &kModule},
    {code::kCurrencyNotYetValid, &kWait},
    {code::kCurrencyStartDayOpen, &kEstablishFact},
    {code::kCurrencyExpired, &kRenew},
    {code::kCurrencyEndDayOpen, &kEstablishFact},
    {code::kCurrencyStateOpen, &kEstablishFact},
    {code::kCurrencySuspended, &kLiftSuspension},
    {code::kCurrencyWithdrawn, &kCertify},
    {code::kCurrencyCancelled, &kCertify},
    {code::kCurrencyReissued, &kStateFact},
    {code::kCurrencyAnnulled, &kCertify},
    {code::kCurrencyRefused, &kCertify},
    {code::kCurrencySurveillanceLapsed, &kSurveillance},
    {code::kCompetenceNotDesignated, &kOtherBody},
    {code::kCompetenceOtherAct, &kOtherBody},
    {code::kCompetenceModuleNotCovered, &kOtherBody},
    {code::kCompetenceProductNotCovered, &kOtherBody},
    {code::kCompetenceAttributeNeeded, &kStateFact},
    {code::kCompetenceDesignatedLater, &kOtherBody},
    {code::kCompetenceOpenAtIssue, &kEstablishFact},
    {code::kCompetenceOpenAtEvent, &kEstablishFact},
    {code::kCompetenceEndedBeforeIssue, &kOtherBody},
    {code::kCompetenceSuspendedAtIssue, &kOtherBody},
    {code::kCompetenceRunOffEnded, &kTransfer, &kDesignate},
    {code::kCompetenceDesignationEnded, &kTransfer, &kDesignate},
    {code::kCompetenceNoRunOffRule, &kTransfer, &kRunOffRule, &kDesignate},
    {code::kCompetenceLateFiledAfterLoss, &kFile},
    {code::kCompetenceNotAccredited, &kOtherBody},
    {code::kCompetenceAccreditedLater, &kOtherBody},
    {code::kCompetenceAccreditationOutOfScope, &kOtherBody},
    {code::kCompetenceAccreditationEnded, &kTransfer},
    {code::kCompetenceRoleOpen, &kEstablishFact},
    {code::kCompetenceNotAuthorising, &kOtherBody},
    {code::kCompetenceNotAnIssuer, &kOtherBody},
    {code::kAcceptanceOpen, &kEstablishFact},
    {code::kAcceptanceEnded, &kAccept},
    {code::kAcceptanceSuspended, &kAccept},
    {code::kAcceptanceNotAccepted, &kAccept},
    {code::kAcceptanceSignatoryLater, &kAccept, &kOtherBody},
    {code::kInstrumentActOpen, &kEstablishFact},
    {code::kInstrumentActEnded, &kCertify},
    {code::kInstrumentNotYetInForce, &kWait},
    {code::kInstrumentEntryOpen, &kEstablishFact},
    {code::kInstrumentNotOperational, &kAgree},
    {code::kInstrumentPartyNotBound, &kAgree},
    {code::kInstrumentMembershipOpen, &kEstablishFact},
    {code::kInstrumentParticipationMissing, &kAgree},
    {code::kInstrumentParticipationOpen, &kEstablishFact},
    {code::kInstrumentEnded, &kAgree},
    {code::kInstrumentSuspended, &kAgree},
    {code::kInstrumentWrongLaw, &kCertify},
    {code::kInstrumentArtefactNotCovered, &kCertify},
    {code::kInstrumentVoluntary, &kCertify},
    {code::kInstrumentModuleNotOffered, &kCertify},
    {code::kInstrumentAttributeNeeded, &kStateFact},
    {code::kInstrumentLevelBelow, &kCertify},
    {code::kInstrumentLevelOpen, &kEstablishFact},
    {code::kInstrumentScaleDiffers, &kDecide},
    {code::kInstrumentNoCap, &kCertify},
    {code::kInstrumentNoDecision, &kAgree},
    {code::kPresumptionNoStandard, &kUseCitedEdition},
    {code::kPresumptionEditionNotStated, &kStateFact},
    {code::kPresumptionCitationOpen, &kEstablishFact},
    {code::kPresumptionNotYetCited, &kUseCitedEdition, &kWait},
    {code::kPresumptionNotCited, &kUseCitedEdition},
    {code::kPresumptionWithdrawn, &kUseCitedEdition},
    {code::kPresumptionTypeAOnly, &kUseCitedEdition},
    {code::kPresumptionPartMissing, &kUseCitedEdition},
    {code::kPresumptionRestricted, &kUseCitedEdition},
    {code::kPresumptionObjection, &kUseCitedEdition},
    {code::kEquivalenceNoDecision, &kDecide},
    {code::kEquivalenceDecisionNotYet, &kWait},
    {code::kEquivalenceDecisionOpen, &kEstablishFact},
    {code::kEquivalenceDecisionEnded, &kDecide},
    {code::kEquivalenceDecisionSuspended, &kDecide},
    {code::kEquivalenceRefused, &kCertify},
    {code::kEquivalenceDeltaOpen, &kAddendum},
    {code::kEquivalenceSearchBounded, &kDecide},
    {code::kMeasuresInForce, &kLiftMeasure},
    {code::kMeasuresProvisional, &kLiftMeasure},
    {code::kMeasuresOpen, &kEstablishFact},
    {code::kMeasuresUnitsNotStated, &kStateFact},
};

// While sets are multiplied, the cheapest few stay: a set that is dear in the middle stays dear.
constexpr std::size_t kWorkingSets = 32;

bool same_step(const CureStep& left, const CureStep& right) {
  return left.code == right.code && left.arguments == right.arguments;
}

bool has_step(const Cure& cure, const CureStep& step) {
  return std::ranges::any_of(cure.steps, [&](const CureStep& own) { return same_step(own, step); });
}

bool includes(const Cure& larger, const Cure& smaller) {
  return std::ranges::all_of(smaller.steps,
                             [&](const CureStep& step) { return has_step(larger, step); });
}

// Keeps the sets that include no other, cheapest first.
void prune(std::vector<Cure>& cures, std::size_t most) {
  put_in_order(cures, [](const Cure& left, const Cure& right) {
    return left.cost != right.cost ? left.cost < right.cost
                                   : left.steps.size() < right.steps.size();
  });
  std::vector<Cure> kept;
  for (Cure& cure : cures) {
    const bool superset =
        std::ranges::any_of(kept, [&](const Cure& smaller) { return includes(cure, smaller); });
    if (superset) continue;
    kept.push_back(std::move(cure));
    if (kept.size() == most) break;
  }
  cures = std::move(kept);
}

// A step that two legs share is taken, and costs, once.
void add_step(Cure& cure, const CureStep& step) {
  if (has_step(cure, step)) return;
  cure.steps.push_back(step);
  cure.cost += step.cost;
}

CureStep step_of(const Remedy& remedy, const Arguments& arguments) {
  return {remedy.code, remedy.by, arguments, remedy.cost};
}

// Every set of the left with every one of the right.
std::vector<Cure> both(const std::vector<Cure>& left, const std::vector<Cure>& right) {
  std::vector<Cure> joined;
  for (const Cure& one : left) {
    for (const Cure& other : right) {
      Cure cure = one;
      for (const CureStep& step : other.steps) add_step(cure, step);
      joined.push_back(std::move(cure));
    }
  }
  prune(joined, kWorkingSets);
  return joined;
}

// The sets that cure one finding, each of one step; none when nothing does.
std::vector<Cure> cures_of(const Finding& finding) {
  std::vector<Cure> cures;
  const auto entry = std::ranges::find(kCured, finding.code, &Cured::code);
  if (entry == std::end(kCured)) return cures;
  for (const Remedy* remedy : {entry->first, entry->second, entry->third}) {
    if (!remedy) continue;
    Cure cure;
    add_step(cure, step_of(*remedy, finding.arguments));
    cures.push_back(std::move(cure));
  }
  return cures;
}

// The sets that cure all of them together; none when one of them is beyond cure.
std::vector<Cure> cures_of_all(std::span<const Finding> findings) {
  std::vector<Cure> cures{Cure{}};
  for (const Finding& finding : findings) {
    if (finding.bearing < Bearing::kOpen) continue;
    cures = both(cures, cures_of(finding));
    if (cures.empty()) break;
  }
  return cures;
}

void append(std::vector<Cure>& to, std::vector<Cure> from) {
  for (Cure& cure : from) {
    if (!cure.steps.empty()) to.push_back(std::move(cure));
  }
}

bool needs_cure(Outcome outcome) { return outcome >= Outcome::kEvidenceAccepted; }

// Any one of its routes turned turns the requirement.
std::vector<Cure> cures_of(const RequirementAnswer& requirement) {
  std::vector<Cure> cures;
  const std::vector<Cure> applies = cures_of_all(requirement.findings);
  if (requirement.routes.empty()) {
    append(cures, applies);
  }
  for (const RouteAnswer& route : requirement.routes) {
    std::vector<Cure> turned = both(applies, cures_of_all(route.findings));
    if (route.outcome == Verdict::kEvidenceAccepted) {
      Cure certify;
      add_step(certify, step_of(kCertify, {{"requirement", requirement.requirement}}));
      turned = {certify};
    }
    append(cures, std::move(turned));
  }
  prune(cures, kWorkingSets);
  return cures;
}

}  // namespace

void find_cures(const Context& context, Answer& answer) {
  if (answer.verdict < Verdict::kEvidenceAccepted) return;
  std::vector<Cure> cures;
  if (context.question.purpose == Purpose::kRecognition && !answer.requirements.empty()) {
    for (const RequirementAnswer& target : answer.requirements) append(cures, cures_of(target));
  } else {
    std::vector<Finding> findings = answer.findings;
    // What an unknown attestation leaves unmet, the requirements say themselves.
    if (!answer.requirements.empty()) {
      std::erase_if(findings, [](const Finding& it) { return it.leg == Leg::kAuthenticity; });
    }
    cures = cures_of_all(findings);
    for (const RequirementAnswer& requirement : answer.requirements) {
      if (needs_cure(requirement.outcome)) cures = both(cures, cures_of(requirement));
    }
    std::erase_if(cures, [](const Cure& cure) { return cure.steps.empty(); });
  }
  prune(cures, kMaxCures);
  answer.cures = std::move(cures);
}

}  // namespace concordat::recognition

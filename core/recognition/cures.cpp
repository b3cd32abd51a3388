#include "core/recognition/cures.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/recognition/desk.hpp"
#include "core/recognition/order.hpp"

namespace concordat::recognition {
namespace {

struct Remedy {
  Code code;
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
constexpr Remedy kTestDifference{code::kCureDifference, "body", 5};
constexpr Remedy kAssessDemand{code::kCureDemand, "body", 5};
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
  Code code;
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
    {code::kCompetenceDesignatedLater, &kRenew, &kOtherBody},
    {code::kCompetenceOpenAtIssue, &kEstablishFact},
    {code::kCompetenceOpenAtEvent, &kEstablishFact},
    {code::kCompetenceEndedBeforeIssue, &kOtherBody},
    {code::kCompetenceSuspendedAtIssue, &kOtherBody},
    {code::kCompetenceRunOffEnded, &kTransfer, &kDesignate},
    {code::kCompetenceDesignationEnded, &kTransfer, &kDesignate},
    {code::kCompetenceNoRunOffRule, &kTransfer, &kRunOffRule, &kDesignate},
    {code::kCompetenceLateFiledAfterLoss, &kFile},
    {code::kCompetenceNotAccredited, &kOtherBody},
    {code::kCompetenceAccreditedLater, &kRenew, &kOtherBody},
    {code::kCompetenceAccreditationOutOfScope, &kOtherBody},
    {code::kCompetenceAccreditationEnded, &kTransfer},
    {code::kCompetenceRoleOpen, &kEstablishFact},
    {code::kCompetenceNotAuthorising, &kOtherBody},
    {code::kCompetenceParticipantLater, &kRenew, &kOtherBody},
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
    {code::kInstrumentParticipationLater, &kWait},
    {code::kInstrumentParticipationEnded, &kAgree},
    {code::kInstrumentParticipationOpen, &kEstablishFact},
    {code::kInstrumentNoRunOffRule, &kRunOffRule, &kAgree},
    {code::kInstrumentEnded, &kAgree},
    {code::kInstrumentSuspended, &kAgree},
    {code::kInstrumentWrongLaw, &kCertify},
    {code::kInstrumentArtefactNotCovered, &kCertify},
    {code::kInstrumentVoluntary, &kCertify},
    {code::kInstrumentDemandLeftOut, &kAssessDemand},
    {code::kInstrumentModuleNotOffered, &kCertify},
    {code::kInstrumentAttributeNeeded, &kStateFact},
    {code::kInstrumentLevelBelow, &kCertify},
    {code::kInstrumentLevelOpen, &kEstablishFact},
    {code::kInstrumentScaleDiffers, &kDecide},
    {code::kInstrumentNoCap, &kCertify},
    {code::kInstrumentNoDecision, &kAgree},
    {code::kInstrumentSearchBounded, &kAgree},
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
    {code::kEquivalenceDifferenceNotCovered, &kTestDifference},
    {code::kEquivalenceDifferenceOpen, &kEstablishFact},
    {code::kEquivalenceSearchBounded, &kDecide},
    {code::kMeasuresInForce, &kLiftMeasure},
    {code::kMeasuresProvisional, &kLiftMeasure},
    {code::kMeasuresOpen, &kEstablishFact},
    {code::kMeasuresUnitsNotStated, &kStateFact},
};

// The table in the order of the codes' numbers.
constexpr auto kByNumber = [] {
  std::array<Cured, std::size(kCured)> table{};
  std::ranges::copy(kCured, table.begin());
  std::ranges::sort(table, {}, [](const Cured& cured) { return cured.code.number(); });
  return table;
}();

const Cured* cured(Code code) {
  const auto found = std::ranges::lower_bound(
      kByNumber, code.number(), {}, [](const Cured& cured) { return cured.code.number(); });
  return found != kByNumber.end() && found->code == code ? &*found : nullptr;
}

// While sets are multiplied, the cheapest few stay: a set that is dear in the middle stays dear.
constexpr std::size_t kWorkingSets = 32;

using CureSets = std::span<const CureSet>;

class CureSearch {
 public:
  explicit CureSearch(const Context& context)
      : context_(context),
        arena_(context.desk.fleeting),
        steps_(context.desk.steps),
        guards_(context.desk.cure_guards) {
    steps_.clear();
    guards_.clear();
  }

  [[nodiscard]] CureSets none() const { return {}; }

  // The set without any step.
  [[nodiscard]] CureSets nothing() { return kept({CureSet{}}); }

  // The sets that cure all of them together; none when one of them is beyond cure.
  [[nodiscard]] CureSets cures_of_all(std::span<const TerseFinding> findings) {
    CureSets cures = nothing();
    for (const TerseFinding& finding : findings) {
      if (finding.bearing < Bearing::kOpen) continue;
      cures = both(cures, cures_of(finding));
      if (cures.empty()) break;
    }
    return cures;
  }

  // Any one of its routes turned turns the requirement.
  [[nodiscard]] CureSets cures_of(const TerseRequirement& requirement) {
    const CureSets applies = cures_of_all(requirement.findings);
    std::vector<CureSet> cures;
    if (requirement.routes.empty()) append(cures, applies);
    for (const TerseRoute& route : requirement.routes) {
      if (route.outcome == Verdict::kEvidenceAccepted) {
        const Named which{"requirement", context_.text(requirement.requirement)};
        const CureGuard::Side of{.arguments = arena_.keep(std::span(&which, 1))};
        append(cures, kept({of_step(step(kCertify, of))}));
      } else {
        append(cures, both(applies, cures_of_all(route.findings)));
      }
    }
    return pruned(cures, kWorkingSets);
  }

  // Every set of the left with every one of the right.
  [[nodiscard]] CureSets both(CureSets left, CureSets right) {
    std::vector<CureSet>& joined = context_.desk.cure_sets;
    joined.clear();
    for (const CureSet& one : left) {
      for (const CureSet& other : right) joined.push_back(joined_sets(one, other));
    }
    return pruned(joined, kWorkingSets);
  }

  // Keeps the sets that include no other, cheapest first.
  [[nodiscard]] CureSets pruned(std::vector<CureSet>& cures, std::size_t most) {
    put_in_order(cures, [](const CureSet& left, const CureSet& right) {
      return left.cost != right.cost ? left.cost < right.cost
                                     : left.steps.size() < right.steps.size();
    });
    std::size_t count = 0;
    for (std::size_t at = 0; at < cures.size() && count < most; ++at) {
      const CureSet cure = cures[at];
      const bool superset =
          std::ranges::any_of(std::span(cures).first(count),
                              [&](const CureSet& smaller) { return includes(cure, smaller); });
      if (!superset) cures[count++] = cure;
    }
    return arena_.keep(std::span<const CureSet>(cures).first(count));
  }

  static void append(std::vector<CureSet>& to, CureSets from) {
    for (const CureSet& cure : from) {
      if (!cure.steps.empty()) to.push_back(cure);
    }
  }

  [[nodiscard]] std::span<const TerseCure> told(CureSets sets) {
    std::vector<TerseCure> cures;
    for (const CureSet& set : sets) {
      std::vector<TerseStep> steps;
      for (const StepNumber number : set.steps) steps.push_back(steps_[number]);
      cures.push_back({.steps = arena_.keep(steps), .cost = set.cost});
    }
    return arena_.keep(cures);
  }

 private:
  [[nodiscard]] CureSets kept(std::initializer_list<CureSet> sets) {
    return arena_.keep(std::span<const CureSet>(sets.begin(), sets.size()));
  }

  // Whether they are, for this certificate.
  [[nodiscard]] bool equal(const CureGuard::Side& left, const CureGuard::Side& right) {
    const bool same = same_arguments(left.arguments, right.arguments, context_.tables);
    if (left.at != right.at) guards_.push_back({left, right, same});
    return same;
  }

  [[nodiscard]] StepNumber step(const Remedy& remedy, const CureGuard::Side& of) {
    const auto known = std::ranges::find_if(steps_, [&](const TerseStep& step) {
      return step.code == remedy.code && equal({step.at, step.arguments}, of);
    });
    const auto number = static_cast<StepNumber>(known - steps_.begin());
    if (known == steps_.end()) {
      steps_.push_back({.code = remedy.code,
                        .by = remedy.by,
                        .arguments = of.arguments,
                        .cost = remedy.cost,
                        .at = of.at});
    }
    return number;
  }

  [[nodiscard]] CureSet of_step(StepNumber number) {
    return {.steps = arena_.keep(std::span<const StepNumber>(&number, 1)),
            .members = std::uint64_t{1} << number % 64,
            .cost = steps_[number].cost};
  }

  // The sets that cure one finding, each of one step; none when nothing does.
  [[nodiscard]] CureSets cures_of(const TerseFinding& finding) {
    const Cured* const entry = cured(finding.code);
    if (!entry) return {};
    std::array<CureSet, 3> sets;
    std::size_t count = 0;
    for (const Remedy* remedy : {entry->first, entry->second, entry->third}) {
      if (remedy) sets[count++] = of_step(step(*remedy, {finding.at, finding.arguments}));
    }
    return arena_.keep(std::span<const CureSet>(sets).first(count));
  }

  // A step that two legs share is taken, and costs, once.
  [[nodiscard]] CureSet joined_sets(const CureSet& one, const CureSet& other) {
    if (one.steps.empty()) return other;
    std::vector<StepNumber>& steps = context_.desk.step_numbers;
    steps.assign(one.steps.begin(), one.steps.end());
    CureSet joined{.steps = {}, .members = one.members | other.members, .cost = one.cost};
    for (const StepNumber number : other.steps) {
      if (std::ranges::find(steps, number) != steps.end()) continue;
      steps.push_back(number);
      joined.cost += steps_[number].cost;
    }
    joined.steps = arena_.keep(steps);
    return joined;
  }

  [[nodiscard]] static bool includes(const CureSet& larger, const CureSet& smaller) {
    if ((smaller.members & ~larger.members) != 0) return false;
    return std::ranges::all_of(smaller.steps, [&](StepNumber number) {
      return std::ranges::find(larger.steps, number) != larger.steps.end();
    });
  }

  const Context& context_;
  Arena& arena_;
  std::vector<TerseStep>& steps_;
  std::vector<CureGuard>& guards_;
};

bool needs_cure(Outcome outcome) { return outcome >= Outcome::kEvidenceAccepted; }

}  // namespace

void find_cures(const Context& context, Determination& answer) {
  context.desk.cure_guards.clear();
  if (answer.verdict < Verdict::kEvidenceAccepted) return;
  CureSearch search(context);
  std::vector<CureSet> cures;
  if (context.question.purpose == Purpose::kRecognition && !answer.requirements.empty()) {
    for (const TerseRequirement& target : answer.requirements) {
      CureSearch::append(cures, search.cures_of(target));
    }
  } else {
    // What an unknown attestation leaves unmet, the requirements say themselves.
    std::vector<TerseFinding> findings(answer.findings.begin(), answer.findings.end());
    if (!answer.requirements.empty()) {
      std::erase_if(findings, [](const TerseFinding& it) { return it.leg == Leg::kAuthenticity; });
    }
    CureSets all = search.cures_of_all(findings);
    for (const TerseRequirement& requirement : answer.requirements) {
      if (needs_cure(requirement.outcome)) all = search.both(all, search.cures_of(requirement));
    }
    CureSearch::append(cures, all);
  }
  answer.cures = search.told(search.pruned(cures, kMaxCures));
}

}  // namespace concordat::recognition

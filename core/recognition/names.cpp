// The words of the JSON for every choice of an answer.
#include "core/recognition/answer.hpp"

namespace concordat::recognition {

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kNotApplicable:
      return "not-applicable";
    case Verdict::kRecognised:
      return "recognised";
    case Verdict::kConditional:
      return "conditional";
    case Verdict::kEvidenceAccepted:
      return "evidence-accepted";
    case Verdict::kUndecided:
      return "undecided";
    case Verdict::kNotRecognised:
      return "not-recognised";
  }
  return {};
}

std::string_view name(Outcome outcome) {
  switch (outcome) {
    case Outcome::kNotApplicable:
      return "not-applicable";
    case Outcome::kRecognised:
      return "recognised";
    case Outcome::kNoThirdPartyRequired:
      return "no-third-party-attestation-required";
    case Outcome::kConditional:
      return "conditional";
    case Outcome::kEvidenceAccepted:
      return "evidence-accepted";
    case Outcome::kUndecided:
      return "undecided";
    case Outcome::kNotRecognised:
      return "not-recognised";
  }
  return {};
}

std::string_view name(Why why) {
  switch (why) {
    case Why::kNone:
      return {};
    case Why::kNoDecision:
      return "no-decision";
    case Why::kFactNeeded:
      return "fact-needed";
    case Why::kNotChecked:
      return "not-checked";
    case Why::kSearchBounded:
      return "search-bounded";
  }
  return {};
}

std::string_view name(Bearing bearing) {
  switch (bearing) {
    case Bearing::kHolds:
      return "holds";
    case Bearing::kNote:
      return "note";
    case Bearing::kCondition:
      return "condition";
    case Bearing::kOpen:
      return "open";
    case Bearing::kFails:
      return "fails";
  }
  return {};
}

std::string_view name(Leg leg) {
  switch (leg) {
    case Leg::kAuthenticity:
      return "authenticity";
    case Leg::kEntitlement:
      return "entitlement";
    case Leg::kCoverage:
      return "coverage";
    case Leg::kCurrency:
      return "currency";
    case Leg::kCompetence:
      return "competence";
    case Leg::kAcceptance:
      return "acceptance";
    case Leg::kInstrument:
      return "instrument";
    case Leg::kPresumption:
      return "presumption";
    case Leg::kEquivalence:
      return "equivalence";
    case Leg::kMeasures:
      return "measures";
  }
  return {};
}

std::string_view name(Route route) {
  static constexpr std::string_view kNames[] = {"R0", "R1", "R2", "R3", "R4", "R5", "R6", "R7"};
  return kNames[static_cast<std::size_t>(route)];
}

std::string_view name(facts::Artefact artefact) {
  static constexpr std::string_view kNames[] = {
      "certificate",      "type-examination", "test-report", "inspection",
      "quality-approval", "declaration",      "refusal",     "mark"};
  return kNames[static_cast<std::size_t>(artefact)];
}

std::string_view name(facts::CompetenceBy by) {
  static constexpr std::string_view kNames[] = {"designation", "listing", "accreditation",
                                                "participation", "either"};
  return kNames[static_cast<std::size_t>(by)];
}

std::string_view name(Need need) {
  switch (need) {
    case Need::kNotApplicable:
      return "not-applicable";
    case Need::kInformative:
      return "informative";
    case Need::kRequired:
      return "required";
  }
  return {};
}

}  // namespace concordat::recognition

#include "registry/paper/wording.hpp"

#include <algorithm>
#include <iterator>

#include "core/json/write.hpp"

namespace concordat::registry {
namespace {

struct Choice {
  std::string_view name;
  std::string_view code;
};

constexpr Choice kArtefacts[] = {{"certificate", "artefact.certificate"},
                                 {"type-examination", "artefact.type-examination"},
                                 {"test-report", "artefact.test-report"},
                                 {"inspection", "artefact.inspection"},
                                 {"quality-approval", "artefact.quality-approval"},
                                 {"declaration", "artefact.declaration"},
                                 {"refusal", "artefact.refusal"}};
constexpr Choice kLegalEffects[] = {{"mandatory", "legal-effect.mandatory"},
                                    {"voluntary", "legal-effect.voluntary"},
                                    {"agreement", "legal-effect.agreement"}};

template <std::size_t size>
std::string_view code_in(const Choice (&choices)[size], std::string_view name) {
  const auto* const found = std::ranges::find(choices, name, &Choice::name);
  return found == std::end(choices) ? name : found->code;
}

}  // namespace

std::string Wording::say(std::string_view code) const {
  return messages_ == nullptr ? std::string(code) : messages_->sentence(language_, code, {});
}

std::string Wording::artefact(std::string_view choice) const {
  return say(code_in(kArtefacts, choice));
}

std::string Wording::legal_effect(std::string_view choice) const {
  return say(code_in(kLegalEffects, choice));
}

std::string_view code_of(facts::Standing standing) {
  switch (standing) {
    case facts::Standing::kValid:
      return "standing.in-force";
    case facts::Standing::kSuspended:
      return "standing.suspended";
    case facts::Standing::kWithdrawn:
      return "standing.withdrawn";
    case facts::Standing::kCancelled:
      return "standing.cancelled";
    case facts::Standing::kReissued:
      return "standing.reissued";
    case facts::Standing::kAnnulled:
      break;
  }
  return "standing.annulled";
}

std::string_view code_of(facts::CertificateChange change) {
  using facts::CertificateChange;
  switch (change) {
    case CertificateChange::kAmended:
      return "change.amended";
    case CertificateChange::kSupplemented:
      return "change.supplemented";
    case CertificateChange::kRestricted:
      return "standing.restricted";
    case CertificateChange::kSuspended:
      return "standing.suspended";
    case CertificateChange::kReinstated:
      return "change.reinstated";
    case CertificateChange::kWithdrawn:
      return "standing.withdrawn";
    case CertificateChange::kCancelled:
      return "standing.cancelled";
    case CertificateChange::kReissued:
      return "standing.reissued";
    case CertificateChange::kAnnulled:
      return "standing.annulled";
    case CertificateChange::kSurveillanceDone:
      break;
  }
  return "change.surveillance-done";
}

std::string_view code_of(untp::Authorisation::Kind kind) {
  using Kind = untp::Authorisation::Kind;
  switch (kind) {
    case Kind::kDesignation:
      return "competence-kind.designation";
    case Kind::kAccreditation:
      return "competence-kind.accreditation";
    case Kind::kSignatory:
      return "competence-kind.signatory";
    case Kind::kParticipation:
      break;
  }
  return "competence-kind.participation";
}

std::string text_of(const json::Value& value) {
  if (const std::string* const text = value.as_string()) return *text;
  const json::Array* const several = value.as_array();
  if (several == nullptr) return json::compact(value);
  std::string joined;
  for (const json::Value& one : *several) {
    if (!joined.empty()) joined.append(", ");
    joined.append(text_of(one));
  }
  return joined;
}

}  // namespace concordat::registry

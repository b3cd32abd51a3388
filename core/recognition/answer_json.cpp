// The answer as JSON: spec/formats/determination.md.
#include "core/recognition/answer.hpp"

namespace concordat::recognition {
namespace {

// A list finds these before they are defined.
json::Value to_json(const Finding& finding);
json::Value to_json(const Condition& condition);
json::Value to_json(const CureStep& step);
json::Value to_json(const Cure& cure);
json::Value to_json(const RouteAnswer& route);
json::Value to_json(const RequirementAnswer& requirement);
json::Value to_json(const Change& change);

template <class T>
json::Value list(const std::vector<T>& elements) {
  json::Array array;
  for (const T& element : elements) array.push_back(to_json(element));
  return array;
}

json::Value to_json(const Arguments& arguments) {
  json::Object object;
  for (const auto& [name, value] : arguments) object.set(name, value);
  return object;
}

json::Value to_json(const std::vector<Ordinal>& evidence) {
  json::Array array;
  for (const Ordinal index : evidence) array.emplace_back(index);
  return array;
}

json::Value to_json(const std::vector<std::string>& texts) {
  json::Array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

json::Value to_json(const Finding& finding) {
  json::Object object;
  object.set("leg", name(finding.leg));
  object.set("code", finding.code);
  object.set("bearing", name(finding.bearing));
  object.set("need", name(finding.need));
  if (finding.why != Why::kNone) object.set("why", name(finding.why));
  if (!finding.arguments.empty()) object.set("arguments", to_json(finding.arguments));
  object.set("evidence", to_json(finding.evidence));
  return object;
}

json::Value to_json(const Condition& condition) {
  json::Object object;
  object.set("code", condition.code);
  object.set("timing", condition.timing);
  object.set("verifiedBy", condition.verified_by);
  if (!condition.arguments.empty()) object.set("arguments", to_json(condition.arguments));
  object.set("evidence", to_json(condition.evidence));
  return object;
}

json::Value to_json(const Extent& extent) {
  json::Object object;
  object.set("whole", extent.whole);
  if (!extent.scale.empty()) object.set("scale", extent.scale);
  if (!extent.level.empty()) object.set("level", extent.level);
  if (!extent.at_most.empty()) object.set("atMost", extent.at_most);
  if (!extent.components.empty()) object.set("components", to_json(extent.components));
  if (!extent.not_recognised.empty()) {
    object.set("notRecognised", to_json(extent.not_recognised));
  }
  if (!extent.missing.empty()) object.set("missing", extent.missing);
  return object;
}

json::Value to_json(const CureStep& step) {
  json::Object object;
  object.set("code", step.code);
  object.set("by", step.by);
  object.set("cost", step.cost);
  if (!step.arguments.empty()) object.set("arguments", to_json(step.arguments));
  return object;
}

json::Value to_json(const Cure& cure) {
  json::Object object;
  object.set("cost", cure.cost);
  object.set("steps", list(cure.steps));
  return object;
}

json::Value to_json(const RouteAnswer& route) {
  json::Object object;
  object.set("route", name(route.route));
  if (route.first_party) object.set("firstParty", true);
  if (!route.instrument.empty()) object.set("instrument", route.instrument);
  object.set("attestations", to_json(route.attestations));
  object.set("outcome", name(route.outcome));
  if (route.why != Why::kNone) object.set("why", name(route.why));
  object.set("extent", to_json(route.extent));
  object.set("findings", list(route.findings));
  object.set("conditions", list(route.conditions));
  return object;
}

json::Value to_json(const RequirementAnswer& requirement) {
  json::Object object;
  // The attestation itself has no requirement's name.
  if (!requirement.requirement.empty()) object.set("requirement", requirement.requirement);
  object.set("outcome", name(requirement.outcome));
  if (requirement.why != Why::kNone) object.set("why", name(requirement.why));
  object.set("findings", list(requirement.findings));
  object.set("routes", list(requirement.routes));
  return object;
}

// Half-open; an end that is not there is open.
json::Value to_json(const DateSpan& span) {
  json::Object object;
  if (span.from != kBeginning) object.set("from", to_string(span.from));
  if (span.until != kForever) object.set("until", to_string(span.until));
  return object;
}

json::Value to_json(const Change& change) {
  json::Object object;
  object.set("date", to_string(change.date));
  object.set("verdict", name(change.verdict));
  if (change.why != Why::kNone) object.set("why", name(change.why));
  return object;
}

}  // namespace

json::Value to_json(const Answer& answer) {
  json::Object object;
  object.set("verdict", name(answer.verdict));
  if (answer.why != Why::kNone) object.set("why", name(answer.why));
  // Where nothing is accepted there is no extent to speak of.
  if (answer.verdict == Verdict::kRecognised || answer.verdict == Verdict::kConditional ||
      answer.verdict == Verdict::kEvidenceAccepted) {
    object.set("extent", to_json(answer.extent));
  }
  object.set("findings", list(answer.findings));
  object.set("requirements", list(answer.requirements));
  object.set("conditions", list(answer.conditions));
  object.set("cures", list(answer.cures));
  object.set("stable", to_json(answer.stable));
  object.set("lookAhead", list(answer.look_ahead));
  json::Object as_of;
  as_of.set("size", answer.as_of);
  as_of.set("semanticsVersion", answer.semantics_version);
  object.set("asOf", std::move(as_of));
  return object;
}

}  // namespace concordat::recognition

#include "core/credential/verify/report.hpp"

namespace concordat::credential {
namespace {

json::Object step_to_json(const Finding& finding) {
  json::Object step;
  step.set("step", name(finding.step));
  step.set("outcome", name(finding.outcome));
  if (finding.error.code.empty()) return step;
  step.set("code", finding.error.code);
  if (!finding.error.place.empty()) step.set("place", finding.error.place);
  if (!finding.error.expected.empty()) step.set("expected", finding.error.expected);
  if (!finding.error.arguments.empty()) {
    json::Object arguments;
    for (const auto& [argument, value] : finding.error.arguments) arguments.set(argument, value);
    step.set("arguments", std::move(arguments));
  }
  return step;
}

std::string_view name(Content content) {
  switch (content) {
    case Content::kPresentation:
      return "presentation";
    case Content::kSdJwtVc:
      return "sd-jwt-vc";
    case Content::kStatusList:
      return "status-list";
    case Content::kCredential:
      break;
  }
  return "credential";
}

json::Object status_to_json(const StatusReading& reading) {
  json::Object status{{"place", reading.place}, {"list", reading.list}};
  if (!reading.purpose.empty()) status.set("purpose", reading.purpose);
  status.set("meaning", name(reading.meaning));
  status.set("value", reading.value);
  if (!reading.message.empty()) status.set("message", reading.message);
  if (reading.as_of) status.set("asOf", to_string(*reading.as_of));
  if (reading.look_again) status.set("lookAgain", to_string(*reading.look_again));
  if (reading.until) status.set("until", to_string(*reading.until));
  return status;
}

json::Object body(const Report& report) {
  json::Object answer;
  answer.set("verdict", name(verdict_of(report)));
  json::Array steps;
  for (const Finding& finding : report.steps) steps.push_back(step_to_json(finding));
  answer.set("steps", std::move(steps));
  if (!report.securing.empty()) {
    answer.set("content", name(report.content));
    answer.set("securing", report.securing);
  }
  // Who signed is worth nothing before the signature holds.
  if (report.at(Step::kSignature).outcome == Outcome::kPassed) {
    if (!report.owner.empty()) {
      answer.set(report.content == Content::kPresentation ? "holder" : "issuer", report.owner);
    }
    if (!report.method.empty()) answer.set("verificationMethod", report.method);
    if (report.document.find("id")) answer.set("id", *report.document.find("id"));
  }
  if (!report.statuses.empty()) {
    json::Array statuses;
    for (const StatusReading& one : report.statuses) statuses.emplace_back(status_to_json(one));
    answer.set("statuses", std::move(statuses));
  }
  if (!report.undefined.empty()) {
    json::Array undefined;
    for (const std::string& term : report.undefined) undefined.emplace_back(term);
    answer.set("undefined", std::move(undefined));
  }
  if (!report.credentials.empty()) {
    json::Array credentials;
    for (const Report& credential : report.credentials) credentials.emplace_back(body(credential));
    answer.set("credentials", std::move(credentials));
  }
  return answer;
}

}  // namespace

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kVerified:
      return "verified";
    case Verdict::kRejected:
      return "rejected";
    case Verdict::kCouldNotBeChecked:
      break;
  }
  return "could-not-be-checked";
}

Report::Report() {
  for (std::size_t at = 0; at < kSteps; ++at) steps[at].step = static_cast<Step>(at);
}

Verdict verdict_of(const Report& report) {
  const Finding* const why = decisive(report);
  if (!why) return Verdict::kVerified;
  return why->outcome == Outcome::kFailed ? Verdict::kRejected : Verdict::kCouldNotBeChecked;
}

const Finding* decisive(const Report& report) {
  const Finding* unknown = nullptr;
  const auto look_at = [&unknown](const Finding& finding) {
    if (finding.outcome == Outcome::kFailed) return true;
    const bool open =
        finding.outcome == Outcome::kUnchecked || finding.outcome == Outcome::kNotReached;
    if (open && !unknown) unknown = &finding;
    return false;
  };
  for (const Finding& finding : report.steps) {
    if (look_at(finding)) return &finding;
  }
  for (const Report& credential : report.credentials) {
    const Finding* const why = decisive(credential);
    if (why && look_at(*why)) return why;
  }
  return unknown;
}

json::Value to_json(const Report& report, Instant at) {
  json::Object answer = body(report);
  answer.set("at", to_string(at));
  return answer;
}

}  // namespace concordat::credential

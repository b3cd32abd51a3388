#include "registry/vc_api/judging.hpp"

#include <optional>
#include <string>

#include "core/credential/model/model.hpp"
#include "core/credential/securing/secured.hpp"
#include "core/credential/verify/verify.hpp"
#include "registry/vc_api/problems.hpp"

namespace concordat::registry::vc_api {
namespace {

using credential::Content;
using credential::Finding;
using credential::Outcome;
using credential::Report;
using credential::Step;
using credential::Verdict;

std::unexpected<Error> form(std::string place, std::string expected) {
  return fail(
      {.code = "verification.form", .place = std::move(place), .expected = std::move(expected)});
}

Result<std::optional<std::string>> text_option(const json::Value& options, std::string_view name) {
  const json::Value* member = options.find(name);
  if (!member || member->is_null()) return std::nullopt;
  // Data Integrity 4.4 knows sets of domains; who asks is one of them.
  const json::Array* several = member->as_array();
  if (several && several->size() == 1) member = &several->front();
  if (!member->as_string()) return form("/options/" + std::string(name), "one text");
  return *member->as_string();
}

struct Options {
  credential::Policy policy;
  std::optional<std::string> purpose;
};

Result<Options> read_options(const json::Value& request, Instant at) {
  if (!request.as_object()) return form("", "a JSON object");
  Options options{.policy = {.at = at}, .purpose = {}};
  const json::Value* given = request.find("options");
  if (!given || given->is_null()) return options;
  if (!given->as_object()) return form("/options", "an object");
  CONCORDAT_TRY(challenge, text_option(*given, "challenge"));
  CONCORDAT_TRY(domain, text_option(*given, "domain"));
  CONCORDAT_TRY(purpose, text_option(*given, "expectedProofPurpose"));
  options.policy.binding.nonce = std::move(challenge);
  options.policy.binding.audience = std::move(domain);
  options.purpose = std::move(purpose);
  return options;
}

Report verify(const json::Value& document, const Options& options, Presented& documents) {
  const std::string* token = document.as_string();
  return token ? credential::verify(*token, options.policy, documents)
               : credential::verify_object(document, options.policy, documents);
}

// The kind that the address is for, and the purpose that was asked for. An earlier failure stays.
void demand(Report& report, const Options& options, Content wanted, std::string_view purpose) {
  if (report.at(Step::kSignature).outcome != Outcome::kPassed) return;
  const bool is_wanted = report.content == wanted ||
                         (wanted == Content::kCredential && report.content == Content::kSdJwtVc);
  if (!is_wanted && report.at(Step::kModel).outcome != Outcome::kFailed) {
    report.set({Step::kModel, Outcome::kFailed, {.code = "vc-api.content"}});
  }
  if (options.purpose && *options.purpose != purpose) {
    report.set({Step::kHeader,
                Outcome::kFailed,
                {.code = "vc-api.purpose",
                 .place = "/options/expectedProofPurpose",
                 .expected = std::string(purpose)}});
  }
}

Judged judged(const Report& report, Instant at, json::Array warnings) {
  const Verdict verdict = credential::verdict_of(report);
  json::Array checks;
  for (const Finding& finding : report.steps) {
    if (finding.outcome == Outcome::kPassed) checks.emplace_back(credential::name(finding.step));
  }
  json::Array problems = problems_of(report);
  json::Array errors;
  for (const json::Value& problem : problems) errors.emplace_back(problem.text("detail"));
  if (verdict != Verdict::kVerified && errors.empty()) errors.emplace_back("not-reached");
  for (const std::string& term : report.undefined) {
    warnings.emplace_back("model.undefined-term at " + term);
  }
  return {.verified = verdict == Verdict::kVerified,
          .body = json::Object{{"verified", verdict == Verdict::kVerified},
                               {"verdict", credential::name(verdict)},
                               {"checks", std::move(checks)},
                               {"warnings", std::move(warnings)},
                               {"errors", std::move(errors)},
                               {"problemDetails", std::move(problems)},
                               {"report", credential::to_json(report, at)}}};
}

// What nobody signed: its own rules, and each of its credentials.
Report verify_unsigned(const json::Value& presentation, const Options& options,
                       Presented& documents) {
  Report report;
  report.content = Content::kPresentation;
  for (Finding& finding : report.steps) finding.outcome = Outcome::kNotAsked;
  const auto credentials = credential::credentials_of(presentation);
  Status status = credential::check_presentation(presentation);
  if (status && credentials.size() > credential::kMostCredentials) {
    status = fail({.code = "limits.credentials",
                   .place = "/verifiableCredential",
                   .expected = std::to_string(credential::kMostCredentials) + " at most"});
  }
  if (!status) {
    report.set({Step::kModel, Outcome::kFailed, std::move(status).error()});
    return report;
  }
  report.set({Step::kModel, Outcome::kPassed, {}});
  // Without any there is nothing that anybody could have signed.
  if (credentials.empty()) {
    report.set({Step::kSignature, Outcome::kFailed, {.code = "securing.missing"}});
  }
  if (options.policy.binding.asked()) {
    report.set({Step::kBinding, Outcome::kFailed, {.code = "binding.missing"}});
  }
  // What a presentation holds was made for nobody in particular.
  Options within = options;
  within.policy.binding = {};
  for (const json::Value* credential : credentials) {
    Report one = verify(*credential, within, documents);
    demand(one, {.policy = within.policy, .purpose = {}}, Content::kCredential, "assertionMethod");
    report.credentials.push_back(std::move(one));
  }
  return report;
}

}  // namespace

Result<Judged> judge_credential(const json::Value& request, Instant at, Presented& documents) {
  CONCORDAT_TRY(options, read_options(request, at));
  const json::Value* document = request.find("verifiableCredential");
  if (!document || (!document->as_object() && !document->as_string())) {
    return form("/verifiableCredential", "an object, or a token as text");
  }
  Report report = verify(*document, options, documents);
  demand(report, options, Content::kCredential, "assertionMethod");
  return judged(report, at, {});
}

Result<Judged> judge_presentation(const json::Value& request, Instant at, Presented& documents) {
  CONCORDAT_TRY(options, read_options(request, at));
  const json::Value* bare = request.find("presentation");
  const json::Value* document = request.find("verifiablePresentation");
  if ((bare != nullptr) == (document != nullptr)) {
    return form("", "verifiablePresentation or presentation");
  }
  if (bare) {
    if (!bare->as_object()) return form("/presentation", "an object");
    if (bare->find("proof")) return form("/presentation", "a presentation without a proof");
    return judged(verify_unsigned(*bare, options, documents), at,
                  {json::Value("securing.missing at /presentation")});
  }
  if (!document->as_object() && !document->as_string()) {
    return form("/verifiablePresentation", "an object, or a token as text");
  }
  Report report = verify(*document, options, documents);
  demand(report, options, Content::kPresentation, "authentication");
  return judged(report, at, {});
}

}  // namespace concordat::registry::vc_api

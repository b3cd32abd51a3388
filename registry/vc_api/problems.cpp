#include "registry/vc_api/problems.hpp"

#include <array>
#include <string_view>

namespace concordat::registry::vc_api {
namespace {

using credential::Finding;
using credential::Outcome;
using credential::Step;

constexpr std::string_view kParsing = "https://www.w3.org/TR/vc-data-model#PARSING_ERROR";
constexpr std::string_view kCryptographic =
    "https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR";
constexpr std::string_view kMalformed = "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR";
constexpr std::string_view kRange = "https://www.w3.org/TR/vc-data-model#RANGE_ERROR";
constexpr std::string_view kRetrieval =
    "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR";
constexpr std::string_view kStatus =
    "https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR";
constexpr std::string_view kLength =
    "https://www.w3.org/ns/credentials/status-list#STATUS_LIST_LENGTH_ERROR";
constexpr std::string_view kChallenge = "https://w3id.org/security#INVALID_CHALLENGE_ERROR";
constexpr std::string_view kDomain = "https://w3id.org/security#INVALID_DOMAIN_ERROR";

struct Row {
  std::string_view code;
  std::string_view type;  // empty: our own
};
// Codes that their step does not tell.
constexpr std::array<Row, 9> kByCode = {{
    {"binding.nonce", kChallenge},
    {"binding.audience", kDomain},
    {"status.entry", kMalformed},
    {"status.too-many", kMalformed},
    {"status.list-missing", kRetrieval},
    {"status.list-too-short", kLength},
    {"status.index-range", kRange},
    {"status.revoked", {}},
    {"status.suspended", {}},
}};

std::string_view type_of_step(Step step) {
  switch (step) {
    case Step::kLimits:
    case Step::kDecode:
      return kParsing;
    case Step::kHeader:
    case Step::kKey:
    case Step::kSignature:
    case Step::kBinding:
      return kCryptographic;
    case Step::kModel:
      return kMalformed;
    case Step::kDates:
      return kRange;
    case Step::kStatus:
      return kStatus;
    case Step::kTrust:
      break;
  }
  return {};
}

void collect(const credential::Report& report, json::Array& problems) {
  for (const Finding& finding : report.steps) {
    if (finding.outcome == Outcome::kFailed || finding.outcome == Outcome::kUnchecked) {
      problems.push_back(problem_of(finding));
    }
  }
  for (const credential::Report& one : report.credentials) collect(one, problems);
}

}  // namespace

std::string problem_type(const Finding& finding) {
  std::string_view type = type_of_step(finding.step);
  for (const Row& row : kByCode) {
    if (row.code == finding.error.code) type = row.type;
  }
  return type.empty() ? "/problems/" + finding.error.code : std::string(type);
}

json::Value problem_of(const Finding& finding) {
  std::string type = problem_type(finding);
  std::string title = type.substr(type.find_last_of("#/") + 1);
  std::string detail = finding.error.code;
  if (!finding.error.place.empty()) detail += " at " + finding.error.place;
  json::Object problem{{"type", std::move(type)},
                       {"title", std::move(title)},
                       {"detail", std::move(detail)},
                       {"code", finding.error.code},
                       {"step", credential::name(finding.step)},
                       {"outcome", credential::name(finding.outcome)}};
  if (!finding.error.expected.empty()) problem.set("expected", finding.error.expected);
  return problem;
}

json::Array problems_of(const credential::Report& report) {
  json::Array problems;
  collect(report, problems);
  return problems;
}

}  // namespace concordat::registry::vc_api

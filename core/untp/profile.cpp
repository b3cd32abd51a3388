#include "core/untp/profile.hpp"

#include "core/credential/keys/did.hpp"
#include "core/credential/model/model.hpp"
#include "core/credential/securing/secured.hpp"
#include "core/time/timestamp.hpp"
#include "core/untp/check.hpp"

namespace concordat::untp {
namespace {

Status refused(std::string_view code, std::string place, std::string expected = {}) {
  return fail(
      {.code = std::string(code), .place = std::move(place), .expected = std::move(expected)});
}

bool is_text(const json::Array& list, std::size_t at, std::string_view text) {
  return at < list.size() && list[at].as_string() && *list[at].as_string() == text;
}

Status check_contexts(const json::Value& document, const Version& version) {
  const json::Array& contexts = document.array("@context");
  if (!is_text(contexts, 0, kBaseContext)) {
    return refused("untp.context", "/@context/0", std::string(kBaseContext));
  }
  if (!is_text(contexts, 1, version.context)) {
    return refused("untp.context", "/@context/1", std::string(version.context));
  }
  const std::string* const own = contexts.size() == 3 ? contexts[2].as_string() : nullptr;
  if (!own || !own->starts_with("https://") || !own->ends_with(kOwnContextPath)) {
    return refused("untp.context", "/@context/2", "https://..." + std::string(kOwnContextPath));
  }
  return {};
}

Status check_types(const json::Value& document, const Version& version) {
  const json::Array& types = document.array("type");
  const std::string_view own =
      version.document == Document::kConformity ? kOwnConformity : kOwnIdentity;
  const std::string_view wanted[] = {own, version.type, "VerifiableCredential"};
  for (std::size_t at = 0; at < std::size(wanted); ++at) {
    if (!is_text(types, at, wanted[at])) {
      return refused("untp.type", below("/type", at), std::string(wanted[at]));
    }
  }
  return types.size() == std::size(wanted) ? Status() : refused("untp.type", "/type/3", "no more");
}

Status check_dates(const json::Value& document) {
  if (document.text("validUntil").empty()) return refused("untp.no-end", "/validUntil");
  const auto from = parse_timestamp(document.text("validFrom"));
  const auto until = parse_timestamp(document.text("validUntil"));
  if (!from || !until || !(*from < *until)) {
    return refused("untp.interval", "/validUntil", "after validFrom");
  }
  return {};
}

Status check_topics(const json::Value& assessment, const std::string& place) {
  const json::Array& topics = assessment.array("conformityTopic");
  if (topics.empty()) return refused("untp.topic", place, "a topic");
  for (std::size_t at = 0; at < topics.size(); ++at) {
    if (!topics[at].text("id").starts_with(kTopics)) {
      return refused("untp.topic", below(below(place, at), "id"), std::string(kTopics));
    }
  }
  return {};
}

Status check_assessments(const json::Value& subject) {
  const std::string place = "/credentialSubject/conformityAssessment";
  const json::Array& assessments = subject.array("conformityAssessment");
  if (assessments.empty()) return refused("untp.no-assessment", place, "an assessment");
  for (std::size_t at = 0; at < assessments.size(); ++at) {
    const std::string here = below(place, at);
    if (!assessments[at].find("conformance")) {
      return refused("untp.conformance", below(here, "conformance"), "true or false");
    }
    if (assessments[at].array("assessmentCriteria").empty()) {
      return refused("untp.missing", below(here, "assessmentCriteria"), "a criterion");
    }
    CONCORDAT_CHECK(check_topics(assessments[at], below(here, "conformityTopic")));
  }
  return {};
}

// The pages demand of an anchor what the schema leaves out or to choice (DIA-05).
Status check_identity(const json::Value& subject) {
  const std::string place = "/credentialSubject";
  if (!credential::is_did(subject.text("id"))) {
    return refused("untp.issuer", below(place, "id"), "a DID");
  }
  for (const std::string_view member : {"idScheme", "registrar", "registrationScope"}) {
    const json::Value* const found = subject.find(member);
    const bool empty = found && found->as_array() && found->as_array()->empty();
    if (!found || empty) return refused("untp.missing", below(place, member), "RegisteredIdentity");
  }
  return {};
}

}  // namespace

Status check_profile(const json::Value& document) {
  const Document kind = credential::has_type(document, "DigitalIdentityAnchor")
                            ? Document::kIdentity
                            : Document::kConformity;
  const Version& version = *find_version(kCurrent, kind);
  CONCORDAT_CHECK(check_contexts(document, version));
  CONCORDAT_CHECK(check_types(document, version));
  std::vector<std::string> unknown;
  CONCORDAT_CHECK(check(document, version, Manner::kStrict, unknown));
  if (!unknown.empty()) return refused("untp.unknown-term", unknown.front());
  if (!credential::is_did(document.find("issuer")->text("id"))) {
    return refused("untp.issuer", "/issuer/id", "a DID");
  }
  CONCORDAT_CHECK(check_dates(document));
  const json::Value& subject = *subject_of(document);
  if (!subject.find(kOwnMember)) {
    return refused("untp.no-record", below("/credentialSubject", kOwnMember));
  }
  if (kind == Document::kConformity) {
    CONCORDAT_CHECK(check_assessments(subject));
  } else {
    CONCORDAT_CHECK(check_identity(subject));
  }
  return credential::check_credential(document);
}

}  // namespace concordat::untp

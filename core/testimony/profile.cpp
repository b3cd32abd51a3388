#include "core/testimony/profile.hpp"

#include <algorithm>

#include "core/credential/keys/did.hpp"
#include "core/credential/model/model.hpp"
#include "core/testimony/terms.hpp"
#include "core/time/date.hpp"
#include "core/time/timestamp.hpp"
#include "core/untp/check.hpp"

namespace concordat::testimony {
namespace {

using untp::below;

Status refused(std::string_view code, std::string place, std::string expected = {}) {
  return fail(
      {.code = std::string(code), .place = std::move(place), .expected = std::move(expected)});
}

std::string_view text_at(const json::Array& list, std::size_t at) {
  return at < list.size() && list[at].as_string() ? *list[at].as_string() : std::string_view();
}

Status check_contexts(const json::Value& document) {
  const untp::Version& untp = *untp::find_version(untp::kCurrent, untp::Document::kConformity);
  const json::Array& contexts = document.array("@context");
  const std::string_view wanted[] = {untp::kBaseContext, untp.context, untp::kOwnContextPath,
                                     kContextPath};
  for (std::size_t at = 0; at < std::size(wanted); ++at) {
    const std::string_view found = text_at(contexts, at);
    const bool own = wanted[at].starts_with('/');
    const bool good =
        own ? found.starts_with("https://") && found.ends_with(wanted[at]) : found == wanted[at];
    if (!good) return refused("untp.context", below("/@context", at), std::string(wanted[at]));
  }
  return contexts.size() == std::size(wanted) ? Status()
                                              : refused("untp.context", "/@context/4", "no more");
}

Status check_types(const json::Value& document, const Form& form) {
  std::vector<std::string_view> wanted{form.version.type};
  if (!form.also.empty()) wanted.push_back(form.also);
  wanted.emplace_back("VerifiableCredential");
  const json::Array& types = document.array("type");
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    if (text_at(types, at) != wanted[at]) {
      return refused("untp.type", below("/type", at), std::string(wanted[at]));
    }
  }
  return types.size() == wanted.size() ? Status()
                                       : refused("untp.type", below("/type", wanted.size()));
}

Status check_dates(const json::Value& document) {
  const auto from = parse_timestamp(document.text("validFrom"));
  const auto until = parse_timestamp(document.text("validUntil"));
  if (!until) return refused("untp.no-end", "/validUntil");
  if (!from || !(*from < *until)) return refused("untp.interval", "/validUntil", "after validFrom");
  return {};
}

// Valid on no day on which the engine did not say the same.
Status check_stable(const json::Value& document) {
  const json::Value& subject = *document.find("credentialSubject");
  const Date first = utc_date(*parse_timestamp(document.text("validFrom")));
  const Date last = utc_date(*parse_timestamp(document.text("validUntil")));
  const auto from = parse_date(subject.text("stableFrom"));
  const auto until = parse_date(subject.text("stableUntil"));
  if (from && first < *from) return refused("testimony.not-stable", "/validFrom", to_string(*from));
  if (until && !(last < *until)) {
    return refused("testimony.not-stable", "/validUntil", "before " + to_string(*until));
  }
  return {};
}

const Form* form_named(const json::Value& document) {
  return find_form(text_at(document.array("type"), 0));
}

}  // namespace

Status check_profile(const json::Value& document) {
  const Form* const form = form_named(document);
  if (!form) return refused("untp.type", "/type/0", "a kind of our own");
  CONCORDAT_CHECK(check_contexts(document));
  CONCORDAT_CHECK(check_types(document, *form));
  std::vector<std::string> unknown;
  CONCORDAT_CHECK(untp::check_object(document, form->version, "Credential", unknown));
  if (!unknown.empty()) return refused("untp.unknown-term", unknown.front());
  if (!credential::is_did(document.find("issuer")->text("id"))) {
    return refused("untp.issuer", "/issuer/id", "a DID");
  }
  CONCORDAT_CHECK(check_dates(document));
  const std::string path = std::string(kSchemasPath) + std::string(form->schema);
  if (!document.find("credentialSchema")->text("id").ends_with(path)) {
    return refused("testimony.schema", "/credentialSchema/id", path);
  }
  if (form->kind == Kind::kComputation) CONCORDAT_CHECK(check_stable(document));
  return credential::check_credential(document);
}

}  // namespace concordat::testimony

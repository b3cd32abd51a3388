#include "core/testimony/envelope.hpp"

#include <algorithm>

#include "core/untp/catalogue.hpp"
#include "core/untp/envelope.hpp"

namespace concordat::testimony {

json::Value enveloped(const untp::Registrar& registrar, const untp::Issue& issue, Envelope envelope,
                      json::Object subject) {
  const Form& form = form_of(envelope.kind);
  const untp::Version& untp = *untp::find_version(untp::kCurrent, untp::Document::kConformity);
  json::Array types{form.version.type};
  if (!form.also.empty()) types.push_back(form.also);
  types.push_back("VerifiableCredential");
  json::Object document{
      {"@context", json::Array{untp::kBaseContext, untp.context,
                               registrar.base + std::string(untp::kOwnContextPath),
                               registrar.base + std::string(kContextPath)}},
      {"type", std::move(types)},
      {"id", std::move(envelope.id)},
      {"name", std::move(envelope.name)},
      {"description", std::move(envelope.description)},
      {"issuer", untp::thing("CredentialIssuer", registrar.did, registrar.name)},
      {"validFrom", std::move(envelope.from)},
      {"validUntil", std::move(envelope.until)}};
  if (const auto& status = issue.status) {
    const std::string index = std::to_string(status->index);
    document.set("credentialStatus", json::Object{{"id", status->list + "#" + index},
                                                  {"type", "BitstringStatusListEntry"},
                                                  {"statusPurpose", status->purpose},
                                                  {"statusListIndex", index},
                                                  {"statusListCredential", status->list}});
  }
  document.set("credentialSchema",
               json::Object{{"id", registrar.base + std::string(kSchemasPath).append(form.schema)},
                            {"type", "JsonSchema"}});
  document.set("credentialSubject", std::move(subject));
  return document;
}

Status set_validity(const Office& office, const DateSpan& span, Envelope& envelope) {
  const Date today = office.today.date;
  if (!span.contains(today)) {
    return fail({.code = "untp.not-in-force",
                 .arguments = {{"from", to_string(span.from)}, {"until", to_string(span.until)}}});
  }
  const facts::Window& window = office.today.window;
  const Date from = std::max(span.from, window.low);
  const Date until = std::min(span.until, window.high);
  const Date longest = today.plus_days(untp::kOpenLife_days);
  const Date last = until == kForever ? longest : std::min(longest, until.plus_days(-1));
  envelope.from = to_string(from == kBeginning ? today : from) + "T00:00:00Z";
  envelope.until = to_string(last) + "T23:59:59Z";
  return {};
}

json::Object reference(const Office& office, std::string_view type, std::string_view kind,
                       std::string_view id) {
  return untp::on_file(
      office.registrar, office.naming,
      {.type = type, .kind = kind, .id = id, .elsewhere = office.registrar.address(kind, id)});
}

json::Array references(const Office& office, const json::Array& ids, std::string_view type,
                       std::string_view kind) {
  json::Array list;
  for (const json::Value& id : ids) {
    list.push_back(reference(office, type, kind, *id.as_string()));
  }
  return list;
}

json::Object scheme(const Office& office, std::string_view kind, std::string_view id) {
  const std::string name = office.naming(kind, id);
  return untp::thing("ConformityScheme", untp::vocabulary_uri(office.registrar, kind, id),
                     name.empty() ? id : std::string_view(name));
}

json::Object record_of(const Office& office, const untp::Logged& logged, const DateSpan& span) {
  json::Object record = untp::record_of(office.registrar, office.issue, logged, office.naming);
  if (span.until != kForever) record.set("effectiveUntil", to_string(span.until));
  return record;
}

void set_text(json::Object& object, std::string_view name, std::string_view text) {
  if (!text.empty()) object.set(name, text);
}

void set_list(json::Object& object, std::string_view name, json::Array list) {
  if (!list.empty()) object.set(name, std::move(list));
}

}  // namespace concordat::testimony

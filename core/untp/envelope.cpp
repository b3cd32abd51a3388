#include "core/untp/envelope.hpp"

namespace concordat::untp {

json::Object thing(std::string_view type, std::string_view id, std::string_view name) {
  return {{"type", json::Array{type}}, {"id", id}, {"name", name}};
}

json::Object on_file(const Registrar& registrar, const Naming& naming, const Reference& reference) {
  const std::string name = naming(reference.kind, reference.id);
  if (name.empty()) return thing(reference.type, reference.elsewhere, reference.id);
  return thing(reference.type, registrar.address(reference.kind, reference.id), name);
}

Result<statement::Statement> decode(const Logged& logged) {
  CONCORDAT_TRY(statement, statement::decode(logged.payload));
  if (logged.left) statement.effective.certain = logged.left->days;
  return statement;
}

Result<Validity> validity_of(const statement::Statement& statement, Instant now) {
  const Date today = utc_date(now);
  const DateSpan& days = statement.effective.certain;
  if (!days.contains(today)) {
    return fail({.code = "untp.not-in-force",
                 .arguments = {{"from", to_string(days.from)}, {"until", to_string(days.until)}}});
  }
  const bool open = days.until == kForever;
  const Date last = open ? today.plus_days(kOpenLife_days) : days.until.plus_days(-1);
  return Validity{.from = to_string(days.from) + "T00:00:00Z",
                  .until = to_string(last) + "T23:59:59Z"};
}

json::Object enveloped(const Envelope& envelope, json::Object subject) {
  const bool conformity = envelope.document == Document::kConformity;
  const Version& version = *find_version(kCurrent, envelope.document);
  const Registrar& registrar = envelope.registrar;
  json::Object document{{"@context", json::Array{kBaseContext, version.context,
                                                 registrar.base + std::string(kOwnContextPath)}},
                        {"type", json::Array{conformity ? kOwnConformity : kOwnIdentity,
                                             version.type, "VerifiableCredential"}},
                        {"id", envelope.id},
                        {"name", envelope.name},
                        {"issuer", thing("CredentialIssuer", registrar.did, registrar.name)},
                        {"validFrom", envelope.validity.from},
                        {"validUntil", envelope.validity.until}};
  if (const auto& status = envelope.issue.status) {
    document.set("credentialStatus",
                 json::Object{{"id", status->list + "#" + std::to_string(status->index)},
                              {"type", "BitstringStatusListEntry"},
                              {"statusPurpose", status->purpose},
                              {"statusListIndex", status->index},
                              {"statusListCredential", status->list}});
  }
  document.set("credentialSubject", std::move(subject));
  document.set("renderMethod", json::Array{json::Object{{"type", json::Array{"RenderTemplate2024"}},
                                                        {"name", "page"},
                                                        {"mediaType", "text/html"},
                                                        {"template", envelope.page}}});
  return document;
}

json::Object record_of(const Registrar& registrar, const Issue& issue, const Logged& logged,
                       const Naming& naming) {
  const json::Value& payload = logged.payload;
  const std::string place = registrar.statement(logged.index);
  const json::Value* const basis = payload.find("basis");
  const json::Value* const effective = payload.find("effective");
  json::Object record{{"type", json::Array{"RegistryRecord"}},
                      {"registry", registrar.origin},
                      {"statement", payload.text("id")},
                      {"logIndex", logged.index},
                      {"logSize", issue.size},
                      {"recorded", logged.recorded},
                      {"author", on_file(registrar, naming,
                                         {.type = "Party",
                                          .kind = "organisations",
                                          .id = payload.text("author"),
                                          .elsewhere = place + "#author"})}};
  const auto copy = [&](const json::Value* from, std::string_view name, std::string_view as) {
    const json::Value* const value = from ? from->find(name) : nullptr;
    if (value) record.set(as, *value);
  };
  copy(basis, "kind", "basis");
  copy(basis, "source", "source");
  copy(basis, "address", "sourceAddress");
  copy(basis, "digest", "sourceDigest");
  copy(basis, "read", "sourceRead");
  copy(effective, "from", "effectiveFrom");
  if (logged.left) {
    record.set("effectiveFrom", to_string(logged.left->days.from));
    record.set("correctedBy", registrar.statement(logged.left->corrected_by));
  }
  return record;
}

}  // namespace concordat::untp

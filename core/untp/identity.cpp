#include "core/untp/identity.hpp"

#include "core/untp/envelope.hpp"
#include "core/untp/profile.hpp"

namespace concordat::untp {
namespace {

constexpr std::string_view kPage =
    "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>{{name}}</title>"
    "<h1>{{name}}</h1><dl>{{#credentialSubject}}"
    "<dt>Identifier</dt><dd>{{id}}</dd><dt>Number</dt><dd>{{registeredId}}</dd>"
    "<dt>Register</dt><dd>{{idScheme.name}} ({{registerType}})</dd>"
    "{{#registryRecord}}<dt>On file</dt><dd>{{registry}}, entry {{logIndex}}, {{basis}}, by "
    "{{author.name}}</dd>{{/registryRecord}}{{/credentialSubject}}"
    "<dt>Credential by the registrar</dt><dd>{{issuer.name}}</dd>"
    "<dt>Valid</dt><dd>{{validFrom}} to {{validUntil}}</dd></dl></html>";

// What the two kinds of registration differ in.
struct Registration {
  std::string organisation;
  std::string name;
  std::string number;
  std::string_view type;
  json::Object scheme;
  json::Array scope;
};

Registration of_organisation(const Registrar& registrar, const json::Value& body,
                             const Naming& naming) {
  const std::string id(body.text("organisation"));
  return {.organisation = id,
          .name = naming("organisations", id),
          .number = id,
          .type = "business",
          .scheme = thing("IdentifierScheme", registrar.base + "/v1/organisations", registrar.name),
          .scope = {registrar.address("economies", body.text("economy"))}};
}

Registration of_accreditation(const Registrar& registrar, const Logged& logged,
                              const Naming& naming) {
  const json::Value& body = *logged.payload.find("body");
  const std::string place = registrar.statement(logged.index);
  Registration made{.organisation = std::string(body.text("body")), .type = "accreditation"};
  made.name = naming("organisations", made.organisation);
  // The accreditor's own number, where there is one.
  const std::string_view accreditor = body.text("accreditor");
  made.number = body.text("number", logged.payload.text("id"));
  made.scheme = body.text("number").empty()
                    ? thing("IdentifierScheme", registrar.base + "/v1/statements", registrar.name)
                    : on_file(registrar, naming,
                              {.type = "IdentifierScheme",
                               .kind = "organisations",
                               .id = accreditor,
                               .elsewhere = place + "#accreditor"});
  // Each part of the scope as a place in the statement that grants it.
  made.scope.push_back(place + "#mainScope/" + segment(body.text("mainScope")));
  for (const std::string_view member : {"standards", "sectors", "schemes"}) {
    for (const json::Value& one : body.array(member)) {
      made.scope.push_back(place + "#" + std::string(member) + "/" + segment(*one.as_string()));
    }
  }
  return made;
}

}  // namespace

Result<json::Value> write_identity(const Registrar& registrar, const Issue& issue,
                                   const IdentitySource& source, const Naming& naming) {
  if (source.did.empty()) return fail({.code = "untp.no-did"});
  CONCORDAT_TRY(statement, decode(source.statement));
  const bool accreditation = statement.type() == "accreditation";
  if (!accreditation && statement.type() != "organisation") {
    return fail(
        {.code = "untp.not-an-identity", .arguments = {{"type", std::string(statement.type())}}});
  }
  CONCORDAT_TRY(validity, validity_of(statement, issue.at));
  Registration made = accreditation ? of_accreditation(registrar, source.statement, naming)
                                    : of_organisation(registrar, statement.body, naming);
  if (made.name.empty()) made.name = made.organisation;
  json::Object record = record_of(registrar, issue, source.statement, naming);
  if (const Date until = statement.effective.certain.until; until != kForever) {
    record.set("effectiveUntil", to_string(until));
  }
  const std::string place = accreditation ? registrar.statement(source.statement.index)
                                          : registrar.address("organisations", made.organisation);
  if (accreditation) {
    record.set("accreditor", on_file(registrar, naming,
                                     {.type = "Party",
                                      .kind = "organisations",
                                      .id = statement.body.text("accreditor"),
                                      .elsewhere = place + "#accreditor"}));
    record.set("mainScope", statement.body.text("mainScope"));
  }
  json::Object subject{{"type", json::Array{"RegisteredIdentity"}},
                       {"id", source.did},
                       {"registeredName", made.name},
                       {"registeredId", made.number},
                       {"registeredDate", to_string(statement.effective.certain.from)},
                       {"publicInformation", place},
                       {"idScheme", std::move(made.scheme)},
                       {"registrar", thing("Party", registrar.did, registrar.name)},
                       {"registerType", made.type},
                       {"registrationScope", std::move(made.scope)},
                       {std::string(kOwnMember), std::move(record)}};
  json::Value written(enveloped({.registrar = registrar,
                                 .issue = issue,
                                 .document = Document::kIdentity,
                                 .id = place + "/credential#" + std::to_string(issue.size),
                                 .name = made.name,
                                 .validity = std::move(validity),
                                 .page = kPage},
                                std::move(subject)));
  CONCORDAT_CHECK(check_profile(written));
  return written;
}

}  // namespace concordat::untp

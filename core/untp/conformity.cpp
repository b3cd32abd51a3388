#include "core/untp/conformity.hpp"

#include <algorithm>

#include "core/untp/catalogue.hpp"
#include "core/untp/envelope.hpp"
#include "core/untp/profile.hpp"
#include "core/untp/topics.hpp"

namespace concordat::untp {
namespace {

// Mustache over the credential, for people. No script, nothing fetched.
constexpr std::string_view kPage =
    "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>{{name}}</title>"
    "<h1>{{name}}</h1><dl>"
    "{{#credentialSubject}}{{#registryRecord}}"
    "<dt>Certificate</dt><dd>{{certificateNumber}}</dd>"
    "<dt>Issued by</dt><dd>{{assessmentBody.name}}</dd>{{/registryRecord}}"
    "<dt>Holder</dt><dd>{{issuedToParty.name}}</dd>"
    "<dt>Scheme</dt><dd>{{referenceScheme.name}}</dd>"
    "<dt>Assessor</dt><dd>{{assessorLevel}}</dd><dt>Assurance</dt><dd>{{assessmentLevel}}</dd>"
    "{{#conformityAssessment}}{{#referenceStandard}}<dt>Standard</dt><dd>{{name}}</dd>"
    "{{/referenceStandard}}{{#assessedProduct}}<dt>Product</dt><dd>{{product.name}}</dd>"
    "{{/assessedProduct}}{{/conformityAssessment}}{{#registryRecord}}"
    "<dt>On file</dt><dd>{{registry}}, entry {{logIndex}}, {{basis}}, by {{author.name}}</dd>"
    "{{/registryRecord}}{{/credentialSubject}}"
    "<dt>Credential by the registrar</dt><dd>{{issuer.name}}</dd>"
    "<dt>Valid</dt><dd>{{validFrom}} to {{validUntil}}</dd></dl></html>";

struct AttestationType {
  std::string_view artefact;
  std::string_view type;
};
constexpr AttestationType kAttestationTypes[] = {
    {"certificate", "certification"},      {"type-examination", "certification"},
    {"quality-approval", "certification"}, {"test-report", "testing"},
    {"inspection", "inspection"},          {"declaration", "declaration"}};

std::string_view label_of(Authorisation::Kind kind) {
  switch (kind) {
    case Authorisation::Kind::kDesignation:
      return "Designation: ";
    case Authorisation::Kind::kAccreditation:
      return "Accreditation: ";
    case Authorisation::Kind::kSignatory:
      return "Arrangement signatory: ";
    case Authorisation::Kind::kParticipation:
      break;
  }
  return "Participation: ";
}

class Writer {
 public:
  Writer(const Registrar& registrar, const Issue& issue, const ConformitySource& source,
         const Naming& naming)
      : registrar_(registrar),
        issue_(issue),
        source_(source),
        naming_(naming),
        body_(*source.certificate.payload.find("body")),
        address_(registrar.address("certificates", body_.text("certificate"))) {}

  Result<json::Value> write(const statement::Statement& statement) {
    CONCORDAT_TRY(validity, validity_of(statement, issue_.at));
    CONCORDAT_TRY(type, attestation_type());
    CONCORDAT_TRY(scheme, reference_scheme());
    CONCORDAT_TRY(assessed, assessment());
    json::Object subject{{"type", json::Array{"ConformityAttestation"}},
                         {"id", address_},
                         {"name", title()},
                         {"assessorLevel", source_.assurance.assessor},
                         {"assessmentLevel", source_.assurance.level},
                         {"attestationType", type},
                         {"issuedToParty", party(body_.text("holder"), "holder")}};
    if (json::Array entries = authorisations(); !entries.empty()) {
      subject.set("authorisation", std::move(entries));
    }
    subject.set("referenceScheme", std::move(scheme));
    subject.set("conformityCertificate",
                json::Object{
                    {"linkURL", registrar_.base + "/certificates/" + segment(body_.text("number"))},
                    {"linkName", body_.text("number")},
                    {"mediaType", "text/html"}});
    subject.set("conformityAssessment", json::Array{std::move(assessed)});
    subject.set(kOwnMember, record(statement));
    return json::Value(enveloped({.registrar = registrar_,
                                  .issue = issue_,
                                  .document = Document::kConformity,
                                  .id = address_ + "/credential#" + std::to_string(issue_.size),
                                  .name = std::string(title()),
                                  .validity = validity,
                                  .page = kPage},
                                 std::move(subject)));
  }

 private:
  std::string_view title() const { return body_.text("title", body_.text("number")); }

  json::Object party(std::string_view id, std::string_view part) const {
    return on_file(registrar_, naming_,
                   {.type = "Party",
                    .kind = "organisations",
                    .id = id,
                    .elsewhere = address_ + "#" + std::string(part)});
  }

  Result<std::string_view> attestation_type() const {
    const std::string_view artefact = body_.text("artefact");
    const auto* const found =
        std::ranges::find(kAttestationTypes, artefact, &AttestationType::artefact);
    if (found == std::end(kAttestationTypes)) {
      return fail(
          {.code = "untp.not-an-attestation", .arguments = {{"artefact", std::string(artefact)}}});
    }
    return found->type;
  }

  json::Object named(std::string_view type, std::string_view kind, std::string_view id) const {
    return on_file(
        registrar_, naming_,
        {.type = type, .kind = kind, .id = id, .elsewhere = registrar_.address(kind, id)});
  }

  Result<json::Object> reference_scheme() const {
    const std::string_view scheme = body_.text("scheme");
    if (!scheme.empty()) return in_catalogue("ConformityScheme", "schemes", scheme);
    const std::string_view act = body_.text("act");
    if (!act.empty()) return in_catalogue("ConformityScheme", "acts", act);
    return fail({.code = "untp.no-scheme"});
  }

  json::Array each_named(std::string_view member, std::string_view type,
                         std::string_view kind) const {
    json::Array list;
    for (const json::Value& id : body_.array(member)) {
      list.push_back(named(type, kind, *id.as_string()));
    }
    return list;
  }

  // By the addresses of the catalogue, so that a claim that names the same one matches. What is
  // named and not on file has no entry there, and stands under the certificate.
  json::Object in_catalogue(std::string_view type, std::string_view kind, std::string_view id,
                            std::string_view part = {}) const {
    const std::string name = naming_(kind, id);
    if (name.empty())
      return thing(type, address_ + "#" + std::string(kind) + "/" + segment(id), id);
    return thing(type, vocabulary_uri(registrar_, kind, id, part), name);
  }

  json::Array criteria() const {
    json::Array list;
    for (const json::Value& id : body_.array("editions")) {
      list.push_back(in_catalogue("Criterion", "standards", *id.as_string()));
    }
    if (!list.empty()) return list;
    const bool act = !body_.text("act").empty();
    return {in_catalogue("Criterion", act ? "acts" : "schemes", body_.text(act ? "act" : "scheme"),
                         kWholePart)};
  }

  json::Array topics() const {
    json::Array list{topic_of(kTesting)};
    list.push_back(topic_of(body_.text("act").empty() ? kVoluntary : kRegulations));
    if (body_.text("legalEffect") == "agreement") list.push_back(topic_of(kRecognition));
    return list;
  }

  Result<json::Object> assessment() {
    CONCORDAT_TRY(items, products());
    json::Object assessed{
        {"type", json::Array{"ConformityAssessment"}},
        {"id", address_ + "#assessment"},
        {"name", title()},
        {"assessmentCriteria", criteria()},
        {"assessmentDate", body_.text("evaluationAccepted", body_.text("issued"))},
        {"assessedPerformance", performance()}};
    set_list(assessed, "assessedProduct", std::move(items));
    set_list(assessed, "assessedFacility", facilities());
    if (const std::string_view maker = body_.text("manufacturer"); !maker.empty()) {
      assessed.set("assessedOrganisation", party(maker, "manufacturer"));
    }
    set_list(assessed, "referenceStandard", each_named("editions", "Standard", "standards"));
    if (const std::string_view act = body_.text("act"); !act.empty()) {
      assessed.set("referenceRegulation", json::Array{named("Regulation", "acts", act)});
    }
    set_list(assessed, "specifiedCondition", conditions());
    assessed.set("conformityTopic", topics());
    assessed.set("conformance", true);
    return assessed;
  }

  static void set_list(json::Object& object, std::string_view name, json::Array list) {
    if (!list.empty()) object.set(name, std::move(list));
  }

  json::Array performance() const {
    const std::string_view level = body_.text("level");
    if (level.empty()) return {};
    return {json::Object{{"score", json::Object{{"code", level}}}}};
  }

  json::Object product(std::string_view id, std::string_view name) const {
    return thing("Product", id, name);
  }

  // Every model, family and GTIN that is named, once for each batch where batches are named.
  Result<json::Array> products() {
    std::vector<json::Object> named_products;
    const json::Value* const scope = body_.find("product");
    if (scope) {
      for (const json::Value& model : scope->array("models"))
        add_model(*model.as_string(), named_products);
      for (const json::Value& family : scope->array("families")) {
        named_products.push_back(named("Product", "products", *family.as_string()));
      }
      for (const json::Value& gtin : scope->array("gtins")) {
        named_products.push_back(
            product("https://id.gs1.org/01/" + segment(*gtin.as_string()), *gtin.as_string()));
      }
    }
    if (named_products.empty()) {
      if (left_out_) return fail({.code = "untp.no-product"});
      if (body_.text("title").empty()) return json::Array{};
      named_products.push_back(product(address_ + "#product", body_.text("title")));
    }
    return by_batch(named_products, scope ? scope->array("batches") : json::Array{});
  }

  void add_model(std::string_view model, std::vector<json::Object>& into) {
    if (std::ranges::find(source_.remaining.models_out, model) !=
        source_.remaining.models_out.end()) {
      left_out_ = true;
      return;
    }
    json::Object made = product(address_ + "#model/" + segment(model), title());
    made.set("modelNumber", model);
    into.push_back(std::move(made));
  }

  static Result<json::Array> by_batch(const std::vector<json::Object>& products,
                                      const json::Array& batches) {
    if (products.size() * std::max<std::size_t>(batches.size(), 1) > kMostProducts) {
      return fail({.code = "untp.too-many",
                   .expected = "at most " + std::to_string(kMostProducts) + " products"});
    }
    json::Array list;
    for (const json::Object& one : products) {
      if (batches.empty()) list.push_back(json::Object{{"product", one}});
      for (const json::Value& batch : batches) {
        json::Object of_batch = one;
        of_batch.set("batchNumber", batch);
        list.push_back(json::Object{{"product", std::move(of_batch)}});
      }
    }
    return list;
  }

  json::Array facilities() const {
    json::Array list;
    const json::Value* const scope = body_.find("product");
    if (!scope) return list;
    for (const json::Value& factory : scope->array("factories")) {
      const std::string& name = *factory.as_string();
      list.push_back(json::Object{
          {"facility", thing("Facility", address_ + "#factory/" + segment(name), name)}});
    }
    return list;
  }

  // What limits the certificate and has no member of its own in UNTP: the catalogue's name and
  // value.
  json::Array conditions() const {
    json::Array list = body_.array("conditions");
    const json::Value* const scope = body_.find("product");
    for (const std::string_view name : {"serialFrom", "serialTo"}) {
      if (scope && !scope->text(name).empty()) {
        list.push_back(std::string(name) + ": " + std::string(scope->text(name)));
      }
    }
    if (scope && scope->find("quantity")) {
      list.push_back("quantity: " + std::to_string(scope->integer("quantity")));
    }
    if (scope) {
      for (const json::Value& version : scope->array("softwareVersions")) {
        list.push_back("softwareVersion: " + *version.as_string());
      }
    }
    if (source_.remaining.restricted_by) {
      list.push_back("restricted: " + registrar_.statement(*source_.remaining.restricted_by));
    }
    return list;
  }

  json::Array authorisations() const {
    json::Array list;
    for (const Authorisation& one : source_.assurance.authorisations) {
      const std::string evidence = registrar_.statement(one.statement);
      const bool agreement = one.kind == Authorisation::Kind::kParticipation;
      list.push_back(json::Object{
          {"name", std::string(label_of(one.kind)) + one.subject},
          {"issuingAuthority", on_file(registrar_, naming_,
                                       {.type = "Party",
                                        .kind = agreement ? "agreements" : "organisations",
                                        .id = one.authority,
                                        .elsewhere = evidence + "#authority"})},
          {"endorsementEvidence",
           json::Object{{"linkURL", evidence},
                        {"linkName", "log entry " + std::to_string(one.statement)},
                        {"mediaType", "application/json"}}}});
    }
    return list;
  }

  json::Object record(const statement::Statement& statement) const {
    json::Object made = record_of(registrar_, issue_, source_.certificate, naming_);
    if (const Date until = statement.effective.certain.until; until != kForever) {
      made.set("effectiveUntil", to_string(until));
    }
    json::Object body = party(body_.text("body"), "body");
    if (const std::string_view number = body_.text("bodyNumber"); !number.empty()) {
      body.set("registeredId", number);
    }
    made.set("certificateNumber", body_.text("number"));
    made.set("assessmentBody", std::move(body));
    if (const json::Value* revision = body_.find("revision")) made.set("revision", *revision);
    for (const std::string_view name : {"artefact", "legalEffect", "module", "sector", "level"}) {
      if (const std::string_view text = body_.text(name); !text.empty()) made.set(name, text);
    }
    if (const std::string_view digest = body_.text("document"); !digest.empty()) {
      made.set("documentDigest", digest);
    }
    return made;
  }

  const Registrar& registrar_;
  const Issue& issue_;
  const ConformitySource& source_;
  const Naming& naming_;
  const json::Value& body_;
  std::string address_;
  bool left_out_ = false;  // a model was
};

std::string_view name_of(facts::Standing standing) {
  switch (standing) {
    case facts::Standing::kValid:
      return "valid";
    case facts::Standing::kSuspended:
      return "suspended";
    case facts::Standing::kWithdrawn:
      return "withdrawn";
    case facts::Standing::kCancelled:
      return "cancelled";
    case facts::Standing::kReissued:
      return "reissued";
    case facts::Standing::kAnnulled:
      break;
  }
  return "annulled";
}

}  // namespace

Result<Remaining> remaining_of(facts::Probe& today, const facts::Certificate& certificate) {
  const facts::CertificateStanding found = certificate_state_at(today, certificate.certificate);
  if (found.standing != facts::Standing::kValid || found.possibly) {
    Error error{.code = "untp.not-valid",
                .arguments = {{"state", found.possibly && found.standing == facts::Standing::kValid
                                            ? "open"
                                            : std::string(name_of(found.standing))}}};
    const facts::CertificateState* const by = found.by ? found.by : found.possibly;
    if (by) error.against.push_back(by->since);
    return fail(std::move(error));
  }
  Remaining remaining;
  if (found.restricted) remaining.restricted_by = found.restricted->since;
  for (const facts::ModelStanding& model : found.models) {
    if (model.standing != facts::Standing::kValid || model.restricted) {
      remaining.models_out.emplace_back(today.tables.text(model.model));
    }
  }
  return remaining;
}

Result<json::Value> write_conformity(const Registrar& registrar, const Issue& issue,
                                     const ConformitySource& source, const Naming& naming) {
  CONCORDAT_TRY(statement, decode(source.certificate));
  CONCORDAT_TRY(written, Writer(registrar, issue, source, naming).write(statement));
  CONCORDAT_CHECK(check_profile(written));
  return written;
}

}  // namespace concordat::untp

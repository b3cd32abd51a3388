#include "registry/credentials/showing.hpp"

#include <algorithm>
#include <set>

#include "core/facts/probe.hpp"
#include "core/json/write.hpp"
#include "core/recognition/question.hpp"
#include "core/untp/catalogue.hpp"
#include "core/untp/presented.hpp"
#include "registry/credentials/issuing.hpp"
#include "registry/credentials/stated.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {
namespace {

using facts::Probe;
using Fared = recognition::Presented;
using untp::Conformity;

constexpr std::string_view kCredential = "credential";
constexpr std::string_view kNumber = "number";

std::unexpected<Error> below_credential(Error error) {
  error.place = "/credential" + error.place;
  return fail(std::move(error));
}

struct Shown {
  untp::Presented read;
  const Conformity* attestation = nullptr;  // within `read`
  json::Value verdict;
  std::string organisation;  // whose key on file signed it; empty: not shown to be anybody's
};

// The step of a verdict.
const json::Value* step_of(const json::Value& verdict, std::string_view name) {
  for (const json::Value& step : verdict.array("steps")) {
    if (step.text("step") == name) return &step;
  }
  return nullptr;
}

Result<Shown> shown_by(const json::Value& asked, const VerifyingDefaults& defaults,
                       const VerifyingPorts& ports) {
  const json::Value* const member = asked.find(kCredential);
  if (!member) {
    return fail({.code = "question.missing-member",
                 .place = "/credential",
                 .expected = "a question for its verification"});
  }
  if (!member->as_object()) {
    return fail({.code = "question.wrong-kind", .place = "/credential", .expected = "an object"});
  }
  json::Value question = *member;
  question.as_object()->set("trust", true);
  auto verdict = answer(question, defaults, ports);
  if (!verdict) return below_credential(std::move(verdict).error());
  const json::Value& document = *question.find("document");
  auto read = untp::read(document.as_string() ? *document.as_string() : json::compact(document));
  if (!read) {
    read.error().place = "/document" + read.error().place;
    return below_credential(std::move(read).error());
  }
  Shown shown{.read = std::move(*read), .verdict = std::move(*verdict)};
  if (!std::holds_alternative<Conformity>(shown.read.subject)) {
    return fail({.code = "untp.type",
                 .place = "/credential/document/type",
                 .expected = "DigitalConformityCredential"});
  }
  const json::Value* const trust = step_of(shown.verdict, "trust");
  if (shown.verdict.text("verdict") == "verified" && trust && trust->find("arguments")) {
    shown.organisation = trust->find("arguments")->text("organisation");
  }
  return shown;
}

// ---- which certificate ----------------------------------------------------------------------

std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && digit(text[at + 1]) >= 0 &&
        digit(text[at + 2]) >= 0) {
      out.push_back(static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2])));
      at += 2;
    } else {
      out.push_back(text[at]);
    }
  }
  return out;
}

// UNTP has no member for a certificate's number. Where it may stand, the surest first.
std::vector<std::string> numbers_of(const json::Value& asked, const Shown& shown) {
  const Conformity& attestation = *shown.attestation;
  std::vector<std::string> numbers = {
      std::string(asked.text(kNumber)),
      std::string(shown.read.record.text("certificateNumber")),
      attestation.id,
      percent_decoded(attestation.id.substr(attestation.id.find_last_of("/:#") + 1)),
      attestation.certificate_name,
      attestation.name};
  std::erase(numbers, std::string());
  return numbers;
}

const facts::Certificate* find(Probe& probe, const std::string& number) {
  const facts::Id id = probe.tables.id(number);
  if (id == facts::kNoId) return nullptr;
  if (const facts::Certificate* const row = certificate_by_id(probe, id)) return row;
  const auto rows = certificates_with_number(probe, id);
  return rows.size() == 1 ? rows.front() : nullptr;
}

// ---- where they differ ----------------------------------------------------------------------

// One member of both: what the credential says and what is on file.
class Comparison {
 public:
  void add(std::string_view member, json::Value said, json::Value on_file, bool same) {
    const bool unsaid = is_empty(said);
    const bool missing = is_empty(on_file);
    if (unsaid && missing) return;
    const std::string_view outcome = unsaid    ? "not-in-credential"
                                     : missing ? "not-on-file"
                                     : same    ? "same"
                                               : "differs";
    json::Object line{{"member", member}, {"outcome", outcome}};
    if (!unsaid) line.set("credential", std::move(said));
    if (!missing) line.set("registry", std::move(on_file));
    lines_.push_back(std::move(line));
  }
  void add_text(std::string_view member, std::string_view said, std::string_view on_file) {
    add(member, said, on_file, said == on_file);
  }
  [[nodiscard]] json::Array take() { return std::move(lines_); }

 private:
  static bool is_empty(const json::Value& value) {
    return value.is_null() || (value.as_string() && value.as_string()->empty()) ||
           (value.as_array() && value.as_array()->empty());
  }
  json::Array lines_;
};

// Whether somebody or something on file is meant: by its identifier, as the end of an address or as
// a registered number.
bool means(const untp::Thing& thing, std::string_view id) {
  const std::string end = percent_decoded(thing.id.substr(thing.id.find_last_of("/:#") + 1));
  return !id.empty() &&
         (thing.id == id || end == id || thing.registered_id == id || thing.name == id);
}

std::string day(const std::optional<Date>& date) { return date ? to_string(*date) : ""; }

json::Array sorted(const std::set<std::string>& texts) {
  json::Array list;
  for (const std::string& text : texts) list.push_back(text);
  return list;
}

std::set<std::string> models_said(const Conformity& attestation) {
  std::set<std::string> models;
  for (const untp::Assessment& assessment : attestation.assessments) {
    for (const untp::Item& item : assessment.products) {
      if (!item.model.empty()) models.insert(item.model);
    }
  }
  return models;
}

std::set<std::string> texts_of(const json::Value& object, std::string_view member) {
  std::set<std::string> texts;
  for (const json::Value& one : object.array(member)) texts.insert(*one.as_string());
  return texts;
}

// Editions on file that a standard of the credential means; the others as they are named there.
std::set<std::string> standards_said(const Conformity& attestation,
                                     const std::set<std::string>& on_file) {
  std::set<std::string> said;
  for (const untp::Assessment& assessment : attestation.assessments) {
    for (const untp::Thing& standard : assessment.standards) {
      const auto meant =
          std::ranges::find_if(on_file, [&](const std::string& id) { return means(standard, id); });
      said.insert(meant == on_file.end() ? standard.name : *meant);
    }
  }
  return said;
}

// Criteria of the credential that are ours, in the one spelling of their addresses. What others
// call theirs means nothing here, whatever its name.
std::set<std::string> criteria_said(const untp::Registrar& registrar,
                                    const Conformity& attestation) {
  std::set<std::string> said;
  for (const untp::Assessment& assessment : attestation.assessments) {
    for (const untp::Thing& criterion : assessment.criteria) {
      const std::string_view id = criterion.id;
      if (!id.starts_with(registrar.base)) continue;
      const auto name = untp::vocabulary_name(id.substr(registrar.base.size()));
      if (name) said.insert(untp::vocabulary_uri(registrar, name->kind, name->id, name->part));
    }
  }
  return said;
}

// What the certificate on file was assessed against: its editions, else its act, else its scheme.
std::set<std::string> criteria_on_file(const untp::Registrar& registrar, const json::Value& body) {
  std::set<std::string> found;
  for (const std::string& edition : texts_of(body, "editions")) {
    found.insert(untp::vocabulary_uri(registrar, "standards", edition));
  }
  if (!found.empty()) return found;
  for (const auto& [member, kind] : {std::pair("act", "acts"), std::pair("scheme", "schemes")}) {
    const std::string_view id = body.text(member);
    if (!id.empty()) return {untp::vocabulary_uri(registrar, kind, id, untp::kWholePart)};
  }
  return found;
}

// Whether it says that the thing conforms; null where it does not say so of everything that it
// assessed, or assessed nothing: the published schema asks for neither.
json::Value conformance_said(const Conformity& attestation) {
  const std::vector<untp::Assessment>& all = attestation.assessments;
  const auto says = [](bool whether) {
    return [whether](const untp::Assessment& one) { return one.conformance == whether; };
  };
  if (std::ranges::any_of(all, says(false))) return json::Value(false);
  const bool yes = !all.empty() && std::ranges::all_of(all, says(true));
  return yes ? json::Value(true) : json::Value();
}

// The certificate on file, and in whose words.
struct OnFile {
  const facts::Tables& tables;
  const untp::Registrar& registrar;
  const facts::Certificate& row;
  const json::Value& body;
};

json::Array compared(const OnFile& on_file, const Shown& shown) {
  const Conformity& attestation = *shown.attestation;
  const auto& [tables, registrar, row, body] = on_file;
  Comparison made;
  made.add_text("number", shown.read.record.text("certificateNumber"), tables.text(row.number));
  const std::string_view issuer = tables.text(tables.profiles[row.profile].body);
  made.add("issuer", shown.organisation.empty() ? shown.read.issuer.id : shown.organisation, issuer,
           shown.organisation == issuer);
  const std::string_view holder = tables.text(row.holder);
  made.add("holder", attestation.issued_to.name, holder, means(attestation.issued_to, holder));
  made.add_text("firstDay", day(shown.read.first_day), to_string(row.certain.from));
  made.add_text("lastDay", day(shown.read.last_day),
                row.certain.until == kForever ? "" : to_string(row.certain.until.plus_days(-1)));
  const std::string_view scheme = body.text("scheme", body.text("act"));
  made.add("scheme",
           attestation.scheme.name.empty() ? attestation.scheme.id : attestation.scheme.name,
           scheme, means(attestation.scheme, scheme));
  const std::set<std::string> editions = texts_of(body, "editions");
  const std::set<std::string> standards = standards_said(attestation, editions);
  made.add("standards", sorted(standards), sorted(editions), standards == editions);
  const std::set<std::string> criteria = criteria_said(registrar, attestation);
  if (!criteria.empty()) {
    const std::set<std::string> ours = criteria_on_file(registrar, body);
    made.add("criteria", sorted(criteria), sorted(ours), criteria == ours);
  }
  const json::Value* const scope = body.find("product");
  const std::set<std::string> models = scope ? texts_of(*scope, "models") : std::set<std::string>();
  const std::set<std::string> said = models_said(attestation);
  made.add("models", sorted(said), sorted(models), said == models);
  const json::Value conforms = conformance_said(attestation);
  const bool attested = body.text("artefact") != "refusal";
  made.add("conformance", conforms, attested, conforms == json::Value(attested));
  return made.take();
}

// ---- the answer -----------------------------------------------------------------------------

// Only the body's own signature, by a key on file as the body's, is the issuer's. A good signature
// of anybody else leaves the question open.
Fared fared(const Shown& shown, std::string_view body) {
  if (shown.verdict.text("verdict") == "rejected") return Fared::kRejected;
  return !body.empty() && shown.organisation == body ? Fared::kVerified : Fared::kNotChecked;
}

json::Value said_by(const Shown& shown) {
  const untp::Presented& read = shown.read;
  json::Object said{{"version", read.version->name},
                    {"id", read.id},
                    {"issuer", json::Object{{"id", read.issuer.id}, {"name", read.issuer.name}}},
                    {"attestation", shown.attestation->id},
                    {"attestationType", shown.attestation->attestation_type},
                    {"assessorLevel", shown.attestation->assessor_level},
                    {"assessmentLevel", shown.attestation->assessment_level},
                    {"digest", crypto::to_string(read.digest)}};
  json::Array unknown;
  for (const std::string& place : read.unknown) unknown.push_back(place);
  said.set("unknown", std::move(unknown));
  return said;
}

Result<recognition::Question> question_about(const json::Value& asked, std::string_view number,
                                             Fared presented) {
  json::Object question = *asked.as_object();
  question.erase(kCredential);
  question.erase(kNumber);
  question.set("attestations", json::Array{json::Object{{"number", number}}});
  CONCORDAT_TRY(made, recognition::question_from_json(question));
  made.attestations.front().presented = presented;
  return made;
}

}  // namespace

Result<json::Value> answer_showing(const json::Value& asked, const VerifyingDefaults& defaults,
                                   const VerifyingPorts& ports) {
  if (!asked.as_object()) {
    return fail({.code = "question.wrong-kind", .expected = "an object"});
  }
  if (asked.find("attestations")) {
    return fail({.code = "question.unknown-member", .place = "/attestations"});
  }
  if (ports.registry == nullptr) return fail({.code = "verification.no-registry"});
  CONCORDAT_TRY(shown, shown_by(asked, defaults, ports));
  shown.attestation = std::get_if<Conformity>(&shown.read.subject);
  const std::vector<std::string> numbers = numbers_of(asked, shown);
  CONCORDAT_TRY(outline, question_about(asked, numbers.front(), Fared::kNotChecked));
  const std::shared_ptr<const facts::State> state = ports.registry->state();
  Probe probe{.tables = state->tables(), .size = state->size_published(), .date = outline.date};
  if (outline.as_of)
    probe.size = static_cast<facts::Ordinal>(std::min<std::uint64_t>(*outline.as_of, probe.size));
  const facts::Certificate* row = nullptr;
  for (std::size_t at = 0; row == nullptr && at < numbers.size(); ++at) {
    row = find(probe, numbers[at]);
  }
  json::Object made{{"credential", said_by(shown)}, {"verification", shown.verdict}};
  if (row) {
    const std::string_view body = state->tables().text(state->tables().profiles[row->profile].body);
    CONCORDAT_TRY(statement, statement_of(*ports.registry, state->tables().certificates, *row));
    made.set("onFile", json::Object{{"certificate", state->tables().text(row->certificate)},
                                    {"statement", std::uint64_t{row->since}}});
    CONCORDAT_TRY(registrar, registrar_of(*ports.registry));
    const json::Value& said = *statement.payload.find("body");
    made.set("compared", compared({state->tables(), registrar, *row, said}, shown));
    outline.attestations.front() = {.number = std::string(state->tables().text(row->certificate)),
                                    .presented = fared(shown, body)};
  }
  CONCORDAT_TRY(decision, ports.registry->decide(outline));
  made.set("determination", Registry::to_json(outline, decision));
  return json::Value(std::move(made));
}

}  // namespace concordat::registry

// The judgement of a statement alone: author, basis, correction, identifiers, dates, transitions.
#include <algorithm>

#include "core/admission/admission.hpp"
#include "core/admission/audit_head.hpp"
#include "core/admission/claim.hpp"
#include "core/admission/crowd.hpp"
#include "core/admission/identifiers.hpp"
#include "core/admission/transition.hpp"
#include "core/admission/vault_chain.hpp"

namespace concordat::admission {
namespace {

using facts::kNever;
using facts::Role;
using statement::BasisKind;
using statement::Statement;

struct Refusal {
  std::string_view code;
  std::string_view place;
  std::string_view expected;
};

std::unexpected<Error> refuse(const Refusal& refusal, const Scene* scene = nullptr) {
  return fail({.code = std::string(refusal.code),
               .place = std::string(refusal.place),
               .expected = std::string(refusal.expected),
               .against = scene ? scene->consulted() : std::vector<std::uint64_t>{}});
}

Status check_semantics(const Statement& statement) {
  const json::Value* constitution = statement.body.find("constitution");
  if (!constitution || constitution->integer("semanticsVersion") <= kSemanticsVersion) return {};
  return refuse({"admission.semantics-version", "/body/constitution/semanticsVersion",
                 "a version of the rules that this registry knows"});
}

Status judge_founding(const Statement& statement) {
  if (statement.type() != "founding") {
    return refuse({"admission.first-statement", "/type", "a founding as entry 0"});
  }
  const json::Value* founder = statement.body.find("operator");
  if (founder->text("organisation") != statement.author) {
    return refuse({"admission.not-authorised", "/author", "the operator that the founding names"});
  }
  if (statement.basis.kind != BasisKind::kOwn || statement.corrects) {
    return refuse({"admission.first-statement", "/basis", "a founding of the operator's own"});
  }
  return check_semantics(statement);
}

// ---- corrections ----------------------------------------------------------------------------

// Whether the author may take back what is on file at the ordinal.
bool may_correct(const Scene& scene, Id author, const Statement& statement, Ordinal ordinal) {
  const facts::StatementRecord& record = scene.tables().statements[ordinal];
  if (record.author == author || scene.succeeds(author, record.author)) return true;
  if (statement.basis.kind == BasisKind::kTranscribed) {
    return record.basis == BasisKind::kTranscribed && scene.transcribes(author, record.source);
  }
  // Whoever may say it for itself supersedes what was transcribed, or said by another who may.
  if (record.descriptor->authority == statement::Authority::kAuthorOfSubject) return false;
  const std::optional<Claim> claim = claim_of(scene, ordinal);
  return claim && may_state(scene, author, *claim);
}

// The statement corrected, or kNever.
Result<Ordinal> check_correction(const Scene& scene, Id author, const Statement& statement) {
  if (!statement.corrects) return kNever;
  const facts::Tables& tables = scene.tables();
  const auto ordinal =
      facts::statement_ordinal(tables, statement.corrects->statement, scene.size());
  if (!ordinal) {
    return refuse(
        {"admission.corrects-unknown", "/corrects/statement", "the id of a statement on file"});
  }
  scene.consult(*ordinal);
  if (tables.statements[*ordinal].descriptor != statement.descriptor) {
    return refuse(
        {"admission.corrects-not-yours", "/corrects/statement", "a statement of the same type"},
        &scene);
  }
  if (!may_correct(scene, author, statement, *ordinal)) {
    return refuse({"admission.corrects-not-yours", "/corrects/statement",
                   "a statement of the author, or one it could have made itself"},
                  &scene);
  }
  return *ordinal;
}

// ---- authority ------------------------------------------------------------------------------

// Types whose facts a change of status suspends or ends. Certificates and keys have statements of
// their own for it; the rest is corrected, never ended.
bool can_be_interrupted(const statement::Descriptor& descriptor) {
  constexpr std::string_view kUninterrupted[] = {
      "founding",       "constitution-change", "route-matrix", "key",
      "key-revocation", "certificate",         "deposit",      "certificate-state",
      "status-change",  "assessment",          "measure",      "audit-head",
      "vault-batch"};
  return std::ranges::find(kUninterrupted, descriptor.type) == std::end(kUninterrupted);
}

// For a designation also an authority of the market that relies on it.
bool relies_on(const Scene& scene, Id author, const Claim& claim) {
  if (claim.descriptor->type != "designation" || claim.act == kNoId) return false;
  const facts::LegalAct* act = scene.newest(scene.tables().acts, claim.act);
  return act && scene.speaks_for(author, act->market);
}

Status check_status_subject(const Scene& scene, Id author, const Statement& statement) {
  const facts::Tables& tables = scene.tables();
  const auto ordinal =
      facts::statement_ordinal(tables, statement.body.text("subject"), scene.size());
  if (!ordinal) {
    return refuse({"admission.unknown-subject", "/body/subject", "the id of a statement on file"});
  }
  const facts::StatementRecord& record = tables.statements[*ordinal];
  scene.consult(*ordinal);
  if (!can_be_interrupted(*record.descriptor)) {
    return refuse({"admission.unknown-subject", "/body/subject",
                   "a statement whose fact can be suspended or ended; a certificate's state "
                   "changes by certificate-state"},
                  &scene);
  }
  if (statement.basis.kind == BasisKind::kTranscribed) return {};
  const bool own = record.author == author && record.basis == BasisKind::kOwn;
  if (own || scene.succeeds(author, record.author)) return {};
  const std::optional<Claim> claim = claim_of(scene, *ordinal);
  if (claim && (may_state(scene, author, *claim) || relies_on(scene, author, *claim))) return {};
  return refuse(
      {"admission.not-authorised", "/author", "whoever could have made the statement it names"},
      &scene);
}

// The catalogue lists the roles in the order of the enumerators.
std::optional<Role> role_named(std::string_view name) {
  for (const statement::Field& field : statement::find("organisation")->fields) {
    if (field.name != "roles") continue;
    const auto found = std::ranges::find(field.choices, name);
    if (found == field.choices.end()) return std::nullopt;
    return static_cast<Role>(found - field.choices.begin());
  }
  return std::nullopt;
}

// A description grants powers: nobody may grant what it does not hold. An organisation describing
// itself keeps to the roles, the economy and the markets that are on file; an authority grants its
// own markets only; the operator's role is the operator's to give.
Status check_granted_powers(const Scene& scene, Id author, const Statement& statement) {
  if (scene.is_operator(author)) return {};
  const facts::Tables& tables = scene.tables();
  const Id subject = tables.id(statement.body.text("organisation"));
  const facts::Organisation* on_file = scene.organisation(subject);
  const Id economy = tables.id(statement.body.text("economy"));
  const bool transcribed = statement.basis.kind == BasisKind::kTranscribed;
  const bool by_authority = transcribed || scene.speaks_for(author, economy);
  for (const json::Value& role : statement.body.array("roles")) {
    const auto bit = role_named(*role.as_string());
    const bool held = on_file && bit && on_file->has(*bit);
    if (held || (by_authority && bit != Role::kOperator)) continue;
    return refuse({"admission.not-authorised", "/body/roles", "roles that are on file already"},
                  &scene);
  }
  const bool moves = on_file && on_file->economy != economy;
  if (moves && !transcribed && !(by_authority && scene.speaks_for(author, on_file->economy))) {
    return refuse({"admission.not-authorised", "/body/economy", "the economy that is on file"},
                  &scene);
  }
  for (const json::Value& market : statement.body.array("actsFor")) {
    const Id id = tables.id(*market.as_string());
    const bool held = on_file && id != kNoId &&
                      std::ranges::find(on_file->acts_for, id) != on_file->acts_for.end();
    if (held || transcribed || scene.speaks_for(author, id)) continue;
    return refuse(
        {"admission.not-authorised", "/body/actsFor", "markets the author acts for itself"},
        &scene);
  }
  return {};
}

Status check_particulars(const Scene& scene, Id author, const Statement& statement) {
  const facts::Tables& tables = scene.tables();
  if (statement.type() == "organisation") return check_granted_powers(scene, author, statement);
  if (statement.type() == "key-revocation") {
    const Id key_id = tables.id(statement.body.text("keyId"));
    const auto* key = key_id == kNoId ? nullptr : scene.newest(tables.keys, key_id);
    if (key && key->organisation == tables.id(statement.body.text("organisation"))) return {};
    return refuse(
        {"admission.unknown-subject", "/body/keyId", "a key on file as the organisation's"});
  }
  if (statement.type() == "transfer") {
    const Id certificate = tables.id(statement.body.text("certificate"));
    const Id responsible = responsible_body(scene, certificate);
    if (responsible == kNoId || responsible == tables.id(statement.body.text("from"))) return {};
    return refuse(
        {"admission.not-authorised", "/body/from", "the body that answers for the certificate"},
        &scene);
  }
  return {};
}

Status check_own_authority(const Scene& scene, Id author, const Statement& statement) {
  if (statement.type() == "status-change") return check_status_subject(scene, author, statement);
  const Claim claim = claim_of(scene, statement);
  if (statement.type() == "certificate-state" &&
      (claim.subject == kNoId || !scene.newest(scene.tables().certificates, claim.subject))) {
    return refuse({"admission.unknown-subject", "/body/certificate", "a certificate on file"});
  }
  bool allowed = may_state(scene, author, claim);
  if (!allowed && statement.type() == "organisation") {
    // Not on file yet: an authority of the economy it names may enter it.
    const Id economy = scene.tables().id(statement.body.text("economy"));
    allowed = !scene.organisation(claim.subject) && scene.speaks_for(author, economy);
  }
  if (allowed) return {};
  return refuse({"admission.not-authorised", "/author", statement.descriptor->rule}, &scene);
}

Status check_authority(const Scene& scene, Id author, const Statement& statement) {
  switch (statement.basis.kind) {
    case BasisKind::kOwn:
      return check_own_authority(scene, author, statement);
    case BasisKind::kObserved:
      return refuse({"admission.not-authorised", "/basis/kind", "a basis of own or transcribed"});
    case BasisKind::kTranscribed:
      break;
  }
  if (!statement.descriptor->transcribable) {
    return refuse({"admission.not-transcriber", "/basis/kind",
                   "a statement of its author's own: this type cannot be transcribed"});
  }
  if (!scene.transcribes(author, scene.tables().id(statement.basis.source))) {
    return refuse({"admission.not-transcriber", "/basis/source",
                   "a source for which the constitution lists the author as transcriber"},
                  &scene);
  }
  if (statement.type() == "status-change") return check_status_subject(scene, author, statement);
  return {};
}

// ---- dates ----------------------------------------------------------------------------------

Status check_dates(const Scene& scene, const Statement& statement) {
  const Date from = statement.effective.certain.from;
  if (statement.type() == "constitution-change" && from < scene.today()) {
    return refuse({"admission.backdated", "/effective/from", "a day not before it is recorded"});
  }
  const bool changes_state =
      statement.type() == "certificate-state" || statement.type() == "status-change";
  if (!changes_state || statement.ex_tunc || !statement.decided || from >= *statement.decided) {
    return {};
  }
  return refuse({"admission.backdated", "/effective/from",
                 "a day not before the decision; from the beginning only with effect ex-tunc"});
}

Status check_transition(const Scene& scene, const Statement& statement, Ordinal corrected) {
  if (statement.type() == "certificate-state") {
    return check_certificate_transition(scene, statement, corrected);
  }
  if (statement.type() == "status-change") {
    return check_status_transition(scene, statement, corrected);
  }
  return {};
}

}  // namespace

Status judge(const facts::State& state, const Statement& statement, Instant recorded) {
  return judge(Scene(state, recorded), statement);
}

Status judge(const Scene& scene, const Statement& statement) {
  if (scene.size() == 0) return judge_founding(statement);
  if (statement.type() == "founding") {
    return fail({.code = "admission.first-statement",
                 .place = "/type",
                 .expected = "a founding as entry 0 and never again",
                 .against = {0}});
  }
  const Id author = scene.tables().id(statement.author);
  if (!scene.organisation(author)) {
    return refuse({"admission.unknown-author", "/author", "an organisation on file"});
  }
  CONCORDAT_CHECK(check_authority(scene, author, statement));
  CONCORDAT_CHECK(check_particulars(scene, author, statement));
  CONCORDAT_CHECK(check_vault_chain(scene, statement));
  CONCORDAT_TRY(corrected, check_correction(scene, author, statement));
  CONCORDAT_CHECK(check_identifiers(scene, statement, corrected));
  CONCORDAT_CHECK(check_semantics(statement));
  CONCORDAT_CHECK(check_dates(scene, statement));
  CONCORDAT_CHECK(check_audit_head(scene, statement));
  CONCORDAT_CHECK(check_crowd(scene, statement));
  return check_transition(scene, statement, corrected);
}

}  // namespace concordat::admission

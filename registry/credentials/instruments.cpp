#include "registry/credentials/instruments.hpp"

#include "core/testimony/agreement.hpp"
#include "core/testimony/computed.hpp"
#include "core/testimony/decision.hpp"
#include "registry/credentials/issuing.hpp"
#include "registry/credentials/names.hpp"
#include "registry/credentials/stated.hpp"

namespace concordat::registry {
namespace {

using facts::Id;

std::unexpected<Error> nothing_on_file(std::string_view kind, std::string_view id) {
  return fail({.code = "resource.not-found",
               .arguments = {{"kind", std::string(kind)}, {"id", std::string(id)}}});
}

}  // namespace

Result<untp::Logged> logged_statement(const Registry& registry, std::uint64_t index) {
  CONCORDAT_TRY(shown, registry.statement(index));
  return untp::Logged{.index = index,
                      .recorded = std::string(shown.text("recorded")),
                      .payload = *shown.find("statement")};
}

Result<json::Value> credential_about_agreement(const Registry& registry,
                                               const testimony::Office& office,
                                               std::string_view id) {
  const facts::Agreement* row = nullptr;
  const auto newest = [&](const facts::Agreement& one) {
    if (!row || one.origin > row->origin) row = &one;
    return true;
  };
  const Id agreement = office.today.tables.id(id);
  if (agreement != facts::kNoId) {
    const auto today = newest_at(office.today.tables.agreements, agreement, office.today);
    row = today.row;
    if (!row) office.today.tables.agreements.visit(agreement, office.today.size, newest);
  }
  if (!row) return nothing_on_file("agreements", id);
  CONCORDAT_TRY(statement, statement_of(registry, office.today.tables.agreements, *row));
  return testimony::write_agreement(office, *row, statement);
}

Result<json::Value> credential_about_decision(const Registry& registry,
                                              const testimony::Office& office,
                                              std::string_view id) {
  const facts::Equivalence* row = nullptr;
  const Id decision = office.today.tables.id(id);
  office.today.tables.equivalences.visit_all(office.today.size, [&](const facts::Equivalence& one) {
    if (decision == facts::kNoId || one.decision != decision) return;
    // Of one decision, what a correction in part left of it is as good as the corrector: the day
    // tells.
    const bool today = one.certain.contains(office.today.date);
    if (!row || one.origin > row->origin || (one.origin == row->origin && today)) row = &one;
  });
  if (!row) return nothing_on_file("equivalence-decisions", id);
  CONCORDAT_TRY(statement, statement_of(registry, office.today.tables.equivalences, *row));
  return testimony::write_decision(office, *row, statement);
}

facts::Id recognised_by(const facts::Tables& tables, const untp::Logged& statement) {
  const std::string_view type = statement.payload.text("type");
  const json::Value& body = *statement.payload.find("body");
  if (type == "designation") return tables.id(body.text("body"));
  return type == "arrangement-signatory" ? tables.id(body.text("accreditor")) : facts::kNoId;
}

Result<json::Value> credential_about_recognition(const Registry& registry,
                                                 const testimony::Office& office,
                                                 const testimony::Evidence& evidence) {
  const facts::Tables& tables = office.today.tables;
  const Id entity = recognised_by(tables, evidence.statement);
  // Of what a correction in part left of the statement, what holds today; otherwise the oldest.
  const auto row_in = [&](const auto& relation) {
    decltype(&relation.at(0)) found = nullptr;
    relation.visit(entity, office.today.size, [&](const auto& one) {
      if (stated_by(relation, one) == evidence.statement.index) found = &one;
      return !found || !found->certain.contains(office.today.date);
    });
    return found;
  };
  const std::string_view type = evidence.statement.payload.text("type");
  if (type == "designation") {
    if (const auto* row = row_in(tables.designations)) {
      CONCORDAT_TRY(left, statement_of(registry, tables.designations, *row));
      return testimony::write_designation(office, *row, {left, evidence.did});
    }
  } else if (type == "arrangement-signatory") {
    if (const auto* row = row_in(tables.signatories)) {
      CONCORDAT_TRY(left, statement_of(registry, tables.signatories, *row));
      return testimony::write_signatory(office, *row, {left, evidence.did});
    }
  } else {
    return fail({.code = "untp.not-an-identity", .arguments = {{"type", std::string(type)}}});
  }
  return fail({.code = "untp.not-valid", .arguments = {{"state", "superseded"}}});
}

Result<json::Value> credential_about_answer(const Registry& registry,
                                            const recognition::Question& question, Instant now) {
  CONCORDAT_TRY(registrar, registrar_of(registry));
  const std::shared_ptr<const facts::State> state = registry.state();
  CONCORDAT_TRY(decision, registry.decide(question));
  const facts::Probe then{.tables = state->tables(),
                          .size = static_cast<facts::Ordinal>(decision.as_of.size),
                          .date = question.date};
  const untp::Naming naming = naming_of(registry, then);
  return testimony::write_computation(registrar, {.at = now, .size = decision.as_of.size},
                                      {question, decision.answer, decision.as_of}, naming);
}

}  // namespace concordat::registry

#include "registry/credentials/instruments.hpp"

#include "core/testimony/agreement.hpp"
#include "core/testimony/computed.hpp"
#include "core/testimony/decision.hpp"
#include "core/testimony/recognised.hpp"
#include "registry/credentials/issuing.hpp"
#include "registry/credentials/names.hpp"

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
  CONCORDAT_TRY(statement, logged_statement(registry, row->since));
  return testimony::write_agreement(office, *row, statement);
}

Result<json::Value> credential_about_decision(const Registry& registry,
                                              const testimony::Office& office,
                                              std::string_view id) {
  const facts::Equivalence* row = nullptr;
  const Id decision = office.today.tables.id(id);
  office.today.tables.equivalences.visit_all(office.today.size, [&](const facts::Equivalence& one) {
    if (decision == facts::kNoId || one.decision != decision) return;
    if (!row || one.origin > row->origin) row = &one;
  });
  if (!row) return nothing_on_file("equivalence-decisions", id);
  CONCORDAT_TRY(statement, logged_statement(registry, row->since));
  return testimony::write_decision(office, *row, statement);
}

Result<json::Value> credential_about_designation(const testimony::Office& office,
                                                 const untp::Logged& statement,
                                                 std::string_view did) {
  const facts::Designation* row = nullptr;
  const facts::Tables& tables = office.today.tables;
  const Id body = tables.id(statement.payload.find("body")->text("body"));
  tables.designations.visit(body, office.today.size, [&](const facts::Designation& one) {
    if (one.since == statement.index) row = &one;
    return !row;
  });
  if (!row) return fail({.code = "untp.not-valid", .arguments = {{"state", "superseded"}}});
  return testimony::write_recognition(office, {*row, statement, did});
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

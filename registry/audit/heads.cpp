#include "registry/audit/heads.hpp"

#include "core/facts/probe.hpp"
#include "registry/drafts.hpp"

namespace concordat::registry::audit {
namespace {

json::Value head_statement(const Committing& committing, const AuditRow& newest,
                           std::int64_t after) {
  const std::string number = std::to_string(newest.number);
  return json::Object{
      {"id", "audit-head-" + number},
      {"type", "audit-head"},
      {"author", committing.operator_id},
      {"basis", json::Object{{"kind", "own"}}},
      {"effective", json::Object{{"from", to_string(utc_date(committing.clock.now()))}}},
      {"body", json::Object{{"number", newest.number},
                            {"head", crypto::to_string(newest.chained)},
                            {"after", after}}}};
}

}  // namespace

Result<std::optional<Receipt>> commit_head(const Committing& committing) {
  CONCORDAT_TRY(newest, committing.store.newest());
  const auto state = committing.registry.state();
  const facts::AuditHead* logged =
      facts::newest_audit_head(state->tables(), state->size_published());
  const std::int64_t before = logged != nullptr ? logged->number : 0;
  const auto now = newest ? static_cast<std::int64_t>(newest->number) : 0;
  if (now < before) {
    return fail({.code = "audit.cut-off", .place = "entry " + std::to_string(logged->since)});
  }
  if (now == before) return std::optional<Receipt>();
  CONCORDAT_TRY(statement, sign(committing.signer, head_statement(committing, *newest, before)));
  auto outcomes = committing.registry.submit({std::move(statement)});
  CONCORDAT_TRY(receipt, std::move(outcomes.front()));
  return std::optional<Receipt>(std::move(receipt));
}

}  // namespace concordat::registry::audit

#include "registry/credentials/trust.hpp"

#include <algorithm>
#include <optional>

#include "core/facts/revoked.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {
namespace {

using credential::Finding;
using credential::Outcome;
using credential::Step;
using facts::Holding;

Finding found(Outcome outcome, std::string_view code, const facts::Probe& probe,
              const facts::SigningKey* key = nullptr) {
  Finding finding{Step::kTrust, outcome, {.code = std::string(code)}};
  if (key) {
    finding.error.arguments = {{"organisation", std::string(probe.tables.text(key->organisation))},
                               {"statement", std::to_string(key->since)}};
  }
  return finding;
}

// The rows of a key. A compressed point has no thumbprint of its own: it is looked for among all.
std::vector<const facts::SigningKey*> rows_of(const crypto::PublicKey& key,
                                              const facts::Probe& probe) {
  std::vector<const facts::SigningKey*> rows;
  const crypto::PublicKey wanted = crypto::compressed(key);
  const auto take = [&](const facts::SigningKey& row) {
    if (crypto::compressed(row.key) == wanted) rows.push_back(&row);
    return true;
  };
  if (wanted == key && key.algorithm != crypto::Algorithm::kEd25519) {
    probe.tables.keys.visit_all(probe.size, take);
    return rows;
  }
  const facts::Id thumbprint = probe.tables.id(crypto::thumbprint(key));
  if (thumbprint != facts::kNoId) probe.tables.keys.visit(thumbprint, probe.size, take);
  return rows;
}

// How well the body is shown to be competent for anything: by an accreditation or a designation.
Holding competence_of(facts::Id body, facts::Probe& probe) {
  Holding best = Holding::kNot;
  const auto consider = [&](const facts::Row& row) {
    best = std::max(best, facts::in_force(row, probe).holding);
    return best != Holding::kHolds;
  };
  probe.tables.accreditations.visit(body, probe.size, consider);
  if (best != Holding::kHolds) probe.tables.designations.visit(body, probe.size, consider);
  return best;
}

Finding judge(const facts::SigningKey& key, facts::Probe& probe) {
  const auto organisation = facts::organisation_at(probe, key.organisation);
  const bool assesses =
      organisation && (organisation->has(facts::Role::kConformityAssessmentBody) ||
                       organisation->has(facts::Role::kLaboratory));
  if (!assesses) return found(Outcome::kPassed, "trust.on-file", probe, &key);
  switch (competence_of(key.organisation, probe)) {
    case Holding::kHolds:
      return found(Outcome::kPassed, "trust.competent", probe, &key);
    case Holding::kPossibly:
      return found(Outcome::kUnchecked, "trust.competence-open", probe, &key);
    case Holding::kNot:
      break;
  }
  return found(Outcome::kFailed, "trust.not-competent", probe, &key);
}

// What the law says of a day, it says of all of it.
Date day_of(credential::Window& window) {
  constexpr std::int64_t kDay_ms = 86'400'000;
  const std::int64_t at_ms = window.at().milliseconds;
  const std::int64_t into_ms = ((at_ms % kDay_ms) + kDay_ms) % kDay_ms;
  static_cast<void>(window.reached(at_ms - into_ms));
  static_cast<void>(window.reached(at_ms - into_ms + kDay_ms));
  return utc_date(window.at());
}

}  // namespace

bool is_on_file(const Registry& registry, const crypto::PublicKey& key) {
  const std::shared_ptr<const facts::State> state = registry.state();
  const facts::Probe probe{
      .tables = state->tables(), .size = state->size_published(), .date = kBeginning};
  return !rows_of(key, probe).empty();
}

Finding trust_in(const Registry& registry, const credential::TrustQuestion& question) {
  const std::shared_ptr<const facts::State> state = registry.state();
  facts::Probe probe{
      .tables = state->tables(), .size = state->size_published(), .date = day_of(question.window)};
  const auto rows = rows_of(question.key, probe);
  if (rows.empty()) return found(Outcome::kUnchecked, "trust.unknown-key", probe);
  const facts::SigningKey* in_force = nullptr;
  for (const facts::SigningKey* row : rows) {
    if (facts::in_force(*row, probe).holding == Holding::kHolds) in_force = row;
  }
  if (!in_force) return found(Outcome::kFailed, "trust.key-ended", probe, rows.front());
  const auto has_come = [&](Instant at) { return question.window.reached(at.milliseconds); };
  if (facts::is_revoked(probe, in_force->thumbprint, has_come)) {
    return found(Outcome::kFailed, "trust.key-revoked", probe, in_force);
  }
  return judge(*in_force, probe);
}

}  // namespace concordat::registry

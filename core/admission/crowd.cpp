#include "core/admission/crowd.hpp"

#include <string>

#include "core/facts/relations.hpp"

namespace concordat::admission {
namespace {

using facts::Key;
using facts::Tables;

class Census {
 public:
  Census(const Scene& scene, const statement::Statement& statement)
      : tables_(scene.tables()), body_(statement.body), author_(tables_.id(statement.author)) {}

  [[nodiscard]] const json::Value& body() const { return body_; }
  // Nothing when nobody has named it yet: then it has no rows.
  [[nodiscard]] Id id_of(std::string_view text) const {
    return text.empty() ? kNoId : tables_.id(text);
  }
  [[nodiscard]] Id id(std::string_view member) const { return id_of(body_.text(member)); }

  // Whether the author has recorded as many rows of the key as it may.
  template <class T>
  [[nodiscard]] bool full(const facts::Relation<T> Tables::* relation, Key key,
                          std::size_t most = kMostOfOneKey) const {
    std::size_t own = 0;
    (tables_.*relation).visit_ever(key, [&](const facts::Row& row) {
      own += is_own(row) ? 1U : 0U;
      return own < most;
    });
    return own >= most;
  }

  // The same for rows found another way.
  template <class T>
  [[nodiscard]] bool full(const facts::MultiMap Tables::* index, Key key,
                          const facts::Relation<T> Tables::* relation) const {
    std::size_t own = 0;
    (tables_.*index).visit(key, [&](std::uint32_t at) {
      own += is_own((tables_.*relation).at(at)) ? 1U : 0U;
      return own < kMostOfOneKey;
    });
    return own >= kMostOfOneKey;
  }

  [[nodiscard]] bool full_of_number(Id number) const {
    std::size_t own = 0;
    tables_.certificates_by_number.visit(number, [&](std::uint32_t at) {
      own += is_own(tables_.certificates.at(at)) ? 1U : 0U;
      return own < kMostOfOneKey;
    });
    return own >= kMostOfOneKey;
  }

  // Arrangements have no key of their own; whoever speaks of one is looked for among all rows.
  [[nodiscard]] bool full_of_signatories() const {
    std::size_t own = 0;
    tables_.signatories.visit_all(
        facts::kNever, [&](const facts::Signatory& row) { own += is_own(row) ? 1U : 0U; });
    return own >= kMostOfOneKey;
  }

  // Models that the author has named in changes of the certificate, each as often as it was named.
  [[nodiscard]] std::size_t models_changed(Id certificate) const {
    std::size_t named = 0;
    tables_.certificate_states.visit_ever(certificate, [&](const facts::CertificateState& row) {
      if (is_own(row)) named += tables_.id_runs[row.models].size();
      return true;
    });
    return named;
  }

 private:
  [[nodiscard]] bool is_own(const facts::Row& row) const {
    return tables_.statements.provenance(row.since).author == author_;
  }

  const Tables& tables_;
  const json::Value& body_;
  Id author_;
};

// Whether the key that the member names, the second one with it where there is one, is full.
template <auto Relation, std::size_t Most = kMostOfOneKey>
bool is_full(const Census& census, std::string_view first, std::string_view second) {
  const Id one = census.id(first);
  if (one == kNoId) return false;
  const Key key = second.empty() ? Key{one} : facts::pack(one, census.id(second));
  return census.full(Relation, key, Most);
}

struct Crowd {
  std::string_view type;
  bool (*full)(const Census&, std::string_view, std::string_view);
  std::string_view first;        // the member that the rows are found by
  std::string_view second = {};  // and the one beside it
};

// One line for every kind of row, with its key as relations.hpp has it. Constitutions and route
// matrices are the operator's alone, and keys are found by what they are.
constexpr Crowd kCrowds[] = {
    {"economy", is_full<&Tables::economies>, "code"},
    {"area-membership", is_full<&Tables::memberships>, "member"},
    {"organisation", is_full<&Tables::organisations>, "organisation"},
    {"key-revocation", is_full<&Tables::key_revocations>, "keyId"},
    {"succession", is_full<&Tables::successions>, "predecessor"},
    {"filing-obligation", is_full<&Tables::filing_obligations>, "market"},
    {"requirements-complete", is_full<&Tables::requirements_complete>, "market", "sector"},
    {"legal-act", is_full<&Tables::acts>, "act"},
    {"requirement", is_full<&Tables::requirements>, "market", "sector"},
    {"standard-edition", is_full<&Tables::editions>, "edition"},
    {"citation", is_full<&Tables::citations>, "act", "edition"},
    {"formal-objection", is_full<&Tables::objections>, "act", "edition"},
    {"scheme", is_full<&Tables::schemes>, "scheme"},
    {"level-scale", is_full<&Tables::scales>, "scale"},
    {"difference", is_full<&Tables::differences>, "market", "edition"},
    {"classification-code", is_full<&Tables::classification_codes>, "code"},
    {"accreditation", is_full<&Tables::accreditations>, "body"},
    {"arrangement-signatory", is_full<&Tables::signatories>, "accreditor"},
    {"accreditor-acceptance", is_full<&Tables::accreditor_acceptances>, "market"},
    {"designation", is_full<&Tables::designations>, "body"},
    {"run-off-rule", is_full<&Tables::run_offs>, "act"},
    {"run-off-rule", is_full<&Tables::run_offs>, "annex"},
    {"run-off-rule", is_full<&Tables::run_offs>, "scheme"},
    {"agreement", is_full<&Tables::agreements>, "agreement"},
    {"deposit", is_full<&Tables::deposits>, "agreement"},
    {"participation", is_full<&Tables::participations>, "agreement", "party"},
    {"acceptance-act", is_full<&Tables::acceptance_acts>, "market"},
    {"lawful-marketing-rule", is_full<&Tables::lawful_marketing>, "area"},
    {"equivalence-decision", is_full<&Tables::equivalences>, "market", "fromEdition"},
    {"certificate", is_full<&Tables::certificates>, "certificate"},
    {"certificate-state", is_full<&Tables::certificate_states, kMostChangesOfState>, "certificate"},
    {"product-type", is_full<&Tables::products>, "product"},
    {"mandate", is_full<&Tables::mandates>, "grantee"},
    {"licence", is_full<&Tables::licences>, "licensor"},
    {"transfer", is_full<&Tables::transfers>, "certificate"},
    {"measure", is_full<&Tables::measures>, "measure"},
    {"alert", is_full<&Tables::alerts>, "alert"},
};

Status crowded(std::string_view member) {
  return fail({.code = "admission.crowded",
               .place = "/body/" + std::string(member),
               .expected = "at most " + std::to_string(kMostOfOneKey) +
                           " facts of one author about the same"});
}

Status check_keys(const Census& census, std::string_view type) {
  for (const Crowd& crowd : kCrowds) {
    if (crowd.type == type && crowd.full(census, crowd.first, crowd.second)) {
      return crowded(crowd.first);
    }
  }
  return {};
}

// ---- further ways to a row ------------------------------------------------------------------

Status check_agreement(const Census& census) {
  for (const json::Value& party : census.body().array("parties")) {
    const Id id = census.id_of(*party.as_string());
    if (id == kNoId) continue;
    if (census.full(&Tables::annexes_by_party, id, &Tables::annexes)) return crowded("parties");
  }
  for (const json::Value& annex : census.body().array("annexes")) {
    const Id id = census.id_of(annex.text("annex"));
    if (id != kNoId && census.full(&Tables::annexes, id)) return crowded("annexes");
  }
  return {};
}

Status check_requirement(const Census& census) {
  const Id id = census.id("requirement");
  if (id == kNoId) return {};
  if (!census.full(&Tables::requirements_by_id, id, &Tables::requirements)) return {};
  return crowded("requirement");
}

Status check_certificate(const Census& census) {
  const Id number = census.id("number");
  return number != kNoId && census.full_of_number(number) ? crowded("number") : Status{};
}

Status check_product(const Census& census) {
  for (const json::Value& model : census.body().array("models")) {
    const Id id = census.id_of(*model.as_string());
    if (id == kNoId) continue;
    if (census.full(&Tables::products_by_model, id, &Tables::products)) return crowded("models");
  }
  return {};
}

Status check_measure(const Census& census) {
  const Id market = census.id("market");
  const json::Value* units = census.body().find("units");
  if (market == kNoId || !units) return {};
  for (const std::string_view kind : {"certificates", "models", "batches", "gtins", "brands"}) {
    for (const json::Value& unit : units->array(kind)) {
      const Id id = census.id_of(*unit.as_string());
      if (id == kNoId) continue;
      const Key key = facts::pack(market, id);
      if (census.full(&Tables::measures_by_unit, key, &Tables::measures)) return crowded("units");
    }
  }
  return {};
}

Status check_state(const Census& census) {
  const Id certificate = census.id("certificate");
  const std::size_t named = census.body().array("models").size();
  if (certificate == kNoId || named == 0) return {};
  const bool fits = census.models_changed(certificate) + named <= kMostModelsChanged;
  return fits ? Status{} : crowded("models");
}

Status check_signatory(const Census& census) {
  return census.full_of_signatories() ? crowded("arrangement") : Status{};
}

struct Further {
  std::string_view type;
  Status (*check)(const Census&);
};
constexpr Further kFurther[] = {
    {"agreement", check_agreement},     {"requirement", check_requirement},
    {"certificate", check_certificate}, {"product-type", check_product},
    {"measure", check_measure},         {"arrangement-signatory", check_signatory},
    {"certificate-state", check_state},
};

// A key is found by its thumbprint, a change of status by what it interrupts.
Status check_derived_keys(const Census& census, const Scene& scene, std::string_view type) {
  const Tables& tables = scene.tables();
  if (type == "key") {
    CONCORDAT_TRY(key, crypto::parse_jwk(*census.body().find("key")));
    const Id thumbprint = tables.id(crypto::thumbprint(key));
    if (thumbprint != kNoId && census.full(&Tables::keys, thumbprint)) return crowded("key");
  }
  if (type == "status-change") {
    const auto subject =
        facts::statement_ordinal(tables, census.body().text("subject"), scene.size());
    if (!subject) return {};
    const Key key = facts::pack(tables.statements.origin(*subject), census.id("part"));
    if (census.full(&Tables::interruptions, key, kMostChangesOfState)) return crowded("subject");
  }
  return {};
}

}  // namespace

Status check_crowd(const Scene& scene, const statement::Statement& statement) {
  const Census census(scene, statement);
  CONCORDAT_CHECK(check_keys(census, statement.type()));
  for (const Further& further : kFurther) {
    if (further.type == statement.type()) CONCORDAT_CHECK(further.check(census));
  }
  return check_derived_keys(census, scene, statement.type());
}

}  // namespace concordat::admission

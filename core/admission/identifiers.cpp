#include "core/admission/identifiers.hpp"

#include <string>

#include "core/admission/claim.hpp"

namespace concordat::admission {
namespace {

struct Inquiry {
  const Scene& scene;
  const statement::Statement& statement;
  Ordinal corrected_origin;  // kNever when it corrects nothing
  Id author;

  [[nodiscard]] Id id(std::string_view member) const {
    return scene.tables().id(statement.body.text(member));
  }
  [[nodiscard]] std::unexpected<Error> taken(std::string_view member, Ordinal by) const {
    return fail({.code = "admission.identifier-taken",
                 .place = "/body/" + std::string(member),
                 .expected = "an identifier that nobody else has used",
                 .against = {by}});
  }
};

// The row that carries the identifier already, unless this statement corrects it.
template <class T>
const T* holder(const Inquiry& inquiry, const facts::Relation<T>& relation, Id identifier) {
  if (identifier == kNoId) return nullptr;
  const T* row = inquiry.scene.newest(relation, identifier);
  return row && row->origin != inquiry.corrected_origin ? row : nullptr;
}

Status check_act(const Inquiry& inquiry) {
  const auto* row = holder(inquiry, inquiry.scene.tables().acts, inquiry.id("act"));
  if (row && row->market != inquiry.id("market")) return inquiry.taken("act", row->since);
  return {};
}

Status check_requirement(const Inquiry& inquiry) {
  const facts::Tables& tables = inquiry.scene.tables();
  const Id requirement = inquiry.id("requirement");
  if (requirement == kNoId) return {};
  const facts::Requirement* other = nullptr;
  tables.requirements_by_id.visit(requirement, [&](std::uint32_t at) {
    const facts::Requirement& row = tables.requirements.at(at);
    const bool foreign = row.visible(inquiry.scene.size()) &&
                         row.origin != inquiry.corrected_origin &&
                         row.market != inquiry.id("market");
    if (foreign) other = &row;
    return !foreign;
  });
  if (other) return inquiry.taken("requirement", other->since);
  return {};
}

Status check_scheme(const Inquiry& inquiry) {
  const auto* row = holder(inquiry, inquiry.scene.tables().schemes, inquiry.id("scheme"));
  if (!row || row->owner == inquiry.id("owner") || inquiry.scene.is_operator(inquiry.author)) {
    return {};
  }
  return inquiry.taken("scheme", row->since);
}

Status check_scale(const Inquiry& inquiry) {
  const auto* row = holder(inquiry, inquiry.scene.tables().scales, inquiry.id("scale"));
  if (!row || inquiry.scene.is_operator(inquiry.author)) return {};
  if (inquiry.scene.tables().statements[row->since].author == inquiry.author) return {};
  return inquiry.taken("scale", row->since);
}

// What an organisation says itself takes the place of what somebody transcribed.
Status check_classification_code(const Inquiry& inquiry) {
  const facts::Tables& tables = inquiry.scene.tables();
  const auto* row = holder(inquiry, tables.classification_codes, inquiry.id("code"));
  if (!row || inquiry.scene.is_operator(inquiry.author)) return {};
  const facts::StatementRecord& record = tables.statements[row->since];
  const bool gives_way = record.basis != statement::BasisKind::kOwn &&
                         inquiry.statement.basis.kind == statement::BasisKind::kOwn;
  if (record.author == inquiry.author || gives_way) return {};
  return inquiry.taken("code", row->since);
}

Status check_certificate(const Inquiry& inquiry) {
  const facts::Tables& tables = inquiry.scene.tables();
  const auto* row = holder(inquiry, tables.certificates, inquiry.id("certificate"));
  if (!row) return {};
  const Id issuer = tables.profiles[row->profile].body;
  const Id body = inquiry.id("body");
  const bool same_body = body == issuer || inquiry.scene.succeeds(body, issuer);
  // A transcription never stands in for what the body said itself.
  const bool displaces = inquiry.statement.basis.kind != statement::BasisKind::kOwn &&
                         tables.statements[row->since].basis == statement::BasisKind::kOwn;
  if (!same_body || displaces) return inquiry.taken("certificate", row->since);
  return {};
}

Status check_product(const Inquiry& inquiry) {
  const auto* row = holder(inquiry, inquiry.scene.tables().products, inquiry.id("product"));
  if (row && row->owner != inquiry.id("owner")) return inquiry.taken("product", row->since);
  return {};
}

Status check_measure(const Inquiry& inquiry) {
  const auto* row = holder(inquiry, inquiry.scene.tables().measures, inquiry.id("measure"));
  if (row && row->market != inquiry.id("market")) return inquiry.taken("measure", row->since);
  return {};
}

Status check_alert(const Inquiry& inquiry) {
  const auto* row = holder(inquiry, inquiry.scene.tables().alerts, inquiry.id("alert"));
  if (row && row->origin_economy != inquiry.id("origin")) return inquiry.taken("alert", row->since);
  return {};
}

Status check_agreement(const Inquiry& inquiry) {
  const facts::Tables& tables = inquiry.scene.tables();
  const Id agreement = inquiry.id("agreement");
  const auto* row = holder(inquiry, tables.agreements, agreement);
  if (row && inquiry.statement.basis.kind == statement::BasisKind::kOwn) {
    const Claim on_file{.descriptor = inquiry.statement.descriptor,
                        .depositary = row->depositary,
                        .parties = row->parties};
    if (!may_state(inquiry.scene, inquiry.author, on_file)) {
      return inquiry.taken("agreement", row->since);
    }
  }
  std::size_t position = 0;
  for (const json::Value& annex : inquiry.statement.body.array("annexes")) {
    const auto* other = holder(inquiry, tables.annexes, tables.id(annex.text("annex")));
    if (other && other->agreement != agreement) {
      return inquiry.taken("annexes/" + std::to_string(position) + "/annex", other->since);
    }
    ++position;
  }
  return {};
}

struct NamedCheck {
  std::string_view type;
  Status (*check)(const Inquiry&);
};
constexpr NamedCheck kChecks[] = {
    {"legal-act", check_act},           {"requirement", check_requirement},
    {"scheme", check_scheme},           {"level-scale", check_scale},
    {"certificate", check_certificate}, {"product-type", check_product},
    {"measure", check_measure},         {"alert", check_alert},
    {"agreement", check_agreement},     {"classification-code", check_classification_code},
};

}  // namespace

Status check_identifiers(const Scene& scene, const statement::Statement& statement,
                         Ordinal corrected) {
  const Inquiry inquiry{.scene = scene,
                        .statement = statement,
                        .corrected_origin = corrected == facts::kNever
                                                ? facts::kNever
                                                : scene.tables().statements[corrected].origin,
                        .author = scene.tables().id(statement.author)};
  for (const NamedCheck& entry : kChecks) {
    if (entry.type == statement.type()) return entry.check(inquiry);
  }
  return {};
}

}  // namespace concordat::admission

#include "core/admission/claim.hpp"

#include "core/facts/relations.hpp"

namespace concordat::admission {
namespace {

Id id_in(const Scene& scene, const json::Value& body, std::string_view name) {
  const std::string_view text = body.text(name);
  return text.empty() ? kNoId : scene.tables().id(text);
}

// What each kind of row tells about the authority behind it. Kinds without a line here are stated
// by the operator, by role alone, or beside a row that has a line.
void tell(const Scene&, const facts::Row&, Claim&) {}
void tell(const Scene&, const facts::Membership& row, Claim& claim) { claim.subject = row.area; }
void tell(const Scene&, const facts::Organisation& row, Claim& claim) {
  claim.subject = row.organisation;
}
void tell(const Scene&, const facts::SigningKey& row, Claim& claim) {
  claim.subject = row.organisation;
}
void tell(const Scene& scene, const facts::KeyRevocation& row, Claim& claim) {
  const auto* key = scene.newest(scene.tables().keys, row.thumbprint);
  if (key) claim.subject = key->organisation;
}
void tell(const Scene&, const facts::Succession& row, Claim& claim) {
  claim.subject = row.predecessor;
}
void tell(const Scene&, const facts::FilingObligation& row, Claim& claim) {
  claim.subject = row.market;
}
void tell(const Scene&, const facts::RequirementsComplete& row, Claim& claim) {
  claim.subject = row.market;
}
void tell(const Scene&, const facts::LegalAct& row, Claim& claim) { claim.subject = row.market; }
void tell(const Scene&, const facts::Requirement& row, Claim& claim) { claim.subject = row.market; }
void tell(const Scene&, const facts::Citation& row, Claim& claim) { claim.subject = row.market; }
void tell(const Scene&, const facts::Objection& row, Claim& claim) { claim.subject = row.market; }
void tell(const Scene&, const facts::Scheme& row, Claim& claim) { claim.subject = row.owner; }
void tell(const Scene&, const facts::Difference& row, Claim& claim) { claim.subject = row.market; }
void tell(const Scene&, const facts::Accreditation& row, Claim& claim) {
  claim.subject = row.accreditor;
}
void tell(const Scene&, const facts::Signatory& row, Claim& claim) {
  claim.subject = row.arrangement;
}
void tell(const Scene&, const facts::AccreditorAcceptance& row, Claim& claim) {
  claim.subject = row.market;
}
void tell(const Scene&, const facts::Designation& row, Claim& claim) {
  claim.subject = row.body;
  claim.act = row.act;
  claim.annex = row.annex;
}
// The row does not say which of the three it is about; a name is only one of them.
void tell(const Scene&, const facts::RunOff& row, Claim& claim) {
  claim.act = row.subject;
  claim.annex = row.subject;
  claim.scheme = row.subject;
}
void tell(const Scene&, const facts::Agreement& row, Claim& claim) {
  claim.parties = row.parties;
  claim.depositary = row.depositary;
}
void tell(const Scene&, const facts::Deposit& row, Claim& claim) {
  claim.subject = row.agreement;
  claim.party = row.party;
}
void tell(const Scene&, const facts::Participation& row, Claim& claim) {
  claim.subject = row.agreement;
  claim.party = row.party;
}
void tell(const Scene&, const facts::AcceptanceAct& row, Claim& claim) {
  claim.subject = row.market;
}
void tell(const Scene&, const facts::LawfulMarketing& row, Claim& claim) {
  claim.subject = row.area;
}
void tell(const Scene&, const facts::Equivalence& row, Claim& claim) { claim.subject = row.market; }
void tell(const Scene& scene, const facts::Certificate& row, Claim& claim) {
  claim.subject = scene.tables().profiles[row.profile].body;
}
void tell(const Scene&, const facts::CertificateState& row, Claim& claim) {
  claim.subject = row.certificate;
}
void tell(const Scene&, const facts::ProductType& row, Claim& claim) { claim.subject = row.owner; }
void tell(const Scene&, const facts::Mandate& row, Claim& claim) { claim.subject = row.grantor; }
void tell(const Scene&, const facts::Licence& row, Claim& claim) {
  claim.subject = row.licensor;
  claim.certificate = row.certificate;
}
void tell(const Scene&, const facts::Transfer& row, Claim& claim) { claim.subject = row.to; }
void tell(const Scene&, const facts::Measure& row, Claim& claim) { claim.subject = row.market; }
void tell(const Scene&, const facts::Alert& row, Claim& claim) {
  claim.subject = row.origin_economy;
}

// The first row that the statement recorded. Rows are appended in the order of the log, so `since`
// never decreases along a relation.
template <class T>
const T* row_of(const facts::Relation<T>& relation, Ordinal ordinal) {
  std::size_t low = 0;
  std::size_t high = relation.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (relation.at(static_cast<std::uint32_t>(middle)).since < ordinal) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == relation.size()) return nullptr;
  const T& row = relation.at(static_cast<std::uint32_t>(low));
  return row.since == ordinal ? &row : nullptr;
}

}  // namespace

Claim claim_of(const Scene& scene, const statement::Statement& statement) {
  const json::Value& body = statement.body;
  Claim claim{.descriptor = statement.descriptor,
              .subject = id_in(scene, body, statement.descriptor->subject),
              .act = id_in(scene, body, "act"),
              .annex = id_in(scene, body, "annex"),
              .scheme = id_in(scene, body, "scheme"),
              .party = id_in(scene, body, "party"),
              .certificate = id_in(scene, body, "certificate"),
              .depositary = id_in(scene, body, "depositary")};
  for (const json::Value& party : body.array("parties")) {
    claim.parties.push_back(scene.tables().id(*party.as_string()));
  }
  return claim;
}

std::optional<Claim> claim_of(const Scene& scene, Ordinal ordinal) {
  Claim claim{.descriptor = scene.tables().statements[ordinal].descriptor};
  bool found = false;
  const auto look = [&]<class T>(facts::Relation<T> facts::Tables::* relation) {
    // A change of status is told by what it changes, never by its own row.
    if constexpr (!std::is_same_v<T, facts::Interruption>) {
      const T* row = row_of(scene.tables().*relation, ordinal);
      if (!row) return;
      found = true;
      tell(scene, *row, claim);
    }
  };
  std::apply([&](auto... relation) { (look(relation), ...); }, facts::kRelations);
  if (!found) return std::nullopt;
  return claim;
}

}  // namespace concordat::admission

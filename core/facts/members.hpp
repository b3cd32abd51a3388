// The members of every kind of row that is saved member by member, in the order of the declaration;
// those that all rows have come before them. Kinds of which there are millions are not here: their
// octets are saved as they lie (core/base/octets.hpp).
//
// One that is left out would be lost silently, so each list is counted against the declaration.
#pragma once

#include <tuple>

#include "core/facts/revisions.hpp"
#include "core/facts/tables.hpp"

namespace concordat::facts {

inline auto members(Economy& row) { return std::tie(row.code, row.kind, row.part_of); }
inline auto members(Membership& row) { return std::tie(row.area, row.member, row.sectors); }
inline auto members(Organisation& row) {
  return std::tie(row.organisation, row.economy, row.roles, row.acts_for, row.brands);
}
inline auto members(SigningKey& row) { return std::tie(row.organisation, row.thumbprint, row.key); }
inline auto members(KeyRevocation& row) { return std::tie(row.thumbprint, row.compromised_since); }
inline auto members(Succession& row) { return std::tie(row.predecessor, row.successor, row.scope); }
inline auto members(FilingObligation& row) {
  return std::tie(row.market, row.body, row.economy, row.scheme, row.act);
}
inline auto members(RequirementsComplete& row) { return std::tie(row.market, row.sector); }
inline auto members(Transcriber& row) { return std::tie(row.organisation, row.sources); }
inline auto members(Constitution& row) { return std::tie(row.semantics_version, row.transcribers); }
inline auto members(RouteMatrix& row) { return std::tie(row.need); }
inline auto members(AuditHead& row) { return std::tie(row.number, row.head); }
inline auto members(VaultBatch& row) {
  return std::tie(row.number, row.first, row.count, row.root);
}
inline auto members(LegalAct& row) {
  return std::tie(row.act, row.market, row.transition_until, row.sell_off_until, row.replaces);
}
inline auto members(Procedure& row) {
  return std::tie(row.procedure, row.party, row.when, row.alternatives, row.needs_presumption,
                  row.competence, row.evidence);
}
inline auto members(Marking& row) {
  return std::tie(row.kind, row.what, row.languages, row.timing);
}
inline auto members(Requirement& row) {
  return std::tie(row.requirement, row.market, row.act, row.sector, row.scope, row.exclusions,
                  row.displaced_by, row.hs, row.events, row.harmonised, row.procedures, row.atoms,
                  row.editions, row.scale, row.level, row.markings);
}
inline auto members(Edition& row) {
  return std::tie(row.edition, row.standard, row.identical_to, row.supersedes, row.part_of);
}
inline auto members(Citation& row) {
  return std::tie(row.market, row.act, row.edition, row.type, row.not_for_atoms, row.restriction);
}
inline auto members(Objection& row) {
  return std::tie(row.market, row.act, row.edition, row.effect, row.atoms);
}
inline auto members(Scheme& row) {
  return std::tie(row.scheme, row.owner, row.type, row.late, row.grace_days, row.scale,
                  row.editions);
}
inline auto members(ScaleFamily& row) { return std::tie(row.family, row.at); }
inline auto members(Scale& row) {
  return std::tie(row.scale, row.levels, row.families, row.outside_packages);
}
inline auto members(Difference& row) {
  return std::tie(row.difference, row.market, row.edition, row.kind, row.severity);
}
inline auto members(ClassificationCode& row) { return std::tie(row.code, row.name); }
inline auto members(Accreditation& row) {
  return std::tie(row.accreditor, row.body, row.main_scope, row.standards, row.sectors,
                  row.schemes);
}
inline auto members(Signatory& row) {
  return std::tie(row.arrangement, row.accreditor, row.main_scope);
}
inline auto members(AccreditorAcceptance& row) {
  return std::tie(row.market, row.accreditor, row.arrangement, row.main_scope, row.acts);
}
inline auto members(Designation& row) {
  return std::tie(row.body, row.act, row.annex, row.modules, row.sectors, row.products, row.number);
}
inline auto members(RunOff& row) { return std::tie(row.subject, row.cause, row.effect, row.days); }
inline auto members(Interruption& row) {
  return std::tie(row.kind, row.subject, row.opened_by, row.part, row.cause);
}
inline auto members(Cap& row) {
  return std::tie(row.issued, row.accepted_before, row.accepted_from, row.needs_acceptance_date,
                  row.categories, row.issuer_domain, row.collaborative_profile, row.scale,
                  row.level);
}
inline auto members(Annex& row) {
  return std::tie(row.agreement, row.annex, row.kind, row.sector, row.directions, row.importer_acts,
                  row.act_pairs, row.schemes, row.artefacts, row.competence, row.operational,
                  row.operational_from, row.caps, row.needs_equivalence);
}
inline auto members(Agreement& row) {
  return std::tie(row.agreement, row.parties, row.depositary, row.entry, row.deposits,
                  row.delay_days, row.notice_days, row.run_off_days);
}
inline auto members(Deposit& row) { return std::tie(row.agreement, row.party, row.act); }
inline auto members(Participation& row) {
  return std::tie(row.agreement, row.party, row.role, row.issuers, row.domains);
}
inline auto members(AcceptanceAct& row) {
  return std::tie(row.act, row.market, row.sector, row.foreign_act, row.scheme, row.for_acts,
                  row.artefacts);
}
inline auto members(LawfulMarketing& row) {
  return std::tie(row.area, row.sector, row.except_requirements);
}
inline auto members(Mapping& row) {
  return std::tie(row.atom, row.severity, row.verdict, row.closure_kind, row.closure, row.timing,
                  row.verified_by);
}
inline auto members(Equivalence& row) {
  return std::tie(row.decision, row.market, row.from_edition, row.to_edition, row.sector,
                  row.origins, row.mapping, row.outcome, row.onward);
}
inline auto members(Profile& row) {
  return std::tie(row.artefact, row.legal_effect, row.collaborative_profile, row.body, row.act,
                  row.module, row.scheme, row.sector, row.category, row.scale, row.level,
                  row.components, row.editions, row.atoms_left_out, row.differences_covered,
                  row.addenda);
}
inline auto members(ProductType& row) {
  return std::tie(row.product, row.owner, row.sector, row.trade_marks, row.models, row.prefixes,
                  row.software_versions, row.attributes);
}
inline auto members(Mandate& row) {
  return std::tie(row.grantor, row.grantee, row.role, row.sectors);
}
inline auto members(Licence& row) {
  return std::tie(row.licensor, row.licensee, row.certificate, row.brands);
}
inline auto members(Transfer& row) { return std::tie(row.certificate, row.from, row.to); }
inline auto members(Units& row) {
  return std::tie(row.all_units, row.certificates, row.models, row.batches, row.serial_from,
                  row.serial_to, row.gtins, row.brands);
}
inline auto members(Measure& row) {
  return std::tie(row.measure, row.market, row.kind, row.stage, row.units);
}
inline auto members(Alert& row) {
  return std::tie(row.alert, row.origin_economy, row.units, row.products, row.traders);
}
inline auto members(crypto::PublicKey& key) { return std::tie(key.algorithm, key.bytes); }

namespace detail {
// Stands for a member of any type when members are counted.
struct Any {
  template <class T>
  operator T() const;
};
template <class T, class... Members>
consteval std::size_t count_members(Members... counted) {
  if constexpr (requires { T{counted..., Any{}}; }) {
    return count_members<T>(counted..., Any{});
  } else {
    return sizeof...(counted);
  }
}
}  // namespace detail

// As the compiler counts them. The row itself, which is a base, counts as one.
template <class T>
inline constexpr std::size_t kMembersDeclared =
    detail::count_members<T>() - (std::is_base_of_v<Row, T> ? 1 : 0);
template <class T>
inline constexpr std::size_t kMembersNamed =
    std::tuple_size_v<decltype(members(std::declval<T&>()))>;

}  // namespace concordat::facts

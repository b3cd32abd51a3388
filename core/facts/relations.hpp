// The relations as a list: for each kind of row its place in Tables and its primary key.
//
// The fold works through this list where all kinds are treated alike: appending, superseding,
// copying for a correction.
#pragma once

#include <tuple>

#include "core/facts/tables.hpp"

namespace concordat::facts {

inline Key key_of(const Economy& row) { return row.code; }
inline Key key_of(const Membership& row) { return row.member; }
inline Key key_of(const Organisation& row) { return row.organisation; }
inline Key key_of(const SigningKey& row) { return row.thumbprint; }
inline Key key_of(const KeyRevocation& row) { return row.thumbprint; }
inline Key key_of(const Succession& row) { return row.predecessor; }
inline Key key_of(const FilingObligation& row) { return row.market; }
inline Key key_of(const RequirementsComplete& row) { return pack(row.market, row.sector); }
inline Key key_of(const Constitution&) { return 0; }
inline Key key_of(const RouteMatrix&) { return 0; }
inline Key key_of(const AuditHead& row) { return static_cast<Key>(row.number); }
inline Key key_of(const VaultBatch& row) { return row.number; }
inline Key key_of(const LegalAct& row) { return row.act; }
inline Key key_of(const Requirement& row) { return pack(row.market, row.sector); }
inline Key key_of(const Edition& row) { return row.edition; }
inline Key key_of(const Citation& row) { return pack(row.act, row.edition); }
inline Key key_of(const Objection& row) { return pack(row.act, row.edition); }
inline Key key_of(const Scheme& row) { return row.scheme; }
inline Key key_of(const Scale& row) { return row.scale; }
inline Key key_of(const Difference& row) { return pack(row.market, row.edition); }
inline Key key_of(const ClassificationCode& row) { return row.code; }
inline Key key_of(const Accreditation& row) { return row.body; }
inline Key key_of(const Signatory& row) { return row.accreditor; }
inline Key key_of(const AccreditorAcceptance& row) { return row.market; }
inline Key key_of(const Designation& row) { return row.body; }
inline Key key_of(const RunOff& row) { return row.subject; }
inline Key key_of(const Interruption& row) { return pack(row.subject, row.part); }
inline Key key_of(const Agreement& row) { return row.agreement; }
inline Key key_of(const Annex& row) { return row.annex; }
inline Key key_of(const Deposit& row) { return row.agreement; }
inline Key key_of(const Participation& row) { return pack(row.agreement, row.party); }
inline Key key_of(const AcceptanceAct& row) { return row.market; }
inline Key key_of(const LawfulMarketing& row) { return row.area; }
inline Key key_of(const Equivalence& row) { return pack(row.market, row.from_edition); }
inline Key key_of(const Mandate& row) { return row.grantee; }

template <Numerous T>
[[nodiscard]] Key key_of(const T& row) {
  return row.key();
}

inline constexpr std::tuple kRelations{
    &Tables::economies,
    &Tables::memberships,
    &Tables::organisations,
    &Tables::keys,
    &Tables::key_revocations,
    &Tables::successions,
    &Tables::filing_obligations,
    &Tables::requirements_complete,
    &Tables::constitutions,
    &Tables::route_matrices,
    &Tables::audit_heads,
    &Tables::vault_batches,
    &Tables::acts,
    &Tables::requirements,
    &Tables::editions,
    &Tables::citations,
    &Tables::objections,
    &Tables::schemes,
    &Tables::scales,
    &Tables::differences,
    &Tables::classification_codes,
    &Tables::accreditations,
    &Tables::signatories,
    &Tables::accreditor_acceptances,
    &Tables::designations,
    &Tables::run_offs,
    &Tables::interruptions,
    &Tables::agreements,
    &Tables::annexes,
    &Tables::deposits,
    &Tables::participations,
    &Tables::acceptance_acts,
    &Tables::lawful_marketing,
    &Tables::equivalences,
    &Tables::certificates,
    &Tables::certificate_states,
    &Tables::products,
    &Tables::mandates,
    &Tables::licences,
    &Tables::transfers,
    &Tables::measures,
    &Tables::alerts,
};
inline constexpr std::size_t kRelationCount = std::tuple_size_v<decltype(kRelations)>;

namespace detail {
template <class T, std::size_t Number = 0>
consteval std::size_t number_of() {
  static_assert(Number < kRelationCount, "no relation holds rows of this kind");
  using Member = std::tuple_element_t<Number, decltype(kRelations)>;
  if constexpr (std::is_same_v<std::remove_const_t<Member>, Relation<T> Tables::*>) {
    return Number;
  } else {
    return number_of<T, Number + 1>();
  }
}
}  // namespace detail

// The number of the relation that holds rows of this kind, and the relation.
template <class T>
inline constexpr std::size_t kRelationOf = detail::number_of<T>();
template <class T>
[[nodiscard]] Relation<T>& relation_of(Tables& tables) {
  return tables.*std::get<kRelationOf<T>>(kRelations);
}

}  // namespace concordat::facts

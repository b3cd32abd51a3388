// The writer's side of the fold: what a rule needs to turn a statement into rows.
//
// A rule checks everything first and then adds its rows; after the first `add` it cannot fail, so a
// refused statement leaves nothing behind but interned names.
#pragma once

#include <span>
#include <unordered_map>

#include "core/facts/body.hpp"
#include "core/facts/relations.hpp"
#include "core/facts/revisions.hpp"

namespace concordat::facts {

class Fold {
 public:
  explicit Fold(Tables& tables);

  // The statement whose rows are made from now on.
  void begin(const statement::Statement& statement, Ordinal ordinal, Ordinal origin);

  [[nodiscard]] Tables& tables() { return tables_; }
  [[nodiscard]] Revisions& revisions() { return revisions_; }
  [[nodiscard]] Ordinal ordinal() const { return ordinal_; }
  [[nodiscard]] Body body() const { return {tables_, statement_->body}; }
  [[nodiscard]] Days days() const {
    return {statement_->effective.certain, statement_->effective.possible};
  }

  // A row that holds when the envelope says.
  template <class T>
  [[nodiscard]] T row() const {
    T row;
    row.certain = statement_->effective.certain;
    row.possible = statement_->effective.possible;
    row.since = ordinal_;
    row.origin = origin_;
    return row;
  }

  template <class T>
  void add(T&& row) {
    static_assert(!std::is_reference_v<T>, "rows are moved in");
    const std::uint32_t at = append(std::move(row));
    revisions_.made({static_cast<std::uint32_t>(kRelationOf<T>), at});
  }

  // The index of an equal profile, which is remembered when it is new.
  [[nodiscard]] std::uint32_t intern(Profile profile);

  // From now on the party finds the agreement's annexes, whichever of the three came first: the
  // text, its deposit, its participation. Whether it is bound at a date is for its deposits to say.
  void bind(Id agreement, Id party);

  // The tables and what the fold itself remembers, between statements; into empty ones.
  void save(OctetWriter& out) const;
  void load(OctetReader& in);

  // Appends a copy of any row, for the days that remain of it.
  [[nodiscard]] RowRef copy(RowRef original, const Days& days, Ordinal since);

 private:
  struct AgreementIndex {
    std::vector<std::uint32_t> annexes;  // rows
    std::vector<Id> parties;
  };

  template <class T>
  std::uint32_t append(T&& row) {
    Relation<T>& relation = relation_of<T>(tables_);
    const std::uint32_t at = relation.add(key_of(row), std::move(row));
    index(relation.at(at), at);
    return at;
  }
  template <class T>
  [[nodiscard]] std::uint32_t copy_row(std::uint32_t at, const Days& days, Ordinal since);

  // Further ways to a row, besides its primary key.
  void index(const Row&, std::uint32_t) {}
  void index(const Requirement& row, std::uint32_t at);
  void index(const Annex& row, std::uint32_t at);
  void index(const Certificate& row, std::uint32_t at);
  void index(const ProductType& row, std::uint32_t at);
  void index(const Measure& row, std::uint32_t at);
  void index(const Alert& row, std::uint32_t at);

  Tables& tables_;
  const statement::Statement* statement_ = nullptr;
  Ordinal ordinal_ = 0;
  Ordinal origin_ = 0;
  Revisions revisions_;
  std::unordered_multimap<std::size_t, std::uint32_t> profiles_;  // hash -> index
  std::unordered_map<Id, AgreementIndex> agreements_;
};

// One statement type's effect on the facts. Refuses before it adds.
using Rule = Status (*)(Fold& fold, const statement::Statement& statement);
struct NamedRule {
  std::string_view type;
  Rule rule;
};
[[nodiscard]] std::span<const NamedRule> frame_rules();
[[nodiscard]] std::span<const NamedRule> norm_rules();
[[nodiscard]] std::span<const NamedRule> competence_rules();
[[nodiscard]] std::span<const NamedRule> compact_rules();
[[nodiscard]] std::span<const NamedRule> attestation_rules();
[[nodiscard]] std::span<const NamedRule> measure_rules();

// What several families write alike. The names stand in the order of the enumerators.
inline constexpr std::string_view kArtefactNames[] = {
    "certificate",      "type-examination", "test-report", "inspection",
    "quality-approval", "declaration",      "refusal",     "mark"};
inline constexpr std::string_view kCompetenceNames[] = {"designation", "listing", "accreditation",
                                                        "participation", "either"};

// A level must be on its scale as far as the scale is on file, and never stands without a scale.
// Codes fold.level-without-scale, fold.level-not-on-scale.
[[nodiscard]] Status check_level(Fold& fold, const Body& body, std::string_view place);

}  // namespace concordat::facts

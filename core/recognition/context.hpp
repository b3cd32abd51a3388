// What one evaluation carries: the facts at a pinned size, the question resolved against them, and
// the window of days on which everything read so far stays the same.
#pragma once

#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/arena.hpp"
#include "core/facts/probe.hpp"
#include "core/recognition/determination.hpp"
#include "core/recognition/kind.hpp"
#include "core/recognition/memo.hpp"
#include "core/recognition/question.hpp"
#include "core/recognition/workspace.hpp"

namespace concordat::recognition {

using facts::Holding;
using facts::Probe;
using statement::Truth;

// What legs find, and the conditions they attach.
struct Judgement {
  std::vector<TerseFinding> findings;
  std::vector<TerseCondition> conditions;

  void clear() {
    findings.clear();
    conditions.clear();
  }
};

// What a leg that depends on no route found, and the days on which it finds the same.
struct OwnLeg {
  bool judged = false;
  facts::Window window;
  Judgement judgement;
  std::uint64_t codes = 0;  // stands for the series of codes that it found
};
// How the record of a certificate stands on the days of the window.
struct OwnStanding {
  bool known = false;
  facts::Window window;
  facts::CertificateStanding standing;
};
// The legs that depend on no route, in the order of the legs.
inline constexpr Leg kOwnLegs[] = {Leg::kAuthenticity, Leg::kEntitlement, Leg::kCoverage,
                                   Leg::kCurrency, Leg::kMeasures};
// Behind them, in a FoundAt: measures against the goods; behind those the lists of the ways.
inline constexpr std::size_t kGoodsLeg = std::size(kOwnLegs);
inline constexpr std::size_t kOwnLists = kGoodsLeg + 1;

// The legs of one record by themselves: most of them find the same on all days.
struct OwnLegs {
  const facts::Certificate* of = nullptr;
  const AttestationReference* reference = nullptr;
  const facts::AreaOf* measured_in = nullptr;  // the first of the places where
  OwnStanding standing;
  std::array<OwnLeg, std::size(kOwnLegs)> legs;  // in that order
};

// An attestation of the question that the registry knows.
struct Attestation {
  const AttestationReference* reference = nullptr;
  const facts::Certificate* row = nullptr;
  const facts::Profile* profile = nullptr;
  std::optional<facts::Coverage> coverage;  // none: the product as named
  Kind* kind = nullptr;
  Judgement common;  // of the own legs, once they are gathered
  OwnLegs own;
};

// The product as far as anybody stated it. Texts that were never interned match nothing.
struct ProductFacts {
  Id model = kNoId;
  Id gtin = kNoId;
  Id batch = kNoId;
  Id serial = kNoId;
  Id software_version = kNoId;
  Id factory = kNoId;
  Id brand = kNoId;
  Id sector = kNoId;
  const json::Object* attributes = nullptr;  // the same object for the same attributes
  std::string hs_digits;                     // those of the code on file, empty without one
  const facts::ClassificationCode* hs_code = nullptr;
};

struct Ways;  // outline.hpp

struct Context {
  const facts::Tables& tables;
  facts::Ordinal size = 0;
  const Question& question;
  Workspace::Desk& desk;
  Arena* arena = nullptr;  // where arguments and evidence of findings go
  // False while only the outcome and its codes are wanted: arguments and evidence stay empty.
  bool explain = true;
  // What is concluded serves every certificate with the same ways: own records stay kOwnRecord.
  bool outlining = false;
  // Of the day: what an outline is concluded from, and told with. Null where there is none.
  const Ways* ways = nullptr;
  Probe event;           // at the date asked; its window is that of the answer
  facts::Window ground;  // of the places below
  Id market = kNoId;
  Places places = {};  // the market and every area it is a member of, whatever the sector
  // These, and for a territory the economies it is part of: whose measures reach the goods.
  Places measured_in = {};
  ProductFacts product = {};
  std::span<Attestation> attestations = {};
  bool unresolved = false;  // an attestation of the question is not among them
  const facts::RouteMatrix* matrix = nullptr;

  [[nodiscard]] Date on() const { return event.date; }
  // A probe on another day, whose answers do not depend on the date asked.
  [[nodiscard]] Probe at(Date date) const { return {tables, size, date, {}}; }
  [[nodiscard]] std::string_view text(Id id) const { return tables.text(id); }
};

// By when a condition must be met, and who looks.
struct Duty {
  std::string_view timing;
  std::string_view verified_by;
};

// ---- findings -------------------------------------------------------------------------------

using NamedList = std::initializer_list<Named>;
using EvidenceList = std::initializer_list<Ordinal>;

// Where a leg writes what it finds.
class Findings {
 public:
  Findings(const Context& context, Leg leg, std::vector<TerseFinding>& into)
      : context_(context), leg_(leg), into_(into) {}
  Findings(const Context& context, Leg leg, Judgement& into)
      : context_(context), leg_(leg), into_(into.findings), conditions_(&into.conditions) {}

  void holds(Code code, NamedList named = {}, EvidenceList evidence = {}) {
    add(Bearing::kHolds, Why::kNone, code, named, evidence);
  }
  void note(Code code, NamedList named = {}, EvidenceList evidence = {}) {
    add(Bearing::kNote, Why::kNone, code, named, evidence);
  }
  // Only where the findings are those of a Judgement.
  void condition(Code code, const Duty& duty, NamedList named = {}, EvidenceList evidence = {});
  void open(Code code, Why why, NamedList named = {}, EvidenceList evidence = {}) {
    add(Bearing::kOpen, why, code, named, evidence);
  }
  void fails(Code code, NamedList named = {}, EvidenceList evidence = {}) {
    add(Bearing::kFails, Why::kNone, code, named, evidence);
  }
  // One open finding for every attribute that would settle a predicate.
  void attributes_needed(Code code, const std::vector<std::string>& missing);
  void add(Bearing bearing, Why why, Code code, NamedList named, EvidenceList evidence);
  void add(const TerseFinding& finding) { into_.push_back(finding); }
  // The worst that this leg has found so far.
  [[nodiscard]] Bearing worst() const;

 private:
  const Context& context_;
  Leg leg_;
  std::vector<TerseFinding>& into_;
  std::vector<TerseCondition>* conditions_ = nullptr;
};

// ---- the state of a fact --------------------------------------------------------------------

enum class Phase : std::uint8_t { kInForce, kOpen, kNotYet, kSuspended, kEnded };

// How a fact stands on a day. `boundary` is where it begins (not yet), where the suspension began,
// or where it ended, whichever came first: its span or an ending statement.
struct Tenure {
  Phase phase = Phase::kInForce;
  Date boundary;
  Id cause = kNoId;           // of a suspension or an end
  Ordinal evidence = kNever;  // the statement that suspended or ended it
};
[[nodiscard]] Tenure tenure_at(const facts::Row& row, Probe& probe,
                               std::initializer_list<Id> parts = {});
// The day on which the fact ends or ended, by its span or by a statement, and which statement that
// is: as `tenure_at` tells it afterwards.
[[nodiscard]] Tenure end_of(const facts::Row& row, const Probe& probe,
                            std::initializer_list<Id> parts = {});

// ---- small questions ------------------------------------------------------------------------

// The market, and what else of the question a route may look at.
[[nodiscard]] inline std::uint64_t circumstances(const Context& context) {
  const auto event = static_cast<std::uint64_t>(context.question.event);
  const auto purpose = static_cast<std::uint64_t>(context.question.purpose);
  return context.market | event << 32 | purpose << 40;
}
[[nodiscard]] bool contains(std::span<const Id> ids, Id id);
// A list that means "all" when it is empty.
[[nodiscard]] inline bool covers(std::span<const Id> ids, Id id) {
  return ids.empty() || contains(ids, id);
}
// How surely the place is among them: not, possibly, surely.
[[nodiscard]] Holding among(Places places, Id place);
[[nodiscard]] const facts::AreaOf* find_place(Places places, Id place);
// The market and its areas at the event, for a sector.
[[nodiscard]] Places places_for(Context& context, Id sector);
// Copies that live as long as the findings that are being written.
[[nodiscard]] std::span<const Named> kept_arguments(const Context& context, NamedList named);

// The newest visible description, whatever its days: what a thing is does not depend on when.
template <class T>
[[nodiscard]] const T* described(Ordinal size, const facts::Relation<T>& relation, facts::Key key) {
  const T* newest = nullptr;
  relation.visit(key, size, [&](const T& row) {
    if (!newest || row.origin > newest->origin) newest = &row;
    return true;
  });
  return newest;
}
template <class T>
[[nodiscard]] const T* described(const Context& context, const facts::Relation<T>& relation,
                                 facts::Key key) {
  return described(context.size, relation, key);
}

[[nodiscard]] inline facts::StatementRecord statement_of(const Context& context, Ordinal ordinal) {
  return context.tables.statements[ordinal];
}

}  // namespace concordat::recognition

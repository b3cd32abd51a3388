// What one evaluation carries: the facts at a pinned size, the question resolved against them, and
// the window of days on which everything read so far stays the same.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "core/facts/probe.hpp"
#include "core/recognition/answer.hpp"
#include "core/recognition/codes.hpp"
#include "core/recognition/question.hpp"

namespace concordat::recognition {

using facts::Holding;
using facts::Id;
using facts::Ids;
using facts::kNever;
using facts::kNoId;
using facts::Probe;
using statement::Truth;

// A law-giver whose law holds somewhere: an economy or an area, surely or possibly.
using Places = std::vector<facts::AreaOf>;

// What legs find, and the conditions they attach.
struct Judgement {
  std::vector<Finding> findings;
  std::vector<Condition> conditions;
};

// An attestation of the question that the registry knows.
struct Attestation {
  const AttestationReference* reference = nullptr;
  const facts::Certificate* row = nullptr;
  const facts::Profile* profile = nullptr;
  const facts::Coverage* coverage = nullptr;  // null: the product as named
  Id economy = kNoId;                         // of its body, on the day of issue
  Places issuer_places;                       // that economy and its areas, on the day of issue
  Places market_places;  // the market and its areas at the event, for its sector
  Judgement common;      // of the legs that depend on no route
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
  json::Object attributes;
  std::string hs_digits;  // those of the code on file, empty without one
  const facts::ClassificationCode* hs_code = nullptr;
};

struct Context {
  const facts::Tables& tables;
  facts::Ordinal size = 0;
  const Question& question;
  // False while only the outcome and its codes are wanted: arguments and evidence stay empty.
  bool explain = true;
  Probe event;  // at the date asked; its window is that of the answer
  Id market = kNoId;
  Places places = {};  // the market and every area whose law holds in it, whatever the sector
  ProductFacts product = {};
  std::vector<Attestation> attestations = {};
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

// An argument of a finding, made into text only when somebody will read it.
class Named {
 public:
  Named(std::string_view name, std::string_view text) : name_(name), text_(text) {}
  Named(std::string_view name, const char* text) : name_(name), text_(text) {}
  Named(std::string_view name, const std::string& text) : name_(name), text_(text) {}
  Named(std::string_view name, Id id) : name_(name), number_(id), kind_(Kind::kId) {}
  Named(std::string_view name, Date date) : name_(name), number_(date.days), kind_(Kind::kDate) {}
  Named(std::string_view name, std::int64_t number)
      : name_(name), number_(number), kind_(Kind::kNumber) {}
  [[nodiscard]] std::string_view name() const { return name_; }
  // Empty when there is nothing to say: no id, an open end.
  [[nodiscard]] std::string value(const Context& context) const;

 private:
  enum class Kind : std::uint8_t { kText, kId, kDate, kNumber };
  std::string_view name_;
  std::string_view text_ = {};
  std::int64_t number_ = 0;
  Kind kind_ = Kind::kText;
};
using NamedList = std::initializer_list<Named>;
using EvidenceList = std::initializer_list<Ordinal>;

// Arguments without a value are left out.
[[nodiscard]] Arguments arguments_of(const Context& context, NamedList named);

// Where a leg writes what it finds.
class Findings {
 public:
  Findings(const Context& context, Leg leg, std::vector<Finding>& into)
      : context_(context), leg_(leg), into_(into) {}
  Findings(const Context& context, Leg leg, Judgement& into)
      : context_(context), leg_(leg), into_(into.findings), conditions_(&into.conditions) {}

  void holds(std::string_view code, NamedList named = {}, EvidenceList evidence = {}) {
    add(Bearing::kHolds, Why::kNone, code, named, evidence);
  }
  void note(std::string_view code, NamedList named = {}, EvidenceList evidence = {}) {
    add(Bearing::kNote, Why::kNone, code, named, evidence);
  }
  // Only where the findings are those of a Judgement.
  void condition(std::string_view code, const Duty& duty, NamedList named = {},
                 EvidenceList evidence = {});
  void open(std::string_view code, Why why, NamedList named = {}, EvidenceList evidence = {}) {
    add(Bearing::kOpen, why, code, named, evidence);
  }
  void fails(std::string_view code, NamedList named = {}, EvidenceList evidence = {}) {
    add(Bearing::kFails, Why::kNone, code, named, evidence);
  }
  // One open finding for every attribute that would settle a predicate.
  void attributes_needed(std::string_view code, const std::vector<std::string>& missing);
  void add(Bearing bearing, Why why, std::string_view code, NamedList named, EvidenceList evidence);
  void add(Finding finding) { into_.push_back(std::move(finding)); }
  // The worst that this leg has found so far.
  [[nodiscard]] Bearing worst() const;

 private:
  const Context& context_;
  Leg leg_;
  std::vector<Finding>& into_;
  std::vector<Condition>* conditions_ = nullptr;
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

// ---- small questions ------------------------------------------------------------------------

[[nodiscard]] bool contains(const Ids& ids, Id id);
// A list that means "all" when it is empty.
[[nodiscard]] inline bool covers(const Ids& ids, Id id) { return ids.empty() || contains(ids, id); }
// How surely the place is among them: not, possibly, surely.
[[nodiscard]] Holding among(const Places& places, Id place);
[[nodiscard]] const facts::AreaOf* find_place(const Places& places, Id place);
// The market and its areas at the event, for a sector.
[[nodiscard]] Places places_for(Context& context, Id sector);

// The newest visible description, whatever its days: what a thing is does not depend on when.
template <class T>
[[nodiscard]] const T* described(const Context& context, const facts::Relation<T>& relation,
                                 facts::Key key) {
  const T* newest = nullptr;
  relation.visit(key, context.size, [&](const T& row) {
    if (!newest || row.origin > newest->origin) newest = &row;
    return true;
  });
  return newest;
}

[[nodiscard]] inline const facts::StatementRecord& statement_of(const Context& context,
                                                                Ordinal ordinal) {
  return context.tables.statements[ordinal];
}

}  // namespace concordat::recognition

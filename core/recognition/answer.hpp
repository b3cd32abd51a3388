// The answer: always complete. Codes and parameters, never sentences.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/facts/tables.hpp"
#include "core/json/printer.hpp"
#include "core/recognition/question.hpp"

namespace concordat::recognition {

using facts::Leg;
using facts::Need;
using facts::Ordinal;
using facts::Route;

// From best to worst. `not-applicable` only when no requirement of a list declared complete
// applies.
enum class Verdict : std::uint8_t {
  kNotApplicable,
  kRecognised,
  kConditional,
  kEvidenceAccepted,
  kUndecided,
  kNotRecognised,
};
enum class Why : std::uint8_t { kNone, kNoDecision, kFactNeeded, kNotChecked, kSearchBounded };

// What a requirement came to. The two outcomes of its own stand beside the verdicts.
enum class Outcome : std::uint8_t {
  kNotApplicable,
  kRecognised,
  kNoThirdPartyRequired,
  kConditional,
  kEvidenceAccepted,
  kUndecided,
  kNotRecognised,
};

enum class Bearing : std::uint8_t {
  kHolds,
  kNote,
  kCondition,
  kOpen,
  kFails,  // from harmless to fatal
};

using Arguments = std::vector<std::pair<std::string_view, std::string>>;  // names are literals

struct Finding {
  Leg leg = Leg::kAuthenticity;
  Need need = Need::kRequired;
  Bearing bearing = Bearing::kHolds;
  std::string_view code;  // "competence.designation-ended"; a literal of codes.hpp
  Why why = Why::kNone;   // for kOpen
  Arguments arguments;
  std::vector<Ordinal> evidence;  // log indices it rests on; for an absence, its nearest fact
};

struct Condition {
  Leg leg = Leg::kInstrument;
  std::string_view code;  // "condition.addendum-test" ...
  std::string timing;     // "before-entry", "before-market", "before-use"
  std::string verified_by;
  Arguments arguments;
  std::vector<Ordinal> evidence;
};

// How far recognition goes.
struct Extent {
  bool whole = true;
  std::string scale;
  std::string level;                        // recognised at least up to this level
  std::string at_most;                      // open: at most up to this one; else equal to `level`
  std::vector<std::string> components;      // recognised
  std::vector<std::string> not_recognised;  // level and components beyond
  std::string missing;                      // the fact that would settle an open extent
  int height = -1;                          // place of `level` on its scale; -1: no level
  int upper = -1;                           // place of `at_most`; that of `level` where it is empty
  friend bool operator==(const Extent&, const Extent&) = default;
};

struct CureStep {
  std::string_view code;  // "cure.transfer"
  std::string_view by;    // "asker", "body", "holder", "manufacturer", "authority", "operator"
  Arguments arguments;    // those of the finding it cures
  int cost = 0;           // its share of the set's cost
};
// A smallest set of changes that would turn the outcome, with its cost rank (lower is cheaper).
struct Cure {
  std::vector<CureStep> steps;
  int cost = 0;
};

struct RouteAnswer {
  Route route = Route::kR0;
  bool first_party = false;           // a procedure without any body
  bool presumption_required = false;  // open only where cited standards cover the product in full
  std::string instrument;             // procedure, annex, acceptance act, or area of a rule
  std::vector<std::string> attestations;
  Verdict outcome = Verdict::kUndecided;
  Why why = Why::kNone;
  std::vector<Finding> findings;
  std::vector<Condition> conditions;
  Extent extent;
};

struct RequirementAnswer {
  std::string requirement;  // empty: the attestation itself, recognised as such by an arrangement
  Outcome outcome = Outcome::kUndecided;
  Why why = Why::kNone;
  std::vector<Finding> findings;    // on applicability
  std::vector<RouteAnswer> routes;  // best first
};

// What will change, on this state, and when.
struct Change {
  Date date;
  Verdict verdict = Verdict::kUndecided;
  Why why = Why::kNone;
};

struct Answer {
  Verdict verdict = Verdict::kUndecided;
  Why why = Why::kNone;
  Extent extent;                  // of the best route when one requirement decides
  std::vector<Finding> findings;  // on the question as a whole
  std::vector<RequirementAnswer> requirements;
  std::vector<Condition> conditions;  // of the routes that carry the verdict
  std::vector<Cure> cures;            // cheapest first, at most kMaxCures
  DateSpan stable;                    // the answer is the same on every day of it
  std::vector<Change> look_ahead;     // at most kMaxChanges
  Ordinal as_of = 0;
  std::int64_t semantics_version = 1;
};

inline constexpr std::size_t kMaxCures = 8;    // more ways out than anybody weighs
inline constexpr std::size_t kMaxChanges = 4;  // the next ones; later days are asked for

[[nodiscard]] std::string_view name(Verdict verdict);
[[nodiscard]] std::string_view name(Outcome outcome);
[[nodiscard]] std::string_view name(Why why);
[[nodiscard]] std::string_view name(Bearing bearing);
[[nodiscard]] std::string_view name(Leg leg);
[[nodiscard]] std::string_view name(Route route);
[[nodiscard]] std::string_view name(Need need);
[[nodiscard]] std::string_view name(facts::Artefact artefact);
[[nodiscard]] std::string_view name(facts::CompetenceBy by);

// The body of an answer as HTTP and `--format json` print it (spec/formats/determination.md),
// without the origin, root and time that only the registry knows.
[[nodiscard]] std::string to_text(const Answer& answer);
[[nodiscard]] json::Value to_json(const Answer& answer);
// Its members up to `asOf`, into an object that the caller has opened.
void print_members(json::Printer& print, const Answer& answer);

}  // namespace concordat::recognition

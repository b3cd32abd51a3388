#include <algorithm>
#include <optional>
#include <tuple>

#include "core/recognition/legs.hpp"
#include "core/recognition/order.hpp"

namespace concordat::recognition {
namespace {

using facts::Equivalence;
using facts::Mapping;
using facts::MappingVerdict;

// Recognition is a decision, not a closure: a chain of decisions is walked only where each says
// that it may be chained, and no further than anybody could check by hand.
constexpr int kOnwardDepth = 4;
constexpr std::size_t kOnwardEditions = 64;
// Decisions from the attestation's editions straight to what is demanded, the newest first: each is
// weighed delta by delta. Nobody decides the same question so often.
constexpr std::size_t kDirectDecisions = 64;
// How near a decision is; further apart than a chain has deltas, four times two thousand.
constexpr int kStands = 20'000;
constexpr int kRefused = 10'000;

using Chain = std::vector<const Equivalence*>;

struct Weighed {
  Bearing bearing = Bearing::kFails;
  int nearness = 0;
  Chain chain;
  Judgement judgement;
};

// What harms less, then what is nearer, then the shorter chain, then the older decisions.
bool better(const Weighed& left, const Weighed& right) {
  const auto rank = [](const Weighed& weighed) {
    return std::tuple(weighed.bearing, -weighed.nearness, weighed.chain.size());
  };
  if (rank(left) != rank(right)) return rank(left) < rank(right);
  return std::ranges::lexicographical_compare(left.chain, right.chain, {}, &Equivalence::origin,
                                              &Equivalence::origin);
}

void keep_better(std::optional<Weighed>& best, Weighed weighed) {
  if (!best || better(weighed, *best)) best = std::move(weighed);
}

bool fits(const Equivalence& row, const Kind& attestation) {
  if (row.sector != kNoId && row.sector != attestation.sector()) return false;
  return row.origins.empty() ||
         std::ranges::any_of(attestation.home().places, [&](const facts::AreaOf& place) {
           return place.belonging.holding == Holding::kHolds && contains(row.origins, place.area);
         });
}

// Decisions of the market, or an area of it, that start from an edition and fit the attestation.
template <class Visit>
void visit_decisions(const Context& context, const Kind& attestation, Id from, Visit&& visit) {
  for (const facts::AreaOf& place : attestation.market_places) {
    context.tables.equivalences.visit(facts::pack(place.area, from), context.size,
                                      [&](const Equivalence& row) {
                                        if (fits(row, attestation)) visit(row);
                                        return true;
                                      });
  }
}

bool identical(const Context& context, Id one, Id other) {
  if (one == other) return true;
  const auto* left = described(context, context.tables.editions, one);
  const auto* right = described(context, context.tables.editions, other);
  return (left && contains(left->identical_to, other)) ||
         (right && contains(right->identical_to, one));
}

bool is_delta(const Mapping& mapping) {
  switch (mapping.verdict) {
    case MappingVerdict::kIdentical:
    case MappingVerdict::kStricterCovers:
    case MappingVerdict::kNotApplicable:
    case MappingVerdict::kExtra:
      return false;
    case MappingVerdict::kEqualOtherMethod:
    case MappingVerdict::kWeaker:
    case MappingVerdict::kPartlyCovered:
    case MappingVerdict::kMissing:
      return true;
  }
  return true;
}

Code condition_code(std::string_view closure_kind) {
  if (closure_kind == "addendum-test") return code::kConditionAddendumTest;
  if (closure_kind == "documentation") return code::kConditionDocumentation;
  if (closure_kind == "marking") return code::kConditionMarking;
  if (closure_kind == "design-constraint") return code::kConditionDesignConstraint;
  if (closure_kind == "scope-restriction") return code::kConditionScopeRestriction;
  if (closure_kind == "surveillance") return code::kConditionSurveillance;
  return {};
}

void judge_delta(const Context& context, const Kind& attestation, const Mapping& mapping,
                 Ordinal decision, Findings& found) {
  const Named atom{"atom", mapping.atom};
  const Named closure{"closure", mapping.closure};
  const std::string_view kind =
      mapping.closure_kind == kNoId ? std::string_view{} : context.text(mapping.closure_kind);
  const Code condition = condition_code(kind);
  // Nothing closes what the market refuses.
  const bool closable = !condition.empty() && mapping.closure != kNoId;
  if (closable && (contains(attestation.addenda(), mapping.closure) ||
                   contains(attestation.differences_covered(), mapping.closure))) {
    return found.holds(code::kEquivalenceDeltaClosed, {atom, closure}, {decision});
  }
  if (mapping.severity >= 3 || condition.empty()) {
    return found.fails(code::kEquivalenceDeltaOpen,
                       {atom, {"severity", std::int64_t{mapping.severity}}, closure}, {decision});
  }
  const auto or_default = [&](Id id, std::string_view otherwise) {
    return id == kNoId ? otherwise : context.text(id);
  };
  found.condition(condition,
                  {or_default(mapping.timing, "before-market"),
                   or_default(mapping.verified_by, "market-surveillance")},
                  {atom, closure}, {decision});
}

// A decision's own state at the event; true when its mapping counts.
bool judge_state(Context& context, const Equivalence& row, Weighed& weighed) {
  Findings found(context, Leg::kEquivalence, weighed.judgement);
  const Named decision{"decision", row.decision};
  const Tenure tenure = tenure_at(row, context.event);
  switch (tenure.phase) {
    case Phase::kInForce:
      break;
    case Phase::kOpen:
      found.open(code::kEquivalenceDecisionOpen, Why::kFactNeeded, {decision}, {row.since});
      return false;
    case Phase::kNotYet:
      found.fails(code::kEquivalenceDecisionNotYet, {decision, {"from", tenure.boundary}},
                  {row.since});
      return false;
    case Phase::kSuspended:
      found.fails(code::kEquivalenceDecisionSuspended, {decision}, {row.since, tenure.evidence});
      return false;
    case Phase::kEnded:
      found.fails(code::kEquivalenceDecisionEnded, {decision, {"ended", tenure.boundary}},
                  {row.since, tenure.evidence});
      return false;
  }
  if (context.text(row.outcome) == "refused") {
    found.fails(code::kEquivalenceRefused, {decision}, {row.since});
    return false;
  }
  return true;
}

Weighed weigh(Context& context, const Kind& attestation, const Chain& chain) {
  Weighed weighed;
  Findings found(context, Leg::kEquivalence, weighed.judgement);
  bool stands = true;
  for (const Equivalence* row : chain) stands = judge_state(context, *row, weighed) && stands;
  if (stands) {
    for (const Equivalence* row : chain) {
      found.holds(code::kEquivalenceDecided, {{"decision", row->decision}}, {row->since});
      for (const Mapping& mapping : row->mapping) {
        if (is_delta(mapping)) {
          judge_delta(context, attestation, mapping, row->since, found);
        }
      }
    }
  }
  weighed.chain = chain;
  weighed.bearing = found.worst();
  // What stands is nearer than a refusal in force, and that nearer than what is over or yet to
  // come; of two that stand, the one with fewer failing deltas.
  const auto refuses = [](const TerseFinding& finding) {
    return finding.code == code::kEquivalenceRefused;
  };
  const bool refused = std::ranges::any_of(weighed.judgement.findings, refuses);
  weighed.nearness = stands ? kStands : refused ? kRefused : 0;
  for (const TerseFinding& finding : weighed.judgement.findings) {
    if (finding.bearing == Bearing::kFails) --weighed.nearness;
  }
  return weighed;
}

struct Walk {
  std::optional<Weighed> best;
  bool bounded = false;
};

struct Step {
  Id edition = kNoId;
  Chain chain;
};

bool in_force_onward(Context& context, const Equivalence& row) {
  return row.onward && context.text(row.outcome) != "refused" &&
         tenure_at(row, context.event).phase == Phase::kInForce;
}

// Those from an edition, the oldest first.
Chain onward_from(Context& context, const Kind& attestation, Id edition) {
  Chain decisions;
  visit_decisions(context, attestation, edition, [&](const Equivalence& row) {
    if (in_force_onward(context, row)) decisions.push_back(&row);
  });
  put_in_order(decisions, [](const Equivalence* left, const Equivalence* right) {
    return left->origin < right->origin;
  });
  return decisions;
}

bool is_wanted(const Context& context, Id edition, const Ids& targets) {
  return targets.empty() || std::ranges::any_of(targets, [&](Id target) {
           return identical(context, edition, target);
         });
}

// Breadth first over onward decisions, from one edition to any of the targets.
void walk(Context& context, const Kind& attestation, Id start, const Ids& targets, Walk& result) {
  Ids met{start};
  std::vector<Step> frontier{{start, {}}};
  for (int depth = 1; depth <= kOnwardDepth + 1 && !frontier.empty(); ++depth) {
    std::vector<Step> next;
    for (const Step& step : frontier) {
      for (const Equivalence* row : onward_from(context, attestation, step.edition)) {
        if (contains(met, row->to_edition)) continue;
        if (depth > kOnwardDepth || met.size() >= kOnwardEditions) {
          result.bounded = true;
          continue;
        }
        met.push_back(row->to_edition);
        Chain chain = step.chain;
        chain.push_back(row);
        if (chain.size() > 1 && is_wanted(context, row->to_edition, targets)) {
          keep_better(result.best, weigh(context, attestation, chain));
        }
        next.push_back({row->to_edition, std::move(chain)});
      }
    }
    frontier = std::move(next);
  }
}

void search(Context& context, const Kind& attestation, const Ids& targets, Walk& result) {
  const Ids& editions = attestation.editions();
  std::size_t weighed = 0;
  for (const Id edition : editions) {
    visit_decisions(context, attestation, edition, [&](const Equivalence& row) {
      if (result.bounded || !is_wanted(context, row.to_edition, targets)) return;
      result.bounded = ++weighed > kDirectDecisions;
      if (!result.bounded) keep_better(result.best, weigh(context, attestation, {&row}));
    });
  }
  const bool enough = result.best && result.best->bearing <= Bearing::kNote;
  if (enough || targets.empty()) return;
  for (const Id edition : editions) walk(context, attestation, edition, targets, result);
}

// Differences that the market declares from an edition that was applied: an edition taken over with
// differences asks for more than it says. A report is evidence whatever it lacks, and says less.
void judge_differences(Context& context, const Case& asked, Id edition, Findings& found) {
  const bool report_alone = asked.candidate.route == Route::kR1;
  const auto judge = [&](const facts::Difference& row) {
    const Named difference{"difference", row.difference};
    const Named severity{"severity", std::int64_t{row.severity}};
    const Phase phase = tenure_at(row, context.event).phase;
    if (phase != Phase::kInForce && phase != Phase::kOpen) return;
    if (contains(asked.attestation.differences_covered(), row.difference)) {
      found.holds(code::kEquivalenceDifferenceCovered, {difference}, {row.since});
    } else if (report_alone) {
      found.note(code::kEquivalenceDifferenceNotCovered, {difference, severity}, {row.since});
    } else if (phase == Phase::kOpen) {
      found.open(code::kEquivalenceDifferenceOpen, Why::kFactNeeded, {difference}, {row.since});
    } else if (row.severity >= 3) {
      found.fails(code::kEquivalenceDifferenceNotCovered, {difference, severity}, {row.since});
    } else {
      found.condition(code::kConditionDifference, {"before-market", "market-surveillance"},
                      {difference}, {row.since});
    }
  };
  for (const facts::AreaOf& place : asked.attestation.market_places) {
    context.tables.differences.visit(facts::pack(place.area, edition), context.size,
                                     [&](const facts::Difference& row) {
                                       judge(row);
                                       return true;
                                     });
  }
}

// Without a decision: no equivalence is asked for, and a report on an edition still shows what the
// market's differences from it leave to be tested.
void judge_unneeded(Context& context, const Case& asked, Findings& found) {
  found.holds(code::kEquivalenceNotNeeded);
  if (asked.candidate.route != Route::kR1) return;
  for (const Id edition : asked.attestation.editions()) {
    judge_differences(context, asked, edition, found);
  }
}

}  // namespace

void judge_equivalence(Context& context, const Case& asked, Judgement& into) {
  Findings found(context, Leg::kEquivalence, into);
  const Candidate& candidate = asked.candidate;
  const bool needed = candidate.by_equivalence ||
                      (candidate.route == Route::kR4 && candidate.annex->needs_equivalence);
  if (!needed) return judge_unneeded(context, asked, found);
  const Kind& attestation = asked.attestation;
  const Ids& editions = attestation.editions();
  const Ids targets = candidate.requirement ? candidate.requirement->editions : Ids{};
  for (const Id edition : editions) {
    for (const Id target : targets) {
      if (identical(context, edition, target)) {
        found.holds(code::kEquivalenceSameEdition, {{"edition", edition}}, {kOwnRecord});
        judge_differences(context, asked, edition, found);
        if (target != edition) judge_differences(context, asked, target, found);
        return;
      }
    }
  }
  Walk result;
  search(context, attestation, targets, result);
  if (result.bounded && (!result.best || result.best->bearing == Bearing::kFails)) {
    return found.open(code::kEquivalenceSearchBounded, Why::kSearchBounded);
  }
  if (!result.best) {
    const Id from = editions.empty() ? kNoId : editions.front();
    const Id to = targets.empty() ? kNoId : targets.front();
    return found.open(code::kEquivalenceNoDecision, Why::kNoDecision, {{"from", from}, {"to", to}},
                      {kOwnRecord});
  }
  const Judgement& best = result.best->judgement;
  into.findings.insert(into.findings.end(), best.findings.begin(), best.findings.end());
  into.conditions.insert(into.conditions.end(), best.conditions.begin(), best.conditions.end());
}

}  // namespace concordat::recognition

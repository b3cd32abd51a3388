#include "core/recognition/context.hpp"

#include <algorithm>

#include "core/recognition/desk.hpp"

namespace concordat::recognition {

std::span<const Named> kept_arguments(const Context& context, NamedList named) {
  if (named.size() == 0) return {};
  const std::span<Named> kept =
      context.arena->keep(std::span<const Named>(named.begin(), named.size()));
  std::size_t count = 0;
  for (const Named& argument : named) {
    if (argument.empty()) continue;
    kept[count] = argument.kind() == Named::Kind::kText
                      ? argument.with(context.arena->keep(argument.text()))
                      : argument;
    ++count;
  }
  return kept.first(count);
}

namespace {

std::span<const Ordinal> kept_evidence(const Context& context, EvidenceList evidence) {
  if (evidence.size() == 0) return {};
  const std::span<Ordinal> kept =
      context.arena->keep(std::span<const Ordinal>(evidence.begin(), evidence.size()));
  std::size_t count = 0;
  for (const Ordinal ordinal : evidence) {
    const auto known = kept.first(count);
    if (ordinal == kNever || std::ranges::find(known, ordinal) != known.end()) continue;
    kept[count] = ordinal;
    ++count;
  }
  return kept.first(count);
}

}  // namespace

void Findings::add(Bearing bearing, Why why, Code code, NamedList named, EvidenceList evidence) {
  TerseFinding& finding = into_.emplace_back();
  finding.leg = leg_;
  finding.bearing = bearing;
  finding.code = code;
  finding.why = why;
  // A condition is told from another by its arguments, so they are always there.
  if (context_.explain || bearing == Bearing::kCondition) {
    finding.arguments = kept_arguments(context_, named);
  }
  if (!context_.explain || evidence.size() == 0) return;
  finding.evidence = kept_evidence(context_, evidence);
  finding.names_own_record =
      std::ranges::find(finding.evidence, kOwnRecord) != finding.evidence.end();
}

void Findings::condition(Code code, const Duty& duty, NamedList named, EvidenceList evidence) {
  add(Bearing::kCondition, Why::kNone, code, named, evidence);
  const TerseFinding& finding = into_.back();
  conditions_->push_back({.leg = leg_,
                          .code = code,
                          .timing = duty.timing,
                          .verified_by = duty.verified_by,
                          .arguments = finding.arguments,
                          .evidence = finding.evidence,
                          .names_own_record = finding.names_own_record});
}

void Findings::attributes_needed(Code code, const std::vector<std::string>& missing) {
  for (const std::string& attribute : missing) {
    open(code, Why::kFactNeeded, {{"attribute", attribute}});
  }
  if (missing.empty()) open(code, Why::kFactNeeded);
}

Bearing Findings::worst() const {
  Bearing worst = Bearing::kHolds;
  for (const TerseFinding& finding : into_) {
    if (finding.leg == leg_) worst = std::max(worst, finding.bearing);
  }
  return worst;
}

Tenure end_of(const facts::Row& row, const Probe& probe, std::initializer_list<Id> parts) {
  Tenure ended{.phase = Phase::kEnded,
               .boundary = row.certain.empty() ? row.possible.until : row.certain.until,
               .cause = kNoId,
               .evidence = kNever};
  const auto consider = [&](const facts::Interruption& interruption) {
    if (interruption.kind == facts::InterruptionKind::kEnded &&
        interruption.certain.from < ended.boundary) {
      ended.boundary = interruption.certain.from;
      ended.cause = interruption.cause;
      ended.evidence = interruption.since;
    }
    return true;
  };
  const auto& interruptions = probe.tables.interruptions;
  interruptions.visit(facts::pack(row.origin, kNoId), probe.size, consider);
  for (const Id part : parts) {
    if (part != kNoId) interruptions.visit(facts::pack(row.origin, part), probe.size, consider);
  }
  if (ended.evidence == kNever) ended.cause = probe.tables.statements[row.since].cause;
  return ended;
}

Tenure tenure_at(const facts::Row& row, Probe& probe, std::initializer_list<Id> parts) {
  const Holding span = facts::span_state(row, probe);
  if (span == Holding::kNot) {
    // A span without days still has a side before it and one behind.
    probe.window.narrow(probe.date, row.possible.from);
    if (probe.date < row.possible.from) {
      return {Phase::kNotYet, row.certain.empty() ? row.possible.from : row.certain.from};
    }
    return end_of(row, probe, parts);
  }
  facts::Interrupted worst = facts::interruption_at(probe, row.origin);
  for (const Id part : parts) {
    if (part == kNoId) continue;
    const facts::Interrupted other = facts::interruption_at(probe, row.origin, part);
    if (other.holding > worst.holding ||
        (other.holding == worst.holding && other.by && other.by->kind > worst.by->kind)) {
      worst = other;
    }
  }
  if (worst.holding == Holding::kHolds) {
    if (worst.by->kind == facts::InterruptionKind::kEnded) return end_of(row, probe, parts);
    return {Phase::kSuspended, worst.by->certain.from, worst.by->cause, worst.by->since};
  }
  if (span == Holding::kPossibly || worst.holding == Holding::kPossibly) {
    return {Phase::kOpen, row.certain.from};
  }
  return {Phase::kInForce, row.certain.from};
}

bool contains(std::span<const Id> ids, Id id) { return std::ranges::find(ids, id) != ids.end(); }

const facts::AreaOf* find_place(Places places, Id place) {
  const auto found = std::ranges::find(places, place, &facts::AreaOf::area);
  return found == places.end() ? nullptr : &*found;
}

Holding among(Places places, Id place) {
  const facts::AreaOf* found = find_place(places, place);
  return found ? found->belonging.holding : Holding::kNot;
}

Places places_for(Context& context, Id sector) {
  return recall(context, nullptr, context.desk.areas.at({{context.market, sector}}),
                [&] { return facts::memberships_of(context.event, context.market, sector); })
      .value;
}

}  // namespace concordat::recognition

#include "core/recognition/competence.hpp"

#include <tuple>

namespace concordat::recognition {
namespace {

using facts::RunOff;
using facts::RunOffEffect;

// The rule of one subject, for its own cause before any cause, in force on the day of the loss.
const RunOff* rule_of(const Context& context, Id subject, const Tenure& loss) {
  if (subject == kNoId) return nullptr;
  for (const Id cause : {loss.cause, context.tables.id("any")}) {
    if (cause == kNoId) continue;
    Probe at_loss = context.at(loss.boundary);
    const auto rule = facts::newest_at(context.tables.run_offs, subject, at_loss,
                                       [&](const RunOff& row) { return row.cause == cause; });
    if (rule.row) return rule.row;
  }
  return nullptr;
}

// The rule on file for a loss: of the annex before the act before the scheme.
const RunOff* run_off_rule(const Context& context, const Case& asked, Id act, const Tenure& loss) {
  const Id annex = asked.candidate.annex ? asked.candidate.annex->annex : kNoId;
  for (const Id subject : {annex, act}) {
    if (const RunOff* rule = rule_of(context, subject, loss)) return rule;
  }
  return rule_of(context, asked.attestation.scheme(), loss);
}

struct Takeover {
  Id body = kNoId;
  Ordinal evidence = kNever;
  Ordinal competence = kNever;
};

// Who answers for the certificate now: a body that took it over in writing, or the successor of the
// one that ceased, itself competent at the event.
Takeover takeover_of(Context& context, const Case& asked, const Record& record) {
  Takeover found;
  const auto consider = [&](Id body, const facts::Row& by) {
    if (facts::in_force(by, context.event).holding != Holding::kHolds) return;
    const facts::Row* competent = record.in_force_at_event(body);
    if (competent) found = {body, by.since, competent->since};
  };
  const facts::Tables& tables = context.tables;
  tables.transfers.visit(asked.attestation.certificate().certificate, context.size,
                         [&](const facts::Transfer& transfer) {
                           consider(transfer.to, transfer);
                           return found.body == kNoId;
                         });
  if (found.body != kNoId) return found;
  tables.successions.visit(record.body, context.size, [&](const facts::Succession& succession) {
    const std::string_view scope = context.text(succession.scope);
    if (scope == "all" || scope == "certificates") consider(succession.successor, succession);
    return found.body == kNoId;
  });
  return found;
}

// A certificate recorded only after the loss: nobody can tell whether it was issued before.
void judge_filing(const Context& context, const Case& asked, const Tenure& loss, Graded& graded) {
  const facts::Certificate& row = asked.attestation.certificate();
  const facts::StatementRecord& first = statement_of(context, row.origin);
  const Date recorded = utc_date(first.recorded);
  if (recorded < loss.boundary) return;
  Findings found(context, Leg::kCompetence, graded.findings);
  const NamedList when{{"ended", loss.boundary}, {"recorded", recorded}};
  if (first.basis != statement::BasisKind::kOwn) {
    found.note(code::kCompetenceLateFiledAfterLoss, when, {row.origin});
    return;
  }
  found.open(code::kCompetenceLateFiledAfterLoss, Why::kNotChecked, when, {row.origin});
  graded.bearing = std::max(graded.bearing, Bearing::kOpen);
}

struct LossOutcome {
  Bearing bearing;
  int nearness;
  Code code;
  Date until = kForever;
};

LossOutcome outcome_of_loss(Context& context, const RunOff* rule, const Tenure& loss,
                            const CompetenceWords& words) {
  if (!rule) return {Bearing::kOpen, nearness::kNoRule, code::kCompetenceNoRunOffRule};
  switch (rule->effect) {
    case RunOffEffect::kUntilExpiry:
      return {Bearing::kHolds, nearness::kRunOff, code::kCompetenceRunOff};
    case RunOffEffect::kDays: {
      const Date until = loss.boundary.plus_days(rule->days);
      context.event.window.narrow(context.on(), until);
      if (context.on() < until) {
        return {Bearing::kHolds, nearness::kRunOff, code::kCompetenceRunOff, until};
      }
      return {Bearing::kFails, nearness::kRunOffEnded, code::kCompetenceRunOffEnded, until};
    }
    case RunOffEffect::kNone:
    case RunOffEffect::kTransferDays:
      break;
  }
  return {Bearing::kFails, nearness::kEnded, words.ended};
}

// An accreditation is not for an act.
Id act_named(const Record& record) { return record.accreditor == kNoId ? record.act : kNoId; }

// In force at issue, gone at the event.
void grade_loss(Context& context, const Case& asked, const Record& record, const Tenure& loss,
                Graded& graded) {
  Findings found(context, Leg::kCompetence, graded.findings);
  const Named body{"body", record.body};
  const RunOff* rule = run_off_rule(context, asked, record.act, loss);
  const Ordinal ruled_by = rule ? rule->since : kNever;
  const Named ended{"ended", loss.boundary};
  LossOutcome outcome = outcome_of_loss(context, rule, loss, record.words);
  const Takeover takeover = takeover_of(context, asked, record);
  if (takeover.body != kNoId) {
    outcome = {Bearing::kHolds, nearness::kTransferred, code::kCompetenceTransferred};
    if (rule && rule->effect == RunOffEffect::kTransferDays) {
      outcome.until = loss.boundary.plus_days(rule->days);
      context.event.window.narrow(context.on(), outcome.until);
      if (outcome.until <= context.on()) {
        outcome = {Bearing::kFails, nearness::kRunOffEnded, code::kCompetenceRunOffEnded,
                   outcome.until};
      }
    }
  }
  graded.bearing = outcome.bearing;
  graded.nearness = outcome.nearness;
  const Why why = outcome.bearing == Bearing::kOpen ? Why::kNoDecision : Why::kNone;
  if (outcome.code == code::kCompetenceTransferred) {
    found.add(outcome.bearing, why, outcome.code, {body, {"to", takeover.body}, ended},
              {record.row.since, loss.evidence, takeover.evidence, takeover.competence, ruled_by});
  } else if (outcome.until != kForever || outcome.code == code::kCompetenceRunOff) {
    found.add(outcome.bearing, why, outcome.code,
              {body, ended, {"cause", loss.cause}, {"until", outcome.until}},
              {record.row.since, loss.evidence, ruled_by});
  } else {
    found.add(outcome.bearing, why, outcome.code, {body, ended, {"cause", loss.cause}},
              {record.row.since, loss.evidence, ruled_by});
  }
  judge_filing(context, asked, loss, graded);
}

struct Standing {
  Bearing bearing;
  int nearness;
};

void set(Graded& graded, const Standing& standing) {
  graded.bearing = standing.bearing;
  graded.nearness = standing.nearness;
}

// In force at issue: what about the event?
void grade_at_event(Context& context, const Case& asked, const Record& record, Graded& graded) {
  const Tenure tenure = tenure_at(record.row, context.event, record.parts);
  Findings found(context, Leg::kCompetence, graded.findings);
  const Named body{"body", record.body};
  const auto holds = [&](const facts::Row& at_event) {
    set(graded, {Bearing::kHolds, nearness::kHeld});
    found.holds(record.words.held,
                {body, {"act", act_named(record)}, {"accreditor", record.accreditor}},
                {record.row.since, at_event.since});
  };
  if (tenure.phase == Phase::kInForce) return holds(record.row);
  if (const facts::Row* renewed = record.in_force_at_event(record.body)) return holds(*renewed);
  switch (tenure.phase) {
    case Phase::kInForce:
    case Phase::kOpen:
      set(graded, {Bearing::kOpen, nearness::kOpen});
      return found.open(code::kCompetenceOpenAtEvent, Why::kFactNeeded, {body}, {record.row.since});
    case Phase::kSuspended:
      set(graded, {Bearing::kNote, nearness::kSuspendedSince});
      return found.note(code::kCompetenceSuspendedSince, {body, {"since", tenure.boundary}},
                        {record.row.since, tenure.evidence});
    case Phase::kNotYet:
      set(graded, {Bearing::kFails, nearness::kLater});
      return found.fails(record.words.later, {body, {"from", tenure.boundary}}, {record.row.since});
    case Phase::kEnded:
      return grade_loss(context, asked, record, tenure, graded);
  }
}

}  // namespace

bool better(const Graded& left, const Graded& right) {
  const auto rank = [](const Graded& graded) {
    return std::tuple(graded.bearing, -graded.nearness, -graded.further, graded.origin);
  };
  return rank(left) < rank(right);
}

Graded grade(Context& context, const Case& asked, const Record& record) {
  Graded graded;
  graded.origin = record.row.origin;
  Probe& issue = asked.attestation.issue;
  const Tenure tenure = tenure_at(record.row, issue, record.parts);
  Findings found(context, Leg::kCompetence, graded.findings);
  const Named body{"body", record.body};
  switch (tenure.phase) {
    case Phase::kInForce:
      grade_at_event(context, asked, record, graded);
      break;
    case Phase::kOpen:
      set(graded, {Bearing::kOpen, nearness::kOpen});
      found.open(code::kCompetenceOpenAtIssue, Why::kFactNeeded, {body}, {record.row.since});
      break;
    case Phase::kNotYet:
      set(graded, {Bearing::kFails, nearness::kLater});
      found.fails(record.words.later, {body, {"from", tenure.boundary}}, {record.row.since});
      break;
    case Phase::kSuspended:
      set(graded, {Bearing::kFails, nearness::kSuspendedAtIssue});
      found.fails(code::kCompetenceSuspendedAtIssue, {body}, {record.row.since, tenure.evidence});
      break;
    case Phase::kEnded:
      set(graded, {Bearing::kFails, nearness::kEndedBeforeIssue});
      found.fails(code::kCompetenceEndedBeforeIssue,
                  {body, {"ended", tenure.boundary}, {"cause", tenure.cause}},
                  {record.row.since, tenure.evidence});
      break;
  }
  return graded;
}

}  // namespace concordat::recognition

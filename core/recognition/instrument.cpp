#include "core/recognition/instrument.hpp"

#include <algorithm>

namespace concordat::recognition {
namespace {

using facts::Agreement;
using facts::Annex;
using facts::Deposit;
using facts::DepositAct;

// What makes whoever deposited it a party, at once or provisionally.
bool binds(DepositAct act) {
  return act == DepositAct::kRatification || act == DepositAct::kAccession ||
         act == DepositAct::kProvisionalApplication;
}

bool consents(const Deposit& deposit) {
  return deposit.act == DepositAct::kRatification || deposit.act == DepositAct::kAccession;
}

struct OwnDeposits {
  const Deposit* consent = nullptr;
  const Deposit* provisional = nullptr;
  const Deposit* denunciation = nullptr;
};

OwnDeposits deposits_of(const Recorded& recorded, Id agreement, Id party) {
  OwnDeposits own;
  const auto earlier = [](const Deposit& row, const Deposit* than) {
    return !than || row.certain.from < than->certain.from;
  };
  recorded.tables.deposits.visit(agreement, recorded.size, [&](const Deposit& row) {
    if (row.party != party) return true;
    if (consents(row) && earlier(row, own.consent)) own.consent = &row;
    if (row.act == DepositAct::kProvisionalApplication && earlier(row, own.provisional)) {
      own.provisional = &row;
    }
    if (row.act == DepositAct::kDenunciation && earlier(row, own.denunciation)) {
      own.denunciation = &row;
    }
    return true;
  });
  return own;
}

// The day of the n-th deposit by different parties, or kForever.
Date day_of_nth_deposit(const Recorded& recorded, const Agreement& agreement) {
  std::vector<std::pair<Id, Date>> first;  // party, its first deposit
  recorded.tables.deposits.visit(agreement.agreement, recorded.size, [&](const Deposit& row) {
    if (!consents(row)) return true;
    const auto known = std::ranges::find(first, row.party, &std::pair<Id, Date>::first);
    if (known == first.end()) {
      first.emplace_back(row.party, row.certain.from);
    } else {
      known->second = std::min(known->second, row.certain.from);
    }
    return true;
  });
  const auto n = static_cast<std::size_t>(std::max(agreement.deposits, 1));
  if (first.size() < n) return kForever;
  std::ranges::sort(first, {}, &std::pair<Id, Date>::second);
  return first[n - 1].second;
}

// Who takes part in an arrangement of participants is the participants' own matter.
Bound bound_in(const Context& context, const Case& asked, const Agreement* agreement) {
  const Candidate& candidate = asked.candidate;
  const Annex& annex = *candidate.annex;
  if (annex.competence == facts::CompetenceBy::kParticipation) {
    return bound_by(annex, {.bound = annex.certain}, {.bound = annex.certain});
  }
  const Recorded recorded = recorded_in(context);
  return bound_by(annex, binding_of(recorded, annex, agreement, candidate.from),
                  binding_of(recorded, annex, agreement, candidate.to));
}

// Ended for these parties: attestations issued before may run off.
void judge_end(Context& context, const Case& asked, const Agreement* agreement,
               const Standing& ended, Findings& found) {
  const Annex& annex = *asked.candidate.annex;
  const Named name{"instrument", annex.annex};
  const Named when{"ended", ended.boundary};
  const EvidenceList evidence{annex.since, ended.evidence};
  RunningOff rest;
  if (asked.attestation.issued_before(ended.boundary)) {
    rest = running_off(agreement, ended.boundary, context.event);
  }
  switch (rest.how) {
    case RunOff::kNobodySaid:
      return found.open(code::kInstrumentNoRunOffRule, Why::kNoDecision, {name, when}, evidence);
    case RunOff::kUntilExpiry:
      return found.holds(code::kInstrumentRunOff, {name, when}, evidence);
    case RunOff::kRuns:
      return found.holds(code::kInstrumentRunOff, {name, when, {"until", rest.until}}, evidence);
    case RunOff::kOver:
      return found.fails(code::kInstrumentEnded, {name, when}, evidence);
  }
}

void judge_phase(Context& context, const Annex& annex, Findings& found) {
  if (is_operational(annex, context.event)) return;
  found.fails(code::kInstrumentNotOperational,
              {{"instrument", annex.annex}, {"from", annex.operational_from}}, {annex.since});
}

// Who has not deposited.
void judge_missing(const Case& asked, const Bound& bound, Findings& found) {
  const Candidate& candidate = asked.candidate;
  const Named name{"instrument", candidate.annex->annex};
  for (const auto& [binding, party] :
       {std::pair{&bound.from, candidate.from}, std::pair{&bound.to, candidate.to}}) {
    if (binding->deposited) continue;
    found.fails(code::kInstrumentPartyNotBound, {name, {"party", party}}, {candidate.annex->since});
  }
}

}  // namespace

const Agreement* agreement_of(const Recorded& recorded, const Annex& annex) {
  return described(recorded.size, recorded.tables.agreements, annex.agreement);
}

Binding binding_of(const Recorded& recorded, const Annex& annex, const Agreement* agreement,
                   Id party) {
  Binding binding{.bound = annex.certain};
  if (!agreement) return binding;
  const OwnDeposits own = deposits_of(recorded, agreement->agreement, party);
  const bool by_deposit = agreement->entry == facts::EntryRule::kNthDeposit;
  const bool original = contains(agreement->parties, party);
  if (by_deposit || !original) {
    if (own.consent) {
      Date day = own.consent->certain.from;
      if (by_deposit) day = std::max(day, day_of_nth_deposit(recorded, *agreement));
      binding.bound.from = std::max(binding.bound.from, day.plus_days(agreement->delay_days));
      binding.evidence = own.consent->since;
    } else {
      binding.deposited = false;
      binding.bound.from = kForever;
    }
    if (own.provisional) {
      binding.provisional_from = std::max(annex.certain.from, own.provisional->certain.from);
      binding.deposited = true;
      if (!own.consent) binding.evidence = own.provisional->since;
    }
  }
  if (own.denunciation) {
    const Date end = own.denunciation->certain.from.plus_days(agreement->notice_days);
    if (end < binding.bound.until) {
      binding.bound.until = end;
      binding.evidence = own.denunciation->since;
    }
  }
  return binding;
}

bool names(const Annex& annex, Id party) {
  return std::ranges::any_of(annex.directions, [&](const facts::Direction& direction) {
    return direction.from == party || direction.to == party;
  });
}

bool bound_to(const Recorded& recorded, Id agreement, Id party) {
  bool found = false;
  const facts::Tables& tables = recorded.tables;
  tables.agreements.visit(agreement, recorded.size, [&](const facts::Agreement& row) {
    found = contains(row.parties, party);
    return !found;
  });
  if (found) return true;
  tables.deposits.visit(agreement, recorded.size, [&](const facts::Deposit& row) {
    found = row.party == party && binds(row.act);
    return !found;
  });
  if (found) return true;
  tables.participations.visit(facts::pack(agreement, party), recorded.size,
                              [&](const facts::Participation&) {
                                found = true;
                                return false;
                              });
  return found;
}

bool takes_part(const Recorded& recorded, const Annex& annex, Id party) {
  return names(annex, party) || bound_to(recorded, annex.agreement, party);
}

bool directed(const Annex& annex, Id from, Id to) {
  if (annex.directions.empty()) return from != to;
  return std::ranges::any_of(annex.directions, [&](const facts::Direction& direction) {
    return direction.from == from && direction.to == to;
  });
}

Bound bound_by(const Annex& annex, const Binding& from, const Binding& to) {
  Bound bound{.from = from, .to = to, .both = annex.certain};
  if (annex.competence == facts::CompetenceBy::kParticipation) return bound;
  bound.both = {std::max(from.bound.from, to.bound.from),
                std::min(from.bound.until, to.bound.until)};
  bound.provisional_from = std::max(std::min(from.provisional_from, from.bound.from),
                                    std::min(to.provisional_from, to.bound.from));
  return bound;
}

Standing standing_of(const Tenure& own, const Bound& bound, Probe& event) {
  switch (own.phase) {
    case Phase::kNotYet:
      return {AnnexPhase::kNotYet, own.boundary, own.evidence};
    case Phase::kSuspended:
      return {AnnexPhase::kSuspended, own.boundary, own.evidence};
    case Phase::kEnded:
      return {AnnexPhase::kEnded, own.boundary, own.evidence};
    case Phase::kOpen:
      return {AnnexPhase::kOpen, own.boundary, own.evidence};
    case Phase::kInForce:
      break;
  }
  for (const Date boundary : {bound.both.from, bound.both.until, bound.provisional_from}) {
    event.window.narrow(event.date, boundary);
  }
  if (bound.both.until <= event.date) {
    const bool first = bound.from.bound.until < bound.to.bound.until;
    return {AnnexPhase::kEnded, bound.both.until, first ? bound.from.evidence : bound.to.evidence};
  }
  if (bound.both.from <= event.date) return {AnnexPhase::kInForce, bound.both.from, kNever};
  if (bound.provisional_from <= event.date) {
    return {AnnexPhase::kProvisional, bound.provisional_from, kNever};
  }
  const bool deposited = bound.from.deposited && bound.to.deposited;
  return {deposited ? AnnexPhase::kNotYet : AnnexPhase::kNotBound, bound.both.from, kNever};
}

RunningOff running_off(const Agreement* agreement, Date ended, Probe& event) {
  if (!agreement) return {};
  if (agreement->run_off_days == Agreement::kUnsaid) return {RunOff::kNobodySaid, kForever};
  if (agreement->run_off_days == Agreement::kUntilExpiry) return {RunOff::kUntilExpiry, kForever};
  const Date until = ended.plus_days(agreement->run_off_days);
  event.window.narrow(event.date, until);
  return {event.date < until ? RunOff::kRuns : RunOff::kOver, until};
}

bool is_operational(const Annex& annex, Probe& event) {
  if (annex.operational_from == kBeginning) return annex.operational;
  event.window.narrow(event.date, annex.operational_from);
  return annex.operational_from <= event.date;
}

Participating participating(Probe& event, const Annex& annex, Id party) {
  Participating best;
  // Suspended, it takes no part: an end says more.
  const auto rank = [](Phase phase) {
    return phase == Phase::kSuspended ? 9 : static_cast<int>(phase);
  };
  event.tables.participations.visit(facts::pack(annex.agreement, party), event.size,
                                    [&](const facts::Participation& row) {
                                      const Tenure here = tenure_at(row, event, {annex.annex});
                                      if (!best.row || rank(here.phase) < rank(best.tenure.phase))
                                        best = {&row, here};
                                      return true;
                                    });
  return best;
}

void judge_annex(Context& context, const Case& asked, Findings& found) {
  const Annex& annex = *asked.candidate.annex;
  const Agreement* agreement = agreement_of(recorded_in(context), annex);
  const Named name{"instrument", annex.annex};
  const Tenure own = tenure_at(annex, context.event, {annex.annex});
  judge_phase(context, annex, found);
  Bound bound;
  if (own.phase == Phase::kInForce) bound = bound_in(context, asked, agreement);
  const Standing standing = standing_of(own, bound, context.event);
  const Named from{"from", asked.candidate.from};
  const Named to{"to", asked.candidate.to};
  const EvidenceList bindings{annex.since, bound.from.evidence, bound.to.evidence};
  switch (standing.phase) {
    case AnnexPhase::kInForce:
      return found.holds(code::kInstrumentInForce, {name, from, to}, bindings);
    case AnnexPhase::kProvisional:
      return found.holds(code::kInstrumentProvisional, {name, from, to}, bindings);
    case AnnexPhase::kOpen:
      return found.open(code::kInstrumentEntryOpen, Why::kFactNeeded, {name}, {annex.since});
    case AnnexPhase::kNotYet:
      return found.fails(code::kInstrumentNotYetInForce, {name, {"from", standing.boundary}},
                         bindings);
    case AnnexPhase::kNotBound:
      return judge_missing(asked, bound, found);
    case AnnexPhase::kSuspended:
      return found.fails(code::kInstrumentSuspended, {name}, {annex.since, standing.evidence});
    case AnnexPhase::kEnded:
      return judge_end(context, asked, agreement, standing, found);
  }
}

}  // namespace concordat::recognition

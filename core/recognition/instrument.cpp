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

// Two parties under one annex: the days on which both are bound.
struct Bound {
  Binding from;
  Binding to;
  DateSpan both;
  Date provisional_from = kForever;
};

Bound bound_by(const Context& context, const Case& asked, const Agreement* agreement) {
  const Candidate& candidate = asked.candidate;
  const Annex& annex = *candidate.annex;
  Bound bound;
  if (annex.competence == facts::CompetenceBy::kParticipation) {
    bound.both = annex.certain;  // who takes part is the participants' own matter
    return bound;
  }
  bound.from = binding_of(recorded_in(context), annex, agreement, candidate.from);
  bound.to = binding_of(recorded_in(context), annex, agreement, candidate.to);
  bound.both = {std::max(bound.from.bound.from, bound.to.bound.from),
                std::min(bound.from.bound.until, bound.to.bound.until)};
  const Date from = std::min(bound.from.provisional_from, bound.from.bound.from);
  const Date to = std::min(bound.to.provisional_from, bound.to.bound.from);
  bound.provisional_from = std::max(from, to);
  return bound;
}

// Ended for these parties: attestations issued before may run off.
void judge_end(Context& context, const Case& asked, const Agreement* agreement, const Tenure& ended,
               Findings& found) {
  const Annex& annex = *asked.candidate.annex;
  const Named name{"instrument", annex.annex};
  const Named when{"ended", ended.boundary};
  const EvidenceList evidence{annex.since, ended.evidence};
  const bool issued_before = asked.attestation.issued_before(ended.boundary);
  if (issued_before && agreement && agreement->run_off_days == Agreement::kUnsaid) {
    return found.open(code::kInstrumentNoRunOffRule, Why::kNoDecision, {name, when}, evidence);
  }
  if (issued_before && agreement && agreement->run_off_days == Agreement::kUntilExpiry) {
    return found.holds(code::kInstrumentRunOff, {name, when}, evidence);
  }
  if (issued_before && agreement) {
    const Date until = ended.boundary.plus_days(agreement->run_off_days);
    context.event.window.narrow(context.on(), until);
    if (context.on() < until) {
      return found.holds(code::kInstrumentRunOff, {name, when, {"until", until}}, evidence);
    }
  }
  found.fails(code::kInstrumentEnded, {name, when}, evidence);
}

void judge_phase(Context& context, const Annex& annex, Findings& found) {
  const bool planned = annex.operational_from != kBeginning;
  if (planned) context.event.window.narrow(context.on(), annex.operational_from);
  const bool operational = planned ? annex.operational_from <= context.on() : annex.operational;
  if (operational) return;
  found.fails(code::kInstrumentNotOperational,
              {{"instrument", annex.annex}, {"from", annex.operational_from}}, {annex.since});
}

// In the days before both are bound, or never: why not.
void judge_entry(const Case& asked, const Bound& bound, Findings& found) {
  const Candidate& candidate = asked.candidate;
  const Named name{"instrument", candidate.annex->annex};
  const Ordinal evidence = candidate.annex->since;
  bool missing = false;
  for (const auto& [binding, party] :
       {std::pair{&bound.from, candidate.from}, std::pair{&bound.to, candidate.to}}) {
    if (binding->deposited) continue;
    missing = true;
    found.fails(code::kInstrumentPartyNotBound, {name, {"party", party}}, {evidence});
  }
  if (missing) return;
  found.fails(code::kInstrumentNotYetInForce, {name, {"from", bound.both.from}},
              {evidence, bound.from.evidence, bound.to.evidence});
}

}  // namespace

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

void judge_annex(Context& context, const Case& asked, Findings& found) {
  const Annex& annex = *asked.candidate.annex;
  const Agreement* agreement = described(context, context.tables.agreements, annex.agreement);
  const Named name{"instrument", annex.annex};
  const Tenure tenure = tenure_at(annex, context.event, {annex.annex});
  judge_phase(context, annex, found);
  switch (tenure.phase) {
    case Phase::kNotYet:
      return found.fails(code::kInstrumentNotYetInForce, {name, {"from", tenure.boundary}},
                         {annex.since});
    case Phase::kSuspended:
      return found.fails(code::kInstrumentSuspended, {name}, {annex.since, tenure.evidence});
    case Phase::kEnded:
      return judge_end(context, asked, agreement, tenure, found);
    case Phase::kOpen:
      return found.open(code::kInstrumentEntryOpen, Why::kFactNeeded, {name}, {annex.since});
    case Phase::kInForce:
      break;
  }
  const Bound bound = bound_by(context, asked, agreement);
  Probe& event = context.event;
  for (const Date boundary : {bound.both.from, bound.both.until, bound.provisional_from}) {
    event.window.narrow(event.date, boundary);
  }
  const Named from{"from", asked.candidate.from};
  const Named to{"to", asked.candidate.to};
  const EvidenceList evidence{annex.since, bound.from.evidence, bound.to.evidence};
  if (bound.both.until <= event.date) {
    const Ordinal by =
        bound.from.bound.until < bound.to.bound.until ? bound.from.evidence : bound.to.evidence;
    return judge_end(context, asked, agreement, {Phase::kEnded, bound.both.until, kNoId, by},
                     found);
  }
  if (bound.both.from <= event.date) {
    return found.holds(code::kInstrumentInForce, {name, from, to}, evidence);
  }
  if (bound.provisional_from <= event.date) {
    return found.holds(code::kInstrumentProvisional, {name, from, to}, evidence);
  }
  judge_entry(asked, bound, found);
}

}  // namespace concordat::recognition

#include <algorithm>

#include "core/recognition/extent.hpp"
#include "core/recognition/instrument.hpp"
#include "core/recognition/legs.hpp"

namespace concordat::recognition {
namespace {

using facts::Artefact;

// What the transition from one act to its successor makes of the attestation.
void judge_transition(const ActFit& fit, const Case& asked, Findings& found) {
  if (!fit.successor) return;
  const Named old{"act", asked.attestation.act()};
  const Named by{"replacedBy", fit.successor->act};
  const Ordinal evidence = fit.successor->since;
  if (fit.fit == UnderAct::kOver) {
    found.fails(code::kInstrumentActEnded, {old, by, {"ended", fit.ended}}, {evidence});
  }
  if (fit.fit == UnderAct::kTransition) {
    found.holds(code::kInstrumentTransition, {old, by, {"until", fit.successor->transition_until}},
                {evidence});
  }
  if (fit.fit == UnderAct::kSellOff) {
    found.holds(code::kInstrumentSellOff, {old, by, {"until", fit.successor->sell_off_until}},
                {evidence});
    found.condition(code::kConditionPlacedBefore, {"before-market", "market-surveillance"},
                    {{"until", fit.successor->transition_until}}, {evidence});
  }
}

void judge_own_law(Context& context, const Case& asked, Findings& found) {
  const facts::Requirement& requirement = *asked.candidate.requirement;
  const ActFit fit = under_act(context, asked.attestation, requirement.act);
  if (fit.successor) return judge_transition(fit, asked, found);
  const Named act{"act", requirement.act};
  const facts::LegalAct* nearest = nullptr;
  Tenure tenure;
  context.tables.acts.visit(requirement.act, context.size, [&](const facts::LegalAct& row) {
    const Tenure here = tenure_at(row, context.event);
    if (!nearest || here.phase < tenure.phase) {
      nearest = &row;
      tenure = here;
    }
    return true;
  });
  if (!nearest) return found.note(code::kInstrumentActNotOnFile, {act}, {requirement.since});
  switch (tenure.phase) {
    case Phase::kInForce:
      return found.holds(code::kInstrumentOwnLaw, {act}, {nearest->since});
    case Phase::kOpen:
      return found.open(code::kInstrumentActOpen, Why::kFactNeeded, {act}, {nearest->since});
    default:
      return found.fails(code::kInstrumentActEnded, {act, {"ended", tenure.boundary}},
                         {nearest->since, tenure.evidence});
  }
}

// An acceptance act or a lawful-marketing rule.
void judge_unilateral(Context& context, const facts::Row& row, Id instrument, Findings& found) {
  const Named name{"instrument", instrument};
  const Tenure tenure = tenure_at(row, context.event);
  switch (tenure.phase) {
    case Phase::kInForce:
      return found.holds(code::kInstrumentInForce, {name}, {row.since});
    case Phase::kOpen:
      return found.open(code::kInstrumentEntryOpen, Why::kFactNeeded, {name}, {row.since});
    case Phase::kNotYet:
      return found.fails(code::kInstrumentNotYetInForce, {name, {"from", tenure.boundary}},
                         {row.since});
    case Phase::kSuspended:
      return found.fails(code::kInstrumentSuspended, {name}, {row.since, tenure.evidence});
    case Phase::kEnded:
      return found.fails(code::kInstrumentEnded, {name, {"ended", tenure.boundary}},
                         {row.since, tenure.evidence});
  }
}

constexpr std::uint32_t bit(Artefact artefact) { return 1U << static_cast<unsigned>(artefact); }

// What a body attests about conformity. A test report tells what was measured and a declaration
// what the supplier says: where the act asks for a third party's attestation, neither is one. That
// a refusal is none either is said by the currency leg.
constexpr std::uint32_t kThirdPartyArtefacts =
    bit(Artefact::kCertificate) | bit(Artefact::kTypeExamination) | bit(Artefact::kInspection) |
    bit(Artefact::kQualityApproval) | bit(Artefact::kMark) | bit(Artefact::kRefusal);

void judge_artefact(const Case& asked, std::uint32_t artefacts, Findings& found) {
  const Artefact artefact = asked.attestation.artefact();
  if ((artefacts >> static_cast<unsigned>(artefact) & 1U) != 0) return;
  found.fails(code::kInstrumentArtefactNotCovered, {{"artefact", name(artefact)}}, {kOwnRecord});
}

// Whose rules the attestation was made under, and whether this kind of annex recognises those.
void judge_acts(Context& context, const Case& asked, Findings& found) {
  const Candidate& candidate = asked.candidate;
  if (!candidate.requirement) return;
  const Id act = candidate.requirement->act;
  const Id issued_under = asked.attestation.act();
  const bool importer_rules = candidate.route == Route::kR1 || candidate.route == Route::kR2 ||
                              candidate.route == Route::kR5;
  const bool paired =
      std::ranges::any_of(candidate.annex->act_pairs, [&](const facts::ActPair& pair) {
        return pair.exporter == issued_under && pair.importer == act;
      });
  if (!importer_rules && paired) return;
  if (importer_rules || candidate.route == Route::kR3) {
    const ActFit fit = under_act(context, asked.attestation, act);
    if (fit.fit != UnderAct::kNo) return judge_transition(fit, asked, found);
  }
  found.fails(code::kInstrumentWrongLaw, {{"act", issued_under}, {"required", act}},
              {kOwnRecord, candidate.annex->since});
}

void judge_memberships(Context& context, const Case& asked, Findings& found) {
  const auto tell = [&](Id member, Id area, const facts::Belonging& belonging) {
    if (belonging.holding != Holding::kPossibly) return;
    found.open(code::kInstrumentMembershipOpen, Why::kFactNeeded,
               {{"member", member}, {"area", area}}, {belonging.evidence});
  };
  const auto report = [&](Places places, Id area) {
    const facts::AreaOf* place = find_place(places, area);
    if (place) tell(places.front().area, area, place->belonging);
  };
  const auto report_home = [&](Id party) {
    const facts::AreaOf* place = asked.attestation.home_in(party);
    if (!place || place->belonging.holding != Holding::kPossibly) return;
    tell(asked.attestation.home().economy, party, place->belonging);
  };
  const Candidate& candidate = asked.candidate;
  const Places market = asked.attestation.market_places;
  if (candidate.annex) {
    report_home(candidate.from);
    report(market, candidate.to);
  }
  if (candidate.acceptance) report(market, candidate.acceptance->market);
  if (candidate.lawful) {
    const Id issuer = asked.attestation.home().economy;
    const Id area = candidate.lawful->area;
    tell(issuer, area, facts::member_of(context.event, issuer, area, asked.attestation.sector()));
    report(market, area);
  }
  if (candidate.requirement) report(market, candidate.requirement->market);
}

// An arrangement of participants: the market takes part at the event, in any role.
void judge_own_participation(Context& context, const Case& asked, Findings& found) {
  const Candidate& candidate = asked.candidate;
  if (candidate.annex->competence != facts::CompetenceBy::kParticipation || candidate.own) return;
  const Participating part = participating(context.event, *candidate.annex, candidate.to);
  const Tenure& best = part.tenure;
  const Ordinal evidence = part.row ? part.row->since : kNever;
  const NamedList who{{"instrument", candidate.annex->annex}, {"party", candidate.to}};
  const Named instrument{"instrument", candidate.annex->annex};
  const Named party{"party", candidate.to};
  switch (part.row ? best.phase : Phase::kSuspended) {
    case Phase::kInForce:
      return;
    case Phase::kOpen:
      return found.open(code::kInstrumentParticipationOpen, Why::kFactNeeded, who, {evidence});
    case Phase::kNotYet:
      return found.fails(code::kInstrumentParticipationLater,
                         {instrument, party, {"from", best.boundary}}, {evidence});
    case Phase::kEnded:
      return found.fails(code::kInstrumentParticipationEnded,
                         {instrument, party, {"ended", best.boundary}}, {evidence, best.evidence});
    case Phase::kSuspended:
      return found.fails(code::kInstrumentParticipationMissing, who, {evidence});
  }
}

// The requirement's least level against the recognised one, never the certified one.
void judge_level(const Context& context, const Case& asked, const TerseExtent& extent,
                 Findings& found) {
  const facts::Requirement* requirement = asked.candidate.requirement;
  if (!requirement || requirement->level == kNoId) return;
  const auto* scale = described(context, context.tables.scales, requirement->scale);
  const Named required{"required", requirement->level};
  if (!scale || scale->scale != extent.scale) {
    return found.open(code::kInstrumentScaleDiffers, Why::kNoDecision,
                      {{"scale", extent.scale}, required}, {requirement->since});
  }
  const int least = level_index(*scale, requirement->level);
  const int level = level_index(*scale, extent.level);
  const int at_most = extent.at_most == kNoId ? level : level_index(*scale, extent.at_most);
  if (least <= level) return;
  if (least <= at_most) {
    return found.open(code::kInstrumentLevelOpen, Why::kFactNeeded,
                      {{"level", extent.level}, {"atMost", extent.at_most}, required},
                      {requirement->since});
  }
  found.fails(code::kInstrumentLevelBelow, {{"level", extent.level}, required},
              {requirement->since, kOwnRecord});
}

void judge_extent(Context& context, const Case& asked, Findings& found, TerseExtent& extent) {
  const CapResult caps = caps_of(context, asked);
  extent = extent_of(context, asked, caps);
  const facts::Annex* annex = asked.candidate.annex;
  if (caps.capped && caps.surely < 0) {
    extent.whole = false;
    return found.fails(code::kInstrumentNoCap, {{"instrument", annex->annex}}, {annex->since});
  }
  judge_level(context, asked, extent, found);
  if (!caps.capped) return;
  if (extent.at_most != kNoId) {
    found.note(code::kInstrumentExtentOpen,
               {{"level", extent.level}, {"atMost", extent.at_most}, {"missing", extent.missing}},
               {annex->since, caps.scale->since});
  }
  if (!extent.whole) {
    found.note(code::kInstrumentPartialExtent, {{"level", extent.level}},
               {annex->since, caps.scale->since});
  }
}

// Demands that the attestation says it leaves out. Where the requirement tells its demands apart,
// only its own count, each by its severity; where it does not, how grave one is nobody has said,
// and it has to be shown in another way.
void judge_left_out(const Case& asked, Findings& found) {
  const facts::Requirement* requirement = asked.candidate.requirement;
  if (!requirement) return;
  const Ids& left_out = asked.attestation.atoms_left_out();
  if (left_out.empty()) return;
  const Duty duty{"before-market", "market-surveillance"};
  if (requirement->atoms.empty()) {
    for (const Id demand : left_out) {
      found.condition(code::kConditionDemandLeftOut, duty, {{"demand", demand}}, {kOwnRecord});
    }
    return;
  }
  for (const facts::Atom& atom : requirement->atoms) {
    if (!contains(left_out, atom.atom)) continue;
    const Named demand{"demand", atom.atom};
    if (atom.severity >= 3) {
      found.fails(code::kInstrumentDemandLeftOut,
                  {demand, {"severity", std::int64_t{atom.severity}}},
                  {kOwnRecord, requirement->since});
    } else {
      found.condition(code::kConditionDemandLeftOut, duty, {demand},
                      {kOwnRecord, requirement->since});
    }
  }
}

void judge_carrier(Context& context, const Case& asked, Findings& found) {
  const Candidate& candidate = asked.candidate;
  if (candidate.own) {
    found.holds(code::kInstrumentOwnAttestation, {{"party", candidate.to}},
                {candidate.annex->since});
  } else if (candidate.annex) {
    judge_annex(context, asked, found);
    judge_artefact(asked, candidate.annex->artefacts, found);
    judge_acts(context, asked, found);
    judge_own_participation(context, asked, found);
  } else if (candidate.acceptance) {
    judge_unilateral(context, *candidate.acceptance, candidate.acceptance->act, found);
    judge_artefact(asked, candidate.acceptance->artefacts, found);
  } else if (candidate.lawful) {
    judge_unilateral(context, *candidate.lawful, candidate.lawful->area, found);
  } else if (candidate.by_equivalence) {
    found.holds(code::kInstrumentByEquivalence);
  } else {
    judge_own_law(context, asked, found);
    if (candidate.procedure && candidate.procedure->party == facts::Party::kThird) {
      judge_artefact(asked, kThirdPartyArtefacts, found);
    }
  }
}

}  // namespace

void judge_instrument(Context& context, const Case& asked, Judgement& into, TerseExtent& extent) {
  Findings found(context, Leg::kInstrument, into);
  const Candidate& candidate = asked.candidate;
  judge_carrier(context, asked, found);
  judge_memberships(context, asked, found);
  if (candidate.procedure && candidate.procedure->when) {
    std::vector<std::string> missing;
    if (candidate.procedure->when->holds(asked.attestation.attributes(context), &missing) ==
        Truth::kUnknown) {
      found.attributes_needed(code::kInstrumentAttributeNeeded, missing);
    }
  }
  const bool act_at_stake =
      candidate.requirement && candidate.route != Route::kR1 && candidate.route != Route::kR7;
  if (act_at_stake && asked.attestation.legal_effect() == facts::LegalEffect::kVoluntary) {
    found.fails(code::kInstrumentVoluntary, {}, {kOwnRecord});
  }
  judge_left_out(asked, found);
  judge_extent(context, asked, found, extent);
}

}  // namespace concordat::recognition

#include "core/recognition/own_legs.hpp"

#include <algorithm>

#include "core/recognition/coded.hpp"
#include "core/recognition/desk.hpp"
#include "core/recognition/legs.hpp"

namespace concordat::recognition {
namespace {

template <class T>
void give_places(std::vector<T>& list, std::size_t leg) {
  const std::size_t placed = std::min(list.size(), FoundAt::kMost);
  for (std::size_t at = 0; at < placed; ++at) list[at].at = FoundAt(leg, at);
}

// Stands for the codes of a leg: that of the one finding, or the number of the series.
std::uint64_t codes_of(Workspace::Desk& desk, const Judgement& judgement) {
  constexpr std::uint64_t kNumbered = std::uint64_t{0xFF} << 16;  // where no leg has that number
  const auto& [findings, conditions] = judgement;
  if (findings.size() == 1 && conditions.empty()) return code_word(findings.front());
  std::vector<std::uint64_t>& words = desk.words;
  words.clear();
  words.push_back(findings.size());
  for (const TerseFinding& finding : findings) words.push_back(code_word(finding));
  for (const TerseCondition& condition : conditions) {
    // Timings and duties are literals.
    words.push_back(condition.code.number());
    words.push_back(address(condition.timing.data()));
    words.push_back(address(condition.verified_by.data()));
  }
  return std::uint64_t{desk.codes.number_of(words)} << 32 | kNumbered;
}

// What the leg finds on the day of the context, whose window is narrowed by the leg's.
template <class Judge>
void judge_once(Context& context, OwnLeg& leg, std::size_t number, Judge&& judge) {
  if (!leg.judged || !leg.window.contains(context.on())) {
    const facts::Window outer = std::exchange(context.event.window, {});
    leg.judgement.clear();
    judge(leg.judgement);
    give_places(leg.judgement.findings, number);
    give_places(leg.judgement.conditions, number);
    leg.codes = codes_of(context.desk, leg.judgement);
    leg.judged = true;
    leg.window = std::exchange(context.event.window, outer);
  }
  context.event.window.intersect(leg.window);
}

const facts::CertificateStanding& standing_of(Context& context, Attestation& attestation) {
  OwnStanding& standing = attestation.own.standing;
  if (!standing.known || !standing.window.contains(context.on())) {
    const facts::Window outer = std::exchange(context.event.window, {});
    standing.standing = facts::certificate_state_at(context.event, attestation.row->certificate);
    standing.known = true;
    standing.window = std::exchange(context.event.window, outer);
  }
  context.event.window.intersect(standing.window);
  return standing.standing;
}

void judge(Context& context, Attestation& attestation, Leg leg, Judgement& into) {
  switch (leg) {
    case Leg::kAuthenticity:
      return judge_authenticity(context, attestation, into);
    case Leg::kEntitlement:
      return judge_entitlement(context, attestation, into);
    case Leg::kCoverage:
      return judge_coverage(context, attestation, standing_of(context, attestation), into);
    case Leg::kCurrency:
      return judge_currency(context, attestation, standing_of(context, attestation), into);
    default:
      return judge_measures(context, &attestation, into);
  }
}

// What was found for another record, or in other places, is found no more.
void forget_others(const Context& context, Attestation& attestation) {
  OwnLegs& own = attestation.own;
  const facts::AreaOf* const places = context.measured_in.data();
  if (own.of == attestation.row && own.reference == attestation.reference &&
      own.measured_in == places) {
    return;
  }
  own.of = attestation.row;
  own.reference = attestation.reference;
  own.measured_in = places;
  own.standing.known = false;
  for (OwnLeg& leg : own.legs) leg.judged = false;
  context.desk.goods.judged = false;
}

const OwnLeg& own_leg(const Context& context, std::size_t leg) {
  return leg == kGoodsLeg ? context.desk.goods : context.attestations.front().own.legs[leg];
}

}  // namespace

const Attestation* declaration_of(const Context& context) {
  const auto found = std::ranges::find_if(context.attestations, [](const Attestation& attestation) {
    return attestation.profile->artefact == facts::Artefact::kDeclaration;
  });
  return found == context.attestations.end() ? nullptr : &*found;
}

void judge_own_legs(Context& context) {
  for (Attestation& attestation : context.attestations) {
    forget_others(context, attestation);
    for (std::size_t at = 0; at < std::size(kOwnLegs); ++at) {
      judge_once(context, attestation.own.legs[at], at,
                 [&](Judgement& into) { judge(context, attestation, kOwnLegs[at], into); });
    }
  }
  OwnLeg& goods = context.desk.goods;
  // A procedure without any body is asked about the goods alone.
  if (context.question.purpose == Purpose::kMarketAccess && !declaration_of(context)) {
    if (context.attestations.empty()) goods.judged = false;
    judge_once(context, goods, kGoodsLeg,
               [&](Judgement& into) { judge_measures(context, nullptr, into); });
  } else {
    goods.judged = false;
    goods.judgement.clear();
    goods.codes = 0;
  }
}

void gather_own_legs(Context& context) {
  for (Attestation& attestation : context.attestations) {
    Judgement& common = attestation.common;
    common.clear();
    for (const OwnLeg& leg : attestation.own.legs) {
      const auto& [findings, conditions] = leg.judgement;
      common.findings.insert(common.findings.end(), findings.begin(), findings.end());
      common.conditions.insert(common.conditions.end(), conditions.begin(), conditions.end());
    }
  }
}

bool all_have_places(const Context& context) {
  if (context.desk.goods.judgement.findings.size() > FoundAt::kMost) return false;
  for (const OwnLeg& leg : context.attestations.front().own.legs) {
    const auto& [findings, conditions] = leg.judgement;
    if (findings.size() > FoundAt::kMost || conditions.size() > FoundAt::kMost) return false;
  }
  return true;
}

const TerseFinding& finding_at(const Context& context, FoundAt place) {
  if (place.list() >= kOwnLists) {
    return context.ways->lists[place.list() - kOwnLists].findings[place.number()];
  }
  return own_leg(context, place.list()).judgement.findings[place.number()];
}

const TerseCondition& own_condition(const Context& context, FoundAt place) {
  return own_leg(context, place.list()).judgement.conditions[place.number()];
}

std::uint32_t own_codes(const Context& context) {
  const auto& legs = context.attestations.front().own.legs;
  static_assert(std::size(kOwnLegs) == 5);
  const std::uint64_t words[] = {legs[0].codes, legs[1].codes, legs[2].codes,
                                 legs[3].codes, legs[4].codes, context.desk.goods.codes};
  return context.desk.own_codes.number_of(words);
}

}  // namespace concordat::recognition

#include "core/recognition/ways.hpp"

#include <algorithm>

#include "core/recognition/desk.hpp"
#include "core/recognition/legs.hpp"
#include "core/recognition/order.hpp"
#include "core/recognition/own_legs.hpp"
#include "core/recognition/routes.hpp"
#include "core/recognition/rules.hpp"

namespace concordat::recognition {
namespace {

void sort_by_leg(std::vector<TerseFinding>& findings) {
  put_in_order(findings, [](const TerseFinding& left, const TerseFinding& right) {
    return left.leg < right.leg;
  });
}

// ---- the ways of a kind ---------------------------------------------------------------------

// What a procedure makes of one module: alternatives name modules, and a module that none of them
// offers is told of with the requirement.
void put_alternatives(const Kind& kind, const Candidate& candidate,
                      std::vector<std::uint64_t>& words) {
  if (!candidate.procedure) return words.push_back(0);
  const auto& alternatives = candidate.procedure->alternatives;
  words.push_back(1 + alternatives.size());
  words.push_back(candidate.procedure->needs_presumption ? 1 : 0);
  if (alternatives.empty()) return;
  const Id module = kind.module();
  words.push_back(module);
  bool offered = false;
  for (const Ids& modules : alternatives) {
    offered = offered || contains(modules, module);
    words.push_back(modules.size());
    words.insert(words.end(), modules.begin(), modules.end());
  }
  words.push_back(offered ? 0 : address(candidate.requirement));
}

// What decides of a part, of one attestation on its own way.
std::uint32_t codes_of(Context& context, const Kind& kind, const Part& part) {
  const Candidate& candidate = part.candidate;
  std::vector<std::uint64_t>& words = context.desk.words;
  words.clear();
  words.push_back(static_cast<std::uint64_t>(candidate.route));
  put_alternatives(kind, candidate, words);
  // A report leaves its requirement to be certified to.
  words.push_back(candidate.route == Route::kR1 ? address(candidate.requirement) : 0);
  put_words(part.judgement.findings, words);
  put_words(part.judgement.conditions, words);
  put_words(part.extent, words);
  return context.desk.codes.number_of(words);
}

Part judge_part(Context& context, Kind& kind, const Candidate& candidate) {
  Part part{.candidate = candidate, .judgement = {}, .extent = {}};
  const Case asked{kind, candidate};
  if (candidate.beyond) {
    Findings(context, Leg::kInstrument, part.judgement)
        .open(code::kInstrumentSearchBounded, Why::kSearchBounded);
  } else {
    judge_competence_and_acceptance(context, asked, part.judgement);
    judge_instrument(context, asked, part.judgement, part.extent);
    judge_equivalence(context, asked, part.judgement);
    sort_by_leg(part.judgement.findings);
  }
  if (context.desk.keeps_outlines) part.codes = codes_of(context, kind, part);
  return part;
}

std::vector<Part> judge_parts(Context& context, Kind& kind, const facts::Requirement* requirement) {
  const auto candidates = requirement ? candidates_for(context, kind, *requirement)
                                      : candidates_for_itself(context, kind);
  std::vector<Part> parts;
  parts.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    parts.push_back(judge_part(context, kind, candidate));
  }
  return parts;
}

const std::vector<Part>& parts_of(Context& context, Kind& kind,
                                  const facts::Requirement* requirement) {
  Workspace::Desk& desk = context.desk;
  if (!desk.keeps_outlines) {
    // Of a single question, whose kinds are few, each by itself.
    const MemoKey key{{circumstances(context), address(requirement), address(&kind.profile()),
                       address(context.product.attributes), 0}};
    return recall(context, &kind, MemoPlace<std::vector<Part>>{desk.parts.judgements(), key},
                  [&] { return judge_parts(context, kind, requirement); })
        .value;
  }
  // Whether anything connects its home with the market, and its law with the requirement.
  static constexpr Notes kForRequirement{Member::kUnderAct, Member::kAnnexes, Member::kDecided};
  static constexpr Notes kForItself{Member::kScheme, Member::kAnnexes};
  kind.ask_for(requirement);
  const MemoKey base{{circumstances(context), address(requirement), kind.sector(), 0, 0}};
  return recall_noted(context, kind,
                      desk.parts.at(base, requirement ? kForRequirement : kForItself),
                      [&] { return judge_parts(context, kind, requirement); })
      .value;
}

// ---- presumption ----------------------------------------------------------------------------

const Coded& presumption_of(Context& context, const facts::Requirement& requirement,
                            const facts::Ids& editions) {
  Workspace::Desk& desk = context.desk;
  desk.words.assign(editions.begin(), editions.end());
  const std::uint64_t which =
      desk.keeps_outlines ? desk.members.number_of(desk.words) : address(&editions);
  const MemoKey key{{context.market, address(&requirement), which}};
  return recall(context, nullptr, MemoPlace<Coded>{desk.presumptions, key},
                [&] {
                  Judgement judgement;
                  judge_presumption(context, requirement, editions, judgement);
                  return coded(desk, std::move(judgement));
                })
      .value;
}

// ---- first party ----------------------------------------------------------------------------

Judgement judge_first_party(Context& context, const facts::Requirement& requirement,
                            const facts::Procedure& procedure, const facts::Profile* declaration) {
  Judgement judgement;
  Findings(context, Leg::kCompetence, judgement).holds(code::kCompetenceFirstParty);
  Findings instrument(context, Leg::kInstrument, judgement);
  instrument.holds(code::kInstrumentOwnLaw, {{"act", requirement.act}}, {requirement.since});
  if (procedure.when) {
    std::vector<std::string> missing;
    if (procedure.when->holds(*context.product.attributes, &missing) == Truth::kUnknown) {
      instrument.attributes_needed(code::kInstrumentAttributeNeeded, missing);
    }
  }
  for (const facts::Evidence& evidence : procedure.evidence) {
    instrument.condition(code::kConditionEvidence,
                         {context.text(evidence.timing), context.text(evidence.verified_by)},
                         {{"kind", evidence.kind}, {"procedure", procedure.procedure}},
                         {requirement.since});
  }
  if (declaration) {
    judge_presumption(context, requirement, declaration->editions, judgement);
  } else if (procedure.needs_presumption) {
    Findings(context, Leg::kPresumption, judgement)
        .open(code::kPresumptionEditionNotStated, Why::kFactNeeded);
  }
  sort_by_leg(judgement.findings);
  return judgement;
}

const Coded& first_party_judged(Context& context, const facts::Requirement& requirement,
                                const facts::Procedure& procedure) {
  Workspace::Desk& desk = context.desk;
  const Attestation* declaration = declaration_of(context);
  const facts::Profile* profile = declaration ? declaration->profile : nullptr;
  const MemoKey key{{circumstances(context), address(&procedure), address(profile),
                     address(context.product.attributes)}};
  return recall(context, nullptr, MemoPlace<Coded>{desk.first_parties, key},
                [&] {
                  return coded(desk, judge_first_party(context, requirement, procedure, profile));
                })
      .value;
}

// ---- the nearest ----------------------------------------------------------------------------

const Coded& nearest_judged(Context& context, Kind& kind) {
  const MemoKey key{{context.market, kind.home_itself().number, kind.sector()}};
  return recall(context, &kind, context.desk.nearest.at(key),
                [&] {
                  Judgement judgement;
                  Findings(context, Leg::kInstrument, judgement)
                      .open(code::kInstrumentNoDecision, Why::kNoDecision,
                            {{"market", context.market}});
                  note_nearest_annexes(context, kind, judgement.findings);
                  return coded(context.desk, std::move(judgement));
                })
      .value;
}

// ---- of one attestation ---------------------------------------------------------------------

class Search {
 public:
  explicit Search(Context& context)
      : context_(context),
        attestation_(context.attestations.front()),
        words_(context.desk.words_of_ways),
        names_(context.desk.names_of_ways) {}

  Ways find() {
    const Rules& rules = rules_of(context_);
    words_.clear();
    names_.clear();
    words_.push_back(static_cast<std::uint64_t>(context_.question.purpose));
    words_.push_back(address(rules.matrix));
    words_.push_back(static_cast<std::uint64_t>(rules.semantics_version));
    words_.push_back(declaration_of(context_) ? 1 : 0);
    if (rules.matrix) {
      if (context_.question.purpose == Purpose::kRecognition) {
        recognition();
      } else {
        market_access();
      }
    }
    order_of_names();
    ways_.placed =
        ways_.lists.size() + kOwnLists < FoundAt::kMost &&
        std::ranges::all_of(
            ways_.lists,
            [](const Ways::List& list) { return list.findings.size() <= FoundAt::kMost; });
    ways_.codes = context_.desk.codes.number_of(words_);
    ways_.names = context_.desk.codes.number_of(names_);
    return std::move(ways_);
  }

 private:
  void recognition() {
    const auto& requirements = requirements_in_force(context_, attestation_.profile->sector);
    ways_.targets.reserve(1 + requirements.size());
    ways_.lists.reserve(2 * requirements.size());
    bool any = target(nullptr);
    for (const facts::Requirement* requirement : requirements) {
      any = target(requirement) || any;
    }
    if (!any) nearest();
  }

  void market_access() {
    const std::vector<Considered>& all = considered_requirements(context_);
    // With the market, the sector, and what is found of each.
    words_.push_back(address(&all));
    words_.push_back(context_.product.sector);
    words_.push_back(declared_complete(context_, context_.product.sector));
    bool lost = false;
    for (const Considered& considered : all) {
      if (considered.applies != Truth::kYes) continue;
      const bool third = target(considered.requirement);
      const bool first = first_parties(*considered.requirement);
      lost = lost || (!third && !first);
    }
    if (lost) nearest();
  }

  // The first part that goes the same way: they are taken together.
  static std::size_t first_alike(const std::vector<Part>& parts, const Part& part) {
    const auto first = std::ranges::find(parts, part.candidate, &Part::candidate);
    return static_cast<std::size_t>(first - parts.begin());
  }

  // In what order the names of ways lie, which breaks ties between them.
  void order_of_names() {
    const auto of_way = [](const Ways::List& list) { return list.of_way; };
    if (std::ranges::count_if(ways_.lists, of_way) < 2) return;
    for (const Ways::List& list : ways_.lists) {
      if (!list.of_way) continue;
      const auto before = std::ranges::count_if(ways_.lists, [&](const Ways::List& other) {
        return other.of_way && other.instrument != list.instrument &&
               context_.text(other.instrument) < context_.text(list.instrument);
      });
      words_.push_back(static_cast<std::uint64_t>(before));
    }
  }

  // Whether there is a way.
  bool target(const facts::Requirement* requirement) {
    Target found = target_of(context_, *attestation_.kind, requirement);
    found.list = ways_.lists.size();
    const std::vector<Part>& parts = *found.parts;
    words_.push_back(std::uint64_t{requirement ? 1U : 0U} << 32 | parts.size());
    if (!parts.empty()) names_.push_back(address(requirement));
    for (const Part& part : parts) {
      words_.push_back(std::uint64_t{first_alike(parts, part)} << 32 | part.codes);
      names_.push_back(part.candidate.instrument());
      ways_.lists.push_back({part.judgement.findings, true, part.candidate.instrument()});
    }
    if (found.presumption) {
      words_.push_back(found.presumption->codes);
      ways_.lists.push_back({found.presumption->judgement.findings});
    }
    ways_.targets.push_back(found);
    return !found.parts->empty();
  }

  bool first_parties(const facts::Requirement& requirement) {
    bool any = false;
    visit_first_parties(context_, requirement, [&](const facts::Procedure& procedure) {
      const Coded& found = first_party_judged(context_, requirement, procedure);
      words_.push_back(address(&procedure));
      words_.push_back(found.codes);
      names_.push_back(procedure.procedure);
      ways_.first_parties.push_back({&procedure, &found.judgement, ways_.lists.size()});
      ways_.lists.push_back({found.judgement.findings, true, procedure.procedure});
      any = true;
    });
    return any;
  }

  void nearest() {
    const Coded& found = nearest_judged(context_, *attestation_.kind);
    words_.push_back(found.codes);
    ways_.nearest = {&found.judgement.findings, ways_.lists.size()};
    ways_.lists.push_back({found.judgement.findings});
  }

  Context& context_;
  const Attestation& attestation_;
  std::vector<std::uint64_t>& words_;  // what decides
  std::vector<std::uint64_t>& names_;
  Ways ways_;
};

}  // namespace

Ways find_ways(Context& context) { return Search(context).find(); }

Target target_of(Context& context, Kind& kind, const facts::Requirement* requirement) {
  if (context.ways) {
    return *std::ranges::find(context.ways->targets, requirement, &Target::requirement);
  }
  static constexpr std::vector<Part> kNone;
  // Only schemes are recognised for themselves.
  const bool any = requirement || kind.profile().scheme != kNoId;
  Target target{.requirement = requirement,
                .parts = any ? &parts_of(context, kind, requirement) : &kNone};
  if (requirement && !target.parts->empty()) {
    target.presumption = &presumption_of(context, *requirement, kind.profile().editions);
  }
  return target;
}

FirstParty first_party_of(Context& context, const facts::Requirement& requirement,
                          const facts::Procedure& procedure) {
  if (context.ways) {
    return *std::ranges::find(context.ways->first_parties, &procedure, &FirstParty::procedure);
  }
  return {&procedure, &first_party_judged(context, requirement, procedure).judgement, 0};
}

Nearest nearest_of(Context& context, Kind& kind) {
  if (context.ways) return context.ways->nearest;
  return {&nearest_judged(context, kind).judgement.findings, 0};
}

void put(const Context& context, std::span<const TerseFinding> findings, FoundAt first,
         std::vector<TerseFinding>& into) {
  const std::size_t before = into.size();
  into.insert(into.end(), findings.begin(), findings.end());
  if (!context.outlining) return;
  for (std::size_t at = 0; at < findings.size(); ++at) {
    into[before + at].at = FoundAt(kOwnLists + first.list(), first.number() + at);
  }
}

}  // namespace concordat::recognition

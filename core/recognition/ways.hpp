// What a day has for the one attestation of a question, before anything is concluded from it.
//
// An answer is concluded from the ways of the attestation, what was found on each, and the legs of
// its own. Of all that, codes decide, and a few other things that are numbered here with them; what
// findings say and what they rest on decides nothing. So where two attestations have ways with one
// number, of whatever kinds and economies, in whatever market, their answers differ in what
// findings say and in what requirements and ways are called, and are told from one outline.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "core/recognition/candidates.hpp"
#include "core/recognition/coded.hpp"

namespace concordat::recognition {

// A way of a kind of attestation, its legs judged: all but presumption, which editions alone
// decide.
struct Part {
  Candidate candidate;
  Judgement judgement;  // findings in the order of the legs
  TerseExtent extent;
  std::uint32_t codes = 0;  // of all this, as far as it decides; without the name of the way
};

// What was found for a requirement, or for the attestation itself.
struct Target {
  const facts::Requirement* requirement = nullptr;  // null: the attestation itself
  const std::vector<Part>* parts = nullptr;
  const Coded* presumption = nullptr;  // null without a way, or a requirement
  // Where its findings lie among the lists of the day: those of the parts from this one on, and
  // those of presumption behind them.
  std::size_t list = 0;
};
struct FirstParty {
  const facts::Procedure* procedure = nullptr;
  const Judgement* judgement = nullptr;
  std::size_t list = 0;
};
// That nobody has agreed to anything, and behind it the facts nearest to a recognition.
struct Nearest {
  const std::vector<TerseFinding>* findings = nullptr;
  std::size_t list = 0;
};

struct Ways {
  std::vector<Target> targets;
  std::vector<FirstParty> first_parties;
  Nearest nearest;

  // All that was found, list by list: what an outline is told with. Where a list is that of a way,
  // what the way is called.
  struct List {
    std::span<const TerseFinding> findings;
    bool of_way = false;
    Id instrument = kNoId;
  };
  std::vector<List> lists;
  // Whether everything found has a place in them.
  bool placed = true;
  // Stands for all that decides.
  std::uint32_t codes = 0;
  // Stands for the requirements and the names of the ways.
  std::uint32_t names = 0;

  // The place of a target among them, counted from one.
  [[nodiscard]] std::uint32_t number_of(const facts::Requirement* requirement) const {
    const auto found = std::ranges::find(targets, requirement, &Target::requirement);
    return static_cast<std::uint32_t>(found - targets.begin()) + 1;
  }
};

// Of the day of the context, where its question has one attestation.
[[nodiscard]] Ways find_ways(Context& context);

// What the ways of the context hold; what is found anew where it has none.
[[nodiscard]] Target target_of(Context& context, Kind& kind, const facts::Requirement* requirement);
// All but measures, which are those against the goods.
[[nodiscard]] FirstParty first_party_of(Context& context, const facts::Requirement& requirement,
                                        const facts::Procedure& procedure);
[[nodiscard]] Nearest nearest_of(Context& context, Kind& kind);

// Adds findings; where an outline is made, with the places of a list from `first` on, which is
// counted from the first list of the ways.
void put(const Context& context, std::span<const TerseFinding> findings, FoundAt first,
         std::vector<TerseFinding>& into);

// Calls visit(procedure) for the first-party procedures of a requirement that may be open.
template <class Visit>
void visit_first_parties(const Context& context, const facts::Requirement& requirement,
                         Visit&& visit) {
  for (const facts::Procedure& procedure : requirement.procedures) {
    if (procedure.party != facts::Party::kFirst) continue;
    const bool closed =
        procedure.when && procedure.when->holds(*context.product.attributes) == Truth::kNo;
    if (!closed) visit(procedure);
  }
}

}  // namespace concordat::recognition

// Section 3: by which ways a requirement could be met.
#include <algorithm>

#include "sim/oracle/case.hpp"

namespace concordat::sim::oracle {

using statement::Truth;

namespace {

std::string sector_of(const Case& asked) { return asked.sector; }

// The parties of an agreement that hold an economy: itself, or an area it is a member of.
std::vector<std::string> parties_with(const Case& asked, const Fact& agreement,
                                      std::string_view economy, Date at) {
  std::vector<std::string> found;
  const std::vector<std::string> own = asked.areas_with(economy, at);
  const auto add = [&](std::string_view party) {
    if (among(own, party) && !among(found, party)) found.emplace_back(party);
  };
  for (const json::Value& party : agreement.body().array("parties")) add(*party.as_string());
  for (const Fact* deposit : asked.facts.of("deposit")) {
    if (deposit->text("agreement") == agreement.text("agreement")) {
      add(deposit->text("party"));
    }
  }
  for (const Fact* participation : asked.facts.of("participation")) {
    if (participation->text("agreement") == agreement.text("agreement")) {
      add(participation->text("party"));
    }
  }
  return found;
}

bool directed(const json::Value& annex, std::string_view from, std::string_view to) {
  if (from == to) return false;
  const json::Array& directions = annex.array("directions");
  if (directions.empty()) return true;
  return std::ranges::any_of(directions, [&](const json::Value& direction) {
    return direction.text("from") == from && direction.text("to") == to;
  });
}

Route route_of(std::string_view kind) {
  return static_cast<Route>(kind[1] - '0');  // "R0" to "R7", in the order of the enumeration
}

bool covers_act(const json::Value& annex, std::string_view kind, std::string_view act,
                const Held& held) {
  if (kind == "R3" || kind == "R4") {
    return std::ranges::any_of(annex.array("actPairs"), [&](const json::Value& pair) {
      return pair.text("importer") == act;
    });
  }
  if (!holds(annex, "importerActs", act)) return false;
  if (kind != "R1") return true;
  const std::string_view artefact = held.text("artefact");
  return (artefact == "test-report" || artefact == "certificate" || artefact == "inspection") &&
         holds(annex, "artefacts", artefact);
}

// Every annex that runs from a party of E to a party of J, and what the caller asks of it.
template <class Wanted>
void add_annexes(const Case& asked, const Held& held, std::vector<Candidate>& found,
                 const Wanted& wanted) {
  const std::string economy = asked.economy_of(held);
  if (economy.empty()) return;
  for (const Fact* agreement : asked.facts.of("agreement")) {
    for (const json::Value& annex : agreement->body().array("annexes")) {
      const std::string_view sector = annex.text("sector");
      if (!sector.empty() && sector != sector_of(asked)) continue;
      if (!wanted(annex)) continue;
      for (const std::string& from : parties_with(asked, *agreement, economy, held.issued())) {
        for (const std::string& to : parties_with(asked, *agreement, asked.market, asked.date)) {
          if (!directed(annex, from, to)) continue;
          found.push_back({.route = route_of(annex.text("kind")),
                           .instrument = std::string(annex.text("annex")),
                           .fact = agreement,
                           .annex = &annex,
                           .from = from,
                           .to = to,
                           .attestations = {&held}});
        }
      }
    }
  }
}

// ---- procedures, and the modules they need

bool needs_paper(std::string_view module) { return module != "A" && module != "C"; }

// Every way of giving the other modules of an alternative an attestation; a module that has none is
// missing.
void add_alternative(const std::vector<const Held*>& usable, const json::Value& alternative,
                     const Candidate& one, std::vector<Candidate>& found) {
  std::vector<Candidate> ways = {one};
  for (const json::Value& module : alternative.array("modules")) {
    const std::string& name = *module.as_string();
    if (!needs_paper(name) || name == one.attestations.front()->text("module")) continue;
    std::vector<Candidate> longer;
    for (const Candidate& way : ways) {
      bool any = false;
      for (const Held* held : usable) {
        if (held->text("module") != name) continue;
        any = true;
        longer.push_back(way);
        longer.back().attestations.push_back(held);
      }
      if (!any) {
        longer.push_back(way);
        longer.back().missing_modules.push_back(name);
      }
    }
    ways = longer;
  }
  found.insert(found.end(), ways.begin(), ways.end());
}

// One candidate for each third-party procedure that may be open, with its ways.
void follow_procedures(const Case& asked, const Fact& requirement, const Candidate& one,
                       const std::vector<const Held*>& usable, std::vector<Candidate>& found) {
  for (const json::Value& procedure : requirement.body().array("procedures")) {
    if (procedure.text("party") == "first") continue;
    if (asked.holds(procedure.find("when")) == Truth::kNo) continue;
    if (one.procedure != nullptr && one.procedure != &procedure) continue;
    Candidate with = one;
    with.procedure = &procedure;
    const json::Array& alternatives = procedure.array("alternatives");
    if (alternatives.empty()) {
      found.push_back(with);
      continue;
    }
    bool offered = false;
    for (const json::Value& alternative : alternatives) {
      if (!holds(alternative, "modules", one.attestations.front()->text("module"))) continue;
      offered = true;
      add_alternative(usable, alternative, with, found);
    }
    with.module_not_offered = true;
    if (!offered) found.push_back(with);
  }
}

// ---- R0

bool third_party_candidate(const Case& asked, const Fact& requirement, const json::Value& procedure,
                           const Held& held) {
  if (under_act(asked, held.text("act"), requirement.text("act")) == Under::kNo) return false;
  if (procedure.text("competence", "designation") != "designation") return true;
  if (from_inside(asked, held, requirement)) return true;
  for (const Fact* designation : asked.facts.of("designation")) {
    if (designation->text("body") == held.text("body") &&
        designation->text("act") == held.text("act") && designation->text("annex").empty() &&
        markets_own(asked, *designation, requirement)) {
      return true;
    }
  }
  return false;
}

void add_own_law(const Case& asked, const Fact& requirement, std::vector<Candidate>& found) {
  for (const json::Value& procedure : requirement.body().array("procedures")) {
    if (asked.holds(procedure.find("when")) == Truth::kNo) continue;
    Candidate candidate = {.route = Route::kR0,
                           .first_party = procedure.text("party") == "first",
                           .instrument = std::string(procedure.text("procedure")),
                           .procedure = &procedure};
    if (candidate.first_party) {
      found.push_back(candidate);
      continue;
    }
    std::vector<const Held*> usable;
    for (const Held& held : asked.attestations) {
      if (third_party_candidate(asked, requirement, procedure, held)) usable.push_back(&held);
    }
    for (const Held* held : usable) {
      candidate.attestations = {held};
      follow_procedures(asked, requirement, candidate, usable, found);
    }
  }
}

// ---- R4 by decision, R6, R7

bool decides_for(const Case& asked, const Fact& decision, const Held& held) {
  const std::string_view sector = decision.text("sector");
  return asked.of_market(decision.text("market")) &&
         holds(held.body(), "editions", decision.text("fromEdition")) &&
         (sector.empty() || sector == asked.sector) &&
         fits(decision.body(), "origins", asked.economy_of(held));
}

// One candidate, whatever the number of decisions.
void add_decisions(const Case& asked, const Fact& requirement, const Held& held,
                   std::vector<Candidate>& found) {
  if (held.text("act") == requirement.text("act")) return;
  for (const Fact* decision : asked.facts.of("equivalence-decision")) {
    if (!decides_for(asked, *decision, held)) continue;
    found.push_back({.route = Route::kR4, .attestations = {&held}});
    return;
  }
}

bool names_result(const Fact& acceptance, const Held& held) {
  const std::string_view act = acceptance.text("foreignAct");
  const std::string_view scheme = acceptance.text("scheme");
  return (!act.empty() && act == held.text("act")) ||
         (!scheme.empty() && scheme == held.text("scheme"));
}

void add_acceptances(const Case& asked, const Fact& requirement, const Held& held,
                     std::vector<Candidate>& found) {
  for (const Fact* acceptance : asked.facts.of("acceptance-act")) {
    if (asked.of_market(acceptance->text("market")) && acceptance->text("sector") == asked.sector &&
        holds(acceptance->body(), "forActs", requirement.text("act")) &&
        names_result(*acceptance, held)) {
      found.push_back({.route = Route::kR6,
                       .instrument = std::string(acceptance->text("act")),
                       .fact = acceptance,
                       .attestations = {&held}});
    }
  }
}

void add_lawful_marketing(const Case& asked, const Fact& requirement, const Held& held,
                          std::vector<Candidate>& found) {
  if (requirement.body().boolean("harmonised", true)) return;
  for (const Fact* rule : asked.facts.of("lawful-marketing-rule")) {
    const std::string_view area = rule->text("area");
    const std::string_view sector = rule->text("sector");
    if (!asked.of_market(area) || !asked.is_in(asked.economy_of(held), area, held.issued())) {
      continue;
    }
    if (!sector.empty() && sector != asked.sector) continue;
    if (holds(rule->body(), "exceptRequirements", requirement.text("requirement"))) continue;
    const Fact* act = asked.named("legal-act", "act", held.text("act"));
    const bool other_member = act != nullptr && act->text("market") != asked.market &&
                              asked.is_in(act->text("market"), area, held.issued());
    if (held.text("artefact") != "declaration" && !other_member) continue;
    found.push_back({.route = Route::kR7,
                     .instrument = std::string(area),
                     .fact = rule,
                     .attestations = {&held}});
  }
}

}  // namespace

bool markets_own(const Case& asked, const Fact& designation, const Fact& requirement) {
  if (designation.statement->basis.kind == statement::BasisKind::kTranscribed) return true;
  const Fact* author = asked.named("organisation", "organisation", designation.statement->author);
  if (author == nullptr) return false;
  const auto acts_for = [&](std::string_view market) {
    return author->text("economy") == market || holds(author->body(), "actsFor", market);
  };
  return acts_for(requirement.text("market")) || acts_for(asked.market);
}

bool from_inside(const Case& asked, const Held& held, const Fact& requirement) {
  const std::string economy = asked.economy_of(held);
  return economy == asked.market || asked.is_in(economy, requirement.text("market"), held.issued());
}

std::vector<Candidate> candidates(const Case& asked, const Fact& requirement) {
  std::vector<Candidate> found;
  add_own_law(asked, requirement, found);
  std::vector<Candidate> by_annex;
  for (const Held& held : asked.attestations) {
    add_annexes(asked, held, by_annex, [&](const json::Value& annex) {
      return covers_act(annex, annex.text("kind"), requirement.text("act"), held);
    });
  }
  for (const Candidate& candidate : by_annex) {
    if (candidate.route == Route::kR1 || candidate.route == Route::kR4) {
      found.push_back(candidate);
      continue;
    }
    std::vector<const Held*> usable;
    for (const Candidate& other : by_annex) {
      if (other.annex == candidate.annex && other.from == candidate.from &&
          other.to == candidate.to) {
        usable.push_back(other.attestations.front());
      }
    }
    follow_procedures(asked, requirement, candidate, usable, found);
  }
  for (const Held& held : asked.attestations) {
    add_decisions(asked, requirement, held, found);
    add_acceptances(asked, requirement, held, found);
    add_lawful_marketing(asked, requirement, held, found);
  }
  return found;
}

namespace {

// The market's own attestation: recognised as such by an annex to which the market is a party.
void add_own_attestation(const Case& asked, const Held& held, std::vector<Candidate>& found) {
  for (const Fact* agreement : asked.facts.of("agreement")) {
    const auto parties = parties_with(asked, *agreement, asked.market, asked.date);
    if (parties.empty()) continue;
    for (const json::Value& annex : agreement->body().array("annexes")) {
      const std::string_view sector = annex.text("sector");
      if (!holds(annex, "schemes", held.text("scheme"))) continue;
      if (!sector.empty() && sector != asked.sector) continue;
      found.push_back({.route = Route::kR0,
                       .instrument = std::string(annex.text("annex")),
                       .fact = agreement,
                       .annex = &annex,
                       .from = parties.front(),
                       .to = parties.front(),
                       .attestations = {&held}});
    }
  }
}

}  // namespace

std::vector<Candidate> candidates_itself(const Case& asked, const Held& held) {
  std::vector<Candidate> found;
  const std::string_view scheme = held.text("scheme");
  if (scheme.empty()) return found;
  if (asked.economy_of(held) == asked.market) {
    add_own_attestation(asked, held, found);
  } else {
    add_annexes(asked, held, found,
                [&](const json::Value& annex) { return holds(annex, "schemes", scheme); });
  }
  for (const Fact* acceptance : asked.facts.of("acceptance-act")) {
    if (asked.of_market(acceptance->text("market")) && acceptance->text("sector") == asked.sector &&
        acceptance->text("scheme") == scheme) {
      found.push_back({.route = Route::kR6,
                       .instrument = std::string(acceptance->text("act")),
                       .fact = acceptance,
                       .attestations = {&held}});
    }
  }
  return found;
}

// Annexes that fall short of being candidates: by direction, sector, or what they cover.
Findings nearest_instruments(const Case& asked, const Held& held) {
  Findings found;
  const std::string economy = asked.economy_of(held);
  const auto note = [&](std::string_view reason) {
    found.push_back(finding(Leg::kInstrument, Bearing::kNote, reason));
  };
  for (const Fact* agreement : asked.facts.of("agreement")) {
    const auto ours = parties_with(asked, *agreement, asked.market, asked.date);
    const auto theirs = parties_with(asked, *agreement, economy, held.issued());
    for (const json::Value& annex : agreement->body().array("annexes")) {
      const std::string_view sector = annex.text("sector");
      for (const std::string& from : theirs) {
        for (const std::string& to : ours) {
          const bool sector_fits = sector.empty() || sector == asked.sector;
          if (directed(annex, from, to)) {
            note(sector_fits ? code::kInstrumentAttestationNotCovered
                             : code::kInstrumentSectorNotCovered);
          } else if (directed(annex, to, from)) {
            note(code::kInstrumentOtherDirection);
          }
        }
      }
    }
  }
  return found;
}

}  // namespace concordat::sim::oracle

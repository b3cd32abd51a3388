// Section 3: by which ways a requirement could be met.
#include <algorithm>

#include "sim/oracle/case.hpp"

namespace concordat::sim::oracle {

using statement::Truth;

namespace {

// Who takes part in an annex.
std::vector<std::string> parties_of(const Case& asked, const AnnexFact& annex) {
  std::vector<std::string> found;
  const Fact& agreement = annex.fact;
  const auto add = [&](std::string_view party) {
    if (!among(found, party)) found.emplace_back(party);
  };
  for (const json::Value& direction : annex.terms->array("directions")) {
    add(direction.text("from"));
    add(direction.text("to"));
  }
  for (const json::Value& party : agreement.body().array("parties")) add(*party.as_string());
  for (const Fact* deposit : asked.facts.of("deposit")) {
    const std::string_view act = deposit->text("act");
    if (deposit->text("agreement") == agreement.text("agreement") && act != "signature" &&
        act != "denunciation") {
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

// Those that hold an economy: itself, or an area it is a member of.
std::vector<std::string> parties_with(const Case& asked, const AnnexFact& annex,
                                      std::string_view economy, Date at, std::string_view sector) {
  std::vector<std::string> found = parties_of(asked, annex);
  const std::vector<std::string> own = asked.areas_with(economy, at, sector);
  std::erase_if(found, [&](const std::string& party) { return !among(own, party); });
  return found;
}

bool sector_fits(const json::Value& body, const Held& held) {
  return body.text("sector").empty() || body.text("sector") == held.text("sector");
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
  const std::string_view sector = held.text("sector");
  for (const AnnexFact& annex : asked.facts.annexes()) {
    if (!sector_fits(*annex.terms, held) || !wanted(*annex.terms)) continue;
    for (const std::string& from : parties_with(asked, annex, economy, held.issued(), sector)) {
      for (const std::string& to : parties_with(asked, annex, asked.market, asked.date, sector)) {
        if (!directed(*annex.terms, from, to)) continue;
        found.push_back({.route = route_of(annex.terms->text("kind")),
                         .instrument = std::string(annex.terms->text("annex")),
                         .fact = &annex.fact,
                         .annex = annex.terms,
                         .from = from,
                         .to = to,
                         .held = &held});
      }
    }
  }
}

// ---- procedures

// One candidate for each third-party procedure that may be open.
void follow_procedures(const Case& asked, const Fact& requirement, const Candidate& one,
                       std::vector<Candidate>& found) {
  for (const json::Value& procedure : requirement.body().array("procedures")) {
    if (procedure.text("party") == "first") continue;
    if (asked.holds(procedure.find("when")) == Truth::kNo) continue;
    found.push_back(one);
    found.back().procedure = &procedure;
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
    for (const Held& held : asked.attestations) {
      if (held.text("sector") != requirement.text("sector")) continue;
      if (!third_party_candidate(asked, requirement, procedure, held)) continue;
      candidate.held = &held;
      found.push_back(candidate);
    }
  }
}

// ---- R4 by decision, R6, R7

// Of J, from an edition of the attestation, for its sector and origin.
bool decides_for(const Case& asked, const Fact& decision, const Held& held) {
  return asked.of_market(decision.text("market"), held.text("sector")) &&
         holds(held.body(), "editions", decision.text("fromEdition")) &&
         sector_fits(decision.body(), held) && origin_fits(asked, decision, held);
}

// One candidate, whatever the number of decisions.
void add_decisions(const Case& asked, const Fact& requirement, const Held& held,
                   std::vector<Candidate>& found) {
  if (held.text("act") == requirement.text("act")) return;
  for (const Fact* decision : asked.facts.of("equivalence-decision")) {
    if (!decides_for(asked, *decision, held)) continue;
    found.push_back({.route = Route::kR4, .held = &held});
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
    if (asked.of_market(acceptance->text("market"), held.text("sector")) &&
        acceptance->text("sector") == held.text("sector") &&
        holds(acceptance->body(), "forActs", requirement.text("act")) &&
        names_result(*acceptance, held)) {
      found.push_back({.route = Route::kR6,
                       .instrument = std::string(acceptance->text("act")),
                       .fact = acceptance,
                       .held = &held});
    }
  }
}

// Whether an economy other than J is a member of the area at T.
bool another_member(const Case& asked, std::string_view economy, std::string_view area,
                    std::string_view sector) {
  return economy != asked.market && economy != area &&
         asked.is_in(economy, area, asked.date, sector);
}

void add_lawful_marketing(const Case& asked, const Fact& requirement, const Held& held,
                          std::vector<Candidate>& found) {
  if (requirement.body().boolean("harmonised", true)) return;
  const std::string_view sector = held.text("sector");
  for (const Fact* rule : asked.facts.of("lawful-marketing-rule")) {
    const std::string_view area = rule->text("area");
    if (area == asked.market || !asked.of_market(area, sector)) continue;
    if (!another_member(asked, asked.economy_of(held), area, sector)) continue;
    if (!sector_fits(rule->body(), held)) continue;
    if (holds(rule->body(), "exceptRequirements", requirement.text("requirement"))) continue;
    const Fact* act = asked.named("legal-act", "act", held.text("act"));
    const bool by_act = act != nullptr && another_member(asked, act->text("market"), area, sector);
    if (held.text("artefact") != "declaration" && !by_act) continue;
    found.push_back(
        {.route = Route::kR7, .instrument = std::string(area), .fact = rule, .held = &held});
  }
}

}  // namespace

bool origin_fits(const Case& asked, const Fact& decision, const Held& held) {
  if (decision.body().array("origins").empty()) return true;
  const auto places = asked.areas_with(asked.economy_of(held), held.issued(), held.text("sector"));
  return std::ranges::any_of(
      places, [&](const std::string& place) { return holds(decision.body(), "origins", place); });
}

bool markets_own(const Case& asked, const Fact& designation, const Fact& requirement) {
  if (designation.maker->basis.kind == statement::BasisKind::kTranscribed) return true;
  const Fact* author = asked.named("organisation", "organisation", designation.maker->author);
  if (author == nullptr) return false;
  const auto acts_for = [&](std::string_view market) {
    return author->text("economy") == market || holds(author->body(), "actsFor", market);
  };
  return acts_for(requirement.text("market")) || acts_for(asked.market);
}

bool from_inside(const Case& asked, const Held& held, const Fact& requirement) {
  const std::string economy = asked.economy_of(held);
  return economy == asked.market ||
         asked.is_in(economy, requirement.text("market"), held.issued(), held.text("sector"));
}

std::vector<Candidate> candidates(const Case& asked, const Fact& requirement) {
  std::vector<Candidate> found;
  add_own_law(asked, requirement, found);
  std::vector<Candidate> by_annex;
  for (const Held& held : asked.attestations) {
    if (held.text("sector") != requirement.text("sector")) continue;
    add_annexes(asked, held, by_annex, [&](const json::Value& annex) {
      return covers_act(annex, annex.text("kind"), requirement.text("act"), held);
    });
  }
  for (const Candidate& candidate : by_annex) {
    if (candidate.route == Route::kR1 || candidate.route == Route::kR4) {
      found.push_back(candidate);
    } else {
      follow_procedures(asked, requirement, candidate, found);
    }
  }
  for (const Held& held : asked.attestations) {
    if (held.text("sector") != requirement.text("sector")) continue;
    add_decisions(asked, requirement, held, found);
    add_acceptances(asked, requirement, held, found);
    add_lawful_marketing(asked, requirement, held, found);
  }
  return found;
}

namespace {

// The market's own attestation: recognised as such by an annex to which the market is a party.
void add_own_attestation(const Case& asked, const Held& held, std::vector<Candidate>& found) {
  for (const AnnexFact& annex : asked.facts.annexes()) {
    if (!holds(*annex.terms, "schemes", held.text("scheme"))) continue;
    if (!sector_fits(*annex.terms, held)) continue;
    if (!among(parties_of(asked, annex), asked.market)) continue;
    found.push_back({.route = Route::kR0,
                     .instrument = std::string(annex.terms->text("annex")),
                     .fact = &annex.fact,
                     .annex = annex.terms,
                     .from = asked.market,
                     .to = asked.market,
                     .held = &held});
  }
}

}  // namespace

std::vector<Candidate> candidates_itself(const Case& asked, const Held& held) {
  std::vector<Candidate> found;
  const std::string_view scheme = held.text("scheme");
  if (scheme.empty()) return found;
  add_annexes(asked, held, found,
              [&](const json::Value& annex) { return holds(annex, "schemes", scheme); });
  if (asked.economy_of(held) == asked.market) add_own_attestation(asked, held, found);
  for (const Fact* acceptance : asked.facts.of("acceptance-act")) {
    if (asked.of_market(acceptance->text("market"), held.text("sector")) &&
        acceptance->text("sector") == held.text("sector") && acceptance->text("scheme") == scheme) {
      found.push_back({.route = Route::kR6,
                       .instrument = std::string(acceptance->text("act")),
                       .fact = acceptance,
                       .held = &held});
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
  const std::string_view sector = held.text("sector");
  for (const AnnexFact& annex : asked.facts.annexes()) {
    for (const std::string& from : parties_with(asked, annex, economy, held.issued(), sector)) {
      for (const std::string& to : parties_with(asked, annex, asked.market, asked.date, sector)) {
        if (directed(*annex.terms, from, to)) {
          note(sector_fits(*annex.terms, held) ? code::kInstrumentAttestationNotCovered
                                               : code::kInstrumentSectorNotCovered);
        } else if (directed(*annex.terms, to, from)) {
          note(code::kInstrumentOtherDirection);
        }
      }
    }
  }
  return found;
}

}  // namespace concordat::sim::oracle

#include "core/insight/coverage_json.hpp"

#include <set>

#include "core/facts/stated.hpp"
#include "core/recognition/answer.hpp"

namespace concordat::insight {
namespace {

using facts::Tables;

void set_days(json::Object& into, const DateSpan& days) {
  if (days.from != kBeginning && days.from != kForever) into.set("from", to_string(days.from));
  if (days.until != kForever && days.until != kBeginning) into.set("until", to_string(days.until));
}

class Writer {
 public:
  explicit Writer(const Tables& tables) : tables_(tables) {}

  [[nodiscard]] json::Value text(Id id) const { return tables_.text(id); }

  void set(json::Object& into, std::string_view name, Id id) const {
    if (id != kNoId) into.set(name, text(id));
  }

  [[nodiscard]] json::Array list(const Ids& ids) const {
    json::Array texts;
    for (const Id id : ids) texts.push_back(text(id));
    return texts;
  }
  void set(json::Object& into, std::string_view name, const Ids& ids) const {
    if (!ids.empty()) into.set(name, list(ids));
  }

  [[nodiscard]] json::Array codes(const std::vector<Party>& parties) const {
    json::Array texts;
    for (const Party& party : parties) {
      const json::Value code = text(party.party);
      if (texts.empty() || !(texts.back() == code)) texts.push_back(code);
    }
    return texts;
  }

  [[nodiscard]] json::Value party(const Party& it) const {
    json::Object shown{{"economy", text(it.party)}};
    set_days(shown, it.days);
    if (it.run_off_until != kForever) shown.set("runOffUntil", to_string(it.run_off_until));
    if (it.awaited) shown.set("awaited", true);
    set(shown, "sectors", it.sectors);
    if (it.evidence != kNever) shown.set("evidence", json::Array{it.evidence});
    return shown;
  }
  [[nodiscard]] json::Array parties(const std::vector<Party>& all) const {
    json::Array shown;
    for (const Party& it : all) shown.push_back(party(it));
    return shown;
  }

  // What a cell is about: the same in the matrix and in its changes.
  [[nodiscard]] json::Object head(const Cell& cell) const {
    json::Object shown{{"kind", recognition::name(cell.kind)}};
    set(shown, "sector", cell.sector);
    const Instrument& by = cell.instrument;
    shown.set("type", by.annex        ? "agreement"
                      : by.acceptance ? "acceptance-act"
                      : by.lawful     ? "lawful-marketing-rule"
                                      : "equivalence-decision");
    shown.set("instrument", text(by.name()));
    if (by.annex) set(shown, "annex", by.annex->annex);
    return shown;
  }

  [[nodiscard]] json::Value cell(const Cell& it) const {
    json::Object shown = head(it);
    shown.set("state", name(it.state));
    shown.set("from", parties(it.from));
    shown.set("to", parties(it.to));
    json::Object days;
    set_days(days, it.days);
    if (it.run_off_until != kForever) days.set("runOffUntil", to_string(it.run_off_until));
    shown.set("days", std::move(days));
    if (it.instrument.annex) set_annex(shown, it);
    if (it.instrument.acceptance) set_acceptance(shown, *it.instrument.acceptance);
    if (it.instrument.decision) set_decision(shown, *it.instrument.decision);
    if (it.instrument.lawful) {
      set(shown, "exceptRequirements", it.instrument.lawful->except_requirements);
    }
    json::Array evidence{it.instrument.row().since};
    if (it.evidence != kNever) evidence.push_back(it.evidence);
    shown.set("evidence", std::move(evidence));
    return shown;
  }

  [[nodiscard]] json::Value belonging(const Belonging& it) const {
    json::Object shown{{"area", text(it.area)},
                       {"member", text(it.member)},
                       {"state", it.possibly ? "open" : "in-force"}};
    set_days(shown, it.days);
    set(shown, "sectors", it.sectors);
    shown.set("evidence", json::Array{it.evidence});
    return shown;
  }

 private:
  static json::Array artefacts(std::uint32_t bits) {
    json::Array names;
    for (int at = 0; at <= static_cast<int>(facts::Artefact::kMark); ++at) {
      if ((bits >> at & 1) != 0) {
        names.push_back(recognition::name(static_cast<facts::Artefact>(at)));
      }
    }
    return names;
  }

  json::Value act_pair(Id exporter, Id importer) const {
    json::Object pair;
    set(pair, "exporter", exporter);
    set(pair, "importer", importer);
    return pair;
  }

  json::Value cap(const facts::Cap& it) const {
    json::Object shown;
    set(shown, "scale", it.scale);
    set(shown, "level", it.level);
    set(shown, "categories", it.categories);
    set(shown, "issuerDomain", it.issuer_domain);
    if (it.collaborative_profile) shown.set("collaborativeProfile", true);
    if (it.issued.from != kBeginning) shown.set("issuedFrom", to_string(it.issued.from));
    if (it.issued.until != kForever) shown.set("issuedUntil", to_string(it.issued.until));
    if (it.accepted_from != kBeginning) shown.set("acceptedFrom", to_string(it.accepted_from));
    if (it.accepted_before != kForever) shown.set("acceptedBefore", to_string(it.accepted_before));
    return shown;
  }

  void set_annex(json::Object& shown, const Cell& cell) const {
    const facts::Annex& annex = *cell.instrument.annex;
    shown.set("artefacts", artefacts(annex.artefacts));
    json::Array acts;
    for (const Counting& pair : cell.acts) {
      acts.push_back(act_pair(pair.exporter, pair.importer));
    }
    const bool about_acts = !annex.importer_acts.empty() || !annex.act_pairs.empty();
    if (about_acts) shown.set("acts", std::move(acts));
    set(shown, "schemes", annex.schemes);
    shown.set("competence", recognition::name(annex.competence));
    if (!annex.caps.empty()) {
      json::Array caps;
      for (const facts::Cap& it : annex.caps) caps.push_back(cap(it));
      shown.set("upTo", std::move(caps));
    }
    if (annex.needs_equivalence) shown.set("needsEquivalence", true);
  }

  void set_acceptance(json::Object& shown, const facts::AcceptanceAct& act) const {
    shown.set("artefacts", artefacts(act.artefacts));
    json::Array acts;
    for (const Id own : act.for_acts) acts.push_back(act_pair(act.foreign_act, own));
    shown.set("acts", std::move(acts));
    if (act.scheme != kNoId) shown.set("schemes", json::Array{text(act.scheme)});
  }

  void set_decision(json::Object& shown, const facts::Equivalence& decision) const {
    set(shown, "fromEdition", decision.from_edition);
    set(shown, "toEdition", decision.to_edition);
    set(shown, "outcome", decision.outcome);
  }

  const Tables& tables_;
};

json::Array gaps_of(const Writer& write, const std::vector<Unreached>& all) {
  json::Array shown;
  for (const Unreached& it : all) {
    json::Object gap{{"market", write.text(it.requirement->market)},
                     {"sector", write.text(it.requirement->sector)},
                     {"requirement", write.text(it.requirement->requirement)},
                     {"act", write.text(it.requirement->act)}};
    json::Array otherwise;
    if (it.first_party) otherwise.push_back("first-party");
    if (it.accredited_body) otherwise.push_back("accredited-body");
    gap.set("ownLawOffers", std::move(otherwise));
    gap.set("evidence", json::Array{it.requirement->since});
    shown.push_back(std::move(gap));
  }
  return shown;
}

json::Array one_way_of(const Writer& write, const std::vector<OneWay>& all) {
  json::Array shown;
  for (const OneWay& it : all) {
    json::Object group;
    write.set(group, "sector", it.sector);
    group.set("from", write.list(it.from));
    group.set("to", write.list(it.to));
    shown.push_back(std::move(group));
  }
  return shown;
}

std::string_view name(facts::EconomyKind kind) {
  static constexpr std::string_view kNames[] = {"economy", "area", "territory"};
  return kNames[static_cast<std::size_t>(kind)];
}

Ordinal named_by(const Tables& tables, const facts::Economy& row) {
  return facts::stated_by(tables.economies, row);
}
Ordinal named_by(const Tables& tables, const facts::Agreement& row) {
  return facts::stated_by(tables.agreements, row);
}

json::Array markets_of(const Tables& tables, const std::vector<Market>& all, const Names& names) {
  const Writer write(tables);
  json::Array shown;
  for (const Market& it : all) {
    json::Object market{{"economy", write.text(it.economy->code)},
                        {"kind", name(it.economy->kind)}};
    write.set(market, "partOf", it.economy->part_of);
    market.set("requirements", it.requirements);
    market.set("instruments", it.instruments);
    const auto called = names.find(named_by(tables, *it.economy));
    if (called != names.end()) market.set("names", called->second);
    shown.push_back(std::move(market));
  }
  return shown;
}

// Each agreement once, in the order of the cells.
template <class Visit>
void visit_agreements(const Coverage& coverage, Visit&& visit) {
  std::set<const facts::Agreement*> seen;
  for (const Cell& cell : coverage.cells) {
    if (cell.agreement && seen.insert(cell.agreement).second) visit(*cell.agreement);
  }
}

json::Object titles_of(const Tables& tables, const Coverage& coverage, const Names& names) {
  std::vector<json::Member> titles;
  visit_agreements(coverage, [&](const facts::Agreement& agreement) {
    const auto called = names.find(named_by(tables, agreement));
    if (called == names.end()) return;
    titles.emplace_back(std::string(tables.text(agreement.agreement)), called->second);
  });
  return json::Object::of_unique(std::move(titles));
}

json::Array states_of(const Writer& write, const std::vector<Cell>& cells) {
  json::Array shown;
  for (const Cell& cell : cells) {
    shown.push_back(json::Object{{"state", name(cell.state)},
                                 {"from", write.codes(cell.from)},
                                 {"to", write.codes(cell.to)}});
  }
  return shown;
}

}  // namespace

std::vector<Ordinal> named_in(const Coverage& coverage, const Tables& tables) {
  std::vector<Ordinal> named;
  for (const Market& market : coverage.markets) {
    named.push_back(named_by(tables, *market.economy));
  }
  visit_agreements(coverage,
                   [&](const facts::Agreement& it) { named.push_back(named_by(tables, it)); });
  return named;
}

json::Object to_json(const Coverage& coverage, const Tables& tables, const Names& names) {
  const Writer write(tables);
  json::Array cells;
  for (const Cell& cell : coverage.cells) cells.push_back(write.cell(cell));
  json::Array belongings;
  for (const Belonging& it : coverage.belongings) belongings.push_back(write.belonging(it));
  json::Object stable;
  set_days(stable, {coverage.stable.low, coverage.stable.high});
  return {{"on", to_string(coverage.on)},
          {"stable", std::move(stable)},
          {"cells", std::move(cells)},
          {"memberships", std::move(belongings)},
          {"gaps", json::Object{{"unreached", gaps_of(write, coverage.unreached)},
                                {"oneWay", one_way_of(write, coverage.one_way)}}},
          {"markets", markets_of(tables, coverage.markets, names)},
          {"titles", titles_of(tables, coverage, names)},
          {"bounded", coverage.bounded}};
}

json::Object to_json(const Changes& changes, const Tables& tables) {
  const Writer write(tables);
  json::Array stops;
  for (const Stop& stop : changes.stops) {
    json::Array cells;
    for (const CellChange& change : stop.cells) {
      json::Object shown = write.head(change.is.empty() ? change.was.front() : change.is.front());
      shown.set("was", states_of(write, change.was));
      shown.set("is", states_of(write, change.is));
      cells.push_back(std::move(shown));
    }
    json::Array belongings;
    for (const BelongingChange& change : stop.belongings) {
      const Belonging& it = change.is ? *change.is : *change.was;
      json::Object shown{{"area", write.text(it.area)}, {"member", write.text(it.member)}};
      write.set(shown, "sectors", it.sectors);
      if (change.was) shown.set("was", change.was->possibly ? "open" : "in-force");
      if (change.is) shown.set("is", change.is->possibly ? "open" : "in-force");
      belongings.push_back(std::move(shown));
    }
    stops.push_back(json::Object{{"date", to_string(stop.date)},
                                 {"cells", std::move(cells)},
                                 {"memberships", std::move(belongings)}});
  }
  json::Object shown{{"stops", std::move(stops)}};
  if (changes.next) shown.set("next", to_string(*changes.next));
  return shown;
}

}  // namespace concordat::insight

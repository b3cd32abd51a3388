#include "core/testimony/agreement.hpp"

#include <algorithm>

#include "core/recognition/instrument.hpp"
#include "core/statement/statement.hpp"
#include "core/testimony/profile.hpp"
#include "core/testimony/standing.hpp"
#include "core/untp/envelope.hpp"

namespace concordat::testimony {
namespace {

using facts::Id;
using facts::kNever;
using facts::kNoId;
using recognition::Binding;
using recognition::Phase;
using recognition::Tenure;

constexpr std::string_view kEconomies = "economies";

class Writer {
 public:
  Writer(const Office& office, const facts::Agreement& row, const untp::Logged& logged)
      : office_(office),
        today_(office.today),
        tables_(office.today.tables),
        row_(row),
        logged_(logged),
        body_(*logged.payload.find("body")),
        address_(office.registrar.address("agreements", tables_.text(row.agreement))) {}

  Result<json::Value> write(const statement::Statement& statement) {
    json::Object subject{
        {"type", json::Array{kSubjectOfAgreement}}, {"id", address_}, {"name", title()}};
    set_text(subject, "textReference", body_.text("reference"));
    if (const std::string_view depositary = body_.text("depositary"); !depositary.empty()) {
      subject.set("depositary", reference(office_, "Party", "organisations", depositary));
    }
    terms(subject);
    subject.set("agreementParty", parties());
    subject.set("agreementAnnex", annexes());
    subject.set("registryRecord", record_of(office_, logged_, statement.effective.certain));
    Envelope envelope{.kind = Kind::kAgreement,
                      .id = address_ + "/credential#" + std::to_string(office_.issue.size),
                      .name = title(),
                      .description =
                          "What the registry has on file about this agreement, as it stands at log "
                          "size " +
                          std::to_string(office_.issue.size) +
                          ". Issued by the registry, which is no party to it."};
    CONCORDAT_CHECK(set_validity(office_, statement.effective.certain, envelope));
    json::Value made =
        enveloped(office_.registrar, office_.issue, std::move(envelope), std::move(subject));
    CONCORDAT_CHECK(check_profile(made));
    return made;
  }

 private:
  std::string title() const {
    const std::string id(tables_.text(row_.agreement));
    const std::string name = office_.naming("agreements", id);
    return name.empty() ? id : name;
  }

  json::Object market(Id id) const {
    return reference(office_, "Party", kEconomies, tables_.text(id));
  }

  void terms(json::Object& subject) const {
    const json::Value& entry = *body_.find("entry");
    subject.set("entryRule", entry.text("rule"));
    if (const json::Value* deposits = entry.find("deposits")) {
      subject.set("entryDeposits", *deposits);
    }
    if (const json::Value* delay = entry.find("delayDays")) subject.set("entryDelayDays", *delay);
    const json::Value* const exit = body_.find("exit");
    if (!exit) return;
    if (const json::Value* notice = exit->find("noticeDays")) {
      subject.set("exitNoticeDays", *notice);
    }
    if (const json::Value* days = exit->find("runOffDays")) subject.set("exitRunOffDays", *days);
  }

  // ---- parties ------------------------------------------------------------------------------

  json::Array parties() {
    std::vector<Id> all(row_.parties.begin(), row_.parties.end());
    const auto add = [&](Id party) {
      if (std::ranges::find(all, party) == all.end()) all.push_back(party);
    };
    tables_.deposits.visit(row_.agreement, today_.size, [&](const facts::Deposit& deposit) {
      add(deposit.party);
      return true;
    });
    std::vector<const facts::Participation*> participations;
    tables_.participations.visit_all(today_.size, [&](const facts::Participation& one) {
      if (one.agreement != row_.agreement) return;
      participations.push_back(&one);
      add(one.party);
    });
    json::Array list;
    for (const Id party : all) {
      const auto newest =
          std::ranges::max_element(participations, {}, [&](const facts::Participation* one) {
            const bool now = one->possible.from <= today_.date;
            return std::tuple(one->party == party, now, one->origin);
          });
      const bool participates = newest != participations.end() && (*newest)->party == party;
      list.push_back(participates ? participant(**newest) : bound(party));
    }
    return list;
  }

  json::Object party(Id id) const {
    json::Object made = market(id);
    made.set("type", json::Array{"AgreementParty"});
    made.set("registeredId", tables_.text(id));
    return made;
  }

  json::Object bound(Id id) {
    // By the agreement as a whole: what an annex adds stands with the annex.
    facts::Annex whole;
    whole.agreement = row_.agreement;
    whole.certain = row_.certain;
    const Binding found = recognition::binding_of({tables_, today_.size}, whole, &row_, id);
    for (const Date boundary :
         {found.bound.from, found.bound.until, found.provisional_from, row_.certain.until}) {
      today_.window.narrow(today_.date, boundary);
    }
    json::Object made = party(id);
    made.set("partyState", state_of(found));
    const bool ever = found.bound.from < found.bound.until;
    if (ever && found.bound.from != kBeginning) {
      made.set("boundFrom", to_string(found.bound.from));
    }
    if (ever && found.bound.until != kForever) {
      made.set("boundUntil", to_string(found.bound.until));
    }
    if (found.provisional_from != kForever) {
      made.set("provisionalFrom", to_string(found.provisional_from));
    }
    set_evidence(made, found.evidence);
    return made;
  }

  std::string_view state_of(const Binding& found) const {
    const Date today = today_.date;
    if (found.bound.until <= today) return "left";
    if (found.bound.from <= today) return "bound";
    if (found.provisional_from <= today) return "provisionally-bound";
    return found.deposited ? "not-yet-bound" : "awaiting-deposit";
  }

  json::Object participant(const facts::Participation& found) {
    const Tenure tenure = recognition::tenure_at(found, today_);
    json::Object made = party(found.party);
    made.set("partyState", state_of(tenure.phase));
    made.set("boundFrom", to_string(found.certain.from));
    if (found.certain.until != kForever) made.set("boundUntil", to_string(found.certain.until));
    const bool issues = found.role == facts::ParticipantRole::kAuthorising;
    made.set("participantRole", issues ? "authorising" : "consuming");
    json::Array bodies;
    for (const Id body : found.issuers) {
      bodies.push_back(reference(office_, "Party", "organisations", tables_.text(body)));
    }
    set_list(made, "issuingBody", std::move(bodies));
    json::Array domains;
    for (const Id domain : found.domains) domains.push_back(tables_.text(domain));
    set_list(made, "technicalDomain", std::move(domains));
    set_evidence(made, tenure.evidence == kNever ? found.since : tenure.evidence);
    return made;
  }

  static std::string_view state_of(Phase phase) {
    switch (phase) {
      case Phase::kInForce:
        return "participating";
      case Phase::kNotYet:
        return "not-yet-bound";
      case Phase::kSuspended:
        return "suspended";
      case Phase::kEnded:
        return "left";
      case Phase::kOpen:
        break;
    }
    return "open";
  }

  void set_evidence(json::Object& made, facts::Ordinal evidence) const {
    if (evidence != kNever) made.set("stateEvidence", office_.registrar.statement(evidence));
  }

  // ---- annexes ------------------------------------------------------------------------------

  json::Array annexes() {
    json::Array list;
    for (const json::Value& said : body_.array("annexes")) {
      const facts::Annex* const found = row_of(tables_.id(said.text("annex")));
      if (found) list.push_back(annex(*found, said));
    }
    return list;
  }

  // Recorded together with the agreement's row; of several, as a correction in part leaves them,
  // the one that holds today.
  const facts::Annex* row_of(Id annex) const {
    const facts::Annex* found = nullptr;
    const auto rank = [&](const facts::Annex& one) {
      if (one.since != row_.since) return 0;
      return one.certain.contains(today_.date) ? 2 : 1;
    };
    tables_.annexes.visit(annex, today_.size, [&](const facts::Annex& one) {
      if (one.agreement != row_.agreement) return true;
      if (!found || rank(one) > rank(*found)) found = &one;
      return rank(*found) < 2;
    });
    return found;
  }

  json::Object annex(const facts::Annex& row, const json::Value& said) {
    json::Object made{{"type", json::Array{"AgreementAnnex"}},
                      {"id", address_ + "#annex/" + untp::segment(said.text("annex"))},
                      {"name", said.text("annex")},
                      {"recognitionKind", said.text("kind")}};
    set_state(row, made);
    set_text(made, "productGroup", said.text("sector"));
    made.set("everyDirection", said.array("directions").empty());
    json::Array directions;
    for (const json::Value& one : said.array("directions")) {
      directions.push_back(
          json::Object{{"type", json::Array{"RecognitionDirection"}},
                       {"resultsOf", reference(office_, "Party", kEconomies, one.text("from"))},
                       {"recognisedIn", reference(office_, "Party", kEconomies, one.text("to"))}});
    }
    set_list(made, "recognitionDirection", std::move(directions));
    set_scope(said, made);
    json::Array caps;
    for (const json::Value& one : said.array("caps")) caps.push_back(cap(one));
    set_list(made, "recognitionCap", std::move(caps));
    return made;
  }

  void set_scope(const json::Value& said, json::Object& made) const {
    set_list(made, "importerAct",
             references(office_, said.array("importerActs"), "Regulation", "acts"));
    json::Array pairs;
    for (const json::Value& one : said.array("actPairs")) {
      pairs.push_back(json::Object{
          {"type", json::Array{"ActPair"}},
          {"exporterAct", reference(office_, "Regulation", "acts", one.text("exporter"))},
          {"countsForAct", reference(office_, "Regulation", "acts", one.text("importer"))}});
    }
    set_list(made, "actPair", std::move(pairs));
    json::Array schemes;
    for (const json::Value& one : said.array("schemes")) {
      schemes.push_back(scheme(office_, "schemes", *one.as_string()));
    }
    set_list(made, "recognisedScheme", std::move(schemes));
    made.set("recognisedArtefact", said.array("artefacts"));
    made.set("competenceShownBy", said.text("competence"));
    const json::Value* const needs = said.find("needsEquivalence");
    made.set("needsEquivalence", needs ? *needs : json::Value(false));
  }

  void set_state(const facts::Annex& row, json::Object& made) {
    const Tenure tenure = recognition::tenure_at(row, today_, {row.annex});
    const bool planned = row.operational_from != kBeginning;
    if (planned) today_.window.narrow(today_.date, row.operational_from);
    const bool works = planned ? row.operational_from <= today_.date : row.operational;
    made.set("annexState", tenure.phase == Phase::kInForce && !works ? "confidence-building"
                                                                     : name_of(tenure.phase));
    const bool interrupted = tenure.evidence != kNever;
    if (interrupted) made.set("stateSince", to_string(tenure.boundary));
    set_evidence(made, interrupted ? tenure.evidence : row.since);
    if (planned) made.set("operationalFrom", to_string(row.operational_from));
    if (row.certain.from != kBeginning) made.set("inForceFrom", to_string(row.certain.from));
    if (row.certain.until != kForever) made.set("inForceUntil", to_string(row.certain.until));
  }

  static std::string_view name_of(Phase phase) {
    switch (phase) {
      case Phase::kInForce:
        return "in-force";
      case Phase::kNotYet:
        return "not-yet-in-force";
      case Phase::kSuspended:
        return "suspended";
      case Phase::kEnded:
        return "ended";
      case Phase::kOpen:
        break;
    }
    return "open";
  }

  static json::Object cap(const json::Value& said) {
    json::Object made{{"type", json::Array{"RecognitionCap"}},
                      {"levelScale", said.text("scale")},
                      {"upToLevel", said.text("level")}};
    for (const std::string_view name :
         {"issuedFrom", "issuedUntil", "acceptedFrom", "acceptedBefore", "issuerDomain"}) {
      set_text(made, name, said.text(name));
    }
    set_list(made, "productCategory", said.array("categories"));
    if (const json::Value* exact = said.find("collaborativeProfile")) {
      made.set("collaborativeProfile", *exact);
    }
    return made;
  }

  const Office& office_;
  facts::Probe& today_;
  const facts::Tables& tables_;
  const facts::Agreement& row_;
  const untp::Logged& logged_;
  const json::Value& body_;
  std::string address_;
};

}  // namespace

Result<json::Value> write_agreement(const Office& office, const facts::Agreement& row,
                                    const untp::Logged& statement) {
  CONCORDAT_CHECK(must_stand(office, row));
  CONCORDAT_TRY(decoded, untp::decode(statement));
  return Writer(office, row, statement).write(decoded);
}

}  // namespace concordat::testimony

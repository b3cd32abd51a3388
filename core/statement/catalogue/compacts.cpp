// Compacts: what markets have agreed with each other, or decided alone.
#include "core/statement/catalogue/families.hpp"

namespace concordat::statement {
namespace {

constexpr std::string_view kRoutes[] = {"R1", "R2", "R3", "R4", "R5", "R6", "R7"};
constexpr std::string_view kEntryRules[] = {"dates", "nth-deposit"};
constexpr std::string_view kPhases[] = {"confidence-building", "operational"};
constexpr std::string_view kCompetenceBy[] = {"designation", "listing", "accreditation",
                                              "participation"};
constexpr std::string_view kArtefacts[] = {"certificate", "type-examination", "test-report",
                                           "inspection",  "quality-approval", "declaration",
                                           "mark"};
constexpr std::string_view kDeposits[] = {"signature", "ratification", "accession",
                                          "provisional-application", "denunciation"};
constexpr std::string_view kRoles[] = {"authorising", "consuming"};
constexpr std::string_view kVerdicts[] = {
    "identical",      "stricter-covers", "equal-other-method", "weaker",
    "partly-covered", "missing",         "not-applicable",     "extra"};
constexpr std::string_view kClosures[] = {
    "addendum-test",     "documentation", "marking", "design-constraint",
    "scope-restriction", "surveillance",  "refuse"};
constexpr std::string_view kTiming[] = {"before-entry", "before-market", "before-use"};
constexpr std::string_view kOutcomes[] = {"full", "full-with-addenda", "partial-scope",
                                          "provisional", "refused"};

constexpr Field kEntry[] = {
    choice(required("rule", Kind::kChoice,
                    "dates: as the effective interval says; nth-deposit: a "
                    "number of days after the n-th deposit, then party by party"),
           kEntryRules),
    range(optional("deposits", Kind::kInteger, "n"), 1, 1000),
    range(optional("delayDays", Kind::kInteger, "days from deposit to effect"), 0, 3650),
};
constexpr Field kExit[] = {
    range(required("noticeDays", Kind::kInteger, "days from denunciation to its effect"), 0, 3650),
    range(optional("runOffDays", Kind::kInteger,
                   "days for which attestations issued before the end "
                   "are still recognised; until their expiry when absent. Where `exit` itself is "
                   "absent nobody has said, and answers after the end are undecided"),
          0, 36500),
};
constexpr Field kDirection[] = {
    required("from", Kind::kId, "the party whose results are recognised", Target::kEconomy),
    required("to", Kind::kId, "the party that recognises them", Target::kEconomy),
};
constexpr Field kActPair[] = {
    required("exporter", Kind::kId, "the act the result was made under", Target::kAct),
    required("importer", Kind::kId, "the act it counts for", Target::kAct),
};
constexpr Field kCap[] = {
    optional("issuedFrom", Kind::kDate, "for attestations issued from this day"),
    optional("issuedUntil", Kind::kDate, "and before this day"),
    optional("acceptedBefore", Kind::kDate, "and whose evaluation was accepted before this day"),
    optional("acceptedFrom", Kind::kDate, "and whose evaluation was accepted from this day"),
    list(optional("categories", Kind::kNumber, "only for these product categories")),
    optional("issuerDomain", Kind::kId, "only from issuers qualified for this domain"),
    optional("collaborativeProfile", Kind::kBoolean,
             "only with exact use of a collaborative profile"),
    required("scale", Kind::kId, "the scale", Target::kScale),
    required("level", Kind::kId, "recognised up to this level"),
};
constexpr Field kAnnex[] = {
    required("annex", Kind::kId, "its identifier", Target::kAnnex),
    choice(required("kind", Kind::kChoice, "kind of recognition R1 to R7"), kRoutes),
    optional("sector", Kind::kId, "the product group; every one when absent", Target::kSector),
    list(record(optional("directions", Kind::kRecord,
                         "who recognises whom; every party every other "
                         "when absent"),
                kDirection)),
    list(optional("importerActs", Kind::kId,
                  "R1, R2, R5: acts of the importing side whose procedures "
                  "may be carried out abroad",
                  Target::kAct)),
    list(record(optional("actPairs", Kind::kRecord, "R3, R4: which act counts for which"),
                kActPair)),
    list(optional("schemes", Kind::kId, "schemes whose certificates are recognised as such",
                  Target::kScheme)),
    choice(list(required("artefacts", Kind::kChoice, "what is recognised")), kArtefacts),
    choice(
        required("competence", Kind::kChoice,
                 "how competence is shown: designation by the "
                 "exporting side; listing under this annex; accreditation; participation with the "
                 "issuing role"),
        kCompetenceBy),
    choice(required("phase", Kind::kChoice, "only an operational annex recognises anything"),
           kPhases),
    optional("operationalFrom", Kind::kDate, "first day of the operational phase"),
    optional("from", Kind::kDate, "when it differs from the agreement's"),
    optional("until", Kind::kDate, "its end, exclusive"),
    list(
        record(optional("caps", Kind::kRecord, "how far recognition goes; without one it is whole"),
               kCap)),
    optional("needsEquivalence", Kind::kBoolean,
             "R4: an equivalence decision on the editions is "
             "needed besides; default false"),
};
constexpr Field kAgreement[] = {
    required("agreement", Kind::kId, "its identifier", Target::kAgreement),
    required("title", Kind::kNames, "its title"),
    list(required("parties", Kind::kId, "the parties named in the text", Target::kEconomy)),
    optional("depositary", Kind::kId, "who keeps the deposits", Target::kOrganisation),
    record(required("entry", Kind::kRecord, "how it enters into force"), kEntry),
    record(optional("exit", Kind::kRecord, "how it is left, and what then"), kExit),
    list(record(required("annexes", Kind::kRecord, "its sectoral annexes"), kAnnex)),
    optional("reference", Kind::kText, "where the text is published"),
};
constexpr Field kDeposit[] = {
    required("agreement", Kind::kId, "the agreement", Target::kAgreement),
    required("party", Kind::kId, "the party", Target::kEconomy),
    choice(required("act", Kind::kChoice,
                    "what was deposited; the effective date is the day of "
                    "deposit"),
           kDeposits),
};
constexpr Field kParticipation[] = {
    required("agreement", Kind::kId, "the agreement or arrangement", Target::kAgreement),
    required("party", Kind::kId, "the participant", Target::kEconomy),
    choice(required("role", Kind::kChoice,
                    "authorising: issues and recognises; consuming: only "
                    "recognises"),
           kRoles),
    list(optional("issuers", Kind::kId, "its issuing bodies; every body of the economy when absent",
                  Target::kOrganisation)),
    list(optional("domains", Kind::kId, "technical domains for which its issuers are qualified")),
};
constexpr Field kAcceptanceAct[] = {
    required("act", Kind::kId, "identifier of the acceptance", Target::kAct),
    required("market", Kind::kId, "the market that accepts", Target::kEconomy),
    required("sector", Kind::kId, "the product group", Target::kSector),
    optional("foreignAct", Kind::kId, "the foreign act whose results are accepted", Target::kAct),
    optional("scheme", Kind::kId, "or the scheme", Target::kScheme),
    list(required("forActs", Kind::kId, "own acts for which they count", Target::kAct)),
    choice(list(required("artefacts", Kind::kChoice, "what is accepted")), kArtefacts),
};
constexpr Field kLawfulMarketing[] = {
    required("area", Kind::kId, "the area within which it holds", Target::kEconomy),
    optional("sector", Kind::kId, "the product group; every one when absent", Target::kSector),
    list(optional("exceptRequirements", Kind::kId, "requirements that stand against it",
                  Target::kRequirement)),
};
constexpr Field kClosure[] = {
    choice(required("kind", Kind::kChoice, "how the delta is closed"), kClosures),
    required("name", Kind::kId, "identifier of the addendum, document or mark"),
    choice(optional("timing", Kind::kChoice, "by when; default before-market"), kTiming),
    optional("verifiedBy", Kind::kId, "who verifies it; default market-surveillance"),
};
constexpr Field kMapping[] = {
    required("atom", Kind::kId, "the importer's demand"),
    required("clause", Kind::kNumber, "where it stands"),
    range(required("severity", Kind::kInteger, "of the hazard behind it"), 1, 4),
    choice(required("verdict", Kind::kChoice, "how the exporter's text meets it"), kVerdicts),
    list(optional("meetsBy", Kind::kNumber, "the exporter's clauses")),
    optional("delta", Kind::kText, "what is missing, in own words"),
    record(optional("closure", Kind::kRecord, "how it is closed"), kClosure),
    optional("reason", Kind::kText, "why this verdict"),
};
constexpr Field kEquivalence[] = {
    required("decision", Kind::kId, "its identifier"),
    required("market", Kind::kId, "the market that decides", Target::kEconomy),
    required("fromEdition", Kind::kId, "the exporter's dated edition", Target::kEdition),
    required("toEdition", Kind::kId, "the importer's dated edition", Target::kEdition),
    optional("sector", Kind::kId, "the product group; every one when absent", Target::kSector),
    list(optional("origins", Kind::kId, "economies whose results it accepts; all when absent",
                  Target::kEconomy)),
    list(record(required("mapping", Kind::kRecord, "clause by clause"), kMapping)),
    choice(required("outcome", Kind::kChoice, "the outcome"), kOutcomes),
    optional("onward", Kind::kBoolean, "may be chained with another decision; default false"),
};

constexpr Descriptor kTypes[] = {
    {"agreement", Family::kCompacts, Authority::kParty, "parties",
     "States the terms of an agreement with its annexes.",
     "An authority of a party, the depositary, or a transcriber.", kAgreement},
    {"deposit", Family::kCompacts, Authority::kDepositary, "agreement",
     "Records a party's signature, ratification, accession, provisional application or "
     "denunciation.",
     "An authority of that party, the depositary, or a transcriber.", kDeposit},
    {"participation", Family::kCompacts, Authority::kDepositary, "agreement",
     "States since when a participant takes part, in which role.",
     "An authority of that participant, the depositary, or a transcriber.", kParticipation},
    {"acceptance-act", Family::kCompacts, Authority::kMarketAuthority, "market",
     "A market alone accepts foreign results (R6).",
     "An authority of the market, or a transcriber.", kAcceptanceAct},
    {"lawful-marketing-rule", Family::kCompacts, Authority::kMarketAuthority, "area",
     "Goods lawfully marketed in one member may be marketed in the others (R7).",
     "An authority acting for the area, or a transcriber.", kLawfulMarketing},
    {"equivalence-decision", Family::kCompacts, Authority::kMarketAuthority, "market",
     "Decides clause by clause whether one dated edition suffices for another.",
     "An authority of the market, or a transcriber.", kEquivalence},
};

}  // namespace

std::span<const Descriptor> compact_types() { return kTypes; }

}  // namespace concordat::statement

// Competence: who may test and certify, for what, since when, and what its loss does.
#include "core/statement/catalogue/families.hpp"

namespace concordat::statement {
namespace {

constexpr std::string_view kMainScopes[] = {"testing",
                                            "calibration",
                                            "inspection",
                                            "product-certification",
                                            "system-certification",
                                            "person-certification",
                                            "validation-verification"};
constexpr std::string_view kChanges[] = {"suspended", "reinstated", "ended"};
constexpr std::string_view kRunOffs[] = {"none", "until-expiry", "days", "transfer-days"};
constexpr std::string_view kOutcomes[] = {"satisfactory", "satisfactory-with-actions",
                                          "unsatisfactory"};
constexpr std::string_view kAssessmentKinds[] = {"peer-assessment", "joint-inspection",
                                                 "proficiency-test"};

constexpr Field kAccreditation[] = {
    required("accreditor", Kind::kId, "the accreditation body", Target::kOrganisation),
    required("body", Kind::kId, "the body accredited", Target::kOrganisation),
    choice(required("mainScope", Kind::kChoice, "main scope"), kMainScopes),
    list(optional("standards", Kind::kId,
                  "standards in scope (undated: every edition); all when "
                  "absent",
                  Target::kStandard)),
    list(optional("sectors", Kind::kId, "product groups in scope; all when absent",
                  Target::kSector)),
    list(optional("schemes", Kind::kId, "schemes in scope; all when absent", Target::kScheme)),
    optional("number", Kind::kNumber, "accreditation number"),
};
constexpr Field kSignatory[] = {
    required("arrangement", Kind::kId, "the arrangement", Target::kArrangement),
    required("accreditor", Kind::kId, "the signatory", Target::kOrganisation),
    choice(required("mainScope", Kind::kChoice, "main scope it signed for"), kMainScopes),
};
constexpr Field kAcceptance[] = {
    required("market", Kind::kId, "the market", Target::kEconomy),
    optional("accreditor", Kind::kId, "the accreditor accepted", Target::kOrganisation),
    optional("arrangement", Kind::kId, "or every signatory of this arrangement",
             Target::kArrangement),
    choice(required("mainScope", Kind::kChoice, "for this main scope"), kMainScopes),
    list(optional("acts", Kind::kId, "only under these acts; all when absent", Target::kAct)),
};
constexpr Field kDesignation[] = {
    required("body", Kind::kId, "the body designated", Target::kOrganisation),
    required("act", Kind::kId, "the act under which it may work", Target::kAct),
    optional("annex", Kind::kId, "the agreement annex under which it is listed by the other side",
             Target::kAnnex),
    list(optional("modules", Kind::kId, "modules; all when absent")),
    list(optional("sectors", Kind::kId, "product groups; all when absent", Target::kSector)),
    optional("products", Kind::kPredicate, "products; all when absent"),
    optional("number", Kind::kNumber, "body number beside the mark, as text: 0086 is not 86"),
};
constexpr Field kAssessment[] = {
    required("subject", Kind::kId, "the body assessed", Target::kOrganisation),
    choice(required("kind", Kind::kChoice, "of which kind"), kAssessmentKinds),
    list(required("assessors", Kind::kId, "who assessed", Target::kOrganisation)),
    choice(required("outcome", Kind::kChoice, "the outcome"), kOutcomes),
    list(optional("sectors", Kind::kId, "product groups assessed", Target::kSector)),
    optional("report", Kind::kDigest, "digest of the report"),
};
constexpr Field kRunOff[] = {
    optional("act", Kind::kId, "under this act", Target::kAct),
    optional("annex", Kind::kId, "or under this annex", Target::kAnnex),
    optional("scheme", Kind::kId, "or in this scheme", Target::kScheme),
    required("cause", Kind::kId, "the cause of loss it governs; `any` for every cause"),
    choice(required("effect", Kind::kChoice,
                    "what happens to certificates issued before: none: they "
                    "lose effect; until-expiry; days: for so many days; transfer-days: for so many "
                    "days if another body takes over in writing, else none"),
           kRunOffs),
    range(optional("days", Kind::kInteger, "how many"), 1, 3650),
};
constexpr Field kStatusChange[] = {
    required("subject", Kind::kId,
             "the statement whose fact changes: a designation, accreditation, "
             "acceptance, participation, annex, decision, citation ...",
             Target::kStatement),
    choice(required("change", Kind::kChoice, "suspended, reinstated, or ended for good"), kChanges),
    optional("part", Kind::kText, "the part of the scope concerned; the whole when absent"),
};

constexpr Descriptor kTypes[] = {
    {"accreditation", Family::kCompetence, Authority::kAccreditor, "accreditor",
     "Attests that a body is competent for a scope.", "The accreditor itself, or a transcriber.",
     kAccreditation},
    {"arrangement-signatory", Family::kCompetence, Authority::kDepositary, "arrangement",
     "States that an accreditor signed an arrangement for a main scope.",
     "The depositary of the agreement of that name; where there is none, the depositary who first "
     "stated a signatory of it; the operator, or a transcriber.",
     kSignatory},
    {"accreditor-acceptance", Family::kCompetence, Authority::kMarketAuthority, "market",
     "A market accepts an accreditor, or an arrangement's signatories, for a main scope.",
     "An authority of the market, or a transcriber.", kAcceptance},
    {"designation", Family::kCompetence, Authority::kDesignator, "body",
     "A government authorises a body for an act, modules and products.",
     "A designating authority of the body's economy (or of an area it belongs to), a party under "
     "the "
     "annex, or a transcriber.",
     kDesignation},
    {"assessment", Family::kCompetence, Authority::kDesignator, "subject",
     "Records a peer assessment, joint inspection or proficiency test of a body.",
     "A designating authority, an accreditation body, the operator, or a transcriber.",
     kAssessment},
    {"run-off-rule", Family::kCompetence, Authority::kMarketAuthority, "",
     "Puts on file what a law or instrument does to earlier certificates when competence is lost.",
     "An authority of the act's market or of a party of the annex, the scheme's owner, or a "
     "transcriber.",
     kRunOff},
    {"status-change", Family::kCompetence, Authority::kAuthorOfSubject, "subject",
     "Suspends, reinstates or ends what another statement established.",
     "Whoever could have made the statement it names; for a designation also an authority of the "
     "market that relies on it.",
     kStatusChange},
};

}  // namespace

std::span<const Descriptor> competence_types() { return kTypes; }

}  // namespace concordat::statement

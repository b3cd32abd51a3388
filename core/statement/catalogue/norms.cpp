// Norms: what markets require, and the standards and schemes by which it is shown.
#include "core/statement/catalogue/families.hpp"

namespace concordat::statement {
namespace {

constexpr std::string_view kEvents[] = {"placing-on-market", "presentation-at-border",
                                        "putting-into-service"};
constexpr std::string_view kParties[] = {"first", "third"};
constexpr std::string_view kTiming[] = {"before-entry", "before-market", "before-use"};
constexpr std::string_view kPresumptionNeeds[] = {"required", "informative"};
constexpr std::string_view kCompetenceBy[] = {"designation", "accreditation", "either"};
constexpr std::string_view kStandardTypes[] = {"A", "B", "C"};
constexpr std::string_view kObjectionEffects[] = {"informative", "restricts", "withdraws"};
constexpr std::string_view kSchemeTypes[] = {"1a", "1b", "2", "3", "4", "5", "6"};
constexpr std::string_view kLateSurveillance[] = {"flag", "condition", "lapse"};
constexpr std::string_view kDifferenceKinds[] = {"national-difference", "group-difference",
                                                 "special-national-condition"};

constexpr Field kAct[] = {
    required("act", Kind::kId, "its identifier: EU-2006-42, GB-2008-1597", Target::kAct),
    required("market", Kind::kId, "the market whose law it is; an area's act holds in its members",
             Target::kEconomy),
    required("title", Kind::kNames, "its title"),
    optional("transitionUntil", Kind::kDate,
             "products may still follow the act before it until this "
             "day, exclusive"),
    optional("sellOffUntil", Kind::kDate,
             "products placed before may still be sold until this day"),
    list(optional("replaces", Kind::kId, "acts it replaces", Target::kAct)),
};
constexpr Field kExclusion[] = {
    required("when", Kind::kPredicate, "products it does not cover"),
    required("why", Kind::kText, "the provision"),
};
constexpr Field kModuleSet[] = {
    list(required("modules", Kind::kId, "the modules needed together, such as B and D")),
};
constexpr Field kEvidence[] = {
    required("kind", Kind::kId, "declaration, technical-file, marking, test-report ..."),
    choice(required("timing", Kind::kChoice, "by when it must be there"), kTiming),
    required("verifiedBy", Kind::kId, "who looks at it: customs, market-surveillance, importer"),
};
constexpr Field kProcedure[] = {
    required("procedure", Kind::kId, "identifier within the requirement"),
    choice(required("party", Kind::kChoice, "first: the supplier alone; third: a body"), kParties),
    optional("when", Kind::kPredicate, "products for which it is open; all when absent"),
    list(record(optional("alternatives", Kind::kRecord,
                         "sets of modules, any one of which suffices; "
                         "absent when any certificate under the act suffices"),
                kModuleSet)),
    choice(optional("presumption", Kind::kChoice,
                    "required: open only where cited standards cover "
                    "the product in full (module A under several acts); default informative"),
           kPresumptionNeeds),
    choice(optional("competence", Kind::kChoice,
                    "how a body shows that it may do this; default "
                    "designation"),
           kCompetenceBy),
    list(
        record(optional("evidence", Kind::kRecord, "what the law expects to be shown"), kEvidence)),
};
constexpr Field kAtom[] = {
    required("atom", Kind::kId, "identifier of one demand, such as 1.2.3"),
    required("about", Kind::kText, "what it demands, in own words"),
    range(required("severity", Kind::kInteger, "of the hazard behind it"), 1, 4),
};
constexpr Field kMarking[] = {
    required("kind", Kind::kId, "marking, warning, instructions, address ..."),
    required("what", Kind::kText, "what must be on the product or its papers"),
    list(optional("languages", Kind::kId, "accepted languages")),
    choice(required("timing", Kind::kChoice, "by when"), kTiming),
};
constexpr Field kRequirement[] = {
    required("requirement", Kind::kId, "its identifier", Target::kRequirement),
    required("market", Kind::kId, "the market, or the area whose members it binds",
             Target::kEconomy),
    required("act", Kind::kId, "the act it stands in", Target::kAct),
    required("sector", Kind::kId, "the product group", Target::kSector),
    required("title", Kind::kNames, "its name"),
    optional("scope", Kind::kPredicate,
             "products it covers; every product of the sector when absent"),
    list(record(optional("exclusions", Kind::kRecord, "products it leaves out"), kExclusion)),
    list(optional("displacedBy", Kind::kId, "requirements that apply instead where they apply",
                  Target::kRequirement)),
    list(optional("hs", Kind::kNumber,
                  "HS headings where such products are usually found: a "
                  "correlate, never the scope")),
    choice(
        list(optional("events", Kind::kChoice, "events at which it must be met; all when absent")),
        kEvents),
    optional("harmonised", Kind::kBoolean,
             "false where members of an area keep their own rules; "
             "default true"),
    list(record(required("procedures", Kind::kRecord, "the ways the act offers"), kProcedure)),
    list(record(optional("atoms", Kind::kRecord, "its single demands, where they are told apart"),
                kAtom)),
    list(optional("editions", Kind::kId, "editions of standards that it names itself",
                  Target::kEdition)),
    optional("scale", Kind::kId, "for a level: on which scale", Target::kScale),
    optional("level", Kind::kId, "the least recognised level"),
    list(record(optional("markings", Kind::kRecord, "marking and language duties"), kMarking)),
};
constexpr Field kEdition[] = {
    required("edition", Kind::kId, "the dated edition: EN-60335-1:2012", Target::kEdition),
    required("standard", Kind::kId, "the undated standard: EN-60335-1", Target::kStandard),
    optional("title", Kind::kNames, "its title"),
    optional("reference", Kind::kNumber, "as printed: EN 60335-1:2012"),
    list(optional("amendments", Kind::kId, "amendments this edition includes")),
    list(optional("identicalTo", Kind::kId, "editions it adopts without change (IDT)",
                  Target::kEdition)),
    list(optional("supersedes", Kind::kId, "editions it replaces", Target::kEdition)),
    optional("partOf", Kind::kId, "for a specific part: the general part it needs",
             Target::kStandard),
    list(optional("classes", Kind::kId, "where a subject classification files it: ICS:13.110",
                  Target::kClassification)),
};
constexpr Field kCitation[] = {
    required("market", Kind::kId, "the market or area whose authority cites it", Target::kEconomy),
    required("act", Kind::kId, "the act for which it gives presumption", Target::kAct),
    required("edition", Kind::kId, "the dated edition cited", Target::kEdition),
    optional("notice", Kind::kNumber, "the publication"),
    choice(optional("standardType", Kind::kChoice,
                    "A: concepts, no full presumption alone; B: "
                    "aspects; C: a product category"),
           kStandardTypes),
    list(optional("notForAtoms", Kind::kId,
                  "restriction: demands for which it gives no presumption")),
    optional("restriction", Kind::kText, "the restriction in words"),
};
constexpr Field kObjection[] = {
    required("market", Kind::kId, "the market or area", Target::kEconomy),
    required("act", Kind::kId, "the act", Target::kAct),
    required("edition", Kind::kId, "the edition objected to", Target::kEdition),
    choice(required("effect", Kind::kChoice, "what the objection does meanwhile"),
           kObjectionEffects),
    list(optional("atoms", Kind::kId, "the demands concerned")),
};
constexpr Field kComponentVersion[] = {
    required("part", Kind::kId, "core, or the name of a sector addendum or transition provision"),
    required("version", Kind::kNumber, "its version"),
};
constexpr Field kScheme[] = {
    required("scheme", Kind::kId, "its identifier", Target::kScheme),
    required("names", Kind::kNames, "its name"),
    required("owner", Kind::kId, "who owns it", Target::kOrganisation),
    choice(optional("schemeType", Kind::kChoice, "ISO/IEC 17067 type"), kSchemeTypes),
    record(required("core", Kind::kRecord, "the core scheme and its version"), kComponentVersion),
    list(record(optional("addenda", Kind::kRecord, "sector addenda"), kComponentVersion)),
    list(
        record(optional("transitions", Kind::kRecord, "transition provisions"), kComponentVersion)),
    choice(optional("lateSurveillance", Kind::kChoice,
                    "what missed surveillance does to a "
                    "certificate; default flag"),
           kLateSurveillance),
    range(optional("graceDays", Kind::kInteger, "days after the due day before it counts as late"),
          0, 3650),
    optional("scale", Kind::kId, "the scale of its levels", Target::kScale),
    list(optional("editions", Kind::kId, "editions it certifies to", Target::kEdition)),
};
constexpr Field kComponent[] = {
    required("family", Kind::kId, "a component family, such as AVA_VAN"),
    positional(list(
        range(required("at", Kind::kInteger, "its component number in the package of each level"),
              0, 9))),
};
constexpr Field kScale[] = {
    required("scale", Kind::kId, "its identifier", Target::kScale),
    list(required("levels", Kind::kId, "from the lowest to the highest")),
    list(record(optional("components", Kind::kRecord, "what each level contains"), kComponent)),
    list(optional("outsidePackages", Kind::kId,
                  "component families that no package holds and that "
                  "never count as beyond a level")),
};
constexpr Field kDifference[] = {
    required("difference", Kind::kId, "its identifier"),
    required("market", Kind::kId, "the economy or group that declares it", Target::kEconomy),
    required("edition", Kind::kId, "the edition it departs from", Target::kEdition),
    choice(required("kind", Kind::kChoice, "of which kind"), kDifferenceKinds),
    required("about", Kind::kText, "what differs, in own words"),
    range(required("severity", Kind::kInteger, "of the hazard behind it"), 1, 4),
};

constexpr Field kClassificationCode[] = {
    required("code", Kind::kId,
             "its identifier, the same in every edition that keeps the code: HS:851610, ICS:13.110",
             Target::kClassification),
    required("classification", Kind::kId, "the classification: HS, ICS, UK-PRODUCT ..."),
    required("number", Kind::kNumber, "the code as printed; leading zeros count"),
    required("names", Kind::kNames, "what it stands for"),
    optional("edition", Kind::kNumber, "the edition of the classification that was read"),
    optional("parent", Kind::kId, "the code above it", Target::kClassification),
    list(optional("related", Kind::kId, "codes to look at too", Target::kClassification)),
    list(optional("acts", Kind::kId, "legal acts whose products or procedures it names",
                  Target::kAct)),
    list(optional("modules", Kind::kId, "modules of conformity assessment it stands for")),
    optional("explanation", Kind::kText, "what it includes or leaves out, as published"),
};

constexpr Descriptor kTypes[] = {
    {"legal-act", Family::kNorms, Authority::kMarketAuthority, "market", "Names a legal act.",
     "An authority of the market, or a transcriber.", kAct},
    {"requirement", Family::kNorms, Authority::kMarketAuthority, "market",
     "States what a market demands of a product, and the procedures by which it can be shown.",
     "An authority of the market, or a transcriber.", kRequirement},
    {"standard-edition", Family::kNorms, Authority::kStandardsBody, "",
     "Names a dated edition of a standard.",
     "Any standards body, market authority, the operator, or a transcriber.", kEdition},
    {"citation", Family::kNorms, Authority::kMarketAuthority, "market",
     "The authority cites an edition: products that follow it are presumed to meet the act.",
     "An authority of the market, or a transcriber. A standards body cannot cite.", kCitation},
    {"formal-objection", Family::kNorms, Authority::kMarketAuthority, "market",
     "An authority objects to an edition.", "An authority of the market, or a transcriber.",
     kObjection},
    {"scheme", Family::kNorms, Authority::kSchemeOwner, "owner",
     "Describes a certification scheme as core, addenda and transition.",
     "Its owner, the operator, or a transcriber.", kScheme},
    {"level-scale", Family::kNorms, Authority::kSchemeOwner, "",
     "Describes a scale of levels and what each contains.",
     "Any scheme owner, market authority, the operator, or a transcriber.", kScale},
    {"difference", Family::kNorms, Authority::kMarketAuthority, "market",
     "Declares a national, group or special national difference from an edition.",
     "An authority of the market, or a transcriber.", kDifference},
    {"classification-code", Family::kNorms, Authority::kStandardsBody, "",
     "Names a code of a published classification: a tariff heading, a subject of standards, a "
     "category or procedure of a register. It describes and never decides.",
     "Any standards body, market authority, the operator, or a transcriber; who stated a code "
     "first "
     "keeps it, but what was transcribed gives way to what an organisation says itself.",
     kClassificationCode},
};

}  // namespace

std::span<const Descriptor> norm_types() { return kTypes; }

}  // namespace concordat::statement

// Attestations: certificates, reports, declarations, refusals; what they cover and who may use
// them.
#include "core/statement/catalogue/families.hpp"

namespace concordat::statement {
namespace {

constexpr std::string_view kArtefacts[] = {"certificate", "type-examination", "test-report",
                                           "inspection",  "quality-approval", "declaration",
                                           "refusal"};
constexpr std::string_view kLegalEffects[] = {"mandatory", "voluntary", "agreement"};
constexpr std::string_view kStates[] = {"amended",    "supplemented",     "restricted", "suspended",
                                        "reinstated", "withdrawn",        "cancelled",  "reissued",
                                        "annulled",   "surveillance-done"};
constexpr std::string_view kMandates[] = {"authorised-representative", "certifying-importer",
                                          "fulfilment-service"};

constexpr Field kProductScope[] = {
    list(optional("models", Kind::kNumber, "models or types named one by one")),
    list(optional("families", Kind::kId, "product families by their own statements",
                  Target::kProduct)),
    list(optional("gtins", Kind::kNumber, "GTINs")),
    list(optional("softwareVersions", Kind::kNumber, "software versions covered; any when absent")),
    list(optional("batches", Kind::kNumber, "only these batches")),
    optional("serialFrom", Kind::kNumber, "first serial number covered"),
    optional("serialTo", Kind::kNumber, "last serial number covered"),
    range(optional("quantity", Kind::kInteger, "units authorised in all"), 1, 1'000'000'000),
    list(optional("factories", Kind::kId, "factories covered; any when absent")),
    optional("attributes", Kind::kAttributes, "attributes of the product certified"),
    list(optional("hs", Kind::kNumber, "HS codes as the issuer stated them")),
};
constexpr std::string_view kPartClasses[] = {"public", "restricted", "confidential"};

constexpr Field kReport[] = {
    required("laboratory", Kind::kId, "who tested", Target::kOrganisation),
    optional("accreditation", Kind::kNumber, "accreditation number to which the report refers"),
    required("number", Kind::kNumber, "report number"),
    optional("date", Kind::kDate, "its date"),
    optional("digest", Kind::kDigest, "its digest"),
};
constexpr Field kPart[] = {
    required("part", Kind::kId, "the part: reports, drawings, an annex of the document ..."),
    choice(required("class", Kind::kChoice,
                    "who may see it; what is stated here is public whatever its class"),
           kPartClasses),
};
constexpr Field kCertificate[] = {
    required("certificate", Kind::kId, "its identifier here", Target::kCertificate),
    required("number", Kind::kNumber, "its number as printed"),
    range(optional("revision", Kind::kInteger, "revision"), 0, 1000),
    choice(required("artefact", Kind::kChoice, "what it is"), kArtefacts),
    required("body", Kind::kId, "who issued it; for a declaration, the declarant",
             Target::kOrganisation),
    optional("bodyNumber", Kind::kNumber,
             "the body's number as it stands on it: 0086 is not 86; a claim, not a designation"),
    list(optional("accreditations", Kind::kNumber,
                  "accreditation numbers as they stand on it; claims, not accreditations")),
    optional("act", Kind::kId, "the act under which it was issued", Target::kAct),
    optional("module", Kind::kId, "the module"),
    optional("scheme", Kind::kId, "the scheme", Target::kScheme),
    list(optional("schemeVersions", Kind::kNumber, "versions of core, addenda and transition")),
    choice(required("legalEffect", Kind::kChoice,
                    "mandatory under its act, voluntary, or issued under "
                    "an agreement to another market's law"),
           kLegalEffects),
    required("sector", Kind::kId, "product group", Target::kSector),
    optional("category", Kind::kNumber, "category in the scheme's own list"),
    required("holder", Kind::kNumber, "holder: an organisation id or a name"),
    optional("manufacturer", Kind::kNumber, "manufacturer: an organisation id or a name"),
    optional("title", Kind::kText, "the product as the certificate names it"),
    record(optional("product", Kind::kRecord, "what it covers"), kProductScope),
    list(optional("editions", Kind::kId, "dated editions applied", Target::kEdition)),
    list(optional("requirements", Kind::kId,
                  "demands (atoms, clauses) left out of the assessment: judged by the instrument "
                  "leg")),
    list(optional("differencesCovered", Kind::kId, "declared differences tested")),
    list(optional("addenda", Kind::kId, "addenda held: tests and documents that close deltas")),
    list(record(optional("reports", Kind::kRecord, "reports it rests on"), kReport)),
    list(optional("basedOn", Kind::kNumber, "other certificates it builds on")),
    optional("scale", Kind::kId, "scale of its level", Target::kScale),
    optional("level", Kind::kId, "level claimed"),
    list(optional("components", Kind::kId, "components above or beside the level")),
    list(optional("profiles", Kind::kNumber, "protection profiles")),
    optional("collaborativeProfile", Kind::kBoolean, "exact use of a collaborative profile"),
    optional("evaluationAccepted", Kind::kDate, "the day the evaluation was accepted"),
    required("issued", Kind::kDate, "day of issue"),
    optional("surveillanceDue", Kind::kDate, "next surveillance due"),
    list(optional("conditions", Kind::kText, "conditions and restrictions in words")),
    optional("document", Kind::kDigest, "digest of the document"),
    list(optional("languages", Kind::kId, "its languages")),
    list(record(optional("parts", Kind::kRecord, "parts of it that are not for everybody"), kPart)),
    list(optional("alerts", Kind::kId, "alerts and recalls of its goods that its issuer knows of")),
};
constexpr Field kState[] = {
    required("certificate", Kind::kId, "which", Target::kCertificate),
    choice(required("state", Kind::kChoice, "the change"), kStates),
    list(optional("models", Kind::kNumber, "the models concerned; the whole when absent")),
    optional("surveillanceDue", Kind::kDate, "for surveillance-done: the next day due"),
    optional("replacedBy", Kind::kId, "for reissued: the new certificate", Target::kCertificate),
};
constexpr Field kProduct[] = {
    required("product", Kind::kId, "identifier of the family or type", Target::kProduct),
    required("owner", Kind::kId, "who places it on the market", Target::kOrganisation),
    required("sector", Kind::kId, "product group", Target::kSector),
    optional("names", Kind::kNames, "its name"),
    list(optional("tradeMarks", Kind::kNumber, "trade marks under which it is sold")),
    list(optional("models", Kind::kNumber, "models that belong to it")),
    list(optional("prefixes", Kind::kNumber, "family rule: models that begin so belong to it")),
    optional("attributes", Kind::kAttributes, "attributes common to all its models"),
    list(optional("softwareVersions", Kind::kNumber, "software versions")),
};
constexpr Field kMandate[] = {
    required("grantor", Kind::kId, "the manufacturer", Target::kOrganisation),
    required("grantee", Kind::kId, "who may act", Target::kOrganisation),
    choice(required("role", Kind::kChoice, "as what"), kMandates),
    list(optional("sectors", Kind::kId, "product groups; all when absent", Target::kSector)),
};
constexpr Field kLicence[] = {
    required("licensor", Kind::kId, "the certificate's holder", Target::kOrganisation),
    required("licensee", Kind::kId, "who may use it", Target::kOrganisation),
    optional("certificate", Kind::kId, "which certificate; all of the licensor's when absent",
             Target::kCertificate),
    list(optional("brands", Kind::kNumber, "brands under which; all when absent")),
};
constexpr Field kTransfer[] = {
    required("certificate", Kind::kId, "which", Target::kCertificate),
    required("from", Kind::kId, "the body that issued it", Target::kOrganisation),
    required("to", Kind::kId, "the body that takes responsibility for it in writing",
             Target::kOrganisation),
};

constexpr Descriptor kTypes[] = {
    {"certificate", Family::kAttestations, Authority::kBody, "body",
     "Issues an attestation: a certificate, type examination, quality approval, test report, "
     "inspection result or declaration; or records a refusal. Scope is judged by the "
     "determination, "
     "never here.",
     "The body itself (for a declaration: the declarant), its designating authority or successor, "
     "or "
     "a transcriber.",
     kCertificate},
    {"certificate-state", Family::kAttestations, Authority::kBody, "certificate",
     "Changes the state of an attestation.",
     "Its body, successor or taking-over body, the body's designating authority, or a transcriber. "
     "Only legal transitions; a date before the decision needs ex-tunc.",
     kState},
    {"product-type", Family::kAttestations, Authority::kHolder, "owner",
     "Describes a product type or family with its models and attributes.",
     "Its owner, a body, the operator, or a transcriber.", kProduct},
    {"mandate", Family::kAttestations, Authority::kHolder, "grantor",
     "A manufacturer lets another act for it.", "The grantor, or a transcriber.", kMandate},
    {"licence", Family::kAttestations, Authority::kHolder, "licensor",
     "A holder lets another use its certificate under named brands.",
     "The licensor, the certificate's body, or a transcriber.", kLicence},
    {"transfer", Family::kAttestations, Authority::kBody, "to",
     "A body takes responsibility for a certificate that another body issued.",
     "The taking-over body, its designating authority, or a transcriber.", kTransfer},
};

}  // namespace

std::span<const Descriptor> attestation_types() { return kTypes; }

}  // namespace concordat::statement

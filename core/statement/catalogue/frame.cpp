// Frame: who exists, who may speak, and under which constitution.
#include "core/statement/catalogue/families.hpp"

namespace concordat::statement {
namespace {

constexpr std::string_view kEconomyKinds[] = {"economy", "area", "territory"};
constexpr std::string_view kRoles[] = {"operator",
                                       "authority",
                                       "designating-authority",
                                       "accreditation-body",
                                       "conformity-assessment-body",
                                       "laboratory",
                                       "standards-body",
                                       "scheme-owner",
                                       "manufacturer",
                                       "importer",
                                       "authorised-representative",
                                       "customs",
                                       "transcriber",
                                       "depositary"};
constexpr std::string_view kCustody[] = {"self", "registry", "hardware"};
constexpr std::string_view kSuccessionScopes[] = {"all", "certificates", "designations"};
constexpr std::string_view kLegs[] = {"authenticity", "entitlement", "coverage",   "currency",
                                      "competence",   "acceptance",  "instrument", "presumption",
                                      "equivalence",  "measures"};
constexpr std::string_view kRoutes[] = {"R0", "R1", "R2", "R3", "R4", "R5", "R6", "R7"};
constexpr std::string_view kNeeds[] = {"required", "informative", "not-applicable"};
constexpr std::string_view kPurposes[] = {"recognition", "market-access"};

constexpr Field kOperator[] = {
    required("organisation", Kind::kId, "the operator's identifier", Target::kOrganisation),
    required("names", Kind::kNames, "its names"),
    required("economy", Kind::kId, "where it is established", Target::kEconomy),
    required("key", Kind::kJwk, "the key with which this statement is signed"),
};
constexpr Field kTranscriber[] = {
    required("organisation", Kind::kId, "the transcriber", Target::kOrganisation),
    list(required("sources", Kind::kId, "the sources it may transcribe")),
};
constexpr Field kThreshold[] = {
    required("action", Kind::kId, "the action decided"),
    range(required("quorum", Kind::kInteger, "how many must take part"), 1, 1000),
    range(required("approvals", Kind::kInteger, "how many must agree"), 1, 1000),
};
constexpr Field kConstitution[] = {
    range(required("semanticsVersion", Kind::kInteger,
                   "version of the rules of admission and "
                   "determination"),
          1, 1000),
    range(required("commentPeriodDays", Kind::kInteger, "shortest public comment period"), 0, 3650),
    range(required("decisionLifeDays", Kind::kInteger, "longest life of a decision"), 1, 36500),
    range(optional("noticeDays", Kind::kInteger, "from publication to effect"), 0, 3650),
    list(record(optional("transcribers", Kind::kRecord, "who may transcribe which public source"),
                kTranscriber)),
    list(
        record(optional("thresholds", Kind::kRecord, "quorum and majority by action"), kThreshold)),
};
constexpr Field kFounding[] = {
    required("origin", Kind::kText, "the log's identity: host and path, no scheme; never changes"),
    required("names", Kind::kNames, "the registry's name"),
    record(required("operator", Kind::kRecord, "who runs it"), kOperator),
    required("logKey", Kind::kText, "the verifier key of the log's checkpoints (vkey)"),
    record(required("constitution", Kind::kRecord, "the rules it binds itself to"), kConstitution),
};
constexpr Field kConstitutionChange[] = {
    record(required("constitution", Kind::kRecord, "the constitution from the effective day on"),
           kConstitution),
};
constexpr Field kCell[] = {
    choice(required("route", Kind::kChoice, "the route"), kRoutes),
    choice(required("leg", Kind::kChoice, "the leg"), kLegs),
    choice(required("purpose", Kind::kChoice, "the purpose of the question"), kPurposes),
    choice(required("need", Kind::kChoice, "whether the route needs the leg"), kNeeds),
};
constexpr Field kRouteMatrix[] = {
    list(record(required("cells", Kind::kRecord,
                         "one for every route, leg and purpose; a cell left "
                         "out is informative"),
                kCell)),
};
constexpr Field kEconomy[] = {
    required("code", Kind::kId, "ISO 3166-1 alpha-2, or a declared code such as EU or GB-NIR",
             Target::kEconomy),
    choice(required("kind", Kind::kChoice, "economy, area of several, or territory of one"),
           kEconomyKinds),
    required("names", Kind::kNames, "its names"),
    optional("partOf", Kind::kId, "for a territory: the economy it belongs to", Target::kEconomy),
};
constexpr Field kMembership[] = {
    required("area", Kind::kId, "the area", Target::kEconomy),
    required("member", Kind::kId, "the member economy or territory", Target::kEconomy),
    list(
        optional("sectors", Kind::kId, "only for these sectors; all when absent", Target::kSector)),
};
constexpr Field kIdentifier[] = {
    required("scheme", Kind::kId, "who numbers: nando, gb-mcab, gleif, vat ..."),
    required("value", Kind::kNumber, "the number as text; leading zeros count"),
};
constexpr Field kOrganisation[] = {
    required("organisation", Kind::kId, "its identifier here", Target::kOrganisation),
    required("names", Kind::kNames, "its names"),
    required("economy", Kind::kId, "where it is established", Target::kEconomy),
    choice(list(required("roles", Kind::kChoice, "what it acts as here")), kRoles),
    list(optional("actsFor", Kind::kId, "further economies or areas for which an authority acts",
                  Target::kEconomy)),
    list(record(optional("identifiers", Kind::kRecord, "numbers given by others"), kIdentifier)),
    list(optional("brands", Kind::kNumber, "trade marks under which it places products")),
};
constexpr Field kKey[] = {
    required("organisation", Kind::kId, "whose key", Target::kOrganisation),
    required("key", Kind::kJwk, "the public key"),
    choice(required("custody", Kind::kChoice, "who holds the private part"), kCustody),
    // A thumbprint may begin with `-` or `_`, which an identifier may not.
    optional("replaces", Kind::kNumber, "thumbprint of the key it replaces"),
};
constexpr Field kKeyRevocation[] = {
    required("organisation", Kind::kId, "whose key", Target::kOrganisation),
    required("keyId", Kind::kNumber, "thumbprint of the key"),
    optional("compromisedSince", Kind::kInstant, "signatures recorded from then on prove nothing"),
};
constexpr Field kSuccession[] = {
    required("predecessor", Kind::kId, "who ceased", Target::kOrganisation),
    required("successor", Kind::kId, "who took over", Target::kOrganisation),
    choice(required("scope", Kind::kChoice, "what was taken over"), kSuccessionScopes),
};
constexpr Field kFilingObligation[] = {
    required("market", Kind::kId, "the market whose law obliges", Target::kEconomy),
    optional("body", Kind::kId, "the body obliged; every body of the economy when absent",
             Target::kOrganisation),
    optional("economy", Kind::kId, "bodies of this economy", Target::kEconomy),
    optional("scheme", Kind::kId, "certificates of this scheme", Target::kScheme),
    optional("act", Kind::kId, "certificates under this act", Target::kAct),
    range(optional("withinDays", Kind::kInteger, "days from issue to filing"), 0, 3650),
};
constexpr Field kRequirementsComplete[] = {
    required("market", Kind::kId, "the market", Target::kEconomy),
    required("sector", Kind::kId, "the product group for which every requirement is on file",
             Target::kSector),
};
constexpr Field kAuditHead[] = {
    range(required("number", Kind::kInteger, "how many records of access there were"), 1,
          1'000'000'000'000),
    required("head", Kind::kDigest, "the hash of the last of them, which chains them all"),
    range(required("after", Kind::kInteger,
                   "the number of the head on file before this one; 0 for the first"),
          0, 1'000'000'000'000),
};

// Sequence numbers stay below 2^53, where every reader of JSON keeps integers.
constexpr std::int64_t kMostCommitments = std::int64_t{1} << 53;
constexpr Field kVaultBatch[] = {
    range(required("number", Kind::kInteger, "number of the batch, from 1 on"), 1,
          kMostCommitments),
    range(required("first", Kind::kInteger,
                   "sequence number of its first commitment; the first of all is 1"),
          1, kMostCommitments),
    range(required("count", Kind::kInteger, "how many commitments it has"), 1, kMostCommitments),
    required("root", Kind::kDigest, "root of the tree over its commitments"),
    optional("previous", Kind::kDigest, "root of the batch before; absent from the first alone"),
};

constexpr Descriptor kTypes[] = {
    {"founding", Family::kFrame, Authority::kOperator, "operator",
     "Founds the registry and binds it to its constitution.",
     "The operator, as entry 0 and never again; signed by the key it names.", kFounding, false},
    {"constitution-change", Family::kFrame, Authority::kOperator, "", "Changes the constitution.",
     "The operator; takes effect no earlier than it is recorded.", kConstitutionChange, false},
    {"route-matrix", Family::kFrame, Authority::kOperator, "",
     "Publishes which legs each route of recognition needs.", "The operator.", kRouteMatrix, false},
    {"economy", Family::kFrame, Authority::kOperator, "", "Names an economy, area or territory.",
     "The operator, or a transcriber of the source.", kEconomy},
    {"area-membership", Family::kFrame, Authority::kMarketAuthority, "area",
     "States that an economy or territory belongs to an area.",
     "An authority acting for the area, the operator, or a transcriber.", kMembership},
    {"organisation", Family::kFrame, Authority::kSelf, "organisation",
     "Describes an organisation and the roles it has here.",
     "The operator; an authority of its economy; itself, without adding roles; or a transcriber.",
     kOrganisation},
    {"key", Family::kFrame, Authority::kSelf, "organisation", "Enrols a signing key.",
     "The organisation with a key that is valid, or the operator.", kKey, false},
    {"key-revocation", Family::kFrame, Authority::kSelf, "organisation", "Ends a signing key.",
     "The organisation with any valid key of its own, or the operator.", kKeyRevocation, false},
    {"succession", Family::kFrame, Authority::kSelf, "predecessor",
     "States that one organisation took over from another.",
     "The predecessor, an authority of its economy, the operator, or a transcriber.", kSuccession},
    {"filing-obligation", Family::kFrame, Authority::kMarketAuthority, "market",
     "States who must file which certificates here, so that absence means something.",
     "An authority of the market, or a transcriber.", kFilingObligation},
    {"requirements-complete", Family::kFrame, Authority::kMarketAuthority, "market",
     "Declares that every requirement for a product group is on file.",
     "An authority of the market.", kRequirementsComplete, false},
    {"audit-head", Family::kFrame, Authority::kOperator, "",
     "Commits the registry to its records of who looked at what is not public.",
     "The operator; goes on from the newest head on file, and is never corrected.", kAuditHead,
     false},
    {"vault-batch", Family::kFrame, Authority::kOperator, "",
     "Commits to records of the vault, of which it tells nothing.",
     "The operator; it continues the batch before it, and is never corrected.", kVaultBatch, false},
};

}  // namespace

std::span<const Descriptor> frame_types() { return kTypes; }

}  // namespace concordat::statement

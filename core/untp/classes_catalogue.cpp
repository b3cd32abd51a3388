// UNTP 0.7.0: the classes of the Conformity Vocabulary Catalogue. They have more members there than
// where a credential refers to them.
#include "core/untp/tables.hpp"

namespace concordat::untp {
namespace {

constexpr std::string_view kEndorsements[] = {"endorsed_self", "endorsed_mandate",
                                              "endorsed_accreditation", "endorsed_benchmarked"};
constexpr std::string_view kStatuses[] = {"proposed", "active", "deprecated"};
constexpr std::string_view kSubjects[] = {"product", "facility", "organisation"};
constexpr std::string_view kAlignments[] = {"meets", "exceeds", "partial"};

constexpr Member kScheme[] = {
    {.name = "@context", .shape = Shape::kAny},
    {.name = "type", .required = true, .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "owner", .shape = Shape::kRecord, .required = true, .of = "Party"},
    {.name = "endorsementLevel", .required = true, .codes = kEndorsements},
    {.name = "schemeScoringFramework", .shape = Shape::kRecord, .of = "ScoringFramework"},
    {.name = "documentation", .shape = Shape::kUri, .required = true},
    {.name = "establishedDate", .shape = Shape::kDate},
    {.name = "geographicScope", .shape = Shape::kRecord, .many = true, .of = "Classification"},
    {.name = "includedProfile", .shape = Shape::kRecord, .many = true, .of = "ConformityProfile"},
};
constexpr Member kProfile[] = {
    {.name = "@context", .shape = Shape::kAny},
    {.name = "type", .required = true, .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "version", .required = true},
    {.name = "validFrom", .shape = Shape::kDate, .required = true},
    {.name = "status", .required = true, .codes = kStatuses},
    {.name = "subjectType", .codes = kSubjects},
    {.name = "standardAlignment", .shape = Shape::kRecord, .many = true, .of = "StandardAlignment"},
    {.name = "regulatoryAlignment",
     .shape = Shape::kRecord,
     .many = true,
     .of = "RegulatoryAlignment"},
    {.name = "documentation", .shape = Shape::kUri},
    {.name = "criterion",
     .shape = Shape::kRecord,
     .required = true,
     .many = true,
     .of = "Criterion"},
    {.name = "scheme", .shape = Shape::kRecord, .required = true, .of = "SchemeReference"},
};
constexpr Member kSchemeReference[] = {
    {.name = "type", .required = true, .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
};
constexpr Member kCriterion[] = {
    {.name = "@context", .shape = Shape::kAny},
    {.name = "type", .required = true, .many = true},
    {.name = "id", .shape = Shape::kUri, .required = true},
    {.name = "name", .required = true},
    {.name = "description"},
    {.name = "version", .required = true},
    {.name = "status", .required = true, .codes = kStatuses},
    {.name = "documentation", .shape = Shape::kUri},
    {.name = "conformityTopic", .shape = Shape::kTopic, .required = true, .many = true},
    {.name = "tag", .many = true},
    {.name = "requiredPerformance",
     .shape = Shape::kRecord,
     .required = true,
     .many = true,
     .of = "Performance"},
};
constexpr Member kStandardAlignment[] = {
    {.name = "standard", .shape = Shape::kRecord, .required = true, .of = "Standard"},
    {.name = "alignmentLevel", .codes = kAlignments},
};
constexpr Member kRegulatoryAlignment[] = {
    {.name = "regulation", .shape = Shape::kRecord, .required = true, .of = "Regulation"},
    {.name = "alignmentLevel", .codes = kAlignments},
};
constexpr Member kScoringFramework[] = {
    {.name = "name", .required = true},
    {.name = "description", .required = true},
    {.name = "score", .shape = Shape::kRecord, .required = true, .many = true, .of = "Score"},
};
constexpr Member kClassification[] = {
    {.name = "code", .required = true},
    {.name = "name", .required = true},
    {.name = "definition"},
    {.name = "schemeId", .shape = Shape::kUri, .required = true},
    {.name = "schemeName", .required = true},
};

constexpr Class kClasses[] = {
    {.name = "ConformityScheme", .members = kScheme},
    {.name = "ConformityProfile", .members = kProfile},
    {.name = "SchemeReference", .members = kSchemeReference, .also = "ConformityScheme"},
    {.name = "Criterion", .members = kCriterion},
    {.name = "StandardAlignment", .members = kStandardAlignment},
    {.name = "RegulatoryAlignment", .members = kRegulatoryAlignment},
    {.name = "ScoringFramework", .members = kScoringFramework},
    {.name = "Classification", .members = kClassification},
};

}  // namespace

constinit const std::span<const Class> kClassesOfCatalogue = kClasses;

}  // namespace concordat::untp

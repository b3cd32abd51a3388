#include "importers/importer.hpp"

#include <algorithm>

#include "importers/kinds.hpp"

namespace concordat::importers {
namespace {

constexpr std::string_view kCertificateFiles[] = {"cc_certificates.csv"};
constexpr std::string_view kBodyFiles[] = {"uk_conformity_assessment_bodies.csv",
                                           "uk_body_schedules.csv"};
constexpr std::string_view kDesignatedFiles[] = {"uk_designated_standards.csv"};
constexpr std::string_view kMachineryFiles[] = {"eu_machinery_harmonised_standards.csv"};
constexpr std::string_view kStandardFiles[] = {"standards_iso_iec.csv"};
constexpr std::string_view kCountryFiles[] = {"countries_un6.csv"};
constexpr std::string_view kTariffFiles[] = {"hs_2022.csv", "hs_2022_sections.csv"};
constexpr std::string_view kSubjectFiles[] = {"ics_codes.csv"};
constexpr std::string_view kUkLegislationFiles[] = {
    "uk_legislative_areas.csv", "uk_conformity_procedures.csv", "uk_product_categories.csv"};
constexpr std::string_view kRecallFiles[] = {"cpsc_recalls.csv"};
constexpr std::string_view kTracedRecallFiles[] = {"cpsc_recalls_traceability.csv"};
constexpr std::string_view kSafetyGateFiles[] = {"eu_safety_gate.csv"};
constexpr std::string_view kFollowUpFiles[] = {"rapex_followup_pairs.csv"};

constexpr Importer kImporters[] = {
    {"common-criteria", "certificates on the list of the Common Criteria portal", kCertificateFiles,
     read_common_criteria},
    {"uk-bodies", "conformity assessment bodies of the United Kingdom and what they may do",
     kBodyFiles, read_uk_bodies},
    {"uk-designated-standards", "standards designated by the United Kingdom", kDesignatedFiles,
     read_uk_designated_standards},
    {"eu-machinery-references", "harmonised standards for machinery in the Official Journal",
     kMachineryFiles, read_eu_machinery_references},
    {"standards", "editions of ISO and IEC standards", kStandardFiles, read_standards},
    {"countries", "economies with names in six languages", kCountryFiles, read_countries},
    {"hs", "headings of the Harmonized System of 2022 and its sections", kTariffFiles,
     read_harmonized_system},
    {"ics", "subjects of the International Classification for Standards", kSubjectFiles,
     read_subjects_of_standards},
    {"uk-legislation",
     "legislative areas of the United Kingdom, their procedures, products and categories",
     kUkLegislationFiles, read_uk_legislation},
    {"cpsc-recalls", "recalls of consumer products in the United States since 1973", kRecallFiles,
     read_recalls},
    {"cpsc-recalls-traceability", "the same with manufacturers, importers and sellers",
     kTracedRecallFiles, read_recalls_with_traders},
    {"safety-gate-alerts", "alerts of the European Union about dangerous products",
     kSafetyGateFiles, read_safety_gate_alerts},
    {"safety-gate-follow-ups", "which countries acted on whose alerts", kFollowUpFiles,
     read_safety_gate_follow_ups},
};

}  // namespace

std::span<const Importer> importers() { return kImporters; }

const Importer* find(std::string_view kind) {
  const auto* found = std::ranges::find(kImporters, kind, &Importer::kind);
  return found == std::end(kImporters) ? nullptr : found;
}

Result<Imported> run(const Importer& importer, const std::vector<Source>& files,
                     const Reading& reading) {
  if (files.size() != importer.files.size()) {
    std::string expected;
    for (const std::string_view file : importer.files) {
      expected += (expected.empty() ? "" : ", then ") + std::string(file);
    }
    return fail({.code = "import.files", .expected = std::move(expected)});
  }
  return importer.read(files, reading);
}

}  // namespace concordat::importers

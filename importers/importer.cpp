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

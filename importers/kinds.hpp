// The importers one by one; the table of them is `importers()`.
#pragma once

#include "importers/importer.hpp"

namespace concordat::importers {

// List of certified products of the Common Criteria portal, as tables carry it: cert_id, scheme,
// eal, security_level, protection_profiles, not_valid_before, not_valid_after ...
[[nodiscard]] Result<Imported> read_common_criteria(const std::vector<Source>& files,
                                                    const Reading& reading);
// Register of conformity assessment bodies of the United Kingdom, then its schedules.
[[nodiscard]] Result<Imported> read_uk_bodies(const std::vector<Source>& files,
                                              const Reading& reading);
// Designated standards of the United Kingdom.
[[nodiscard]] Result<Imported> read_uk_designated_standards(const std::vector<Source>& files,
                                                            const Reading& reading);
// References of harmonised standards for machinery in the Official Journal of the EU.
[[nodiscard]] Result<Imported> read_eu_machinery_references(const std::vector<Source>& files,
                                                            const Reading& reading);
// Catalogue of ISO and IEC.
[[nodiscard]] Result<Imported> read_standards(const std::vector<Source>& files,
                                              const Reading& reading);
// Economies of ISO 3166-1 with names in the six languages of the United Nations.
[[nodiscard]] Result<Imported> read_countries(const std::vector<Source>& files,
                                              const Reading& reading);
// Codes of the Harmonized System of 2022, then its sections.
[[nodiscard]] Result<Imported> read_harmonized_system(const std::vector<Source>& files,
                                                      const Reading& reading);
// International Classification for Standards.
[[nodiscard]] Result<Imported> read_subjects_of_standards(const std::vector<Source>& files,
                                                          const Reading& reading);
// Legislative areas of the United Kingdom, then procedures, then products and categories.
[[nodiscard]] Result<Imported> read_uk_legislation(const std::vector<Source>& files,
                                                   const Reading& reading);
// Recalls of the Consumer Product Safety Commission of the United States: the list since 1973.
[[nodiscard]] Result<Imported> read_recalls(const std::vector<Source>& files,
                                            const Reading& reading);
// The same Commission's export that names manufacturers, importers, distributors and sellers.
[[nodiscard]] Result<Imported> read_recalls_with_traders(const std::vector<Source>& files,
                                                         const Reading& reading);
// Alerts of Safety Gate, the rapid alert system of the European Union.
[[nodiscard]] Result<Imported> read_safety_gate_alerts(const std::vector<Source>& files,
                                                       const Reading& reading);
// On how many products each country acted that another had notified there.
[[nodiscard]] Result<Imported> read_safety_gate_follow_ups(const std::vector<Source>& files,
                                                           const Reading& reading);

}  // namespace concordat::importers

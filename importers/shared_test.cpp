// The real files: how many of their rows are taken, and why the others are not.
#include <map>

#include <doctest/doctest.h>

#include "importers/reconcile.hpp"
#include "importers/shared_for_test.hpp"

namespace concordat::importers {
namespace {

using Counts = std::map<std::string, std::uint64_t>;

// "citation 81, standard-edition 81"
std::string text(const Counts& counts) {
  std::string line;
  for (const auto& [name, count] : counts) {
    line += (line.empty() ? "" : ", ") + name + " " + std::to_string(count);
  }
  return line;
}

struct Outcome {
  std::uint64_t rows = 0;
  Counts drafts;    // by statement type
  Counts rejected;  // by code
};

std::optional<Outcome> outcome(std::string_view kind, std::initializer_list<const char*> names) {
  std::vector<Source> files;
  for (const char* name : names) {
    auto file = shared_file(name);
    if (!file) return std::nullopt;
    files.push_back(std::move(*file));
  }
  const auto imported = run(*find(kind), files, {.read = date_of(2026, 11, 22)});
  REQUIRE(imported);
  Outcome counted{.rows = imported->rows, .drafts = {}, .rejected = {}};
  for (const json::Value& draft : imported->drafts) {
    ++counted.drafts[std::string(draft.text("type"))];
  }
  for (const Rejected& rejected : imported->rejected) {
    ++counted.rejected[rejected.code];
    if (std::getenv("CONCORDAT_PRINT_REJECTED") != nullptr) {
      std::cout << rejected.file << " row " << rejected.row << " " << rejected.column << ": "
                << rejected.code << " (" << rejected.value << ")\n";
    }
  }
  return counted;
}

}  // namespace

TEST_CASE("every certificate on the list of the Common Criteria portal is taken") {
  const auto counted = outcome("common-criteria", {"cc_certificates.csv"});
  if (!counted) return;
  CHECK(counted->rows == 719);
  CHECK(text(counted->drafts) == "certificate 719");
  CHECK(text(counted->rejected) == "");
}

TEST_CASE("bodies of the United Kingdom: the register decides whom a schedule speaks of") {
  const auto counted =
      outcome("uk-bodies", {"uk_conformity_assessment_bodies.csv", "uk_body_schedules.csv"});
  if (!counted) return;
  CHECK(counted->rows == 469);
  CHECK(text(counted->drafts) == "designation 185, organisation 97");
  // The schedules name many bodies of which the copy of the register has no row: where such a body
  // is, and whether it is still approved, stands nowhere else.
  CHECK(text(counted->rejected) ==
        "import.body-not-taken 4, import.body-unknown 84, import.country 3, import.duplicate 3, "
        "import.leading-zero 79, import.not-a-designation 10, import.several-numbers 4");
}

TEST_CASE("standards designated by the United Kingdom") {
  const auto counted = outcome("uk-designated-standards", {"uk_designated_standards.csv"});
  if (!counted) return;
  CHECK(counted->rows == 563);
  CHECK(text(counted->drafts) == "citation 562, standard-edition 562");
  CHECK(text(counted->rejected) == "import.reference 1");
}

TEST_CASE("harmonised standards for machinery") {
  const auto counted =
      outcome("eu-machinery-references", {"eu_machinery_harmonised_standards_sample.csv"});
  if (!counted) return;
  CHECK(counted->rows == 81);
  CHECK(text(counted->drafts) == "citation 81, standard-edition 81");
  CHECK(text(counted->rejected) == "");
}

TEST_CASE("editions of ISO and IEC: those without a date are named") {
  const auto counted = outcome("standards", {"standards_iso_iec.csv"});
  if (!counted) return;
  CHECK(counted->rows == 27841);
  CHECK(text(counted->drafts) == "standard-edition 27141");
  CHECK(text(counted->rejected) == "import.no-date 59, import.undated 641");
}

TEST_CASE("economies with names in six languages") {
  const auto counted = outcome("countries", {"countries_un6.csv"});
  if (!counted) return;
  CHECK(counted->rows == 249);
  CHECK(text(counted->drafts) == "economy 249");
  CHECK(text(counted->rejected) == "");
}

TEST_CASE("the Harmonized System: all but what the statistics add") {
  const auto counted = outcome("hs", {"hs2022.csv", "hs2022_sections.csv"});
  if (!counted) return;
  CHECK(counted->rows == 6961);
  CHECK(text(counted->drafts) == "classification-code 6957");
  CHECK(text(counted->rejected) == "import.not-in-classification 4");
}

TEST_CASE("subjects of standards") {
  const auto counted = outcome("ics", {"ics_codes.csv"});
  if (!counted) return;
  CHECK(counted->rows == 1381);
  CHECK(text(counted->drafts) == "classification-code 1381");
  CHECK(text(counted->rejected) == "");
}

TEST_CASE("areas, procedures, products and categories of the United Kingdom") {
  const auto counted = outcome(
      "uk-legislation",
      {"uk_legislative_areas.csv", "uk_conformity_procedures.csv", "uk_product_categories.csv"});
  if (!counted) return;
  CHECK(counted->rows == 347);
  CHECK(text(counted->drafts) == "classification-code 344, legal-act 19");
  // Products of one name stand there three times, and procedures refer to them by name.
  CHECK(text(counted->rejected) ==
        "import.ambiguous 116, import.area 3, import.category-unknown 16, import.empty 4");
}

TEST_CASE("recalls since 1973") {
  const auto counted = outcome("cpsc-recalls", {"cpsc_recalls_1973_2026.csv"});
  if (!counted) return;
  CHECK(counted->rows == 9818);
  CHECK(text(counted->drafts) == "alert 9818");
  CHECK(text(counted->rejected) == "import.country 40, import.too-long 1");
}

TEST_CASE("recalls with manufacturers and importers") {
  const auto counted =
      outcome("cpsc-recalls-traceability", {"cpsc_recalls_traceability_2023_2026.csv"});
  if (!counted) return;
  CHECK(counted->rows == 902);
  CHECK(text(counted->drafts) == "alert 902");
  CHECK(text(counted->rejected) == "import.country 6, import.label 4, import.too-long 1");
}

TEST_CASE("alerts of Safety Gate and who acted on them") {
  const auto counted = outcome("safety-gate-alerts", {"eu_safety_gate_sample.csv"});
  if (!counted) return;
  CHECK(counted->rows == 353);
  CHECK(text(counted->drafts) == "alert 353");
  CHECK(text(counted->rejected) == "import.barcode 10, import.batch 14");
  const auto pairs = outcome("safety-gate-follow-ups", {"rapex_followup_pairs.csv"});
  if (!pairs) return;
  CHECK(pairs->rows == 487);
  CHECK(text(pairs->drafts) == "follow-up-count 487");
  CHECK(text(pairs->rejected) == "");
}

TEST_CASE("every real file twice, on two days: the second time everything is known") {
  const std::vector<std::pair<std::string, std::vector<std::string>>> kinds = {
      {"standards", {"standards_iso_iec.csv"}},
      {"hs", {"hs2022.csv", "hs2022_sections.csv"}},
      {"ics", {"ics_codes.csv"}},
      {"uk-legislation",
       {"uk_legislative_areas.csv", "uk_conformity_procedures.csv", "uk_product_categories.csv"}},
      {"cpsc-recalls", {"cpsc_recalls_1973_2026.csv"}},
      {"cpsc-recalls-traceability", {"cpsc_recalls_traceability_2023_2026.csv"}},
      {"safety-gate-alerts", {"eu_safety_gate_sample.csv"}},
      {"safety-gate-follow-ups", {"rapex_followup_pairs.csv"}},
  };
  std::map<std::string, json::Value> on_file;  // of every kind, as one registry holds them
  const auto find_on_file = [&](std::string_view id) -> std::optional<json::Value> {
    const auto found = on_file.find(std::string(id));
    return found == on_file.end() ? std::nullopt : std::optional(found->second);
  };
  for (const auto& [kind, names] : kinds) {
    CAPTURE(kind);
    std::vector<Source> files;
    for (const std::string& name : names) {
      auto file = shared_file(name);
      if (!file) return;
      files.push_back(std::move(*file));
    }
    auto first = run(*find(kind), files, {.read = date_of(2026, 11, 22)});
    auto second = run(*find(kind), files, {.read = date_of(2026, 12, 1)});
    REQUIRE(first);
    REQUIRE(second);
    const std::size_t drafts = first->drafts.size();
    Reconciled stated = reconcile(std::move(first->drafts), find_on_file);
    CHECK(stated.drafts.size() == drafts);
    for (json::Value& statement : stated.drafts) {
      const std::string id(statement.text("id"));
      CHECK(on_file.emplace(id, std::move(statement)).second);
    }
    const Reconciled again = reconcile(std::move(second->drafts), find_on_file);
    CHECK(again.drafts.empty());
    CHECK(again.known == drafts);
  }
}

}  // namespace concordat::importers

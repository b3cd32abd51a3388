// vocabulary: the catalogue by which claims and assessments match.
#include "registry/credentials/vocabulary.hpp"

#include "adapters/system/system_clock.hpp"
#include "cli/print.hpp"
#include "cli/site.hpp"

namespace concordat::cli {
namespace {

// "standards/IEC-60335-1:2010", as behind /vocabulary/ of an address. Only a slash within a part
// must be encoded.
Result<untp::VocabularyName> named(const std::string& entry) {
  const auto name = untp::vocabulary_name(std::string(untp::kVocabularyPath) + "/" + entry);
  if (name) return *name;
  return fail({.code = "cli.vocabulary", .place = entry, .expected = "KIND/IDENTIFIER[/PART]"});
}

Result<std::vector<json::Value>> asked(const registry::Vocabulary& vocabulary,
                                       const VocabularyOptions& options) {
  if (options.everything) return vocabulary.everything();
  if (options.entry.empty()) return std::vector<json::Value>{vocabulary.front()};
  CONCORDAT_TRY(name, named(options.entry));
  CONCORDAT_TRY(made, vocabulary.entry(name));
  return std::vector<json::Value>{std::move(made)};
}

}  // namespace

int vocabulary(const VocabularyOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  const auto found = registry::Vocabulary::of(**registry, SystemClock().now(), output.language);
  if (!found) return print_error(found.error(), output, status_of(found.error()));
  const auto entries = asked(*found, options);
  if (!entries) return print_error(entries.error(), output, status_of(entries.error()));
  for (const json::Value& entry : *entries) print_json(entry);
  return kAnswered;
}

}  // namespace concordat::cli

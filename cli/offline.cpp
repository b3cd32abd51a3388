#include "cli/offline.hpp"

#include <fstream>

#include "adapters/keys/port_verifier.hpp"
#include "adapters/system/system_clock.hpp"
#include "cli/files.hpp"
#include "cli/print.hpp"

namespace concordat::cli {
namespace {

// "EU, GB-NIR", or that nothing is left out.
std::string names_in(const json::Value& covered, const Messages& messages,
                     const std::string& language) {
  if (covered.as_array() == nullptr) return messages.sentence(language, "text.all", {});
  std::string names;
  for (const json::Value& name : *covered.as_array()) {
    names += (names.empty() ? "" : ", ") + *name.as_string();
  }
  return names;
}

constexpr std::int64_t kDay_s = 86'400;

}  // namespace

Result<log::VerifierKey> log_key_of(const std::string& given) {
  if (given.empty()) {
    return fail({.code = "cli.log-key", .expected = "--log-key VKEY, or a file that holds it"});
  }
  // A vkey has plus signs, which few files have in their names.
  if (auto key = log::parse_vkey(given); key || given.find('+') != given.npos) return key;
  CONCORDAT_TRY(text, read_file(given));
  return log::parse_vkey(text.substr(0, text.find_first_of("\r\n")));
}

Result<OpenBundle> open_bundle(const OfflineOptions& options, const Output& output) {
  CONCORDAT_TRY(key, log_key_of(options.log_key));
  std::ifstream file(options.bundle, std::ios::binary);
  if (!file) {
    return fail({.code = "cli.file", .place = options.bundle, .expected = "a readable file"});
  }
  registry::bundle::Lines lines(file);
  const keys::PortVerifier verifier;
  CONCORDAT_TRY(bundle, registry::bundle::open(lines, {.log_key = key, .verifier = verifier}));
  const Instant now = SystemClock().now();
  CONCORDAT_CHECK(registry::bundle::check_age(bundle.manifest, now, options.expired_ok));
  if (registry::bundle::age_of(bundle.manifest, now).clock_before_made) {
    print_error({.code = "offline.clock-before-made",
                 .arguments = {{"made", to_string(bundle.manifest.made)}, {"now", to_string(now)}}},
                output, kAnswered);
  }
  json::Value shown = registry::bundle::shown(bundle, now);
  return OpenBundle{.bundle = std::move(bundle), .shown = std::move(shown)};
}

Status add_documents_of(const registry::bundle::Bundle& bundle, registry::Presented& documents) {
  for (const std::string& text : bundle.controllers) {
    CONCORDAT_TRY(controller, credential::read_controller(std::string_view(text)));
    CONCORDAT_CHECK(documents.add_controller(std::move(controller)));
  }
  for (const std::string& text : bundle.status_lists) {
    CONCORDAT_CHECK(documents.add_status_list(text));
  }
  return {};
}

std::string bundle_text(const json::Value& shown, const Messages& messages,
                        const std::string& language) {
  const json::Value& coverage = *shown.find("coverage");
  std::string text =
      messages.sentence(language, "text.bundle",
                        {{"made", std::string(shown.text("made"))},
                         {"days", std::to_string(shown.integer("ageSeconds") / kDay_s)},
                         {"recorded", std::string(shown.text("recorded"))},
                         {"size", std::to_string(shown.integer("size"))},
                         {"expires", std::string(shown.text("expires"))}});
  text += "\n" +
          messages.sentence(language, "text.bundle-covers",
                            {{"markets", names_in(*coverage.find("markets"), messages, language)},
                             {"sectors", names_in(*coverage.find("sectors"), messages, language)}});
  if (shown.boolean("expired")) text += "\n" + messages.sentence(language, "text.bundle-old", {});
  if (shown.boolean("clockBeforeMade")) {
    text += "\n" + messages.sentence(language, "offline.clock-before-made", {});
  }
  return text;
}

Result<registry::bundle::OperatorKey> OperatorKeys::find(const SiteOptions& site,
                                                         const registry::Registry& registry,
                                                         std::string name) {
  CONCORDAT_TRY(opened, open_keys(site));
  keys_ = std::move(opened);
  if (name.empty()) {
    CONCORDAT_TRY(organisation, registry::bundle::operator_of(registry));
    name = std::move(organisation);
  }
  CONCORDAT_TRY(signer, keys_->signer(name));
  if (signer == nullptr) {
    return fail({.code = "drafts.no-key", .place = keys_->path_of(name).string()});
  }
  return registry::bundle::OperatorKey::of(*signer, registry, SystemClock().now());
}

}  // namespace concordat::cli

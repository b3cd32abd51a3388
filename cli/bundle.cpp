// bundle: a part of the registry to take along, and what one that was taken along is worth.
#include <filesystem>
#include <fstream>

#include "adapters/inflate/zlib_inflater.hpp"
#include "adapters/keys/port_verifier.hpp"
#include "adapters/system/system_clock.hpp"
#include "cli/folders.hpp"
#include "cli/offline.hpp"
#include "cli/print.hpp"
#include "registry/bundle/make.hpp"

namespace concordat::cli {
namespace {

namespace bundle = registry::bundle;
namespace fs = std::filesystem;

// An instant, or a day, which begins at midnight UTC.
Result<Instant> expiry_of(const std::string& text) {
  if (const auto instant = parse_instant(text)) return *instant;
  CONCORDAT_TRY(midnight, parse_instant(text + "T00:00:00Z"));
  return midnight;
}

// Whether the documents are some that a verification takes, each once.
Result<bundle::Order> order_of(const BundleOptions& options, Instant now, const Output& output) {
  if (options.all == (!options.markets.empty() || !options.sectors.empty())) {
    return fail({.code = "cli.usage", .expected = "--market, --sector or both; or --all"});
  }
  CONCORDAT_TRY(coverage, bundle::coverage_of(options.markets, options.sectors));
  CONCORDAT_TRY(expires, expiry_of(options.expires));
  bundle::Order order{.coverage = std::move(coverage), .made = now, .expires = expires};
  const keys::PortVerifier verifier;
  const inflate::ZlibInflater inflater;
  const registry::VerifyingPorts ports{verifier, inflater};
  registry::Presented documents(ports);
  CONCORDAT_CHECK(add_controllers(options.controllers, documents, output, &order.controllers));
  CONCORDAT_CHECK(add_status_lists(options.status_lists, documents, output, &order.status_lists));
  return order;
}

// Reads back what was written: nobody takes along what cannot be used.
Status check_written(const fs::path& file, const registry::Registry& registry) {
  CONCORDAT_TRY(key, log::parse_vkey(registry.log_vkey()));
  std::ifstream in(file, std::ios::binary);
  bundle::Lines lines(in);
  const keys::PortVerifier verifier;
  CONCORDAT_CHECK(bundle::open(lines, {.log_key = key, .verifier = verifier}));
  return {};
}

Result<bundle::Made> write(const BundleOptions& options, const registry::Registry& registry,
                           const Output& output) {
  CONCORDAT_TRY(order, order_of(options, SystemClock().now(), output));
  OperatorKeys keys;
  CONCORDAT_TRY(key, keys.find(options.site, registry, options.key));
  const fs::path unfinished = options.file + ".part";
  std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
  CONCORDAT_TRY(made, bundle::make(registry, order, key, out));
  out.close();
  if (!out) return fail({.code = "cli.file", .place = unfinished, .expected = "room to write"});
  CONCORDAT_CHECK(check_written(unfinished, registry));
  std::error_code trouble;
  fs::rename(unfinished, options.file, trouble);
  if (trouble) return fail({.code = "cli.file", .place = options.file});
  return made;
}

json::Value outcome_of(const bundle::Manifest& manifest, std::uint64_t kept) {
  return json::Object{{"origin", manifest.origin},
                      {"size", manifest.size},
                      {"entries", kept},
                      {"made", to_string(manifest.made)},
                      {"expires", to_string(manifest.expires)},
                      {"coverage", bundle::to_json(manifest.coverage)},
                      {"controllers", manifest.parts[1].lines},
                      {"statusLists", manifest.parts[2].lines}};
}

}  // namespace

int bundle_make(const BundleOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  const auto made = write(options, **registry, output);
  if (!made) {
    std::error_code ignored;
    fs::remove(options.file + ".part", ignored);
    return print_error(made.error(), output,
                       made.error().code == "cli.usage" ? kUsage : status_of(made.error()));
  }
  const json::Value outcome = outcome_of(made->manifest, made->kept);
  if (output.json) {
    print_json(outcome);
  } else {
    print_line(resource_text(outcome));
  }
  return kAnswered;
}

int bundle_check(const OfflineOptions& options, const Output& output) {
  // What it is comes first; that it is too old is told beside it, and by the exit status.
  OfflineOptions any_age = options;
  any_age.expired_ok = true;
  const auto opened = open_bundle(any_age, output);
  if (!opened) {
    return print_error(opened.error(), output,
                       opened.error().code.starts_with("cli.") ? kUnanswered : kRefused);
  }
  const bundle::Manifest& manifest = opened->bundle.manifest;
  json::Value outcome = outcome_of(manifest, opened->bundle.kept);
  for (const auto& [name, value] : *opened->shown.as_object()) {
    outcome.as_object()->set(name, value);
  }
  if (output.json) {
    print_json(outcome);
  } else {
    print_line(resource_text(outcome));
    if (const auto messages = open_messages()) {
      print_line(bundle_text(opened->shown, **messages, output.language));
    }
  }
  const bool expired = opened->shown.boolean("expired");
  return expired && !options.expired_ok ? kUnanswered : kAnswered;
}

}  // namespace concordat::cli

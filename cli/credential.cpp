// credential: what the registry says about what is on file, as a credential in its own name.
#include "adapters/qr/qr_barcode.hpp"
#include "adapters/system/system_clock.hpp"
#include "cli/print.hpp"
#include "cli/signing.hpp"
#include "registry/paper/code.hpp"

namespace concordat::cli {
namespace {

// An entry that is named by hand, for a list that somebody else keeps.
registry::StatusEntryOf named_status(const CredentialOptions& options) {
  return [&options](std::optional<facts::Ordinal>) -> Result<std::optional<untp::StatusEntry>> {
    return untp::StatusEntry{.purpose = options.status_purpose,
                             .index = options.status_index,
                             .list = options.status_list};
  };
}

}  // namespace

int print_credential(const json::Value& credential, const registry::CredentialKey* key,
                     const Output& output) {
  if (!key) {
    print_json(credential);
    return kAnswered;
  }
  const auto token = key->sign(credential);
  if (!token) return print_error(token.error(), output, kUnanswered);
  print_line(*token);
  return kAnswered;
}

int credential_issue(const CredentialOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  std::unique_ptr<Issuing> issuing;
  registry::StatusEntryOf status;
  if (!options.key.empty()) {
    auto found = Issuing::of(options.site, **registry, options.key);
    if (!found) return print_error(found.error(), output, kUnanswered);
    issuing = std::move(*found);
    status = issuing->lists().entries();
  }
  if (!options.status_list.empty()) status = named_status(options);
  auto made = registry::credential_about(**registry, {.kind = options.kind, .id = options.id},
                                         SystemClock().now(), status);
  if (!made) return print_error(made.error(), output, status_of(made.error()));
  registry::add_code(*made, qr::QrBarcode());
  return print_credential(*made, issuing ? &issuing->key() : nullptr, output);
}

int credential_did(const CredentialOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  CredentialKeys keys;
  const auto key = keys.find(options.site, **registry, options.key);
  if (!key) return print_error(key.error(), output, kUnanswered);
  print_json(key->did_document());
  return kAnswered;
}

}  // namespace concordat::cli

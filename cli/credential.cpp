// credential: what the registry says about what is on file, as a credential in its own name.
#include "adapters/qr/qr_barcode.hpp"
#include "adapters/system/system_clock.hpp"
#include "cli/print.hpp"
#include "cli/signing.hpp"
#include "core/json/write.hpp"
#include "registry/paper/code.hpp"

namespace concordat::cli {

Result<registry::CredentialKey> CredentialKeys::find(const SiteOptions& site,
                                                     const registry::Registry& registry,
                                                     const std::string& name) {
  CONCORDAT_TRY(opened, open_keys(site));
  keys_ = std::move(opened);
  CONCORDAT_TRY(signer, keys_->signer(name));
  if (signer == nullptr) {
    return fail({.code = "drafts.no-key", .place = keys_->path_of(name).string()});
  }
  CONCORDAT_TRY(registrar, registry::registrar_of(registry));
  return registry::CredentialKey::of(*signer, std::move(registrar));
}

int credential_issue(const CredentialOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  std::optional<untp::StatusEntry> status;
  if (!options.status_list.empty()) {
    status = {.purpose = options.status_purpose,
              .index = options.status_index,
              .list = options.status_list};
  }
  auto made = registry::credential_about(**registry, {.kind = options.kind, .id = options.id},
                                         SystemClock().now(), status);
  if (!made) return print_error(made.error(), output, status_of(made.error()));
  registry::add_code(*made, qr::QrBarcode());
  if (options.key.empty()) {
    print_json(*made);
    return kAnswered;
  }
  CredentialKeys keys;
  const auto key = keys.find(options.site, **registry, options.key);
  if (!key) return print_error(key.error(), output, kUnanswered);
  const auto token = key->sign(*made);
  if (!token) return print_error(token.error(), output, kUnanswered);
  print_line(*token);
  return kAnswered;
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

#include "cli/signing.hpp"

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

Result<std::unique_ptr<Issuing>> Issuing::of(const SiteOptions& site,
                                             const registry::Registry& registry,
                                             const std::string& key_name) {
  CredentialKeys keys;
  CONCORDAT_TRY(key, keys.find(site, registry, key_name));
  std::unique_ptr<Issuing> made(new Issuing(std::move(keys), std::move(key)));
  CONCORDAT_TRY(lists, registry::StatusLists::of({.registry = registry,
                                                  .key = made->key_,
                                                  .stream = made->stream_,
                                                  .deflater = made->deflater_}));
  made->lists_ = std::move(lists);
  return made;
}

}  // namespace concordat::cli

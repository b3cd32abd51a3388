// The key with which a registry signs credentials, from the key folder, and the status lists that
// come with it.
#pragma once

#include <memory>
#include <string>

#include "adapters/inflate/zlib_deflater.hpp"
#include "adapters/keys/sodium_stream.hpp"
#include "cli/site.hpp"
#include "registry/credentials/issuing.hpp"
#include "registry/credentials/status_lists.hpp"

namespace concordat::cli {

// Holds the folder open as long as keys of it are used.
class CredentialKeys {
 public:
  // Codes: drafts.no-key, issuing.algorithm, untp.origin, those of key files.
  [[nodiscard]] Result<registry::CredentialKey> find(const SiteOptions& site,
                                                     const registry::Registry& registry,
                                                     const std::string& name);

 private:
  std::unique_ptr<keys::KeyFolder> keys_;
};

// A key and its lists. Made once; the registry outlives it.
class Issuing {
 public:
  // The codes of CredentialKeys and StatusLists.
  [[nodiscard]] static Result<std::unique_ptr<Issuing>> of(const SiteOptions& site,
                                                           const registry::Registry& registry,
                                                           const std::string& key_name);

  [[nodiscard]] const registry::CredentialKey& key() const { return key_; }
  [[nodiscard]] const registry::StatusLists& lists() const { return *lists_; }

 private:
  Issuing(CredentialKeys keys, registry::CredentialKey key)
      : keys_(std::move(keys)), key_(std::move(key)) {}

  CredentialKeys keys_;
  registry::CredentialKey key_;
  keys::SodiumStream stream_;
  inflate::ZlibDeflater deflater_;
  std::unique_ptr<registry::StatusLists> lists_;
};

// Prints a credential, signed as a token or, without a key, as JSON; gives the exit status.
int print_credential(const json::Value& credential, const registry::CredentialKey* key,
                     const Output& output);

}  // namespace concordat::cli

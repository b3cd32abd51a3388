// The key with which a registry signs credentials, from the key folder.
#pragma once

#include <memory>
#include <string>

#include "cli/site.hpp"
#include "registry/credentials/issuing.hpp"

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

// Who signs what is printed: unsigned where no key is named.
struct Signing {
  const SiteOptions& site;
  const registry::Registry& registry;
  const std::string& key;
};
// Prints a credential, signed as a token or as JSON; gives the exit status.
int print_credential(const json::Value& credential, const Signing& by, const Output& output);

}  // namespace concordat::cli

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

}  // namespace concordat::cli

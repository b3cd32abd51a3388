// The keys of the interface for tests: a folder of their own, one key of each algorithm.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/site.hpp"
#include "registry/ports/signer.hpp"

namespace concordat::cli {

// Whether an address to listen on can be reached from this machine alone.
[[nodiscard]] bool is_loopback_address(const std::string& address);

// The keys in `folder`, plain files, made when they are not there. None of them may be a key of the
// registry's own folder. Codes: serve.vc-api-keys (it is that folder, or shares a key with it);
// those of key files.
[[nodiscard]] Result<std::vector<std::unique_ptr<Signer>>> open_test_keys(const std::string& folder,
                                                                          const SiteOptions& site);

}  // namespace concordat::cli

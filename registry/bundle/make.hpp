// Making a bundle: the entries that answer every question of a coverage, proved against the newest
// checkpoint, and what verifications need, under the operator's signature.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "registry/bundle/format.hpp"
#include "registry/bundle/signing.hpp"
#include "registry/registry.hpp"

namespace concordat::registry::bundle {

struct Order {
  Coverage coverage;
  Instant made;
  Instant expires;
  std::vector<std::string> controllers;   // texts, in the order in which they are to stand
  std::vector<std::string> status_lists;  // the same
};

struct Made {
  Manifest manifest;
  std::uint64_t kept = 0;  // entries
};

// Codes: offline.expires (not after `made`), offline.market-unknown (a market that is not on file),
// offline.log-too-large, offline.no-checkpoint; those of the store, of decoding and of signing.
// Reads the log twice, and holds some ten octets for each of its entries.
[[nodiscard]] Result<Made> make(const Registry& registry, const Order& order,
                                const OperatorKey& key, std::ostream& out);

}  // namespace concordat::registry::bundle

// One search over every kind, for a single box: of each kind how many there are and the best few.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "registry/registry.hpp"

namespace concordat::registry {

struct Sighting {
  std::string id;
  std::string label;   // its name in that language, or in another where it has none; or empty
  std::string number;  // of a certificate, as printed
};
struct FoundKind {
  std::string_view kind;
  std::uint64_t total = 0;
  std::vector<Sighting> best;  // what bears the words as its identifier or number comes first
};
struct FoundKinds {
  bool exact = true;             // otherwise there is more, and every total is `at least`
  std::vector<FoundKind> kinds;  // those of which something was found, in the registry's order
};
struct Wanted {
  std::uint64_t few = 5;
  std::string_view language = "en";
};
// Looks at no more than kMostHits things. Codes of `Registry::find`.
[[nodiscard]] Result<FoundKinds> search(const Registry& registry, const std::string& text,
                                        const Wanted& wanted);

}  // namespace concordat::registry

// What a store holds besides the log, held against the entries it was made from: hash tiles and the
// search projection. A damage there makes proofs slow or a search wrong, never the log; `repair`
// makes all of it anew.
#pragma once

#include <vector>

#include "registry/ports/store.hpp"
#include "registry/ports/tokenizer.hpp"

namespace concordat::registry {

// What differs, in the order in which it was found, up to a hundred. Codes of the findings:
//   registry.tile         place "tile 17": other hashes than those of its entries, or none
//   registry.search-row   place "certificates XY": another row than the newest entry about it
//   makes,
//                         or a row that no entry makes, or none where there should be one
// Also while a writer is at work. Fails with the store's codes and those of the decoders.
[[nodiscard]] Result<std::vector<Error>> check_derived(const Store& store,
                                                       const Tokenizer& tokenizer);

}  // namespace concordat::registry

// How resources and statements are shown. Read from the store as they were signed; nothing is kept
// twice in memory.
#pragma once

#include "registry/ledger.hpp"
#include "registry/registry.hpp"

namespace concordat::registry::views {

// A reader's pin: the ledger, and the published size it reads at.
struct Pin {
  const Ledger& ledger;
  const Store& store;
  std::uint64_t size = 0;
};

// See Registry::statement, Registry::show, Registry::list, Registry::find.
[[nodiscard]] Result<json::Value> statement(const Pin& pin, std::uint64_t index);
[[nodiscard]] Result<Resource> show(const Pin& pin, std::string_view kind, std::string_view id);
[[nodiscard]] Result<Page> list(const Pin& pin, const Listing& listing, const Tokenizer& tokenizer);
[[nodiscard]] Result<std::vector<Hit>> find(const Pin& pin, const Listing& listing,
                                            std::size_t most, const Tokenizer& tokenizer);

}  // namespace concordat::registry::views

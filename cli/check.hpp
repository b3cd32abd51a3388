// Everything a store says, derived again from its entries and compared.
#pragma once

#include <cstdint>
#include <vector>

#include "cli/site.hpp"
#include "core/base/error.hpp"

namespace concordat::cli {

struct Checked {
  std::uint64_t size = 0;  // of the newest checkpoint
  // What is wrong, and where: codes of the store, `fsck.*`, `checkpoint.*`, `registry.*`,
  // `signing-record.corrupt`, `snapshot.*`. Empty: the log is sound, and what is derived from it.
  std::vector<Error> errors;
};

// Reads the store alone, also while a writer is at work. Fails when there is no store to be read.
[[nodiscard]] Result<Checked> check_log(const SiteOptions& site);

}  // namespace concordat::cli

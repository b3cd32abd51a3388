// Three verdicts about what somebody else wrote: it holds, it does not hold, it could not be
// checked.
#pragma once

#include "core/base/error.hpp"

namespace concordat::cli {

// The check itself could not be made, so that nothing is known about the log: what was to be
// checked cannot be read, or lacks what is needed (spec/formats/proof.md, receipt.md).
[[nodiscard]] bool says_nothing(const Error& error);

}  // namespace concordat::cli

// Whether what lies in a folder keeps what a registry promised.
#pragma once

#include <filesystem>
#include <string>

#include "fault/session.hpp"

namespace concordat::fault {

// Empty when everything holds of the promises made before `moment`: the log checks, a writer opens
// it and takes one more statement, every acknowledged statement is at its place, no signed head is
// contradicted, and each is on record. Otherwise what does not hold.
[[nodiscard]] std::string broken_promise(const std::filesystem::path& folder,
                                         const Promises& promises, std::size_t moment);

}  // namespace concordat::fault

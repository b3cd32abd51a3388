#include "cli/verdicts.hpp"

#include <algorithm>
#include <string_view>

namespace concordat::cli {
namespace {

constexpr std::string_view kFamilies[] = {"cli.",
                                          "note.vkey",
                                          "note.key-type",
                                          "key.",
                                          "proof.form",
                                          "proof.too-large",
                                          "proof.entry-missing",
                                          "checkpoint.missing",
                                          "receipt.version",
                                          "vault-proof.version"};

}  // namespace

bool says_nothing(const Error& error) {
  return std::ranges::any_of(
      kFamilies, [&](std::string_view family) { return error.code.starts_with(family); });
}

}  // namespace concordat::cli

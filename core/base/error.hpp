// An expected failure, as a value.
//
// An Error names what is wrong by a stable code, where it is wrong, and what was expected instead.
// It never contains a finished sentence: sentences are rendered from the message catalogues at the
// edge, and an HTTP status comes from one table in `api/`.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace concordat {

struct Error {
  // Stable, documented, kebab-case under a family: "json.duplicate-name",
  // "admission.not-authorised".
  std::string code;
  // Where: a JSON pointer ("/body/parties/0"), "byte 17", or "line 3". Empty when the place is the
  // whole.
  std::string place = {};
  // What would have been accepted, in the terms of the format ("a date YYYY-MM-DD").
  std::string expected = {};
  // Named parameters for the sentence of this code.
  std::vector<std::pair<std::string, std::string>> arguments = {};
  // Log indices of the facts that stood against the input, if any.
  std::vector<std::uint64_t> against = {};

  friend bool operator==(const Error&, const Error&) = default;
};

}  // namespace concordat

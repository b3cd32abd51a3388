// The contexts that are known here, as data. Private to this folder.
#pragma once

#include <span>
#include <string_view>

namespace concordat::credential {

struct KnownContext {
  std::string_view url;
  std::string_view terms;   // members and types, separated by spaces, in alphabetical order
  bool everything = false;  // it has a vocabulary that gives any term a meaning
};

[[nodiscard]] std::span<const KnownContext> known_contexts();

// Claims that a token may carry beside the document (RFC 7519, RFC 7800, RFC 9901, Token Status
// List): defined by the token, whatever the contexts.
[[nodiscard]] std::string_view claims_of_tokens();

}  // namespace concordat::credential

// The contexts that are known here, as data. Private to this folder.
#pragma once

#include <span>
#include <string_view>

#include "core/credential/model/term_set.hpp"

namespace concordat::credential {

struct KnownContext {
  // Whole; or, where it begins with a slash, the path of a context that registries publish, each
  // under its own name, with the same octets (spec/formats/testimony.md).
  std::string_view url;
  const TermSet* terms;     // members and types
  bool everything = false;  // a vocabulary gives any term a meaning
};

[[nodiscard]] std::span<const KnownContext> known_contexts();

// Whether a context of a document is this one.
[[nodiscard]] bool is_context(const KnownContext& known, std::string_view url);

// Claims that a token may carry beside the document (RFC 7519, RFC 7800, RFC 9901, Token Status
// List): defined by the token, whatever the contexts.
[[nodiscard]] const TermSet& claims_of_tokens();

}  // namespace concordat::credential

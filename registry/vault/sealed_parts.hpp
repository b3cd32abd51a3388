// A record's salts and disclosures as the octets that are sealed, and its description as the octets
// that are authenticated with its key. Of this folder alone.
#pragma once

#include "core/disclosure/record.hpp"
#include "registry/ports/vault_store.hpp"

namespace concordat::registry::vault {

// RFC 8785, so that the same description is always the same octets.
[[nodiscard]] Bytes authenticated(const VaultDescription& description);
// What the chunks of a body are bound to.
[[nodiscard]] Bytes bound_body(std::string_view id);
[[nodiscard]] Bytes bound_parts(std::string_view id);

// The salt of the record, then each disclosure on a line of its own.
[[nodiscard]] Bytes encode_parts(const disclosure::Record& record);
// Code vault.altered.
[[nodiscard]] Result<disclosure::Record> decode_parts(ByteView octets);

}  // namespace concordat::registry::vault

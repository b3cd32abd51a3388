// A receipt: one answer under the operator's signature, with the entries that it cites and their
// proof (spec/formats/receipt.md). Whoever holds one can show later what was answered, and anybody
// who has the log, or a bundle of that size, can derive the answer again.
#pragma once

#include <string>
#include <string_view>

#include "registry/bundle/open.hpp"
#include "registry/bundle/signing.hpp"
#include "registry/registry.hpp"

namespace concordat::registry::bundle {

inline constexpr std::string_view kReceiptType = "concordat-receipt";  // `typ` of its JWS
inline constexpr std::int64_t kReceiptVersion = 1;

// Answers and signs, as a JWS in compact form. Codes: receipt.as-of (only the published size has a
// checkpoint to prove against), receipt.too-large; those of questions, of the store and of signing.
[[nodiscard]] Result<std::string> make_receipt(const Registry& registry,
                                               const recognition::Question& question,
                                               const OperatorKey& key, Instant now);

// What a receipt says, once it has been checked.
struct Receipt {
  json::Value answer;  // the body of a determination
  std::string origin;
  std::uint64_t size = 0;
  Instant made;
  std::string signer;
  std::uint64_t entries = 0;  // proved
};

// By the key of the log alone; the first thing that fails, in the order of the document. Codes:
// jws.*; receipt.form (with the place in the payload), receipt.version; those of checkpoints,
// checkpoint.signature; extract.place, entry.too-large, merkle.root-mismatch; receipt.as-of (the
// answer is not of this checkpoint); receipt.statement (an entry holds no statement, with its
// cause); receipt.signer-unknown (no statement among them gives the operator that key then);
// offline.signature; receipt.unproved (it cites an entry that is not proved), receipt.surplus (an
// entry is proved that nothing cites).
[[nodiscard]] Result<Receipt> check_receipt(std::string_view jws, const OpeningPorts& ports);

// Derives the answer again from a registry that has the log up to there. Code receipt.differs: it
// is not octet for octet the same. Those of questions, and of bundles that do not cover it.
[[nodiscard]] Status decide_again(const Receipt& receipt, const Registry& registry);

}  // namespace concordat::registry::bundle

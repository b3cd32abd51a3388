// Verifies what somebody presents: a credential or presentation as a token, in an envelope, or with
// an embedded proof. One order of work for all forms, the time and the host as arguments.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/credential/host.hpp"
#include "core/credential/keys/resolve.hpp"
#include "core/credential/verify/report.hpp"

namespace concordat::credential {

// What a holder must have made a presentation for. Each is asked for when it is there.
struct ExpectedBinding {
  std::optional<std::string> nonce;
  std::optional<std::string> audience;
  std::optional<std::int64_t> max_age_seconds;
  [[nodiscard]] bool asked() const { return nonce || audience || max_age_seconds; }
};

struct Policy {
  Instant at;                      // as of when
  std::int64_t skew_seconds = 60;  // clocks differ; the same for every form
  ExpectedBinding binding = {};
  std::optional<crypto::PublicKey> trusted = {};  // for an issuer without a document
  // Who may state the status of a document beside its issuer.
  std::vector<std::string> list_issuers = {};
  // Refuse terms that no context defines and contexts that are not known, instead of noting them.
  bool strict_terms = false;
};

// `input` is taken as it is, to the last octet.
[[nodiscard]] Report verify(std::string_view input, const Policy& policy, Host& host);
// The same of an object that has been parsed already, out of a larger document.
[[nodiscard]] Report verify_object(const json::Value& document, const Policy& policy, Host& host);

// A token within which a signature is looked for; a presentation holds several.
inline constexpr std::size_t kLargestInput = std::size_t{1} << 20;
// Credentials in one presentation.
inline constexpr std::size_t kMostCredentials = 64;
// Signatures over one document.
inline constexpr std::size_t kMostSignatures = 8;

}  // namespace concordat::credential

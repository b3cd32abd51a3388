// Whether a verified document was revoked or suspended: W3C Bitstring Status List 1.0 for
// `credentialStatus`, Token Status List for `status`.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "core/credential/host.hpp"
#include "core/credential/securing/secured.hpp"
#include "core/credential/window.hpp"

namespace concordat::credential {

struct StatusQuestion {
  const json::Value& document;  // verified
  Content content = Content::kCredential;
  std::string_view issuer;
  Window& window;  // at what time, and what it was compared with
  std::int64_t skew_ms = 0;
  // Who may state the status beside the issuer itself (Bitstring Status List 1.0, 2.2).
  std::span<const std::string> list_issuers = {};
};

// A list whose own signature, model and dates were found to hold at the time of the question.
struct VerifiedList {
  json::Value document;  // the list credential, or the claims of the token
  Content content = Content::kCredential;
  std::string issuer;
  Window window = {};  // for how long that holds
};
// Verifies the text of a list as any document is verified, but for its own status and trust. What
// becomes of it counts for the window of the question, whatever the outcome.
using VerifyList = std::function<Checked<VerifiedList>(std::string_view text)>;

// Passed, failed, could not be checked, or not asked when the document names no status. A list that
// is not there, does not verify, or is of another purpose never reads as valid.
[[nodiscard]] Finding check_status(const StatusQuestion& question, const VerifyList& verify_list,
                                   Host& host);

}  // namespace concordat::credential

// EnvelopedVerifiableCredential and EnvelopedVerifiablePresentation (VC Data Model 2.0, 4.12 and
// 4.13.1): an object whose `id` is a data: URL that holds the secured document.
#pragma once

#include <string_view>

#include "core/credential/finding.hpp"
#include "core/json/value.hpp"

namespace concordat::credential {

struct Envelope {
  std::string_view media_type;  // "application/vc+jwt"
  std::string_view text;        // the secured document; both within the object's `id`
};

// Whether an object says it is an envelope.
[[nodiscard]] bool is_envelope(const json::Value& object);

// Media types vc+jwt, vp+jwt, vc+sd-jwt, vp+sd-jwt, dc+sd-jwt, which must agree with the type; no
// parameters, no base64, no percent-encoding: a token needs none.
//   kDecode failed: envelope.form, envelope.media-type
//   kDecode unchecked: envelope.unsupported (another way to secure, COSE among them)
[[nodiscard]] Checked<Envelope> open_envelope(const json::Value& object);

}  // namespace concordat::credential

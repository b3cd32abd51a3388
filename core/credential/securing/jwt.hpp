// vc+jwt and vp+jwt (W3C "Securing Verifiable Credentials using JOSE and COSE", 3.1): a JWS in
// compact form whose payload is the document itself. And the signed tokens that status lists are.
#pragma once

#include <optional>
#include <string_view>

#include "core/credential/securing/secured.hpp"

namespace concordat::credential {

// A `typ` that is there must be that of the content, with or without "application/"; "JWT" and no
// `typ` at all leave it to the payload. Any other is another protocol's token. `statuslist+jwt` is
// opened only when `lists` is set.
//   kDecode: jws.form, jws.header, jws.payload, the codes of json
//   kHeader: jws.algorithm, jws.critical, jws.typ, jws.content-type, jws.key-id, jws.issuer (the
//     header repeats another one than the payload), jws.claim (vc and vp claims must not be there)
//   kKey: key.other-owner (`iss` is another than the issuer)
[[nodiscard]] Checked<Secured> open_jwt(std::string_view token, bool lists = false);

// A NumericDate (RFC 7519, 2): a number of seconds, fractions allowed; never text.
[[nodiscard]] std::optional<Instant> numeric_date(const json::Value& value);

// `nonce`, `aud` and `iat` of the claims that a holder signed.
[[nodiscard]] Binding binding_of(const json::Value& claims);

}  // namespace concordat::credential

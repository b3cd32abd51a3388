// Selective disclosure: SD-JWT and SD-JWT+KB (RFC 9901) in compact form, as credentials use them:
// vc+sd-jwt and vp+sd-jwt (W3C "Securing Verifiable Credentials using JOSE and COSE", 3.2) and
// dc+sd-jwt (SD-JWT VC). A JWT without a tilde is none.
//
//   <issuer-signed JWT> ~ <disclosure> ~ ... ~ <disclosure> ~ [ <key binding JWT> ]
//
// The rules are those of RFC 9901, 7.1 and 7.3. What is hidden stays hidden: a digest without its
// disclosure is dropped, a decoy like any other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/credential/jws.hpp"
#include "core/credential/securing/secured.hpp"

namespace concordat::credential {

// Disclosures of one SD-JWT. The largest profile in use has some seventy claims.
inline constexpr std::size_t kMostDisclosures = 1024;
// Nesting of the processed payload: a disclosure can lie in a disclosure can lie in a disclosure,
// and no limit on the text of each bounds what they come to together.
inline constexpr std::size_t kDeepestDisclosed = 64;

// By allow-list (RFC 9901, 4.1.1); sha-256 when the payload names none.
enum class SdHash : std::uint8_t { kSha256, kSha384, kSha512 };

struct SdJwt {
  Jws jws;                               // the issuer-signed JWT
  json::Value payload;                   // as signed, with its digests
  SdHash hash = SdHash::kSha256;         // what `_sd_alg` names
  std::vector<std::string> disclosures;  // as sent
  std::string bound;                     // all up to the last tilde: what sd_hash is taken over
  std::string key_binding;               // the key binding JWT, or empty
};

// Codes: sd-jwt.form (the parts), sd-jwt.too-many (disclosures), sd-jwt.algorithm (`_sd_alg` that
// is not on the list), those of `parse_jws` and, with the place, those of json for the payload.
[[nodiscard]] Result<SdJwt> parse_sd_jwt(std::string_view text);

// The processed payload (7.1, steps 3 to 5): disclosed claims in their places, digests gone. Codes:
//   sd-jwt.disclosure       a disclosure is not base64url of [salt, name, value] or [salt, value],
//                           or has the other's arity for the place of its digest
//   sd-jwt.digest           `_sd` is no list of texts, `...` is not alone in an element of a list
//   sd-jwt.digest-repeated  one digest twice, anywhere, decoys among them
//   sd-jwt.unreferenced     a disclosure whose digest stands nowhere, or one sent twice
//   sd-jwt.name             a disclosed claim called `_sd`, `_sd_alg` or `...`, or `_sd_alg` within
//   sd-jwt.collision        a disclosed claim that is there already
//   sd-jwt.always-visible   a claim on which validity depends is disclosable, or holds digests:
//                           see `always_visible` (9.7)
//   sd-jwt.too-deep         nesting beyond kDeepestDisclosed
[[nodiscard]] Result<json::Value> disclose(const SdJwt& token);

// Claims of the top level that must be there for everybody to see, because authenticity and
// validity are judged by them: those of RFC 9901, 9.7, of SD-JWT VC, 2.2.2.2, and their
// counterparts of the data model. `type` is not among them: the examples of W3C hide it.
[[nodiscard]] bool always_visible(std::string_view claim);

struct KeyBinding {
  Jws jws;
  std::string nonce;
  std::string audience;
  Instant issued;
};

// The key binding JWT (4.3), which the caller has found to be there. That its signature is by the
// holder's key, that nonce and audience are the verifier's and `iat` is recent is not said here.
// Codes: sd-jwt.binding-type (`typ` is not kb+jwt), sd-jwt.binding-form (claims missing or of the
// wrong kind), sd-jwt.binding-hash (sd_hash is not that of what was presented), those of
// `parse_jws`.
[[nodiscard]] Result<KeyBinding> read_key_binding(const SdJwt& token);

// The holder's key: `cnf`.`jwk` of the payload (RFC 7800, 3.2). Codes: sd-jwt.holder-key (no `cnf`,
// or one that names its key in another way), those of `crypto::parse_jwk`.
[[nodiscard]] Result<crypto::PublicKey> holder_key(const json::Value& payload);

// What one disclosure is called among the digests: base64url of its hash, over the text as sent.
[[nodiscard]] std::string disclosure_digest(std::string_view disclosure, SdHash hash);
// [salt, name, value] or [salt, value] as it is sent.
[[nodiscard]] std::string encode_disclosure(const json::Array& disclosure);

// Findings of Step::kDecode (all above that are about the text), of Step::kHeader (sd-jwt.type: a
// `typ` of something else; jws.algorithm, jws.critical) and of Step::kBinding.
[[nodiscard]] Checked<Secured> open_sd_jwt(std::string_view text);

}  // namespace concordat::credential

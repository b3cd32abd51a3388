// An SD-JWT as signatures of one order of work: the issuer's, and the holder's where it is bound.
#include <algorithm>
#include <memory>
#include <utility>

#include "core/credential/securing/sd_jwt.hpp"

namespace concordat::credential {
namespace {

// What a key is called: a DID URL, a URL, a thumbprint. Longer ones are made to cost.
constexpr std::size_t kLongestKeyId = 2048;

struct Kind {
  Content content;
  std::string_view securing;
};

// RFC 7515, 4.1.9: media types, compared without regard to case, "application/" may be left out.
std::string media_type(std::string_view text) {
  constexpr std::string_view kPrefix = "application/";
  std::string type(text);
  for (char& c : type) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (type.starts_with(kPrefix)) type.erase(0, kPrefix.size());
  return type;
}

// By `typ`, or by the payload where there is none. vc+sd-jwt was the type of SD-JWT VC before it
// was that of the data model.
Checked<Kind> kind_of(const Jws& jws, const json::Value& payload) {
  const std::string type = media_type(jws.type);
  const bool typed = payload.find("vct") != nullptr && payload.find("@context") == nullptr;
  if (type == "dc+sd-jwt" || (typed && (type == "vc+sd-jwt" || jws.type.empty()))) {
    return Kind{Content::kSdJwtVc, "dc+sd-jwt"};
  }
  const bool presented = has_type(payload, "VerifiablePresentation");
  if (type == "vp+sd-jwt" || (jws.type.empty() && presented)) {
    return Kind{Content::kPresentation, "vp+sd-jwt"};
  }
  if (type == "vc+sd-jwt" || jws.type.empty()) return Kind{Content::kCredential, "vc+sd-jwt"};
  return failed(
      Step::kHeader,
      {.code = "sd-jwt.type", .place = "/typ", .expected = "vc+sd-jwt, vp+sd-jwt or dc+sd-jwt"});
}

// Whose token it is. `iss` may repeat it, and is all there is where the data model has no say.
Checked<std::string> owner_of(const json::Value& payload, Content content) {
  const json::Value* issuer = payload.find("iss");
  if (issuer != nullptr && issuer->as_string() == nullptr) {
    return failed(Step::kDecode, {.code = "sd-jwt.form", .place = "/iss", .expected = "text"});
  }
  if (content == Content::kSdJwtVc) return std::string(payload.text("iss"));
  const std::string_view owner =
      content == Content::kPresentation ? holder_of(payload) : issuer_of(payload);
  if (issuer != nullptr && *issuer->as_string() != owner) {
    return failed(Step::kKey, {.code = "key.other-owner", .place = "/iss"});
  }
  return std::string(owner);
}

std::function<Result<crypto::Obligation>(const crypto::PublicKey&)> obligation_of(Jws jws) {
  return [held = std::make_shared<const Jws>(std::move(jws))](const crypto::PublicKey& key) {
    return obligation(*held, key);
  };
}

// The holder's signature over what was presented.
Status add_binding(const SdJwt& token, Secured& secured) {
  CONCORDAT_TRY(binding, read_key_binding(token));
  CONCORDAT_TRY(key, holder_key(secured.document));
  secured.binding = Binding{.nonce = std::move(binding.nonce),
                            .audiences = {std::move(binding.audience)},
                            .issued = binding.issued};
  Signature signature;
  signature.algorithm = binding.jws.algorithm;
  signature.relationship = Relationship::kAuthentication;
  signature.obligation = obligation_of(std::move(binding.jws));
  signature.key = std::move(key);
  signature.created = binding.issued;
  secured.signatures.push_back(std::move(signature));
  return {};
}

// An exact text that is compared and nothing else.
bool is_key_id(std::string_view text) {
  return text.size() <= kLongestKeyId && std::ranges::none_of(text, [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
         });
}

// What a token of the same content may not say in its header or among its claims.
Checked<void> check_claims(const Jws& jws, const json::Value& payload, const Kind& kind) {
  if (!is_key_id(jws.key_id)) {
    return failed(Step::kHeader, {.code = "jws.key-id", .place = "/kid"});
  }
  if (kind.content == Content::kSdJwtVc) {
    // SD-JWT VC, 2.2.2.1: its type is required, and always visible.
    if (!payload.text("vct").empty()) return {};
    return failed(Step::kDecode, {.code = "sd-jwt.form", .place = "/vct", .expected = "text"});
  }
  for (const char* claim : {"vc", "vp"}) {
    // "Securing Verifiable Credentials using JOSE and COSE", 3.1.3.
    if (payload.find(claim) != nullptr) {
      return failed(Step::kHeader, {.code = "jws.claim", .place = "/" + std::string(claim)});
    }
  }
  const std::string_view content = kind.content == Content::kPresentation ? "vp" : "vc";
  const json::Value* given = jws.header.find("cty");
  if (given == nullptr ||
      (given->as_string() != nullptr && media_type(*given->as_string()) == content)) {
    return {};
  }
  return failed(Step::kHeader,
                {.code = "jws.content-type", .place = "/cty", .expected = std::string(content)});
}

Step step_of(const Error& error) {
  if (error.code == "jws.algorithm" || error.code == "jws.critical") return Step::kHeader;
  const bool limit = error.code == "json.too-deep" || error.code == "sd-jwt.too-deep" ||
                     error.code == "sd-jwt.too-many";
  return limit ? Step::kLimits : Step::kDecode;
}

}  // namespace

Checked<Secured> open_sd_jwt(std::string_view text) {
  auto token = parse_sd_jwt(text);
  if (!token) return failed(step_of(token.error()), std::move(token).error());
  auto payload = disclose(*token);
  if (!payload) return failed(step_of(payload.error()), std::move(payload).error());
  CONCORDAT_TRY(kind, kind_of(token->jws, *payload));
  CONCORDAT_CHECK(check_claims(token->jws, *payload, kind));
  CONCORDAT_TRY(owner, owner_of(*payload, kind.content));
  Secured secured{.content = kind.content,
                  .securing = kind.securing,
                  .document = *std::move(payload),
                  .owner = std::move(owner),
                  .owner_is_named = token->payload.find("iss") != nullptr,
                  .signatures = {}};
  Signature issuer;
  issuer.method = token->jws.key_id;
  issuer.algorithm = token->jws.algorithm;
  issuer.relationship = kind.content == Content::kPresentation ? Relationship::kAuthentication
                                                               : Relationship::kAssertion;
  issuer.obligation = obligation_of(token->jws);
  secured.signatures.push_back(std::move(issuer));
  if (!token->key_binding.empty()) {
    if (auto bound = add_binding(*token, secured); !bound) {
      return failed(Step::kBinding, std::move(bound).error());
    }
  }
  return secured;
}

}  // namespace concordat::credential

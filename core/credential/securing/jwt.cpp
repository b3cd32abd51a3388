#include "core/credential/securing/jwt.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "core/credential/jws.hpp"
#include "core/json/read.hpp"

namespace concordat::credential {
namespace {

// What a key is called: a DID URL, a URL, a thumbprint. Longer ones are made to cost.
constexpr std::size_t kLongestKeyId = 2048;

std::string lower(std::string_view text) {
  std::string made(text);
  for (char& c : made) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return made;
}

// RFC 7515, 4.1.9: media types, compared without regard to case, "application/" may be left out.
std::string media_type(std::string_view text) {
  std::string type = lower(text);
  constexpr std::string_view kPrefix = "application/";
  if (type.starts_with(kPrefix)) type.erase(0, kPrefix.size());
  return type;
}

std::unexpected<Finding> header(std::string_view code, std::string place,
                                std::string expected = {}) {
  return failed(
      Step::kHeader,
      {.code = std::string(code), .place = std::move(place), .expected = std::move(expected)});
}

// Which step a code of `parse_jws` belongs to.
std::unexpected<Finding> refused(Error error) {
  const bool decoding = error.code == "jws.form" || error.code == "jws.header";
  return failed(decoding ? Step::kDecode : Step::kHeader, std::move(error));
}

Checked<json::Value> read_payload(const std::string& payload) {
  auto document = json::read(payload);
  if (!document) {
    const bool limit = document.error().code == "json.too-deep";
    return failed(limit ? Step::kLimits : Step::kDecode, std::move(document).error());
  }
  if (!document->as_object()) {
    return failed(Step::kDecode, {.code = "jws.payload", .expected = "a JSON object"});
  }
  return std::move(*document);
}

Checked<Content> content_of(const Jws& jws, const json::Value& document, bool lists) {
  const std::string type = media_type(jws.type);
  const bool open = type.empty() || type == "jwt";
  const bool presentation = has_type(document, "VerifiablePresentation");
  const bool credential = has_type(document, "VerifiableCredential");
  if (lists && type == "statuslist+jwt") return Content::kStatusList;
  if (type == "vp+jwt" || (open && presentation && !credential)) return Content::kPresentation;
  if (type == "vc+jwt" || open) return Content::kCredential;
  return header("jws.typ", "/typ", lists ? "vc+jwt or statuslist+jwt" : "vc+jwt or vp+jwt");
}

// `cty` says what the payload is (vc-jose-cose 3.1.1, 3.1.2): of another thing, it is refused.
Checked<void> check_content_type(const Jws& jws, Content content) {
  const json::Value* member = jws.header.find("cty");
  if (!member || content == Content::kStatusList) return {};
  const std::string_view expected = content == Content::kPresentation ? "vp" : "vc";
  if (member->as_string() && media_type(*member->as_string()) == expected) return {};
  return header("jws.content-type", "/cty", std::string(expected));
}

// An exact text that is compared and nothing else: no control characters in it.
bool is_key_id(std::string_view text) {
  return text.size() <= kLongestKeyId && std::ranges::none_of(text, [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
         });
}

Checked<void> check_header(const Jws& jws, const json::Value& document, Content content) {
  CONCORDAT_CHECK(check_content_type(jws, content));
  if (const json::Value* id = jws.header.find("kid")) {
    if (id->as_string()->empty() || !is_key_id(*id->as_string())) {
      return header("jws.key-id", "/kid", "text of at most 2048 octets");
    }
  }
  // Securing VCs using JOSE and COSE, 3.1.3: these claims must not be there.
  for (const char* const name : {"vc", "vp"}) {
    if (document.find(name)) return header("jws.claim", "/" + std::string(name));
  }
  // RFC 7519, 5.3: a claim that the header repeats is the same there.
  if (const json::Value* issuer = jws.header.find("iss")) {
    const std::string_view meant =
        document.find("iss") ? document.text("iss") : issuer_of(document);
    if (!issuer->as_string() || *issuer->as_string() != meant) {
      return header("jws.issuer", "/iss", std::string(meant));
    }
  }
  return {};
}

// Whose key must have signed, and whether the token says so by itself.
Checked<void> find_owner(const Jws& jws, Secured& secured) {
  const json::Value* iss = secured.document.find("iss");
  if (iss && !iss->as_string()) {
    return failed(Step::kDecode, {.code = "jws.payload", .place = "/iss", .expected = "text"});
  }
  secured.owner_is_named = iss != nullptr;
  switch (secured.content) {
    case Content::kPresentation: {
      secured.owner = holder_of(secured.document);
      break;
    }
    case Content::kStatusList:
    case Content::kSdJwtVc:
      break;  // `iss` alone says it
    case Content::kCredential:
      secured.owner = issuer_of(secured.document);
  }
  if (iss) {
    if (!secured.owner.empty() && *iss->as_string() != secured.owner) {
      return failed(Step::kKey,
                    {.code = "key.other-owner", .place = "/iss", .expected = secured.owner});
    }
    if (secured.content != Content::kCredential) secured.owner = *iss->as_string();
  } else if (secured.owner.empty() && secured.content != Content::kCredential) {
    // Nobody is named but by the key: whoever holds it.
    const std::size_t fragment = jws.key_id.find('#');
    if (fragment != std::string::npos) secured.owner = jws.key_id.substr(0, fragment);
  }
  return {};
}

Signature signature_of(std::shared_ptr<const Jws> jws, Content content) {
  return {.method = jws->key_id,
          .algorithm = jws->algorithm,
          .relationship =
              content == Content::kPresentation ? Relationship::kHolder : Relationship::kAssertion,
          .obligation = [jws](const crypto::PublicKey& key) { return obligation(*jws, key); }};
}

}  // namespace

std::optional<Instant> numeric_date(const json::Value& value) {
  if (const std::int64_t* seconds = value.as_integer()) {
    // Beyond the years that anything means, and far within 64 bits of milliseconds.
    constexpr std::int64_t kMost = std::int64_t{1} << 46;
    if (*seconds > kMost || *seconds < -kMost) return std::nullopt;
    return Instant{*seconds * 1000};
  }
  if (const double* seconds = value.as_double()) {
    constexpr double kMost = 1e13;
    if (!(*seconds < kMost && *seconds > -kMost)) return std::nullopt;
    return Instant{static_cast<std::int64_t>(std::floor(*seconds * 1000))};
  }
  return std::nullopt;
}

Checked<Secured> open_jwt(std::string_view token, bool lists) {
  auto parsed = parse_jws(token);
  if (!parsed) return refused(std::move(parsed).error());
  const auto jws = std::make_shared<const Jws>(std::move(*parsed));
  auto document = read_payload(jws->payload);
  if (!document) return std::unexpected(std::move(document).error());
  const auto content = content_of(*jws, *document, lists);
  if (!content) return std::unexpected(content.error());
  CONCORDAT_CHECK(check_header(*jws, *document, *content));
  Secured secured{.content = *content,
                  .securing = *content == Content::kPresentation ? "vp+jwt"
                              : *content == Content::kStatusList ? "statuslist+jwt"
                                                                 : "vc+jwt",
                  .document = std::move(*document)};
  CONCORDAT_CHECK(find_owner(*jws, secured));
  secured.signatures.push_back(signature_of(jws, secured.content));
  if (secured.content == Content::kPresentation) secured.binding = binding_of(secured.document);
  return secured;
}

Binding binding_of(const json::Value& claims) {
  Binding binding{.nonce = std::string(claims.text("nonce"))};
  if (const json::Value* audience = claims.find("aud")) {
    if (const std::string* one = audience->as_string()) binding.audiences.push_back(*one);
    for (const json::Value& one : claims.array("aud")) {
      if (one.as_string()) binding.audiences.push_back(*one.as_string());
    }
  }
  if (const json::Value* issued = claims.find("iat")) binding.issued = numeric_date(*issued);
  return binding;
}

}  // namespace concordat::credential

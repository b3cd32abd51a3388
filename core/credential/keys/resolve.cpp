#include "core/credential/keys/resolve.hpp"

#include <vector>

#include "core/credential/keys/did.hpp"

namespace concordat::credential {
namespace {

std::unexpected<Finding> no(std::string_view code, std::string expected = {}) {
  return failed(Step::kKey, {.code = std::string(code), .expected = std::move(expected)});
}

bool is_absolute(std::string_view method) {
  const std::size_t colon = method.find(':');
  return colon != std::string_view::npos && colon < method.find_first_of("/?#");
}

// Whether a method names, as a did:key, the very key that whoever asks trusts for the owner.
bool is_trusted(std::string_view method, const crypto::PublicKey* trusted) {
  if (!trusted || !method.starts_with("did:key:")) return false;
  const auto key = key_of_did_key(without_fragment(method));
  return key && crypto::compressed(*key) == crypto::compressed(*trusted);
}

// A key that an identifier is: its only method is that key.
Checked<FoundKey> of_identifier(const KeyQuestion& question, std::string_view fragment,
                                Result<crypto::PublicKey> key) {
  if (!key) return failed(Step::kKey, std::move(key).error());
  const std::string method = std::string(question.owner) + std::string(fragment);
  const bool named =
      question.method == method || (question.owner_is_named && question.method == fragment);
  if (!named) return no("key.unknown-method", method);
  return FoundKey{std::move(*key), method};
}

bool names(const KeyQuestion& question, const Method& method) {
  if (is_absolute(question.method)) return method.id == question.method;
  if (question.method.empty()) {
    return method.serves(question.relationship) && method.key &&
           (question.algorithm.empty() || crypto::jws_algorithm(*method.key) == question.algorithm);
  }
  // A relative name counts only when the document says whose it is: `iss`.
  if (!question.owner_is_named) return false;
  if (question.method.starts_with('#')) {
    return method.id == std::string(question.owner) + std::string(question.method);
  }
  return method.jwk_key_id == question.method;
}

Checked<FoundKey> use(const KeyQuestion& question, const Method& method) {
  // The document lists it, but says that somebody else holds it.
  if (method.controller != question.owner) return no("key.other-owner", method.controller);
  if (!method.serves(question.relationship)) {
    return no("key.relationship", question.relationship == Relationship::kAssertion
                                      ? "assertionMethod"
                                      : "authentication");
  }
  if (!method.key) return failed(Step::kKey, method.key.error());
  // Controlled Identifiers 2.2: at or after that time, nothing is verified with it.
  if (method.revoked && question.window.reached(method.revoked->milliseconds)) {
    return no("key.revoked");
  }
  if (method.expires && question.window.reached(method.expires->milliseconds + question.skew_ms)) {
    return no("key.expired");
  }
  return FoundKey{*method.key, method.id};
}

Checked<FoundKey> of_document(const KeyQuestion& question, const Controller& controller) {
  const Method* found = nullptr;
  for (const Method& method : controller.methods) {
    if (!names(question, method)) continue;
    if (found) return no("key.ambiguous");
    found = &method;
  }
  if (!found) return no("key.unknown-method", "a method of " + controller.id);
  return use(question, *found);
}

Checked<FoundKey> look_up(const KeyQuestion& question, const crypto::PublicKey* trusted,
                          Host& host) {
  if (question.owner.starts_with("did:key:")) {
    const std::string_view id = question.owner.substr(std::string_view("did:key:").size());
    return of_identifier(question, "#" + std::string(id), key_of_did_key(question.owner));
  }
  if (question.owner.starts_with("did:jwk:")) {
    return of_identifier(question, "#0", key_of_did_jwk(question.owner));
  }
  if (question.owner.starts_with("did:web:")) {
    const auto url = url_of_did_web(question.owner);
    if (!url) return failed(Step::kKey, url.error());
  }
  const Controller* const controller = host.controller(question.owner);
  if (!controller && trusted) return FoundKey{*trusted, {}};
  if (!question.method.empty() && !is_absolute(question.method) && !question.owner_is_named) {
    return no("key.method-form", "an absolute URL");
  }
  if (question.method.empty() && !question.owner_is_named) return no("key.method-missing");
  if (!controller) {
    return unchecked(Step::kKey, {.code = "key.no-document",
                                  .arguments = {{"owner", std::string(question.owner)}}});
  }
  return of_document(question, *controller);
}

}  // namespace

std::string_view without_fragment(std::string_view url) { return url.substr(0, url.find('#')); }

Checked<FoundKey> find_key(const KeyQuestion& question, const crypto::PublicKey* trusted,
                           Host& host) {
  if (question.owner.empty()) {
    if (!trusted) return no("key.owner-missing");
  } else if (is_did(question.owner)) {
    // Securing VCs using JOSE and COSE, 4.1.1: a DID's key is always named.
    if (question.method.empty()) return no("key.method-missing");
    // A method's identifier begins with the identifier of the document it belongs to.
    if (is_absolute(question.method) && without_fragment(question.method) != question.owner) {
      return no("key.other-owner", std::string(question.owner));
    }
  } else if (is_did(question.method) && !is_trusted(question.method, trusted)) {
    return no("key.other-owner", std::string(question.owner));
  }
  auto found = question.owner.empty() ? Checked<FoundKey>(FoundKey{*trusted, {}})
                                      : look_up(question, trusted, host);
  if (found && !question.algorithm.empty() &&
      crypto::jws_algorithm(found->key) != question.algorithm) {
    return no("key.algorithm", std::string(crypto::jws_algorithm(found->key)));
  }
  return found;
}

}  // namespace concordat::credential

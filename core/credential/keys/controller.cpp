#include "core/credential/keys/controller.hpp"

#include <algorithm>
#include <array>

#include "core/credential/keys/jwk.hpp"
#include "core/credential/keys/multikey.hpp"
#include "core/json/read.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::credential {
namespace {

// Beyond this a document is made to cost time: the ones met have below twenty.
constexpr std::size_t kMostMethods = 256;
constexpr json::Limits kLimits = {.size_bytes = kLargestController, .depth = 32};

std::unexpected<Error> form(std::string place, std::string expected) {
  return fail(
      {.code = "controller.form", .place = std::move(place), .expected = std::move(expected)});
}

std::unexpected<Error> spoilt(std::string place, std::string expected) {
  return fail({.code = "key.encoding", .place = std::move(place), .expected = std::move(expected)});
}

// Types whose key stands in publicKeyJwk, and in publicKeyMultibase.
constexpr std::array<std::string_view, 2> kJwkTypes = {"JsonWebKey", "JsonWebKey2020"};
constexpr std::array<std::string_view, 2> kMultibaseTypes = {"Multikey",
                                                             "Ed25519VerificationKey2020"};

Result<crypto::PublicKey> read_key(const json::Value& method) {
  const std::string_view type = method.text("type");
  const json::Value* jwk = method.find("publicKeyJwk");
  const json::Value* multibase = method.find("publicKeyMultibase");
  // Controlled Identifiers 2.2: one method, one key material.
  if (jwk && multibase) return spoilt("/publicKeyJwk", "one form of the key, not two");
  if (std::ranges::count(kJwkTypes, type) != 0) {
    if (!jwk) return spoilt("/publicKeyJwk", "a public JWK");
    return parse_verifying_jwk(*jwk);
  }
  if (std::ranges::count(kMultibaseTypes, type) != 0) {
    if (!multibase || !multibase->as_string()) return spoilt("/publicKeyMultibase", "text");
    auto key = parse_multikey(*multibase->as_string());
    if (key && type != "Multikey" && key->algorithm != crypto::Algorithm::kEd25519) {
      return spoilt("/publicKeyMultibase", "an Ed25519 key");
    }
    return key;
  }
  return fail({.code = "key.unsupported", .place = "/type", .expected = "JsonWebKey or Multikey"});
}

// An instant that a method carries. One that cannot be read spoils the key: it may be over.
Status read_instant(const json::Value& method, std::string_view name,
                    std::optional<Instant>& instant) {
  const json::Value* member = method.find(name);
  if (!member) return {};
  const auto read = member->as_string() ? parse_timestamp(*member->as_string())
                                        : Result<Instant>(fail({.code = "time.timestamp"}));
  if (!read) return spoilt("/" + std::string(name), "a timestamp");
  instant = *read;
  return {};
}

std::string absolute(std::string_view id, std::string_view base) {
  return id.starts_with('#') ? std::string(base) + std::string(id) : std::string(id);
}

class Reader {
 public:
  explicit Reader(const json::Value& document) : document_(document) {}

  Result<Controller> read() {
    const json::Value* id = document_.find("id");
    if (!id || !id->as_string() || id->as_string()->empty()) return form("/id", "text");
    controller_.id = *id->as_string();
    if (const json::Value* methods = document_.find("verificationMethod")) {
      if (!methods->as_array()) return form("/verificationMethod", "an array");
      for (const json::Value& method : *methods->as_array()) {
        if (!add(method)) return form("/verificationMethod", expected_);
      }
    }
    for (const auto& [name, flag] : kRelationships) {
      if (!relate(name, flag)) return form("/" + std::string(name), expected_);
    }
    return std::move(controller_);
  }

 private:
  struct Named {
    std::string_view name;
    bool Method::* flag;
  };
  static constexpr std::array<Named, 2> kRelationships = {{
      {"assertionMethod", &Method::asserts},
      {"authentication", &Method::authenticates},
  }};

  // The method that was added, or null.
  Method* add(const json::Value& method) {
    const json::Value* id = method.find("id");
    if (!id || !id->as_string() || id->as_string()->empty()) {
      expected_ = "objects with an id";
      return nullptr;
    }
    if (controller_.methods.size() == kMostMethods) {
      expected_ = "at most " + std::to_string(kMostMethods) + " methods";
      return nullptr;
    }
    Method made{.id = absolute(*id->as_string(), controller_.id),
                .controller = std::string(method.text("controller")),
                .jwk_key_id = {},
                .key = read_key(method)};
    if (const json::Value* jwk = method.find("publicKeyJwk")) made.jwk_key_id = jwk->text("kid");
    for (const Status& status : {read_instant(method, "expires", made.expires),
                                 read_instant(method, "revoked", made.revoked)}) {
      if (!status) made.key = std::unexpected(status.error());
    }
    if (Method* const other = find(made.id)) {
      if (other->key == made.key && other->controller == made.controller) return other;
      // Two methods under one name: which of them is meant, nobody can say.
      other->key = spoilt("/verificationMethod", "one method under each id");
      return other;
    }
    return &controller_.methods.emplace_back(std::move(made));
  }

  Method* find(std::string_view id) {
    const auto found = std::ranges::find(controller_.methods, id, &Method::id);
    return found == controller_.methods.end() ? nullptr : &*found;
  }

  bool relate(std::string_view name, bool Method::* flag) {
    const json::Value* entries = document_.find(name);
    if (!entries) return true;
    expected_ = "an array of method identifiers and methods";
    if (!entries->as_array()) return false;
    for (const json::Value& entry : *entries->as_array()) {
      if (const std::string* reference = entry.as_string()) {
        // A reference into another document is that document's business.
        if (Method* const method = find(absolute(*reference, controller_.id))) method->*flag = true;
        continue;
      }
      Method* const method = add(entry);
      if (!method) return false;
      method->*flag = true;
    }
    return true;
  }

  const json::Value& document_;
  Controller controller_;
  std::string expected_;
};

}  // namespace

Result<Controller> read_controller(const json::Value& document) {
  if (!document.as_object()) return form("", "a JSON object");
  return Reader(document).read();
}

Result<Controller> read_controller(std::string_view text) {
  CONCORDAT_TRY(document, json::read(text, kLimits));
  return read_controller(document);
}

}  // namespace concordat::credential

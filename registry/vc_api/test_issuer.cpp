#include "registry/vc_api/test_issuer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/credential/jws.hpp"
#include "core/credential/keys/multikey.hpp"
#include "core/credential/model/model.hpp"
#include "core/credential/model/terms.hpp"
#include "core/credential/model/written.hpp"
#include "core/credential/securing/data_integrity.hpp"
#include "core/credential/securing/envelope.hpp"
#include "core/credential/securing/secured.hpp"
#include "core/credential/status/entry.hpp"
#include "core/json/write.hpp"
#include "registry/credentials/trust.hpp"
#include "registry/registry.hpp"

namespace concordat::registry::vc_api {
namespace {

constexpr std::string_view kEnveloped = "vc+jwt";
// Identifiers are remembered for each place of a list; those met in practice stay below 300 octets.
constexpr std::size_t kLongestId = 2048;
// RFC 7519, RFC 7800, RFC 9901, Token Status List.
constexpr std::array<std::string_view, 13> kClaims = {"_sd", "_sd_alg", "aud", "cnf", "exp",
                                                      "iat", "iss",     "jti", "nbf", "nonce",
                                                      "sub", "status",  "vct"};
constexpr std::string_view kBaseContext = "https://www.w3.org/ns/credentials/v2";

std::unexpected<Error> form(std::string place, std::string expected) {
  return fail(
      {.code = "verification.form", .place = std::move(place), .expected = std::move(expected)});
}

// To the second: what `created` of a proof usually has.
std::string second_of(Instant at) {
  constexpr std::int64_t kSecond_ms = 1000;
  std::string text = to_string(Instant{at.milliseconds - at.milliseconds % kSecond_ms});
  return text.substr(0, text.find('.')) + "Z";
}

// An issuer takes terms strictly: what it signs must mean something.
Status check_strictly(const json::Value& credential) {
  CONCORDAT_CHECK(credential::check_credential(credential));
  if (credential::is_envelope(credential)) {
    return fail({.code = "model.type", .place = "/type", .expected = "no envelope"});
  }
  // What a token says about itself, the credential within must not say for it.
  for (const auto& [name, member] : *credential.as_object()) {
    if (std::ranges::find(kClaims, name) != kClaims.end()) {
      return fail({.code = "model.undefined-term", .place = "/" + name});
    }
  }
  CONCORDAT_CHECK(credential::check_written_contexts(credential));
  const credential::Undefined undefined = credential::find_undefined(credential);
  if (!undefined.contexts.empty()) {
    return fail({.code = "model.unknown-context", .place = undefined.contexts.front()});
  }
  if (!undefined.terms.empty()) {
    return fail({.code = "model.undefined-term", .place = undefined.terms.front()});
  }
  for (const auto& entry : credential::status_entries(credential)) {
    const bool is_bad = !entry && entry.error().outcome == credential::Outcome::kFailed;
    if (is_bad) return fail(entry.error().error);
  }
  return {};
}

void give_issuer(json::Object& credential, const std::string& did) {
  json::Value* issuer = credential.find("issuer");
  if (!issuer) {
    credential.set("issuer", did);
  } else if (json::Object* party = issuer->as_object(); party && !party->find("id")) {
    party->set("id", did);
  }
}

bool names_issuer(const json::Value& credential) {
  const json::Value* issuer = credential.find("issuer");
  return issuer && (!issuer->as_object() || issuer->find("id"));
}

}  // namespace

struct TestIssuer::Wish {
  std::string securing;  // empty: embedded, by the suite of the key
  std::vector<std::string> purposes;
  std::string credential_id;
};

TestIssuer::TestIssuer(const std::vector<Signer*>& signers, const Registry& registry,
                       const Deflater& deflater)
    : registry_(registry), lists_(deflater) {
  for (Signer* const signer : signers) {
    crypto::PublicKey key = signer->public_key();
    const std::string name = credential::to_multikey(key);
    const bool is_edwards = key.algorithm == crypto::Algorithm::kEd25519;
    keys_.push_back({.signer = signer,
                     .public_key = std::move(key),
                     .did = "did:key:" + name,
                     .method = "did:key:" + name + "#" + name,
                     .suite = is_edwards ? "eddsa-jcs-2022" : "ecdsa-jcs-2019"});
  }
}

std::vector<std::string> TestIssuer::issuers() const {
  std::vector<std::string> issuers;
  for (const Key& key : keys_) issuers.push_back(key.did);
  return issuers;
}

Result<TestIssuer::Wish> TestIssuer::read_wish(const json::Value& request) {
  Wish wish;
  const json::Value* credential = request.find("credential");
  wish.credential_id = credential->text("id");
  const json::Value* options = request.find("options");
  if (!options || options->is_null()) return wish;
  if (!options->as_object()) return form("/options", "an object");
  wish.securing = options->text("securing");
  if (const std::string_view id = options->text("credentialId"); !id.empty()) {
    wish.credential_id = id;
  }
  const json::Value* statuses = options->find("credentialStatus");
  if (!statuses) return wish;
  const json::Array one{*statuses};
  for (const json::Value& status : statuses->as_array() ? *statuses->as_array() : one) {
    const std::string_view purpose = status.text("statusPurpose", "revocation");
    if (status.text("type") != "BitstringStatusListEntry" || !TestLists::is_purpose(purpose)) {
      return fail({.code = "vc-api.status",
                   .place = "/options/credentialStatus",
                   .expected = "BitstringStatusListEntry for revocation or suspension"});
    }
    wish.purposes.emplace_back(purpose);
  }
  return wish;
}

Result<std::size_t> TestIssuer::choose_key(const json::Value& credential, const Wish& wish) const {
  const auto can_make = [&](const Key& key) {
    return wish.securing.empty() || wish.securing == kEnveloped || wish.securing == key.suite;
  };
  const bool named = names_issuer(credential);
  const std::string_view issuer = credential::issuer_of(credential);
  for (std::size_t at = 0; at < keys_.size(); ++at) {
    if (named && keys_[at].did != issuer) continue;
    if (can_make(keys_[at])) return at;
    if (named) break;
  }
  const bool is_ours =
      std::ranges::any_of(keys_, [&](const Key& key) { return key.did == issuer; });
  if (named && !is_ours) {
    std::string expected;
    for (const Key& key : keys_) expected += (expected.empty() ? "" : " or ") + key.did;
    return fail(
        {.code = "vc-api.issuer", .place = "/credential/issuer", .expected = std::move(expected)});
  }
  return fail({.code = "vc-api.securing",
               .place = "/options/securing",
               .expected = "vc+jwt, eddsa-jcs-2022 (Ed25519) or ecdsa-jcs-2019 (P-256, P-384)"});
}

Status TestIssuer::add_status(json::Object& credential, std::size_t key, const Wish& wish,
                              std::string_view address) {
  if (wish.purposes.empty()) return {};
  if (credential.find("credentialStatus")) {
    return fail({.code = "vc-api.status",
                 .place = "/credential/credentialStatus",
                 .expected = "a credential without a status of its own"});
  }
  if (wish.credential_id.empty() || wish.credential_id.size() > kLongestId) {
    return fail({.code = "vc-api.status",
                 .place = "/credential/id",
                 .expected = "an id, or options.credentialId, of at most " +
                             std::to_string(kLongestId) + " octets, by which the status is set"});
  }
  json::Array entries;
  for (const std::string& purpose : wish.purposes) {
    CONCORDAT_TRY(index, lists_.take({key, purpose}, wish.credential_id));
    const std::string list =
        std::string(address) + std::string(kListsPath) + std::to_string(key) + "/" + purpose;
    entries.push_back(json::Object{{"id", list + "#" + std::to_string(index)},
                                   {"type", "BitstringStatusListEntry"},
                                   {"statusPurpose", purpose},
                                   {"statusListIndex", std::to_string(index)},
                                   {"statusListCredential", list}});
  }
  credential.set("credentialStatus", entries.size() == 1 ? std::move(entries.front())
                                                         : json::Value(std::move(entries)));
  return {};
}

Result<Bytes> TestIssuer::sign(const Key& key, ByteView message) {
  if (is_on_file(registry_, key.public_key)) {
    return fail(
        {.code = "vc-api.key-on-file", .expected = "a key that means nothing to the registry"});
  }
  return key.signer->sign(message);
}

Result<json::Value> TestIssuer::envelop(const Key& key, const json::Value& credential) {
  const json::Object header{{"alg", crypto::jws_algorithm(key.public_key)},
                            {"kid", key.method},
                            {"typ", kEnveloped},
                            {"cty", "vc"}};
  const std::string input = credential::signing_input(header, json::compact(credential));
  CONCORDAT_TRY(signature, sign(key, bytes_of(input)));
  return json::Object{{"@context", kBaseContext},
                      {"id", "data:application/vc+jwt," + credential::assemble(input, signature)},
                      {"type", "EnvelopedVerifiableCredential"}};
}

Result<json::Value> TestIssuer::embed(const Key& key, const json::Value& credential, Instant at) {
  CONCORDAT_TRY(draft, credential::draft_proof(credential,
                                               {{"created", second_of(at)},
                                                {"verificationMethod", key.method},
                                                {"proofPurpose", "assertionMethod"}},
                                               key.public_key.algorithm));
  CONCORDAT_TRY(signature, sign(key, draft.message));
  return credential::attach_proof(credential, draft, signature);
}

Result<json::Value> TestIssuer::issue(const json::Value& request, const Moment& moment) {
  const json::Value* given = request.find("credential");
  if (!given || !given->as_object()) return form("/credential", "an object");
  if (given->find("proof")) {
    return fail({.code = "vc-api.secured", .place = "/credential/proof"});
  }
  CONCORDAT_TRY(wish, read_wish(request));
  CONCORDAT_TRY(chosen, choose_key(*given, wish));
  const Key& key = keys_[chosen];
  json::Value credential = *given;
  give_issuer(*credential.as_object(), key.did);
  if (Status good = check_strictly(credential); !good) {
    Error error = std::move(good).error();
    error.place.insert(0, "/credential");
    return fail(std::move(error));
  }
  const std::lock_guard lock(one_at_a_time_);
  CONCORDAT_CHECK(add_status(*credential.as_object(), chosen, wish, moment.address));
  CONCORDAT_TRY(secured, wish.securing == kEnveloped ? envelop(key, credential)
                                                     : embed(key, credential, moment.at));
  return json::Object{{"verifiableCredential", std::move(secured)}};
}

Status TestIssuer::set_status(const json::Value& request) {
  const std::string_view id = request.text("credentialId");
  const json::Value* entry = request.find("credentialStatus");
  if (id.empty()) return form("/credentialId", "the id of a credential");
  if (!entry || entry->text("type") != "BitstringStatusListEntry" ||
      !TestLists::is_purpose(entry->text("statusPurpose"))) {
    return fail({.code = "vc-api.status",
                 .place = "/credentialStatus",
                 .expected = "BitstringStatusListEntry for revocation or suspension"});
  }
  const json::Value* value = request.find("status");
  if (value && !value->as_bool()) return form("/status", "true or false");
  const std::lock_guard lock(one_at_a_time_);
  return lists_.set(id, entry->text("statusPurpose"), !value || *value->as_bool());
}

Result<json::Value> TestIssuer::list_of(const ListName& name, const Moment& moment) {
  CONCORDAT_TRY(encoded, lists_.encoded(name));
  const Key& key = keys_[name.key];
  const std::string id = std::string(moment.address) + std::string(kListsPath) +
                         std::to_string(name.key) + "/" + name.purpose;
  const json::Object list{
      {"@context", json::Array{kBaseContext}},
      {"id", id},
      {"type", json::Array{"VerifiableCredential", "BitstringStatusListCredential"}},
      {"issuer", key.did},
      {"validFrom", second_of(moment.at)},
      {"credentialSubject", json::Object{{"id", id + "#list"},
                                         {"type", "BitstringStatusList"},
                                         {"statusPurpose", name.purpose},
                                         {"encodedList", std::move(encoded)}}}};
  return embed(key, list, moment.at);
}

Result<json::Value> TestIssuer::status_list(std::string_view below, const Moment& moment) {
  const std::size_t slash = below.find('/');
  ListName name;
  const std::string_view number = below.substr(0, slash);
  const auto [stop, error] =
      std::from_chars(number.data(), number.data() + number.size(), name.key);
  const bool is_number = error == std::errc{} && stop == number.data() + number.size();
  if (slash != std::string_view::npos) name.purpose = below.substr(slash + 1);
  const std::lock_guard lock(one_at_a_time_);
  // "00" is not the address that was given out.
  if (!is_number || number != std::to_string(name.key) || !lists_.has(name)) {
    return fail({.code = "vc-api.no-such-list"});
  }
  return list_of(name, moment);
}

Status TestIssuer::add_lists(Presented& documents, const Moment& moment) {
  const std::lock_guard lock(one_at_a_time_);
  for (const ListName& name : lists_.names()) {
    CONCORDAT_TRY(list, list_of(name, moment));
    CONCORDAT_CHECK(documents.add_status_list(json::compact(list)));
  }
  return {};
}

}  // namespace concordat::registry::vc_api

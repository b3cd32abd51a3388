#include "core/credential/securing/data_integrity.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "core/base/base58.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/write.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::credential {
namespace {

constexpr std::string_view kType = "DataIntegrityProof";
constexpr std::string_view kEddsa = "eddsa-jcs-2022";
constexpr std::string_view kEcdsa = "ecdsa-jcs-2019";

std::string_view suite_of(crypto::Algorithm algorithm) {
  return algorithm == crypto::Algorithm::kEd25519 ? kEddsa : kEcdsa;
}

// One value, or each of a list: how JSON-LD writes sets.
std::span<const json::Value> each_of(const json::Value* value) {
  if (value == nullptr) return {};
  if (const json::Array* list = value->as_array()) return *list;
  return {value, 1};
}

void append(Bytes& bytes, ByteView more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

// Hash of the proof's options, then of the document; the order is the suites'.
Bytes hashes(const json::Value& options, const json::Value& document, crypto::Algorithm algorithm) {
  const std::string first = json::canonical(options);
  const std::string second = json::canonical(document);
  Bytes message;
  if (algorithm == crypto::Algorithm::kP384) {
    append(message, crypto::sha384(bytes_of(first)));
    append(message, crypto::sha384(bytes_of(second)));
  } else {
    append(message, crypto::sha256(bytes_of(first)));
    append(message, crypto::sha256(bytes_of(second)));
  }
  return message;
}

json::Value whole(const DataIntegrityProof& proof) {
  json::Value object = proof.options;
  if (!proof.value.empty()) object.as_object()->set("proofValue", proof.value);
  return object;
}

// Section 3.3.2 of both suites: a proof with a @context is of a document that begins with it.
Status check_context(const json::Value& document, const json::Value& options) {
  const auto signed_ones = each_of(options.find("@context"));
  const auto present = each_of(document.find("@context"));
  if (signed_ones.size() <= present.size() &&
      std::ranges::equal(signed_ones, present.first(signed_ones.size()))) {
    return {};
  }
  return fail({.code = "data-integrity.context",
               .place = "/@context",
               .expected = "the contexts of the proof, in their order, before any other"});
}

// Data Integrity 4.3 and 4.5: a proof that covers others is of the document that carries those.
bool is_changed(const SecuredDocument& secured, const DataIntegrityProof& proof) {
  if (!proof.previous.empty()) return true;
  const json::Value* context = proof.options.find("@context");
  const json::Value* present = secured.document.find("@context");
  return context != nullptr && (present == nullptr || *context != *present);
}

json::Value covered(const SecuredDocument& secured, const DataIntegrityProof& proof) {
  json::Value document = secured.document;
  json::Object& members = *document.as_object();
  if (const json::Value* context = proof.options.find("@context")) {
    members.set("@context", *context);
  }
  json::Array previous;
  for (const std::size_t at : proof.previous) previous.push_back(whole(secured.proofs[at]));
  if (!previous.empty()) members.set("proof", std::move(previous));
  return document;
}

Bytes message_of(const SecuredDocument& secured, const DataIntegrityProof& proof,
                 crypto::Algorithm algorithm) {
  // The usual document is hashed where it lies.
  return is_changed(secured, proof) ? hashes(proof.options, covered(secured, proof), algorithm)
                                    : hashes(proof.options, secured.document, algorithm);
}

// previousProof of one proof, as numbers.
Status resolve_previous(std::vector<DataIntegrityProof>& proofs, std::size_t at) {
  const auto refuse = [&](std::string expected) {
    return fail({.code = "data-integrity.previous",
                 .place = proofs[at].place + "/previousProof",
                 .expected = std::move(expected)});
  };
  DataIntegrityProof& proof = proofs[at];
  for (const json::Value& named : each_of(proof.options.find("previousProof"))) {
    const std::string* id = named.as_string();
    if (id == nullptr || id->empty()) return refuse("the id of a proof, or a list of them");
    const auto carries = [&](const DataIntegrityProof& other) { return other.id == *id; };
    if (std::ranges::count_if(proofs, carries) != 1) return refuse("the id of one proof");
    const auto found =
        static_cast<std::size_t>(std::ranges::find_if(proofs, carries) - proofs.begin());
    if (std::ranges::find(proof.previous, found) != proof.previous.end()) {
      return refuse("each proof once");
    }
    proof.previous.push_back(found);
  }
  // The order of the document, whatever that of the names: each hashes the same then.
  std::ranges::sort(proof.previous);
  return {};
}

// Proofs are taken away whose previous ones are gone; what is left covers itself.
Status check_no_cycle(const std::vector<DataIntegrityProof>& proofs) {
  std::vector<bool> settled(proofs.size(), false);
  for (std::size_t round = 0; round < proofs.size(); ++round) {
    for (std::size_t at = 0; at < proofs.size(); ++at) {
      settled[at] = settled[at] || std::ranges::all_of(proofs[at].previous, [&](std::size_t other) {
                      return settled[other];
                    });
    }
  }
  const auto left = std::ranges::find(settled, false);
  if (left == settled.end()) return {};
  return fail(
      {.code = "data-integrity.cycle",
       .place = proofs[static_cast<std::size_t>(left - settled.begin())].place + "/previousProof",
       .expected = "proofs that were made before"});
}

// The members of one proof. They all stand under `place`, which its refusals say.
class ProofReader {
 public:
  ProofReader(json::Value proof, std::string place)
      : given_(std::move(proof)), place_(std::move(place)) {}

  Result<DataIntegrityProof> read() {
    if (given_.as_object() == nullptr) return refuse("", "an object");
    DataIntegrityProof proof;
    CONCORDAT_TRY(type, text("type", true));
    CONCORDAT_TRY(suite, text("cryptosuite", type == kType));
    proof.supported = type == kType && (suite == kEddsa || suite == kEcdsa);
    proof.cryptosuite = type == kType ? suite : type;
    CONCORDAT_TRY(method, text("verificationMethod", true));
    CONCORDAT_TRY(purpose, text("proofPurpose", true));
    CONCORDAT_TRY(id, text("id", false));
    CONCORDAT_TRY(value, text("proofValue", proof.supported));
    CONCORDAT_TRY(created, instant("created"));
    CONCORDAT_TRY(expires, instant("expires"));
    CONCORDAT_TRY(domain, texts("domain"));
    CONCORDAT_TRY(challenge, text("challenge", false));
    proof.place = place_;
    proof.verification_method = std::move(method);
    proof.purpose = std::move(purpose);
    proof.id = std::move(id);
    proof.value = std::move(value);
    proof.created = created;
    proof.expires = expires;
    proof.domain = std::move(domain);
    if (given_.find("challenge") != nullptr) proof.challenge = std::move(challenge);
    given_.as_object()->erase("proofValue");
    proof.options = std::move(given_);
    return proof;
  }

 private:
  [[nodiscard]] std::unexpected<Error> refuse(std::string_view name, std::string expected) const {
    return fail({.code = "data-integrity.form",
                 .place = name.empty() ? place_ : place_ + "/" + std::string(name),
                 .expected = std::move(expected)});
  }

  [[nodiscard]] Result<std::string> text(std::string_view name, bool required) const {
    const json::Value* member = given_.find(name);
    if (member == nullptr && !required) return std::string();
    const std::string* found = member == nullptr ? nullptr : member->as_string();
    if (found == nullptr || found->empty() || found->size() > kLongestProofText) {
      return refuse(name, "text of at most " + std::to_string(kLongestProofText) + " octets");
    }
    return *found;
  }

  [[nodiscard]] Result<std::vector<std::string>> texts(std::string_view name) const {
    std::vector<std::string> found;
    for (const json::Value& each : each_of(given_.find(name))) {
      if (each.as_string() == nullptr) return refuse(name, "text, or a list of texts");
      found.push_back(*each.as_string());
    }
    return found;
  }

  [[nodiscard]] Result<std::optional<Instant>> instant(std::string_view name) const {
    if (given_.find(name) == nullptr) return std::nullopt;
    CONCORDAT_TRY(written, text(name, true));
    const auto read = parse_timestamp(written);
    if (!read) return refuse(name, "a dateTimeStamp of XML Schema");
    return *read;
  }

  json::Value given_;
  std::string place_;
};

// Proofs of a document that may have none yet.
Result<SecuredDocument> take_apart(json::Value secured) {
  json::Object* members = secured.as_object();
  if (members == nullptr) return fail({.code = "data-integrity.form", .expected = "an object"});
  json::Value given;
  if (json::Value* proof = members->find("proof")) given = std::move(*proof);
  members->erase("proof");

  SecuredDocument apart{.document = std::move(secured), .proofs = {}};
  json::Array all;
  const bool listed = given.as_array() != nullptr;
  if (listed) {
    all = std::move(*given.as_array());
  } else if (!given.is_null()) {
    all.push_back(std::move(given));
  }
  if (all.size() > kMostProofs) {
    return fail({.code = "data-integrity.too-many",
                 .place = "/proof",
                 .expected = "at most " + std::to_string(kMostProofs)});
  }
  for (std::size_t at = 0; at < all.size(); ++at) {
    CONCORDAT_TRY(
        proof,
        ProofReader(std::move(all[at]), listed ? "/proof/" + std::to_string(at) : "/proof").read());
    apart.proofs.push_back(std::move(proof));
  }
  for (std::size_t at = 0; at < apart.proofs.size(); ++at) {
    CONCORDAT_CHECK(resolve_previous(apart.proofs, at));
  }
  CONCORDAT_CHECK(check_no_cycle(apart.proofs));
  return apart;
}

}  // namespace

Result<SecuredDocument> read_secured(json::Value secured) {
  CONCORDAT_TRY(apart, take_apart(std::move(secured)));
  if (apart.proofs.empty()) {
    return fail({.code = "data-integrity.form", .place = "/proof", .expected = "a proof"});
  }
  return std::move(apart);
}

Result<crypto::Obligation> obligation(const SecuredDocument& secured, std::size_t proof,
                                      const crypto::PublicKey& key) {
  const DataIntegrityProof& one = secured.proofs[proof];
  if (!one.supported) {
    return fail({.code = "data-integrity.unsupported",
                 .place = one.place + "/cryptosuite",
                 .expected = "eddsa-jcs-2022 or ecdsa-jcs-2019"});
  }
  if (one.cryptosuite != suite_of(key.algorithm)) {
    return fail(
        {.code = "data-integrity.key",
         .place = one.place + "/verificationMethod",
         .expected = one.cryptosuite == kEddsa ? "an Ed25519 key" : "a P-256 or P-384 key"});
  }
  auto signature = decode_multibase(one.value);
  if (!signature || signature->size() != crypto::signature_size(key.algorithm)) {
    return fail({.code = "data-integrity.value",
                 .place = one.place + "/proofValue",
                 .expected = "z and base58btc of " +
                             std::to_string(crypto::signature_size(key.algorithm)) + " octets"});
  }
  CONCORDAT_CHECK(check_context(secured.document, one.options));
  return crypto::Obligation{key, message_of(secured, one, key.algorithm), std::move(*signature)};
}

json::Value verified_document(const SecuredDocument& secured) {
  const json::Value* const present = secured.document.find("@context");
  const json::Value* fewest = present;
  for (const DataIntegrityProof& proof : secured.proofs) {
    const json::Value* context = proof.options.find("@context");
    if (context != nullptr && each_of(context).size() < each_of(fewest).size()) fewest = context;
  }
  json::Value document = secured.document;
  if (fewest != present) document.as_object()->set("@context", *fewest);
  return document;
}

Result<ProofDraft> draft_proof(const json::Value& document, json::Object options,
                               crypto::Algorithm algorithm) {
  CONCORDAT_TRY(apart, take_apart(document));
  options.set("type", kType);
  options.set("cryptosuite", suite_of(algorithm));
  // Section 3.3.1 of both suites.
  if (const json::Value* context = document.find("@context")) options.set("@context", *context);
  // Read as a verifier will; the value is not there yet, and any text does.
  options.set("proofValue", "z");
  const std::size_t at = apart.proofs.size();
  if (at == kMostProofs) {
    return fail({.code = "data-integrity.too-many",
                 .place = "/proof",
                 .expected = "at most " + std::to_string(kMostProofs)});
  }
  CONCORDAT_TRY(proof, ProofReader(options, "").read());
  apart.proofs.push_back(std::move(proof));
  CONCORDAT_CHECK(resolve_previous(apart.proofs, at));
  CONCORDAT_CHECK(check_no_cycle(apart.proofs));
  options.erase("proofValue");
  return ProofDraft{.options = std::move(options),
                    .message = message_of(apart, apart.proofs[at], algorithm)};
}

json::Value attach_proof(json::Value document, const ProofDraft& draft, ByteView signature) {
  json::Object proof = draft.options;
  proof.set("proofValue", encode_multibase(signature));
  json::Object& members = *document.as_object();
  json::Value* present = members.find("proof");
  if (present == nullptr) {
    members.set("proof", std::move(proof));
  } else if (json::Array* list = present->as_array()) {
    list->push_back(std::move(proof));
  } else {
    json::Array both;
    both.push_back(std::move(*present));
    both.push_back(std::move(proof));
    members.set("proof", std::move(both));
  }
  return document;
}

}  // namespace concordat::credential

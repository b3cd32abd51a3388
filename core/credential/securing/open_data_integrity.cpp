// Data Integrity proofs as signatures of one order of work.
#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "core/credential/securing/data_integrity.hpp"

namespace concordat::credential {
namespace {

constexpr std::array<std::string_view, 2> kSecurings = {"eddsa-jcs-2022", "ecdsa-jcs-2019"};

// How it is secured, for the answer: by the first proof that is understood.
std::string_view securing_of(const SecuredDocument& apart) {
  for (const DataIntegrityProof& proof : apart.proofs) {
    const auto known = std::ranges::find(kSecurings, proof.cryptosuite);
    if (proof.supported && known != kSecurings.end()) return *known;
  }
  return "data-integrity";
}

Signature signature_of(const std::shared_ptr<const SecuredDocument>& apart, std::size_t at,
                       Relationship relationship) {
  const DataIntegrityProof& proof = apart->proofs[at];
  Signature signature{
      .place = proof.place,
      .method = proof.verification_method,
      .algorithm = {},
      .relationship = relationship,
      .obligation = [apart,
                     at](const crypto::PublicKey& key) { return obligation(*apart, at, key); },
      .created = proof.created,
      .expires = proof.expires};
  if (!proof.supported) {
    signature.unsupported = Error{.code = "data-integrity.unsupported",
                                  .place = proof.place,
                                  .arguments = {{"suite", proof.cryptosuite}}};
  }
  return signature;
}

}  // namespace

Checked<Secured> open_data_integrity(json::Value document) {
  auto read = read_secured(std::move(document));
  if (!read) return failed(Step::kHeader, std::move(read).error());
  const auto apart = std::make_shared<const SecuredDocument>(*std::move(read));

  const bool presented = has_type(apart->document, "VerifiablePresentation");
  const std::string_view purpose = presented ? "authentication" : "assertionMethod";
  const Relationship relationship =
      presented ? Relationship::kAuthentication : Relationship::kAssertion;
  Secured secured{
      .content = presented ? Content::kPresentation : Content::kCredential,
      .securing = securing_of(*apart),
      .document = verified_document(*apart),
      .owner = std::string(presented ? holder_of(apart->document) : issuer_of(apart->document)),
      .signatures = {}};
  for (std::size_t at = 0; at < apart->proofs.size(); ++at) {
    const DataIntegrityProof& proof = apart->proofs[at];
    if (proof.purpose != purpose) {
      return failed(Step::kHeader, {.code = "data-integrity.purpose",
                                    .place = proof.place + "/proofPurpose",
                                    .expected = std::string(purpose)});
    }
    secured.signatures.push_back(signature_of(apart, at, relationship));
  }
  const DataIntegrityProof& first = apart->proofs.front();
  if (presented && (first.challenge || !first.domain.empty())) {
    secured.binding = Binding{.nonce = first.challenge.value_or(""),
                              .audiences = first.domain,
                              .all_audiences = true,
                              .issued = first.created};
  }
  return secured;
}

}  // namespace concordat::credential

// Proofs inside a document: W3C Verifiable Credential Data Integrity 1.0 with the two suites that
// canonicalise by RFC 8785 and so need no JSON-LD: eddsa-jcs-2022 (Data Integrity EdDSA
// Cryptosuites 1.0, section 3.3) and ecdsa-jcs-2019 (Data Integrity ECDSA Cryptosuites 1.0, section
// 3.3; P-256 with SHA-256, P-384 with SHA-384).
//
// Here stands what must hold; the host verifies. A proof of another type or suite is kept and told
// as one that could not be checked: it is neither skipped nor a failure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/credential/securing/secured.hpp"
#include "core/crypto/signature.hpp"
#include "core/json/value.hpp"
#include "core/time/instant.hpp"

namespace concordat::credential {

// Proofs of one document: as many as a verification looks at signatures. Issuers sign with two or
// three keys; each proof of a chain is hashed again for those after it.
inline constexpr std::size_t kMostProofs = 8;
// Identifiers and methods inside a proof. Addresses met in practice stay below 300 letters.
inline constexpr std::size_t kLongestProofText = 2048;

struct DataIntegrityProof {
  std::string place;        // JSON pointer: "/proof", or "/proof/0" where it is one of a list
  json::Value options;      // the proof without its proofValue: what is hashed before the document
  std::string value;        // proofValue as it stands; empty when absent, which only others may
  bool supported = false;   // of type DataIntegrityProof and one of the two suites
  std::string cryptosuite;  // or the type, where that is another
  std::string id;           // or empty
  std::string verification_method;
  std::string purpose;
  std::optional<Instant> created;
  std::optional<Instant> expires;
  std::vector<std::string> domain;
  std::optional<std::string> challenge;
  std::vector<std::size_t> previous;  // the proofs it covers, as numbers among all
};

struct SecuredDocument {
  json::Value document;                    // without `proof`
  std::vector<DataIntegrityProof> proofs;  // as they stand; at least one
};

// Takes a document and its proofs apart. Codes:
//   data-integrity.form       no object, no proof, or a member of a proof that is not what it must
//                             be; `place` is a JSON pointer into the document
//   data-integrity.too-many   more than kMostProofs
//   data-integrity.previous   previousProof names no proof of this document, or one twice, or an id
//                             that two proofs carry (section 4.5)
//   data-integrity.cycle      proofs that cover each other
[[nodiscard]] Result<SecuredDocument> read_secured(json::Value secured);

// What must hold for one proof to be by this key. Codes:
//   data-integrity.unsupported  another type or suite: this proof could not be checked
//   data-integrity.key          the key is not of the suite
//   data-integrity.value        proofValue is not "z", base58btc and exactly a signature's octets
//   data-integrity.context      the document's @context does not begin with that of the proof
[[nodiscard]] Result<crypto::Obligation> obligation(const SecuredDocument& secured,
                                                    std::size_t proof,
                                                    const crypto::PublicKey& key);

// What all proofs say, once they hold: the document under the fewest contexts that any of them
// signed, which all begin with. Contexts behind those are not signed, and are not part of it.
[[nodiscard]] json::Value verified_document(const SecuredDocument& secured);

// A proof before it is signed.
struct ProofDraft {
  json::Object options;
  Bytes message;  // to be signed by the key for which it was made
};

// A proof of `document`, which may have proofs already. `options` gives verificationMethod and
// proofPurpose, and what is wanted of id, created, expires, domain, challenge, nonce and
// previousProof; type, cryptosuite and @context are set here. Codes as for `read_secured`.
[[nodiscard]] Result<ProofDraft> draft_proof(const json::Value& document, json::Object options,
                                             crypto::Algorithm algorithm);
// The document with one proof more.
[[nodiscard]] json::Value attach_proof(json::Value document, const ProofDraft& draft,
                                       ByteView signature);

// A credential with assertion proofs by its issuer, or a presentation with authentication proofs by
// its holder: as many signatures as there are proofs, all of which must hold. The document is the
// one under the contexts that every proof signed. Findings of Step::kHeader: those of
// `read_secured`, data-integrity.purpose, and data-integrity.context.
[[nodiscard]] Checked<Secured> open_data_integrity(json::Value document);

}  // namespace concordat::credential

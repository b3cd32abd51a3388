// Drafts: statements before anybody has signed them. Signing them with the keys at hand, enrolling
// authors who have none yet, founding a registry from a template.
#pragma once

#include <string>
#include <vector>

#include "registry/ports/key_ring.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {

// A payload, signed by its author's key: JWS compact. Codes signer.failed, statement.*.
[[nodiscard]] Result<std::string> sign(Signer& signer, const json::Value& payload);

// The founding statement from a template that lacks what only the new registry knows: its origin,
// the log's verifier key and the operator's key (examples/founding.json). Code drafts.template.
struct Founding {
  json::Value pattern;
  std::string origin;
  crypto::PublicKey log_key;
  Date date;  // the day from which it holds
};
[[nodiscard]] Result<std::string> found_from(const Founding& founding, KeyRing& keys);

// Signs drafts in order and submits them. Every draft has its own outcome, at its own position.
struct DraftPlan {
  Date today;
  // Makes a key for an author who has none, and enrols it by a statement of the operator: for
  // demonstrations and for registries that keep keys in custody.
  bool enrol = false;
};
[[nodiscard]] std::vector<Result<Receipt>> submit_drafts(Registry& registry, KeyRing& keys,
                                                         const std::vector<json::Value>& drafts,
                                                         const DraftPlan& plan);

}  // namespace concordat::registry

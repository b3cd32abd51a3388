// Who speaks for a registry in files that leave it: its operator, with a key that the log has on
// file. So one key is enough to check them: that of the log.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/credential/jws.hpp"
#include "core/facts/tables.hpp"
#include "core/json/value.hpp"
#include "core/statement/statement.hpp"
#include "core/time/instant.hpp"
#include "registry/ports/signer.hpp"
#include "registry/ports/verifier.hpp"

namespace concordat::registry {
class Registry;
}

namespace concordat::registry::bundle {

// The operator that a founding statement names.
[[nodiscard]] std::string_view operator_named_in(const statement::Statement& founding);

// The operator's key on file under that thumbprint, in force at the instant and revoked neither
// then nor, as far as these facts tell, before. Codes offline.signer-unknown (nobody's key here),
// offline.signer-other (somebody else's), offline.signer-ended, offline.signer-revoked.
struct Signatory {
  std::string_view organisation;  // the operator
  std::string_view key_id;
  Instant at;
};
[[nodiscard]] Result<const facts::SigningKey*> key_on_file(const Signatory& signatory,
                                                           const facts::Tables& tables,
                                                           facts::Ordinal size);

// Code offline.signature: the JWS is not signed by the key. Those of credential::obligation.
[[nodiscard]] Status check_signature(const credential::Jws& jws, const crypto::PublicKey& key,
                                     const Verifier& verifier);

// The key with which a registry signs bundles and receipts; from any thread.
class OperatorKey {
 public:
  // Codes of key_on_file, at `now`. The signer outlives this.
  [[nodiscard]] static Result<OperatorKey> of(Signer& signer, const Registry& registry,
                                              Instant now);

  // A JWS of that `typ`. Code signer.failed.
  [[nodiscard]] Result<std::string> sign(std::string_view type, const json::Value& payload) const;
  // Where its own statement stands in the log.
  [[nodiscard]] facts::Ordinal statement() const { return statement_; }

 private:
  OperatorKey(Signer& signer, facts::Ordinal statement)
      : signer_(&signer), statement_(statement), one_at_a_time_(std::make_unique<std::mutex>()) {}

  Signer* signer_;
  facts::Ordinal statement_;
  std::unique_ptr<std::mutex> one_at_a_time_;
};

// The operator of a registry, from its founding statement. Codes of the store and of reading it.
[[nodiscard]] Result<std::string> operator_of(const Registry& registry);

}  // namespace concordat::registry::bundle

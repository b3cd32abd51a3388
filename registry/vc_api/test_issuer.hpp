// Signs any well-formed credential it is given: what the W3C suites ask of an issuer, and what a
// registry must never do with a key that means something. Each key is an issuer of its own, the
// did:key of that key.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "core/time/instant.hpp"
#include "registry/credentials/presented.hpp"
#include "registry/ports/deflater.hpp"
#include "registry/ports/signer.hpp"
#include "registry/vc_api/test_lists.hpp"

namespace concordat::registry {
class Registry;
}

namespace concordat::registry::vc_api {

// Below the address of the server: "/vc-api/status-lists/0/revocation".
inline constexpr std::string_view kListsPath = "/vc-api/status-lists/";
// From any thread.
class TestIssuer {
 public:
  // Signers, registry and deflater outlive this.
  TestIssuer(const std::vector<Signer*>& signers, const Registry& registry,
             const Deflater& deflater);

  // The issuers, in the order of their keys.
  [[nodiscard]] std::vector<std::string> issuers() const;

  // When something is asked for, and what absolute addresses of this server begin with.
  struct Moment {
    Instant at;
    std::string_view address;
  };

  // `{"credential": ..., "options": {"securing", "credentialStatus", "credentialId"}}`; the answer
  // is `{"verifiableCredential": ...}`. The credential's issuer chooses the key; one without an
  // issuer is given the first that can make what is asked for. Codes: those of the data model, also
  // for terms without a meaning; status.entry; verification.form; vc-api.issuer (not one of these),
  // vc-api.securing (not "vc+jwt" or a suite of the key), vc-api.secured (it has a proof),
  // vc-api.status, vc-api.key-on-file, vc-api.full, vc-api.id-used; signer.failed.
  [[nodiscard]] Result<json::Value> issue(const json::Value& request, const Moment& moment);

  // `{"credentialId", "credentialStatus": {"type", "statusPurpose"}, "status": bool}`. Codes:
  // verification.form, vc-api.status, vc-api.unknown-credential.
  [[nodiscard]] Status set_status(const json::Value& request);

  // The list behind an address below kListsPath ("0/revocation"), signed. Codes:
  // vc-api.no-such-list; vc-api.key-on-file; signer.failed.
  [[nodiscard]] Result<json::Value> status_list(std::string_view below, const Moment& moment);
  // All of them, for a verification at this server.
  [[nodiscard]] Status add_lists(Presented& documents, const Moment& moment);

 private:
  struct Key {
    Signer* signer;
    crypto::PublicKey public_key;
    std::string did;
    std::string method;
    std::string_view suite;
  };
  struct Wish;  // what a request says beside the credential

  [[nodiscard]] static Result<Wish> read_wish(const json::Value& request);
  [[nodiscard]] Result<std::size_t> choose_key(const json::Value& credential,
                                               const Wish& wish) const;
  [[nodiscard]] Status add_status(json::Object& credential, std::size_t key, const Wish& wish,
                                  std::string_view address);
  [[nodiscard]] Result<json::Value> list_of(const ListName& name, const Moment& moment);
  // The signature of that key, unless the registry has come to know it.
  [[nodiscard]] Result<Bytes> sign(const Key& key, ByteView message);
  [[nodiscard]] Result<json::Value> envelop(const Key& key, const json::Value& credential);
  [[nodiscard]] Result<json::Value> embed(const Key& key, const json::Value& credential,
                                          Instant at);

  const Registry& registry_;
  std::vector<Key> keys_;
  std::mutex one_at_a_time_;
  TestLists lists_;  // under the mutex, as the signers are
};

}  // namespace concordat::registry::vc_api

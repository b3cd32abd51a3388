// What a verification asks of the program around it. The core reads, compares and decides; keys are
// checked, octets inflated and documents found by the host, which alone knows files, networks and
// libraries. Called on the thread that verifies; nothing is kept of what the views show, and what a
// pointer or view of an answer shows must hold until the verification has ended.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/credential/finding.hpp"
#include "core/credential/window.hpp"
#include "core/crypto/signature.hpp"
#include "core/json/value.hpp"
#include "core/time/instant.hpp"

namespace concordat::credential {

struct Controller;
struct StatusList;

enum class Compression : std::uint8_t {
  kGzip,  // RFC 1952, one member: Bitstring Status List
  kZlib,  // RFC 1950: Token Status List
};

struct TrustQuestion {
  std::string_view issuer;       // its identifier, as the document has it
  const crypto::PublicKey& key;  // which signed
  const json::Value& document;   // verified
  Window& window;                // at what time, and what it was compared with
};

class Host {
 public:
  virtual ~Host() = default;

  // Does this signature hold?
  [[nodiscard]] virtual bool holds(const crypto::Obligation& obligation) = 0;

  // The DID document or controlled identifier document whose own `id` is `id`, octet for octet;
  // null when there is none. did:key and did:jwk are never asked for.
  [[nodiscard]] virtual const Controller* controller(std::string_view id) = 0;

  // The text of the status list (credential or token) whose own `id` or `sub` is `id`; it is
  // verified like any other document before it is believed. A final newline of a file is no part.
  [[nodiscard]] virtual std::optional<std::string_view> status_list(std::string_view id) = 0;

  // The octets behind a compressed stream, `limit_bytes` at most. Codes: inflate.form (no such
  // stream, or something after its end), inflate.too-large. Stops at the limit before it
  // allocates more.
  [[nodiscard]] virtual Result<Bytes> inflate(Compression form, ByteView stream,
                                              std::size_t limit_bytes) = 0;

  // A list that was verified and unpacked before, for a question about a time, and one to be kept
  // for the next question. What was found to hold at one time is believed of another as long as the
  // host says. It must come from the same documents: a list that others brought, or that was
  // verified by keys that others brought, is not handed to anybody else. A host that keeps none has
  // each list verified and unpacked each time.
  [[nodiscard]] virtual std::shared_ptr<const StatusList> kept_list(std::string_view /*id*/,
                                                                    Instant /*at*/) {
    return nullptr;
  }
  virtual void keep_list(std::string_view /*id*/, Instant /*at*/,
                         std::shared_ptr<const StatusList> /*list*/) {}

  // Is the issuer known, with this key, at that time? Nothing: there is nobody to ask, and the
  // verdict does not suffer. A finding is of Step::kTrust.
  [[nodiscard]] virtual std::optional<Finding> trust(const TrustQuestion& question) = 0;
};

}  // namespace concordat::credential

// The host of a verification: documents and status lists that were handed in, found by their own
// identifiers, and the ports that check signatures and unfold octets.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/credential/host.hpp"
#include "core/credential/keys/controller.hpp"
#include "core/credential/status/kept_lists.hpp"
#include "core/crypto/digest.hpp"
#include "registry/ports/inflater.hpp"
#include "registry/ports/verifier.hpp"

namespace concordat::registry {

class KeptStatusLists;
class KeptVerdicts;
class Online;
class Registry;

// Everything that verifications need and share; outlives them. Without a registry nobody is asked
// for trust.
struct VerifyingPorts {
  const Verifier& verifier;
  const Inflater& inflater;
  const Registry* registry = nullptr;
  KeptVerdicts* kept = nullptr;      // none: every question is answered anew
  KeptStatusLists* lists = nullptr;  // none: lists are kept within one question
};

// Unpacked lists that one question keeps: two of the largest, hundreds of the usual.
inline constexpr std::size_t kMostKept_bytes = std::size_t{33} << 20;

class Presented final : public credential::Host {
 public:
  // `base`, which may be null and outlives this, is asked for what is not found here.
  explicit Presented(const VerifyingPorts& ports, Presented* base = nullptr)
      : ports_(ports), base_(base) {}

  // Where what is not at hand is fetched; nowhere unless it is said. Outlives this.
  void go_online(Online* online) { online_ = online; }
  // Whether the registry is asked who signed, where there is one. Not unless it is said.
  void ask_for_trust(bool asked) { asks_for_trust_ = asked; }
  // What the verification of a list rests on beside the list: documents and policy of the question.
  // Told, lists are shared with other questions of which the same is told.
  void rest_on(const crypto::Digest& digest) { rests_on_ = digest; }

  // A DID document or controlled identifier document. Codes: those of `read_controller`,
  // presented.repeated (two documents say that they are the same one).
  [[nodiscard]] Status add_controller(credential::Controller controller);
  // A status list, credential or token: found by its `id`, or by `sub`. A final newline is no part
  // of it. Codes: presented.list (nothing in it says which list it is), presented.repeated.
  [[nodiscard]] Status add_status_list(std::string text);

  [[nodiscard]] bool holds(const crypto::Obligation& obligation) override;
  [[nodiscard]] const credential::Controller* controller(std::string_view id) override;
  [[nodiscard]] std::optional<std::string_view> status_list(std::string_view id) override;
  [[nodiscard]] Result<Bytes> inflate(credential::Compression form, ByteView stream,
                                      std::size_t limit_bytes) override;
  // Lists are kept for questions about one time and these documents: a presentation names the same
  // list in each of its credentials.
  [[nodiscard]] std::shared_ptr<const credential::StatusList> kept_list(std::string_view id,
                                                                        Instant at) override;
  void keep_list(std::string_view id, Instant at,
                 std::shared_ptr<const credential::StatusList> list) override;
  [[nodiscard]] std::optional<credential::Finding> trust(
      const credential::TrustQuestion& question) override;

 private:
  // Of the list that is found under that name, and of what its verification rests on.
  [[nodiscard]] std::optional<crypto::Digest> shared_name(std::string_view id);

  const VerifyingPorts& ports_;
  Presented* base_;
  Online* online_ = nullptr;
  bool asks_for_trust_ = false;
  std::optional<crypto::Digest> rests_on_;
  std::map<std::string, credential::Controller, std::less<>> controllers_;
  std::map<std::string, std::string, std::less<>> lists_;
  credential::KeptLists kept_{kMostKept_bytes, 0};
};

// What the text of a status list says that it is: the `id` of a credential, the `sub` of a token;
// of a JWS or an SD-JWT by its payload, of an envelope by what it holds. Nothing is verified.
[[nodiscard]] Result<std::string> identifier_of_list(std::string_view text);

}  // namespace concordat::registry

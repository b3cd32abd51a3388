// Publishing a checkpoint: the one place where the log key is used.
//
// The order is the point (C2SP logs have died of one flipped bit): read the durable bytes again,
// compute the root a second way, write down what is about to be signed, sign, store, only then
// show. What makes a head certain is its line on record and the entries; the stored note follows
// from both, so it need not be synced.
#pragma once

#include <string>

#include "core/log/checkpoint.hpp"
#include "registry/ledger.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {

class Publisher {
 public:
  Publisher(Ports& ports, std::string origin) : ports_(ports), origin_(std::move(origin)) {}

  [[nodiscard]] const std::string& origin() const { return origin_; }

  // What the signing record says about this log, at start. Codes: registry.ahead-of-store (more was
  // signed than the store holds: a restored backup), registry.forked (another root was signed at a
  // size the store holds).
  [[nodiscard]] Status check_record(const Ledger& ledger) const;

  // The checkpoint over `tree`, whose last `fresh` leaves have just become durable on top of
  // `before`. Codes: registry.leaf-mismatch, registry.root-mismatch (the bytes on disk are not what
  // was hashed: never signed), and those of the ports.
  struct Step {
    const merkle::Frontier& before;
    const merkle::Frontier& after;
    std::span<const merkle::Hash> leaves;
    std::uint64_t epoch = 0;
    // What the entries must say besides, where statements have just come in: the digest of each as
    // it arrived, and the stamp it was given. Otherwise the caller has judged the entries again.
    struct Arrived {
      std::span<const crypto::Digest> statements;
      Instant recorded;
    };
    std::optional<Arrived> arrived = {};
    // The note is synced before it is shown, too.
    bool durable_note = false;
  };
  [[nodiscard]] Result<std::string> publish(const Step& step);

  // The checkpoint stored last, when it is this log's and signed by this key; size 0 when there is
  // none yet. Code registry.checkpoint, what is wrong with it as argument "cause". Whether the
  // entries agree with it is for `agrees` to say.
  struct Published {
    std::string note;
    std::uint64_t size = 0;
    merkle::Hash root = {};
  };
  [[nodiscard]] static Result<Published> stored(const Store& store, const Verifier& verifier,
                                                const log::VerifierKey& key);
  // The newest head that was signed: the stored one, or the one on record where a crash took the
  // note away before it was synced. That one is signed again, which says nothing new: the record
  // and the ledger agree (`check_record`), and Ed25519 gives the same octets.
  [[nodiscard]] Result<Published> newest(Published stored);
  // The ledger holds all that was published, under the root that was signed. Codes
  // registry.checkpoint (the store holds fewer entries), registry.forked.
  [[nodiscard]] static Status agrees(const Published& published, const Ledger& ledger);

 private:
  [[nodiscard]] Status check_bytes(const Step& step) const;
  [[nodiscard]] Result<std::string> sign(const log::Checkpoint& checkpoint);

  Ports& ports_;
  std::string origin_;
};

}  // namespace concordat::registry

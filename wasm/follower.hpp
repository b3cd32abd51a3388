// A follower of a log, as a browser, an auditor's script or an offline tool holds one: entries in,
// determinations out. It links `core` alone.
//
// Every entry is decoded, judged and folded as the registry did it. What it cannot do is verify a
// signature: it hands out the signatures that must hold, and the host discharges them (WebCrypto).
// Until the host has, an answer is worth no more than the server it came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/crypto/signature.hpp"
#include "core/facts/state.hpp"
#include "core/log/checkpoint.hpp"
#include "core/merkle/source.hpp"
#include "core/recognition/workspace.hpp"
#include "core/time/instant.hpp"

namespace concordat::wasm {

class Follower {
 public:
  Follower() = default;
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  // The entry bundle `index` of the log (C2SP tlog-tiles) with `count` entries, 1 to 256. Entries
  // that are known already are passed over, so a bundle that has grown can be added again. Entries
  // before one that is refused stay. Codes: follower.gap (entries before this bundle are missing),
  // follower.hypothetical (there are drafts), bundle.form; and, with "entry N" in `place` and the
  // pointer in the argument of that name, those of log::decode_entry, statement::decode_signed,
  // admission::admit and facts::State::apply, registry.time-runs-backwards, registry.logged-twice.
  [[nodiscard]] Status add_bundle(ByteView bundle, std::uint64_t index, std::size_t count);

  // A statement that nobody signed, as if it were recorded at that time: a scenario, or what would
  // follow if it were made. From then on answers carry no root, and bundles are refused. Codes of
  // statement::decode, admission::judge and facts::State::apply; registry.time-runs-backwards.
  [[nodiscard]] Status add_draft(std::string_view draft, Instant recorded);

  // Whether a signed checkpoint is that of the log with this key (vkey text), and its root that of
  // the entries held. Codes: those of log::parse_vkey, log::parse_signed_checkpoint and
  // log::signatures_of; follower.gap (it covers entries that are not here), merkle.root-mismatch,
  // follower.hypothetical.
  [[nodiscard]] Status check_checkpoint(std::string_view note, std::string_view vkey);

  // The signatures that must hold for everything added and checked so far, each handed out once.
  [[nodiscard]] std::vector<crypto::Obligation> take_obligations();

  // How many entries and drafts it holds.
  [[nodiscard]] std::uint64_t size() const { return state_.size_applied(); }

  // The answer to a question in JSON, as HTTP gives it (spec/formats/determination.md), octet for
  // octet. On drafts, `asOf` has but the size and the semantics version. Codes: those of json::read
  // and recognition::question_from_json; question.as-of for a size that is not held, or 0.
  [[nodiscard]] Result<std::string> determine(std::string_view question);

 private:
  [[nodiscard]] Status add_entry(ByteView bytes);
  [[nodiscard]] Result<merkle::Hash> root(std::uint64_t size);

  facts::State state_;
  recognition::Workspace workspace_{state_};
  merkle::Tree tree_;
  std::string origin_;  // of the founding statement
  Instant last_recorded_;
  bool has_drafts_ = false;
  std::vector<crypto::Obligation> obligations_;
  // The root asked for last; most questions are about the newest size.
  struct Rooted {
    std::uint64_t size = 0;
    merkle::Hash root{};
  };
  std::optional<Rooted> rooted_;
};

}  // namespace concordat::wasm

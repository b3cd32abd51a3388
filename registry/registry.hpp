// The registry: one log, one writer, any number of readers.
//
// Everything the command line and the HTTP interface do goes through this class. It owns the ports,
// the state folded from the log, and the sequencer.
//
// Threads: every public member may be called from any thread. Readers never wait for the writer.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/state.hpp"
#include "core/json/printer.hpp"
#include "core/recognition/as_of.hpp"
#include "core/recognition/determine.hpp"
#include "registry/bulk.hpp"
#include "registry/log_view.hpp"
#include "registry/ports/clock.hpp"
#include "registry/ports/signer.hpp"
#include "registry/ports/signing_record.hpp"
#include "registry/ports/snapshots.hpp"
#include "registry/ports/store.hpp"
#include "registry/ports/tokenizer.hpp"
#include "registry/ports/verifier.hpp"

namespace concordat::registry {

// The ports it is built from. `log_key` and `signing_record` are absent in a reader: a registry
// opened without them answers and refuses writes (registry.read-only).
struct Ports {
  std::unique_ptr<Store> store;
  std::unique_ptr<Clock> clock;
  std::unique_ptr<Verifier> verifier;
  std::unique_ptr<Tokenizer> tokenizer;
  std::unique_ptr<Signer> log_key;
  std::unique_ptr<SigningRecord> signing_record;
  std::unique_ptr<Snapshots> snapshots;  // absent: every start folds the whole log
};

// What became of one submitted statement.
struct Receipt {
  std::uint64_t index = 0;  // its place in the log
  bool known = false;       // it was there before: acknowledged with its first index
  std::string id;           // the statement's own identifier
  std::string certificate;  // that it issues; empty for every other statement
};

using recognition::AsOf;

// A resource as the registry shows it: the newest statement about it, and every one before.
struct Resource {
  std::string kind;
  std::string id;
  json::Value json;
};

struct Page {
  std::vector<Resource> resources;
  std::string next;  // cursor of the next page; empty at the end
};

struct Listing {
  std::string kind;                                          // "certificates", "organisations", ...
  std::vector<std::pair<std::string, std::string>> filters;  // exact fields
  std::string text;                                          // full text
  std::string after;                                         // cursor
  std::uint32_t limit = 50;                                  // 1 to 500
};

// Something that a listing finds, by name alone.
struct Hit {
  std::string kind;
  std::string id;
  std::string cursor;  // a listing with it as `after` goes on behind this one
};

struct Progress {
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

struct Opening {
  // Judges every entry again, signature and authority. Otherwise only those beyond the newest
  // checkpoint, whose root must agree with the entries below it.
  // Then no snapshot is looked at either.
  bool judge_everything = false;
  std::function<void(const Progress&)> progress = {};
  // Why a snapshot was not used at the start, or not made later: the registry does without. From
  // any thread.
  std::function<void(const Error&)> snapshot_trouble = {};
};

struct Ledger;

// A part of a log that somebody has proved and folded (registry/bundle), its last entry among it.
struct Excerpt {
  std::shared_ptr<Ledger> ledger;  // over the store of the ports
  std::string origin;
  std::string vkey;
  std::string checkpoint;  // the signed note, of the whole log
  std::uint64_t size = 0;
  merkle::Hash root = {};
  // Whether the whole log would give the same answer. Whatever it refuses is refused with its code.
  std::function<Status(const recognition::Question&)> covers;
};

class Registry {
 public:
  // Replays the log. Codes: registry.not-founded (an empty store), registry.replay (the entry that
  // does not decode, verify or fold is in `place`), registry.ahead-of-store (the signing record has
  // seen a larger log than the store holds: a restored backup; reading works, writing is refused),
  // and the codes of the ports.
  [[nodiscard]] static Result<std::unique_ptr<Registry>> open(Ports ports,
                                                              const Opening& opening = {});
  // Answers from an excerpt, at its size alone; read-only, without a search and without proofs.
  // Codes of log::parse_vkey.
  [[nodiscard]] static Result<std::unique_ptr<Registry>> over(Ports ports, Excerpt excerpt);
  // Writes entry 0 into an empty store and opens the registry.
  [[nodiscard]] static Result<std::unique_ptr<Registry>> found(Ports ports,
                                                               std::string_view founding);
  ~Registry();

  // Submits signed statements (JWS compact). Each gets its own outcome, good ones land; durable and
  // under a published checkpoint when it returns. Blocks; concurrent callers share a commit.
  [[nodiscard]] std::vector<Result<Receipt>> submit(const std::vector<std::string>& statements);

  // The determination, and where it comes from. Code question.as-of when the size is not published.
  struct Decision {
    recognition::Answer answer;
    AsOf as_of;
  };
  [[nodiscard]] Result<Decision> decide(const recognition::Question& question) const;
  // The body that HTTP and `--format json` print, and the same as a document.
  [[nodiscard]] static std::string to_text(const recognition::Question& question,
                                           const Decision& decision);
  [[nodiscard]] static json::Value to_json(const recognition::Question& question,
                                           const Decision& decision);
  // The same body, printed as it is found, with sentences where there is a speaker; for those who
  // want nothing but its text. Gives the verdict.
  [[nodiscard]] Result<recognition::Verdict> decide_in_print(
      recognition::Question question, json::Printer& printer,
      const recognition::Speaker* speaker = nullptr) const;

  // Resources. Kinds: see `kinds()`. Code resource.not-found, resource.no-such-kind.
  [[nodiscard]] static std::vector<std::string> kinds();
  [[nodiscard]] Result<Resource> show(std::string_view kind, std::string_view id) const;
  [[nodiscard]] Result<Page> list(const Listing& listing) const;
  // What a listing finds from its cursor on, up to `most` of it, whatever its limit; of every kind
  // where it names none and has words (statements aside). The same codes.
  [[nodiscard]] Result<std::vector<Hit>> find(const Listing& listing, std::size_t most) const;
  // Blocks until what is published can be found by `list`, or cannot be made so: the search
  // projection follows the log behind it. For commands that end after they have written.
  void wait_until_searchable() const;
  // Everything of a kind, or every statement ("statements", from that one on), as it stood at a
  // size; the published one when it is absent. Codes resource.no-such-kind, question.as-of.
  struct BulkOrder {
    std::string_view kind;
    std::optional<std::uint64_t> size = {};
    std::uint64_t from = 0;
  };
  [[nodiscard]] Result<Bulk> bulk(const BulkOrder& order) const;
  // One log entry: index, recorded time, envelope, body, the signed form.
  [[nodiscard]] Result<json::Value> statement(std::uint64_t index) const;
  [[nodiscard]] Result<std::uint64_t> index_of(std::string_view statement_id) const;

  // The log.
  [[nodiscard]] std::string checkpoint() const;  // the newest signed note
  [[nodiscard]] std::uint64_t size() const;      // the published size
  // Shared, because a failed commit replaces what stands behind them.
  [[nodiscard]] std::shared_ptr<const LogView> log() const;
  [[nodiscard]] std::shared_ptr<const facts::State> state() const;
  [[nodiscard]] Result<std::string> prove(std::uint64_t index) const;  // a tlog-proof file
  [[nodiscard]] std::string origin() const;
  [[nodiscard]] std::string log_vkey() const;
  [[nodiscard]] const Store& store() const;

  // Writes a snapshot of what is durable now, so that the next start folds only what comes after.
  // Statements that come in meanwhile wait; nobody else does. Code registry.no-snapshots where
  // there is no place for one, those of the port, and why nothing is written where that is so.
  [[nodiscard]] Status save_snapshot() const;

  // Whether the snapshot there is whole and of this log; none is sound. Codes snapshot.*.
  [[nodiscard]] Status check_snapshot() const;

  // Writable now, or why not: registry.read-only, registry.ahead-of-store, store.full ...
  [[nodiscard]] Status writable() const;

 private:
  class Parts;
  explicit Registry(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace concordat::registry

// The sequencer: the one writer, in two halves. The first takes whatever has queued up and admits
// it statement by statement against the speculative state; the second writes one batch, publishes
// one checkpoint, and answers everybody.
//
// There is no timer: the next batch forms, admitted already, while the last one syncs, so low load
// is answered at once and high load batches itself. A batch is written when the one before it has
// been published; when that fails, what was admitted on top of it is answered with the same error.
//
// Two kinds of failure (as errors of the caller and errors of the house):
//   - a statement is refused: its submitter gets the reason, the batch goes on;
//   - the store, the record or the key fails: the batch is answered with that error and the
//     sequencer stalls. Readers go on at the last published size. Before the next batch, and once a
//     second without one, it tries again: the checkpoint is put once more, the ledger is replayed
//     from what is durable, what lies there without a checkpoint is published. When all of it
//     works, writes are taken again; nobody's hand is needed.
//   - what is durable contradicts what was hashed or signed, or another writer has taken over: it
//     halts, and refuses writes until somebody has looked into it and starts it again.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "registry/answers.hpp"
#include "registry/course.hpp"
#include "registry/ledger.hpp"
#include "registry/publisher.hpp"
#include "registry/registry.hpp"
#include "registry/shared.hpp"

namespace concordat::registry {

class Sequencer {
 public:
  // What the sequencer shows to readers after a commit. Called on its threads, never on two at
  // once; must not block long.
  struct Published {
    std::shared_ptr<Ledger> ledger;
    std::string checkpoint;            // empty: the one shown last still holds
    std::optional<merkle::Hash> root;  // of what is published, where it cost nothing to know
  };
  using OnPublished = std::function<void(const Published&)>;

  Sequencer(Ports& ports, Publisher publisher, std::shared_ptr<Ledger> ledger,
            OnPublished on_published);
  ~Sequencer();
  Sequencer(const Sequencer&) = delete;
  Sequencer& operator=(const Sequencer&) = delete;

  // Takes the fence and publishes entries that became durable without a checkpoint before a crash;
  // starts the thread. Where the disk refuses that for now, it starts stalled. `stored` is the
  // checkpoint in the store; where a newer one was signed, that is shown first.
  [[nodiscard]] Status start(const Publisher::Published& stored);

  // See Registry::submit. Code registry.busy when the queue is full.
  [[nodiscard]] std::vector<Result<Receipt>> submit(const std::vector<std::string>& statements);

  // Calls `look` with the ledger between two batches, and blocks until it has: nothing moves
  // meanwhile. Not while the ledger may hold what the store does not: then why it refuses writes.
  [[nodiscard]] Status look(std::function<Status(const Ledger&)> look);

  // Why it refuses writes, if it does.
  [[nodiscard]] Status status() const;

 private:
  // A statement on its way to admission. Parsed and, where its key is known, verified by the
  // submitter's thread, so that the writer's thread does only what must be serial. It is the
  // submitter's, who sleeps until the reply: nobody looks at it after that.
  struct Item {
    const std::string& compact;
    crypto::Digest received{};  // of `compact`, taken before anything else was done with it
    Result<statement::Signed> statement;
    std::optional<crypto::PublicKey> verified_with;
    Reply reply;
  };
  // Somebody who wants to see the ledger while it stands still.
  struct Looking {
    std::function<Status(const Ledger&)> look;
    std::promise<Status> outcome;
  };
  // What a batch has put into the speculative ledger.
  struct Batch {
    std::vector<Bytes> entries;
    std::vector<merkle::Hash> leaves;
    std::vector<crypto::Digest> received;  // the digest of each statement as it arrived
    Instant recorded;                      // one stamp for all
    merkle::Frontier after;                // the tree with them
    std::vector<std::pair<Reply, Receipt>> accepted;
    std::size_t bytes = 0;

    [[nodiscard]] bool full() const;
  };

  [[nodiscard]] Item prepare(const std::string& compact, Reply reply) const;
  void enqueue(std::vector<Item>& items);
  // The first half, on the thread of its own that admits.
  void run(const std::stop_token& stop);
  [[nodiscard]] std::vector<Item*> take_items();
  void show(std::vector<Looking> looking);
  void admit_all(const std::vector<Item*>& items);
  [[nodiscard]] Result<Receipt> admit(Item& item);
  void hand_over();
  void give_up();
  [[nodiscard]] Result<Instant> stamp();
  // The second half, on the thread that writes.
  void run_writer(const std::stop_token& stop);
  [[nodiscard]] bool wait_for_batch(const std::stop_token& stop);
  [[nodiscard]] Status write(const Batch& batch);
  void collect_tiles(LogView::Completed completed);
  void keep_tiles();
  // On the first thread, while the second has nothing to do.
  [[nodiscard]] Status resume();
  [[nodiscard]] Status try_disk();
  [[nodiscard]] Status store_note();
  [[nodiscard]] Status replay_durable();
  [[nodiscard]] Status publish_rest();
  // Resumes when stalled; false when writes stay refused.
  [[nodiscard]] bool ready();
  void stop_for(const Error& error);

  Ports& ports_;
  Publisher publisher_;
  OnPublished on_published_;
  std::shared_ptr<Ledger> ledger_;  // replaced only while nothing is being written
  Shared<Ledger> readable_;         // for submitters' threads
  Batch forming_;                   // of the thread that admits
  Course course_;                   // of the same: of the clock that stamps
  // Of the thread that writes, while it has something to write; otherwise of the other.
  merkle::Frontier published_;  // the tree of the newest checkpoint
  std::string unstored_;        // its note, while the store has an older one
  std::uint64_t epoch_ = 0;     // 0 until the fence was taken
  bool speculative_ = false;    // the ledger may hold what the store does not

  mutable std::mutex mutex_;
  std::condition_variable_any wake_;         // for the thread that admits
  std::condition_variable_any wake_writer_;  // for the one that writes
  std::deque<Item*> queue_;                  // guarded by mutex_
  std::size_t queued_bytes_ = 0;             // guarded by mutex_
  std::vector<Looking> looking_;             // guarded by mutex_
  bool writing_ = false;                     // guarded by mutex_: handed_ is the writer's
  std::optional<Error> stalled_;             // guarded by mutex_
  std::optional<Error> halted_;              // guarded by mutex_
  Batch handed_;                             // what is being written
  LogView::Completed completed_;  // of the thread that writes: tiles the store was not given
  Answers answers_;
  std::jthread writer_;
  std::jthread thread_;
};

}  // namespace concordat::registry

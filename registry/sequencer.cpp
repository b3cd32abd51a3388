#include "registry/sequencer.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iterator>

#include "core/admission/admission.hpp"
#include "core/log/entry.hpp"
#include "registry/ports/background.hpp"
#include "registry/snapshot.hpp"

namespace concordat::registry {
namespace {

// One commit: long enough to drown a sync in work, short enough that the first in the batch does
// not wait for the last.
constexpr std::size_t kMaxBatch = 4096;
constexpr std::size_t kMaxBatch_bytes = std::size_t{16} << 20;
// What may wait: a few batches. Beyond it a submitter is told to come back rather than kept
// waiting.
constexpr std::size_t kMaxQueue_bytes = std::size_t{64} << 20;
// Time synchronisation may step a clock back a little; more than this is a fault of the machine,
// and recorded times that stand still for long would deceive.
constexpr std::int64_t kMaxBackwardStep_ms = 5 * 60 * 1000;
// While a batch is being written, the next is admitted by so many: to wake the thread that admits
// for each costs more than to admit it. What is fewer waits for the end of the write, which wakes
// it too.
constexpr std::size_t kWorthWaking = 16;
// Tiles are put together with others of later batches, unless nothing is written for so long: then
// nobody waits for the writer meanwhile.
constexpr std::size_t kTilesTogether = 16;
constexpr std::chrono::milliseconds kPause{20};
// How long a stalled sequencer waits for a reason to try again.
constexpr std::chrono::seconds kRetryAfter{1};

// Whether writing may work again by itself: a disk has room again, a file is back, a lock is gone,
// a page is read right at the second time. Everything else is a contradiction that no time heals.
bool may_pass(const Error& error) {
  for (const std::string_view lasting :
       {"registry.", "signing-record.conflict", "store.fenced", "store.conflict"}) {
    if (error.code.starts_with(lasting)) return false;
  }
  return true;
}

// The key a statement says it is signed with, as far as it is published. Only a hint, so that the
// costly part is done before the queue: admission decides which key must have signed.
const crypto::PublicKey* key_on_file(const facts::State& state, std::string_view key_id) {
  const facts::Tables& tables = state.tables();
  const crypto::PublicKey* found = nullptr;
  tables.keys.visit(tables.id(key_id), state.size_published(), [&](const facts::SigningKey& row) {
    found = &row.key;
    return false;
  });
  return found;
}

Receipt receipt_for(const statement::Statement& statement, const admission::Admission& admitted) {
  Receipt receipt{.index = admitted.index,
                  .known = admitted.disposition == admission::Disposition::kKnown,
                  .id = statement.id};
  if (statement.type() == "certificate") receipt.certificate = statement.body.text("certificate");
  return receipt;
}

}  // namespace

Sequencer::Sequencer(Ports& ports, Publisher publisher, std::shared_ptr<Ledger> ledger,
                     OnPublished on_published)
    : ports_(ports),
      publisher_(std::move(publisher)),
      on_published_(std::move(on_published)),
      ledger_(std::move(ledger)),
      readable_(ledger_) {}

// The one that hands over first: then all that was taken is written.
Sequencer::~Sequencer() {
  for (std::jthread* thread : {&thread_, &writer_}) {
    if (!thread->joinable()) continue;
    thread->request_stop();
    thread->join();
  }
}

Status Sequencer::start(const Publisher::Published& stored) {
  CONCORDAT_CHECK(publisher_.check_record(*ledger_));
  CONCORDAT_TRY(published, publisher_.newest(stored));
  CONCORDAT_TRY(frontier, ledger_->log.frontier(published.size));
  published_ = frontier;
  if (published.size > stored.size) {
    unstored_ = published.note;
    ledger_->state.publish(static_cast<facts::Ordinal>(published.size));
    on_published_({.ledger = ledger_, .checkpoint = published.note, .root = published.root});
  }
  if (const Status resumed = resume(); !resumed) {
    if (!may_pass(resumed.error())) return resumed;
    stop_for(resumed.error());
  }
  writer_ = in_background([this](const std::stop_token& stop) { run_writer(stop); });
  thread_ = in_background([this](const std::stop_token& stop) { run(stop); });
  return {};
}

std::vector<Result<Receipt>> Sequencer::submit(const std::vector<std::string>& statements) {
  const auto call = std::make_shared<Call>(statements.size());
  std::vector<Item> items;
  items.reserve(statements.size());
  for (const std::string& compact : statements) {
    items.push_back(prepare(compact, {.call = call, .at = items.size()}));
  }
  enqueue(items);
  return call->wait();
}

// All under one lock, so that what is submitted together shares a commit.
void Sequencer::enqueue(std::vector<Item>& items) {
  bool worth_waking = false;
  {
    const std::unique_lock lock(mutex_);
    for (Item& item : items) {
      const std::size_t size = item.compact.size();
      if (halted_) {
        item.reply.give(fail(*halted_));
      } else if (queued_bytes_ + size > kMaxQueue_bytes) {
        item.reply.give(fail({.code = "registry.busy"}));
      } else {
        queued_bytes_ += size;
        queue_.push_back(&item);
      }
    }
    worth_waking = !writing_ || queue_.size() >= kWorthWaking;
  }
  if (worth_waking) wake_.notify_one();
}

Status Sequencer::look(std::function<Status(const Ledger&)> look) {
  std::future<Status> outcome;
  {
    const std::unique_lock lock(mutex_);
    outcome = looking_.emplace_back(Looking{std::move(look), {}}).outcome.get_future();
    wake_.notify_one();
  }
  return outcome.get();
}

void Sequencer::show(std::vector<Looking> looking) {
  for (Looking& one : looking) {
    // What has failed half-way is thrown away before the next batch: there is nothing to see.
    const Status standing = status();
    one.outcome.set_value(standing ? one.look(*ledger_) : standing);
  }
}

Status Sequencer::status() const {
  const std::unique_lock lock(mutex_);
  if (halted_) return fail(*halted_);
  if (stalled_) return fail(*stalled_);
  return {};
}

Sequencer::Item Sequencer::prepare(const std::string& compact, Reply reply) const {
  Item item{.compact = compact,
            .received = crypto::sha256(bytes_of(compact)),
            .statement = statement::decode_signed(compact),
            .verified_with = std::nullopt,
            .reply = std::move(reply)};
  if (!item.statement) return item;
  const std::shared_ptr<Ledger> ledger = readable_.load();
  const crypto::PublicKey* key = key_on_file(ledger->state, item.statement->jws.key_id);
  if (key == nullptr) return item;
  const auto owed = credential::obligation(item.statement->jws, *key);
  if (owed && ports_.verifier->holds(*owed)) item.verified_with = *key;
  return item;
}

bool Sequencer::Batch::full() const {
  return accepted.size() >= kMaxBatch || bytes >= kMaxBatch_bytes;
}

void Sequencer::run(const std::stop_token& stop) {
  while (true) {
    std::vector<Item*> items;
    std::vector<Looking> looking;
    {
      std::unique_lock lock(mutex_);
      const auto wanted = [this] {
        if (!looking_.empty()) return !writing_;
        return (!queue_.empty() && !forming_.full()) || (!forming_.accepted.empty() && !writing_);
      };
      if (stalled_) {
        wake_.wait_for(lock, stop, kRetryAfter, wanted);
      } else {
        // The writer may stall meanwhile: then somebody has to look whether that passes.
        wake_.wait(lock, stop, [&] { return stalled_ || wanted(); });
      }
      // Asked to stop, the wait above ends at once: what has formed still waits for the writer, and
      // so does whoever looks.
      while (stop.stop_requested() && writing_ && (queue_.empty() || !looking_.empty())) {
        wake_.wait(lock);
      }
      const bool idle = forming_.accepted.empty() && !writing_;
      // Asked to stop, and nobody is waiting for an answer.
      if (queue_.empty() && looking_.empty() && idle && stop.stop_requested()) return;
      // No batch is begun while somebody waits to look.
      if (looking_.empty()) items = take_items();
      if (idle) looking.swap(looking_);
    }
    if (!looking.empty()) {
      show(std::move(looking));
    } else if (ready()) {
      admit_all(items);
      hand_over();
    } else {
      for (Item* const item : items) item->reply.give(fail(status().error()));
    }
  }
}

// What the batch that forms has room for. Under the lock.
std::vector<Sequencer::Item*> Sequencer::take_items() {
  std::vector<Item*> items;
  std::size_t bytes = 0;
  while (!queue_.empty() && forming_.accepted.size() + items.size() < kMaxBatch &&
         forming_.bytes + bytes < kMaxBatch_bytes) {
    bytes += queue_.front()->compact.size();
    items.push_back(queue_.front());
    queue_.pop_front();
  }
  queued_bytes_ -= bytes;
  return items;
}

void Sequencer::admit_all(const std::vector<Item*>& items) {
  if (items.empty()) return;
  // A batch has one stamp, that of the first statement in it.
  const Result<Instant> recorded = forming_.accepted.empty() ? stamp() : forming_.recorded;
  if (recorded) forming_.recorded = *recorded;
  for (Item* const item : items) {
    Result<Receipt> receipt = recorded ? admit(*item) : fail(recorded.error());
    if (receipt) {
      // Also a statement known before waits: its first entry may be of this very batch, or of one
      // that is being written.
      forming_.accepted.emplace_back(item->reply, std::move(*receipt));
    } else {
      item->reply.give(std::move(receipt));
    }
  }
  forming_.after = ledger_->frontier;
}

// What has formed goes to the writer as soon as that is free.
void Sequencer::hand_over() {
  {
    const std::unique_lock lock(mutex_);
    if (writing_ || stalled_ || forming_.accepted.empty()) return;
    handed_ = std::exchange(forming_, {});
    writing_ = true;
  }
  wake_writer_.notify_one();
}

// What was admitted on top of a batch that failed goes with it.
void Sequencer::give_up() {
  std::unique_lock lock(mutex_);
  while (writing_) wake_.wait(lock);
  Batch lost = std::exchange(forming_, {});
  const Error error = *stalled_;
  lock.unlock();
  answers_.give({.accepted = std::move(lost.accepted), .written = fail(error)});
}

void Sequencer::run_writer(const std::stop_token& stop) {
  while (wait_for_batch(stop)) {
    const Status written = handed_.entries.empty() ? Status() : write(handed_);
    if (!written) stop_for(written.error());
    Batch done = std::exchange(handed_, {});
    {
      const std::unique_lock lock(mutex_);
      writing_ = false;
    }
    wake_.notify_one();
    answers_.give({.accepted = std::move(done.accepted), .written = written});
    if (completed_.tiles.size() >= kTilesTogether) keep_tiles();
  }
}

// False at the end.
bool Sequencer::wait_for_batch(const std::stop_token& stop) {
  const auto handed = [this] { return writing_; };
  std::unique_lock lock(mutex_);
  if (!completed_.tiles.empty() && !wake_writer_.wait_for(lock, stop, kPause, handed)) {
    lock.unlock();
    keep_tiles();
    lock.lock();
  }
  return wake_writer_.wait(lock, stop, handed);
}

void Sequencer::collect_tiles(LogView::Completed completed) {
  // A replay between two batches may have left out some: the store refuses what lies beyond a gap.
  if (completed_.first + completed_.tiles.size() != completed.first) keep_tiles();
  if (completed_.tiles.empty()) completed_.first = completed.first;
  std::ranges::move(completed.tiles, std::back_inserter(completed_.tiles));
}

// Proofs are quicker with them, nothing else depends on them. What the store does not take now is
// made by the next replay.
void Sequencer::keep_tiles() {
  if (completed_.tiles.empty()) return;
  static_cast<void>(ports_.store->put_tiles(completed_.first, completed_.tiles));
  completed_.tiles.clear();
}

Result<Receipt> Sequencer::admit(Item& item) {
  Batch& batch = forming_;
  if (!item.statement) return fail(item.statement.error());
  const statement::Signed& arrived = *item.statement;
  const Instant recorded = batch.recorded;
  CONCORDAT_TRY(admitted, admission::admit(ledger_->state, arrived, recorded));
  if (admitted.disposition == admission::Disposition::kKnown) {
    return receipt_for(arrived.statement, admitted);
  }
  const crypto::Obligation& owed = *admitted.obligation;
  if (item.verified_with != owed.key && !ports_.verifier->holds(owed)) {
    return fail({.code = "admission.signature"});
  }
  CONCORDAT_TRY(entry, log::encode_entry({.recorded = recorded, .statement = item.compact}));
  speculative_ = true;
  CONCORDAT_CHECK(ledger_->state.apply(
      {.statement = &arrived.statement, .digest = admitted.digest, .recorded = recorded}));
  ledger_->resources.add(ledger_->state.tables(), arrived.statement, admitted.index);
  batch.leaves.push_back(merkle::leaf_hash(entry));
  batch.received.push_back(item.received);
  ledger_->frontier.append(batch.leaves.back());
  ledger_->last_recorded = recorded;
  batch.bytes += entry.size();
  batch.entries.push_back(std::move(entry));
  return receipt_for(arrived.statement, admitted);
}

// max(previous, now): recorded times never run backwards in a log.
Result<Instant> Sequencer::stamp() {
  const Instant now = ports_.clock->now();
  const Instant last = ledger_->last_recorded;
  if (now.milliseconds + kMaxBackwardStep_ms < last.milliseconds) {
    return fail({.code = "registry.clock-behind",
                 .arguments = {{"now", to_string(now)}, {"last", to_string(last)}}});
  }
  CONCORDAT_CHECK(course_.check(*ports_.clock, now));
  return std::max(now, last);
}

Status Sequencer::write(const Batch& batch) {
  const std::uint64_t size = published_.size();
  const Status appended =
      ports_.store->append({.epoch = epoch_, .expected_size = size, .entries = &batch.entries});
  if (!appended) {
    // A failed write may have been applied all the same: the store is asked, never tried again.
    const auto stored = ports_.store->read(size, size + batch.entries.size() + 1);
    if (!stored || *stored != batch.entries) return appended;
  }
  CONCORDAT_TRY(note, publisher_.publish(
                          {.before = published_,
                           .after = batch.after,
                           .leaves = batch.leaves,
                           .epoch = epoch_,
                           .arrived = Publisher::Step::Arrived{batch.received, batch.recorded}}));
  published_ = batch.after;
  collect_tiles(ledger_->log.append(batch.leaves));
  ledger_->state.publish(static_cast<facts::Ordinal>(published_.size()));
  on_published_({.ledger = ledger_, .checkpoint = note, .root = published_.root()});
  return {};
}

bool Sequencer::ready() {
  {
    const std::unique_lock lock(mutex_);
    if (!stalled_) return true;
  }
  give_up();
  if (const std::unique_lock lock(mutex_); halted_) return false;
  const Status resumed = resume();
  if (!resumed) {
    stop_for(resumed.error());
    return false;
  }
  const std::unique_lock lock(mutex_);
  stalled_.reset();
  return true;
}

// The cheap things first: what still fails then costs no replay.
Status Sequencer::resume() {
  if (epoch_ == 0) {
    CONCORDAT_TRY(epoch, ports_.store->take_epoch());
    epoch_ = epoch;
  } else {
    CONCORDAT_CHECK(try_disk());
  }
  CONCORDAT_CHECK(store_note());
  if (speculative_) CONCORDAT_CHECK(replay_durable());
  return publish_rest();
}

// Puts the checkpoint once more that the store has. It may be newer than the one we know of: a
// write that failed can have been applied.
Status Sequencer::try_disk() {
  CONCORDAT_TRY(stored, ports_.store->checkpoint());
  if (!stored) return {};
  const auto parsed = log::parse_signed_checkpoint(*stored);
  if (!parsed) {
    return fail({.code = "registry.checkpoint", .arguments = {{"cause", parsed.error().code}}});
  }
  return ports_.store->put_checkpoint(
      {.epoch = epoch_, .log_size = parsed->checkpoint.size, .note = *stored, .durable = true});
}

Status Sequencer::store_note() {
  if (unstored_.empty()) return {};
  CONCORDAT_CHECK(ports_.store->put_checkpoint(
      {.epoch = epoch_, .log_size = published_.size(), .note = unstored_, .durable = true}));
  unstored_.clear();
  return {};
}

// Throws the speculative ledger away; entries that no checkpoint covers are judged again.
Status Sequencer::replay_durable() {
  CONCORDAT_TRY(stored, ports_.store->size());
  if (stored < published_.size()) {
    return fail({.code = "registry.ahead-of-store",
                 .arguments = {{"signed", std::to_string(published_.size())},
                               {"stored", std::to_string(stored)}}});
  }
  CONCORDAT_TRY(ledger, restore({.published = {.store = *ports_.store,
                                               .origin = publisher_.origin(),
                                               .size = published_.size(),
                                               .root = published_.root()},
                                 .verifier = *ports_.verifier,
                                 .snapshots = ports_.snapshots.get()}));
  CONCORDAT_CHECK(publisher_.check_record(*ledger));
  ledger->state.publish(static_cast<facts::Ordinal>(published_.size()));
  ledger_ = ledger;
  speculative_ = false;
  readable_.store(ledger_);
  on_published_({.ledger = ledger_, .checkpoint = {}, .root = published_.root()});
  return {};
}

// Entries that became durable without a checkpoint.
Status Sequencer::publish_rest() {
  const std::uint64_t size = ledger_->frontier.size();
  if (size == published_.size()) return {};
  std::vector<merkle::Hash> leaves;
  CONCORDAT_TRY(entries, ports_.store->read(published_.size(), size));
  leaves.reserve(entries.size());
  for (const Bytes& entry : entries) leaves.push_back(merkle::leaf_hash(entry));
  CONCORDAT_TRY(note, publisher_.publish({.before = published_,
                                          .after = ledger_->frontier,
                                          .leaves = leaves,
                                          .epoch = epoch_,
                                          .durable_note = true}));
  published_ = ledger_->frontier;
  ledger_->state.publish(static_cast<facts::Ordinal>(size));
  on_published_({.ledger = ledger_, .checkpoint = note, .root = published_.root()});
  return {};
}

void Sequencer::stop_for(const Error& error) {
  const std::unique_lock lock(mutex_);
  stalled_ = error;
  if (may_pass(error)) return;
  halted_ = error;
  for (Item* const item : queue_) item->reply.give(fail(error));
  queue_.clear();
  queued_bytes_ = 0;
}

}  // namespace concordat::registry

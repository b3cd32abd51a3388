#include "registry/indexer.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/log/entry.hpp"
#include "registry/ports/background.hpp"
#include "registry/resources.hpp"

namespace concordat::registry {
namespace {

using Steady = std::chrono::steady_clock;

// Entries a transaction. While the log grows the sequencer's next write waits for it, and so do all
// its clients: then it is short. Otherwise fewer transactions write the same pages less often.
constexpr std::uint64_t kStep = 512;
constexpr std::uint64_t kStepBesideWriter = 128;
// After a failure (a full disk), before trying again.
constexpr std::chrono::seconds kRetryAfter{5};
// Between two steps while less than a step is waiting: a projection brought up to date after every
// commit would write its pages anew for each, and take the writer's time and disk.
constexpr std::chrono::milliseconds kGather{100};
// While the log grows, a step is followed by a rest of so many times its length: the writer has the
// store, the disk and the processors for the most part, and what it has acknowledged is found a
// little later.
constexpr int kRestsPerStep = 8;
// However slow the disk was just then, a search is not further behind than this.
constexpr std::chrono::milliseconds kLongestRest{2'000};
// Steps still made when the end is asked for: what was written last can be found by whoever opens
// the store next, and a long backlog does not hold up the end.
constexpr int kStepsAtEnd = 8;

}  // namespace

Status index_entries(Store& store, const Tokenizer& tokenizer, std::uint64_t begin,
                     std::uint64_t end) {
  CONCORDAT_TRY(entries, store.read(begin, end));
  std::vector<Store::SearchRow> rows;
  for (std::size_t at = 0; at < entries.size(); ++at) {
    CONCORDAT_TRY(entry, log::decode_entry(entries[at]));
    CONCORDAT_TRY(arrived, statement::decode_signed(entry.statement));
    auto row = search_row(arrived.statement, static_cast<facts::Ordinal>(begin + at), tokenizer);
    if (row) rows.push_back(std::move(*row));
  }
  return store.index(rows, end);
}

Indexer::Indexer(Store& store, const Tokenizer& tokenizer, std::function<std::uint64_t()> published,
                 bool may_write)
    : store_(store), tokenizer_(tokenizer), published_(std::move(published)) {
  if (!may_write) return;
  thread_ = in_background([this](const std::stop_token& stop) { run(stop); });
}

Indexer::~Indexer() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  wake_.notify_all();
  thread_.join();
}

void Indexer::notify() { wake_.notify_all(); }

void Indexer::wait() {
  if (!thread_.joinable()) return;
  const std::uint64_t target = published_();
  std::unique_lock lock(mutex_);
  ++waiting_;
  wake_.notify_all();
  wake_.wait(lock, [&] { return failed_ || done_ >= target; });
  --waiting_;
}

void Indexer::run(const std::stop_token& stop) {
  std::uint64_t done = store_.indexed().value_or(0);
  std::uint64_t seen = published_();
  for (int steps_at_end = 0; steps_at_end < kStepsAtEnd;) {
    wait_for_more(stop, done);
    const std::uint64_t published = published_();
    const bool grows = std::exchange(seen, published) != published;
    const std::uint64_t until = std::min(published, done + (grows ? kStepBesideWriter : kStep));
    if (stop.stop_requested()) ++steps_at_end;
    if (until == done && stop.stop_requested()) return;
    if (until == done) continue;
    const auto begun = Steady::now();
    const bool advanced = index_entries(store_, tokenizer_, done, until).has_value();
    std::unique_lock lock(mutex_);
    failed_ = !advanced;
    if (advanced) {
      done = until;
      rest(lock, stop, Steady::now() - begun);
      continue;
    }
    wake_.notify_all();
    if (stop.stop_requested()) return;
    wake_.wait_for(lock, stop, kRetryAfter, [] { return false; });
  }
}

void Indexer::rest(std::unique_lock<std::mutex>& lock, const std::stop_token& stop,
                   Steady::duration worked) {
  const auto until =
      Steady::now() + std::min<Steady::duration>(worked * kRestsPerStep, kLongestRest);
  for (std::uint64_t seen = published_(); !waiting_ && !stop.stop_requested();) {
    const auto look = std::min<Steady::time_point>(until, Steady::now() + kGather);
    wake_.wait_until(lock, stop, look, [&] { return waiting_ > 0; });
    const std::uint64_t now = published_();
    if (now == seen || Steady::now() >= until) return;
    seen = now;
  }
}

void Indexer::wait_for_more(const std::stop_token& stop, std::uint64_t done) {
  std::unique_lock lock(mutex_);
  done_ = done;
  wake_.notify_all();
  // The predicate may become true between a notification and the wait: look again now and then.
  wake_.wait_for(lock, stop, std::chrono::milliseconds(200), [&] { return published_() > done; });
  const auto gathered = Steady::now() + kGather;
  wake_.wait_until(lock, stop, gathered,
                   [&] { return waiting_ > 0 || published_() >= done + kStep; });
}

}  // namespace concordat::registry

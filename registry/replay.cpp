#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "core/admission/admission.hpp"
#include "core/log/entry.hpp"
#include "registry/background.hpp"
#include "registry/ledger.hpp"

namespace concordat::registry {
namespace {

// Entries that one thread reads and decodes at a time: enough that taking the next block costs
// nothing beside it, few enough that what is ahead of the fold stays in the caches.
constexpr std::uint64_t kBlock = 512;
// How far decoding may run ahead of the fold, so that memory stays flat however long the log is.
constexpr std::uint64_t kBlocksAhead = 8;
// One core folds; more than these decode faster than it can.
constexpr unsigned kMostDecoders = 3;

// What can be told of an entry without the entries before it.
struct Decoded {
  Instant recorded;
  statement::Signed arrived;
  crypto::Digest digest{};
  merkle::Hash leaf{};
};

struct Block {
  std::vector<Decoded> entries;
  // Why the entry after the last of `entries` could not be read, if so.
  std::optional<Error> failure;
};

Result<Decoded> decode(const Bytes& bytes) {
  CONCORDAT_TRY(entry, log::decode_entry(bytes));
  CONCORDAT_TRY(arrived, statement::decode_signed(entry.statement));
  const crypto::Digest digest = statement::content_digest(arrived.jws.payload);
  return Decoded{.recorded = entry.recorded,
                 .arrived = std::move(arrived),
                 .digest = digest,
                 .leaf = merkle::leaf_hash(bytes)};
}

// Blocks of decoded entries in order, made by whoever is free: threads of its own, and the caller
// itself while the block it waits for has not been begun.
class Decoding {
 public:
  // Of the entries from `first` on, of `size` in all.
  Decoding(const Store& store, std::uint64_t first, std::uint64_t size)
      : store_(store), first_(first), size_(size) {
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const std::uint64_t useful = count() > 1 ? count() - 1 : 0;
    const auto decoders =
        static_cast<std::size_t>(std::min<std::uint64_t>({cores - 1, kMostDecoders, useful}));
    for (std::size_t at = 0; at < decoders; ++at) {
      decoders_.push_back(in_background([this](const std::stop_token& stop) { run(stop); }));
    }
  }
  ~Decoding() {
    for (std::jthread& decoder : decoders_) decoder.request_stop();
    room_.notify_all();
  }
  Decoding(const Decoding&) = delete;
  Decoding& operator=(const Decoding&) = delete;

  [[nodiscard]] std::uint64_t count() const { return (size_ - first_ + kBlock - 1) / kBlock; }

  // The block `taken_`, which is the one after that taken before.
  Result<Block> take() {
    std::unique_lock lock(mutex_);
    const std::uint64_t wanted = taken_;
    while (!place(wanted)) {
      if (begun_ == wanted) {
        make(lock, begun_++);
      } else {
        made_.wait(lock);
      }
    }
    Result<Block> block = std::move(*place(wanted));
    place(wanted).reset();
    ++taken_;
    lock.unlock();
    room_.notify_all();
    return block;
  }

 private:
  [[nodiscard]] std::optional<Result<Block>>& place(std::uint64_t block) {
    return places_[block % kBlocksAhead];
  }

  void run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (room_.wait(lock, stop,
                      [this] { return begun_ == count() || begun_ < taken_ + kBlocksAhead; })) {
      if (begun_ == count() || stop.stop_requested()) return;
      make(lock, begun_++);
    }
  }

  // Unlocked meanwhile.
  void make(std::unique_lock<std::mutex>& lock, std::uint64_t number) {
    lock.unlock();
    Result<Block> block = read(number);
    lock.lock();
    place(number).emplace(std::move(block));
    made_.notify_all();
  }

  [[nodiscard]] Result<Block> read(std::uint64_t number) const {
    const std::uint64_t begin = first_ + number * kBlock;
    CONCORDAT_TRY(stored, store_.read(begin, std::min(size_, begin + kBlock)));
    Block block;
    block.entries.reserve(stored.size());
    for (const Bytes& bytes : stored) {
      Result<Decoded> decoded = decode(bytes);
      if (!decoded) {
        block.failure = decoded.error();
        break;
      }
      block.entries.push_back(std::move(*decoded));
    }
    return block;
  }

  const Store& store_;
  const std::uint64_t first_;
  const std::uint64_t size_;
  std::mutex mutex_;
  std::condition_variable_any room_;  // for decoders: the fold has moved on
  std::condition_variable made_;      // for the fold: a block is there
  std::uint64_t begun_ = 0;           // guarded by mutex_, as are all below
  std::uint64_t taken_ = 0;
  std::array<std::optional<Result<Block>>, kBlocksAhead> places_;
  std::vector<std::jthread> decoders_;
};

Status fold(Ledger& ledger, const Decoded& entry, const Verifier* verifier) {
  if (entry.recorded < ledger.last_recorded) return fail({.code = "registry.time-runs-backwards"});
  if (verifier != nullptr) {
    CONCORDAT_TRY(admitted, admission::admit(ledger.state, entry.arrived, entry.recorded));
    if (admitted.disposition == admission::Disposition::kKnown) {
      return fail({.code = "registry.logged-twice"});
    }
    if (!verifier->holds(*admitted.obligation)) return fail({.code = "admission.signature"});
  }
  const facts::Ordinal ordinal = ledger.state.size_applied();
  CONCORDAT_CHECK(ledger.state.apply(
      {.statement = &entry.arrived.statement, .digest = entry.digest, .recorded = entry.recorded}));
  ledger.resources.add(ledger.state.tables(), entry.arrived.statement, ordinal);
  ledger.last_recorded = entry.recorded;
  return {};
}

// Puts those tiles that lie beyond the `kept` ones.
void keep(const Replay& request, LogView::Completed completed, std::uint64_t& kept) {
  auto& [first, tiles] = completed;
  if (request.keep_tiles == nullptr || first + tiles.size() <= kept) return;
  if (first < kept) {
    tiles.erase(tiles.begin(), tiles.begin() + static_cast<std::ptrdiff_t>(kept - first));
  }
  if (request.keep_tiles->put_tiles(std::max(first, kept), tiles)) kept = first + tiles.size();
}

std::unexpected<Error> at_entry(std::uint64_t index, Error cause) {
  cause.arguments.emplace_back("cause", cause.code);
  cause.arguments.emplace_back("pointer", cause.place);
  cause.code = "registry.replay";
  cause.place = "entry " + std::to_string(index);
  return fail(std::move(cause));
}

}  // namespace

Result<std::shared_ptr<Ledger>> replay(const Replay& request) {
  CONCORDAT_TRY(size, request.store.size());
  const auto ledger = request.base ? request.base : std::make_shared<Ledger>(request.store);
  std::uint64_t done = ledger->frontier.size();
  Decoding decoding(request.store, done, std::max(done, size));
  std::uint64_t kept = request.keep_tiles == nullptr ? 0 : request.keep_tiles->tiles().value_or(0);
  for (std::uint64_t number = 0; number < decoding.count(); ++number) {
    CONCORDAT_TRY(block, decoding.take());
    std::vector<merkle::Hash> leaves;
    leaves.reserve(block.entries.size());
    for (const Decoded& entry : block.entries) {
      const Verifier* verifier = done < request.judged_below ? nullptr : request.verifier;
      if (const Status folded = fold(*ledger, entry, verifier); !folded) {
        return at_entry(done, folded.error());
      }
      leaves.push_back(entry.leaf);
      ledger->frontier.append(entry.leaf);
      ++done;
    }
    if (block.failure) return at_entry(done, *block.failure);
    keep(request, ledger->log.append(leaves), kept);
    if (request.progress) request.progress({.done = done, .total = size});
  }
  return ledger;
}

}  // namespace concordat::registry

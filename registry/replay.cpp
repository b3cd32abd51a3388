#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "core/admission/admission.hpp"
#include "core/log/entry.hpp"
#include "core/merkle/tile.hpp"
#include "registry/hash_tile.hpp"
#include "registry/ledger.hpp"
#include "registry/ports/background.hpp"
#include "registry/tile_keeping.hpp"

namespace concordat::registry {
namespace {

// Entries that one thread reads and decodes at a time: enough that taking the next block costs
// nothing beside it, few enough that what is ahead of the fold stays in the caches. Whole tiles, so
// that whoever decodes hashes them up as well.
constexpr std::uint64_t kBlock = 512;
static_assert(kBlock % merkle::kTileWidth == 0);
// How far ahead of the fold memory is asked for: as long as it takes to come.
constexpr std::size_t kPrefetchAhead = 3;
// How far decoding may run ahead of the fold, so that memory stays flat however long the log is.
constexpr std::uint64_t kBlocksAhead = 8;
// One core folds; more than these decode faster than it can.
constexpr unsigned kMostDecoders = 3;

// What can be told of an entry without the entries before it.
struct Decoded {
  Instant recorded;
  statement::Signed arrived;
  crypto::Digest digest{};
  facts::Statements::Mark mark{};
  merkle::Hash leaf{};

  [[nodiscard]] facts::State::Entry entry() const {
    return {.statement = &arrived.statement, .digest = digest, .recorded = recorded, .mark = mark};
  }
};

struct Block {
  std::vector<Decoded> entries;
  // The roots of the whole tiles at its beginning, where it begins with a tile, and the tiles as
  // the store keeps them; those that it has are empty here.
  std::vector<merkle::Hash> tiles;
  std::vector<Bytes> octets;
  // Why the entry after the last of `entries` could not be read, if so.
  std::optional<Error> failure;
};

Result<Decoded> decode(const Bytes& bytes) {
  CONCORDAT_TRY(entry, log::decode_entry(bytes));
  CONCORDAT_TRY(arrived, statement::decode_signed(entry.statement));
  const crypto::Digest digest = statement::content_digest(arrived.jws.payload);
  const auto mark = facts::Statements::mark_of(arrived.statement.id);
  return Decoded{.recorded = entry.recorded,
                 .arrived = std::move(arrived),
                 .digest = digest,
                 .mark = mark,
                 .leaf = merkle::leaf_hash(bytes)};
}

void hash_tiles(Block& block, std::uint64_t number, std::uint64_t first_wanted) {
  std::array<merkle::Hash, merkle::kTileWidth> leaves;
  for (std::size_t begin = 0; begin + leaves.size() <= block.entries.size();
       begin += leaves.size(), ++number) {
    for (std::size_t at = 0; at < leaves.size(); ++at) leaves[at] = block.entries[begin + at].leaf;
    if (number < first_wanted) {
      block.tiles.push_back(merkle::tree_root(leaves));
      block.octets.emplace_back();
    } else {
      block.octets.push_back(HashTile::encode(leaves, block.tiles.emplace_back()));
    }
  }
}

// Blocks of decoded entries in order, made by whoever is free: threads of its own, and the caller
// itself while the block it waits for has not been begun.
class Decoding {
 public:
  struct Range {
    std::uint64_t first = 0;  // entry
    std::uint64_t size = 0;   // of the log: the one after the last
  };
  // Encodes the hash tiles from number `first_tile` on.
  Decoding(const Store& store, const Range& range, std::uint64_t first_tile)
      : store_(store), first_(range.first), size_(range.size), first_tile_(first_tile) {
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

  // A block that was folded is taken apart by those who made it: what one thread has allocated and
  // another frees is a detour for both.
  void give_back(Block block) {
    const std::lock_guard lock(mutex_);
    folded_.push_back(std::move(block));
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
    std::vector<Block> folded;
    folded.swap(folded_);
    lock.unlock();
    folded.clear();
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
    if (begin % merkle::kTileWidth == 0) {
      hash_tiles(block, begin / merkle::kTileWidth, first_tile_);
    }
    return block;
  }

  const Store& store_;
  const std::uint64_t first_;
  const std::uint64_t size_;
  const std::uint64_t first_tile_;
  std::mutex mutex_;
  std::condition_variable_any room_;  // for decoders: the fold has moved on
  std::condition_variable made_;      // for the fold: a block is there
  std::uint64_t begun_ = 0;           // guarded by mutex_, as are all below
  std::uint64_t taken_ = 0;
  std::array<std::optional<Result<Block>>, kBlocksAhead> places_;
  std::vector<Block> folded_;
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
  CONCORDAT_CHECK(ledger.state.apply(entry.entry()));
  ledger.resources.add(ledger.state.tables(), entry.arrived.statement, ordinal);
  ledger.last_recorded = entry.recorded;
  return {};
}

// To the tree, after all of the block was folded. Returns the hash tiles that are complete now.
LogView::Completed append_hashes(Ledger& ledger, Block& block) {
  LogView::Completed completed{.first = ledger.log.size() / merkle::kTileWidth,
                               .tiles = std::move(block.octets)};
  for (const merkle::Hash& tile : block.tiles) {
    ledger.frontier.append_complete(merkle::kTileHeight, tile);
    ledger.log.append_tile(tile);
  }
  std::vector<merkle::Hash> leaves;
  for (std::size_t at = block.tiles.size() * merkle::kTileWidth; at < block.entries.size(); ++at) {
    leaves.push_back(block.entries[at].leaf);
    ledger.frontier.append(leaves.back());
  }
  for (Bytes& tile : ledger.log.append(leaves).tiles) completed.tiles.push_back(std::move(tile));
  return completed;
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
  TileKeeping tiles(request.keep_tiles);
  tiles.make_up_to(done / merkle::kTileWidth);
  Decoding decoding(request.store, {done, std::max(done, size)}, tiles.first_missing());
  for (std::uint64_t number = 0; number < decoding.count(); ++number) {
    CONCORDAT_TRY(block, decoding.take());
    for (std::size_t at = 0; at < block.entries.size(); ++at) {
      if (at + kPrefetchAhead < block.entries.size()) {
        ledger->state.prefetch(block.entries[at + kPrefetchAhead].entry());
      }
      const Verifier* verifier = done < request.judged_below ? nullptr : request.verifier;
      if (const Status folded = fold(*ledger, block.entries[at], verifier); !folded) {
        return at_entry(done, folded.error());
      }
      ++done;
    }
    if (block.failure) return at_entry(done, *block.failure);
    tiles.put(append_hashes(*ledger, block));
    decoding.give_back(std::move(block));
    if (request.progress) request.progress({.done = done, .total = size});
  }
  return ledger;
}

}  // namespace concordat::registry

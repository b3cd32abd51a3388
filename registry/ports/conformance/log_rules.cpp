// Entries, epochs and checkpoints.
#include <array>
#include <atomic>
#include <string>
#include <thread>

#include <doctest/doctest.h>

#include "registry/ports/conformance/store_conformance.hpp"

namespace concordat::conformance {
namespace {

constexpr std::uint64_t kNoEnd = ~std::uint64_t{0};

// An entry that tells its own index, so that a shifted or torn read shows.
Bytes entry_of(std::uint64_t index, std::size_t size_bytes = 40) {
  Bytes entry(size_bytes);
  std::uint64_t state = index * 0x9E3779B97F4A7C15U + size_bytes;
  for (Byte& byte : entry) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    byte = static_cast<Byte>(state >> 56U);
  }
  return entry;
}

std::vector<Bytes> entries_of(std::uint64_t begin, std::uint64_t end) {
  std::vector<Bytes> entries;
  for (std::uint64_t i = begin; i < end; ++i) entries.push_back(entry_of(i));
  return entries;
}

std::uint64_t epoch_of(Store& store) {
  const auto epoch = store.take_epoch();
  REQUIRE(epoch);
  return *epoch;
}

std::uint64_t size_of(const Store& store) {
  const auto size = store.size();
  REQUIRE(size);
  return *size;
}

std::vector<Bytes> read_of(const Store& store, std::uint64_t begin, std::uint64_t end) {
  auto entries = store.read(begin, end);
  REQUIRE(entries);
  return *std::move(entries);
}

std::optional<std::string> note_of(const Store& store) {
  auto note = store.checkpoint();
  REQUIRE(note);
  return *std::move(note);
}

void append_up_to(Store& store, std::uint64_t epoch, std::uint64_t end) {
  const std::uint64_t begin = size_of(store);
  const auto entries = entries_of(begin, end);
  REQUIRE(store.append({.epoch = epoch, .expected_size = begin, .entries = &entries}));
}

void check_refused(const Status& status, std::string_view code) {
  REQUIRE_FALSE(status);
  CHECK(status.error().code == code);
}

void empty_store(Store& store) {
  CHECK(size_of(store) == 0);
  CHECK(read_of(store, 0, kNoEnd).empty());
  CHECK_FALSE(note_of(store));
}

void compare_and_set(Store& store) {
  const std::uint64_t epoch = epoch_of(store);
  append_up_to(store, epoch, 3);
  const auto entries = entries_of(3, 5);
  for (const std::uint64_t wrong : {std::uint64_t{0}, std::uint64_t{2}, std::uint64_t{4}, kNoEnd}) {
    CAPTURE(wrong);
    check_refused(store.append({.epoch = epoch, .expected_size = wrong, .entries = &entries}),
                  "store.conflict");
    CHECK(read_of(store, 0, kNoEnd) == entries_of(0, 3));
  }
  CHECK(store.append({.epoch = epoch, .expected_size = 3, .entries = &entries}));
  // A blind retry of what went through is refused, not written twice.
  check_refused(store.append({.epoch = epoch, .expected_size = 3, .entries = &entries}),
                "store.conflict");
  CHECK(read_of(store, 0, kNoEnd) == entries_of(0, 5));
  // An empty batch writes nothing but is still compared.
  const std::vector<Bytes> nothing;
  CHECK(store.append({.epoch = epoch, .expected_size = 5, .entries = &nothing}));
  check_refused(store.append({.epoch = epoch, .expected_size = 4, .entries = &nothing}),
                "store.conflict");
  CHECK(size_of(store) == 5);
}

void all_or_nothing(Store& store) {
  const std::uint64_t epoch = epoch_of(store);
  append_up_to(store, epoch, 2);
  auto entries = entries_of(2, 100);
  entries.push_back(Bytes(kMaxEntryBytes + 1));
  check_refused(store.append({.epoch = epoch, .expected_size = 2, .entries = &entries}),
                "store.entry-too-large");
  CHECK(read_of(store, 0, kNoEnd) == entries_of(0, 2));
  append_up_to(store, epoch, 4);
  CHECK(read_of(store, 0, kNoEnd) == entries_of(0, 4));
}

void fencing(Place& place) {
  const auto old_writer = place.open();
  const auto entries = entries_of(0, 1);
  // Nobody has taken an epoch yet.
  check_refused(old_writer->append({.entries = &entries}), "store.fenced");
  const std::uint64_t old_epoch = epoch_of(*old_writer);
  CHECK(old_epoch >= 1);
  append_up_to(*old_writer, old_epoch, 2);
  REQUIRE(old_writer->put_checkpoint({old_epoch, 1, "one"}));

  const auto new_writer = place.open();
  const std::uint64_t new_epoch = epoch_of(*new_writer);
  CHECK(new_epoch > old_epoch);
  const auto more = entries_of(2, 3);
  check_refused(old_writer->append({.epoch = old_epoch, .expected_size = 2, .entries = &more}),
                "store.fenced");
  // The fence comes before the comparison: a fenced writer learns that it is fenced.
  check_refused(old_writer->append({.epoch = old_epoch, .expected_size = 7, .entries = &more}),
                "store.fenced");
  check_refused(old_writer->put_checkpoint({old_epoch, 2, "two"}), "store.fenced");
  // An epoch that nobody was given is no better than an old one.
  check_refused(old_writer->append({.epoch = new_epoch + 1, .expected_size = 2, .entries = &more}),
                "store.fenced");
  CHECK(size_of(*new_writer) == 2);
  CHECK(note_of(*new_writer) == "one");
  append_up_to(*new_writer, new_epoch, 3);
  CHECK(read_of(*old_writer, 0, kNoEnd) == entries_of(0, 3));
}

void range_reads(Store& store) {
  const std::uint64_t epoch = epoch_of(store);
  append_up_to(store, epoch, 600);
  CHECK(read_of(store, 0, 600) == entries_of(0, 600));
  CHECK(read_of(store, 255, 257) == entries_of(255, 257));
  CHECK(read_of(store, 599, 600) == entries_of(599, 600));
  CHECK(read_of(store, 590, 601) == entries_of(590, 600));
  CHECK(read_of(store, 590, kNoEnd) == entries_of(590, 600));
  CHECK(read_of(store, 0, 0).empty());
  CHECK(read_of(store, 600, 700).empty());
  CHECK(read_of(store, kNoEnd, kNoEnd).empty());
  CHECK(read_of(store, std::uint64_t{1} << 63U, kNoEnd).empty());
  CHECK(read_of(store, 20, 10).empty());
}

void entry_sizes(Store& store) {
  const std::uint64_t epoch = epoch_of(store);
  constexpr std::array<std::size_t, 12> kSizes = {0,     1,     2,      255,    256,    4'095,
                                                  4'096, 4'097, 32'768, 65'534, 65'535, 0};
  std::vector<Bytes> entries;
  for (const std::size_t size : kSizes) entries.push_back(entry_of(entries.size(), size));
  entries.push_back(Bytes(kMaxEntryBytes, 0));
  entries.push_back(Bytes(kMaxEntryBytes, 0xFF));
  REQUIRE(store.append({.epoch = epoch, .expected_size = 0, .entries = &entries}));
  CHECK(read_of(store, 0, kNoEnd) == entries);
}

void big_batch(Store& store) {
  const std::uint64_t epoch = epoch_of(store);
  append_up_to(store, epoch, 10'000);
  append_up_to(store, epoch, 10'001);
  CHECK(size_of(store) == 10'001);
  CHECK(read_of(store, 0, kNoEnd) == entries_of(0, 10'001));
}

void checkpoints(Store& store) {
  const std::uint64_t epoch = epoch_of(store);
  append_up_to(store, epoch, 10);
  CHECK(store.put_checkpoint({epoch, 4, "at 4\n\n— log AAAA\n"}));
  CHECK(note_of(store) == "at 4\n\n— log AAAA\n");
  // The same size again: a cosignature has come.
  CHECK(store.put_checkpoint({epoch, 4, "at 4, cosigned"}));
  CHECK(note_of(store) == "at 4, cosigned");
  CHECK(store.put_checkpoint({epoch, 10, "at 10"}));
  check_refused(store.put_checkpoint({epoch, 9, "at 9"}), "store.conflict");
  check_refused(store.put_checkpoint({epoch, 0, "at 0"}), "store.conflict");
  check_refused(store.put_checkpoint({epoch, 11, "at 11"}), "store.conflict");
  check_refused(store.put_checkpoint({epoch, kNoEnd, "at the end"}), "store.conflict");
  CHECK(note_of(store) == "at 10");
}

void durable_checkpoints(Store& store) {
  const std::uint64_t epoch = epoch_of(store);
  append_up_to(store, epoch, 4);
  // With a sync and without, in turn: the same is seen and the same refused.
  CHECK(store.put_checkpoint({.epoch = epoch, .log_size = 2, .note = "at 2", .durable = true}));
  CHECK(note_of(store) == "at 2");
  CHECK(store.put_checkpoint({.epoch = epoch, .log_size = 3, .note = "at 3", .durable = false}));
  CHECK(note_of(store) == "at 3");
  CHECK(store.put_checkpoint({.epoch = epoch, .log_size = 3, .note = "again", .durable = true}));
  CHECK(note_of(store) == "again");
  check_refused(store.put_checkpoint({.epoch = epoch, .log_size = 2, .note = "", .durable = true}),
                "store.conflict");
  check_refused(
      store.put_checkpoint({.epoch = epoch - 1, .log_size = 4, .note = "", .durable = true}),
      "store.fenced");
  append_up_to(store, epoch, 5);
  CHECK(note_of(store) == "again");
}

std::optional<Bytes> tile_of(const Store& store, std::uint64_t index) {
  auto tile = store.tile(index);
  REQUIRE(tile);
  return *std::move(tile);
}

void tiles(Store& store) {
  const std::uint64_t epoch = epoch_of(store);
  CHECK(store.tiles().value() == 0);
  CHECK_FALSE(tile_of(store, 0));
  append_up_to(store, epoch, kTileEntries - 1);
  // The block is not complete.
  check_refused(store.put_tiles(0, {Bytes(8, 1)}), "store.conflict");
  append_up_to(store, epoch, 4 * kTileEntries + 1);
  // A gap.
  check_refused(store.put_tiles(1, {Bytes(8, 1)}), "store.conflict");
  CHECK(store.put_tiles(0, {Bytes(8'704, 1), Bytes(kMaxTileBytes, 2)}));
  CHECK(store.tiles().value() == 2);
  CHECK(tile_of(store, 0) == Bytes(8'704, 1));
  CHECK(tile_of(store, 1) == Bytes(kMaxTileBytes, 2));
  CHECK_FALSE(tile_of(store, 2));
  CHECK_FALSE(tile_of(store, kNoEnd));
  // All or none: beyond the entries, too large, beyond every number.
  check_refused(store.put_tiles(2, {Bytes(8, 3), Bytes(8, 4), Bytes(8, 5)}), "store.conflict");
  check_refused(store.put_tiles(1, {Bytes(8, 3), Bytes(kMaxTileBytes + 1, 4)}),
                "store.entry-too-large");
  check_refused(store.put_tiles(kNoEnd, {Bytes(8, 3)}), "store.conflict");
  CHECK(store.tiles().value() == 2);
  CHECK(tile_of(store, 1) == Bytes(kMaxTileBytes, 2));
  // Put anew, and on.
  CHECK(store.put_tiles(1, {Bytes(9, 6), Bytes(9, 7), Bytes(9, 8)}));
  CHECK(store.tiles().value() == 4);
  CHECK(tile_of(store, 0) == Bytes(8'704, 1));
  CHECK(tile_of(store, 1) == Bytes(9, 6));
  CHECK(tile_of(store, 3) == Bytes(9, 8));
  CHECK(store.put_tiles(4, {}));
}

void first_checkpoint(Store& store) {
  const std::uint64_t epoch = epoch_of(store);
  CHECK(store.put_checkpoint({epoch, 0, "of the empty tree"}));
  CHECK(note_of(store) == "of the empty tree");
}

void reopening(Place& place) {
  std::uint64_t epoch = 0;
  {
    const auto store = place.open();
    epoch = epoch_of(*store);
    append_up_to(*store, epoch, 7);
    REQUIRE(store->put_checkpoint({epoch, 6, "at 6"}));
    REQUIRE(store->index({}, 5));
    append_up_to(*store, epoch, kTileEntries);
    REQUIRE(store->put_tiles(0, {Bytes(100, 9)}));
  }
  const auto store = place.open();
  CHECK(read_of(*store, 0, kNoEnd) == entries_of(0, kTileEntries));
  CHECK(note_of(*store) == "at 6");
  CHECK(tile_of(*store, 0) == Bytes(100, 9));
  CHECK(store->indexed().value() == 5);
  check_refused(store->put_checkpoint({epoch, 5, "at 5"}), "store.conflict");
  // The epoch outlives the writer, and the next one is larger still.
  append_up_to(*store, epoch, kTileEntries + 1);
  CHECK(epoch_of(*store) > epoch);
  check_refused(store->put_checkpoint({epoch, 8, "at 8"}), "store.fenced");
}

// Readers must see whole batches, in order, never fewer entries than a moment before. Checks run in
// the main thread; the readers only count what they find wrong.
void readers_beside_a_writer(Store& store) {
  constexpr std::uint64_t kBatch = 16;
  constexpr std::uint64_t kEnd = 60 * kBatch;
  const std::uint64_t epoch = epoch_of(store);
  std::atomic<bool> done = false;
  std::atomic<int> failures = 0;
  std::atomic<int> torn = 0;
  std::atomic<int> shrunk = 0;
  std::atomic<int> rounds = 0;
  const auto follow = [&] {
    std::uint64_t last = 0;
    while (!done) {
      const auto size = store.size();
      const auto tail = store.read(last, kNoEnd);
      const auto indexed = store.indexed();
      const auto note = store.checkpoint();
      if (!size || !tail || !indexed || !note) {
        ++failures;
        continue;
      }
      if (*size < last || last + tail->size() < *size) ++shrunk;
      if (*size % kBatch != 0 || (last + tail->size()) % kBatch != 0) ++torn;
      if (*tail != entries_of(last, last + tail->size())) ++torn;
      last += tail->size();
      ++rounds;
    }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) readers.emplace_back(follow);
  std::thread projector([&] {
    while (!done) {
      const auto size = store.size();
      if (!size || !store.index({}, *size)) ++failures;
    }
  });
  int refused = 0;
  for (std::uint64_t at = 0; at < kEnd; at += kBatch) {
    const auto entries = entries_of(at, at + kBatch);
    if (!store.append({.epoch = epoch, .expected_size = at, .entries = &entries})) ++refused;
    if (!store.put_checkpoint({epoch, at + kBatch, std::to_string(at)})) ++refused;
  }
  while (rounds < 3) std::this_thread::yield();
  done = true;
  for (std::thread& reader : readers) reader.join();
  projector.join();
  CHECK(refused == 0);
  CHECK(failures == 0);
  CHECK(torn == 0);
  CHECK(shrunk == 0);
  CHECK(read_of(store, 0, kNoEnd) == entries_of(0, kEnd));
}

// Two writers who do not know of each other: of each pair of equal appends exactly one lands.
void competing_writers(Place& place) {
  constexpr std::uint64_t kEnd = 50;
  const auto one = place.open();
  const auto other = place.open();
  const std::uint64_t epoch = epoch_of(*one);
  std::atomic<int> landed = 0;
  std::atomic<int> unexpected = 0;
  const auto write = [&](Store& store) {
    for (std::uint64_t at = 0; at < kEnd; ++at) {
      const auto entries = entries_of(at, at + 1);
      const Status status =
          store.append({.epoch = epoch, .expected_size = at, .entries = &entries});
      if (status) {
        ++landed;
      } else if (status.error().code != "store.conflict") {
        ++unexpected;
      }
      // Until the other has written this one too, the next one cannot land.
      while (store.size().value_or(kNoEnd) <= at) std::this_thread::yield();
    }
  };
  std::thread first([&] { write(*one); });
  std::thread second([&] { write(*other); });
  first.join();
  second.join();
  CHECK(unexpected == 0);
  CHECK(landed == static_cast<int>(kEnd));
  CHECK(read_of(*one, 0, kNoEnd) == entries_of(0, kEnd));
}

struct StoreRule {
  const char* name;
  void (*check)(Store&);
};
struct PlaceRule {
  const char* name;
  void (*check)(Place&);
};

constexpr std::array kStoreRules = {
    StoreRule{"a fresh store is empty", empty_store},
    StoreRule{"append compares the size", compare_and_set},
    StoreRule{"append writes all or nothing", all_or_nothing},
    StoreRule{"read clamps its range", range_reads},
    StoreRule{"entries of 0 to 65,535 bytes", entry_sizes},
    StoreRule{"big batches", big_batch},
    StoreRule{"checkpoints never go back", checkpoints},
    StoreRule{"checkpoints with and without a sync", durable_checkpoints},
    StoreRule{"tiles follow the entries without a gap", tiles},
    StoreRule{"the first checkpoint may be of the empty tree", first_checkpoint},
    StoreRule{"readers beside a writer", readers_beside_a_writer},
};
constexpr std::array kPlaceRules = {
    PlaceRule{"a newer epoch fences an older one", fencing},
    PlaceRule{"reopening keeps everything", reopening},
    PlaceRule{"competing writers", competing_writers},
};

}  // namespace

void check_log(const MakePlace& make) {
  for (const StoreRule& rule : kStoreRules) {
    SUBCASE(rule.name) {
      const auto place = make();
      const auto store = place->open();
      rule.check(*store);
    }
  }
  for (const PlaceRule& rule : kPlaceRules) {
    SUBCASE(rule.name) { rule.check(*make()); }
  }
}

}  // namespace concordat::conformance

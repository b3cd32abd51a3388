#include "registry/derived.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "core/log/entry.hpp"
#include "registry/hash_tile.hpp"
#include "registry/resources.hpp"

namespace concordat::registry {
namespace {

// Of a store that is wrong everywhere, more says nothing more.
constexpr std::size_t kMostTold = 100;

Result<std::optional<Store::SearchRow>> row_from(const Bytes& octets, std::uint64_t index,
                                                 const Tokenizer& tokenizer) {
  CONCORDAT_TRY(entry, log::decode_entry(octets));
  CONCORDAT_TRY(arrived, statement::decode_signed(entry.statement));
  auto row = search_row(arrived.statement, static_cast<facts::Ordinal>(index), tokenizer);
  if (!row) return std::nullopt;
  std::ranges::sort(row->fields);
  const auto [first, last] = std::ranges::unique(row->fields);
  row->fields.erase(first, last);
  return row;
}

class Check {
 public:
  Check(const Store& store, const Tokenizer& tokenizer) : store_(store), tokenizer_(tokenizer) {}

  Result<std::vector<Error>> run() {
    // How far each has come, asked before the entries: what is made meanwhile lies beyond.
    CONCORDAT_TRY(tiles, store_.tiles());
    CONCORDAT_TRY(indexed, store_.indexed());
    const std::uint64_t end = std::max(tiles * kTileEntries, indexed);
    for (std::uint64_t begin = 0; begin < end && !enough(); begin += kTileEntries) {
      CONCORDAT_TRY(entries, store_.read(begin, begin + kTileEntries));
      if (begin / kTileEntries < tiles) CONCORDAT_CHECK(tile(begin / kTileEntries, entries));
      for (std::uint64_t at = begin; at < std::min(indexed, begin + entries.size()); ++at) {
        CONCORDAT_CHECK(entry(entries[at - begin], at));
      }
    }
    CONCORDAT_CHECK(rows());
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool enough() const { return found_.size() >= kMostTold; }

  void tell(std::string code, std::string place, std::uint64_t entry) {
    if (enough()) return;
    found_.push_back({.code = std::move(code),
                      .place = std::move(place),
                      .expected = "what entry " + std::to_string(entry) + " makes",
                      .arguments = {{"entry", std::to_string(entry)}}});
  }

  Status tile(std::uint64_t index, const std::vector<Bytes>& entries) {
    std::vector<merkle::Hash> leaves;
    for (const Bytes& one : entries) leaves.push_back(merkle::leaf_hash(one));
    merkle::Hash root;
    CONCORDAT_TRY(kept, store_.tile(index));
    if (leaves.size() == kTileEntries && kept == HashTile::encode(leaves, root)) return {};
    tell("registry.tile", "tile " + std::to_string(index), index * kTileEntries);
    return {};
  }

  // The row that an entry makes is there, or has given way to that of a later one.
  Status entry(const Bytes& octets, std::uint64_t index) {
    CONCORDAT_TRY(expected, row_from(octets, index, tokenizer_));
    if (!expected) return {};
    CONCORDAT_TRY(kept, store_.row(expected->kind, expected->id));
    if (kept && kept->entry > index) return {};
    if (kept == expected) {
      ++matched_;
    } else {
      tell("registry.search-row", expected->kind + " " + expected->id, index);
    }
    return {};
  }

  // Rows that gave way must have given way to something: each is made by the entry it names.
  Status rows() {
    std::uint64_t count = 0;
    CONCORDAT_CHECK(visit([&](const Store::SearchHit&) -> Status { return ++count, Status(); }));
    if (count == matched_ || enough()) return {};
    return visit([this](const Store::SearchHit& hit) -> Status {
      CONCORDAT_TRY(kept, store_.row(hit.kind, hit.id));
      if (!kept) return {};
      CONCORDAT_TRY(entries, store_.read(kept->entry, kept->entry + 1));
      std::optional<Store::SearchRow> expected;
      if (!entries.empty()) {
        CONCORDAT_TRY(made, row_from(entries.front(), kept->entry, tokenizer_));
        expected = std::move(made);
      }
      if (kept == expected) return {};
      const std::string place = hit.kind + " " + hit.id;
      const bool told =
          std::ranges::any_of(found_, [&](const Error& error) { return error.place == place; });
      if (!told) tell("registry.search-row", place, kept->entry);
      return {};
    });
  }

  template <class Visit>
  Status visit(Visit visit) {
    Store::SearchQuery query;
    query.limit = kMaxSearchLimit;
    while (true) {
      CONCORDAT_TRY(hits, store_.search(query));
      for (const Store::SearchHit& hit : hits) CONCORDAT_CHECK(visit(hit));
      if (hits.size() < query.limit) return {};
      query.after = hits.back().cursor;
    }
  }

  const Store& store_;
  const Tokenizer& tokenizer_;
  std::vector<Error> found_;
  std::uint64_t matched_ = 0;
};

}  // namespace

Result<std::vector<Error>> check_derived(const Store& store, const Tokenizer& tokenizer) {
  return Check(store, tokenizer).run();
}

}  // namespace concordat::registry

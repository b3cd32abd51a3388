// The entries of a bundle as a store: those that are there are read, and nothing is ever written.
#pragma once

#include <map>

#include "registry/ports/store.hpp"

namespace concordat::registry::bundle {

class KeptEntries final : public Store {
 public:
  // Of a log of so many entries.
  explicit KeptEntries(std::uint64_t size) : size_(size) {}

  // Before anybody reads.
  void keep(std::uint64_t index, Bytes octets) { entries_.emplace(index, std::move(octets)); }
  [[nodiscard]] std::size_t count() const { return entries_.size(); }

  [[nodiscard]] Result<std::uint64_t> size() const override { return size_; }
  // Code offline.entry-outside: one of them is not here.
  [[nodiscard]] Result<std::vector<Bytes>> read(std::uint64_t begin,
                                                std::uint64_t end) const override {
    std::vector<Bytes> read;
    for (std::uint64_t at = begin; at < std::min(end, size_); ++at) {
      const auto entry = entries_.find(at);
      if (entry == entries_.end()) {
        return fail({.code = "offline.entry-outside", .place = "entry " + std::to_string(at)});
      }
      read.push_back(entry->second);
    }
    return read;
  }

  // Whoever shows the log's checkpoint has it with the excerpt.
  [[nodiscard]] Result<std::optional<std::string>> checkpoint() const override {
    return std::optional<std::string>();
  }
  [[nodiscard]] Result<std::uint64_t> tiles() const override { return 0; }
  [[nodiscard]] Result<std::optional<Bytes>> tile(std::uint64_t) const override {
    return std::optional<Bytes>();
  }
  [[nodiscard]] Result<std::uint64_t> indexed() const override { return 0; }
  [[nodiscard]] Result<std::optional<SearchRow>> row(std::string_view,
                                                     std::string_view) const override {
    return std::optional<SearchRow>();
  }
  [[nodiscard]] Result<std::vector<SearchHit>> search(const SearchQuery&) const override {
    return std::vector<SearchHit>();
  }

  [[nodiscard]] Result<std::uint64_t> take_epoch() override { return read_only(); }
  [[nodiscard]] Status append(const Append&) override { return read_only(); }
  [[nodiscard]] Status put_checkpoint(const Publication&) override { return read_only(); }
  [[nodiscard]] Status put_tiles(std::uint64_t, const std::vector<Bytes>&) override {
    return read_only();
  }
  [[nodiscard]] Status index(const std::vector<SearchRow>&, std::uint64_t) override {
    return read_only();
  }

 private:
  [[nodiscard]] static std::unexpected<Error> read_only() {
    return fail({.code = "store.read-only"});
  }

  std::uint64_t size_;
  std::map<std::uint64_t, Bytes> entries_;
};

}  // namespace concordat::registry::bundle

// A store that passes every call on to another: for stores that change one call and no other.
#pragma once

#include "registry/ports/store.hpp"

namespace concordat::memory {

class ForwardingStore : public Store {
 public:
  // `inner` outlives this.
  explicit ForwardingStore(Store& inner) : inner_(inner) {}

  [[nodiscard]] Result<std::uint64_t> size() const override { return inner_.size(); }
  [[nodiscard]] Result<std::uint64_t> take_epoch() override { return inner_.take_epoch(); }
  [[nodiscard]] Status append(const Append& batch) override { return inner_.append(batch); }
  [[nodiscard]] Result<std::vector<Bytes>> read(std::uint64_t begin,
                                                std::uint64_t end) const override {
    return inner_.read(begin, end);
  }
  [[nodiscard]] Result<std::optional<std::string>> checkpoint() const override {
    return inner_.checkpoint();
  }
  [[nodiscard]] Status put_checkpoint(const Publication& publication) override {
    return inner_.put_checkpoint(publication);
  }
  [[nodiscard]] Status put_tiles(std::uint64_t first, const std::vector<Bytes>& tiles) override {
    return inner_.put_tiles(first, tiles);
  }
  [[nodiscard]] Result<std::uint64_t> tiles() const override { return inner_.tiles(); }
  [[nodiscard]] Result<std::optional<Bytes>> tile(std::uint64_t index) const override {
    return inner_.tile(index);
  }
  [[nodiscard]] Status index(const std::vector<SearchRow>& rows, std::uint64_t log_size) override {
    return inner_.index(rows, log_size);
  }
  [[nodiscard]] Result<std::uint64_t> indexed() const override { return inner_.indexed(); }
  [[nodiscard]] Result<std::optional<SearchRow>> row(std::string_view kind,
                                                     std::string_view id) const override {
    return inner_.row(kind, id);
  }
  [[nodiscard]] Result<std::vector<SearchHit>> search(const SearchQuery& query) const override {
    return inner_.search(query);
  }

 protected:
  [[nodiscard]] Store& inner() const { return inner_; }

 private:
  Store& inner_;
};

}  // namespace concordat::memory

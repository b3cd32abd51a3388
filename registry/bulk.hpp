// What is given out in bulk: every resource of a kind, or every statement, as it stood at a log
// size. The same size gives the same records in the same order, whatever was recorded since.
//
// A cursor reads some at a time and keeps none. It holds on to the ledger that it reads: however
// long somebody takes, nothing changes under them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/crypto/digest.hpp"
#include "core/json/value.hpp"
#include "core/time/instant.hpp"
#include "registry/ports/store.hpp"

namespace concordat::registry {

struct Ledger;
struct ResourceKind;

struct BulkRecord {
  std::uint64_t index = 0;  // of the statement, for a resource the newest that describes it
  Instant recorded;
  std::string id;       // of the resource, or of the statement
  json::Value payload;  // what was signed
  std::string jws;      // as it was signed
  crypto::Digest digest{};
};

class Bulk {
 public:
  // `size` is published. The store outlives this.
  struct Source {
    std::shared_ptr<const Ledger> ledger;
    const Store* store = nullptr;
    std::uint64_t size = 0;
    const ResourceKind* kind = nullptr;  // null: statements
    std::uint64_t from = 0;              // the first statement; resources begin at their first
  };
  explicit Bulk(Source source) : source_(std::move(source)), next_(source_.from) {}

  // The next records, at most `limit`; none at the end. Codes of the store, and those of entries
  // that do not decode.
  [[nodiscard]] Result<std::vector<BulkRecord>> next(std::uint32_t limit);
  [[nodiscard]] std::uint64_t size() const { return source_.size; }

 private:
  [[nodiscard]] Result<std::vector<BulkRecord>> statements(std::uint32_t limit);
  [[nodiscard]] Result<std::vector<BulkRecord>> resources(std::uint32_t limit);

  Source source_;
  std::uint64_t next_ = 0;  // log index, or position among the resources of the kind
};

}  // namespace concordat::registry

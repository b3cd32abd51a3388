// The audit port: records of access to what is not public, in the order in which they were made.
// Appended and read, never changed; spec/formats/audit.md says what a record is.
//
// The store keeps what it is given and judges nothing: numbers, hashes and form are held by
// `registry/audit`, which also finds out when somebody has been at the rows.
//
// Threads: every member may be called from any thread.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/crypto/digest.hpp"
#include "core/time/instant.hpp"

namespace concordat {

// What a record is found by: copies of what stands in it, empty where it has none.
struct AuditKeys {
  Instant at;
  std::string who = {};           // pseudonym of who asked
  std::string organisation = {};  // for which organisation
  std::string owner = {};         // the organisation whose it is
  std::string about = {};         // pseudonym of whom it is about
  std::string resource = {};
  friend bool operator==(const AuditKeys&, const AuditKeys&) = default;
};

struct AuditRow {
  std::uint64_t number = 0;  // from 1
  std::string record;        // its octets
  crypto::Digest chained{};  // of it and all before it
  AuditKeys keys;
};

// More than a page that somebody reads.
inline constexpr std::uint32_t kMaxAuditLimit = 1'000;

// Codes: store.conflict (the rows do not go on from the newest; nothing was written), store.query
// (a limit out of range), and failures of the engine as `Store` has them, after which only reading
// `newest` tells whether the rows were written.
class AuditStore {
 public:
  virtual ~AuditStore() = default;

  // Number and chained hash of the newest row; its keys and record too. None in an empty store.
  [[nodiscard]] virtual Result<std::optional<AuditRow>> newest() const = 0;
  // All of them or none, numbered on from the newest. On disk when it returns.
  [[nodiscard]] virtual Status append(std::span<const AuditRow> rows) = 0;
  // Those of a number greater than `after`, in the order of their numbers, at most so many.
  [[nodiscard]] virtual Result<std::vector<AuditRow>> read(std::uint64_t after,
                                                           std::uint32_t most) const = 0;

  struct Query {
    AuditKeys keys = {};  // those that are not empty must be the row's; `at` is not looked at
    Instant from{std::numeric_limits<std::int64_t>::min()};
    Instant until{std::numeric_limits<std::int64_t>::max()};          // and before that
    std::uint64_t before = std::numeric_limits<std::int64_t>::max();  // numbers below
    std::uint32_t limit = 50;                                         // 1 to kMaxAuditLimit
  };
  // The newest first.
  [[nodiscard]] virtual Result<std::vector<AuditRow>> search(const Query& query) const = 0;
};

}  // namespace concordat

// Whether the records of access are whole: each as it was written, none missing, none moved, none
// added between others, and the heads in the log are theirs.
//
// What is shown reaches as far as the newest head in the log: nobody, the operator included, can
// change, drop or add a record before it and have this find nothing. Records behind it are held by
// the chain alone, which whoever may write the file could make anew; and that an access was
// recorded at all is shown by the program that answers none without a record, not by the records.
#pragma once

#include <cstdint>
#include <vector>

#include "core/facts/tables.hpp"
#include "registry/audit/record.hpp"

namespace concordat::registry::audit {

// Faults beyond are counted and not listed.
inline constexpr std::size_t kMostFaultsListed = 100;

// A head as the log has it.
struct LoggedHead {
  std::uint64_t entry = 0;
  std::uint64_t number = 0;
  crypto::Digest chained{};
};
// In the order of the log.
[[nodiscard]] std::vector<LoggedHead> logged_heads(const facts::Tables& tables,
                                                   facts::Ordinal size);

struct Report {
  std::uint64_t records = 0;
  crypto::Digest chained{};     // of the last
  std::uint64_t committed = 0;  // the number of the newest head that agrees
  std::uint64_t heads = 0;      // that agree
  std::uint64_t fault_count = 0;
  // With "record 17" or "entry 812" as place:
  //   audit.missing  numbers jump: one or more before this one are gone
  //   audit.altered  the record, its number or its hash is not what was written
  //   audit.form     no record at all
  //   audit.index    what it is found by is not what it says
  //   audit.head     the log committed to another hash at this number
  //   audit.cut-off  the log committed to more records than there are
  std::vector<Error> faults = {};

  [[nodiscard]] bool whole() const { return fault_count == 0; }
};

// Codes of the store.
[[nodiscard]] Result<Report> check(const AuditStore& store, const std::vector<LoggedHead>& heads);

}  // namespace concordat::registry::audit

#include "registry/audit/check.hpp"

#include <algorithm>
#include <string>

namespace concordat::registry::audit {
namespace {

constexpr std::uint32_t kAtOnce = 1'000;

class Walk {
 public:
  explicit Walk(const std::vector<LoggedHead>& heads) : heads_(heads) {}

  void take(const AuditRow& row) {
    const std::uint64_t expected = report_.records + 1;
    const bool in_order = row.number == expected;
    if (!in_order) fault("audit.missing", "record", row.number);
    // After a gap the chain cannot be followed, but goes on from what is there.
    const bool linked = !in_order || row.chained == chained(report_.chained, row.record);
    judge(row, linked);
    report_.records = row.number;
    report_.chained = row.chained;
    compare_heads(row);
  }

  [[nodiscard]] Report finish() {
    for (; next_head_ < heads_.size(); ++next_head_) {
      fault("audit.cut-off", "entry", heads_[next_head_].entry);
    }
    return std::move(report_);
  }

 private:
  void judge(const AuditRow& row, bool linked) {
    const auto record = parse_record(row.record);
    if (!record) return fault("audit.form", "record", row.number);
    if (record->number != row.number || !linked) {
      return fault("audit.altered", "record", row.number);
    }
    if (keys_of(*record) != row.keys) fault("audit.index", "record", row.number);
  }

  void compare_heads(const AuditRow& row) {
    for (; next_head_ < heads_.size() && heads_[next_head_].number <= row.number; ++next_head_) {
      const LoggedHead& head = heads_[next_head_];
      if (head.number != row.number || head.chained != row.chained) {
        fault("audit.head", "entry", head.entry);
        continue;
      }
      report_.committed = head.number;
      ++report_.heads;
    }
  }

  void fault(std::string_view code, std::string_view what, std::uint64_t where) {
    ++report_.fault_count;
    if (report_.faults.size() >= kMostFaultsListed) return;
    report_.faults.push_back(
        {.code = std::string(code), .place = std::string(what) + " " + std::to_string(where)});
  }

  const std::vector<LoggedHead>& heads_;
  std::size_t next_head_ = 0;
  Report report_;
};

}  // namespace

std::vector<LoggedHead> logged_heads(const facts::Tables& tables, facts::Ordinal size) {
  std::vector<LoggedHead> heads;
  tables.audit_heads.visit_all(size, [&](const facts::AuditHead& row) {
    heads.push_back({.entry = row.since,
                     .number = static_cast<std::uint64_t>(row.number),
                     .chained = row.head});
  });
  return heads;
}

Result<Report> check(const AuditStore& store, const std::vector<LoggedHead>& heads) {
  Walk walk(heads);
  std::uint64_t after = 0;
  for (;;) {
    CONCORDAT_TRY(rows, store.read(after, kAtOnce));
    if (rows.empty()) return walk.finish();
    for (const AuditRow& row : rows) walk.take(row);
    after = rows.back().number;
  }
}

}  // namespace concordat::registry::audit

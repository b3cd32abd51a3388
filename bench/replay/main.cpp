// concordat_bench_replay [--certificates N] [--markets M] [--log FILE]
//
// Writes a log of generated statements to a SQLite file, replays it, keeps a snapshot and starts
// from that. A log named by --log stays, and is not written when it is there.
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <optional>
#include <thread>

#include "adapters/files/snapshot_file.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "bench/population/population.hpp"
#include "core/base/base64url.hpp"
#include "core/json/write.hpp"
#include "core/log/entry.hpp"
#include "core/recognition/determine.hpp"
#include "registry/snapshot.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::bench {
namespace {

constexpr std::size_t kBatch = 4096;
constexpr std::string_view kOrigin = "bench.example/log";

double seconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void print(std::string_view metric, double value, std::string_view unit, std::string against) {
  const json::Object line{{"bench", "replay"},
                          {"metric", metric},
                          {"value", std::round(value * 100) / 100},
                          {"unit", unit},
                          {"against", std::move(against)},
                          {"ratio", nullptr}};
  std::cout << json::compact(line) << std::endl;
}

// An entry as the log would hold it. Nobody verifies here, so the signature has the form alone.
Result<Bytes> entry_of(const json::Value& draft, std::int64_t recorded_ms) {
  const std::string header = encode_base64url(
      bytes_of(R"({"alg":"EdDSA","kid":"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",)"
               R"("typ":"concordat-statement"})"));
  const std::string signature(86, 'A');
  return log::encode_entry(
      {.recorded = Instant{recorded_ms},
       .statement =
           header + "." + encode_base64url(bytes_of(json::compact(draft))) + "." + signature});
}

Status write_log(Store& store, const Extent& extent) {
  CONCORDAT_TRY(epoch, store.take_epoch());
  Population population(extent);
  std::uint64_t written = 0;
  std::vector<Bytes> batch;
  const auto append = [&]() -> Status {
    CONCORDAT_CHECK(store.append({.epoch = epoch, .expected_size = written, .entries = &batch}));
    written += batch.size();
    batch.clear();
    return {};
  };
  while (const auto draft = population.next()) {
    CONCORDAT_TRY(entry, entry_of(*draft, 1'700'000'000'000 +
                                              static_cast<std::int64_t>(written + batch.size())));
    batch.push_back(std::move(entry));
    if (batch.size() == kBatch) CONCORDAT_CHECK(append());
  }
  return batch.empty() ? Status() : append();
}

// Seconds by the clock on the wall and of the processor since it was made.
class Watch {
 public:
  [[nodiscard]] double wall_s() const { return seconds_of(CLOCK_MONOTONIC) - wall_before_s_; }
  [[nodiscard]] double cpu_s() const {
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu_before_s_;
  }

 private:
  double wall_before_s_ = seconds_of(CLOCK_MONOTONIC);
  double cpu_before_s_ = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
};

Result<std::shared_ptr<registry::Ledger>> measure_replay(const Store& store) {
  const Watch watch;
  CONCORDAT_TRY(ledger, registry::replay({.store = store}));
  const double wall_s = watch.wall_s();
  const double cpu_s = watch.cpu_s();
  const double cores = std::thread::hardware_concurrency();
  const auto entries = static_cast<double>(ledger->frontier.size());
  print("entries replayed", entries / wall_s, "1/s",
        std::to_string(ledger->frontier.size()) + " entries, by the clock");
  print("processor time an entry", cpu_s / entries * 1e6, "us", "all cores together");
  print("cores had", cpu_s / wall_s, "", "of " + std::to_string(static_cast<int>(cores)));
  print("entries replayed, had the cores been its own", entries / cpu_s * cores, "1/s",
        "processor time spread over the cores");
  return ledger;
}

Status measure_saving(const registry::Ledger& ledger, files::SnapshotFile& file,
                      const Extent& extent) {
  const Watch watch;
  CONCORDAT_TRY(writing, file.begin());
  CONCORDAT_CHECK(registry::write_snapshot(ledger, kOrigin, *writing));
  const double written_s = watch.wall_s();
  CONCORDAT_CHECK(writing->commit());
  print("snapshot written, the writer standing still", written_s, "s",
        std::to_string(watch.cpu_s()) + " s of processor time");
  print("snapshot durable", watch.wall_s(), "s", "");
  CONCORDAT_TRY(reading, file.open());
  print("snapshot, octets a certificate",
        static_cast<double>(reading->size_bytes()) / static_cast<double>(extent.certificates),
        "bytes", "resources and names of statements among them");
  return {};
}

recognition::Question question(const Extent& extent) {
  const Population population(extent);
  const Issued issued = population.issued(extent.certificates / 2);
  recognition::Question asked;
  asked.attestations.push_back({.number = population.certificate_id(issued)});
  asked.market = population.market(0);
  asked.date = issued.issued.plus_days(100);
  return asked;
}

// From opening the store to the first answer, the snapshot's octets in the system's cache.
Status measure_start(const std::string& log, const files::SnapshotFile& file, const Extent& extent,
                     const registry::PublishedLog& published) {
  const Watch watch;
  CONCORDAT_TRY(store, sqlite::SqliteStore::open(log, sqlite::OpenMode::kReadOnly));
  CONCORDAT_TRY(base, registry::read_snapshot(file, {.store = *store,
                                                     .origin = published.origin,
                                                     .size = published.size,
                                                     .root = published.root}));
  CONCORDAT_TRY(ledger, registry::replay({.store = *store, .base = std::move(base)}));
  if (ledger->frontier.root() != published.root) return fail({.code = "bench.replay"});
  ledger->state.publish(ledger->state.size_applied());
  const double loaded_s = watch.wall_s();
  const auto answer = recognition::determine(ledger->state, question(extent));
  print("first determination from a snapshot", watch.wall_s(), "s",
        std::to_string(watch.cpu_s()) + " s of processor time, all cores");
  print("of that, the snapshot read", loaded_s, "s",
        std::string("verdict: ") + std::string(recognition::name(answer.verdict)));
  return {};
}

Status measure(const std::string& log, const Extent& extent) {
  // A log that is there already, of the same extent, is not written again.
  if (!std::filesystem::exists(log)) {
    CONCORDAT_TRY(made, sqlite::SqliteStore::open(log, sqlite::OpenMode::kCreateNew));
    CONCORDAT_CHECK(write_log(*made, extent));
  }
  CONCORDAT_TRY(store, sqlite::SqliteStore::open(log, sqlite::OpenMode::kReadOnly));
  files::SnapshotFile file(log + ".snapshot");
  registry::PublishedLog published{.store = *store, .origin = std::string(kOrigin)};
  {
    CONCORDAT_TRY(ledger, measure_replay(*store));
    CONCORDAT_CHECK(measure_saving(*ledger, file, extent));
    published.size = ledger->frontier.size();
    published.root = ledger->frontier.root();
  }
  return measure_start(log, file, extent, published);
}

int run(std::string log, const Extent& extent) {
  std::optional<testing::TemporaryFolder> folder;
  if (log.empty()) log = folder.emplace().file("log.sqlite");
  const Status done = measure(log, extent);
  if (done) return 0;
  std::cerr << "concordat_bench_replay: " << done.error().code << " " << done.error().place << "\n";
  return 1;
}

}  // namespace
}  // namespace concordat::bench

int main(int count, char** arguments) {
  concordat::bench::Extent extent{.certificates = 1'000'000};
  std::string log;
  for (int at = 1; at + 1 < count; at += 2) {
    const std::string name = arguments[at];
    const std::uint64_t value = std::strtoull(arguments[at + 1], nullptr, 10);
    if (name == "--certificates") extent.certificates = value;
    if (name == "--markets") extent.markets = static_cast<std::uint32_t>(value);
    if (name == "--log") log = arguments[at + 1];
  }
  return concordat::bench::run(std::move(log), extent);
}

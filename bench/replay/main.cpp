// concordat_bench_replay [--certificates N] [--markets M]
//
// Writes a log of generated statements to a SQLite file, then replays it.
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <thread>

#include <unistd.h>

#include "adapters/sqlite/sqlite_store.hpp"
#include "bench/population/population.hpp"
#include "core/base/base64url.hpp"
#include "core/json/write.hpp"
#include "core/log/entry.hpp"
#include "registry/ledger.hpp"

namespace concordat::bench {
namespace {

constexpr std::size_t kBatch = 4096;

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

struct Written {
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;
};

Result<Written> write_log(Store& store, const Extent& extent) {
  Written written;
  CONCORDAT_TRY(epoch, store.take_epoch());
  Population population(extent);
  std::vector<Bytes> batch;
  const auto append = [&]() -> Status {
    CONCORDAT_CHECK(
        store.append({.epoch = epoch, .expected_size = written.entries, .entries = &batch}));
    written.entries += batch.size();
    batch.clear();
    return {};
  };
  while (const auto draft = population.next()) {
    CONCORDAT_TRY(entry,
                  entry_of(*draft, 1'700'000'000'000 + static_cast<std::int64_t>(written.entries)));
    written.bytes += entry.size();
    batch.push_back(std::move(entry));
    if (batch.size() == kBatch) CONCORDAT_CHECK(append());
  }
  if (!batch.empty()) CONCORDAT_CHECK(append());
  return written;
}

Status measure(const std::filesystem::path& folder, const Extent& extent) {
  CONCORDAT_TRY(store, sqlite::SqliteStore::open((folder / "log.sqlite").string(),
                                                 sqlite::OpenMode::kCreateNew));
  CONCORDAT_TRY(written, write_log(*store, extent));
  const auto entries = static_cast<double>(written.entries);
  const double cpu_before_s = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  const double before_s = seconds_of(CLOCK_MONOTONIC);
  CONCORDAT_TRY(ledger, registry::replay({.store = *store}));
  const double wall_s = seconds_of(CLOCK_MONOTONIC) - before_s;
  const double cpu_s = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu_before_s;
  if (ledger->frontier.size() != written.entries) return fail({.code = "bench.replay"});
  const double cores = std::thread::hardware_concurrency();
  print("entries replayed", entries / wall_s, "1/s",
        std::to_string(written.entries) + " entries of " +
            std::to_string(written.bytes / written.entries) + " bytes, by the clock");
  print("processor time an entry", cpu_s / entries * 1e6, "us", "all cores together");
  print("cores had", cpu_s / wall_s, "", "of " + std::to_string(static_cast<int>(cores)));
  print("entries replayed, had the cores been its own", entries / cpu_s * cores, "1/s",
        "processor time spread over the cores");
  return {};
}

int run(const Extent& extent) {
  std::string folder =
      (std::filesystem::temp_directory_path() / "concordat-replay-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 1;
  const Status done = measure(folder, extent);
  std::filesystem::remove_all(folder);
  if (done) return 0;
  std::cerr << "concordat_bench_replay: " << done.error().code << " " << done.error().place << "\n";
  return 1;
}

}  // namespace
}  // namespace concordat::bench

int main(int count, char** arguments) {
  concordat::bench::Extent extent{.certificates = 300'000};
  for (int at = 1; at + 1 < count; at += 2) {
    const std::string name = arguments[at];
    const std::uint64_t value = std::strtoull(arguments[at + 1], nullptr, 10);
    if (name == "--certificates") extent.certificates = value;
    if (name == "--markets") extent.markets = static_cast<std::uint32_t>(value);
  }
  return concordat::bench::run(extent);
}

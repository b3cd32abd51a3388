// concordat_bench_log [--folder FOLDER] [--seconds N] [--signatures]
//
// What the log costs on disk: acknowledged statements a second beside bare SQLite and beside a
// plain file whose writers share syncs, their latency, octets written for a statement, and
// inclusion proofs a second. A statement is acknowledged when it is durable and under a published
// checkpoint. Decoding, admission, tree and fold are all in; signatures of statements are taken as
// holding (they are another figure) unless --signatures asks for them.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <thread>

#include "adapters/files/signing_record_file.hpp"
#include "adapters/keys/port_verifier.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/sqlite/temporary_folder.hpp"
#include "adapters/system/system_clock.hpp"
#include "adapters/text/port_tokenizer.hpp"
#include "bench/log/peers.hpp"
#include "core/json/write.hpp"
#include "registry/fixture/fixture.hpp"

namespace concordat::bench {
namespace {

using Clock = std::chrono::steady_clock;

// A statement of about 1 KiB in the log, as most are.
constexpr std::size_t kNote_bytes = 360;
constexpr int kBatch = 256;
constexpr std::uint64_t kProofEntries = 131'072 + 100;
constexpr int kProofs = 100'000;

class TakenAsHolding final : public Verifier {
 public:
  [[nodiscard]] bool holds(const crypto::Obligation&) const override { return true; }
};

struct Options {
  std::string folder;
  double seconds = 2;
  bool signatures = false;
};

double since_s(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// ---- figures --------------------------------------------------------------------------------

struct Timed {
  std::uint64_t statements = 0;
  double seconds = 0;
  std::vector<double> latencies_us = {};
  std::uint64_t written_bytes = 0;

  [[nodiscard]] double rate() const { return static_cast<double>(statements) / seconds; }
  [[nodiscard]] double per_statement() const {
    return static_cast<double>(written_bytes) / static_cast<double>(statements);
  }
  [[nodiscard]] double percentile(double share) {
    std::ranges::sort(latencies_us);
    const auto at = static_cast<std::size_t>(share * static_cast<double>(latencies_us.size()));
    return latencies_us[std::min(at, latencies_us.size() - 1)];
  }
};

struct Line {
  std::string metric;
  double value = 0;
  std::string unit;
  std::string against;
  double ratio = 0;  // 0: nothing to compare with
};

void print(const Line& line) {
  const auto rounded = [](double value) { return std::round(value * 100) / 100; };
  const json::Object object{
      {"bench", "log"},
      {"metric", line.metric},
      {"value", line.value >= 100 ? std::round(line.value) : rounded(line.value)},
      {"unit", line.unit},
      {"against", line.against},
      {"ratio", line.ratio == 0 ? json::Value() : json::Value(rounded(line.ratio))}};
  std::cout << json::compact(object) << std::endl;
}

std::string shown(double value) { return std::to_string(std::llround(value)); }

// Octets this process has sent towards the disk (proc(5), write_bytes).
std::uint64_t written_bytes() {
  std::ifstream file("/proc/self/io");
  std::string name;
  std::uint64_t value = 0;
  while (file >> name >> value) {
    if (name == "write_bytes:") return value;
  }
  return 0;
}

// Calls `once` from so many threads until the time is over; each call writes so many statements.
struct Load {
  int threads = 1;
  int statements = 1;
  double seconds = 2;
};
Timed run(const Load& load, const std::function<bool(int thread)>& once) {
  std::vector<Timed> each(static_cast<std::size_t>(load.threads));
  std::vector<std::thread> threads;
  const std::uint64_t before = written_bytes();
  const auto begin = Clock::now();
  for (int thread = 0; thread < load.threads; ++thread) {
    threads.emplace_back([&, thread] {
      Timed& mine = each[static_cast<std::size_t>(thread)];
      while (since_s(begin) < load.seconds) {
        const auto called = Clock::now();
        if (!once(thread)) break;
        mine.latencies_us.push_back(since_s(called) * 1e6);
        mine.statements += static_cast<std::uint64_t>(load.statements);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  Timed all{.seconds = since_s(begin), .written_bytes = written_bytes() - before};
  for (const Timed& one : each) {
    all.statements += one.statements;
    all.latencies_us.insert(all.latencies_us.end(), one.latencies_us.begin(),
                            one.latencies_us.end());
  }
  return all;
}

// ---- a registry on disk ---------------------------------------------------------------------

class Bench {
 public:
  static Result<std::unique_ptr<Bench>> open(const std::string& folder, bool signatures) {
    auto made = std::unique_ptr<Bench>(new Bench);
    CONCORDAT_TRY(store, sqlite::SqliteStore::open(folder + "/registry.sqlite",
                                                   sqlite::OpenMode::kCreateNew));
    registry::Ports ports = made->site_.ports(std::move(store));
    CONCORDAT_TRY(record, files::SigningRecordFile::open(folder + "/registry.signed"));
    ports.signing_record = std::move(record);
    ports.clock = std::make_unique<SystemClock>();
    ports.tokenizer = std::make_unique<text::PortTokenizer>();
    if (!signatures) ports.verifier = std::make_unique<TakenAsHolding>();
    CONCORDAT_TRY(registry, made->site_.found(std::move(ports)));
    made->registry_ = std::move(registry);
    return made;
  }

  // Signed statements, made before anything is timed.
  void prepare(std::size_t count) {
    Signer* const signer = site_.keys.signer(registry::fixture::kOperator).value_or(nullptr);
    ready_.clear();
    ready_.reserve(count);
    for (std::size_t at = 0; at < count; ++at) {
      const std::string id = "statement-" + std::to_string(made_++);
      json::Value draft = registry::fixture::draft(
          {.id = id,
           .type = "organisation",
           .body = json::Object{{"organisation", id},
                                {"names", json::Object{{"en", "Body " + id}}},
                                {"economy", "XA"},
                                {"roles", json::Array{"laboratory"}}}});
      draft.as_object()->set("note", std::string(kNote_bytes, 'n'));
      ready_.push_back(*registry::sign(*signer, draft));
    }
    next_ = 0;
  }

  // Submits the next ones; false when none are left. A refusal ends the measurement.
  bool submit(int count) {
    const std::size_t begin = next_.fetch_add(static_cast<std::size_t>(count));
    if (begin + static_cast<std::size_t>(count) > ready_.size()) return false;
    const auto first = ready_.begin() + static_cast<std::ptrdiff_t>(begin);
    for (const auto& receipt : registry_->submit({first, first + count})) {
      if (receipt) continue;
      std::cerr << "concordat_bench_log: refused: " << receipt.error().code << " "
                << receipt.error().place << "\n";
      std::exit(1);
    }
    return true;
  }

  [[nodiscard]] registry::Registry& registry() { return *registry_; }
  [[nodiscard]] std::size_t statement_bytes() const { return ready_.front().size(); }

 private:
  Bench() = default;
  registry::fixture::Site site_;
  std::unique_ptr<registry::Registry> registry_;
  std::vector<std::string> ready_;
  std::atomic<std::size_t> next_{0};
  std::size_t made_ = 0;
};

// ---- what is measured -----------------------------------------------------------------------

constexpr std::array kClients{1, 32, 256};

void measure_writes(Bench& bench, BareSqlite& bare, const Options& options) {
  const Bytes octets(bench.statement_bytes(), Byte{'x'});
  const Load single{.seconds = options.seconds};
  const Load batch{.statements = kBatch, .seconds = options.seconds};

  bench.prepare(std::size_t{40'000});
  Timed bare_single = run(single, [&](int) { return bare.append(octets, 1).has_value(); });
  Timed ours = run(single, [&](int) { return bench.submit(1); });
  print({"one client: acknowledged statements", ours.rate(), "1/s",
         "bare SQLite, one a commit, " + shown(bare_single.rate()),
         ours.rate() / bare_single.rate()});
  print({"one client: 99th percentile to a published checkpoint", ours.percentile(0.99), "us",
         "one commit of bare SQLite, " + shown(bare_single.percentile(0.99)),
         ours.percentile(0.99) / bare_single.percentile(0.99)});
  print({"one client: octets written for a statement", ours.per_statement(), "bytes",
         "the statement, " + std::to_string(octets.size()),
         ours.per_statement() / static_cast<double>(octets.size())});

  bench.prepare(std::size_t{400'000});
  Timed bare_batch = run(batch, [&](int) { return bare.append(octets, kBatch).has_value(); });
  ours = run(batch, [&](int) { return bench.submit(kBatch); });
  print({"256 a batch: acknowledged statements", ours.rate(), "1/s",
         "bare SQLite, 256 a commit, " + shown(bare_batch.rate()),
         ours.rate() / bare_batch.rate()});
  print({"256 a batch: octets written for a statement", ours.per_statement(), "bytes",
         "the statement, " + std::to_string(octets.size()),
         ours.per_statement() / static_cast<double>(octets.size())});
}

void measure_clients(Bench& bench, BareSqlite& bare, const Options& options,
                     const std::string& folder) {
  const Bytes octets(bench.statement_bytes(), Byte{'x'});
  Timed bare_single =
      run({.seconds = options.seconds}, [&](int) { return bare.append(octets, 1).has_value(); });
  for (const int clients : kClients) {
    const Load load{.threads = clients, .seconds = options.seconds};
    GroupedFile file(folder + "/grouped");
    Timed grouped = run(load, [&](int) { return file.append(octets); });
    bench.prepare(std::size_t{200'000});
    Timed ours = run(load, [&](int) { return bench.submit(1); });
    const std::string who = std::to_string(clients) + (clients == 1 ? " client" : " clients");
    print({who + ": acknowledged statements", ours.rate(), "1/s",
           "fdatasync shared by as many writers, " + shown(grouped.rate()),
           ours.rate() / grouped.rate()});
    print({who + ": acknowledged statements", ours.rate(), "1/s",
           "bare SQLite, one a commit, " + shown(bare_single.rate()),
           ours.rate() / bare_single.rate()});
    print({who + ": 50th percentile", ours.percentile(0.5), "us",
           "fdatasync shared, " + shown(grouped.percentile(0.5)),
           ours.percentile(0.5) / grouped.percentile(0.5)});
    print({who + ": 99th percentile", ours.percentile(0.99), "us",
           "fdatasync shared, " + shown(grouped.percentile(0.99)),
           ours.percentile(0.99) / grouped.percentile(0.99)});
  }
}

// Indices spread over the whole log, in no order that a cache likes.
std::uint64_t scattered(std::uint64_t number, std::uint64_t size) {
  number = (number + 1) * 0x9E3779B97F4A7C15U;
  number ^= number >> 29;
  return number % size;
}

void measure_proofs(Bench& bench) {
  registry::Registry& registry = bench.registry();
  while (registry.size() < kProofEntries) {
    bench.prepare(std::size_t{16'384});
    while (bench.submit(kBatch) && registry.size() < kProofEntries) {
    }
  }
  const auto log = registry.log();
  const std::uint64_t size = registry.size();
  std::size_t hashes = 0;
  const auto begin = Clock::now();
  for (int proof = 0; proof < kProofs; ++proof) {
    const auto path = log->inclusion(scattered(static_cast<std::uint64_t>(proof), size), size);
    hashes += path ? path->size() : 0;
  }
  const double rate = kProofs / since_s(begin);
  print({"inclusion proofs in a log of " + std::to_string(size), rate, "1/s",
         "the bar, 50000; " + std::to_string(hashes / kProofs) + " hashes each", rate / 50'000});
}

int measure(const Options& options) {
  std::filesystem::create_directories(options.folder);
  auto bench = Bench::open(options.folder, options.signatures);
  auto bare = BareSqlite::open(options.folder + "/bare.sqlite");
  if (!bench || !bare) {
    std::cerr << "concordat_bench_log: " << (bench ? bare.error().code : bench.error().code)
              << "\n";
    return 1;
  }
  (*bench)->prepare(1);
  measure_writes(**bench, *bare, options);
  measure_clients(**bench, *bare, options, options.folder);
  measure_proofs(**bench);
  return 0;
}

}  // namespace
}  // namespace concordat::bench

int main(int count, char** arguments) {
  concordat::bench::Options options;
  const concordat::sqlite::TemporaryFolder folder;
  options.folder = folder.file("log");
  for (int at = 1; at < count; ++at) {
    const std::string argument = arguments[at];
    if (argument == "--folder" && at + 1 < count) {
      options.folder = arguments[++at];
    } else if (argument == "--seconds" && at + 1 < count) {
      options.seconds = std::strtod(arguments[++at], nullptr);
    } else if (argument == "--signatures") {
      options.signatures = true;
    } else {
      std::cerr << "usage: concordat_bench_log [--folder FOLDER] [--seconds N] [--signatures]\n";
      return 64;
    }
  }
  return concordat::bench::measure(options);
}

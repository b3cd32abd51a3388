// concordat_bench_log [--folder FOLDER] [--seconds N] [--only writes|bulk|bytes|proofs]
//                     [--clients N]
//
// What the log costs on disk. A statement is acknowledged when it is durable and under a published
// checkpoint: decoding, admission, tree and fold are all in. The signatures of statements are taken
// as holding, except where a line says that they were verified: they are another figure.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <vector>

#include "bench/log/load.hpp"
#include "bench/log/peers.hpp"
#include "bench/log/subject.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::bench {
namespace {

constexpr int kBatch = 256;
// Ours and its peers take turns so often, so that what else the machine does strikes all alike.
constexpr int kRounds = 6;
// Statements made ready for the first round of a load; for each further one twice what the rounds
// before took. A round that runs out of them ends early.
constexpr double kFirstPerSecond = 20'000;
// In a log of so many entries, most blocks lie in tiles that no cache holds.
constexpr std::uint64_t kProofEntries = 131'072 + 100;
constexpr int kProofs = 100'000;
// So many statements are written to count octets: two rounds of the write-ahead log and more.
constexpr int kCountedSingly = 4'096;
constexpr int kCountedInBatches = 128 * 1'024;
// Goals: design targets of the project, docs/status.md says what holds.
constexpr double kGoalProofs = 50'000;
constexpr double kGoalPublished_us = 15'000;

struct Options {
  std::string folder;
  double seconds = 6;
  std::string only;
  std::vector<int> clients{1, 32, 256};
};

std::size_t wanted_for(const Timed& before, double seconds) {
  const double rate = before.statements == 0 ? kFirstPerSecond : 2 * before.rate();
  return static_cast<std::size_t>(rate * seconds) + std::size_t{8} * kBatch;
}

struct Compared {
  Timed ours;
  Timed bare;
  Timed grouped;
};

// Rounds of: bare SQLite committing as many rows as statements share a commit with us, a file whose
// writers share syncs, the registry.
Compared compare(Subject& subject, BareSqlite& bare, const std::string& folder, const Load& load) {
  Compared all;
  const Bytes octets(subject.statement_bytes(), Byte{'x'});
  const int rows = load.threads * load.statements;
  GroupedFile file(folder + "/grouped");
  const Load round{
      .threads = load.threads, .statements = load.statements, .seconds = load.seconds / kRounds};
  for (int at = 0; at < kRounds; ++at) {
    subject.prepare(wanted_for(all.ours, round.seconds));
    all.bare.add(run({.statements = rows, .seconds = round.seconds},
                     [&] { return bare.append(octets, rows).has_value(); }));
    all.grouped.add(run({.threads = load.threads, .seconds = round.seconds},
                        [&] { return file.append(octets); }));
    all.ours.add(run(round, [&] { return subject.submit(load.statements); }));
    // What is made behind the log is out of the way before the next round.
    subject.registry().wait_until_searchable();
  }
  return all;
}

void measure_clients(Subject& subject, BareSqlite& bare, const Options& options) {
  for (const int clients : options.clients) {
    const auto [ours, alone, grouped] =
        compare(subject, bare, options.folder, {.threads = clients, .seconds = options.seconds});
    const std::string who = std::to_string(clients) + (clients == 1 ? " client" : " clients");
    const std::string peer = "bare SQLite, " + std::to_string(clients) + " a commit, ";
    print({who + ": acknowledged statements", ours.rate(), "1/s", peer + shown(alone.rate()),
           ours.rate() / alone.rate()});
    print({who + ": acknowledged statements", ours.rate(), "1/s",
           "fdatasync shared by as many writers, " + shown(grouped.rate()),
           ours.rate() / grouped.rate()});
    print({who + ": processor time of a statement", ours.processor_us(), "us",
           peer + shown(alone.processor_us()), ours.processor_us() / alone.processor_us()});
    for (const auto& [share, name] : {std::pair{0.5, "50th"}, {0.99, "99th"}}) {
      const std::string percentile = who + ": " + name + " percentile to a published checkpoint";
      const double took = ours.percentile_us(share);
      print({percentile, took, "us",
             "one commit of the same in bare SQLite, " + shown(alone.percentile_us(share)),
             took / alone.percentile_us(share)});
      print({percentile, took, "us",
             "fdatasync shared by as many writers, " + shown(grouped.percentile_us(share)),
             took / grouped.percentile_us(share)});
    }
    print({who + ": 99th percentile to a published checkpoint", ours.percentile_us(0.99), "us",
           "the goal, " + shown(kGoalPublished_us), ours.percentile_us(0.99) / kGoalPublished_us});
  }
}

// Two submitters that hand over 256 at a time: while one batch becomes durable, the next is read.
void measure_bulk(Subject& subject, BareSqlite& bare, const Options& options,
                  const std::string& what) {
  const Load load{.threads = 2, .statements = kBatch, .seconds = options.seconds};
  Timed ours;
  Timed alone;
  double catching_up_s = 0;
  const Bytes octets(subject.statement_bytes(), Byte{'x'});
  for (int at = 0; at < kRounds; ++at) {
    const double seconds = options.seconds / kRounds;
    subject.prepare(wanted_for(ours, seconds));
    alone.add(run({.statements = kBatch, .seconds = seconds},
                  [&] { return bare.append(octets, kBatch).has_value(); }));
    ours.add(run({.threads = load.threads, .statements = kBatch, .seconds = seconds},
                 [&] { return subject.submit(kBatch); }));
    catching_up_s += run({.seconds = 1e-9}, [&] {
                       return subject.registry().wait_until_searchable(), true;
                     }).seconds;
  }
  const std::string who = "256 at a time" + what;
  print({who + ": acknowledged statements", ours.rate(), "1/s",
         "bare SQLite, 256 a commit, " + shown(alone.rate()), ours.rate() / alone.rate()});
  print({who + ": processor time of a statement", ours.processor_us(), "us",
         "bare SQLite, " + shown(alone.processor_us()),
         ours.processor_us() / alone.processor_us()});
  print({who + ": searchable behind the log",
         static_cast<double>(ours.statements) / (ours.seconds + catching_up_s), "1/s",
         "acknowledged, " + shown(ours.rate()), ours.seconds / (ours.seconds + catching_up_s)});
}

// Everything: the log, its record, checkpoints, hash tiles, the search projection where there is
// one, and the write-ahead log folded in at the end.
Status measure_bytes(const Options& options, int batch, bool projection) {
  const int count = batch == 1 ? kCountedSingly : kCountedInBatches;
  const std::string folder = options.folder + "/bytes";
  CONCORDAT_TRY(subject, Subject::found(folder, {.projection = projection}));
  subject->prepare(static_cast<std::size_t>(count));
  const auto statement = static_cast<double>(subject->statement_bytes());
  const std::uint64_t before = written_bytes();
  for (int at = 0; at < count; at += batch) {
    if (!subject->submit(batch)) return fail({.code = "bench.log"});
  }
  subject->registry().wait_until_searchable();
  subject->close();
  const double each = static_cast<double>(written_bytes() - before) / count;
  print({std::to_string(batch) + " a batch: octets written for a statement" +
             (projection ? ", search projection included" : ""),
         each, "bytes", "the statement, " + shown(statement), each / statement});
  std::filesystem::remove_all(folder);
  return {};
}

// Indices spread over the whole log, in no order that a cache likes.
std::uint64_t scattered(std::uint64_t number, std::uint64_t size) {
  number = (number + 1) * 0x9E3779B97F4A7C15U;
  number ^= number >> 29;
  return number % size;
}

Status measure_proofs(Subject& subject) {
  while (subject.registry().size() < kProofEntries) {
    subject.prepare(std::size_t{16'384});
    while (subject.submit(kBatch) && subject.registry().size() < kProofEntries) {
    }
  }
  CONCORDAT_CHECK(subject.reopen());
  const registry::Registry& registry = subject.registry();
  const auto log = registry.log();
  const std::uint64_t size = registry.size();
  std::size_t hashes = 0;
  const double begin = thread_s();
  for (int proof = 0; proof < kProofs; ++proof) {
    const auto path = log->inclusion(scattered(static_cast<std::uint64_t>(proof), size), size);
    hashes += path ? path->size() : 0;
  }
  const double rate = kProofs / (thread_s() - begin);
  const std::string place = " on one core, log of " + std::to_string(size);
  print({"inclusion proofs" + place, rate, "1/s",
         "the goal, 50000; " + std::to_string(hashes / kProofs) + " hashes each",
         rate / kGoalProofs});
  std::size_t octets = 0;
  const double files = thread_s();
  for (int proof = 0; proof < kProofs / 4; ++proof) {
    const auto text = registry.prove(scattered(static_cast<std::uint64_t>(proof), size));
    octets += text ? text->size() : 0;
  }
  const double each = kProofs / 4.0 / (thread_s() - files);
  print({"proof files with entry and checkpoint" + place, each, "1/s",
         "inclusion proofs, " + shown(rate) + "; " + std::to_string(octets * 4 / kProofs) +
             " bytes each",
         each / rate});
  return {};
}

Status measure(const Options& options) {
  const auto wanted = [&](std::string_view name) {
    return options.only.empty() || options.only == name;
  };
  std::filesystem::create_directories(options.folder);
  CONCORDAT_TRY(bare, BareSqlite::open(options.folder + "/bare.sqlite"));
  CONCORDAT_TRY(subject, Subject::found(options.folder + "/subject", {}));
  subject->prepare(1);
  if (wanted("writes")) measure_clients(*subject, bare, options);
  if (wanted("bulk")) {
    measure_bulk(*subject, bare, options, "");
    CONCORDAT_TRY(verifying, Subject::found(options.folder + "/verifying", {.signatures = true}));
    verifying->prepare(1);
    measure_bulk(*verifying, bare, options, ", signatures verified");
  }
  if (wanted("bytes")) {
    for (const int batch : {1, kBatch}) {
      for (const bool projection : {false, true}) {
        CONCORDAT_CHECK(measure_bytes(options, batch, projection));
      }
    }
  }
  if (wanted("proofs")) CONCORDAT_CHECK(measure_proofs(*subject));
  return {};
}

}  // namespace
}  // namespace concordat::bench

int main(int count, char** arguments) {
  concordat::bench::Options options;
  const concordat::testing::TemporaryFolder folder;
  options.folder = folder.file("log");
  for (int at = 1; at < count; ++at) {
    const std::string argument = arguments[at];
    if (argument == "--folder" && at + 1 < count) {
      options.folder = arguments[++at];
    } else if (argument == "--seconds" && at + 1 < count) {
      options.seconds = std::strtod(arguments[++at], nullptr);
    } else if (argument == "--only" && at + 1 < count) {
      options.only = arguments[++at];
    } else if (argument == "--clients" && at + 1 < count) {
      options.clients = {std::max(1, std::atoi(arguments[++at]))};
    } else {
      std::cerr << "usage: concordat_bench_log [--folder FOLDER] [--seconds N]"
                   " [--only writes|bulk|bytes|proofs] [--clients N]\n";
      return 64;
    }
  }
  const auto measured = concordat::bench::measure(options);
  if (measured) return 0;
  std::cerr << "concordat_bench_log: " << measured.error().code << " " << measured.error().place
            << "\n";
  return 1;
}

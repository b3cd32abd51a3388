// concordat_bench_decision FOLDER [--rationale FILE] [--rounds N]
//
// Reads data.json and workload.json, holds every answer against the workload and, where given,
// every piece of evidence against the reference's rationale (one line a row: failures in their
// order joined by commas, agreement, accreditation, acceptance, requirement, decision;
// tab-separated, "-" for none), then measures. Prints one JSON object: what was found and the rates
// on one core.
#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>

#include "bench/decision/data_set.hpp"
#include "bench/decision/decision.hpp"

namespace concordat::bench {
namespace {

constexpr std::size_t kWarmRounds = 3;

// Of the process: what other processes take of the core does not count.
double cpu_s() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Seconds of the core that the quickest of the rounds took.
template <class Work>
double quickest_s(std::size_t rounds, Work&& work) {
  for (std::size_t round = 0; round < kWarmRounds; ++round) work();
  double best_s = 1e9;
  for (std::size_t round = 0; round < rounds; ++round) {
    const double start_s = cpu_s();
    work();
    best_s = std::min(best_s, cpu_s() - start_s);
  }
  return best_s;
}

std::string id_of(const DataSet& data, Record::Kind kind, Ordinal evidence) {
  if (evidence == kNever) return "-";
  const Record& record = data.records[evidence];
  return record.kind == kind ? std::to_string(record.id) : "?";
}

std::string told(const DataSet& data, const Rationale& rationale) {
  std::string text;
  for (unsigned reason = 0; reason < static_cast<unsigned>(Reason::kNone); ++reason) {
    if ((rationale.failures >> reason & 1) == 0) continue;
    if (!text.empty()) text += ",";
    text += name(static_cast<Reason>(reason));
  }
  using Kind = Record::Kind;
  return (text.empty() ? "-" : text) + "\t" + id_of(data, Kind::kAgreement, rationale.agreement) +
         "\t" + id_of(data, Kind::kAccreditation, rationale.accreditation) + "\t" +
         id_of(data, Kind::kAcceptance, rationale.acceptance) + "\t" +
         id_of(data, Kind::kRequirement, rationale.requirement) + "\t" +
         id_of(data, Kind::kDecision, rationale.decision);
}

// Each group of certificates in all markets but their own.
std::size_t matrix(const DataSet& data, const Index& index, const Engine& engine) {
  std::size_t recognised = 0;
  std::vector<Reason> reasons(data.economies.size());
  std::vector<Id> importers;
  for (const Id certificate : data.certificates) {
    const Id origin = index.certificates.find(certificate).front().origin;
    importers.clear();
    for (const Id economy : data.economies) {
      if (economy != origin) importers.push_back(economy);
    }
    engine.across(certificate, data.today, importers, reasons);
    for (std::size_t at = 0; at < importers.size(); ++at) {
      recognised += reasons[at] == Reason::kNone ? 1 : 0;
    }
  }
  return recognised;
}

struct Options {
  std::string folder;
  std::string rationale;
  std::size_t rounds = 20;
};

struct Mismatches {
  std::size_t first_reason = 0;
  std::size_t every_leg = 0;
  std::size_t evidence = 0;
  std::size_t evidence_rows = 0;
};

class Run {
 public:
  Run(const Options& options, const DataSet& data, std::vector<WorkloadRow> workload,
      const Index& index)
      : options_(options),
        data_(data),
        workload_(std::move(workload)),
        index_(index),
        engine_(*data.tables, index, data.size()) {
    for (const WorkloadRow& row : workload_) {
      questions_.push_back({row.certificate, row.importer, row.date});
    }
    rationales_.resize(questions_.size());
    failures_.resize(questions_.size());
    reasons_.resize(questions_.size());
  }

  Mismatches check() {
    engine_.explain(questions_, rationales_);
    engine_.evaluate(questions_, failures_);
    engine_.first_reason(questions_, reasons_);
    Mismatches found;
    for (std::size_t at = 0; at < questions_.size(); ++at) {
      const std::string& expected = workload_[at].expected;
      if (name(reasons_[at]) != expected) ++found.first_reason;
      if (name(first_of(rationales_[at].failures)) != expected ||
          failures_[at] != rationales_[at].failures) {
        ++found.every_leg;
      }
    }
    if (!options_.rationale.empty()) check_evidence(found);
    return found;
  }

  void print(const Mismatches& found) {
    const std::size_t rounds = options_.rounds;
    const auto rate = [&](double seconds) {
      return static_cast<std::uint64_t>(static_cast<double>(questions_.size()) / seconds);
    };
    // In turn, so that what the machine does meanwhile meets both.
    double explained_s = 1e9;
    double evaluated_s = 1e9;
    double first_s = 1e9;
    for (int turn = 0; turn < 4; ++turn) {
      explained_s = std::min(explained_s,
                             quickest_s(rounds, [&] { engine_.explain(questions_, rationales_); }));
      evaluated_s = std::min(evaluated_s,
                             quickest_s(rounds, [&] { engine_.evaluate(questions_, failures_); }));
      first_s = std::min(first_s,
                         quickest_s(rounds, [&] { engine_.first_reason(questions_, reasons_); }));
    }
    std::size_t recognised = 0;
    const double matrix_s =
        quickest_s(rounds, [&] { recognised = matrix(data_, index_, engine_); });
    std::cout << "{\"rows\":" << questions_.size() << ",\"mismatches\":" << found.first_reason
              << ",\"everyLegMismatches\":" << found.every_leg
              << ",\"evidenceRows\":" << found.evidence_rows
              << ",\"evidenceMismatches\":" << found.evidence
              << ",\"explainedPerS\":" << rate(explained_s)
              << ",\"evaluatedPerS\":" << rate(evaluated_s)
              << ",\"firstReasonPerS\":" << rate(first_s) << ",\"matrixMs\":" << matrix_s * 1e3
              << ",\"matrixRecognised\":" << recognised << "}\n";
  }

 private:
  void check_evidence(Mismatches& found) const {
    std::ifstream file(options_.rationale);
    std::string line;
    for (std::size_t at = 0; std::getline(file, line); ++at) {
      ++found.evidence_rows;
      const bool same = at < rationales_.size() && told(data_, rationales_[at]) == line;
      if (!same && found.evidence++ == 0) {
        std::cerr << "row " << at + 1 << ": " << line << "\n"
                  << "  answered " << told(data_, rationales_[at]) << "\n";
      }
    }
    if (found.evidence_rows != rationales_.size()) ++found.evidence;
  }

  const Options& options_;
  const DataSet& data_;
  std::vector<WorkloadRow> workload_;
  const Index& index_;
  Engine engine_;
  std::vector<Question> questions_;
  std::vector<Rationale> rationales_;
  std::vector<Failures> failures_;
  std::vector<Reason> reasons_;
};

int complain(const Error& error) {
  std::cerr << "concordat_bench_decision: " << error.code << " " << error.place << "\n";
  return 1;
}

int run(const Options& options) {
  const auto data = read_data_set(options.folder);
  if (!data) return complain(data.error());
  auto workload = read_workload(options.folder, *data);
  if (!workload) return complain(workload.error());
  Index index;
  if (const Status built = build(*data->tables, index); !built) return complain(built.error());
  Run run(options, *data, std::move(*workload), index);
  const Mismatches found = run.check();
  run.print(found);
  return found.first_reason + found.every_leg + found.evidence == 0 ? 0 : 1;
}

}  // namespace
}  // namespace concordat::bench

int main(int count, char** arguments) {
  concordat::bench::Options options;
  for (int at = 1; at < count; ++at) {
    const std::string argument = arguments[at];
    if (argument == "--rationale" && at + 1 < count) {
      options.rationale = arguments[++at];
    } else if (argument == "--rounds" && at + 1 < count) {
      options.rounds = std::strtoul(arguments[++at], nullptr, 10);
    } else {
      options.folder = argument;
    }
  }
  if (options.folder.empty()) {
    std::cerr << "usage: concordat_bench_decision FOLDER [--rationale FILE] [--rounds N]\n";
    return 64;
  }
  return concordat::bench::run(options);
}

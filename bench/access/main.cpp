// concordat_bench_access
//
// What access costs: decisions a second on one core, granted and refused, with and without a look
// at the facts of the demonstration registry; and records of access a second into a file, by one
// asker and by many who share commits, with the processor time of one.
//
// Every decision is held against what it must be, or there is no figure.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "adapters/private/audit_file.hpp"
#include "adapters/system/system_clock.hpp"
#include "bench/demonstration.hpp"
#include "core/access/decide.hpp"
#include "core/json/write.hpp"
#include "registry/audit/check.hpp"
#include "registry/audit/trail.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::bench {
namespace {

constexpr int kRounds = 5;
constexpr int kDecisions = 500'000;

[[noreturn]] void give_up(std::string_view why) {
  std::cerr << "concordat_bench_access: " << why << "\n";
  std::exit(1);
}

double seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void tell(const std::string& metric, double value, std::string_view unit) {
  std::cout << json::compact(json::Object{{"bench", "access"},
                                          {"metric", metric},
                                          {"value", static_cast<std::int64_t>(value)},
                                          {"unit", unit}})
            << "\n";
}

void decisions(const std::string& metric, const access::Request& request, const access::Law& law,
               bool granted) {
  double best = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const double begin = seconds(CLOCK_PROCESS_CPUTIME_ID);
    int agreed = 0;
    for (int at = 0; at < kDecisions; ++at) {
      agreed += static_cast<bool>(access::decide(request, law)) == granted ? 1 : 0;
    }
    best = std::min(best, seconds(CLOCK_PROCESS_CPUTIME_ID) - begin);
    if (agreed != kDecisions) give_up(metric + " decides otherwise");
  }
  tell(metric, kDecisions / best, "decisions/s");
}

void decide_all(const Demonstration& demonstration) {
  const facts::State& state = demonstration.state;
  const Instant now = SystemClock().now();
  const access::Law law(state.tables(), state.size_applied(), utc_date(now));
  const access::Principal officer{.kind = access::Kind::kPerson,
                                  .id = "p-4f2a",
                                  .organisation = "anssi",
                                  .roles = {access::Role::kCustomsOfficer},
                                  .fresh = true,
                                  .scopes = access::every_scope()};
  const access::Grant grant{.organisation = "anssi",
                            .purposes = {access::Purpose::kCustomsControl},
                            .from = {},
                            .until = {now.milliseconds + 86'400'000}};
  access::Request request{.principal = officer,
                          .action = access::Action::kReadRecord,
                          .resource = {.organisation = "anssi"},
                          .purpose = access::Purpose::kCustomsControl,
                          .now = now};
  decisions("own record", request, law, true);
  request.resource = {.organisation = "bsi", .grants = std::span(&grant, 1)};
  decisions("granted record, law looked at", request, law, true);
  request.resource.grants = {};
  decisions("foreign record, refused", request, law, false);
  request.action = access::Action::kOperate;
  decisions("no such role, refused", request, law, false);
}

void record_all(unsigned askers, std::size_t each) {
  const testing::TemporaryFolder folder;
  auto file =
      private_file::AuditFile::open(folder.path() / "log-private", private_file::Opening::kCreate);
  if (!file) give_up(file.error().code);
  const SystemClock clock;
  auto trail = registry::audit::Trail::open(**file, clock);
  if (!trail) give_up(trail.error().code);
  const registry::audit::Access access{.kind = "person",
                                       .who = "p-4f2a",
                                       .organisation = "customs-a",
                                       .action = "read-record",
                                       .resource = "record/7",
                                       .owner = "lab-b",
                                       .purpose = "customs-control",
                                       .rule = "read-granted",
                                       .size = 678};
  const double begin = seconds(CLOCK_MONOTONIC);
  const double begin_cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  {
    std::vector<std::jthread> threads;
    for (unsigned at = 0; at < askers; ++at) {
      threads.emplace_back([&] {
        for (std::size_t count = 0; count < each; ++count) {
          if (!(*trail)->record(access)) give_up("a record was not written");
        }
      });
    }
  }
  const double count = static_cast<double>(askers) * static_cast<double>(each);
  const std::string by = std::to_string(askers) + (askers == 1 ? " asker" : " askers");
  tell("records by " + by, count / (seconds(CLOCK_MONOTONIC) - begin), "records/s");
  tell("processor time of a record by " + by,
       (seconds(CLOCK_PROCESS_CPUTIME_ID) - begin_cpu) / count * 1e9, "ns");
  const auto report = registry::audit::check(**file, {});
  if (!report || !report->whole()) give_up("the records are not whole");
}

}  // namespace
}  // namespace concordat::bench

int main() {
  concordat::bench::Demonstration demonstration;
  if (!concordat::bench::load("examples", demonstration)) {
    concordat::bench::give_up("examples/ cannot be read: run it from the root of the source tree");
  }
  concordat::bench::decide_all(demonstration);
  concordat::bench::record_all(1, 2'000);
  concordat::bench::record_all(32, 1'000);
}

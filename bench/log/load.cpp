#include "bench/log/load.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <iostream>
#include <thread>

#include "core/json/write.hpp"

namespace concordat::bench {
namespace {

using Clock = std::chrono::steady_clock;

double since_s(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double clock_s(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

}  // namespace

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

std::uint64_t written_bytes() {
  std::ifstream file("/proc/self/io");
  std::string name;
  std::uint64_t value = 0;
  while (file >> name >> value) {
    if (name == "write_bytes:") return value;
  }
  return 0;
}

double thread_s() { return clock_s(CLOCK_THREAD_CPUTIME_ID); }

void Timed::add(const Timed& round) {
  statements += round.statements;
  seconds += round.seconds;
  processor_s += round.processor_s;
  latencies_us.insert(latencies_us.end(), round.latencies_us.begin(), round.latencies_us.end());
}

double Timed::rate() const { return static_cast<double>(statements) / seconds; }

double Timed::processor_us() const { return processor_s * 1e6 / static_cast<double>(statements); }

double Timed::percentile_us(double share) const {
  std::vector<double> sorted = latencies_us;
  std::ranges::sort(sorted);
  const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
  return sorted[std::min(at, sorted.size() - 1)];
}

Timed run(const Load& load, const std::function<bool()>& once) {
  std::vector<Timed> each(static_cast<std::size_t>(load.threads));
  std::vector<std::thread> threads;
  const double before_s = clock_s(CLOCK_PROCESS_CPUTIME_ID);
  const auto begin = Clock::now();
  for (Timed& mine : each) {
    threads.emplace_back([&] {
      while (since_s(begin) < load.seconds) {
        const auto called = Clock::now();
        if (!once()) break;
        mine.latencies_us.push_back(since_s(called) * 1e6);
        mine.statements += static_cast<std::uint64_t>(load.statements);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  Timed all;
  for (const Timed& one : each) all.add(one);
  all.seconds = since_s(begin);
  all.processor_s = clock_s(CLOCK_PROCESS_CPUTIME_ID) - before_s;
  return all;
}

}  // namespace concordat::bench

// Loads and what came of them: calls from many threads, their latencies, the octets they sent to
// the disk and the processor time they took.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace concordat::bench {

// One line of the result. `ratio` 0: nothing to compare with.
struct Line {
  std::string metric;
  double value = 0;
  std::string unit;
  std::string against;
  double ratio = 0;
};
void print(const Line& line);
// Rounded, for the text of a line.
[[nodiscard]] std::string shown(double value);

// Octets this process has sent towards the disk (proc(5), write_bytes).
[[nodiscard]] std::uint64_t written_bytes();

// Processor time of the calling thread.
[[nodiscard]] double thread_s();

// What several rounds of one load came to.
class Timed {
 public:
  std::uint64_t statements = 0;
  double seconds = 0;
  double processor_s = 0;  // of the whole process
  std::vector<double> latencies_us = {};

  void add(const Timed& round);
  [[nodiscard]] double rate() const;
  [[nodiscard]] double processor_us() const;  // for a statement
  [[nodiscard]] double percentile_us(double share) const;
};

// Calls `once` from so many threads until the time is over, or until a call returns false; each
// call writes so many statements.
struct Load {
  int threads = 1;
  int statements = 1;
  double seconds = 0;
};
[[nodiscard]] Timed run(const Load& load, const std::function<bool()>& once);

}  // namespace concordat::bench

// Counts of answers, as tables that people read and a test compares.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "core/recognition/answer.hpp"

namespace concordat::importers {

// What an answer came to: "undecided (fact-needed)".
[[nodiscard]] std::string verdict_of(recognition::Verdict verdict, recognition::Why why);
// What a route came to and how far: "recognised | EAL2, rest beyond".
[[nodiscard]] std::string reach_of(const recognition::RouteAnswer& route);

class Tally {
 public:
  // `at_home`: the market is the one that issued the certificate, which no arrangement limits.
  void add(Date date, bool at_home, const recognition::Answer& answer);

  [[nodiscard]] std::uint64_t answers() const { return answers_; }
  // Two tables in Markdown with a column for each day: what the answers came to, and what each
  // arrangement came to.
  [[nodiscard]] std::string markdown() const;

 private:
  using ByDay = std::map<Date, std::uint64_t>;
  using Table = std::map<std::string, ByDay>;  // by the first cells of a row

  [[nodiscard]] std::string table(const std::string& head, const std::string& rule,
                                  const Table& rows) const;

  std::uint64_t answers_ = 0;
  std::set<Date> days_;
  Table verdicts_;
  Table arrangements_;
};

}  // namespace concordat::importers

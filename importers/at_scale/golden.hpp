// Answers written out for people to read and for a test to compare: each certificate, the days on
// which its answers are the same, and on those days who answers what.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/recognition/answer.hpp"

namespace concordat::importers {

class Golden {
 public:
  // In the order of the days, for each certificate.
  void add(const std::string& number, const std::string& market, Date date,
           const recognition::Answer& answer);
  [[nodiscard]] std::string text() const;

 private:
  // Markets by what they answer, both in alphabetical order.
  using Answers = std::map<std::string, std::vector<std::string>>;

  std::map<std::string, std::map<Date, Answers>> certificates_;
};

// The first line in which two texts differ, as a person would be told; empty when none does.
[[nodiscard]] std::string first_difference(const std::string& kept, const std::string& came);

}  // namespace concordat::importers

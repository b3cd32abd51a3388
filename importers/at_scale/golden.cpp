#include "importers/at_scale/golden.hpp"

#include <sstream>

#include "importers/at_scale/tally.hpp"

namespace concordat::importers {
namespace {

// The verdict, then every instrument with what it came to.
std::string said(const recognition::Answer& answer) {
  std::string text = verdict_of(answer.verdict, answer.why);
  for (const recognition::RequirementAnswer& requirement : answer.requirements) {
    for (const recognition::RouteAnswer& route : requirement.routes) {
      text += "\n      " + route.instrument + " | " + reach_of(route);
    }
  }
  return text;
}

}  // namespace

void Golden::add(const std::string& number, const std::string& market, Date date,
                 const recognition::Answer& answer) {
  certificates_[number][date][said(answer)].push_back(market);
}

std::string Golden::text() const {
  std::string text;
  for (const auto& [number, days] : certificates_) {
    text += number + "\n";
    for (auto day = days.begin(); day != days.end();) {
      const Answers& answers = day->second;
      text += " ";
      for (; day != days.end() && day->second == answers; ++day) {
        text += " " + to_string(day->first);
      }
      text += "\n";
      for (const auto& [what, markets] : answers) {
        text += "   ";
        for (const std::string& market : markets) text += " " + market;
        text += ": " + what + "\n";
      }
    }
  }
  return text;
}

std::string first_difference(const std::string& kept, const std::string& came) {
  std::istringstream before(kept);
  std::istringstream after(came);
  for (int line = 1;; ++line) {
    std::string one;
    std::string other;
    const bool more = static_cast<bool>(std::getline(before, one));
    const bool also = static_cast<bool>(std::getline(after, other));
    if (!more && !also) return {};
    if (more == also && one == other) continue;
    return "line " + std::to_string(line) + "\n  kept: " + (more ? one : "(the end)") +
           "\n  came: " + (also ? other : "(the end)");
  }
}

}  // namespace concordat::importers

#include "importers/at_scale/tally.hpp"

namespace concordat::importers {
namespace {

std::string level_of(const recognition::RouteAnswer& route) {
  const recognition::Extent& extent = route.extent;
  if (route.outcome == recognition::Verdict::kNotRecognised) return "–";
  if (extent.level.empty() && extent.at_most.empty()) return extent.whole ? "whole" : "–";
  std::string level = extent.level.empty() ? "open" : extent.level;
  if (!extent.at_most.empty() && extent.at_most != extent.level) level += " to " + extent.at_most;
  level += extent.not_recognised.empty() ? ", nothing beyond" : ", rest beyond";
  if (!extent.missing.empty()) level += ", open: " + extent.missing;
  return level;
}

}  // namespace

std::string verdict_of(recognition::Verdict verdict, recognition::Why why) {
  std::string text(name(verdict));
  if (why != recognition::Why::kNone) text += " (" + std::string(name(why)) + ")";
  return text;
}

std::string reach_of(const recognition::RouteAnswer& route) {
  return verdict_of(route.outcome, route.why) + " | " + level_of(route);
}

void Tally::add(Date date, bool at_home, const recognition::Answer& answer) {
  ++answers_;
  days_.insert(date);
  ++verdicts_[verdict_of(answer.verdict, answer.why)][date];
  for (const recognition::RequirementAnswer& requirement : answer.requirements) {
    for (const recognition::RouteAnswer& route : requirement.routes) {
      const std::string under = route.instrument + (at_home ? ", at home" : "");
      ++arrangements_[under + " | " + reach_of(route)][date];
    }
  }
}

std::string Tally::table(const std::string& head, const std::string& rule,
                         const Table& rows) const {
  std::string text = "| " + head + " |";
  for (const Date day : days_) text += " " + to_string(day) + " |";
  text += "\n|" + rule + "|";
  for (std::size_t at = 0; at < days_.size(); ++at) text += "---:|";
  text += "\n";
  for (const auto& [cells, by_day] : rows) {
    text += "| " + cells + " |";
    for (const Date day : days_) {
      const auto found = by_day.find(day);
      text += " " + std::to_string(found == by_day.end() ? 0 : found->second) + " |";
    }
    text += "\n";
  }
  return text;
}

std::string Tally::markdown() const {
  return table("answer", "---", verdicts_) + "\n" +
         table("under | comes to | recognised up to", "---|---|---", arrangements_);
}

}  // namespace concordat::importers

#include "sim/property/key.hpp"

#include <algorithm>

namespace concordat::sim::property {
namespace {

using recognition::Answer;
using recognition::Condition;
using recognition::Extent;
using recognition::Finding;
using recognition::name;
using recognition::RequirementAnswer;
using recognition::RouteAnswer;
using recognition::Why;

std::string with(std::string_view outcome, Why why) {
  std::string text(outcome);
  if (why != Why::kNone) text += " " + std::string(name(why));
  return text;
}

std::string joined(std::vector<std::string> parts) {
  std::ranges::sort(parts);
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
  return text;
}

std::string told(const Extent& extent) {
  return std::string(extent.whole ? "whole" : "partial") + " level=" + extent.level +
         " at-most=" + extent.at_most + " inside=" + joined(extent.components) +
         " beyond=" + joined(extent.not_recognised) + " missing=" + extent.missing;
}

void add_findings(const std::vector<Finding>& findings, const std::string& place, Key& key) {
  for (const Finding& finding : findings) {
    key.push_back(place + " ! " + std::string(finding.code) + " " +
                  with(name(finding.bearing), finding.why));
  }
}

void add_conditions(const std::vector<Condition>& conditions, const std::string& place, Key& key) {
  for (const Condition& condition : conditions) {
    key.push_back(place + " ? " + std::string(condition.code) + " " + condition.timing + " " +
                  condition.verified_by);
  }
}

void add_route(const RouteAnswer& route, const std::string& requirement, Key& key) {
  const std::string place = requirement + " / " + std::string(name(route.route)) + " " +
                            route.instrument + " [" + joined(route.attestations) + "]";
  key.push_back(place + " = " + with(name(route.outcome), route.why) +
                (route.first_party ? " first-party" : ""));
  key.push_back(place + " ~ " + told(route.extent));
  add_findings(route.findings, place, key);
  add_conditions(route.conditions, place, key);
}

// Every line as often as it is told.
Key lines_of(const Answer& answer) {
  Key key;
  add_findings(answer.findings, "", key);
  for (const RequirementAnswer& requirement : answer.requirements) {
    const std::string place = "<" + requirement.requirement + ">";
    key.push_back(place + " = " + with(name(requirement.outcome), requirement.why));
    add_findings(requirement.findings, place, key);
    for (const RouteAnswer& route : requirement.routes) add_route(route, place, key);
  }
  std::ranges::sort(key);
  key.insert(key.begin(), "verdict " + with(name(answer.verdict), answer.why));
  return key;
}

}  // namespace

Key key_of(const Answer& answer) {
  Key key = lines_of(answer);
  key.erase(std::unique(key.begin(), key.end()), key.end());
  return key;
}

Key whole_key_of(const Answer& answer) {
  Key key = lines_of(answer);
  for (const RequirementAnswer& requirement : answer.requirements) {
    for (const RouteAnswer& route : requirement.routes) {
      for (const Condition& condition : route.conditions) {
        std::string line = requirement.requirement + " / " + route.instrument + " ? " +
                           std::string(condition.code);
        for (const auto& [argument, value] : condition.arguments) {
          line.append(" ").append(argument).append("=").append(value);
        }
        key.push_back(line);
      }
    }
  }
  return key;
}

}  // namespace concordat::sim::property

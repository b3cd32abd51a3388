// For tests: a small registry told in JSON, and questions asked of it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "core/facts/telling_for_test.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/recognition/codes.hpp"
#include "core/recognition/determine.hpp"

namespace concordat::recognition::testing {

using facts::telling::day;
using facts::telling::Words;

// Economies A, B and C, the area U with member A, and every leg required on every route, for both
// purposes.
class Registry : public facts::telling::Teller {
 public:
  Registry() {
    for (const std::string code : {"A", "B", "C"}) {
      fact("economy", R"({"code": ")" + code + R"(", "kind": "economy", "names": {"en": "x"}})");
    }
    fact("economy", R"({"code": "U", "kind": "area", "names": {"en": "Union"}})");
    fact("area-membership", R"({"area": "U", "member": "A"})");
    fact("route-matrix", matrix());
  }

  // A fact from 2000 on.
  facts::Ordinal fact(std::string_view type, const std::string& body) {
    return tell({.type = type, .body = body, .effective = R"({"from": "2000-01-01"})"});
  }
  facts::Ordinal fact(std::string_view type, const std::string& body, const std::string& from,
                      const std::string& until = "") {
    const std::string effective =
        R"({"from": ")" + from + (until.empty() ? "" : R"(", "until": ")" + until) + "\"}";
    return tell({.type = type, .body = body, .effective = effective});
  }
  // Suspends, reinstates or ends what the statement of that ordinal said.
  facts::Ordinal change(facts::Ordinal subject, const std::string& what, const std::string& from,
                        const std::string& cause = "") {
    const std::string effective = R"({"from": ")" + from + "\"}";
    const std::string body =
        R"({"subject": "s)" + std::to_string(subject) + R"(", "change": ")" + what + "\"}";
    const std::string members = cause.empty() ? "" : R"("cause": ")" + cause + "\"";
    return tell(
        {.type = "status-change", .body = body, .effective = effective, .members = members});
  }

  void body(const std::string& organisation, const std::string& economy) {
    fact("organisation", R"({"organisation": ")" + organisation +
                             R"(", "names": {"en": "x"}, "economy": ")" + economy +
                             R"(", "roles": ["conformity-assessment-body"]})");
  }

  [[nodiscard]] Answer ask(const std::string& question) {
    state.publish(state.size_applied());
    const auto json = json::read(question);
    REQUIRE(json);
    const auto read = question_from_json(*json);
    if (!read) FAIL(read.error().code << " at " << read.error().place);
    const Answer answer = determine(state, *read);
    check_codes(answer);
    return answer;
  }

  // Whatever a test asks: every code is in the catalogue, with the arguments named there.
  static void check_codes(const Answer& answer) {
    const auto check = [](std::string_view code, const Arguments& arguments) {
      const auto entry = std::ranges::find(all_codes(), code, &CodeEntry::code);
      REQUIRE_MESSAGE(entry != all_codes().end(), std::string(code));
      const std::string known = " " + std::string(entry->arguments) + " certificate ";
      for (const auto& [name, value] : arguments) {
        CHECK_MESSAGE(known.find(" " + std::string(name) + " ") != std::string::npos,
                      std::string(code) << " " << std::string(name));
      }
    };
    for (const Finding& finding : answer.findings) check(finding.code, finding.arguments);
    for (const Condition& it : answer.conditions) check(it.code, it.arguments);
    for (const Cure& cure : answer.cures) {
      for (const CureStep& step : cure.steps) check(step.code, {});
    }
    for (const RequirementAnswer& requirement : answer.requirements) {
      for (const Finding& it : requirement.findings) check(it.code, it.arguments);
      for (const RouteAnswer& route : requirement.routes) {
        for (const Finding& it : route.findings) check(it.code, it.arguments);
      }
    }
  }

  static std::string matrix() {
    std::string cells;
    for (const std::string purpose : {"recognition", "market-access"}) {
      for (const std::string route : {"R0", "R1", "R2", "R3", "R4", "R5", "R6", "R7"}) {
        for (const std::string leg :
             {"authenticity", "entitlement", "coverage", "currency", "competence", "acceptance",
              "instrument", "presumption", "equivalence", "measures"}) {
          if (!cells.empty()) cells += ",";
          cells += R"({"route": ")" + route + R"(", "leg": ")" + leg + R"(", "purpose": ")" +
                   purpose + R"(", "need": "required"})";
        }
      }
    }
    return R"({"cells": [)" + cells + "]}";
  }
};

// Whether a code stands among the findings of the answer, anywhere.
inline const Finding* find(const Answer& answer, std::string_view code) {
  const auto in = [&](const std::vector<Finding>& findings) -> const Finding* {
    const auto found = std::ranges::find(findings, code, &Finding::code);
    return found == findings.end() ? nullptr : &*found;
  };
  if (const Finding* found = in(answer.findings)) return found;
  for (const RequirementAnswer& requirement : answer.requirements) {
    if (const Finding* found = in(requirement.findings)) return found;
    for (const RouteAnswer& route : requirement.routes) {
      if (const Finding* found = in(route.findings)) return found;
    }
  }
  return nullptr;
}

inline bool has(const Answer& answer, std::string_view code) {
  return find(answer, code) != nullptr;
}

inline Bearing bearing(const Answer& answer, std::string_view code) {
  const Finding* found = find(answer, code);
  REQUIRE_MESSAGE(found, std::string(code) << " in " << json::pretty(to_json(answer)));
  return found->bearing;
}

inline std::string argument(const Finding& finding, std::string_view name) {
  for (const auto& [key, value] : finding.arguments) {
    if (key == name) return value;
  }
  return {};
}

inline bool cured_by(const Answer& answer, std::string_view code) {
  return std::ranges::any_of(answer.cures, [&](const Cure& cure) {
    return cure.steps.size() == 1 && cure.steps.front().code == code;
  });
}

// The verdict with its why, as one word for messages: "undecided no-decision".
inline std::string said(const Answer& answer) {
  std::string text(name(answer.verdict));
  if (answer.why != Why::kNone) text += " " + std::string(name(answer.why));
  return text;
}

}  // namespace concordat::recognition::testing

#include "scenarios/check.hpp"

#include <algorithm>

namespace concordat::scenarios {
namespace {

using json::Value;

std::string text_of(const Value& value) {
  if (const std::string* text = value.as_string()) return *text;
  if (const bool* truth = value.as_bool()) return *truth ? "true" : "false";
  if (const std::int64_t* number = value.as_integer()) return std::to_string(*number);
  return {};
}

std::string with_why(const Value& of, std::string_view member) {
  std::string text(of.text(member));
  if (!of.text("why").empty() && of.text("why") != "none")
    text += " " + std::string(of.text("why"));
  return text;
}

std::string joined(const json::Array& list) {
  std::string text;
  for (const Value& element : list) text += (text.empty() ? "" : ",") + text_of(element);
  return text;
}

// A finding or route with where it stands.
struct Found {
  const Value* value = nullptr;
  std::string_view requirement;
  const Value* route = nullptr;  // null: not within a route
};

std::vector<Found> routes_of(const Value& answer) {
  std::vector<Found> found;
  for (const Value& requirement : answer.array("requirements")) {
    for (const Value& route : requirement.array("routes")) {
      found.push_back({&route, requirement.text("requirement"), &route});
    }
  }
  return found;
}

std::vector<Found> findings_of(const Value& answer) {
  std::vector<Found> found;
  for (const Value& finding : answer.array("findings")) found.push_back({&finding, "", nullptr});
  for (const Value& requirement : answer.array("requirements")) {
    for (const Value& finding : requirement.array("findings")) {
      found.push_back({&finding, requirement.text("requirement"), nullptr});
    }
    for (const Value& route : requirement.array("routes")) {
      for (const Value& finding : route.array("findings")) {
        found.push_back({&finding, requirement.text("requirement"), &route});
      }
    }
  }
  return found;
}

// ---- what a line asks -----------------------------------------------------------------------

struct Wanted {
  std::string_view route;
  std::string_view via;
  std::string_view requirement;
  std::string_view by;      // of a cure; verified-by of a condition
  std::string_view extent;  // of a route
  std::string_view at_most;
  std::string_view missing;
  bool whole = false;
  std::vector<std::string_view> rest;  // what is no keyword, in order
};

Wanted wanted_of(const Line& line, std::size_t begin) {
  Wanted wanted;
  for (std::size_t at = begin; at < line.words.size(); ++at) {
    const std::string_view word = line.word(at);
    const std::string_view next = line.word(at + 1);
    std::string_view* target = nullptr;
    if (word == "on") target = &wanted.route;
    if (word == "via") target = &wanted.via;
    if (word == "for") target = &wanted.requirement;
    if (word == "by" || word == "verified-by") target = &wanted.by;
    if (word == "extent") target = &wanted.extent;
    if (word == "at-most") target = &wanted.at_most;
    if (word == "missing") target = &wanted.missing;
    if (target) {
      *target = next;
      ++at;
    } else if (word == "whole") {
      wanted.whole = true;
    } else {
      wanted.rest.push_back(word);
    }
  }
  return wanted;
}

bool arguments_fit(const Value& of, const Line& line) {
  return std::ranges::all_of(line.members, [&](const Member& member) {
    const Value* arguments = of.find("arguments");
    const Value* value = arguments ? arguments->find(member.name) : nullptr;
    return value && text_of(*value) == member.values.front().text;
  });
}

bool place_fits(const Found& found, const Wanted& wanted) {
  if (!wanted.requirement.empty() && found.requirement != wanted.requirement) return false;
  if (!wanted.route.empty() && (!found.route || found.route->text("route") != wanted.route)) {
    return false;
  }
  return wanted.via.empty() || (found.route && found.route->text("instrument") == wanted.via);
}

bool extent_fits(const Value* extent, const Wanted& wanted) {
  if (wanted.extent.empty() && wanted.at_most.empty() && wanted.missing.empty() && !wanted.whole) {
    return true;
  }
  if (!extent) return false;
  if (wanted.whole && !extent->boolean("whole")) return false;
  if (!wanted.extent.empty() && extent->text("level") != wanted.extent) return false;
  if (!wanted.at_most.empty() && extent->text("atMost") != wanted.at_most) return false;
  return wanted.missing.empty() || extent->text("missing") == wanted.missing;
}

bool outcome_fits(const Value& of, const std::vector<std::string_view>& rest) {
  if (!rest.empty() && of.text("outcome") != rest[0]) return false;
  return rest.size() < 2 || of.text("why") == rest[1];
}

// ---- single expectations --------------------------------------------------------------------

bool has_route(const Value& answer, const Line& line, std::size_t begin) {
  Wanted wanted = wanted_of(line, begin);
  if (wanted.rest.empty()) return false;
  wanted.route = wanted.rest.front();
  wanted.rest.erase(wanted.rest.begin());
  return std::ranges::any_of(routes_of(answer), [&](const Found& found) {
    return place_fits(found, wanted) && outcome_fits(*found.value, wanted.rest) &&
           extent_fits(found.value->find("extent"), wanted);
  });
}

bool has_finding(const Value& answer, const Line& line, std::size_t begin) {
  const Wanted wanted = wanted_of(line, begin);
  if (wanted.rest.empty()) return false;
  return std::ranges::any_of(findings_of(answer), [&](const Found& found) {
    if (found.value->text("code") != wanted.rest[0]) return false;
    if (wanted.rest.size() > 1 && found.value->text("bearing") != wanted.rest[1]) return false;
    return place_fits(found, wanted) && arguments_fit(*found.value, line);
  });
}

bool has_condition(const Value& answer, const Line& line, std::size_t begin) {
  const Wanted wanted = wanted_of(line, begin);
  return std::ranges::any_of(answer.array("conditions"), [&](const Value& condition) {
    if (wanted.rest.empty() || condition.text("code") != wanted.rest[0]) return false;
    if (wanted.rest.size() > 1 && condition.text("timing") != wanted.rest[1]) return false;
    if (!wanted.by.empty() && condition.text("verifiedBy") != wanted.by) return false;
    return arguments_fit(condition, line);
  });
}

bool has_cure(const Value& answer, const Line& line, std::size_t begin) {
  const Wanted wanted = wanted_of(line, begin);
  for (const Value& cure : answer.array("cures")) {
    for (const Value& step : cure.array("steps")) {
      if (wanted.rest.empty() || step.text("code") != wanted.rest[0]) continue;
      if (!wanted.by.empty() && step.text("by") != wanted.by) continue;
      if (arguments_fit(step, line)) return true;
    }
  }
  return wanted.rest.empty() && !answer.array("cures").empty();
}

bool is_cheapest_cure(const Value& answer, const Line& line) {
  const json::Array& cures = answer.array("cures");
  if (cures.empty()) return false;
  std::vector<std::string> wanted;
  for (std::size_t at = 1; at < line.words.size(); ++at) wanted.emplace_back(line.word(at));
  std::vector<std::string> actual;
  for (const Value& step : cures.front().array("steps")) actual.emplace_back(step.text("code"));
  std::ranges::sort(wanted);
  std::ranges::sort(actual);
  return wanted == actual;
}

bool requirement_fits(const Value& answer, const Line& line) {
  const std::string_view id = line.word(1) == "-" ? std::string_view{} : line.word(1);
  const Wanted wanted = wanted_of(line, 2);
  return std::ranges::any_of(answer.array("requirements"), [&](const Value& requirement) {
    return requirement.text("requirement") == id && outcome_fits(requirement, wanted.rest);
  });
}

bool extent_line_fits(const Value& answer, const Line& line) {
  const Value* extent = answer.find("extent");
  if (!extent) return false;
  if (line.word(1) == "whole") return extent->boolean("whole");
  if (extent->text("level") != line.word(1)) return false;
  return line.word(2) != "at-most" || extent->text("atMost") == line.word(3);
}

std::string end_of(const Value& stable, std::string_view member) {
  const std::string_view text = stable.text(member);
  return text.empty() || text.ends_with("infinity") ? "always" : std::string(text);
}

bool stable_fits(const Value& answer, const Line& line) {
  const Value* stable = answer.find("stable");
  return stable && line.word(2) == ".." && end_of(*stable, "from") == line.word(1) &&
         end_of(*stable, "until") == line.word(3);
}

bool next_fits(const Value& answer, const Line& line) {
  return std::ranges::any_of(answer.array("lookAhead"), [&](const Value& change) {
    return change.text("date") == line.word(1) && change.text("verdict") == line.word(2) &&
           (line.word(3).empty() || change.text("why") == line.word(3));
  });
}

bool holds(const Value& answer, const Line& line) {
  const std::string_view key = line.word(0);
  const bool is_negated = key == "no";
  const std::string_view kind = is_negated ? line.word(1) : key;
  const std::size_t begin = is_negated ? 2 : 1;
  if (kind == "route") return has_route(answer, line, begin) != is_negated;
  if (kind == "finding") return has_finding(answer, line, begin) != is_negated;
  if (kind == "condition") return has_condition(answer, line, begin) != is_negated;
  if (kind == "cure") return has_cure(answer, line, begin) != is_negated;
  const Value* extent = answer.find("extent");
  if (key == "verdict") {
    return answer.text("verdict") == line.word(1) &&
           (line.word(2).empty() || answer.text("why") == line.word(2));
  }
  if (key == "requirement") return requirement_fits(answer, line);
  if (key == "cheapest-cure") return is_cheapest_cure(answer, line);
  if (key == "extent") return extent_line_fits(answer, line);
  if (key == "components") return extent && joined(extent->array("components")) == line.word(1);
  if (key == "beyond") return extent && joined(extent->array("notRecognised")) == line.word(1);
  if (key == "missing") return extent && extent->text("missing") == line.word(1);
  if (key == "stable") return stable_fits(answer, line);
  if (key == "next") return next_fits(answer, line);
  return false;  // what is no expectation never holds, so that a slip of the pen is seen
}

std::string as_written(const Line& line) {
  std::string text;
  for (const Written& word : line.words) text += (text.empty() ? "" : " ") + word.text;
  for (const Member& member : line.members) {
    text += " " + member.name + "=" + member.values.front().text;
  }
  return text;
}

std::string extent_text(const Value* extent) {
  if (!extent) return "no extent";
  if (extent->boolean("whole")) return "whole";
  std::string text = std::string(extent->text("level"));
  if (!extent->text("atMost").empty()) text += " at-most " + std::string(extent->text("atMost"));
  text += " components " + joined(extent->array("components"));
  text += " beyond " + joined(extent->array("notRecognised"));
  if (!extent->text("missing").empty()) text += " missing " + std::string(extent->text("missing"));
  return text;
}

std::string arguments_text(const Value& of) {
  std::string text;
  const Value* arguments = of.find("arguments");
  if (!arguments || !arguments->as_object()) return text;
  for (const auto& [name, value] : *arguments->as_object())
    text += " " + name + "=" + text_of(value);
  return text;
}

std::string finding_text(const Value& finding) {
  return std::string(finding.text("code")) + " " + std::string(finding.text("bearing")) +
         arguments_text(finding);
}

std::string actual_of(const Value& answer, const Line& line) {
  const std::string_view kind = line.word(0) == "no" ? line.word(1) : line.word(0);
  const Value* extent = answer.find("extent");
  if (kind == "verdict") return with_why(answer, "verdict");
  if (kind == "extent" || kind == "components" || kind == "beyond" || kind == "missing") {
    return extent_text(extent);
  }
  if (kind == "stable" && answer.find("stable")) {
    return end_of(*answer.find("stable"), "from") + " .. " +
           end_of(*answer.find("stable"), "until");
  }
  return "see below";
}

void look_for_holes(const Value& value, const Value& catalogue, std::vector<std::string>& found) {
  if (const json::Array* elements = value.as_array()) {
    for (const Value& element : *elements) look_for_holes(element, catalogue, found);
  }
  const json::Object* object = value.as_object();
  if (!object) return;
  for (const auto& [name, member] : *object) {
    if (name != "question") look_for_holes(member, catalogue, found);
  }
  const Value* code = object->find("code");
  if (!code || !code->as_string()) return;
  const std::string_view sentence = catalogue.text(*code->as_string());
  if (sentence.empty()) found.push_back(*code->as_string() + " has no sentence");
  const Value* arguments = object->find("arguments");
  for (std::size_t open = sentence.find('{'); open != std::string_view::npos;
       open = sentence.find('{', open + 1)) {
    const std::string_view name = sentence.substr(open + 1, sentence.find('}', open) - open - 1);
    if (arguments && arguments->find(name)) continue;
    found.push_back(*code->as_string() + " has nothing for {" + std::string(name) + "}");
  }
}

}  // namespace

std::vector<std::string> holes(const Value& answer, const Value& catalogue) {
  std::vector<std::string> found;
  look_for_holes(answer, catalogue, found);
  return found;
}

std::vector<Miss> check(const Value& answer, const std::vector<Line>& lines) {
  std::vector<Miss> misses;
  for (const Line& line : lines) {
    if (holds(answer, line)) continue;
    misses.push_back(
        {.line = line.number, .expected = as_written(line), .actual = actual_of(answer, line)});
  }
  return misses;
}

std::string summary(const Value& answer) {
  std::string text = "verdict " + with_why(answer, "verdict") + "\n";
  text += "extent " + extent_text(answer.find("extent")) + "\n";
  for (const Value& finding : answer.array("findings")) text += finding_text(finding) + "\n";
  for (const Value& requirement : answer.array("requirements")) {
    const std::string_view id = requirement.text("requirement");
    text += "requirement " + std::string(id.empty() ? "-" : id) + " " +
            with_why(requirement, "outcome") + "\n";
    for (const Value& finding : requirement.array("findings")) {
      text += "  " + finding_text(finding) + "\n";
    }
    for (const Value& route : requirement.array("routes")) {
      text += "  route " + std::string(route.text("route")) + " via " +
              std::string(route.text("instrument")) + " " + with_why(route, "outcome") + ", " +
              extent_text(route.find("extent")) + "\n";
      for (const Value& finding : route.array("findings")) {
        text += "    " + finding_text(finding) + "\n";
      }
    }
  }
  for (const Value& condition : answer.array("conditions")) {
    text += "condition " + std::string(condition.text("code")) + " " +
            std::string(condition.text("timing")) + " verified-by " +
            std::string(condition.text("verifiedBy")) + arguments_text(condition) + "\n";
  }
  for (const Value& cure : answer.array("cures")) {
    text += "cures:";
    for (const Value& step : cure.array("steps")) {
      text += " " + std::string(step.text("code")) + " by " + std::string(step.text("by")) +
              arguments_text(step) + ";";
    }
    text += "\n";
  }
  if (const Value* stable = answer.find("stable")) {
    text += "stable " + end_of(*stable, "from") + " .. " + end_of(*stable, "until") + "\n";
  }
  for (const Value& change : answer.array("lookAhead")) {
    text += "next " + std::string(change.text("date")) + " " + with_why(change, "verdict") + "\n";
  }
  return text;
}

}  // namespace concordat::scenarios

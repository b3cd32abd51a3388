// An answer as an officer reads it: the verdict, how far it goes, what each route rests on, what is
// missing, what would cure it, how long it stays so, and on what it can be checked.
#include <algorithm>

#include "cli/print.hpp"
#include "core/base/bidi.hpp"

namespace concordat::cli {
namespace {

class AnswerText {
 public:
  AnswerText(const Messages& messages, std::string language)
      : messages_(messages), language_(std::move(language)) {}

  std::string of(const json::Value& answer) {
    headline(answer);
    for (const json::Value& finding : answer.array("findings")) entry(finding, "  ");
    for (const json::Value& requirement : answer.array("requirements")) one(requirement);
    section("text.conditions", answer.array("conditions"));
    cures(answer.array("cures"));
    changes(answer);
    const json::Value* as_of = answer.find("asOf");
    line("");
    line(say("text.as-of", {{"origin", std::string(as_of->text("origin"))},
                            {"size", std::to_string(as_of->integer("size"))},
                            {"root", std::string(as_of->text("root"))}}));
    text_.pop_back();
    return std::move(text_);
  }

 private:
  std::string say(std::string_view code, const MessageArguments& arguments = {}) const {
    return messages_.sentence(language_, code, arguments);
  }

  // The sentence of a finding, condition or cure step: its code with its arguments.
  std::string sentence(const json::Value& coded) const {
    MessageArguments arguments;
    if (const json::Value* given = coded.find("arguments"); given && given->as_object()) {
      for (const auto& [name, value] : *given->as_object()) {
        if (const std::string* text = value.as_string()) arguments.emplace_back(name, *text);
      }
    }
    return say(coded.text("code"), arguments);
  }

  void line(const std::string& content) { text_ += content + "\n"; }

  std::string outcome_of(const json::Value& judged, std::string_view family,
                         std::string_view member) const {
    std::string said = say(std::string(family) + "." + std::string(judged.text(member)));
    if (const std::string_view why = judged.text("why"); !why.empty()) {
      said += " — " + say("why." + std::string(why));
    }
    return said;
  }

  // "up to EAL2; not EAL5, ALC_DVS.2": nothing where no levels are, or nothing is recognised.
  std::string extent_of(const json::Value& judged, std::string_view outcome) const {
    const json::Value* extent = judged.find("extent");
    if (extent == nullptr || extent->text("level").empty() || outcome == "not-recognised")
      return {};
    std::string level(extent->text("level"));
    if (const std::string_view most = extent->text("atMost"); !most.empty() && most != level) {
      level += "–" + std::string(most);
    }
    if (extent->boolean("whole", true)) return say("text.extent-whole", {{"level", level}});
    std::string beyond;
    for (const json::Value& part : extent->array("notRecognised")) {
      const std::string* const named = part.as_string();
      if (named == nullptr) continue;
      if (!beyond.empty()) beyond += ", ";
      beyond += *named;
    }
    return say("text.extent-partial", {{"level", level}, {"beyond", beyond}});
  }

  void headline(const json::Value& answer) {
    const json::Value* question = answer.find("question");
    std::string subject;
    for (const json::Value& attestation : question->array("attestations")) {
      if (!subject.empty()) subject += ", ";
      subject += attestation.text("number");
    }
    line(say("text.question", {{"subject", subject},
                               {"market", std::string(question->text("market"))},
                               {"date", std::string(question->text("date"))}}));
    line("");
    line("  " + outcome_of(answer, "verdict", "verdict"));
    if (const std::string extent = extent_of(answer, answer.text("verdict")); !extent.empty())
      line("  " + extent);
  }

  static std::string_view mark_of(std::string_view bearing) {
    if (bearing == "holds") return "+";
    if (bearing == "fails") return "x";
    if (bearing == "open") return "?";
    if (bearing == "condition") return "!";
    return "-";
  }

  void entry(const json::Value& finding, const std::string& indent) {
    std::string evidence;
    for (const json::Value& index : finding.array("evidence")) {
      const std::int64_t* const number = index.as_integer();
      if (number == nullptr) continue;
      evidence += evidence.empty() ? " [" : ", ";
      evidence += std::to_string(*number);
    }
    if (!evidence.empty()) evidence += "]";
    line(indent + std::string(mark_of(finding.text("bearing"))) + " " + sentence(finding) +
         evidence);
  }

  void one(const json::Value& requirement) {
    line("");
    const std::string_view name = requirement.text("requirement");
    line((name.empty() ? say("text.attestation-itself") : bidi_isolate(name)) + say("text.colon") +
         outcome_of(requirement, "outcome", "outcome"));
    for (const json::Value& finding : requirement.array("findings")) entry(finding, "  ");
    for (const json::Value& route : requirement.array("routes")) {
      std::string head = "  " + std::string(route.text("route"));
      if (const std::string_view instrument = route.text("instrument"); !instrument.empty()) {
        head += " " + bidi_isolate(instrument);
      }
      line(head + say("text.colon") + outcome_of(route, "verdict", "outcome"));
      if (const std::string extent = extent_of(route, route.text("outcome")); !extent.empty())
        line("    " + extent);
      for (const json::Value& finding : route.array("findings")) {
        if (finding.text("need") != "not-applicable") entry(finding, "    ");
      }
    }
  }

  void section(std::string_view title, const json::Array& entries) {
    if (entries.empty()) return;
    line("");
    line(say(title));
    for (const json::Value& each : entries) {
      std::string timing;
      if (const std::string_view when = each.text("timing"); !when.empty()) {
        timing = " (" + say("timing." + std::string(when)) + ")";
      }
      line("  ! " + sentence(each) + timing);
    }
  }

  void cures(const json::Array& cures) {
    if (cures.empty()) return;
    line("");
    line(say("text.cures"));
    for (const json::Value& cure : cures) {
      std::string steps;
      for (const json::Value& step : cure.array("steps")) {
        if (!steps.empty()) steps += " + ";
        steps += sentence(step) + " (" + say("by." + std::string(step.text("by"))) + ")";
      }
      line("  * " + steps);
    }
  }

  void changes(const json::Value& answer) {
    const json::Value* const stable = answer.find("stable");
    if (stable == nullptr) return;
    line("");
    const std::string_view from = stable->text("from");
    const std::string_view until = stable->text("until");
    const std::string_view code = from.empty() && until.empty() ? "text.stable-always"
                                  : until.empty()               ? "text.stable-open"
                                  : from.empty()                ? "text.stable-until"
                                                                : "text.stable";
    line(say(code, {{"from", std::string(from)}, {"until", std::string(until)}}));
    for (const json::Value& change : answer.array("lookAhead")) {
      line("  " + bidi_isolate(change.text("date")) + say("text.colon") +
           outcome_of(change, "verdict", "verdict"));
    }
  }

  const Messages& messages_;
  std::string language_;
  std::string text_;
};

}  // namespace

std::string answer_text(const json::Value& answer, const Messages& messages,
                        const std::string& language) {
  return AnswerText(messages, language).of(answer);
}

}  // namespace concordat::cli

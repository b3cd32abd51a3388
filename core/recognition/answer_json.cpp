// The answer as JSON: spec/formats/determination.md. Written once, for answers in words and for
// determinations whose words stand in the tables: a server prints those without making words first.
#include <optional>
#include <span>

#include "core/json/printer.hpp"
#include "core/json/read.hpp"
#include "core/recognition/as_of.hpp"

namespace concordat::recognition {
namespace {

using json::Printer;

// How to read an answer in words.
struct InWords {
  using AnyFinding = Finding;
  using AnyCondition = Condition;
  using AnyExtent = Extent;
  using AnyStep = CureStep;
  using AnyCure = Cure;
  using AnyRoute = RouteAnswer;
  using AnyRequirement = RequirementAnswer;
  using AnyAnswer = Answer;

  [[nodiscard]] static std::string_view text(std::string_view text) { return text; }
  [[nodiscard]] static const Arguments& arguments(const Arguments& arguments) { return arguments; }
  [[nodiscard]] static const Extent& extent(const Extent& extent) { return extent; }
  [[nodiscard]] static std::span<const Change> changes(const Answer& answer) {
    return answer.look_ahead;
  }
  static void print_arguments(Printer& print, const Arguments& arguments) {
    if (arguments.empty()) return;
    print.name("arguments");
    print.begin_object();
    for (const auto& [name, value] : arguments) print.member(name, value);
    print.end_object();
  }
};

// How to read a determination.
struct InTables {
  using AnyFinding = TerseFinding;
  using AnyCondition = TerseCondition;
  using AnyExtent = TerseExtent;
  using AnyStep = TerseStep;
  using AnyCure = TerseCure;
  using AnyRoute = TerseRoute;
  using AnyRequirement = TerseRequirement;
  using AnyAnswer = Determination;

  const facts::Tables& tables;
  TerseExtent whole = {};  // of what has no extent of its own

  [[nodiscard]] std::string_view text(Id id) const { return tables.text(id); }
  [[nodiscard]] static std::string_view text(std::string_view text) { return text; }
  [[nodiscard]] Arguments arguments(std::span<const Named> named) const {
    return told(named, tables);
  }
  [[nodiscard]] const TerseExtent& extent(const TerseExtent* extent) const {
    return extent ? *extent : whole;
  }
  [[nodiscard]] static std::span<const Change> changes(const Determination& answer) {
    return answer.look_ahead();
  }
  void print_arguments(Printer& print, std::span<const Named> named) const {
    bool any = false;
    for (const Named& argument : named) {
      if (argument.unsaid(tables)) continue;
      if (!any) {
        print.name("arguments");
        print.begin_object();
        any = true;
      }
      print.name(argument.name());
      print_value(print, argument);
    }
    if (any) print.end_object();
  }

 private:
  void print_value(Printer& print, const Named& argument) const {
    switch (argument.kind()) {
      case Named::Kind::kText:
        return print.value(argument.text());
      case Named::Kind::kId:
        return print.value(tables.text(argument.id()));
      case Named::Kind::kDate:
      case Named::Kind::kNumber:
        return print.word(argument.value(tables));
    }
  }
};

// `Words` is one of the two above; what it reads follows from it.
template <class Words>
class AnswerPrinter {
 public:
  AnswerPrinter(Printer& print, Words words, const Speaker* speaker)
      : print_(print), words_(words), speaker_(speaker) {}

  void members(const typename Words::AnyAnswer& answer) {
    word("verdict", name(answer.verdict));
    why(answer.why);
    // Where nothing is accepted there is no extent to speak of.
    if (answer.verdict == Verdict::kRecognised || answer.verdict == Verdict::kConditional ||
        answer.verdict == Verdict::kEvidenceAccepted) {
      extent(words_.extent(answer.extent));
    }
    each("findings", answer.findings);
    each("requirements", answer.requirements);
    each("conditions", answer.conditions);
    each("cures", answer.cures);
    stable(answer.stable);
    each("lookAhead", words_.changes(answer));
  }

 private:
  void word(std::string_view member, std::string_view literal) {
    print_.name(member);
    print_.word(literal);
  }

  void each(std::string_view member, const auto& elements) {
    print_.name(member);
    print_.begin_array();
    for (const auto& element : elements) one(element);
    print_.end_array();
  }
  void texts(std::string_view member, const auto& elements) {
    print_.name(member);
    print_.begin_array();
    for (const auto& element : elements) print_.value(words_.text(element));
    print_.end_array();
  }
  void evidence(std::span<const Ordinal> indices) {
    print_.name("evidence");
    print_.begin_array();
    for (const Ordinal index : indices) print_.value(index);
    print_.end_array();
  }

  void text_unless_empty(std::string_view member, std::string_view text) {
    if (!text.empty()) print_.member(member, text);
  }

  void why(Why why) {
    if (why != Why::kNone) word("why", name(why));
  }

  // Ends an object that has a code.
  void end_said(std::string_view code, const auto& arguments) {
    if (speaker_) print_.member("sentence", speaker_->say(code, words_.arguments(arguments)));
    print_.end_object();
  }

  void one(const typename Words::AnyFinding& finding) {
    print_.begin_object();
    word("leg", name(finding.leg));
    word("code", finding.code);
    word("bearing", name(finding.bearing));
    word("need", name(finding.need));
    why(finding.why);
    words_.print_arguments(print_, finding.arguments);
    evidence(finding.evidence);
    end_said(finding.code, finding.arguments);
  }

  void one(const typename Words::AnyCondition& condition) {
    print_.begin_object();
    word("code", condition.code);
    print_.member("timing", condition.timing);
    print_.member("verifiedBy", condition.verified_by);
    words_.print_arguments(print_, condition.arguments);
    evidence(condition.evidence);
    end_said(condition.code, condition.arguments);
  }

  void extent(const typename Words::AnyExtent& extent) {
    print_.name("extent");
    print_.begin_object();
    print_.member("whole", extent.whole);
    text_unless_empty("scale", words_.text(extent.scale));
    text_unless_empty("level", words_.text(extent.level));
    text_unless_empty("atMost", words_.text(extent.at_most));
    if (!extent.components.empty()) texts("components", extent.components);
    if (!extent.not_recognised.empty()) texts("notRecognised", extent.not_recognised);
    text_unless_empty("missing", extent.missing);
    print_.end_object();
  }

  void one(const typename Words::AnyStep& step) {
    print_.begin_object();
    word("code", step.code);
    word("by", step.by);
    print_.member("cost", step.cost);
    words_.print_arguments(print_, step.arguments);
    end_said(step.code, step.arguments);
  }

  void one(const typename Words::AnyCure& cure) {
    print_.begin_object();
    print_.member("cost", cure.cost);
    each("steps", cure.steps);
    print_.end_object();
  }

  void one(const typename Words::AnyRoute& route) {
    print_.begin_object();
    word("route", name(route.route));
    if (route.first_party) print_.member("firstParty", true);
    text_unless_empty("instrument", words_.text(route.instrument));
    texts("attestations", route.attestations);
    word("outcome", name(route.outcome));
    why(route.why);
    extent(words_.extent(route.extent));
    each("findings", route.findings);
    each("conditions", route.conditions);
    print_.end_object();
  }

  void one(const typename Words::AnyRequirement& requirement) {
    print_.begin_object();
    // The attestation itself has no requirement's name.
    text_unless_empty("requirement", words_.text(requirement.requirement));
    word("outcome", name(requirement.outcome));
    why(requirement.why);
    each("findings", requirement.findings);
    each("routes", requirement.routes);
    print_.end_object();
  }

  // Half-open; an end that is not there is open.
  void stable(const DateSpan& span) {
    print_.name("stable");
    print_.begin_object();
    if (span.from != kBeginning) word("from", to_string(span.from));
    if (span.until != kForever) word("until", to_string(span.until));
    print_.end_object();
  }

  void one(const Change& change) {
    print_.begin_object();
    word("date", to_string(change.date));
    word("verdict", name(change.verdict));
    why(change.why);
    print_.end_object();
  }

  Printer& print_;
  Words words_;
  const Speaker* speaker_;
};

}  // namespace

void print_members(Printer& print, const Answer& answer) {
  AnswerPrinter<InWords>(print, {}, nullptr).members(answer);
}

void print_members(Printer& print, const Determination& determination, const Speaker* speaker) {
  AnswerPrinter<InTables>(print, {*determination.tables}, speaker).members(determination);
}

namespace {

void print_whole(Printer& print, const auto& answer) {
  print.begin_object();
  print_members(print, answer);
  print.name("asOf");
  print.begin_object();
  print.member("size", answer.as_of);
  print.member("semanticsVersion", answer.semantics_version);
  print.end_object();
  print.end_object();
}

}  // namespace

std::string to_text(const Answer& answer) {
  Printer printer;
  print_whole(printer, answer);
  return std::move(printer).take();
}

void print(Printer& printer, const Determination& determination) {
  print_whole(printer, determination);
}

json::Value to_json(const Answer& answer) {
  return json::read(to_text(answer)).value_or(json::Value());
}

}  // namespace concordat::recognition

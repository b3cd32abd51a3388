// The answer as JSON: spec/formats/determination.md.
#include "core/json/printer.hpp"
#include "core/json/read.hpp"
#include "core/recognition/answer.hpp"

namespace concordat::recognition {
namespace {

using json::Printer;

// A list finds these before they are defined.
void print_value(Printer& print, const Finding& finding);
void print_value(Printer& print, const Condition& condition);
void print_value(Printer& print, const CureStep& step);
void print_value(Printer& print, const Cure& cure);
void print_value(Printer& print, const RouteAnswer& route);
void print_value(Printer& print, const RequirementAnswer& requirement);
void print_value(Printer& print, const Change& change);

void print_value(Printer& print, Ordinal index) { print.value(index); }
void print_value(Printer& print, const std::string& text) { print.value(text); }

template <class T>
void print_list(Printer& print, std::string_view name, const std::vector<T>& elements) {
  print.name(name);
  print.begin_array();
  for (const T& element : elements) print_value(print, element);
  print.end_array();
}

void print_text_unless_empty(Printer& print, std::string_view name, const std::string& text) {
  if (!text.empty()) print.member(name, text);
}

void print_why(Printer& print, Why why) {
  if (why != Why::kNone) print.member("why", name(why));
}

void print_arguments(Printer& print, const Arguments& arguments) {
  if (arguments.empty()) return;
  print.name("arguments");
  print.begin_object();
  for (const auto& [name, value] : arguments) print.member(name, value);
  print.end_object();
}

void print_value(Printer& print, const Finding& finding) {
  print.begin_object();
  print.member("leg", name(finding.leg));
  print.member("code", finding.code);
  print.member("bearing", name(finding.bearing));
  print.member("need", name(finding.need));
  print_why(print, finding.why);
  print_arguments(print, finding.arguments);
  print_list(print, "evidence", finding.evidence);
  print.end_object();
}

void print_value(Printer& print, const Condition& condition) {
  print.begin_object();
  print.member("code", condition.code);
  print.member("timing", condition.timing);
  print.member("verifiedBy", condition.verified_by);
  print_arguments(print, condition.arguments);
  print_list(print, "evidence", condition.evidence);
  print.end_object();
}

void print_extent(Printer& print, const Extent& extent) {
  print.name("extent");
  print.begin_object();
  print.member("whole", extent.whole);
  print_text_unless_empty(print, "scale", extent.scale);
  print_text_unless_empty(print, "level", extent.level);
  print_text_unless_empty(print, "atMost", extent.at_most);
  if (!extent.components.empty()) print_list(print, "components", extent.components);
  if (!extent.not_recognised.empty()) print_list(print, "notRecognised", extent.not_recognised);
  print_text_unless_empty(print, "missing", extent.missing);
  print.end_object();
}

void print_value(Printer& print, const CureStep& step) {
  print.begin_object();
  print.member("code", step.code);
  print.member("by", step.by);
  print.member("cost", step.cost);
  print_arguments(print, step.arguments);
  print.end_object();
}

void print_value(Printer& print, const Cure& cure) {
  print.begin_object();
  print.member("cost", cure.cost);
  print_list(print, "steps", cure.steps);
  print.end_object();
}

void print_value(Printer& print, const RouteAnswer& route) {
  print.begin_object();
  print.member("route", name(route.route));
  if (route.first_party) print.member("firstParty", true);
  print_text_unless_empty(print, "instrument", route.instrument);
  print_list(print, "attestations", route.attestations);
  print.member("outcome", name(route.outcome));
  print_why(print, route.why);
  print_extent(print, route.extent);
  print_list(print, "findings", route.findings);
  print_list(print, "conditions", route.conditions);
  print.end_object();
}

void print_value(Printer& print, const RequirementAnswer& requirement) {
  print.begin_object();
  // The attestation itself has no requirement's name.
  print_text_unless_empty(print, "requirement", requirement.requirement);
  print.member("outcome", name(requirement.outcome));
  print_why(print, requirement.why);
  print_list(print, "findings", requirement.findings);
  print_list(print, "routes", requirement.routes);
  print.end_object();
}

// Half-open; an end that is not there is open.
void print_stable(Printer& print, const DateSpan& span) {
  print.name("stable");
  print.begin_object();
  if (span.from != kBeginning) print.member("from", to_string(span.from));
  if (span.until != kForever) print.member("until", to_string(span.until));
  print.end_object();
}

void print_value(Printer& print, const Change& change) {
  print.begin_object();
  print.member("date", to_string(change.date));
  print.member("verdict", name(change.verdict));
  print_why(print, change.why);
  print.end_object();
}

}  // namespace

void print_members(Printer& print, const Answer& answer) {
  print.member("verdict", name(answer.verdict));
  print_why(print, answer.why);
  // Where nothing is accepted there is no extent to speak of.
  if (answer.verdict == Verdict::kRecognised || answer.verdict == Verdict::kConditional ||
      answer.verdict == Verdict::kEvidenceAccepted) {
    print_extent(print, answer.extent);
  }
  print_list(print, "findings", answer.findings);
  print_list(print, "requirements", answer.requirements);
  print_list(print, "conditions", answer.conditions);
  print_list(print, "cures", answer.cures);
  print_stable(print, answer.stable);
  print_list(print, "lookAhead", answer.look_ahead);
}

std::string to_text(const Answer& answer) {
  std::string text;
  Printer print(text);
  print.begin_object();
  print_members(print, answer);
  print.name("asOf");
  print.begin_object();
  print.member("size", answer.as_of);
  print.member("semanticsVersion", answer.semantics_version);
  print.end_object();
  print.end_object();
  return text;
}

json::Value to_json(const Answer& answer) {
  return json::read(to_text(answer)).value_or(json::Value());
}

}  // namespace concordat::recognition

// coverage: who recognises whom, on a day and over time.
#include "registry/coverage.hpp"

#include "adapters/system/system_clock.hpp"
#include "cli/print.hpp"
#include "cli/site.hpp"

namespace concordat::cli {
namespace {

Result<registry::CoverageQuestion> question_of(const CoverageOptions& options) {
  registry::CoverageQuestion question{
      .days = {}, .sector = options.sector, .kind = {}, .as_of = options.as_of};
  // "R1" to "R7": the command line takes nothing else.
  if (options.kind.size() == 2) {
    question.kind = static_cast<facts::Route>(options.kind.back() - '0');
  }
  if (!options.changes) question.days.from = utc_date(SystemClock().now());
  for (const auto& [given, day] :
       {std::pair{&options.on, &question.days.from}, std::pair{&options.from, &question.days.from},
        std::pair{&options.until, &question.days.until}}) {
    if (given->empty()) continue;
    CONCORDAT_TRY(read, parse_date(*given));
    *day = read;
  }
  return question;
}

std::string joined(const json::Array& parties) {
  std::string text;
  for (const json::Value& party : parties) {
    const std::string* code = party.as_string();
    if (!text.empty()) text += ",";
    text += code ? *code : std::string(party.text("economy"));
  }
  return text.empty() ? "*" : text;
}

// "R2  radio  EU-US/telecommunications", and of what it recognises whom.
std::string head(const json::Value& cell) {
  const std::string_view part = cell.text("annex", cell.text("instrument"));
  return std::string(cell.text("kind")) + "  " + std::string(cell.text("sector", "*")) + "  " +
         std::string(part);
}

std::string arrow(const json::Value& state) {
  return std::string(state.text("state")) + "  " + joined(state.array("from")) + " > " +
         joined(state.array("to"));
}

void print_matrix(const json::Value& shown) {
  for (const json::Value& cell : shown.array("cells")) {
    print_line(head(cell) + "  " + arrow(cell));
  }
  for (const json::Value& gap : shown.find("gaps")->array("unreached")) {
    print_line("-  " + std::string(gap.text("sector")) + "  " +
               std::string(gap.text("requirement")) + "  > " + std::string(gap.text("market")));
  }
}

void print_changes(const json::Value& shown) {
  for (const json::Value& stop : shown.array("stops")) {
    const std::string date(stop.text("date"));
    for (const json::Value& change : stop.array("cells")) {
      const auto& was = change.array("was");
      const auto& is = change.array("is");
      for (const json::Value& state : was)
        print_line(date + "  - " + head(change) + "  " + arrow(state));
      for (const json::Value& state : is)
        print_line(date + "  + " + head(change) + "  " + arrow(state));
    }
    for (const json::Value& change : stop.array("memberships")) {
      print_line(date + (change.find("is") ? "  + " : "  - ") + std::string(change.text("area")) +
                 "  " + std::string(change.text("member")));
    }
  }
  if (const json::Value* next = shown.find("next"))
    print_line("more: --from " + *next->as_string());
}

}  // namespace

int coverage(const CoverageOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  const auto question = question_of(options);
  if (!question) return print_error(question.error(), output, kUsage);
  const auto shown = options.changes ? registry::coverage_changes(**registry, *question)
                                     : registry::coverage(**registry, *question);
  if (!shown) return print_error(shown.error(), output, status_of(shown.error()));
  if (output.json) {
    print_json(*shown);
  } else if (options.changes) {
    print_changes(*shown);
  } else {
    print_matrix(*shown);
  }
  return kAnswered;
}

}  // namespace concordat::cli

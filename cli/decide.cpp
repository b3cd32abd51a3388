// decide: one question, or a manifest of them.
#include "adapters/system/system_clock.hpp"
#include "cli/files.hpp"
#include "cli/manifest.hpp"
#include "cli/print.hpp"

namespace concordat::cli {
namespace {

using recognition::Question;

Result<json::Value> answer_to(const registry::Registry& registry, const Question& question) {
  CONCORDAT_TRY(decision, registry.decide(question));
  return registry::Registry::to_json(question, decision);
}

json::Object refused(const Error& error) {
  return json::Object{{"code", error.code}, {"place", error.place}, {"expected", error.expected}};
}

int decide_batch(const registry::Registry& registry, const DecideOptions& options,
                 const Output& output) {
  const auto text = read_file(options.batch);
  if (!text) return print_error(text.error(), output, kRefused);
  // The whole manifest is answered on one state, however long it takes.
  DecideOptions pinned = options;
  if (!pinned.as_of) pinned.as_of = registry.size();
  const auto lines = read_manifest(*text, pinned);
  if (!lines) return print_error(lines.error(), output, kRefused);
  int status = kAnswered;
  for (const ManifestLine& asked : *lines) {
    const auto answer = asked.question ? answer_to(registry, *asked.question)
                                       : Result<json::Value>(fail(asked.question.error()));
    json::Object line{{"line", asked.number}};
    if (answer) {
      line.set("answer", *answer);
    } else {
      line.set("error", refused(answer.error()));
      status = kRefused;
    }
    print_json(std::move(line));
  }
  return status;
}

}  // namespace

int decide(const DecideOptions& given, const Output& output) {
  DecideOptions options = given;
  if (options.on.empty()) options.on = to_string(utc_date(SystemClock().now()));
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  if (!options.batch.empty()) return decide_batch(**registry, options, output);
  const auto question = question_of(options);
  if (!question) return print_error(question.error(), output, status_of(question.error()));
  const auto answer = answer_to(**registry, *question);
  if (!answer) return print_error(answer.error(), output, status_of(answer.error()));
  if (output.json) {
    print_json(*answer);
    return kAnswered;
  }
  const auto messages = open_messages();
  if (!messages) return print_error(messages.error(), output, kUnanswered);
  print_line(answer_text(*answer, **messages, output.language));
  return kAnswered;
}

}  // namespace concordat::cli

// init and submit: what writes.
#include "adapters/system/system_clock.hpp"
#include "cli/drafts.hpp"
#include "cli/print.hpp"
#include "core/json/read.hpp"
#include "registry/drafts.hpp"
#include "registry/paper/places.hpp"

namespace concordat::cli {
namespace {

json::Value line_outcome(const InputLine& line, const Result<registry::Receipt>& outcome) {
  json::Object printed{{"place", line.place}};
  if (outcome) {
    printed.set("index", outcome->index);
    printed.set("id", outcome->id);
    printed.set("outcome", outcome->known ? "known" : "admitted");
    printed.set("places", registry::places_of(*outcome));
    return printed;
  }
  printed.set("outcome", "refused");
  printed.set("code", outcome.error().code);
  printed.set("pointer", outcome.error().place);
  printed.set("expected", outcome.error().expected);
  return printed;
}

struct Counts {
  std::size_t admitted = 0;
  std::size_t known = 0;
  std::size_t refused = 0;
};

// Drafts and signed statements keep their order; each line has its own outcome.
std::vector<Result<registry::Receipt>> submit_lines(registry::Registry& registry, KeyRing& keys,
                                                    const std::vector<InputLine>& lines,
                                                    bool enrol) {
  const Date today = utc_date(SystemClock().now());
  std::vector<Result<registry::Receipt>> outcomes(lines.size(), fail({.code = "drafts.not-sent"}));
  std::vector<json::Value> drafts;
  std::vector<std::size_t> positions;
  const auto flush = [&] {
    auto answers =
        registry::submit_drafts(registry, keys, drafts, {.today = today, .enrol = enrol});
    for (std::size_t at = 0; at < answers.size(); ++at) {
      outcomes[positions[at]] = std::move(answers[at]);
    }
    drafts.clear();
    positions.clear();
  };
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const auto& draft = lines[at].draft;
    if (!draft) {
      outcomes[at] = fail(draft.error());
    } else if (const std::string* compact = draft->as_string()) {
      flush();
      outcomes[at] = std::move(registry.submit({*compact}).front());
    } else {
      drafts.push_back(*draft);
      positions.push_back(at);
    }
  }
  flush();
  return outcomes;
}

Result<Counts> submit_file(registry::Registry& registry, KeyRing& keys, const std::string& file,
                           const SubmitOptions& options, const Output& output) {
  CONCORDAT_TRY(lines, read_drafts(file));
  const auto outcomes = submit_lines(registry, keys, lines, options.enrol);
  Counts counts;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (output.json) print_json(line_outcome(lines[at], outcomes[at]));
    if (!outcomes[at]) {
      ++counts.refused;
      if (!output.json) {
        Error error = outcomes[at].error();
        error.place = lines[at].place + " " + error.place;
        print_error(error, output, kRefused);
      }
    } else if (outcomes[at]->known) {
      ++counts.known;
    } else {
      ++counts.admitted;
    }
  }
  return counts;
}

int submit_files(registry::Registry& registry, KeyRing& keys, const SubmitOptions& options,
                 const Output& output) {
  Counts total;
  for (const std::string& file : options.files) {
    const auto counts = submit_file(registry, keys, file, options, output);
    if (!counts) return print_error(counts.error(), output, kRefused);
    total.admitted += counts->admitted;
    total.known += counts->known;
    total.refused += counts->refused;
  }
  registry.wait_until_searchable();
  if (!output.json) {
    print_line(std::to_string(total.admitted) + " admitted, " + std::to_string(total.known) +
               " known before, " + std::to_string(total.refused) + " refused; the log has " +
               std::to_string(registry.size()) + " entries");
  }
  return total.refused == 0 ? kAnswered : kRefused;
}

Result<std::unique_ptr<registry::Registry>> found(const InitOptions& options) {
  CONCORDAT_TRY(examples, share_folder("examples"));
  const std::string file =
      options.founding.empty() ? (examples / "founding.json").string() : options.founding;
  CONCORDAT_TRY(pattern, read_document(file));
  CONCORDAT_TRY(ports, new_ports(options.site));
  CONCORDAT_TRY(keys, open_keys(options.site));
  CONCORDAT_TRY(founding, registry::found_from({.pattern = pattern,
                                                .origin = options.origin,
                                                .log_key = ports.log_key->public_key(),
                                                .date = utc_date(SystemClock().now())},
                                               *keys));
  return registry::Registry::found(std::move(ports), founding);
}

}  // namespace

int init(const InitOptions& options, const Output& output) {
  const auto registry = found(options);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  int status = kAnswered;
  if (options.demonstration) {
    const auto keys = open_keys(options.site);
    const auto examples = share_folder("examples");
    if (!keys) return print_error(keys.error(), output, kUnanswered);
    if (!examples) return print_error(examples.error(), output, kUnanswered);
    status = submit_files(**registry, **keys,
                          {.site = options.site, .files = draft_files(*examples), .enrol = true},
                          output);
  }
  if (!output.json) {
    print_line("founded " + (*registry)->origin() + "\nlog key " + (*registry)->log_vkey());
  }
  return status;
}

int submit(const SubmitOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kWrite, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  const auto keys = open_keys(options.site);
  if (!keys) return print_error(keys.error(), output, kUnanswered);
  SubmitOptions given = options;
  if (given.files.empty()) given.files = {"-"};
  return submit_files(**registry, **keys, given, output);
}

}  // namespace concordat::cli

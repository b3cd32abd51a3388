// file: certificates of a body, many at once, signed with its key and filed line by line.
#include <cstdio>
#include <fstream>
#include <future>
#include <memory>

#include <unistd.h>

#include "adapters/fetch/curl_poster.hpp"
#include "cli/counter.hpp"
#include "cli/files.hpp"
#include "cli/print.hpp"
#include "cli/progress.hpp"
#include "core/json/write.hpp"
#include "importers/filing/certificates.hpp"
#include "registry/drafts.hpp"

namespace concordat::cli {
namespace {

using filing::Line;
using Outcomes = Result<std::vector<Result<HandedIn>>>;

// Statements that are handed in together: they share a commit, and few enough of them wait for it
// that a watcher sees the bar move.
constexpr std::size_t kBatch = 256;
// And no more octets than a server takes in one request.
constexpr std::size_t kBatch_bytes = std::size_t{4} << 20;

struct Counts {
  std::uint64_t filed = 0;
  std::uint64_t known = 0;
  std::uint64_t refused = 0;
};

// One line of the report for each line of the file.
class Report {
 public:
  // Code cli.file. Without a name to standard output, when that holds JSON; else to nowhere.
  static Result<Report> open(const std::string& file, const Output& output) {
    Report report(output);
    if (!file.empty()) {
      report.file_ = std::make_unique<std::ofstream>(file, std::ios::binary);
      if (!*report.file_) {
        return fail({.code = "cli.file", .place = file, .expected = "a file that can be written"});
      }
    }
    return report;
  }

  void add(const Line& line, const HandedIn& done) {
    ++(done.known ? counts_.known : counts_.filed);
    json::Object told{{"line", line.number},
                      {"outcome", done.known ? "already-on-file" : "filed"},
                      {"id", done.id},
                      {"index", done.index}};
    told.set("places", done.places);
    write(std::move(told));
  }
  void add(const Line& line, const Error& error) {
    ++counts_.refused;
    json::Object told{{"line", line.number}, {"outcome", "refused"}, {"code", error.code}};
    if (!line.column.empty()) told.set("column", line.column);
    if (!error.place.empty()) told.set("place", error.place);
    if (!error.expected.empty()) told.set("expected", error.expected);
    if (!error.against.empty()) {
      told.set("against", json::Array(error.against.begin(), error.against.end()));
    }
    write(std::move(told));
    if (output_.json || file_) return;
    Error placed = error;
    placed.place = "line " + std::to_string(line.number) + " " +
                   (line.column.empty() ? error.place : line.column);
    print_error(placed, output_, kRefused);
  }
  // What has been reported is there to be read, should this be killed.
  Status flush() {
    if (!file_) return {};
    file_->flush();
    if (*file_) return {};
    return fail({.code = "cli.file", .place = "--report", .expected = "room to write"});
  }
  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  explicit Report(const Output& output) : output_(output) {}

  void write(json::Object told) {
    if (file_) {
      *file_ << json::compact(std::move(told)) << '\n';
    } else if (output_.json) {
      print_json(std::move(told));
    }
  }

  const Output& output_;
  std::unique_ptr<std::ofstream> file_;
  Counts counts_;
};

// A few hundred lines on their way. Those that were refused before anything was sent keep their
// place among the others, so that the report has the order of the file.
struct Batch {
  std::vector<Line> lines;
  std::vector<std::string> statements;
  std::vector<std::optional<std::size_t>> sent;  // of each line, its place among the statements
};

class Filing {
 public:
  Filing(filing::Certificates& certificates, KeyRing& keys, Counter& counter, Report& report)
      : certificates_(certificates), keys_(keys), counter_(counter), report_(report) {}

  // While one batch is being filed the next is read and signed. Ends early at so many refused
  // lines, if a number is given, or with the house's error.
  Status run(std::uint64_t stop_at) {
    Progress progress(STDERR_FILENO, certificates_.lines_left());
    Batch batch = next();
    while (!batch.lines.empty()) {
      auto filed = std::async(std::launch::async,
                              [this, &batch]() -> Outcomes { return hand_in(batch.statements); });
      Batch following = next();
      CONCORDAT_TRY(outcomes, filed.get());
      tell(batch, outcomes);
      CONCORDAT_CHECK(report_.flush());
      done_ += batch.lines.size();
      progress.show(done_);
      if (stop_at != 0 && report_.counts().refused >= stop_at) {
        return fail({.code = "filing.stopped", .place = last_of(batch)});
      }
      batch = std::move(following);
    }
    return {};
  }

 private:
  static std::string last_of(const Batch& batch) {
    return "line " + std::to_string(batch.lines.back().number);
  }

  Outcomes hand_in(const std::vector<std::string>& statements) {
    if (statements.empty()) return std::vector<Result<HandedIn>>();
    return counter_.hand_in(statements);
  }

  Batch next() {
    Batch batch;
    std::size_t size_bytes = 0;
    while (batch.lines.size() < kBatch && size_bytes < kBatch_bytes) {
      auto line = certificates_.next();
      if (!line) break;
      batch.sent.emplace_back();
      if (line->draft) {
        if (auto statement = sign(*line->draft)) {
          batch.sent.back() = batch.statements.size();
          size_bytes += statement->size();
          batch.statements.push_back(std::move(*statement));
        } else {
          line->draft = fail(std::move(statement).error());
        }
      }
      batch.lines.push_back(std::move(*line));
    }
    return batch;
  }

  Result<std::string> sign(const json::Value& draft) {
    if (const std::string* const compact = draft.as_string()) return *compact;
    const std::string author(draft.text("author"));
    CONCORDAT_TRY(signer, keys_.signer(author));
    if (signer == nullptr) {
      return fail({.code = "drafts.no-key",
                   .place = "/author",
                   .expected = "a key for this author in the key folder",
                   .arguments = {{"author", author}}});
    }
    return registry::sign(*signer, draft);
  }

  void tell(Batch& batch, const std::vector<Result<HandedIn>>& outcomes) {
    for (std::size_t at = 0; at < batch.lines.size(); ++at) {
      Line& line = batch.lines[at];
      if (!batch.sent[at]) {
        report_.add(line, line.draft.error());
        continue;
      }
      const Result<HandedIn>& outcome = outcomes[*batch.sent[at]];
      if (outcome) {
        report_.add(line, *outcome);
      } else {
        if (outcome.error().place.starts_with('/')) {
          line.column = filing::column_at(outcome.error().place);
        }
        report_.add(line, outcome.error());
      }
    }
  }

  filing::Certificates& certificates_;
  KeyRing& keys_;
  Counter& counter_;
  Report& report_;
  std::size_t done_ = 0;
};

// Without the body's key every line would fail alike: said once, before anything is sent.
Status check_key(KeyRing& keys, const std::string& body) {
  CONCORDAT_TRY(signer, keys.signer(body));
  if (signer != nullptr) return {};
  return fail({.code = "drafts.no-key",
               .place = body,
               .expected = "a key for this author in the key folder",
               .arguments = {{"author", body}}});
}

void print_summary(const Counts& counts, const Output& output) {
  if (output.json) return;
  print_line(std::to_string(counts.filed) + " filed, " + std::to_string(counts.known) +
             " on file already, " + std::to_string(counts.refused) + " refused");
}

int file_with(const FileOptions& options, const Output& output, Counter& counter) {
  const auto text = read_file(options.file);
  if (!text) return print_error(text.error(), output, kRefused);
  const auto keys = open_keys(options.site);
  if (!keys) return print_error(keys.error(), output, kUnanswered);
  if (const Status usable = check_key(**keys, options.body); !usable) {
    return print_error(usable.error(), output, kUnanswered);
  }
  auto certificates = filing::Certificates::read(*text, options.body);
  if (!certificates) return print_error(certificates.error(), output, kRefused);
  auto report = Report::open(options.report, output);
  if (!report) return print_error(report.error(), output, kRefused);
  const Status filed = Filing(*certificates, **keys, counter, *report).run(options.stop_at);
  if (filed || filed.error().code == "filing.stopped") counter.close();
  print_summary(report->counts(), output);
  if (!filed) {
    const bool stopped = filed.error().code == "filing.stopped";
    return print_error(filed.error(), output, stopped ? kRefused : kUnanswered);
  }
  return report->counts().refused == 0 ? kAnswered : kRefused;
}

}  // namespace

int file(const FileOptions& options, const Output& output) {
  if (options.site.store.empty() == options.server.empty() ||
      (!options.server.empty() && options.site.keys.empty())) {
    return print_error(
        {.code = "cli.usage", .place = "--store", .expected = "--store, or --server with --keys"},
        output, kUsage);
  }
  if (!options.server.empty()) {
    fetch::CurlPoster poster;
    const auto counter = counter_of(poster, options.server);
    return file_with(options, output, *counter);
  }
  const auto registry = open_registry(options.site, Access::kWrite, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  const auto counter = counter_of(**registry);
  return file_with(options, output, *counter);
}

}  // namespace concordat::cli

// import: published files of others, read as transcribed statements.
#include <cstdio>

#include <unistd.h>

#include "adapters/system/system_clock.hpp"
#include "cli/files.hpp"
#include "cli/print.hpp"
#include "cli/progress.hpp"
#include "importers/importer.hpp"
#include "importers/reconcile.hpp"
#include "registry/drafts.hpp"

namespace concordat::cli {
namespace {

// Drafts between two signs of progress; the registry commits about as many at once.
constexpr std::size_t kSlice = 1024;

constexpr std::string_view kListKinds = "list";

int list_kinds(const Output& output) {
  for (const importers::Importer& importer : importers::importers()) {
    json::Array files;
    std::string names;
    for (const std::string_view file : importer.files) {
      files.emplace_back(file);
      names += " " + std::string(file);
    }
    if (output.json) {
      print_json(json::Object{{"kind", importer.kind},
                              {"description", importer.description},
                              {"files", std::move(files)}});
    } else {
      print_line(std::string(importer.kind) + names + "\n    " + std::string(importer.description));
    }
  }
  return kAnswered;
}

Result<importers::Imported> read_all(const ImportOptions& options) {
  const importers::Importer* importer = importers::find(options.kind);
  if (importer == nullptr) {
    return fail({.code = "import.no-such-kind",
                 .place = options.kind,
                 .expected = "a kind that `import list` names"});
  }
  std::vector<importers::Source> files;
  for (const std::string& file : options.files) {
    CONCORDAT_TRY(text, read_file(file));
    files.push_back(
        {.name = std::filesystem::path(file).filename().string(), .text = std::move(text)});
  }
  return importers::run(*importer, files, {.read = utc_date(SystemClock().now())});
}

importers::OnFile on_file(const registry::Registry& registry) {
  return [&registry](std::string_view id) -> std::optional<json::Value> {
    const auto index = registry.index_of(id);
    if (!index) return std::nullopt;
    const auto entry = registry.statement(*index);
    if (!entry) return std::nullopt;
    const json::Value* statement = entry->find("statement");
    return statement == nullptr ? std::nullopt : std::optional(*statement);
  };
}

// To standard error, one line a row, whatever the format: standard output holds what was taken.
void print_rejected(const std::vector<importers::Rejected>& rejected, const Output& output) {
  const auto messages = rejected.empty() ? nullptr : open_messages().value_or(nullptr);
  for (const importers::Rejected& row : rejected) {
    std::string line = row.file + " row " + std::to_string(row.row);
    if (!row.column.empty()) line += " " + row.column;
    line += ": " + row.code;
    if (!row.value.empty()) line += " (" + row.value + ")";
    if (messages) {
      const std::string sentence = messages->sentence(output.language, row.code, {});
      if (sentence != row.code) line += ": " + sentence;
    }
    std::fprintf(stderr, "%s\n", line.c_str());
  }
}

int print_drafts(const std::vector<json::Value>& drafts,
                 const std::vector<importers::Rejected>& rejected, const Output& output) {
  for (const json::Value& draft : drafts) print_json(draft);
  print_rejected(rejected, output);
  return rejected.empty() ? kAnswered : kRefused;
}

struct Counts {
  std::uint64_t admitted = 0;
  std::uint64_t known = 0;
  std::uint64_t refused = 0;
};

class Submission {
 public:
  Submission(registry::Registry& registry, KeyRing& keys, const Output& output)
      : registry_(registry), keys_(keys), output_(output) {}

  Counts submit(const std::vector<json::Value>& drafts) {
    const registry::DraftPlan plan{.today = utc_date(SystemClock().now())};
    Progress progress(STDERR_FILENO, drafts.size());
    for (std::size_t at = 0; at < drafts.size(); at += kSlice) {
      const std::size_t end = std::min(drafts.size(), at + kSlice);
      const std::vector<json::Value> slice(drafts.begin() + static_cast<std::ptrdiff_t>(at),
                                           drafts.begin() + static_cast<std::ptrdiff_t>(end));
      const auto outcomes = registry::submit_drafts(registry_, keys_, slice, plan);
      for (std::size_t of = 0; of < slice.size(); ++of) count(slice[of], outcomes[of]);
      progress.show(end);
    }
    return counts_;
  }

 private:
  void count(const json::Value& draft, const Result<registry::Receipt>& outcome) {
    if (outcome) {
      ++(outcome->known ? counts_.known : counts_.admitted);
      return;
    }
    ++counts_.refused;
    Error error = outcome.error();
    error.place = std::string(draft.text("id")) + " " + error.place;
    print_error(error, output_, kRefused);
  }

  registry::Registry& registry_;
  KeyRing& keys_;
  const Output& output_;
  Counts counts_;
};

void print_summary(const importers::Imported& imported, const importers::Reconciled& reconciled,
                   const Counts& counts, const Output& output) {
  if (output.json) {
    print_json(json::Object{{"rows", imported.rows},
                            {"rejected", static_cast<std::uint64_t>(imported.rejected.size())},
                            {"admitted", counts.admitted},
                            {"corrections", reconciled.corrections},
                            {"known", reconciled.known + counts.known},
                            {"refused", counts.refused}});
    return;
  }
  print_line(std::to_string(imported.rows) + " rows, " + std::to_string(imported.rejected.size()) +
             " not taken; " + std::to_string(counts.admitted) + " statements admitted (" +
             std::to_string(reconciled.corrections) + " corrections), " +
             std::to_string(reconciled.known + counts.known) + " known before, " +
             std::to_string(counts.refused) + " refused");
}

// Without the transcriber's key every draft would fail alike: said once, before anything is sent.
Status check_key(KeyRing& keys, const std::vector<json::Value>& drafts) {
  if (drafts.empty()) return {};
  const std::string author(drafts.front().text("author"));
  CONCORDAT_TRY(signer, keys.signer(author));
  if (signer != nullptr) return {};
  return fail({.code = "drafts.no-key",
               .place = "/author",
               .expected = "a key for this author in the key folder",
               .arguments = {{"author", author}}});
}

}  // namespace

int import(const ImportOptions& options, const Output& output) {
  if (options.kind == kListKinds) return list_kinds(output);
  auto imported = read_all(options);
  if (!imported) return print_error(imported.error(), output, kRefused);
  if (options.dry_run && options.site.store.empty()) {
    return print_drafts(imported->drafts, imported->rejected, output);
  }
  const Access access = options.dry_run ? Access::kRead : Access::kWrite;
  const auto registry = open_registry(options.site, access, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  const importers::Reconciled reconciled =
      importers::reconcile(std::move(imported->drafts), on_file(**registry));
  if (options.dry_run) return print_drafts(reconciled.drafts, imported->rejected, output);

  const auto keys = open_keys(options.site);
  if (!keys) return print_error(keys.error(), output, kUnanswered);
  if (const Status usable = check_key(**keys, reconciled.drafts); !usable) {
    return print_error(usable.error(), output, kUnanswered);
  }
  const Counts counts = Submission(**registry, **keys, output).submit(reconciled.drafts);
  (*registry)->wait_until_searchable();
  print_rejected(imported->rejected, output);
  print_summary(*imported, reconciled, counts, output);
  return imported->rejected.empty() && counts.refused == 0 ? kAnswered : kRefused;
}

}  // namespace concordat::cli

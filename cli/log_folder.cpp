// log check --folder: an exported log, from its files and its key alone.
#include "adapters/keys/verify.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/print.hpp"
#include "cli/verdicts.hpp"
#include "core/log/static_log.hpp"

namespace concordat::cli {
namespace {

namespace fs = std::filesystem;

// A file that cannot be read is one that is not there.
class ExportedFiles final : public log::LogFiles {
 public:
  explicit ExportedFiles(fs::path folder) : folder_(std::move(folder)) {}

  Result<Bytes> read(const std::string& path) override {
    const auto text = read_file((folder_ / path).string());
    if (!text) return fail({.code = "tile.missing", .place = path});
    return Bytes(text->begin(), text->end());
  }

 private:
  fs::path folder_;
};

Result<log::StaticLog> checked_folder(const LogOptions& options) {
  CONCORDAT_TRY(key, log::parse_vkey(options.vkey));
  ExportedFiles files(options.path);
  CONCORDAT_TRY(checked, log::check_static_log(files, {.log = key, .witnesses = {}}));
  if (!keys::verify_all(checked.signatures.obligations)) {
    return fail({.code = "checkpoint.signature"});
  }
  return checked;
}

}  // namespace

int log_check_folder(const LogOptions& options, const Output& output) {
  const auto checked = checked_folder(options);
  if (!checked) {
    return print_error(checked.error(), output,
                       says_nothing(checked.error()) ? kUnanswered : kRefused);
  }
  const int status = log::only_missing(checked->report) ? kUnanswered : kRefused;
  for (const log::Finding& finding : checked->report.findings) {
    Error error = finding.error;
    if (error.place.empty()) error.place = "entry " + std::to_string(finding.index);
    print_error(error, output, status);
  }
  if (!checked->report.sound()) return status;
  const std::uint64_t size = checked->checkpoint.size;
  if (output.json) {
    print_json(json::Object{{"outcome", "sound"}, {"size", size}});
  } else {
    print_line("sound: " + std::to_string(size) +
               " entries hashed again; tiles, root and signature agree");
  }
  return kAnswered;
}

}  // namespace concordat::cli

#include "cli/site.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <unistd.h>

#include "adapters/files/signing_record_file.hpp"
#include "adapters/files/snapshot_file.hpp"
#include "adapters/keys/port_verifier.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/system/system_clock.hpp"
#include "adapters/text/catalogue_messages.hpp"
#include "adapters/text/port_tokenizer.hpp"
#include "cli/print.hpp"
#include "cli/seen.hpp"
#include "registry/copy.hpp"

namespace concordat::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSqlite = "sqlite:";

Result<std::optional<std::string>> passphrase_of(const SiteOptions& options) {
  if (options.passphrase_file.empty()) return std::nullopt;
  std::ifstream file(options.passphrase_file);
  std::string line;
  if (!std::getline(file, line) || line.empty()) {
    return fail({.code = "cli.passphrase-file", .place = options.passphrase_file});
  }
  return line;
}

// A long replay says how far it is, where somebody watches.
std::function<void(const registry::Progress&)> progress_on_terminal() {
  if (::isatty(STDERR_FILENO) == 0) return {};
  return [](const registry::Progress& progress) {
    constexpr std::uint64_t kWorthShowing = 50'000;
    if (progress.total < kWorthShowing) return;
    std::fprintf(stderr, "\rreading the log: %llu of %llu%s",
                 static_cast<unsigned long long>(progress.done),
                 static_cast<unsigned long long>(progress.total),
                 progress.done == progress.total ? "\n" : "");
  };
}

registry::Ports reading_ports(std::unique_ptr<Store> store) {
  return {.store = std::move(store),
          .clock = std::make_unique<SystemClock>(),
          .verifier = std::make_unique<keys::PortVerifier>(),
          .tokenizer = std::make_unique<text::PortTokenizer>(),
          .log_key = nullptr,
          .signing_record = nullptr,
          .snapshots = nullptr};
}

Status add_signing(const SiteOptions& options, registry::Ports& ports) {
  CONCORDAT_TRY(paths, paths_of(options));
  CONCORDAT_TRY(passphrase, passphrase_of(options));
  CONCORDAT_TRY(folder, keys::KeyFolder::open(paths.keys, passphrase));
  CONCORDAT_TRY(pair, keys::read_key_file(folder->path_of(kLogKeyName), passphrase));
  CONCORDAT_TRY(signer, keys::make_signer(std::move(pair)));
  CONCORDAT_TRY(record, files::SigningRecordFile::open(paths.signing_record));
  // What somebody has seen signed is on record from now on: a store without it is an old one.
  if (!options.seen.empty()) {
    CONCORDAT_TRY(key, registry::log_key_of(*ports.store));
    CONCORDAT_TRY(heads, heads_seen(options.seen, key));
    for (const SigningRecord::Head& head : heads) {
      CONCORDAT_TRY(last, record->last());
      if (!last || last->size < head.size) CONCORDAT_CHECK(record->record(head));
    }
  }
  ports.log_key = std::move(signer);
  ports.signing_record = std::move(record);
  return {};
}

}  // namespace

Result<SitePaths> paths_of(const SiteOptions& options) {
  if (!options.store.starts_with(kSqlite) || options.store.size() == kSqlite.size()) {
    return fail({.code = "cli.store", .place = options.store, .expected = "sqlite:FILE"});
  }
  SitePaths paths;
  paths.database = options.store.substr(kSqlite.size());
  paths.keys =
      options.keys.empty() ? fs::path(paths.database.string() + ".keys") : fs::path(options.keys);
  paths.signing_record = paths.database.string() + ".signed";
  paths.snapshot = paths.database.string() + ".snapshot";
  return paths;
}

Result<registry::Ports> ports_of(const SiteOptions& options, Access access) {
  CONCORDAT_TRY(paths, paths_of(options));
  CONCORDAT_TRY(
      store, sqlite::SqliteStore::open(paths.database.string(), access == Access::kWrite
                                                                    ? sqlite::OpenMode::kExisting
                                                                    : sqlite::OpenMode::kReadOnly));
  registry::Ports ports = reading_ports(std::move(store));
  ports.snapshots = std::make_unique<files::SnapshotFile>(paths.snapshot);
  if (access == Access::kWrite) CONCORDAT_CHECK(add_signing(options, ports));
  return ports;
}

Result<std::unique_ptr<registry::Registry>> open_registry(const SiteOptions& options, Access access,
                                                          const Output& output) {
  CONCORDAT_TRY(ports, ports_of(options, access));
  return registry::Registry::open(std::move(ports),
                                  {.judge_everything = access == Access::kJudge,
                                   .progress = progress_on_terminal(),
                                   .snapshot_trouble = [output](const Error& error) {
                                     print_error(error, output, kUnanswered);
                                   }});
}

Result<std::unique_ptr<keys::KeyFolder>> open_keys(const SiteOptions& options) {
  CONCORDAT_TRY(passphrase, passphrase_of(options));
  if (options.store.empty() && !options.keys.empty()) {
    return keys::KeyFolder::open(options.keys, passphrase);
  }
  CONCORDAT_TRY(paths, paths_of(options));
  return keys::KeyFolder::open(paths.keys, passphrase);
}

Result<registry::Ports> new_ports(const SiteOptions& options) {
  CONCORDAT_TRY(paths, paths_of(options));
  CONCORDAT_TRY(passphrase, passphrase_of(options));
  CONCORDAT_TRY(store,
                sqlite::SqliteStore::open(paths.database.string(), sqlite::OpenMode::kCreateNew));
  CONCORDAT_TRY(folder, keys::KeyFolder::open(paths.keys, passphrase));
  CONCORDAT_CHECK(folder->create(kLogKeyName));
  registry::Ports ports = reading_ports(std::move(store));
  CONCORDAT_CHECK(add_signing(options, ports));
  return ports;
}

Result<fs::path> share_folder(std::string_view name) {
  std::vector<fs::path> candidates;
  if (const char* share = std::getenv("CONCORDAT_SHARE")) candidates.emplace_back(share);
  std::error_code error;
  const fs::path binary = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    const fs::path folder = binary.parent_path();
    candidates.push_back(folder.parent_path() / "share" / "concordat");
    // build/<preset>/bin/concordat, three folders below the source tree
    candidates.push_back(folder.parent_path().parent_path().parent_path());
  }
  for (const fs::path& candidate : candidates) {
    if (fs::is_directory(candidate / name, error)) return candidate / name;
  }
  return fail({.code = "cli.share-missing",
               .place = std::string(name),
               .expected = "the folder beside the program, or CONCORDAT_SHARE"});
}

Result<std::unique_ptr<Messages>> open_messages() {
  CONCORDAT_TRY(folder, share_folder("locales"));
  CONCORDAT_TRY(messages, text::CatalogueMessages::load(folder.string()));
  return std::unique_ptr<Messages>(std::move(messages));
}

}  // namespace concordat::cli

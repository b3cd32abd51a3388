// backup, restore, repair: the log carried into a fresh store, and the store put in its place only
// when everything in it agrees with what was signed. snapshot: the folded log beside it.
#include <cerrno>
#include <filesystem>
#include <utility>

#include <unistd.h>

#include "adapters/files/durable.hpp"
#include "adapters/files/signing_record_file.hpp"
#include "adapters/files/snapshot_file.hpp"
#include "adapters/keys/port_verifier.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/text/port_tokenizer.hpp"
#include "cli/print.hpp"
#include "cli/seen.hpp"
#include "registry/copy.hpp"

namespace concordat::cli {
namespace {

namespace fs = std::filesystem;
using Heads = std::vector<SigningRecord::Head>;

// What an earlier attempt may have left.
void clear(const fs::path& path) {
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
    std::error_code ignored;
    fs::remove(path.string() + ending, ignored);
  }
}

struct Making {
  fs::path from;
  fs::path part;  // where the new store is made
  Heads heads;
  bool whole = false;
};

// A complete store in one file, durable, or none.
Result<std::uint64_t> make_store(const Making& making) {
  clear(making.part);
  const keys::PortVerifier verifier;
  const auto made = [&]() -> Result<std::uint64_t> {
    CONCORDAT_TRY(from,
                  sqlite::SqliteStore::open(making.from.string(), sqlite::OpenMode::kReadOnly));
    CONCORDAT_TRY(into,
                  sqlite::SqliteStore::open(making.part.string(), sqlite::OpenMode::kCreateNew));
    CONCORDAT_TRY(size, registry::copy_log({.from = *from,
                                            .into = *into,
                                            .verifier = verifier,
                                            .heads = making.heads,
                                            .whole = making.whole}));
    CONCORDAT_CHECK(registry::make_projection(*into, text::PortTokenizer(), size));
    CONCORDAT_CHECK(into->check());
    return size;
  }();
  const Status settled = made ? sqlite::SqliteStore::settle(making.part.string()) : Status();
  if (!made || !settled) {
    clear(making.part);
    return fail(made ? settled.error() : made.error());
  }
  return *made;
}

// The heads that outlive a store: on record, and in the traces shown.
Result<Heads> heads_known(const SiteOptions& site, const fs::path& record, const fs::path& store) {
  CONCORDAT_TRY(heads, files::SigningRecordFile::history(record));
  if (site.seen.empty()) return heads;
  CONCORDAT_TRY(source, sqlite::SqliteStore::open(store.string(), sqlite::OpenMode::kReadOnly));
  CONCORDAT_TRY(key, registry::log_key_of(*source));
  CONCORDAT_TRY(seen, heads_seen(site.seen, key));
  heads.insert(heads.end(), seen.begin(), seen.end());
  return heads;
}

Status must_be_free(const fs::path& path) {
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return {};
  return fail(
      {.code = "store.exists", .place = path.string(), .expected = "a path without a file"});
}

int say(const Result<std::uint64_t>& size, const std::string& what, const Output& output) {
  if (!size) return print_error(size.error(), output, status_of(size.error()));
  if (output.json) {
    print_json(json::Object{{"outcome", what}, {"size", *size}});
  } else {
    print_line(what + ": " + std::to_string(*size) + " entries, hashed on the way");
  }
  return kAnswered;
}

Result<std::uint64_t> back_up(const KeepOptions& options) {
  CONCORDAT_TRY(paths, paths_of(options.site));
  CONCORDAT_CHECK(must_be_free(options.file));
  const fs::path part = options.file + ".part";
  CONCORDAT_TRY(size, make_store({.from = paths.database, .part = part, .heads = {}}));
  CONCORDAT_CHECK(files::rename_durably(part, options.file));
  return size;
}

Result<std::uint64_t> bring_back(const KeepOptions& options) {
  CONCORDAT_TRY(paths, paths_of(options.site));
  CONCORDAT_CHECK(must_be_free(paths.database));
  // A write-ahead log without its store would be taken for that of the new one.
  CONCORDAT_CHECK(must_be_free(paths.database.string() + "-wal"));
  const auto lock = files::SigningRecordFile::open(paths.signing_record);
  if (!lock) return fail(lock.error());
  CONCORDAT_TRY(heads, heads_known(options.site, paths.signing_record, options.file));
  const fs::path part = paths.database.string() + ".part";
  CONCORDAT_TRY(size, make_store({.from = options.file, .part = part, .heads = heads}));
  // One of the store that was here before.
  CONCORDAT_CHECK(files::SnapshotFile(paths.snapshot).remove());
  CONCORDAT_CHECK(files::rename_durably(part, paths.database));
  return size;
}

// The damaged file keeps a name of its own: what is in it may still be of use to somebody.
Status keep_aside(const fs::path& path) {
  for (int number = 1;; ++number) {
    const std::string name = path.string() + ".damaged-" + std::to_string(number);
    if (::link(path.c_str(), name.c_str()) == 0) return files::sync_folder_of(path);
    if (errno != EEXIST) return fail({.code = "file.io", .place = name});
  }
}

Result<std::uint64_t> mend(const KeepOptions& options) {
  CONCORDAT_TRY(paths, paths_of(options.site));
  // Held until the end: no writer may be at work.
  const auto lock = files::SigningRecordFile::open(paths.signing_record);
  if (!lock) return fail(lock.error());
  CONCORDAT_TRY(heads, heads_known(options.site, paths.signing_record, paths.database));
  const fs::path part = paths.database.string() + ".part";
  CONCORDAT_TRY(size,
                make_store({.from = paths.database, .part = part, .heads = heads, .whole = true}));
  // What still lies in the old write-ahead log must not be taken for the new store's.
  CONCORDAT_CHECK(sqlite::SqliteStore::settle(paths.database.string()));
  CONCORDAT_CHECK(keep_aside(paths.database));
  CONCORDAT_CHECK(files::rename_durably(part, paths.database));
  return size;
}

Result<std::uint64_t> keep_snapshot(const SiteOptions& site, const Output& output) {
  CONCORDAT_TRY(registry, open_registry(site, Access::kRead, output));
  CONCORDAT_CHECK(registry->save_snapshot());
  return registry->size();
}

// Where there was one, there is one again, of the log as it is now.
Status mend_snapshot(const SiteOptions& site, const Output& output) {
  CONCORDAT_TRY(paths, paths_of(site));
  std::error_code ignored;
  if (!fs::exists(paths.snapshot, ignored)) return {};
  CONCORDAT_CHECK(files::SnapshotFile(paths.snapshot).remove());
  const auto kept = keep_snapshot(site, output);
  return kept ? Status() : fail(kept.error());
}

}  // namespace

int backup(const KeepOptions& options, const Output& output) {
  return say(back_up(options), "backed up", output);
}

int restore(const KeepOptions& options, const Output& output) {
  return say(bring_back(options), "restored", output);
}

int snapshot(const KeepOptions& options, const Output& output) {
  const auto size = keep_snapshot(options.site, output);
  if (!size) return print_error(size.error(), output, kUnanswered);
  if (output.json) {
    print_json(json::Object{{"outcome", "kept"}, {"size", *size}});
  } else {
    print_line("snapshot kept: " + std::to_string(*size) + " entries");
  }
  return kAnswered;
}

int repair(const KeepOptions& options, const Output& output) {
  const auto size = mend(options);
  if (size) {
    const Status kept = mend_snapshot(options.site, output);
    if (!kept) print_error(kept.error(), output, kUnanswered);
  }
  return say(size, "repaired", output);
}

}  // namespace concordat::cli

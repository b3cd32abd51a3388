// log: checking, proving and exporting. `verify-proof` needs nothing but the file and the log's
// key.
#include <algorithm>
#include <iostream>

#include "adapters/files/signing_record_file.hpp"
#include "adapters/keys/verify.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "cli/files.hpp"
#include "cli/print.hpp"
#include "core/log/entry.hpp"
#include "core/log/fsck.hpp"
#include "core/log/proof.hpp"
#include "core/merkle/tile.hpp"
#include "core/statement/statement.hpp"

namespace concordat::cli {
namespace {

namespace fs = std::filesystem;

// Entries are asked for in order: read ahead in blocks of a bundle.
class StoredEntries final : public log::EntrySource {
 public:
  explicit StoredEntries(const Store& store) : store_(store) {}

  Result<Bytes> entry(std::uint64_t index) override {
    if (index < first_ || index >= first_ + block_.size()) {
      auto block = store_.read(index, index + merkle::kTileWidth);
      // Of a block with a hole in it, what can be read is still examined.
      if (!block) block = store_.read(index, index + 1);
      if (!block) return fail(block.error());
      block_ = std::move(*block);
      first_ = index;
    }
    if (block_.empty()) return fail({.code = "log.no-such-entry"});
    return block_[index - first_];
  }

 private:
  const Store& store_;
  std::vector<Bytes> block_;
  std::uint64_t first_ = 0;
};

Result<log::VerifierKey> log_key_of(const Store& store) {
  CONCORDAT_TRY(first, store.read(0, 1));
  if (first.empty()) return fail({.code = "registry.not-founded"});
  CONCORDAT_TRY(entry, log::decode_entry(first.front()));
  CONCORDAT_TRY(founding, statement::decode_signed(entry.statement));
  return log::parse_vkey(founding.statement.body.text("logKey"));
}

// The newest checkpoint, when the log's own key signed it.
Result<log::Checkpoint> signed_checkpoint(const Store& store) {
  CONCORDAT_TRY(key, log_key_of(store));
  CONCORDAT_TRY(note, store.checkpoint());
  if (!note) return fail({.code = "checkpoint.missing"});
  CONCORDAT_TRY(parsed, log::parse_signed_checkpoint(*note));
  CONCORDAT_TRY(signatures, log::signatures_of(parsed, {.log = key}));
  if (!keys::verify_all(signatures.obligations)) return fail({.code = "checkpoint.signature"});
  return parsed.checkpoint;
}

// What a check of the store found, beginning with what the engine itself says about its file.
struct Checked {
  log::FsckReport report;
  std::vector<Error> errors;
  std::uint64_t size = 0;
};

// The roots that were signed while the log grew: where the first one fails, the damage lies.
Result<std::vector<log::Checkpoint>> signed_before(const SitePaths& paths,
                                                   const std::string& origin) {
  CONCORDAT_TRY(heads, files::SigningRecordFile::history(paths.signing_record));
  std::vector<log::Checkpoint> checkpoints;
  for (const SigningRecord::Head& head : heads) {
    checkpoints.push_back(
        {.origin = origin, .size = head.size, .root = head.root, .extensions = {}});
  }
  return checkpoints;
}

std::string entries_between(std::uint64_t begin, std::uint64_t end) {
  const std::string first = "entry " + std::to_string(begin);
  return end == begin + 1 ? first : first + " to " + std::to_string(end - 1);
}

// One altered entry spoils every root above it: only the lowest of these says anything, and the
// damage lies between it and the root below, which agreed.
void add_findings(const log::FsckReport& report, const std::vector<log::Checkpoint>& older,
                  std::vector<Error>& errors) {
  bool root_told = false;
  for (const log::Finding& finding : report.findings) {
    Error error = finding.error;
    if (error.code != "fsck.root") {
      if (error.place.empty()) error.place = "entry " + std::to_string(finding.index);
    } else if (root_told) {
      continue;
    } else {
      std::uint64_t agreed = 0;
      for (const log::Checkpoint& one : older) {
        if (one.size < finding.index) agreed = std::max(agreed, one.size);
      }
      error.place = entries_between(agreed, finding.index);
      root_told = true;
    }
    errors.push_back(std::move(error));
  }
}

Result<Checked> check_store(const LogOptions& options) {
  CONCORDAT_TRY(paths, paths_of(options.site));
  CONCORDAT_TRY(store,
                sqlite::SqliteStore::open(paths.database.string(), sqlite::OpenMode::kReadOnly));
  Checked checked;
  if (const Status pages = store->check(); !pages) checked.errors.push_back(pages.error());
  const auto checkpoint = signed_checkpoint(*store);
  if (!checkpoint) {
    checked.errors.push_back(checkpoint.error());
    return checked;
  }
  checked.size = checkpoint->size;
  auto older = signed_before(paths, checkpoint->origin);
  if (!older) {
    checked.errors.push_back(older.error());
    older.emplace();
  }
  // Asked after the record was read: a writer at work records a head when its entries are durable.
  const auto stored = store->size();
  if (stored && !older->empty() && older->back().size > *stored) {
    checked.errors.push_back({.code = "registry.ahead-of-store",
                              .arguments = {{"signed", std::to_string(older->back().size)},
                                            {"stored", std::to_string(*stored)}}});
  }
  std::erase_if(*older, [&](const log::Checkpoint& one) { return one.size > checkpoint->size; });
  StoredEntries entries(*store);
  checked.report = log::fsck(entries, {.checkpoint = *checkpoint, .older = *older});
  add_findings(checked.report, *older, checked.errors);
  return checked;
}

// Everything folds again: each statement's signature holds and its author was entitled to it.
Status check_admissions(const LogOptions& options) {
  CONCORDAT_CHECK(open_registry(options.site, Access::kJudge));
  return {};
}

Status export_to(const registry::Registry& registry, const fs::path& folder) {
  const auto view = registry.log();
  const std::string note = registry.checkpoint();
  CONCORDAT_TRY(parsed, log::parse_signed_checkpoint(note));
  const std::uint64_t size = parsed.checkpoint.size;
  for (const merkle::Tile& tile : merkle::tiles_added(0, size)) {
    const bool hashes = tile.kind == merkle::TileKind::kHashes;
    CONCORDAT_TRY(
        bytes,
        hashes ? view->tile({.level = tile.level, .index = tile.index, .width = tile.width}, size)
               : view->bundle(tile.index, tile.width, size));
    CONCORDAT_CHECK(write_file(folder / merkle::tile_path(tile), text_of(ByteView(bytes))));
  }
  // The checkpoint last: a folder that has one has every tile it implies.
  return write_file(folder / "checkpoint", note);
}

// The verdict about a proof: holds, does not hold, or could not be checked.
Result<log::Proven> proven(const LogOptions& options) {
  CONCORDAT_TRY(key, log::parse_vkey(options.vkey));
  CONCORDAT_TRY(text, read_file(options.path));
  CONCORDAT_TRY(file, log::parse_proof(text));
  CONCORDAT_TRY(shown, log::check_proof(file, {.log = key}));
  if (!keys::verify_all(shown.signatures.obligations)) {
    return fail({.code = "checkpoint.signature"});
  }
  return shown;
}

// A proof that cannot be read, or lacks what is needed, says nothing about the log.
bool could_not_be_checked(const Error& error) {
  for (const std::string_view family : {"cli.", "note.vkey", "note.key-type", "key.", "proof.form",
                                        "proof.too-large", "proof.entry-missing"}) {
    if (error.code.starts_with(family)) return true;
  }
  return false;
}

}  // namespace

int log_check(const LogOptions& options, const Output& output) {
  auto checked = check_store(options);
  if (!checked) return print_error(checked.error(), output, kUnanswered);
  std::vector<Error>& errors = checked->errors;
  if (const Status admitted = check_admissions(options); !admitted) {
    // After other findings, only an entry that cannot be judged is news.
    if (errors.empty() || admitted.error().code == "registry.replay") {
      errors.push_back(admitted.error());
    }
  }
  for (const Error& error : errors) print_error(error, output, kRefused);
  if (!errors.empty()) return kRefused;
  if (output.json) {
    print_json(json::Object{{"outcome", "sound"}, {"size", checked->size}});
  } else {
    print_line("sound: " + std::to_string(checked->size) +
               " entries hashed and judged again, root and signature agree");
  }
  return kAnswered;
}

int log_prove(const LogOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  const auto proof = (*registry)->prove(options.index);
  if (!proof) return print_error(proof.error(), output, kRefused);
  std::cout << *proof << std::flush;
  return kAnswered;
}

int log_verify_proof(const LogOptions& options, const Output& output) {
  const auto shown = proven(options);
  if (!shown) {
    return print_error(shown.error(), output,
                       could_not_be_checked(shown.error()) ? kUnanswered : kRefused);
  }
  if (output.json) {
    print_json(json::Object{{"outcome", "holds"},
                            {"origin", shown->checkpoint.origin},
                            {"index", shown->index},
                            {"size", shown->checkpoint.size}});
  } else {
    print_line("holds: entry " + std::to_string(shown->index) + " is in the log " +
               shown->checkpoint.origin + " of " + std::to_string(shown->checkpoint.size) +
               " entries");
  }
  return kAnswered;
}

int log_export(const LogOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  const Status exported = export_to(**registry, options.path);
  if (!exported) return print_error(exported.error(), output, kUnanswered);
  if (!output.json) print_line("exported to " + options.path);
  return kAnswered;
}

int log_checkpoint(const LogOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  std::cout << (*registry)->checkpoint() << std::flush;
  return kAnswered;
}

int log_key(const LogOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  print_line((*registry)->log_vkey());
  return kAnswered;
}

}  // namespace concordat::cli

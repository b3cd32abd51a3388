// check: a store's pages, its log, its admissions, each derived again.
#include "cli/check.hpp"

#include <algorithm>

#include "adapters/files/signing_record_file.hpp"
#include "adapters/keys/verify.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/text/port_tokenizer.hpp"
#include "cli/print.hpp"
#include "cli/seen.hpp"
#include "core/log/entry.hpp"
#include "core/log/fsck.hpp"
#include "registry/copy.hpp"
#include "registry/derived.hpp"

namespace concordat::cli {
namespace {

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

// The newest checkpoint, when the log's own key signed it.
Result<log::Checkpoint> signed_checkpoint(const Store& store) {
  CONCORDAT_TRY(key, registry::log_key_of(store));
  CONCORDAT_TRY(note, store.checkpoint());
  if (!note) return fail({.code = "checkpoint.missing"});
  CONCORDAT_TRY(parsed, log::parse_signed_checkpoint(*note));
  CONCORDAT_TRY(signatures, log::signatures_of(parsed, {.log = key}));
  if (!keys::verify_all(signatures.obligations)) return fail({.code = "checkpoint.signature"});
  return parsed.checkpoint;
}

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

// The checkpoints that somebody has seen elsewhere; one beyond the entries is told here.
Result<std::vector<log::Checkpoint>> add_seen(const SiteOptions& site, const Store& store,
                                              const log::Checkpoint& newest,
                                              std::vector<Error>& errors) {
  CONCORDAT_TRY(key, registry::log_key_of(store));
  CONCORDAT_TRY(stored, store.size());
  std::vector<log::Checkpoint> checkpoints;
  for (const std::string& trace : site.seen) {
    CONCORDAT_TRY(heads, heads_seen({trace}, key));
    const SigningRecord::Head& head = heads.front();
    if (head.size > stored) {
      errors.push_back({.code = "registry.ahead-of-store",
                        .place = trace,
                        .arguments = {{"signed", std::to_string(head.size)},
                                      {"stored", std::to_string(stored)}}});
    }
    checkpoints.push_back(
        {.origin = newest.origin, .size = head.size, .root = head.root, .extensions = {}});
  }
  return checkpoints;
}

// The largest head known to have been signed. The stored checkpoint is not synced by itself, so
// what is on record can be ahead of it after a power cut; the entries up to there must be right all
// the same.
log::Checkpoint newest_head(const log::Checkpoint& stored,
                            const std::vector<log::Checkpoint>& signed_heads) {
  log::Checkpoint newest = stored;
  for (const log::Checkpoint& one : signed_heads) {
    if (one.size > newest.size) newest = one;
  }
  return newest;
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

Result<Checked> check_store(const SiteOptions& site) {
  CONCORDAT_TRY(paths, paths_of(site));
  CONCORDAT_TRY(store,
                sqlite::SqliteStore::open(paths.database.string(), sqlite::OpenMode::kReadOnly));
  Checked checked;
  if (const Status pages = store->check(); !pages) checked.errors.push_back(pages.error());
  const auto checkpoint = signed_checkpoint(*store);
  if (!checkpoint) {
    checked.errors.push_back(checkpoint.error());
    // Entry 0 says whose signature the checkpoint must bear: either may be what was altered.
    if (checked.errors.back().place.empty()) checked.errors.back().place = "checkpoint or entry 0";
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
  CONCORDAT_TRY(seen, add_seen(site, *store, *checkpoint, checked.errors));
  older->insert(older->end(), seen.begin(), seen.end());
  std::erase_if(*older, [&](const log::Checkpoint& one) {
    return one.size > stored.value_or(checkpoint->size);
  });
  older->push_back(*checkpoint);
  StoredEntries entries(*store);
  const log::FsckReport report =
      log::fsck(entries, {.checkpoint = newest_head(*checkpoint, *older), .older = *older});
  add_findings(report, *older, checked.errors);
  // Of entries that are damaged themselves, nothing derived says anything more.
  if (!report.sound()) return checked;
  const auto derived = registry::check_derived(*store, text::PortTokenizer());
  if (!derived) {
    checked.errors.push_back(derived.error());
  } else {
    checked.errors.insert(checked.errors.end(), derived->begin(), derived->end());
  }
  return checked;
}

}  // namespace

Result<Checked> check_log(const SiteOptions& site) {
  CONCORDAT_TRY(checked, check_store(site));
  // Everything folds again: each statement's signature holds and its author was entitled to it.
  const auto judged = open_registry(site, Access::kJudge, {});
  // After other findings, only an entry that cannot be judged is news.
  if (!judged && (checked.errors.empty() || judged.error().code == "registry.replay")) {
    checked.errors.push_back(judged.error());
  }
  if (!judged) return checked;
  if (const Status snapshot = (*judged)->check_snapshot(); !snapshot) {
    checked.errors.push_back(snapshot.error());
  }
  return checked;
}

int log_check(const LogOptions& options, const Output& output) {
  const auto checked = check_log(options.site);
  if (!checked) return print_error(checked.error(), output, kUnanswered);
  for (const Error& error : checked->errors) print_error(error, output, kRefused);
  if (!checked->errors.empty()) return kRefused;
  if (output.json) {
    print_json(json::Object{{"outcome", "sound"}, {"size", checked->size}});
  } else {
    print_line(
        "sound: " + std::to_string(checked->size) +
        " entries hashed and judged again, root and signature agree, tiles and search rows too");
  }
  return kAnswered;
}

}  // namespace concordat::cli

#include "fault/promises.hpp"

#include <algorithm>

#include "adapters/files/signing_record_file.hpp"
#include "cli/check.hpp"
#include "cli/files.hpp"
#include "core/log/checkpoint.hpp"
#include "core/log/entry.hpp"
#include "core/log/fsck.hpp"
#include "core/merkle/tile.hpp"

namespace concordat::fault {
namespace {

std::string told(const std::string& what, const Error& error) {
  std::string text = what + ": " + error.code + " " + error.place;
  for (const auto& [name, value] : error.arguments) text += " " + name + "=" + value;
  return text;
}

// Before `init` had answered nothing was promised; but what there is must not mislead.
std::string misled(const Status& opened) {
  if (opened) return {};
  for (const std::string_view honest :
       {"store.not-found", "store.foreign", "store.cannot-open", "registry.not-founded",
        "keys.file-missing", "keys.file-form"}) {
    if (opened.error().code == honest) return {};
  }
  return told("half founded", opened.error());
}

std::string forgotten_signature(const cli::SiteOptions& site, const Promises& promises,
                                std::size_t moment) {
  const auto paths = cli::paths_of(site);
  const auto heads = files::SigningRecordFile::history(paths->signing_record);
  if (!heads) return told("signing record", heads.error());
  for (const Promises::Signed& one : promises.signed_heads) {
    if (one.moment > moment) break;
    if (std::ranges::find(*heads, one.head) == heads->end()) {
      return "signed but not on record: size " + std::to_string(one.head.size);
    }
  }
  return {};
}

std::string contradiction(const registry::Registry& registry, const Promises& promises,
                          std::size_t moment) {
  for (const Promises::Signed& one : promises.signed_heads) {
    if (one.moment > moment) break;
    const std::string size = std::to_string(one.head.size);
    if (one.head.size > registry.size()) return "signed and lost: size " + size;
    const auto root = registry.log()->root(one.head.size);
    if (!root || *root != one.head.root) return "another root than the one signed: size " + size;
  }
  for (const Promises::Acknowledged& one : promises.acknowledged) {
    if (one.moment > moment) break;
    const std::string index = std::to_string(one.index);
    const auto entries = registry.store().read(one.index, one.index + 1);
    if (!entries || entries->empty()) return "acknowledged and lost: entry " + index;
    const auto entry = log::decode_entry(entries->front());
    if (!entry || entry->statement != one.compact) return "acknowledged and altered: " + index;
  }
  return {};
}

class Folder final : public merkle::TileReader {
 public:
  explicit Folder(std::filesystem::path path) : path_(std::move(path)) {}
  Result<Bytes> read(const merkle::Tile& tile) override {
    const auto bytes = cli::read_file((path_ / merkle::tile_path(tile)).string());
    if (!bytes) return fail(bytes.error());
    const ByteView view = bytes_of(*bytes);
    return Bytes(view.begin(), view.end());
  }

 private:
  std::filesystem::path path_;
};

class Entries final : public log::EntrySource {
 public:
  explicit Entries(const Store& store) : store_(store) {}
  Result<Bytes> entry(std::uint64_t index) override {
    CONCORDAT_TRY(read, store_.read(index, index + 1));
    if (read.empty()) return fail({.code = "log.no-such-entry"});
    return read.front();
  }

 private:
  const Store& store_;
};

// A folder with a checkpoint has every tile that it implies, and each says what the entries say.
std::string broken_export(const std::filesystem::path& folder, const registry::Registry& registry,
                          const Promises& promises, std::size_t moment) {
  const bool owed = !promises.exported.empty() && promises.exported.front() <= moment;
  const auto note = cli::read_file((public_in(folder) / "checkpoint").string());
  if (!note) return owed ? told("export", note.error()) : std::string();
  const auto head = log::parse_signed_checkpoint(*note);
  if (!head) return told("export", head.error());
  Folder tiles(public_in(folder));
  Entries entries(registry.store());
  const auto report =
      log::fsck(entries, {.checkpoint = head->checkpoint, .older = {}, .tiles = &tiles});
  return report.sound() ? std::string() : told("export", report.findings.front().error);
}

}  // namespace

std::string broken_promise(const std::filesystem::path& folder, const Promises& promises,
                           std::size_t moment) {
  Session session(folder);
  if (moment < promises.founded) return misled(session.open());
  const auto checked = cli::check_log(session.site());
  if (!checked) return told("check", checked.error());
  if (!checked->errors.empty()) return told("check finds", checked->errors.front());
  if (auto lost = forgotten_signature(session.site(), promises, moment); !lost.empty()) return lost;
  if (const Status opened = session.open(); !opened) return told("does not open", opened.error());
  if (auto lost = contradiction(session.registry(), promises, moment); !lost.empty()) return lost;
  if (auto lost = broken_export(folder, session.registry(), promises, moment); !lost.empty()) {
    return lost;
  }
  const auto outcome = session.submit({session.statement("AFTER")});
  if (!outcome.front()) return told("takes nothing more", outcome.front().error());
  return {};
}

}  // namespace concordat::fault

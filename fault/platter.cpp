#include "fault/platter.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace concordat::fault {
namespace {

constexpr std::size_t kSector_bytes = 512;

using Kind = Change::Kind;
using Names = std::map<std::string, std::uint64_t>;

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

void put(std::string& content, std::uint64_t offset, std::string_view octets) {
  const auto at = static_cast<std::size_t>(offset);
  if (content.size() < at + octets.size()) content.resize(at + octets.size(), '\0');
  std::ranges::copy(octets, content.begin() + static_cast<std::ptrdiff_t>(at));
}

void apply(std::string& content, const Change& change) {
  if (change.kind == Kind::kTruncate) {
    content.resize(static_cast<std::size_t>(change.offset), '\0');
  } else {
    put(content, change.offset, change.octets);
  }
}

void rename_in(Names& names, const Change& change) {
  switch (change.kind) {
    case Kind::kCreate:
    case Kind::kFolder:
      names[change.path] = change.file;
      break;
    case Kind::kLink:
      names[change.other] = change.file;
      break;
    case Kind::kRename:
      names.erase(change.path);
      names[change.other] = change.file;
      break;
    case Kind::kRemove:
      names.erase(change.path);
      break;
    default:
      break;
  }
}

// Each sector of the write gets through or does not; with `torn`, one of them up to some octet.
void apply_some(std::string& content, const Change& change, bool torn, std::mt19937_64& random) {
  if (change.kind == Kind::kTruncate) {
    if (random() % 2 == 0) apply(content, change);
    return;
  }
  std::string_view octets = change.octets;
  for (std::uint64_t at = change.offset; !octets.empty();) {
    const std::size_t left = kSector_bytes - static_cast<std::size_t>(at % kSector_bytes);
    const std::size_t size = std::min(left, octets.size());
    const std::string_view sector = octets.substr(0, size);
    if (torn && random() % 4 == 0) {
      put(content, at, sector.substr(0, random() % (size + 1)));
    } else if (random() % 2 == 0) {
      put(content, at, sector);
    }
    octets.remove_prefix(size);
    at += size;
  }
}

}  // namespace

Platter::Platter(const std::vector<Change>& changes, Honest honest)
    : changes_(changes), honest_(std::move(honest)) {}

bool Platter::advance() {
  if (position_ == changes_.size()) return false;
  const Change& change = changes_[position_++];
  const bool kept = !honest_ || honest_(change);
  switch (change.kind) {
    case Kind::kWrite:
    case Kind::kTruncate:
      files_[change.file].pending.push_back(&change);
      break;
    case Kind::kSync:
      if (!kept) break;
      for (const Change* one : std::exchange(files_[change.file].pending, {})) {
        apply(files_[change.file].durable, *one);
      }
      break;
    case Kind::kSyncNames:
      if (!kept) break;
      std::erase_if(pending_names_, [&](const Change* one) {
        if (folder_of(one->path) != change.path) return false;
        rename_in(names_, *one);
        return true;
      });
      break;
    case Kind::kFolder:
      made_.insert(change.path);
      pending_names_.push_back(&change);
      break;
    default:
      pending_names_.push_back(&change);
  }
  return true;
}

bool Platter::in_doubt() const {
  return !pending_names_.empty() ||
         std::ranges::any_of(files_, [](const auto& file) { return !file.second.pending.empty(); });
}

Remains Platter::cut(Luck luck, std::mt19937_64& random) const {
  Names names = names_;
  std::size_t renamed = luck == Luck::kNothing ? 0 : pending_names_.size();
  if (luck == Luck::kSome || luck == Luck::kTorn) renamed = random() % (renamed + 1);
  for (std::size_t at = 0; at < renamed; ++at) rename_in(names, *pending_names_[at]);
  Remains remains;
  for (const auto& [path, number] : names) {
    // A file in a folder that is not there is not there either.
    const std::string folder = folder_of(path);
    if (made_.contains(path) || (made_.contains(folder) && !names.contains(folder))) continue;
    std::string content;
    if (const auto file = files_.find(number); file != files_.end()) {
      content = file->second.durable;
      for (const Change* one : file->second.pending) {
        if (luck == Luck::kEverything) apply(content, *one);
        if (luck == Luck::kSome || luck == Luck::kTorn) {
          apply_some(content, *one, luck == Luck::kTorn, random);
        }
      }
    }
    remains.emplace(path, std::move(content));
  }
  return remains;
}

}  // namespace concordat::fault

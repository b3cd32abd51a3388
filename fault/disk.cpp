#include "fault/disk.hpp"

#include <array>
#include <atomic>
#include <utility>

namespace concordat::fault {
namespace {

// Descriptors are small numbers; those beyond belong to nobody we watch.
constexpr std::size_t kDescriptors = 4096;

std::atomic<Disk*> watched{nullptr};
std::array<std::atomic<bool>, kDescriptors> of_ours{};

// Shared memory between processes is made anew by whoever opens a store first: no part of it is
// believed after a crash.
bool is_scratch(std::string_view path) { return path.ends_with("-shm"); }

}  // namespace

Disk::Disk(std::string folder) : folder_(std::move(folder)) { watched = this; }

Disk::~Disk() {
  watched = nullptr;
  for (auto& mark : of_ours) mark = false;
}

Disk* Disk::watching(std::string_view path) {
  Disk* const disk = watched;
  if (disk == nullptr || !path.starts_with(disk->folder_) || is_scratch(path)) return nullptr;
  return disk;
}

Disk* Disk::watching(int descriptor) {
  if (descriptor < 0 || static_cast<std::size_t>(descriptor) >= kDescriptors) return nullptr;
  return of_ours[static_cast<std::size_t>(descriptor)] ? watched.load() : nullptr;
}

std::size_t Disk::length() const {
  const std::lock_guard lock(mutex_);
  return changes_.size();
}

std::vector<Change> Disk::changes() const {
  const std::lock_guard lock(mutex_);
  return changes_;
}

void Disk::plan(const Failure& failure) {
  const std::lock_guard lock(mutex_);
  failure_ = failure;
  calls_ = 0;
  struck_ = false;
  reason_ = failure.reason;
}

bool Disk::lift() {
  const std::lock_guard lock(mutex_);
  failure_.reset();
  return struck_;
}

void Disk::forget_changes() {
  const std::lock_guard lock(mutex_);
  remembering_ = false;
  changes_.clear();
}

Disk::Verdict Disk::ask(Call call) {
  const std::lock_guard lock(mutex_);
  if (!failure_ || (failure_->calls & static_cast<unsigned>(call)) == 0) return Verdict::kGoOn;
  ++calls_;
  if (failure_->lasting ? calls_ < failure_->nth : calls_ != failure_->nth) return Verdict::kGoOn;
  struck_ = true;
  switch (failure_->mode) {
    case Failure::Mode::kNotApplied:
      return Verdict::kFail;
    case Failure::Mode::kApplied:
      return Verdict::kApplyAndFail;
    case Failure::Mode::kHalf:
      return Verdict::kHalfAndFail;
  }
  return Verdict::kGoOn;
}

int Disk::reason() const {
  const std::lock_guard lock(mutex_);
  return reason_;
}

void Disk::opened(int descriptor, std::string_view path, const Opening& opening) {
  if (static_cast<std::size_t>(descriptor) >= kDescriptors) return;
  const std::lock_guard lock(mutex_);
  of_ours[static_cast<std::size_t>(descriptor)] = true;
  if (opening.folder) {
    opened_[descriptor] = {.file = 0, .folder = std::string(path)};
    return;
  }
  const std::string name(path);
  if (opening.created) {
    files_[name] = next_file_++;
    add({.kind = Change::Kind::kCreate, .file = files_[name], .path = name});
  }
  opened_[descriptor] = {.file = file_of(name), .folder = {}};
  if (opening.emptied && !opening.created) {
    add({.kind = Change::Kind::kTruncate, .file = files_[name], .offset = 0});
  }
}

void Disk::closed(int descriptor) {
  Disk* const disk = watching(descriptor);
  if (disk == nullptr) return;
  of_ours[static_cast<std::size_t>(descriptor)] = false;
  const std::lock_guard lock(disk->mutex_);
  disk->opened_.erase(descriptor);
}

void Disk::wrote(int descriptor, std::uint64_t offset, std::string_view octets) {
  const std::lock_guard lock(mutex_);
  if (const Opened* file = opened_as(descriptor)) {
    add({.kind = Change::Kind::kWrite,
         .file = file->file,
         .offset = offset,
         .octets = std::string(octets)});
  }
}

void Disk::truncated(int descriptor, std::uint64_t size) {
  const std::lock_guard lock(mutex_);
  if (const Opened* file = opened_as(descriptor)) {
    add({.kind = Change::Kind::kTruncate, .file = file->file, .offset = size});
  }
}

void Disk::synced(int descriptor) {
  const std::lock_guard lock(mutex_);
  const Opened* file = opened_as(descriptor);
  if (file == nullptr) return;
  if (file->folder.empty()) {
    add({.kind = Change::Kind::kSync, .file = file->file});
  } else {
    add({.kind = Change::Kind::kSyncNames, .path = file->folder});
  }
}

void Disk::named(Change::Kind kind, std::string_view path, std::string_view other) {
  const std::lock_guard lock(mutex_);
  const std::string from(path);
  const std::string to(other);
  const std::uint64_t file = kind == Change::Kind::kFolder ? 0 : file_of(from);
  if (kind == Change::Kind::kRename || kind == Change::Kind::kLink) files_[to] = file;
  if (kind == Change::Kind::kRename || kind == Change::Kind::kRemove) files_.erase(from);
  add({.kind = kind, .file = file, .path = from, .other = to});
}

// A file that was there before the watch began gets an identity when it is first met.
std::uint64_t Disk::file_of(const std::string& path) {
  const auto [known, fresh] = files_.try_emplace(path, next_file_);
  if (fresh) ++next_file_;
  return known->second;
}

const Disk::Opened* Disk::opened_as(int descriptor) const {
  const auto known = opened_.find(descriptor);
  return known == opened_.end() ? nullptr : &known->second;
}

void Disk::add(Change change) {
  if (remembering_) changes_.push_back(std::move(change));
}

}  // namespace concordat::fault

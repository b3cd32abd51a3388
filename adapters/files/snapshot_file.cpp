#include "adapters/files/snapshot_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/files/durable.hpp"

namespace concordat::files {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> io_error(const fs::path& path) {
  return fail({.code = "snapshot.io",
               .place = path.string(),
               .arguments = {{"reason", std::strerror(errno)}}});
}

class OpenFile final : public Snapshots::Reading {
 public:
  OpenFile(fs::path path, int descriptor, std::uint64_t size_bytes)
      : path_(std::move(path)), descriptor_(descriptor), size_bytes_(size_bytes) {}
  ~OpenFile() override { ::close(descriptor_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] std::uint64_t size_bytes() const override { return size_bytes_; }

  [[nodiscard]] Status read(std::uint64_t offset, std::span<std::byte> into) const override {
    while (!into.empty()) {
      const ssize_t got =
          ::pread(descriptor_, into.data(), into.size(), static_cast<off_t>(offset));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return io_error(path_);
      if (got == 0) return fail({.code = "snapshot.damaged", .place = path_.string()});
      into = into.subspan(static_cast<std::size_t>(got));
      offset += static_cast<std::uint64_t>(got);
    }
    return {};
  }

 private:
  fs::path path_;
  int descriptor_;
  std::uint64_t size_bytes_;
};

class PartFile final : public Snapshots::Writing {
 public:
  PartFile(fs::path path, fs::path part, int descriptor)
      : path_(std::move(path)), part_(std::move(part)), descriptor_(descriptor) {}
  ~PartFile() override {
    ::close(descriptor_);
    if (!committed_) ::unlink(part_.c_str());
  }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  [[nodiscard]] Status append(std::span<const std::byte> octets) override {
    while (!octets.empty()) {
      const ssize_t written = ::write(descriptor_, octets.data(), octets.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return io_error(part_);
      octets = octets.subspan(static_cast<std::size_t>(written));
    }
    return {};
  }

  [[nodiscard]] Status commit() override {
    if (::fsync(descriptor_) != 0) return io_error(part_);
    if (const Status renamed = rename_durably(part_, path_); !renamed) {
      Error error = renamed.error();
      error.code = "snapshot.io";
      return fail(std::move(error));
    }
    committed_ = true;
    return {};
  }

 private:
  fs::path path_;
  fs::path part_;
  int descriptor_;
  bool committed_ = false;
};

// Whoever is making a snapshot goes on undisturbed, and what he has just committed is not emptied.
Status take(int descriptor, const fs::path& part) {
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return io_error(part);
  struct stat opened{};
  struct stat named{};
  if (::fstat(descriptor, &opened) != 0 || ::stat(part.c_str(), &named) != 0) return io_error(part);
  if (opened.st_ino != named.st_ino || opened.st_dev != named.st_dev) {
    errno = EBUSY;
    return io_error(part);
  }
  if (::ftruncate(descriptor, 0) != 0) return io_error(part);
  return {};
}

}  // namespace

Result<std::unique_ptr<Snapshots::Reading>> SnapshotFile::open() const {
  const int descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 && errno == ENOENT) {
    return fail({.code = "snapshot.absent", .place = path_.string()});
  }
  if (descriptor < 0) return io_error(path_);
  struct stat facts{};
  if (::fstat(descriptor, &facts) != 0) {
    const auto failed = io_error(path_);
    ::close(descriptor);
    return failed;
  }
  return std::make_unique<OpenFile>(path_, descriptor, static_cast<std::uint64_t>(facts.st_size));
}

Result<std::unique_ptr<Snapshots::Writing>> SnapshotFile::begin() {
  const fs::path part = path_.string() + ".part";
  const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return io_error(part);
  if (const Status ours = take(descriptor, part); !ours) {
    ::close(descriptor);
    return fail(ours.error());
  }
  return std::make_unique<PartFile>(path_, part, descriptor);
}

Status SnapshotFile::remove() {
  for (const std::string& name : {path_.string(), path_.string() + ".part"}) {
    if (::unlink(name.c_str()) != 0 && errno != ENOENT) return io_error(name);
  }
  return sync_folder_of(path_);
}

}  // namespace concordat::files

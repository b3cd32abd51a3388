// In front of the C library: what this process asks of files goes to the kernel directly, past a
// Disk that may remember it or make it fail. The names below are the C library's; a program's own
// definitions come first, for its shared libraries too.
#include <algorithm>
#include <cerrno>
#include <cstdarg>

#include "fault/disk.hpp"
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using concordat::fault::Call;
using concordat::fault::Change;
using concordat::fault::Disk;

namespace {

bool is_folder(int descriptor) {
  struct stat status{};
  return ::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
}

// A program out of descriptors or interrupted gets what the kernel says; nothing here retries.
int raw_open(const char* path, int flags, mode_t mode) {
  return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

int open_watched(const char* path, int flags, mode_t mode) {
  Disk* const disk = Disk::watching(std::string_view(path));
  if (disk == nullptr) return raw_open(path, flags, mode);
  const Disk::Verdict verdict = disk->ask(Call::kOpen);
  if (verdict == Disk::Verdict::kFail) {
    errno = disk->reason();
    return -1;
  }
  const bool existed = ::syscall(SYS_access, path, F_OK) == 0;
  const int descriptor = raw_open(path, flags, mode);
  if (descriptor < 0) return -1;
  disk->opened(descriptor, path,
               {.created = !existed && (flags & O_CREAT) != 0,
                .emptied = (flags & O_TRUNC) != 0,
                .folder = is_folder(descriptor)});
  if (verdict == Disk::Verdict::kGoOn) return descriptor;
  ::close(descriptor);
  errno = disk->reason();
  return -1;
}

ssize_t write_watched(int descriptor, const void* octets, size_t size, off_t offset) {
  Disk* const disk = Disk::watching(descriptor);
  const auto put = [&](size_t count) -> ssize_t {
    return ::syscall(SYS_pwrite64, descriptor, octets, count, offset);
  };
  if (disk == nullptr) return put(size);
  const Disk::Verdict verdict = disk->ask(Call::kWrite);
  if (verdict != Disk::Verdict::kFail) {
    const size_t wanted = verdict == Disk::Verdict::kHalfAndFail ? size / 2 : size;
    const ssize_t written = put(wanted);
    if (written < 0) return written;
    disk->wrote(descriptor, static_cast<std::uint64_t>(offset),
                {static_cast<const char*>(octets), static_cast<size_t>(written)});
    if (verdict == Disk::Verdict::kGoOn) return written;
  }
  errno = disk->reason();
  return -1;
}

int truncate_watched(int descriptor, off_t size) {
  Disk* const disk = Disk::watching(descriptor);
  if (disk == nullptr) return static_cast<int>(::syscall(SYS_ftruncate, descriptor, size));
  const Disk::Verdict verdict = disk->ask(Call::kTruncate);
  if (verdict != Disk::Verdict::kFail) {
    const auto done = static_cast<int>(::syscall(SYS_ftruncate, descriptor, size));
    if (done == 0) disk->truncated(descriptor, static_cast<std::uint64_t>(size));
    if (verdict == Disk::Verdict::kGoOn || done != 0) return done;
  }
  errno = disk->reason();
  return -1;
}

// What is watched lies in a folder that goes with the test, and what a power cut leaves of it is
// worked out from the changes: the real disk need not be waited for.
int sync_watched(int descriptor, long number) {
  Disk* const disk = Disk::watching(descriptor);
  if (disk == nullptr) return static_cast<int>(::syscall(number, descriptor));
  const Disk::Verdict verdict = disk->ask(Call::kSync);
  if (verdict == Disk::Verdict::kGoOn || verdict == Disk::Verdict::kApplyAndFail) {
    disk->synced(descriptor);
  }
  if (verdict == Disk::Verdict::kGoOn) return 0;
  errno = disk->reason();
  return -1;
}

ssize_t read_refused(int descriptor) {
  Disk* const disk = Disk::watching(descriptor);
  if (disk == nullptr || disk->ask(Call::kRead) == Disk::Verdict::kGoOn) return 0;
  errno = disk->reason();
  return -1;
}

template <class Act>
int name_watched(Change::Kind kind, const char* path, const char* other, Act act) {
  Disk* const disk = Disk::watching(std::string_view(path));
  if (disk == nullptr) return static_cast<int>(act());
  const Disk::Verdict verdict = disk->ask(Call::kName);
  if (verdict != Disk::Verdict::kFail) {
    const auto done = static_cast<int>(act());
    if (done == 0) disk->named(kind, path, other == nullptr ? "" : other);
    if (verdict == Disk::Verdict::kGoOn || done != 0) return done;
  }
  errno = disk->reason();
  return -1;
}

mode_t mode_in(int flags, std::va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  std::va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_in(flags, arguments);
  va_end(arguments);
  return open_watched(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  std::va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_in(flags, arguments);
  va_end(arguments);
  return open_watched(path, flags, mode);
}

int close(int descriptor) {
  Disk::closed(descriptor);
  return static_cast<int>(::syscall(SYS_close, descriptor));
}

ssize_t pwrite(int descriptor, const void* octets, size_t size, off_t offset) {
  return write_watched(descriptor, octets, size, offset);
}

ssize_t pwrite64(int descriptor, const void* octets, size_t size, off64_t offset) {
  return write_watched(descriptor, octets, size, offset);
}

ssize_t write(int descriptor, const void* octets, size_t size) {
  if (Disk::watching(descriptor) == nullptr) return ::syscall(SYS_write, descriptor, octets, size);
  const off_t at = ::syscall(SYS_lseek, descriptor, 0, SEEK_CUR);
  const ssize_t written = write_watched(descriptor, octets, size, at);
  if (written > 0) ::syscall(SYS_lseek, descriptor, at + written, SEEK_SET);
  return written;
}

ssize_t pread(int descriptor, void* octets, size_t size, off_t offset) {
  if (read_refused(descriptor) < 0) return -1;
  return ::syscall(SYS_pread64, descriptor, octets, size, offset);
}

ssize_t pread64(int descriptor, void* octets, size_t size, off64_t offset) {
  if (read_refused(descriptor) < 0) return -1;
  return ::syscall(SYS_pread64, descriptor, octets, size, offset);
}

ssize_t read(int descriptor, void* octets, size_t size) {
  if (read_refused(descriptor) < 0) return -1;
  return ::syscall(SYS_read, descriptor, octets, size);
}

int ftruncate(int descriptor, off_t size) noexcept { return truncate_watched(descriptor, size); }
int ftruncate64(int descriptor, off64_t size) noexcept {
  return truncate_watched(descriptor, size);
}

int fsync(int descriptor) { return sync_watched(descriptor, SYS_fsync); }
int fdatasync(int descriptor) { return sync_watched(descriptor, SYS_fdatasync); }

int unlink(const char* path) noexcept {
  return name_watched(Change::Kind::kRemove, path, nullptr,
                      [&] { return ::syscall(SYS_unlink, path); });
}

int rename(const char* path, const char* other) noexcept {
  return name_watched(Change::Kind::kRename, path, other,
                      [&] { return ::syscall(SYS_rename, path, other); });
}

int link(const char* path, const char* other) noexcept {
  return name_watched(Change::Kind::kLink, path, other,
                      [&] { return ::syscall(SYS_link, path, other); });
}

int mkdir(const char* path, mode_t mode) noexcept {
  return name_watched(Change::Kind::kFolder, path, nullptr,
                      [&] { return ::syscall(SYS_mkdir, path, mode); });
}

}  // extern "C"

#include "adapters/files/durable.hpp"

#include <cerrno>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace concordat::files {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> io_error(const fs::path& path) {
  return fail(
      {.code = "file.io", .place = path.string(), .arguments = {{"reason", std::strerror(errno)}}});
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

Status sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return io_error(folder);
  const bool synced = ::fsync(descriptor) == 0;
  const Status outcome = synced ? Status() : io_error(folder);
  ::close(descriptor);
  return outcome;
}

// Each folder made is a name in the one above it.
Status make_folders(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> missing;
  for (fs::path at = folder; !at.empty() && !fs::exists(at, error); at = at.parent_path()) {
    missing.push_back(at);
  }
  for (auto at = missing.rbegin(); at != missing.rend(); ++at) {
    fs::create_directory(*at, error);
    if (error) {
      return fail(
          {.code = "file.io", .place = at->string(), .arguments = {{"reason", error.message()}}});
    }
    CONCORDAT_CHECK(sync_folder(folder_of(*at)));
  }
  return {};
}

bool write_all(int descriptor, std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t written = ::write(descriptor, octets.data(), octets.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    octets.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Status sync_folder_of(const fs::path& path) { return sync_folder(folder_of(path)); }

Status write_durably(const fs::path& path, std::string_view octets) {
  CONCORDAT_CHECK(make_folders(folder_of(path)));
  const fs::path part = path.string() + ".part";
  const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return io_error(part);
  const bool written = write_all(descriptor, octets) && ::fsync(descriptor) == 0;
  const Status outcome = written ? Status() : io_error(part);
  ::close(descriptor);
  if (!outcome) {
    ::unlink(part.c_str());
    return outcome;
  }
  return rename_durably(part, path);
}

Status rename_durably(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return io_error(to);
  return sync_folder_of(to);
}

}  // namespace concordat::files

#include "adapters/files/signing_record_file.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <new>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/files/durable.hpp"
#include "core/base/base64.hpp"

namespace concordat::files {
namespace {

// More than a decimal of 64 bits, a space, 44 characters of base64 and a line feed.
constexpr std::size_t kMaxLine_bytes = 80;
// What a disk writes whole or not at all. A line that would lie in two sectors could lose its
// beginning and keep its end when the power goes, and would then read as damage.
constexpr off_t kSector_bytes = 512;
// What is read back at the start: enough for the last complete line, a torn one behind it, and the
// empty lines that bring each to the start of a sector.
constexpr off_t kTail_bytes = 4 * kMaxLine_bytes;

// What `history` holds at most: 2.5 MB, and heads near enough to each other to say where a log of
// any size was altered.
constexpr std::size_t kMaxHistory = 65'536;

Error io_error(const char* what) {
  return {.code = "signing-record.io",
          .arguments = {{"call", what}, {"reason", std::strerror(errno)}}};
}

std::string line_of(const SigningRecord::Head& head) {
  return std::to_string(head.size) + " " + encode_base64(head.root) + "\n";
}

Result<SigningRecord::Head> parse(std::string_view line) {
  const Error corrupt{.code = "signing-record.corrupt", .expected = "size, space, base64 root"};
  SigningRecord::Head head;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), head.size);
  const std::size_t digits = static_cast<std::size_t>(end - line.data());
  if (error != std::errc{} || digits >= line.size() || line[digits] != ' ') return fail(corrupt);
  const auto root = decode_base64(line.substr(digits + 1));
  if (!root || root->size() != head.root.size()) return fail(corrupt);
  std::ranges::copy(*root, head.root.begin());
  return head;
}

// Empty lines that bring the next line to the start of a sector, when it would not fit before.
std::string padding(off_t end, std::size_t line_bytes) {
  const off_t left = kSector_bytes - end % kSector_bytes;
  if (static_cast<off_t>(line_bytes) <= left) return {};
  return std::string(static_cast<std::size_t>(left), '\n');
}

// What stands on the last line that says anything: empty lines are padding, and NUL is a sector of
// padding that never reached the disk.
std::string_view last_line(std::string_view lines) {
  const std::size_t end = lines.find_last_not_of(std::string_view("\n\0", 2));
  if (end == std::string_view::npos) return {};
  lines = lines.substr(0, end + 1);
  const std::size_t before = lines.find_last_of(std::string_view("\n\0", 2));
  return before == std::string_view::npos ? lines : lines.substr(before + 1);
}

// Whether the open file is still the one of that name, not one that was removed or moved away.
bool bears_name(const struct stat& opened, const std::filesystem::path& path) {
  struct stat named{};
  return ::stat(path.c_str(), &named) == 0 && named.st_dev == opened.st_dev &&
         named.st_ino == opened.st_ino;
}

}  // namespace

Result<std::unique_ptr<SigningRecordFile>> SigningRecordFile::open(
    const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return fail(io_error("open"));
  std::unique_ptr<SigningRecordFile> file(new SigningRecordFile(descriptor, path));
  // A record whose name is lost with the power would be taken for that of a new log.
  if (!sync_folder_of(path)) return fail(io_error("fsync"));
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return fail({.code = "signing-record.locked", .place = path.string()});
  }

  const off_t size = ::lseek(descriptor, 0, SEEK_END);
  if (size < 0) return fail(io_error("lseek"));
  const off_t start = std::max<off_t>(0, size - kTail_bytes);
  std::string tail(static_cast<std::size_t>(size - start), '\0');
  if (::pread(descriptor, tail.data(), tail.size(), start) != static_cast<ssize_t>(tail.size())) {
    return fail(io_error("pread"));
  }
  // A line without its end was being written when the power went: nothing was signed by it.
  const std::size_t complete = tail.rfind('\n') == std::string::npos ? 0 : tail.rfind('\n') + 1;
  if (complete == 0 && start > 0) return fail({.code = "signing-record.corrupt"});
  if (complete < tail.size() &&
      ::ftruncate(descriptor, start + static_cast<off_t>(complete)) != 0) {
    return fail(io_error("ftruncate"));
  }
  if (const std::string_view line = last_line(std::string_view(tail).substr(0, complete));
      !line.empty()) {
    CONCORDAT_TRY(head, parse(line));
    file->last_ = head;
  } else if (start > 0) {
    return fail({.code = "signing-record.corrupt"});
  }
  file->end_ = start + static_cast<off_t>(complete);
  // Whoever wrote the last line may have been killed before it was synced, and what is on record is
  // signed again without being written again.
  if (size > 0 && ::fdatasync(descriptor) != 0) return fail(io_error("fdatasync"));
  return file;
}

Result<std::vector<SigningRecord::Head>> SigningRecordFile::history(
    const std::filesystem::path& path) {
  std::vector<Head> heads;
  std::optional<Head> last;
  std::uint64_t stride = 1;
  std::uint64_t number = 0;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line); ++number) {
    if (file.eof()) break;  // without its end: nothing was signed by it
    const std::string_view said = last_line(line);
    if (said.empty()) continue;
    const auto head = parse(said);
    if (!head) {
      Error error = head.error();
      error.place = "line " + std::to_string(number + 1);
      return fail(std::move(error));
    }
    last = *head;
    if (number % stride != 0) continue;
    if (heads.size() == kMaxHistory) {
      std::size_t at = 0;
      std::erase_if(heads, [&](const Head&) { return at++ % 2 != 0; });
      stride *= 2;
      if (number % stride != 0) continue;
    }
    heads.push_back(*head);
  }
  if (last && heads.back() != *last) heads.push_back(*last);
  return heads;
}

SigningRecordFile::~SigningRecordFile() { ::close(descriptor_); }

Status SigningRecordFile::record(const Head& head) try {
  if (last_ && *last_ == head) return {};
  if (last_ && head.size <= last_->size) {
    return fail({.code = "signing-record.conflict",
                 .expected = "a size above " + std::to_string(last_->size),
                 .arguments = {{"size", std::to_string(head.size)}}});
  }
  struct stat status{};
  if (::fstat(descriptor_, &status) != 0) return fail(io_error("fstat"));
  // Whoever took the file away would have the next start believe that nothing was ever signed.
  if (!bears_name(status, path_)) return fail({.code = "signing-record.removed"});
  // Half a line in the middle of the file would read as damage for ever, and a line whose sync
  // failed may never reach the disk: nothing was signed by either, so they go.
  if (status.st_size != end_ && ::ftruncate(descriptor_, end_) != 0) {
    return fail(io_error("ftruncate"));
  }
  std::string line = line_of(head);
  line.insert(0, padding(end_, line.size()));
  const auto size = static_cast<ssize_t>(line.size());
  if (::pwrite(descriptor_, line.data(), line.size(), end_) != size) return fail(io_error("write"));
  if (::fdatasync(descriptor_) != 0) return fail(io_error("fdatasync"));
  end_ += size;
  last_ = head;
  return {};
} catch (const std::bad_alloc&) {
  return fail({.code = "signing-record.io", .arguments = {{"reason", "no memory"}}});
}

}  // namespace concordat::files

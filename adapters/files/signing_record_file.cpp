#include "adapters/files/signing_record_file.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/base64.hpp"

namespace concordat::files {
namespace {

// More than a decimal of 64 bits, a space, 44 characters of base64 and a line feed.
constexpr std::size_t kMaxLine_bytes = 80;
// What is read back at the start: enough for the last complete line and a torn one behind it.
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

}  // namespace

Result<std::unique_ptr<SigningRecordFile>> SigningRecordFile::open(
    const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return fail(io_error("open"));
  std::unique_ptr<SigningRecordFile> file(new SigningRecordFile(descriptor));
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
  if (complete > 0) {
    const std::string_view lines = std::string_view(tail).substr(0, complete - 1);
    const std::size_t before = lines.rfind('\n');
    CONCORDAT_TRY(head, parse(before == std::string::npos ? lines : lines.substr(before + 1)));
    file->last_ = head;
  }
  if (::lseek(descriptor, 0, SEEK_END) < 0) return fail(io_error("lseek"));
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
    const auto head = parse(line);
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

Status SigningRecordFile::record(const Head& head) {
  if (last_ && *last_ == head) return {};
  if (last_ && head.size <= last_->size) {
    return fail({.code = "signing-record.conflict",
                 .expected = "a size above " + std::to_string(last_->size),
                 .arguments = {{"size", std::to_string(head.size)}}});
  }
  const off_t before = ::lseek(descriptor_, 0, SEEK_END);
  if (before < 0) return fail(io_error("lseek"));
  const std::string line = line_of(head);
  if (::write(descriptor_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    const Error error = io_error("write");
    // Half a line in the middle of the file would read as damage for ever.
    if (::ftruncate(descriptor_, before) != 0) return fail(io_error("ftruncate"));
    return fail(error);
  }
  if (::fdatasync(descriptor_) != 0) return fail(io_error("fdatasync"));
  last_ = head;
  return {};
}

}  // namespace concordat::files

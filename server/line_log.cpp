#include "server/line_log.hpp"

#include <chrono>
#include <utility>

#include <unistd.h>

namespace concordat::server {
namespace {

constexpr auto kFlushEvery = std::chrono::milliseconds(100);
// Flushed at once when so much is waiting, whatever its level.
constexpr std::size_t kMaxPending_bytes = std::size_t{64} * 1024;

std::string_view name_of(Level level) {
  switch (level) {
    case Level::kInfo:
      return "info";
    case Level::kWarning:
      return "warning";
    case Level::kError:
      return "error";
  }
  return "error";
}

}  // namespace

LineLog::LineLog(const Clock& clock, Sink sink)
    : clock_(clock), sink_(std::move(sink)), thread_([this] { run(); }) {}

LineLog::~LineLog() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void LineLog::write(Level level, std::string_view event, const json::Object& fields) {
  write(level, event, [&fields](json::Printer& print) {
    for (const auto& [name, value] : fields) print.member(name, value);
  });
}

void LineLog::begin(json::Printer& print, const Beginning& line) {
  print.begin_object();
  print.member("time", line.time);
  print.member("level", name_of(line.level));
  print.member("event", line.event);
}

void LineLog::end(std::unique_lock<std::mutex>& lock, std::string pending, Level level) {
  pending_ = std::move(pending);
  pending_.push_back('\n');
  if (level != Level::kInfo || pending_.size() > kMaxPending_bytes) flush(lock);
}

// The order of the lines is that in which they were taken from `pending_`: whoever takes them holds
// `writing_` first.
void LineLog::flush(std::unique_lock<std::mutex>& lock) {
  lock.unlock();
  const std::lock_guard writing(writing_);
  lock.lock();
  const std::string lines = std::exchange(pending_, {});
  lock.unlock();
  if (!lines.empty()) sink_(lines);
  lock.lock();
}

void LineLog::run() {
  std::unique_lock lock(mutex_);
  // The end may come before the first turn: what is pending goes out all the same.
  for (bool last = false; !last;) {
    changed_.wait_for(lock, kFlushEvery, [this] { return ending_; });
    last = ending_;
    flush(lock);
  }
}

void write_to_standard_error(std::string_view lines) {
  while (!lines.empty()) {
    const auto count = ::write(STDERR_FILENO, lines.data(), lines.size());
    if (count <= 0) return;  // nobody reads; a log must not stop the server
    lines.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace concordat::server

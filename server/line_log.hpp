// Structured logs: one JSON object a line, on standard error.
//
// Values are members, never woven into a text, so nothing that a client sends can forge a line or
// hide in one. No secrets: bodies, credentials and queries are never logged.
#pragma once

#include <concepts>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "core/json/printer.hpp"
#include "core/json/value.hpp"
#include "registry/ports/clock.hpp"

namespace concordat::server {

enum class Level { kInfo, kWarning, kError };

class LineLog {
 public:
  using Sink = std::function<void(std::string_view lines)>;

  // Lines go to `sink`, in order and from one thread at a time: at once for warnings and errors,
  // within a tenth of a second otherwise, because a system call a line would cost more than the
  // request it tells of. `clock` outlives the log.
  LineLog(const Clock& clock, Sink sink);
  ~LineLog();
  LineLog(const LineLog&) = delete;
  LineLog& operator=(const LineLog&) = delete;

  // {"time", "level", "event"} and the fields. Any thread.
  void write(Level level, std::string_view event, const json::Object& fields = {});
  // The same for lines by the thousand: `print_fields` is called with the printer of the line, and
  // does not write to the log itself.
  template <class Fields>
    requires std::invocable<const Fields&, json::Printer&>
  void write(Level level, std::string_view event, const Fields& print_fields) {
    const std::string time = to_string(clock_.now());
    std::unique_lock lock(mutex_);
    json::Printer print(std::move(pending_));
    begin(print, {.time = time, .level = level, .event = event});
    print_fields(print);
    print.end_object();
    end(lock, std::move(print).take(), level);
  }

 private:
  struct Beginning {
    std::string_view time;
    Level level;
    std::string_view event;
  };
  static void begin(json::Printer& print, const Beginning& line);
  void end(std::unique_lock<std::mutex>& lock, std::string pending, Level level);
  void run();
  void flush(std::unique_lock<std::mutex>& lock);

  const Clock& clock_;
  const Sink sink_;
  std::mutex writing_;  // held around the sink; taken after `mutex_` is let go
  std::mutex mutex_;    // guards everything below but the thread
  std::condition_variable changed_;
  std::string pending_;
  bool ending_ = false;
  std::thread thread_;
};

// The sink that writes to standard error.
void write_to_standard_error(std::string_view lines);

}  // namespace concordat::server

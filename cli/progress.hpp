// A bar for whoever watches a long command.
#pragma once

#include <cstddef>
#include <string>

namespace concordat::cli {

// "[=========>          ] 12288 of 27141 statements": as wide as any terminal is.
[[nodiscard]] std::string progress_bar(std::size_t done, std::size_t total);

// Written to the file descriptor in place, over what it showed before, and only if a terminal is
// there: a log file wants no bars. Ends its line when it is destroyed.
class Progress {
 public:
  Progress(int descriptor, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done);

 private:
  void write(const std::string& text) const;

  int descriptor_;
  std::size_t total_;
  bool watched_;
  bool shown_ = false;
};

}  // namespace concordat::cli

// A text line by line, with bounds on everything, and what a part of it was by the root over its
// lines.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace concordat::registry::bundle {

// A status list or a document of others is at most a mebibyte, and is written as text within JSON.
inline constexpr std::size_t kMaxLine_bytes = std::size_t{4} << 20;
// Some million statements: more belongs on a machine with a line, as a follower of the log.
inline constexpr std::uint64_t kMaxBundle_bytes = std::uint64_t{1} << 30;

// Lines end with LF, the last one too. Never holds more than one line and a block.
class Lines {
 public:
  explicit Lines(std::istream& from) : from_(from) {}

  // The next line, without its LF; nothing behind the last. Codes offline.too-large,
  // offline.unfinished (the last line has no end), cli.file (it could not be read).
  [[nodiscard]] Result<std::optional<std::string>> next();
  // The number of the line that `next` gave last, from 1.
  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] std::string place() const { return "line " + std::to_string(number_); }

 private:
  [[nodiscard]] bool fill();

  std::istream& from_;
  std::vector<char> block_;
  std::size_t at_ = 0;
  std::uint64_t read_ = 0;
  std::uint64_t number_ = 0;
};

}  // namespace concordat::registry::bundle

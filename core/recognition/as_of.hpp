// Where an answer comes from: the log, how much of it, and its root.
#pragma once

#include <cstdint>
#include <string>

#include "core/recognition/answer.hpp"
#include "core/recognition/question.hpp"

namespace concordat::recognition {

struct AsOf {
  std::string origin;
  std::uint64_t size = 0;
  std::string root;  // base64
  std::string time;  // RFC 3339, of the entry before `size`
  std::int64_t semantics_version = 1;
};

// The whole body of a determination, as HTTP answers it, `--format json` prints it, and a follower
// of the log derives it: the answer, where it comes from, and the question.
[[nodiscard]] std::string to_text(const Question& question, const Answer& answer,
                                  const AsOf& as_of);

}  // namespace concordat::recognition

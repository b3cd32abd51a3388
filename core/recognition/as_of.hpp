// Where an answer comes from: the log, how much of it, and its root.
#pragma once

#include <cstdint>
#include <string>

#include "core/recognition/determination.hpp"
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

// Says a code in some reader's language.
class Speaker {
 public:
  virtual ~Speaker() = default;
  [[nodiscard]] virtual std::string say(std::string_view code,
                                        const Arguments& arguments) const = 0;
};

// The same body, printed before anything is made into words: for answers by the thousand. The
// version of the semantics is the determination's. With a speaker, "sentence" is the last member of
// everything that has a code.
void print(json::Printer& printer, const Question& question, const Determination& determination,
           const AsOf& as_of, const Speaker* speaker = nullptr);
// As `to_text` of an answer in words: without origin, root, time and question.
void print(json::Printer& printer, const Determination& determination);
// Its members up to `asOf`, into an object that the caller has opened.
void print_members(json::Printer& printer, const Determination& determination,
                   const Speaker* speaker = nullptr);

}  // namespace concordat::recognition

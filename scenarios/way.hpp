// A way to keep statements and answer questions. Every scenario runs on each of them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "core/recognition/question.hpp"

namespace concordat::scenarios {

// One registry, from its founding on. Not shared between threads.
class Way {
 public:
  virtual ~Way() = default;
  // States drafts in their order; each gets its own outcome.
  [[nodiscard]] virtual std::vector<Status> submit(const std::vector<json::Value>& drafts) = 0;
  // The size of the log, for `mark`.
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  // The answer as JSON (spec/formats/determination.md); at least the members of the answer itself.
  [[nodiscard]] virtual Result<json::Value> ask(const recognition::Question& question) = 0;
};

// Makes an empty registry, founded from the template (`examples/founding.json`).
using MakeWay = std::function<Result<std::unique_ptr<Way>>(const json::Value& founding)>;

// The fold alone: decode, judge, apply, determine. Nothing is signed.
[[nodiscard]] Result<std::unique_ptr<Way>> make_fold_way(const json::Value& founding);

}  // namespace concordat::scenarios

// Ways to keep statements that write down everything said to them, as a file of cases
// (wasm/answers/README.md).
#pragma once

#include <ostream>

#include "scenarios/registry_way.hpp"
#include "scenarios/way.hpp"

namespace concordat::wasm::cases {

// A whole registry in memory: its log as bundles, each question with what the registry answered.
class LogRecording final : public scenarios::Way {
 public:
  LogRecording(scenarios::Founded founded, std::ostream& out);

  std::vector<Status> submit(const std::vector<json::Value>& drafts) override;
  std::uint64_t size() const override { return founded_.registry->size(); }
  Result<json::Value> ask(const recognition::Question& question) override;

  // A question without its answer, for those asked by the hundred thousand.
  void write_question(const recognition::Question& question);
  // The newest checkpoint.
  void write_checkpoint();

 private:
  void write_bundles();

  scenarios::Founded founded_;
  std::ostream& out_;
  std::uint64_t written_ = 0;  // entries
};
[[nodiscard]] scenarios::MakeWay record_logs(std::ostream& out);

// Drafts that nobody signed, refused ones among them, played on the native follower.
[[nodiscard]] scenarios::MakeWay record_drafts(std::ostream& out);

}  // namespace concordat::wasm::cases

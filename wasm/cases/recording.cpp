#include "wasm/cases/recording.hpp"

#include <algorithm>

#include "wasm/follower.hpp"

#include "adapters/memory/memory_store.hpp"
#include "core/base/base64.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/merkle/tile.hpp"
#include "scenarios/founding.hpp"

namespace concordat::wasm::cases {
namespace {

class DraftRecording final : public scenarios::Way {
 public:
  explicit DraftRecording(std::ostream& out) : out_(out) { out_ << "registry of drafts\n"; }

  std::vector<Status> submit(const std::vector<json::Value>& drafts) override {
    std::vector<Status> outcomes;
    for (const json::Value& draft : drafts) {
      const std::string text = json::compact(draft);
      recorded_.milliseconds += 1;
      out_ << "draft " << recorded_.milliseconds << ' ' << text << '\n';
      outcomes.push_back(follower_.add_draft(text, recorded_));
    }
    return outcomes;
  }
  std::uint64_t size() const override { return follower_.size(); }
  Result<json::Value> ask(const recognition::Question& question) override {
    const std::string text = json::compact(recognition::to_json(question));
    out_ << "question " << text << '\n';
    CONCORDAT_TRY(answer, follower_.determine(text));
    return json::read(answer);
  }

 private:
  std::ostream& out_;
  Follower follower_;
  Instant recorded_{scenarios::kFirstRecorded_ms};
};

}  // namespace

LogRecording::LogRecording(scenarios::Founded founded, std::ostream& out)
    : founded_(std::move(founded)), out_(out) {
  out_ << "registry with a log\n";
  write_bundles();
}

std::vector<Status> LogRecording::submit(const std::vector<json::Value>& drafts) {
  scenarios::Batch batch = scenarios::sign_batch(founded_.signatures, drafts);
  const auto receipts = founded_.registry->submit(batch.statements);
  for (std::size_t at = 0; at < receipts.size(); ++at) {
    if (!receipts[at]) batch.settle(at, receipts[at].error());
  }
  write_bundles();
  return std::move(batch.outcomes);
}

Result<json::Value> LogRecording::ask(const recognition::Question& question) {
  write_question(question);
  CONCORDAT_TRY(decision, founded_.registry->decide(question));
  const std::string answer = registry::Registry::to_text(question, decision);
  out_ << "answered " << answer << '\n';
  return json::read(answer);
}

void LogRecording::write_question(const recognition::Question& question) {
  out_ << "question " << json::compact(recognition::to_json(question)) << '\n';
}

void LogRecording::write_checkpoint() {
  out_ << "checkpoint " << founded_.registry->log_vkey() << ' '
       << encode_base64(bytes_of(founded_.registry->checkpoint())) << '\n';
}

// Every bundle that has grown, whole, as a follower of the log would fetch it.
void LogRecording::write_bundles() {
  const std::uint64_t size = founded_.registry->size();
  const auto log = founded_.registry->log();
  for (std::uint64_t index = written_ / merkle::kTileWidth; index * merkle::kTileWidth < size;
       ++index) {
    const auto width = static_cast<unsigned>(
        std::min<std::uint64_t>(size - index * merkle::kTileWidth, merkle::kTileWidth));
    const auto bundle = log->bundle(index, width, size);
    if (!bundle) continue;  // the follower will meet the gap and say so
    out_ << "bundle " << index << ' ' << width << ' ' << encode_base64(*bundle) << '\n';
  }
  written_ = size;
}

scenarios::MakeWay record_logs(std::ostream& out) {
  return [&out](const json::Value& founding) -> Result<std::unique_ptr<scenarios::Way>> {
    CONCORDAT_TRY(founded,
                  scenarios::found_registry(founding, std::make_unique<memory::MemoryStore>()));
    return std::make_unique<LogRecording>(std::move(founded), out);
  };
}

scenarios::MakeWay record_drafts(std::ostream& out) {
  return [&out](const json::Value& founding) -> Result<std::unique_ptr<scenarios::Way>> {
    CONCORDAT_TRY(pair, keys::generate(crypto::Algorithm::kEd25519));
    auto way = std::make_unique<DraftRecording>(out);
    const json::Value first = scenarios::founding_draft(
        founding, {.operator_key = pair.public_key, .log_vkey = "scenarios.example+00000000+AQ=="});
    const std::vector<Status> outcomes = way->submit({first});
    if (!outcomes.front()) return fail(outcomes.front().error());
    return way;
  };
}

}  // namespace concordat::wasm::cases

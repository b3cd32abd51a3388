#include "core/admission/admission.hpp"
#include "core/facts/state.hpp"
#include "core/json/write.hpp"
#include "core/recognition/determine.hpp"
#include "core/statement/statement.hpp"
#include "scenarios/founding.hpp"
#include "scenarios/way.hpp"

namespace concordat::scenarios {
namespace {

class FoldWay final : public Way {
 public:
  std::vector<Status> submit(const std::vector<json::Value>& drafts) override {
    std::vector<Status> outcomes;
    for (const json::Value& draft : drafts) outcomes.push_back(submit_one(draft));
    return outcomes;
  }
  std::uint64_t size() const override { return state_.size_applied(); }
  Result<json::Value> ask(const recognition::Question& question) override {
    return recognition::to_json(recognition::determine(state_, question));
  }

 private:
  Status submit_one(const json::Value& draft) {
    const std::string payload = json::compact(draft);
    CONCORDAT_TRY(statement, statement::decode(std::string_view(payload)));
    recorded_.milliseconds += 1;
    CONCORDAT_CHECK(admission::judge(state_, statement, recorded_));
    CONCORDAT_CHECK(state_.apply({.statement = &statement,
                                  .digest = statement::content_digest(payload),
                                  .recorded = recorded_}));
    state_.publish(state_.size_applied());
    return {};
  }

  facts::State state_;
  Instant recorded_{kFirstRecorded_ms};
};

}  // namespace

Result<std::unique_ptr<Way>> make_fold_way(const json::Value& founding) {
  CONCORDAT_TRY(pair, keys::generate(crypto::Algorithm::kEd25519));
  auto way = std::make_unique<FoldWay>();
  const json::Value first = founding_draft(
      founding, {.operator_key = pair.public_key, .log_vkey = "scenarios.example+00000000+AQ=="});
  const std::vector<Status> outcomes = way->submit({first});
  if (!outcomes.front()) return std::unexpected(outcomes.front().error());
  return way;
}

}  // namespace concordat::scenarios

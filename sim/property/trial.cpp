#include "sim/property/trial.hpp"

#include <algorithm>

#include "core/json/write.hpp"
#include "core/recognition/determine.hpp"

namespace concordat::sim::property {

using generator::Draft;
using recognition::Question;

Trial::Trial(const std::vector<Draft>& drafts) : state_(std::make_unique<facts::State>()) {
  constexpr std::int64_t kDay_ms = 86'400'000;
  for (const Draft& draft : drafts) {
    const std::string payload = json::compact(draft.statement);
    Result<statement::Statement> decoded = statement::decode(std::string_view(payload));
    if (!decoded) {
      undecodable_.push_back(decoded.error().code + " " + decoded.error().place + " " + payload);
      continue;
    }
    const Instant recorded = {draft.recorded_day * kDay_ms};
    const Status applied = state_->apply({.statement = &*decoded,
                                          .digest = statement::content_digest(payload),
                                          .recorded = recorded});
    if (!applied) continue;
    log_.push_back({.statement = std::move(*decoded), .recorded = recorded});
  }
  state_->publish(state_->size_applied());
}

recognition::Answer Trial::engine(const Question& question) const {
  return recognition::determine(*state_, question);
}

recognition::Answer Trial::oracle(const Question& question) const {
  return oracle::determine(log_, question);
}

std::vector<Draft> minimised(std::vector<Draft> drafts, const Question& question) {
  const auto disagree = [&](const std::vector<Draft>& some) {
    const Trial trial(some);
    return trial.engine_key(question) != trial.oracle_key(question);
  };
  for (std::size_t i = drafts.size(); i-- > 0;) {
    const std::string& type = *drafts[i].statement.find("type")->as_string();
    // Without these the disagreement would soon be another one.
    if (type == "route-matrix" || type == "level-scale" || type == "economy" ||
        type == "legal-act") {
      continue;
    }
    std::vector<Draft> fewer = drafts;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (disagree(fewer)) drafts = std::move(fewer);
  }
  return drafts;
}

std::string disagreement(const generator::World& world) {
  const std::vector<Draft> drafts = minimised(world.drafts, world.question);
  const Trial trial(drafts);
  const Key engine = trial.engine_key(world.question);
  const Key oracle = trial.oracle_key(world.question);
  std::string text;
  for (const Draft& draft : drafts) {
    const std::string& type = *draft.statement.find("type")->as_string();
    if (type != "route-matrix" && type != "level-scale" && type != "economy" &&
        type != "legal-act") {
      text += json::compact(draft.statement) + "\n";
    }
  }
  text += "? " + json::compact(recognition::to_json(world.question)) + "\n";
  for (const std::string& line : engine) {
    if (std::ranges::find(oracle, line) == oracle.end()) text += "engine: " + line + "\n";
  }
  for (const std::string& line : oracle) {
    if (std::ranges::find(engine, line) == engine.end()) text += "oracle: " + line + "\n";
  }
  for (const std::string& line : engine) {
    if (std::ranges::find(oracle, line) != oracle.end()) text += "both:   " + line + "\n";
  }
  return text;
}

}  // namespace concordat::sim::property

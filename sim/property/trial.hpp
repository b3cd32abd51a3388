// A registry on trial: the same statements given to the engine's fold and to the slow evaluator.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/generator/generator.hpp"
#include "sim/oracle/oracle.hpp"
#include "sim/property/key.hpp"

#include "core/facts/state.hpp"

namespace concordat::sim::property {

class Trial {
 public:
  // What the fold refuses is left out on both sides.
  explicit Trial(const std::vector<generator::Draft>& drafts);

  [[nodiscard]] recognition::Answer engine(const recognition::Question& question) const;
  [[nodiscard]] recognition::Answer oracle(const recognition::Question& question) const;
  [[nodiscard]] Key engine_key(const recognition::Question& question) const {
    return key_of(engine(question));
  }
  [[nodiscard]] Key oracle_key(const recognition::Question& question) const {
    return key_of(oracle(question));
  }
  [[nodiscard]] std::size_t size() const { return log_.size(); }
  // Drafts that do not decode: always empty unless the generator is wrong.
  [[nodiscard]] const std::vector<std::string>& undecodable() const { return undecodable_; }

 private:
  std::vector<oracle::Recorded> log_;
  std::unique_ptr<facts::State> state_;
  std::vector<std::string> undecodable_;
};

// The fewest statements on which engine and oracle still disagree: each is dropped in turn.
[[nodiscard]] std::vector<generator::Draft> minimised(std::vector<generator::Draft> drafts,
                                                      const recognition::Question& question);
// The registry, the question and both keys, for people.
[[nodiscard]] std::string disagreement(const generator::World& world);

}  // namespace concordat::sim::property

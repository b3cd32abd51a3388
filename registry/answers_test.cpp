// Every statement gets its own outcome, at its own place, and before the end.
#include "registry/answers.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace concordat::registry {
namespace {

Receipt receipt(std::uint64_t index) { return {.index = index, .id = std::to_string(index)}; }

struct Caller {
  std::shared_ptr<Call> call;
  std::uint64_t first = 0;  // the number of its first statement
  std::size_t statements = 0;
};

// Statements of all callers, dealt out to batches as they come.
struct Dealt {
  std::vector<Caller> callers;
  std::vector<Answers::Batch> batches;
  std::vector<bool> refused;  // by the number of the statement
};

Dealt deal(const std::vector<std::uint8_t>& sizes, std::size_t each) {
  Dealt dealt;
  std::vector<std::pair<Reply, Receipt>> all;
  for (const std::uint8_t size : sizes) {
    dealt.callers.push_back({std::make_shared<Call>(size), all.size(), size});
    for (std::size_t at = 0; at < size; ++at) {
      all.emplace_back(Reply{dealt.callers.back().call, at}, receipt(all.size()));
    }
  }
  // Neighbours go to different batches, and to the later ones first.
  std::ranges::sort(all, std::ranges::greater{}, [](const auto& one) {
    return std::pair(one.second.index % 7, one.second.index);
  });
  dealt.refused.resize(all.size());
  for (std::size_t begin = 0; begin < all.size(); begin += each) {
    const bool fails = dealt.batches.size() % 3 == 1;
    Answers::Batch& batch = dealt.batches.emplace_back();
    if (fails) batch.written = fail({.code = "store.full"});
    for (std::size_t at = begin; at < std::min(begin + each, all.size()); ++at) {
      dealt.refused[all[at].second.index] = fails;
      batch.accepted.push_back(all[at]);
    }
  }
  return dealt;
}

void check(const Caller& caller, const std::vector<bool>& refused) {
  const auto outcomes = caller.call->wait();
  REQUIRE(outcomes.size() == caller.statements);
  for (std::size_t at = 0; at < outcomes.size(); ++at) {
    const std::uint64_t number = caller.first + at;
    if (refused[number]) {
      REQUIRE_FALSE(outcomes[at].has_value());
      REQUIRE(outcomes[at].error().code == "store.full");
    } else {
      REQUIRE(outcomes[at].has_value());
      REQUIRE(outcomes[at]->index == number);
      REQUIRE(outcomes[at]->id == std::to_string(number));
    }
  }
}

}  // namespace

TEST_CASE("everybody is told about every statement, however they share batches") {
  std::mt19937 draw(1);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::uint8_t> sizes(draw() % 60);
    for (std::uint8_t& size : sizes) size = static_cast<std::uint8_t>(draw() % 20);
    Dealt dealt = deal(sizes, draw() % 100 + 1);
    {
      Answers answers;
      for (Answers::Batch& batch : dealt.batches) answers.give(std::move(batch));
    }
    // What was given has been told: nobody waits any more.
    for (const Caller& caller : dealt.callers) check(caller, dealt.refused);
  }
}

}  // namespace concordat::registry

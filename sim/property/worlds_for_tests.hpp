// For tests of workspaces: drawn registries, and answers in words.
#pragma once

#include <string>

#include "sim/generator/generator.hpp"
#include <doctest/doctest.h>

#include "core/json/write.hpp"
#include "core/recognition/as_of.hpp"
#include "core/recognition/determine.hpp"

namespace concordat::sim::property {

inline const recognition::AsOf kAsOf{
    .origin = "sim.example/log", .size = 1, .root = "", .time = ""};

inline void append(facts::State& state, const generator::Draft& draft) {
  constexpr std::int64_t kDay_ms = 86'400'000;
  const std::string payload = json::compact(draft.statement);
  const auto decoded = statement::decode(std::string_view(payload));
  REQUIRE_MESSAGE(decoded, payload);
  // What the fold refuses is no part of the registry.
  (void)state.apply({.statement = &*decoded,
                     .digest = statement::content_digest(payload),
                     .recorded = {draft.recorded_day * kDay_ms}});
}

inline std::string words(const recognition::Answer& answer) {
  return json::compact(recognition::to_json(answer));
}

// What a server prints of a determination without making it into words first.
inline std::string printed(const recognition::Determination& determination,
                           const recognition::Question& question) {
  json::Printer printer;
  recognition::print(printer, question, determination, kAsOf);
  return std::move(printer).take();
}

}  // namespace concordat::sim::property

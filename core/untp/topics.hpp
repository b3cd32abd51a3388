// The conformity topics that are claimed, by their names in UNTP's vocabulary. Private to this
// folder.
#pragma once

#include <string>

#include "core/untp/envelope.hpp"
#include "core/untp/vocabulary.hpp"

namespace concordat::untp {

struct Topic {
  std::string_view id;  // in the vocabulary
  std::string_view name;
};
inline constexpr Topic kTesting = {"testing-and-certification", "Testing and Certification"};
inline constexpr Topic kRegulations = {"technical-regulations", "Technical Regulations"};
inline constexpr Topic kVoluntary = {"voluntary-standards", "Voluntary Standards"};
inline constexpr Topic kRecognition = {"mutual-recognition", "Mutual Recognition"};

[[nodiscard]] inline json::Value topic_of(const Topic& topic) {
  return thing("ConformityTopic", std::string(kTopics) + std::string(topic.id), topic.name);
}

}  // namespace concordat::untp

// The tokenizer port, filled by ICU.
#pragma once

#include "adapters/text/look_alikes.hpp"
#include "adapters/text/tokens.hpp"
#include "registry/ports/tokenizer.hpp"

namespace concordat::text {

class PortTokenizer final : public Tokenizer {
 public:
  [[nodiscard]] std::string for_index(std::string_view text) const override {
    return tokens_for_index(text);
  }
  [[nodiscard]] std::string for_query(std::string_view text) const override {
    return tokens_for_query(text);
  }
  [[nodiscard]] std::string looks(std::string_view text) const override { return skeleton(text); }
};

}  // namespace concordat::text

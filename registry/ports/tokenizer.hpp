// The tokenizer port: one segmentation and folding in front of every search index.
#pragma once

#include <string>
#include <string_view>

namespace concordat {

class Tokenizer {
 public:
  virtual ~Tokenizer() = default;
  // Tokens separated by single spaces, for a text that is indexed.
  [[nodiscard]] virtual std::string for_index(std::string_view text) const = 0;
  // The same for a query: the last token may be a prefix.
  [[nodiscard]] virtual std::string for_query(std::string_view text) const = 0;
  // The same for two texts that people take for each other.
  [[nodiscard]] virtual std::string looks(std::string_view text) const = 0;
};

}  // namespace concordat

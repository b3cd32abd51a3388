#include "core/statement/dictionary.hpp"

#include <set>
#include <span>
#include <string_view>

#include "core/statement/descriptor.hpp"

namespace concordat::statement {
namespace {

void collect(std::span<const Field> fields, std::set<std::string_view>& words) {
  for (const Field& field : fields) {
    words.insert(field.name);
    words.insert(field.choices.begin(), field.choices.end());
    collect(field.fields, words);
  }
}

}  // namespace

std::string fuzz_dictionary() {
  std::set<std::string_view> words{"all",  "any", "not",     "attribute", "is",   "in",
                                   "from", "to",  "present", "true",      "false"};
  collect(envelope(), words);
  for (const Descriptor& descriptor : catalogue()) {
    words.insert(descriptor.type);
    collect(descriptor.fields, words);
  }
  std::string dictionary = "# Generated from the catalogue by tools/catalogue; do not edit.\n";
  for (const std::string_view word : words) {
    dictionary += "\"\\\"" + std::string(word) + "\\\"\"\n";
  }
  return dictionary;
}

}  // namespace concordat::statement

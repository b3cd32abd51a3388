#include "core/statement/generate.hpp"

#include "core/json/write.hpp"
#include "core/statement/dictionary.hpp"
#include "core/statement/example.hpp"
#include "core/statement/reference.hpp"
#include "core/statement/schema.hpp"

namespace concordat::statement {

std::vector<GeneratedFile> generated_files() {
  std::vector<GeneratedFile> files;
  for (const Descriptor& descriptor : catalogue()) {
    const std::string name = std::string(descriptor.type) + ".json";
    files.push_back(
        {.path = "spec/schemas/" + name, .content = json::pretty(json_schema(descriptor)) + "\n"});
    files.push_back({.path = "spec/corpus/statement/" + name,
                     .content = json::compact(example(descriptor, Extent::kFullest)) + "\n"});
  }
  files.push_back({.path = "docs/reference/statements.md", .content = reference_page()});
  files.push_back({.path = "spec/corpus/statement.dict", .content = fuzz_dictionary()});
  return files;
}

}  // namespace concordat::statement

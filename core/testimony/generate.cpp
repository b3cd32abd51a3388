#include "core/testimony/generate.hpp"

#include "core/json/write.hpp"
#include "core/testimony/context.hpp"
#include "core/testimony/schema.hpp"
#include "core/untp/context.hpp"

namespace concordat::testimony {
namespace {

constexpr std::string_view kFolder = "spec/credentials";

statement::GeneratedFile file(std::string_view name, std::string_view ending,
                              const json::Value& content) {
  return {.path = std::string(kFolder).append(name).append(ending),
          .content = json::pretty(content) + "\n"};
}

}  // namespace

std::vector<statement::GeneratedFile> generated_files() {
  // A context's path ends with its name.
  const auto name_of = [](std::string_view path) { return path.substr(path.rfind('/')); };
  std::vector<statement::GeneratedFile> files{
      file(name_of(untp::kOwnContextPath), ".jsonld", untp::own_context()),
      file(name_of(kContextPath), ".jsonld", own_context())};
  for (const Form& form : forms()) {
    files.push_back(file("/" + std::string(form.schema), ".json", schema_of(form)));
  }
  return files;
}

}  // namespace concordat::testimony

// Files of any content, one after the other with U+001D between them, to every importer that takes
// so many: it refuses them, or makes drafts that the catalogue takes, and the same again from the
// same files.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/statement/statement.hpp"
#include "importers/importer.hpp"

namespace {

using namespace concordat;

constexpr char kBetweenFiles = '\x1D';

void demand(bool holds) {
  if (!holds) std::abort();
}

std::vector<importers::Source> files_of(std::string_view text) {
  std::vector<importers::Source> files;
  for (;;) {
    const std::size_t end = text.find(kBetweenFiles);
    files.push_back({.name = "file" + std::to_string(files.size() + 1),
                     .text = std::string(text.substr(0, end))});
    if (end == std::string_view::npos) return files;
    text.remove_prefix(end + 1);
  }
}

void check(const importers::Imported& imported, const importers::Imported& again) {
  demand(imported.drafts == again.drafts && imported.rejected == again.rejected);
  for (const json::Value& draft : imported.drafts) {
    demand(statement::decode(draft).has_value());
  }
  for (const importers::Rejected& rejected : imported.rejected) {
    demand(!rejected.code.empty() && !rejected.file.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto files = files_of({reinterpret_cast<const char*>(data), size});
  const importers::Reading reading{.read = date_of(2026, 3, 1)};
  for (const importers::Importer& importer : importers::importers()) {
    const auto imported = importers::run(importer, files, reading);
    if (!imported) {
      demand(!imported.error().code.empty());
      continue;
    }
    const auto again = importers::run(importer, files, reading);
    demand(again.has_value());
    check(*imported, *again);
  }
  return 0;
}

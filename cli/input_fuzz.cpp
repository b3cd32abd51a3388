// Files that the commands read, of any content: as a manifest of `decide --batch`, every row is a
// question or an error of its own; as drafts of `submit`, every line is a draft or an error of its
// own, in the order of the file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cli/drafts.hpp"
#include "cli/manifest.hpp"
#include "core/statement/statement.hpp"

namespace {

using namespace concordat;

void demand(bool holds) {
  if (!holds) std::abort();
}

void read_as_manifest(std::string_view text) {
  cli::DecideOptions common;
  common.market = "ES";
  common.on = "2024-05-01";
  common.as_of = 1;
  const auto lines = cli::read_manifest(text, common);
  if (!lines) {
    demand(lines.error().code.starts_with("csv."));
    return;
  }
  for (const cli::ManifestLine& line : *lines) {
    demand(line.number >= 2);
    demand(line.question ? line.question->as_of == common.as_of
                         : !line.question.error().code.empty());
  }
}

void read_as_drafts(std::string_view text) {
  const auto lines = cli::drafts_in("drafts", text);
  if (!lines) {
    demand(!lines.error().code.empty());
    return;
  }
  for (const cli::InputLine& line : *lines) {
    demand(line.place.starts_with("drafts"));
    if (!line.draft) continue;
    if (const std::string* compact = line.draft->as_string()) {
      static_cast<void>(statement::decode_signed(*compact));
    } else {
      static_cast<void>(statement::decode(*line.draft));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_as_manifest(text);
  read_as_drafts(text);
  return 0;
}

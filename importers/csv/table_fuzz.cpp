// Whatever is read as a table and written anew, every cell in quotation marks, is read alike.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "importers/csv/table.hpp"

namespace {

using namespace concordat;

void demand(bool holds) {
  if (!holds) std::abort();
}

void write_row(std::string& text, const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) {
    if (&cell != cells.data()) text.push_back(',');
    text.push_back('"');
    for (const char letter : cell) text.append(letter == '"' ? 2 : 1, letter);
    text.push_back('"');
  }
  text.push_back('\n');
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto table = csv::Table::read({reinterpret_cast<const char*>(data), size});
  if (!table) {
    demand(table.error().code.starts_with("csv."));
    return 0;
  }
  std::string written;
  write_row(written, table->header());
  for (const csv::Row& row : table->rows()) {
    demand(row.line >= 2 && row.cells.size() == table->header().size());
    write_row(written, row.cells);
  }
  const auto again = csv::Table::read(written);
  demand(again && again->header() == table->header() && again->misshapen().empty());
  demand(again->rows().size() == table->rows().size());
  for (std::size_t at = 0; at < table->rows().size(); ++at) {
    demand(again->rows()[at].cells == table->rows()[at].cells);
    for (const std::string& name : table->header()) {
      demand(again->cell(again->rows()[at], name) == table->cell(table->rows()[at], name));
    }
  }
  return 0;
}

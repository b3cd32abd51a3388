// Whatever is read as a date or an instant prints as a text that means the same, in the right order
// with its day.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/base/bytes.hpp"
#include "core/time/instant.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  const std::string_view text = text_of({data, size});
  if (const auto date = parse_date(text)) {
    demand(to_string(*date) == text);
    demand(kBeginning < *date && *date < kForever);
    const CivilDate civil_date = civil(*date);
    demand(date_of(civil_date.year, civil_date.month, civil_date.day) == *date);
    demand(*date < date->plus_days(1) && date->plus_days(-1) < *date);
  }
  if (const auto instant = parse_instant(text)) {
    const auto again = parse_instant(to_string(*instant));
    demand(again && *again == *instant);
    const Date day = utc_date(*instant);
    demand(to_string(*instant).starts_with(to_string(day)));
  }
  return 0;
}

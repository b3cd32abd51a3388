// A table of counts that may be published without telling about few: counts of some, but fewer than
// a minimum, are withheld, and as many others as it takes that nobody computes them from what is
// left and the totals.
//
// The threshold rule with complementary suppression (Hundepool et al., Handbook on Statistical
// Disclosure Control, chapters on frequency tables and on cell suppression). A count of zero is
// published: it tells that there was nobody, and of nobody in particular.
//
// What holds afterwards: for each count that had to be withheld, whole numbers of zero and more
// exist that agree with everything published and have another number in its place. It may still be
// known to lie within narrow bounds; against who knows some of the counts from elsewhere, and
// against several tables of the same cases held beside each other, nothing is promised.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace concordat::insight {

// Row by row.
struct Counts {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<std::uint64_t> cells;  // rows * columns

  [[nodiscard]] std::uint64_t at(std::size_t row, std::size_t column) const {
    return cells[row * columns + column];
  }
};

// With a row and a column more than the counts: the totals, and in the corner that of all.
struct Publishable {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<std::optional<std::uint64_t>> cells;  // none: withheld

  [[nodiscard]] const std::optional<std::uint64_t>& at(std::size_t row, std::size_t column) const {
    return cells[row * columns + column];
  }
};

// At least 2: with a smaller minimum nothing would be withheld. Work grows with the square of rows
// and columns together for each count that is too small.
[[nodiscard]] Publishable publishable(const Counts& counts, std::uint64_t minimum);

}  // namespace concordat::insight

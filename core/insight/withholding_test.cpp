// That nothing published tells a count under the minimum, by trying: an evaluator that knows
// nothing of how cells were chosen looks for other numbers that agree with all that is published.
#include "core/insight/withholding.hpp"

#include <random>
#include <string>

#include <doctest/doctest.h>

namespace concordat::insight {
namespace {

// "12 . 4 | 16" with a dot for what is withheld.
std::string shown(const Publishable& table) {
  std::string text;
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (std::size_t column = 0; column < table.columns; ++column) {
      const auto& cell = table.at(row, column);
      text += (column == 0 ? "" : " ") + (cell ? std::to_string(*cell) : ".");
    }
    text += "\n";
  }
  return text;
}

// Whether some filling of the withheld cells of the table has `value` at `where`. Tries them all,
// row by row; a total is one more cell, whose value follows.
class Filler {
 public:
  Filler(const Publishable& table, std::uint64_t most) : table_(table), most_(most) {
    current_.assign((table.rows - 1) * (table.columns - 1), 0);
  }

  // Whether any agrees in which the cell, a total among them, is not `value`.
  bool other_than(std::size_t row, std::size_t column, std::uint64_t value) {
    row_ = row;
    column_ = column;
    value_ = value;
    return fill(0);
  }

 private:
  bool fill(std::size_t at) {
    const std::size_t width = table_.columns - 1;
    if (at > 0 && at % width == 0 && !agrees(at / width - 1, width, row_sum(at / width - 1))) {
      return false;
    }
    if (at == current_.size()) return complete();
    const auto& given = table_.at(at / width, at % width);
    const std::uint64_t first = given ? *given : 0;
    const std::uint64_t last = given ? *given : most_;
    for (std::uint64_t value = first; value <= last; ++value) {
      current_[at] = value;
      if (fill(at + 1)) return true;
    }
    return false;
  }
  [[nodiscard]] std::uint64_t row_sum(std::size_t row) const {
    std::uint64_t sum = 0;
    for (std::size_t column = 0; column + 1 < table_.columns; ++column) {
      sum += current_[row * (table_.columns - 1) + column];
    }
    return sum;
  }
  [[nodiscard]] bool agrees(std::size_t row, std::size_t column, std::uint64_t value) const {
    const auto& given = table_.at(row, column);
    return !given || *given == value;
  }
  [[nodiscard]] bool complete() {
    std::uint64_t all = 0;
    std::uint64_t asked = 0;
    const std::size_t height = table_.rows - 1;
    const std::size_t width = table_.columns - 1;
    for (std::size_t column = 0; column < width; ++column) {
      std::uint64_t sum = 0;
      for (std::size_t row = 0; row < height; ++row) sum += current_[row * width + column];
      if (!agrees(height, column, sum)) return false;
      if (row_ == height && column_ == column) asked = sum;
      all += sum;
    }
    if (!agrees(height, width, all)) return false;
    if (row_ == height && column_ == width) asked = all;
    if (row_ < height) asked = column_ < width ? current_[row_ * width + column_] : row_sum(row_);
    return asked != value_;
  }

  const Publishable& table_;
  std::uint64_t most_;
  std::vector<std::uint64_t> current_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  std::uint64_t value_ = 0;
};

TEST_CASE("a small count takes others with it, the least that will do") {
  const Counts counts{.rows = 3, .columns = 2, .cells = {2, 40, 30, 9, 20, 50}};
  CHECK(shown(publishable(counts, 5)) ==
        ". . 42\n"
        ". . 39\n"
        "20 50 70\n"
        "52 99 151\n");
}

TEST_CASE("counts of nobody are published, and nothing is withheld where nothing is small") {
  const Counts counts{.rows = 2, .columns = 2, .cells = {0, 40, 30, 9}};
  CHECK(shown(publishable(counts, 5)) ==
        "0 40 40\n"
        "30 9 39\n"
        "30 49 79\n");
  CHECK(shown(publishable({.rows = 0, .columns = 0, .cells = {}}, 5)) == "0\n");
}

TEST_CASE("a single small count hides itself and its totals") {
  CHECK(shown(publishable({.rows = 1, .columns = 1, .cells = {3}}, 5)) ==
        ". .\n"
        ". .\n");
}

TEST_CASE("no combination of what is published tells a count under the minimum") {
  std::mt19937 random(7);
  std::size_t small = 0;
  for (int round = 0; round < 400; ++round) {
    Counts counts{.rows = 1 + random() % 3, .columns = 1 + random() % 3, .cells = {}};
    for (std::size_t at = 0; at < counts.rows * counts.columns; ++at) {
      counts.cells.push_back(random() % 3 == 0 ? 0 : random() % 7);
    }
    constexpr std::uint64_t kMinimum = 3;
    const Publishable table = publishable(counts, kMinimum);
    // Everything, totals too, from the counts themselves.
    const auto truth = [&](std::size_t row, std::size_t column) {
      std::uint64_t sum = 0;
      for (std::size_t r = 0; r < counts.rows; ++r) {
        for (std::size_t c = 0; c < counts.columns; ++c) {
          const bool here =
              (row == counts.rows || row == r) && (column == counts.columns || column == c);
          sum += here ? counts.at(r, c) : 0;
        }
      }
      return sum;
    };
    for (std::size_t row = 0; row < table.rows; ++row) {
      for (std::size_t column = 0; column < table.columns; ++column) {
        const std::uint64_t value = truth(row, column);
        const auto& cell = table.at(row, column);
        if (cell) CHECK(*cell == value);
        if (value == 0 || value >= kMinimum) continue;
        ++small;
        CAPTURE(shown(table));
        CHECK_FALSE(cell);
        CHECK(Filler(table, 7).other_than(row, column, value));
      }
    }
  }
  CHECK(small > 200);
}

}  // namespace
}  // namespace concordat::insight

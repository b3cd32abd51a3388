#include "core/insight/withholding.hpp"

#include <limits>

namespace concordat::insight {
namespace {

// With the totals, each line of the table adds up: the total stands for minus its value. So a
// withheld cell can be another number exactly when it lies on a closed path of withheld cells that
// turns between rows and columns: one more here, one less there, all around. Every cell on the path
// is at least one, so it may be less by one.
//
// That is a question about a graph: rows and columns are its points, withheld cells its lines, and
// a cell is safe when its row and its column are joined by another way than the cell itself.
class Table {
 public:
  Table(const Counts& counts, std::uint64_t minimum)
      : rows_(counts.rows + 1), columns_(counts.columns + 1), values_(rows_ * columns_) {
    for (std::size_t row = 0; row < counts.rows; ++row) {
      for (std::size_t column = 0; column < counts.columns; ++column) {
        const std::uint64_t value = counts.at(row, column);
        for (const std::size_t at : {cell(row, column), cell(row, columns_ - 1),
                                     cell(rows_ - 1, column), cell(rows_ - 1, columns_ - 1)}) {
          values_[at] += value;
        }
      }
    }
    for (const std::uint64_t value : values_) {
      withheld_.push_back(value > 0 && value < minimum ? 1 : 0);
    }
  }

  void protect() {
    const std::vector<char> too_small = withheld_;
    for (std::size_t at = 0; at < values_.size(); ++at) {
      if (too_small[at] != 0) close_path(at);
    }
  }

  [[nodiscard]] Publishable result() const {
    Publishable result{.rows = rows_, .columns = columns_, .cells = {}};
    for (std::size_t at = 0; at < values_.size(); ++at) {
      result.cells.push_back(withheld_[at] != 0 ? std::optional<std::uint64_t>() : values_[at]);
    }
    return result;
  }

 private:
  static constexpr std::uint64_t kFar = std::numeric_limits<std::uint64_t>::max();
  static constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

  struct Reached {
    std::uint64_t cost = kFar;
    std::size_t by = kNowhere;  // the cell that leads there
    bool done = false;
  };

  [[nodiscard]] std::size_t cell(std::size_t row, std::size_t column) const {
    return row * columns_ + column;
  }
  [[nodiscard]] std::size_t points() const { return rows_ + columns_; }
  // Points are the rows, and behind them the columns.
  [[nodiscard]] std::size_t row_point(std::size_t at) const { return at / columns_; }
  [[nodiscard]] std::size_t column_point(std::size_t at) const { return rows_ + at % columns_; }
  [[nodiscard]] std::size_t cell_between(std::size_t point, std::size_t other) const {
    return point < rows_ ? cell(point, other - rows_) : cell(other, point - rows_);
  }

  // Withholds what it takes, the least in sum, to join the cell's row and column another way.
  // There is always one: a count above zero has a total in its row and one in its column.
  void close_path(std::size_t closing) {
    std::vector<Reached> reached(points());
    reached[row_point(closing)].cost = 0;
    for (std::size_t point = nearest(reached); point != kNowhere; point = nearest(reached)) {
      reached[point].done = true;
      const std::size_t first = point < rows_ ? rows_ : 0;
      const std::size_t end = point < rows_ ? points() : rows_;
      for (std::size_t other = first; other < end; ++other) {
        const std::size_t by = cell_between(point, other);
        if (by == closing || values_[by] == 0) continue;
        const std::uint64_t cost = reached[point].cost + (withheld_[by] != 0 ? 0 : values_[by]);
        if (cost < reached[other].cost) reached[other] = {.cost = cost, .by = by, .done = false};
      }
    }
    std::size_t point = column_point(closing);
    while (reached[point].by != kNowhere) {
      const std::size_t by = reached[point].by;
      withheld_[by] = 1;
      point = point < rows_ ? column_point(by) : row_point(by);
    }
  }

  [[nodiscard]] static std::size_t nearest(const std::vector<Reached>& reached) {
    std::size_t best = kNowhere;
    for (std::size_t point = 0; point < reached.size(); ++point) {
      if (reached[point].done || reached[point].cost == kFar) continue;
      if (best == kNowhere || reached[point].cost < reached[best].cost) best = point;
    }
    return best;
  }

  std::size_t rows_;
  std::size_t columns_;
  std::vector<std::uint64_t> values_;
  std::vector<char> withheld_;
};

}  // namespace

Publishable publishable(const Counts& counts, std::uint64_t minimum) {
  Table table(counts, minimum);
  table.protect();
  return table.result();
}

}  // namespace concordat::insight

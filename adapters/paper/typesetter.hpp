// The look of a sheet on paper.
#pragma once

#include "adapters/paper/canvas.hpp"

namespace concordat::paper {

// Of a run: the pages it may have, and the total to print at the foot of each.
struct Pages {
  int most = 200;
  int total = 0;  // 0: not known yet
};

// Sets the sheet onto pages, the last of them ended. Gives their number; more than `most` are not
// drawn.
[[nodiscard]] int typeset(Canvas& canvas, const Sheet& sheet, const Pages& pages);

// What every page has: the word across it, the head and the foot. For Canvas.
void furnish(Canvas& canvas, const Sheet& sheet, int page, int total);

}  // namespace concordat::paper

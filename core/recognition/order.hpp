// A stable order for short lists. Findings, routes and cures come in tens, and answers must not
// depend on how a library breaks ties.
#pragma once

#include <algorithm>
#include <vector>

namespace concordat::recognition {

// Insertion: equal elements keep their order.
template <class T, class Before>
void put_in_order(std::vector<T>& list, Before&& before) {
  for (auto next = list.begin(); next != list.end(); ++next) {
    const auto place = std::upper_bound(list.begin(), next, *next, before);
    std::rotate(place, next, next + 1);
  }
}

}  // namespace concordat::recognition

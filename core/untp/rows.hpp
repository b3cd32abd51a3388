// Rows by the statements that made them. Private to this folder.
#pragma once

#include "core/facts/row.hpp"

namespace concordat::untp {

// The first row made by that statement or a later one: rows lie in the order of recording.
template <class T>
std::uint32_t first_since(const facts::Relation<T>& rows, facts::Ordinal ordinal) {
  std::uint32_t low = 0;
  auto high = static_cast<std::uint32_t>(rows.size());
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (rows.at(middle).since < ordinal) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// Whether the statement itself is about the certificate: a correction leaves copies of what it
// corrects behind its own row.
template <class T>
bool is_about(const facts::Relation<T>& rows, facts::Ordinal ordinal, facts::Id certificate) {
  return rows.at(first_since(rows, ordinal)).certificate == certificate;
}

}  // namespace concordat::untp

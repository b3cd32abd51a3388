// Rows by the statements that made them. Private to this folder.
#pragma once

#include "core/facts/stated.hpp"

namespace concordat::untp {

using facts::first_since;

// Whether the statement itself is about the certificate: a correction leaves copies of what it
// corrects behind its own row.
template <class T>
bool is_about(const facts::Relation<T>& rows, facts::Ordinal ordinal, facts::Id certificate) {
  return rows.at(first_since(rows, ordinal)).certificate == certificate;
}

}  // namespace concordat::untp

// What one of our files is: how it is made and how it is recognised.
//
//   entries       the log: the row number is the index, the value the entry
//   state         one row for each position: epoch, checkpoint, projection. `seal` is -number - 1,
//                 so that a number altered by itself is noticed
//   tiles         hashes of complete blocks of entries; the row number is the block
//   search_row    the search projection; search_field and search_text find its rows
#pragma once

#include "adapters/sqlite/database.hpp"

namespace concordat::sqlite {

// "Cncd", in the file's header where `file` and other programs look for it.
inline constexpr std::int64_t kApplicationId = 0x436E6364;
// Counts changes of the tables that an older program would misread.
inline constexpr std::int64_t kSchemaVersion = 4;

// Whether the file holds nothing at all yet.
[[nodiscard]] Result<bool> is_blank(Connection& connection);

// Makes the tables in one transaction: after a crash there are all or none.
[[nodiscard]] Status create_schema(Connection& connection);

// Brings a file of an earlier version of ours up to date, step by step, in one transaction: after a
// crash it is of the old version or of the new one. Does nothing to any other file. What the new
// tables hold is derived, and made by whoever writes the log next.
[[nodiscard]] Status upgrade(Connection& connection);

// store.foreign: a file of another program; store.newer: of a later version of ours;
// store.outdated: of an earlier one.
[[nodiscard]] Status recognise(Connection& connection);

}  // namespace concordat::sqlite

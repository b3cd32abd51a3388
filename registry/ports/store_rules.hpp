// What every store refuses, and in the same words. The engine reads its own state inside its own
// transaction and asks here whether the write may go on.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "registry/ports/store.hpp"

namespace concordat {

// store.entry-too-large, with the position in the batch as place.
[[nodiscard]] Status check_entries(const Store::Append& batch);

// store.fenced unless `epoch` is the newest one taken; epoch 0 was never taken by anybody.
[[nodiscard]] Status check_epoch(std::uint64_t epoch, std::uint64_t newest);

// store.conflict unless the batch was made for this size.
[[nodiscard]] Status check_expected_size(std::uint64_t expected, std::uint64_t size);

// store.conflict unless previous <= position <= size.
[[nodiscard]] Status check_position(std::uint64_t position, std::uint64_t previous,
                                    std::uint64_t size);

// store.entry-too-large, with the number of the tile as place; store.conflict for a tile that
// leaves a gap behind the `count` there are, or lies beyond the `size` entries.
[[nodiscard]] Status check_tiles(std::uint64_t first, const std::vector<Bytes>& tiles,
                                 std::uint64_t count, std::uint64_t size);

// store.conflict when a row comes from an entry at or beyond the position.
[[nodiscard]] Status check_rows(const std::vector<Store::SearchRow>& rows, std::uint64_t position);

}  // namespace concordat

// How much one author may put under one key. Admission and determination look through the rows of
// the keys that a statement or a question names; an author who piled up a million of them under one
// key would make every later statement and question wade through them.
#pragma once

#include <cstddef>

#include "core/admission/scene.hpp"
#include "core/statement/statement.hpp"

namespace concordat::admission {

// Rows of one key that one author has recorded, corrected ones among them. Nothing real comes near:
// the most there are for one key are the designations of a large body and the mandates of a busy
// representative, a few thousand. Counted by author, so that nobody can take up another's room.
inline constexpr std::size_t kMostOfOneKey = 10'000;

// The same for changes of one state: each is judged against all the others, model by model, so they
// are bounded more tightly. A certificate that is suspended and reinstated every month of ten years
// stays below.
inline constexpr std::size_t kMostChangesOfState = 250;
// Models named in all changes of one certificate; twice what one statement may list.
inline constexpr std::size_t kMostModelsChanged = 4'000;

// Code admission.crowded, with the place of what the statement is one too many of.
[[nodiscard]] Status check_crowd(const Scene& scene, const statement::Statement& statement);

}  // namespace concordat::admission

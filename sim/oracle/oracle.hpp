// The rules of spec/determination.md, evaluated plainly: no indexes, no intervals, no caches; every
// fact is looked for among all of them. Slow, and meant to be read next to that page.
//
// It shares with the engine only the words of question and answer, the catalogue of codes and the
// three-valued predicates.
#pragma once

#include <vector>

#include "sim/oracle/facts.hpp"

#include "core/recognition/answer.hpp"

namespace concordat::sim::oracle {

// Verdict, requirements, routes, findings, conditions and extents. Evidence, arguments, cures,
// `stable` and the look-ahead stay empty.
[[nodiscard]] recognition::Answer determine(const std::vector<Recorded>& log,
                                            const recognition::Question& question);

}  // namespace concordat::sim::oracle

// The kinds of fact, one row type each, in the order in which one speaks of another. Names are
// those of the catalogue (docs/reference).
//
// Every Id is interned in Tables::names. A list that the catalogue calls "all when absent" is empty
// here when absent.
#pragma once

#include "core/facts/rows/attestations.hpp"
#include "core/facts/rows/compacts.hpp"
#include "core/facts/rows/competence.hpp"
#include "core/facts/rows/frame.hpp"
#include "core/facts/rows/measures.hpp"
#include "core/facts/rows/norms.hpp"

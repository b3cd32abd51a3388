// Small registries and questions drawn from a seed, over so few names and days that facts collide.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/json/value.hpp"
#include "core/recognition/question.hpp"

namespace concordat::sim::generator {

// What a generated registry may contain. A switch that is off keeps the feature out.
struct Features {
  bool corrections = true;       // of the whole and in part
  bool interruptions = true;     // suspended, reinstated, ended
  bool open_days = true;         // starts and ends that are only possible
  bool modules = true;           // alternatives of several modules, several attestations
  bool first_party = true;       // procedures without a body
  bool accreditation = true;     // and acceptance of accreditors
  bool annexes = true;           // agreements of every kind
  bool deposits = true;          // entry into force by deposit, denunciation
  bool caps = true;              // levels, components, caps
  bool acceptances = true;       // R6 and R7
  bool equivalence = true;       // decisions with mappings
  bool onward = true;            // chains of decisions
  bool states = true;            // of certificates
  bool operators = true;         // brands, licences, mandates
  bool coverage = true;          // models, families, batches, serials
  bool measures = true;          // and alerts
  bool predicates = true;        // scopes, exclusions, displacement
  bool presumption = true;       // citations, objections
  bool acts_end = true;          // acts with an end, transition and sell-off
  bool territories = true;       // questions for a territory of an economy
  bool supplier_only = true;     // requirements that offer no third-party procedure
  bool no_cap = true;            // annexes none of whose caps may hold
  bool other_sector = true;      // attestations of another sector than the product's
  bool lawful_marketing = true;  // R7
  bool deltas = true;            // decisions that leave deltas
  bool differences = true;       // declared differences, tested or not
  bool left_out = true;          // demands that an attestation leaves out
  bool missing = true;           // unknown markets, numbers on file nowhere, no matrix
};

// A statement before it is signed, and the day it is recorded.
struct Draft {
  json::Object statement;
  std::int32_t recorded_day = 0;
};

struct World {
  std::vector<Draft> drafts;
  recognition::Question question;
};

// Days that facts and questions are drawn from: these many from kFirstDay on.
inline constexpr std::int32_t kFirstDay = 18262;  // 2020-01-01
inline constexpr std::int32_t kDays = 400;

[[nodiscard]] World draw_world(std::uint64_t seed, const Features& features);
// A statement about names that nothing in a drawn world uses.
[[nodiscard]] Draft unrelated(std::uint64_t seed);

}  // namespace concordat::sim::generator

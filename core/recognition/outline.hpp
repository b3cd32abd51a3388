// What an evaluation comes to, whichever the certificate.
//
// Where the legs of two certificates, and all that was found on their ways, have the same codes,
// their answers differ in the arguments and the evidence of findings, and in the certificate named:
// in nothing that decides. So an answer is concluded once for each series of codes, kept as an
// outline, and told of one certificate after the other (ways.hpp says which codes).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/recognition/context.hpp"

namespace concordat::recognition {

// Two lists of arguments that the search for cures compared, at least one of them of a finding:
// another certificate has the same cures where they compare alike.
struct CureGuard {
  struct Side {
    FoundAt at;                        // the arguments of that finding, else:
    std::span<const Named> arguments;  // these
  };
  Side left;
  Side right;
  bool equal = false;
};

struct Outline {
  // Findings that have a place, and conditions of own legs, without arguments and evidence; routes
  // without attestations and names, and requirements of ways without theirs; kOwnRecord where
  // evidence of a condition names the record. Lasts.
  Determination answer;
  bool placed_outside_routes = false;  // findings of a requirement, or of the whole, have a place
  bool own_conditions = false;         // the arguments of a condition are the certificate's own
  bool conditions_of_record = false;   // a condition rests on the certificate's record
  // The first outline kept that has the same key; null until somebody asks.
  const Outline* like = nullptr;
  bool cures_known = false;
  std::span<const TerseCure> cures;
  std::span<const CureGuard> guards;
};

// Whether the question, as it is resolved on the day, is one that outlines serve: one attestation,
// found, and no tariff code.
[[nodiscard]] bool has_outline(const Context& context);

// Makes an outline of what was concluded with `outlining`: takes off what is said of one
// certificate and its ways.
void bare(Outline& outline);
// The answer for the certificate and the ways of the context; with its cures where it is explained.
void tell(const Context& context, Outline& outline, Determination& answer);

// Whether two outlines have the same key, where they are told with the same names.
[[nodiscard]] bool same_key(const Context& context, Outline& left, Outline& right);

}  // namespace concordat::recognition

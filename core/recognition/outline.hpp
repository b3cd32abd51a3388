// What an evaluation comes to for a kind of attestation, whichever the certificate.
//
// Where the legs of two certificates of one kind found the same codes, their answers differ in the
// arguments and the evidence of these findings, and in the certificate named: in nothing that
// decides. So an answer is concluded once for each kind and each series of codes, kept as an
// outline, and told of one certificate after the other.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/recognition/context.hpp"

namespace concordat::recognition {

// Two arguments lists that the search for cures compared, at least one of them the certificate's
// own: another certificate has the same cures where they compare alike.
struct CureGuard {
  struct Side {
    OwnPlace own;                      // the arguments of that finding, else:
    std::span<const Named> arguments;  // those of the kind
  };
  Side left;
  Side right;
  bool equal = false;
};

struct Outline {
  // Own findings and conditions without arguments and evidence, routes without attestations, and
  // kOwnRecord where evidence names the record. Lasts.
  Determination answer;
  bool own_conditions = false;        // the arguments of a condition are the certificate's own
  bool conditions_of_record = false;  // a condition rests on the certificate's record
  // The first outline kept that has the same key; null until somebody asks.
  const Outline* like = nullptr;
  bool cures_known = false;
  std::span<const TerseCure> cures;
  std::span<const CureGuard> guards;
};

// Series of words, each with a number of its own: as many as there are different series.
class Series {
 public:
  [[nodiscard]] std::uint32_t number_of(std::span<const std::uint64_t> words);
  void clear();
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  static constexpr std::size_t kFirstHeads = 8;  // a power of two

  struct Entry {
    std::uint64_t hash = 0;
    std::size_t first = 0;  // of its words
    std::size_t size = 0;
    std::uint32_t next = kNone;
  };
  void grow();

  std::vector<std::uint32_t> heads_ = std::vector<std::uint32_t>(kFirstHeads, kNone);
  std::vector<Entry> entries_;
  std::vector<std::uint64_t> words_;
};

// Whether the question, as it is resolved on the day, is one that outlines serve: one attestation,
// found, and no tariff code.
[[nodiscard]] bool has_outline(const Context& context);

// Makes an outline of what was concluded with `outlining`: takes off what is the certificate's own.
void take_off_own(Outline& outline);
// The answer for the certificate of the context; with its cures where it is explained.
void tell(const Context& context, Outline& outline, Determination& answer);

// Whether two outlines have the same key.
[[nodiscard]] bool same_key(const Context& context, Outline& left, Outline& right);

}  // namespace concordat::recognition

// What a judgement has looked at of a kind of attestation.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace concordat::recognition {

// What a judgement may look at besides the sector and the days.
enum class Member : std::uint8_t {
  kArtefact,
  kLegalEffect,
  kBody,
  kAct,
  kModule,
  kScheme,
  kCategory,
  kCollaborative,
  kScale,
  kLevel,
  kComponents,
  kEditions,
  kLeftOut,
  kDifferences,
  kAddenda,
  kAttributes,  // of the product
  kHome,        // the economy of its body, and its areas
  kAnnexes,     // by which annexes its home is recognised in the market
  kUnderAct,    // whether its act is that of the requirement, or one that this replaced
  kDecided,     // whether a decision of the market starts from one of its editions
};
inline constexpr std::size_t kMembers = 20;

// A set of members.
class Notes {
 public:
  constexpr Notes() = default;
  constexpr explicit Notes(Member member) : bits_(1U << static_cast<unsigned>(member)) {}
  constexpr Notes(std::initializer_list<Member> members) {
    for (const Member member : members) add(Notes(member));
  }
  constexpr void add(Notes other) { bits_ |= other.bits_; }
  [[nodiscard]] constexpr bool hold(Notes other) const { return (other.bits_ & ~bits_) == 0; }
  [[nodiscard]] constexpr Notes without(Notes other) const {
    Notes left;
    left.bits_ = bits_ & ~other.bits_;
    return left;
  }
  [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }
  template <class Visit>
  constexpr void visit(Visit&& visit) const {
    for (std::uint32_t left = bits_; left != 0; left &= left - 1) {
      visit(static_cast<Member>(std::countr_zero(left)));
    }
  }

 private:
  std::uint32_t bits_ = 0;
};

}  // namespace concordat::recognition

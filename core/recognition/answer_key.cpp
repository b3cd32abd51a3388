// What two answers have in common, or not.
#include <algorithm>

#include "core/recognition/evaluate.hpp"

namespace concordat::recognition {
namespace {

bool same(std::span<const TerseFinding> left, std::span<const TerseFinding> right) {
  return std::ranges::equal(left, right, [](const TerseFinding& one, const TerseFinding& other) {
    return one.code == other.code && one.bearing == other.bearing && one.leg == other.leg;
  });
}

bool same(std::span<const TerseCondition> left, std::span<const TerseCondition> right,
          const facts::Tables& tables) {
  return std::ranges::equal(left, right,
                            [&](const TerseCondition& one, const TerseCondition& other) {
                              return one.code == other.code && one.timing == other.timing &&
                                     one.verified_by == other.verified_by &&
                                     same_arguments(one.arguments, other.arguments, tables);
                            });
}

bool same(const TerseExtent* left, const TerseExtent* right) {
  if (left == right) return true;
  static constexpr auto is_whole = [](const TerseExtent& extent) {
    return extent == TerseExtent{};
  };
  if (!left) return is_whole(*right);
  return right ? *left == *right : is_whole(*left);
}

bool same(const TerseRoute& left, const TerseRoute& right, const facts::Tables& tables) {
  return left.route == right.route && left.instrument == right.instrument &&
         std::ranges::equal(left.attestations, right.attestations) &&
         left.outcome == right.outcome && left.why == right.why &&
         same(left.extent, right.extent) && same(left.findings, right.findings) &&
         same(left.conditions, right.conditions, tables);
}

bool same(const TerseRequirement& left, const TerseRequirement& right,
          const facts::Tables& tables) {
  return left.requirement == right.requirement && left.outcome == right.outcome &&
         left.why == right.why && same(left.findings, right.findings) &&
         std::ranges::equal(left.routes, right.routes, [&](const auto& one, const auto& other) {
           return same(one, other, tables);
         });
}

}  // namespace

bool same_key(const Determination& left, const Determination& right) {
  const facts::Tables& tables = *left.tables;
  return left.verdict == right.verdict && left.why == right.why &&
         left.semantics_version == right.semantics_version && same(left.extent, right.extent) &&
         same(left.findings, right.findings) && same(left.conditions, right.conditions, tables) &&
         std::ranges::equal(
             left.requirements, right.requirements,
             [&](const auto& one, const auto& other) { return same(one, other, tables); });
}

}  // namespace concordat::recognition

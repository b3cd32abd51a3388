#include "core/recognition/extent.hpp"

#include <algorithm>
#include <charconv>

namespace concordat::recognition {
namespace {

using facts::Cap;
using facts::Scale;

constexpr std::string_view kEvaluationAccepted = "evaluation-accepted";

// The conditions of a cap, three-valued, and what would settle them.
struct CapTruth {
  Truth truth = Truth::kYes;
  std::string_view missing;
};

Truth qualified(Context& context, const Case& asked, Id domain) {
  Truth best = Truth::kNo;
  Probe& issue = asked.attestation.issue;
  const facts::Annex& annex = *asked.candidate.annex;
  context.tables.participations.visit(facts::pack(annex.agreement, asked.candidate.from),
                                      context.size, [&](const facts::Participation& row) {
                                        if (!contains(row.domains, domain)) return true;
                                        const Phase phase =
                                            tenure_at(row, issue, {annex.annex}).phase;
                                        if (phase == Phase::kInForce) best = Truth::kYes;
                                        if (phase == Phase::kOpen)
                                          best = std::max(best, Truth::kUnknown);
                                        return true;
                                      });
  return best;
}

CapTruth cap_truth(Context& context, const Case& asked, const Cap& cap) {
  Kind& attestation = asked.attestation;
  if (!attestation.issued_within(cap.issued)) return {Truth::kNo, {}};
  if (!cap.categories.empty() && !contains(cap.categories, attestation.category())) {
    return {Truth::kNo, {}};
  }
  if (cap.collaborative_profile && !attestation.collaborative_profile()) return {Truth::kNo, {}};
  CapTruth result;
  if (cap.issuer_domain != kNoId) {
    result.truth = qualified(context, asked, cap.issuer_domain);
    if (result.truth == Truth::kNo) return result;
    if (result.truth == Truth::kUnknown) result.missing = "issuer-domain";
  }
  if (cap.needs_acceptance_date) {
    if (!attestation.acceptance_known()) {
      result = {Truth::kUnknown, kEvaluationAccepted};
    } else if (attestation.accepted_before(cap.accepted_from) ||
               !attestation.accepted_before(cap.accepted_before)) {
      return {Truth::kNo, {}};
    }
  }
  return result;
}

struct ComponentName {
  std::string_view family;
  int number = -1;
};

// "AVA_VAN.5"
ComponentName component_name(std::string_view component) {
  const std::size_t dot = component.rfind('.');
  if (dot == std::string_view::npos) return {component, -1};
  const std::string_view digits = component.substr(dot + 1);
  int number = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return {component, -1};
  return {component.substr(0, dot), number};
}

enum class Place : std::uint8_t { kInside, kBeyond, kNotOnScale };

Place place_of(const Context& context, const Scale& scale, int level, Id component) {
  const ComponentName name = component_name(context.text(component));
  for (const Id outside : scale.outside_packages) {
    if (context.text(outside) == name.family) return Place::kInside;
  }
  for (const facts::ScaleFamily& family : scale.families) {
    if (context.text(family.family) != name.family || name.number < 0) continue;
    const auto at = static_cast<std::size_t>(level);
    const int most = at < family.at.size() ? family.at[at] : 0;
    return name.number <= most ? Place::kInside : Place::kBeyond;
  }
  return Place::kNotOnScale;
}

// Sorts the components of the attestation by the cap.
void split_components(const Context& context, const Case& asked, const Scale& scale, int cap,
                      TerseExtent& extent) {
  for (const Id component : asked.attestation.components()) {
    switch (place_of(context, scale, cap, component)) {
      case Place::kInside:
        extent.components.push_back(component);
        break;
      case Place::kBeyond:
        extent.not_recognised.push_back(component);
        break;
      case Place::kNotOnScale:
        extent.missing = "component-not-on-scale";
        break;
    }
  }
}

void describe_whole(const Context& context, const Kind& attestation, TerseExtent& extent) {
  extent.scale = attestation.scale();
  extent.level = attestation.level();
  const auto* scale = described(context, context.tables.scales, extent.scale);
  if (scale) extent.height = extent.upper = level_index(*scale, extent.level);
  extent.components = attestation.components();
}

void describe_nothing(const Kind& attestation, TerseExtent& extent) {
  const Id level = attestation.level();
  const Ids& components = attestation.components();
  extent.whole = false;
  extent.scale = attestation.scale();
  if (level != kNoId) extent.not_recognised.push_back(level);
  extent.not_recognised.insert(extent.not_recognised.end(), components.begin(), components.end());
}

}  // namespace

int level_index(const Scale& scale, Id level) {
  const auto found = std::ranges::find(scale.levels, level);
  return found == scale.levels.end() ? -1 : static_cast<int>(found - scale.levels.begin());
}

CapResult caps_of(Context& context, const Case& asked) {
  CapResult result;
  const facts::Annex* annex = asked.candidate.annex;
  if (!annex || annex->caps.empty() || asked.candidate.own) return result;
  result.capped = true;
  const Id claimed = asked.attestation.scale();
  int lowest_open = -1;
  for (const Cap& cap : annex->caps) {
    if (claimed != kNoId && claimed != cap.scale) continue;
    const Scale* scale = described(context, context.tables.scales, cap.scale);
    if (!scale) continue;
    const CapTruth holds = cap_truth(context, asked, cap);
    if (holds.truth == Truth::kNo) continue;
    result.scale = scale;
    const int level = level_index(*scale, cap.level);
    result.at_most = std::max(result.at_most, level);
    if (holds.truth == Truth::kYes) {
      result.surely = std::max(result.surely, level);
    } else {
      lowest_open = lowest_open < 0 ? level : std::min(lowest_open, level);
      // The day of acceptance before the domain: it is on paper.
      if (result.missing != kEvaluationAccepted) result.missing = holds.missing;
    }
  }
  // Open caps alone: between them they leave no case out, so the lowest is certain.
  if (result.surely < 0) result.surely = lowest_open;
  if (result.surely == result.at_most) result.missing = {};
  return result;
}

TerseExtent extent_of(const Context& context, const Case& asked, const CapResult& caps) {
  TerseExtent extent;
  if (!caps.capped) {
    describe_whole(context, asked.attestation, extent);
    return extent;
  }
  if (!caps.scale || caps.surely < 0) {
    // No cap holds: nothing is recognised, whatever is claimed.
    describe_nothing(asked.attestation, extent);
    return extent;
  }
  const Scale& scale = *caps.scale;
  const int certified = level_index(scale, asked.attestation.level());
  extent.scale = scale.scale;
  const auto level_at = [&](int index) { return scale.levels[static_cast<std::size_t>(index)]; };
  if (certified < 0) {
    // The level is not claimed as such: recognised no further than the cap.
    split_components(context, asked, scale, caps.surely, extent);
    extent.missing = "certified-level";
    extent.at_most = level_at(caps.at_most);
    extent.upper = caps.at_most;
    extent.whole = false;
    return extent;
  }
  extent.level = level_at(std::min(certified, caps.surely));
  extent.height = extent.upper = std::min(certified, caps.surely);
  if (certified > caps.surely) extent.not_recognised.push_back(level_at(certified));
  split_components(context, asked, scale, caps.surely, extent);
  extent.whole = extent.not_recognised.empty();
  if (caps.at_most > caps.surely && !extent.whole) {
    extent.upper = std::min(certified, caps.at_most);
    extent.at_most = level_at(extent.upper);
    extent.missing = caps.missing;
  }
  return extent;
}

}  // namespace concordat::recognition

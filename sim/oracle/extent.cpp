// Section 6, the extent.
#include <algorithm>
#include <optional>

#include "sim/oracle/case.hpp"

namespace concordat::sim::oracle {
namespace {

using recognition::Extent;

Finding told(Bearing bearing, std::string_view reason) {
  return finding(Leg::kInstrument, bearing, reason, Why::kNone);
}

}  // namespace

int height_on_scale(const Case& asked, std::string_view scale, std::string_view level) {
  const Fact* known = asked.named("level-scale", "scale", scale);
  if (known == nullptr || level.empty()) return -1;
  const json::Array& levels = known->body().array("levels");
  for (std::size_t height = 0; height < levels.size(); ++height) {
    if (*levels[height].as_string() == level) return static_cast<int>(height);
  }
  return -1;
}

namespace {

statement::Truth issuer_qualified(const Step& step, std::string_view domain) {
  using statement::Truth;
  Truth best = Truth::kNo;
  for (const Fact* row : step.asked.facts.of("participation")) {
    if (row->text("agreement") == step.candidate.fact->text("agreement") &&
        row->text("party") == step.candidate.from && holds(row->body(), "domains", domain)) {
      if (step.asked.facts.in_force(*row, step.held.issued())) return Truth::kYes;
      if (step.asked.facts.open(*row, step.held.issued())) best = Truth::kUnknown;
    }
  }
  return best;
}

statement::Truth cap_holds(const Step& step, const json::Value& cap) {
  using statement::Truth;
  const Held& held = step.held;
  const auto from = day(cap, "issuedFrom");
  const auto until = day(cap, "issuedUntil");
  if ((from && held.issued() < *from) || (until && held.issued() >= *until)) return Truth::kNo;
  if (!fits(cap, "categories", held.text("category"))) return Truth::kNo;
  if (cap.boolean("collaborativeProfile") && !held.body().boolean("collaborativeProfile")) {
    return Truth::kNo;
  }
  const std::string_view domain = cap.text("issuerDomain");
  const Truth qualified = domain.empty() ? Truth::kYes : issuer_qualified(step, domain);
  if (qualified == Truth::kNo) return Truth::kNo;
  const auto before = day(cap, "acceptedBefore");
  const auto after = day(cap, "acceptedFrom");
  if (!before && !after) return qualified;
  const auto accepted = day(held.body(), "evaluationAccepted");
  if (!accepted) return Truth::kUnknown;
  const bool within = (!before || *accepted < *before) && (!after || *accepted >= *after);
  return within ? qualified : Truth::kNo;
}

struct Reach {
  int lower = -1;
  int upper = -1;
  std::string missing;  // what would settle it
};

// How far the caps let recognition go, as heights on their scale.
Reach reach_of(const Step& step, const json::Array& caps) {
  Reach reach;
  int lowest_open = -1;
  for (const json::Value& cap : caps) {
    const std::string_view own_scale = step.held.text("scale");
    if (!own_scale.empty() && cap.text("scale") != own_scale) continue;
    const statement::Truth truth = cap_holds(step, cap);
    if (truth == statement::Truth::kNo) continue;
    const int height = height_on_scale(step.asked, cap.text("scale"), cap.text("level"));
    reach.upper = std::max(reach.upper, height);
    if (truth == statement::Truth::kYes) {
      reach.lower = std::max(reach.lower, height);
      continue;
    }
    if (lowest_open < 0 || height < lowest_open) lowest_open = height;
    const bool dated = !cap.text("acceptedBefore").empty() || !cap.text("acceptedFrom").empty();
    if (dated && !day(step.held.body(), "evaluationAccepted")) {
      reach.missing = "evaluation-accepted";
    } else if (reach.missing.empty()) {
      reach.missing = "issuer-domain";
    }
  }
  if (reach.lower < 0) reach.lower = lowest_open;
  return reach;
}

// Where a component stands against a level: inside, above it, or on no scale.
enum class Place { kInside, kAbove, kUnknown };

Place place_of(const Fact& scale, std::string_view component, int height) {
  const std::size_t dot = component.rfind('.');
  const std::string_view family = component.substr(0, dot);
  if (holds(scale.body(), "outsidePackages", family)) return Place::kInside;
  for (const json::Value& known : scale.body().array("components")) {
    if (known.text("family") != family) continue;
    std::int64_t number = 0;
    if (dot != std::string_view::npos) {
      for (const char digit : component.substr(dot + 1)) number = number * 10 + (digit - '0');
    }
    const std::int64_t in_package =
        *known.array("at")[static_cast<std::size_t>(height)].as_integer();
    return number <= in_package ? Place::kInside : Place::kAbove;
  }
  return Place::kUnknown;
}

void sort_components(const Step& step, const Fact& scale, int height, Extent& extent) {
  for (const json::Value& component : step.held.body().array("components")) {
    switch (place_of(scale, *component.as_string(), height)) {
      case Place::kInside:
        extent.components.push_back(*component.as_string());
        break;
      case Place::kAbove:
        extent.not_recognised.push_back(*component.as_string());
        break;
      case Place::kUnknown:
        extent.missing = "component-not-on-scale";
        break;
    }
  }
}

// The whole attestation: its own level and every component.
Extent whole_of(const Step& step) {
  Extent extent;
  extent.scale = step.held.text("scale");
  extent.level = step.held.text("level");
  extent.height = height_on_scale(step.asked, extent.scale, extent.level);
  if (extent.level.empty()) return extent;
  for (const json::Value& component : step.held.body().array("components")) {
    extent.components.push_back(*component.as_string());
  }
  return extent;
}

}  // namespace

Extent extent_of(const Step& step, Findings& findings) {
  const json::Array none;
  const bool own = step.candidate.route == Route::kR0;
  const json::Array& caps =
      own || step.candidate.annex == nullptr ? none : step.candidate.annex->array("caps");
  if (caps.empty()) return whole_of(step);
  const Reach reach = reach_of(step, caps);
  Extent extent;
  const Fact* scale = step.asked.named("level-scale", "scale", caps.front().text("scale"));
  const std::string_view certified_level = step.held.text("level");
  if (reach.upper < 0 || scale == nullptr) {
    findings.push_back(told(Bearing::kFails, code::kInstrumentNoCap));
    extent.whole = false;
    extent.scale = step.held.text("scale");
    if (!certified_level.empty()) extent.not_recognised.emplace_back(certified_level);
    for (const json::Value& component : step.held.body().array("components")) {
      extent.not_recognised.push_back(*component.as_string());
    }
    return extent;
  }
  extent.scale = caps.front().text("scale");
  const int certified = height_on_scale(step.asked, extent.scale, certified_level);
  const json::Array& levels = scale->body().array("levels");
  const auto level_at = [&](int height) {
    return *levels[static_cast<std::size_t>(height)].as_string();
  };
  if (certified < 0) {
    extent.whole = false;
    sort_components(step, *scale, reach.lower, extent);
    extent.at_most = level_at(reach.upper);
    extent.missing = "certified-level";
    findings.push_back(told(Bearing::kNote, code::kInstrumentPartialExtent));
    findings.push_back(told(Bearing::kNote, code::kInstrumentExtentOpen));
    return extent;
  }
  const int height = std::min(certified, reach.lower);
  extent.height = height;
  extent.level = level_at(height);
  if (certified > height) extent.not_recognised.emplace_back(certified_level);
  sort_components(step, *scale, reach.lower, extent);
  extent.whole = extent.not_recognised.empty();
  if (reach.upper > reach.lower && !extent.whole) {
    extent.at_most = level_at(std::min(certified, reach.upper));
    extent.missing = reach.missing;
    findings.push_back(told(Bearing::kNote, code::kInstrumentExtentOpen));
  }
  if (!extent.whole) findings.push_back(told(Bearing::kNote, code::kInstrumentPartialExtent));
  return extent;
}

}  // namespace concordat::sim::oracle

// Section 4, measures: what authorities have done about the units asked about.
#include <algorithm>
#include <tuple>

#include "sim/oracle/case.hpp"

namespace concordat::sim::oracle {

namespace {

// Serial numbers compare by length, then bytes.
bool at_most(std::string_view left, std::string_view right) {
  return left.size() != right.size() ? left.size() < right.size() : left <= right;
}

}  // namespace

bool within_serials(const json::Value& units, std::string_view serial) {
  const std::string_view from = units.text("serialFrom");
  const std::string_view to = units.text("serialTo");
  return (from.empty() || at_most(from, serial)) && (to.empty() || at_most(serial, to));
}

bool has_serials(const json::Value& units) {
  return !units.text("serialFrom").empty() || !units.text("serialTo").empty();
}

namespace {

struct Match {
  bool goods = false;
  bool brand = false;
};

// A batch named without any product counts when the brand is named too, or no brand is.
Match match(const Case& asked, const Held* held, const json::Value& units) {
  const recognition::Product& product = asked.question.product;
  Match found;
  found.goods = held != nullptr && holds(units, "certificates", held->text("certificate"));
  found.goods = found.goods || (!product.model.empty() && holds(units, "models", product.model)) ||
                (!product.gtin.empty() && holds(units, "gtins", product.gtin));
  found.brand = !asked.question.operators.brand.empty() &&
                holds(units, "brands", asked.question.operators.brand);
  const bool names_product = !units.array("certificates").empty() ||
                             !units.array("models").empty() || !units.array("gtins").empty();
  if (!names_product && !product.batch.empty() && holds(units, "batches", product.batch) &&
      (found.brand || units.array("brands").empty())) {
    found.goods = true;
  }
  return found;
}

// The question's model among its products, or one of the question's people among its traders.
bool prints_a_name(const Case& asked, const json::Value& alert) {
  const recognition::Operators& operators = asked.question.operators;
  const std::string& model = asked.question.product.model;
  if (!model.empty() && holds(alert, "products", model)) return true;
  return std::ranges::any_of(alert.array("traders"), [&](const json::Value& trader) {
    const std::string_view name = trader.text("name");
    return name == operators.manufacturer || name == operators.importer || name == operators.holder;
  });
}

// Whether batch or serial say that the unit is not, is, or may be among those named.
statement::Truth unit_named(const Case& asked, const json::Value& units) {
  using statement::Truth;
  const recognition::Product& product = asked.question.product;
  const bool batches = !units.array("batches").empty();
  const bool serials = has_serials(units);
  // Those named, unless it says all; without batch or serial, every unit it names otherwise.
  if (units.text("extent", "units-only") == "all-units" || (!batches && !serials)) {
    return Truth::kYes;
  }
  Truth named = Truth::kNo;
  if (batches) {
    named = product.batch.empty()                    ? Truth::kUnknown
            : holds(units, "batches", product.batch) ? Truth::kYes
                                                     : Truth::kNo;
  }
  if (serials) {
    const Truth by_serial = product.serial.empty()                  ? Truth::kUnknown
                            : within_serials(units, product.serial) ? Truth::kYes
                                                                    : Truth::kNo;
    named = std::max(named, by_serial);
  }
  return named;
}

void judge(const Case& asked, const Fact& measure, const Match& matched, Findings& found) {
  const json::Value& units = *measure.body().find("units");
  const auto told = [&](Bearing bearing, std::string_view reason, Why why = Why::kNone) {
    found.push_back(finding(Leg::kMeasures, bearing, reason, why));
  };
  if (!matched.goods) {
    told(Bearing::kNote, code::kMeasuresBrandOnly);
    return;
  }
  const std::string_view in_force =
      measure.text("stage") == "provisional" ? code::kMeasuresProvisional : code::kMeasuresInForce;
  switch (unit_named(asked, units)) {
    case statement::Truth::kYes:
      told(Bearing::kFails, in_force);
      break;
    case statement::Truth::kUnknown:
      told(Bearing::kOpen, code::kMeasuresUnitsNotStated, Why::kFactNeeded);
      break;
    case statement::Truth::kNo:
      break;
  }
}

// J, an area of it, or for a territory an economy above it.
bool of_measure_market(const Case& asked, std::string_view market) {
  if (asked.of_market(market, std::nullopt)) return true;
  std::string place = asked.market;
  for (int above = 0; above < 4; ++above) {
    const Fact* own = nullptr;
    for (const Fact* economy : asked.facts.in_force_at("economy", asked.date)) {
      if (economy->text("code") == place) own = economy;
    }
    if (own == nullptr || own->text("kind") != "territory" || own->text("partOf").empty()) break;
    place = own->text("partOf");
    if (place == market) return true;
  }
  return false;
}

}  // namespace

Findings measures(const Case& asked, const Held* held) {
  Findings found;
  const std::vector<const Fact*> in_force = asked.facts.in_force_at("measure", asked.date);
  for (const Fact* measure : in_force) {
    if (!of_measure_market(asked, measure->text("market"))) continue;
    const bool later_stage = std::ranges::any_of(in_force, [&](const Fact* other) {
      return other->text("measure") == measure->text("measure") &&
             std::tuple(measure->certain.from, measure->origin, measure->since) <
                 std::tuple(other->certain.from, other->origin, other->since);
    });
    if (later_stage) continue;
    const Match matched = match(asked, held, *measure->body().find("units"));
    if (!matched.goods && !matched.brand) continue;
    if (measure->text("stage") == "lifted") {
      found.push_back(finding(Leg::kMeasures, Bearing::kNote, code::kMeasuresLifted));
    } else {
      judge(asked, *measure, matched, found);
    }
  }
  for (const Fact* alert : asked.facts.in_force_at("alert", asked.date)) {
    const Match matched = match(asked, held, *alert->body().find("units"));
    const bool others =
        matched.goods && unit_named(asked, *alert->body().find("units")) == statement::Truth::kNo;
    if ((matched.goods || matched.brand) && !others) {
      found.push_back(finding(Leg::kMeasures, Bearing::kNote, code::kMeasuresAlert));
    } else if (prints_a_name(asked, alert->body())) {
      found.push_back(finding(Leg::kMeasures, Bearing::kNote, code::kMeasuresAlertNamesAlike));
    }
  }
  if (found.empty()) {
    found.push_back(finding(Leg::kMeasures, Bearing::kHolds, code::kMeasuresNone));
  }
  return found;
}

}  // namespace concordat::sim::oracle

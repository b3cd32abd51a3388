#include <algorithm>
#include <array>

#include "core/recognition/legs.hpp"
#include "core/recognition/units.hpp"

namespace concordat::recognition {
namespace {

// How a list of units meets the goods asked about.
enum class Match : std::uint8_t { kNone, kBrandOnly, kUnitsNotStated, kNamed };

struct Goods {
  Id certificate = kNoId;
  Id model = kNoId;
  Id batch = kNoId;
  Id gtin = kNoId;
  Id brand = kNoId;
};

bool named(const Ids& ids, Id id) { return id != kNoId && contains(ids, id); }

// Batches and serial numbers narrow what certificates, models and GTINs name.
Match match_single_units(const Context& context, const facts::Units& units, const Goods& goods) {
  const Product& product = context.question.product;
  const bool by_batch = !units.batches.empty();
  const bool by_serial = units.serial_from != kNoId || units.serial_to != kNoId;
  if (units.all_units || (!by_batch && !by_serial)) return Match::kNamed;
  if (by_batch && named(units.batches, goods.batch)) return Match::kNamed;
  if (by_serial && !product.serial.empty() &&
      serial_within(context, product.serial, units.serial_from, units.serial_to)) {
    return Match::kNamed;
  }
  // The unit may be among those that the kind not stated names.
  const bool could_be =
      (by_batch && product.batch.empty()) || (by_serial && product.serial.empty());
  return could_be ? Match::kUnitsNotStated : Match::kNone;
}

Match match(const Context& context, const facts::Units& units, const Goods& goods) {
  const bool product = named(units.certificates, goods.certificate) ||
                       named(units.models, goods.model) || named(units.gtins, goods.gtin);
  if (product) return match_single_units(context, units, goods);
  const bool brand = named(units.brands, goods.brand);
  const bool names_products =
      !units.certificates.empty() || !units.models.empty() || !units.gtins.empty();
  // Batch numbers of different makers coincide: without a product, only the brand ties them.
  if (!names_products && named(units.batches, goods.batch) && (brand || units.brands.empty())) {
    return Match::kNamed;
  }
  return brand ? Match::kBrandOnly : Match::kNone;
}

template <class Visit>
void visit_units(const Goods& goods, Visit&& visit) {
  for (const Id unit : {goods.certificate, goods.model, goods.batch, goods.gtin, goods.brand}) {
    if (unit != kNoId) visit(unit);
  }
}

void report(Context& context, const facts::Measure& measure, bool surely, const Goods& goods,
            Findings& found) {
  const Match how = match(context, measure.units, goods);
  if (how == Match::kNone) return;
  const NamedList who{{"measure", measure.measure}, {"kind", measure.kind}};
  const EvidenceList evidence{measure.since};
  if (measure.stage == facts::MeasureStage::kLifted) {
    found.note(code::kMeasuresLifted, {{"measure", measure.measure}}, evidence);
  } else if (how == Match::kBrandOnly) {
    found.note(code::kMeasuresBrandOnly, {{"measure", measure.measure}}, evidence);
  } else if (how == Match::kUnitsNotStated) {
    found.open(code::kMeasuresUnitsNotStated, Why::kFactNeeded, who, evidence);
  } else if (!surely) {
    found.open(code::kMeasuresOpen, Why::kFactNeeded, who, evidence);
  } else if (measure.stage == facts::MeasureStage::kProvisional) {
    found.fails(code::kMeasuresProvisional, who, evidence);
  } else {
    found.fails(code::kMeasuresInForce, who, evidence);
  }
}

Ids measures_naming(const Context& context, const Goods& goods) {
  Ids measures;
  const facts::Tables& tables = context.tables;
  for (const facts::AreaOf& place : context.measured_in) {
    visit_units(goods, [&](Id unit) {
      tables.measures_by_unit.visit(facts::pack(place.area, unit), [&](std::uint32_t at) {
        const facts::Measure& row = tables.measures.at(at);
        if (row.visible(context.size) && !contains(measures, row.measure)) {
          measures.push_back(row.measure);
        }
        return true;
      });
    });
  }
  return measures;
}

// A name of the question and what it may stand for in an alert.
struct Called {
  Id name = kNoId;
  bool product = false;  // else a trader's
};

std::string_view role_in(const Context& context, const facts::Alert& row, const Called& called) {
  if (called.product) return contains(row.products, called.name) ? "product" : "";
  const auto trader = std::ranges::find(row.traders, called.name, &facts::Trader::name);
  return trader == row.traders.end() ? "" : context.text(trader->role);
}

// Enough to see that a name comes up often; the others are found by searching for it.
constexpr std::size_t kMaxAlike = 20;
// Enough to see that goods are known for what they do; alerts inform, and decide nothing.
constexpr std::size_t kMaxAlerts = 100;
// Alerts of one name or unit that are looked through for those in force, the newest first.
constexpr std::size_t kMaxAlertsPassed = 10'000;

// Alerts that print the same name of a product or trader, newest first. Nobody has said that it is
// the same one.
void report_alike(Context& context, Ids& met, Findings& found) {
  const facts::Tables& tables = context.tables;
  const Operators& operators = context.question.operators;
  const auto id_of = [&](const std::string& text) {
    return text.empty() ? kNoId : tables.id(text);
  };
  const Called names[] = {{context.product.model, true},
                          {id_of(operators.manufacturer)},
                          {id_of(operators.importer)},
                          {id_of(operators.holder)}};
  const std::size_t most = met.size() + kMaxAlike;
  for (const Called& called : names) {
    if (called.name == kNoId) continue;
    std::size_t passed = 0;
    tables.alerts_by_name.visit(called.name, [&](std::uint32_t at) {
      if (met.size() == most || ++passed > kMaxAlertsPassed) return false;
      const facts::Alert& row = tables.alerts.at(at);
      if (!row.visible(context.size) || contains(met, row.alert)) return true;
      const std::string_view role = role_in(context, row, called);
      if (role.empty()) return true;
      if (facts::in_force(row, context.event).holding == Holding::kNot) return true;
      met.push_back(row.alert);
      found.note(code::kMeasuresAlertNamesAlike,
                 {{"alert", row.alert},
                  {"origin", row.origin_economy},
                  {"name", called.name},
                  {"role", role}},
                 {row.since});
      return true;
    });
  }
}

void report_alerts(Context& context, const Goods& goods, Findings& found) {
  const facts::Tables& tables = context.tables;
  Ids met;
  visit_units(goods, [&](Id unit) {
    std::size_t passed = 0;
    tables.alerts_by_unit.visit(unit, [&](std::uint32_t at) {
      if (met.size() == kMaxAlerts || ++passed > kMaxAlertsPassed) return false;
      const facts::Alert& row = tables.alerts.at(at);
      if (!row.visible(context.size) || contains(met, row.alert)) return true;
      if (match(context, row.units, goods) == Match::kNone) return true;
      if (facts::in_force(row, context.event).holding == Holding::kNot) return true;
      met.push_back(row.alert);
      found.note(code::kMeasuresAlert, {{"alert", row.alert}, {"origin", row.origin_economy}},
                 {row.since});
      return true;
    });
  });
  report_alike(context, met, found);
}

}  // namespace

void judge_measures(Context& context, const Attestation* attestation, Judgement& into) {
  Findings found(context, Leg::kMeasures, into);
  Goods goods{.model = context.product.model,
              .batch = context.product.batch,
              .gtin = context.product.gtin,
              .brand = context.product.brand};
  if (attestation) goods.certificate = attestation->row->certificate;
  const std::size_t before = into.findings.size();
  for (const Id id : measures_naming(context, goods)) {
    const auto measure = facts::measure_at(context.event, id);
    if (measure.row) {
      const auto state = facts::in_force(*measure.row, context.event);
      if (state.holding != Holding::kNot) {
        report(context, *measure.row, state.holding == Holding::kHolds, goods, found);
      }
    }
    if (measure.possibly && measure.possibly->stage != facts::MeasureStage::kLifted) {
      report(context, *measure.possibly, false, goods, found);
    }
  }
  report_alerts(context, goods, found);
  if (into.findings.size() == before) found.holds(code::kMeasuresNone);
}

}  // namespace concordat::recognition

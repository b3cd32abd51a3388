// Measures: what denies, and what informs.
#include "core/facts/fold.hpp"

namespace concordat::facts {
namespace {

using statement::Statement;

constexpr std::string_view kStages[] = {"provisional", "confirmed", "lifted"};

Units read_units(const Body& body) {
  const Body record = body.record(*body.value().find("units"));
  Units units;
  units.all_units = record.text("extent") == "all-units";
  units.certificates = record.ids("certificates");
  units.models = record.ids("models");
  units.batches = record.ids("batches");
  units.serial_from = record.id("serialFrom");
  units.serial_to = record.id("serialTo");
  units.gtins = record.ids("gtins");
  units.brands = record.ids("brands");
  return units;
}

Status measure(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Measure row = fold.row<Measure>();
  row.measure = body.id("measure");
  row.market = body.id("market");
  row.kind = body.id("kind");
  row.stage = body.choice<MeasureStage>("stage", kStages);
  row.units = read_units(body);
  CONCORDAT_CHECK(body.status());
  fold.add(std::move(row));
  return {};
}

Status alert(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Alert row = fold.row<Alert>();
  row.alert = body.id("alert");
  row.origin_economy = body.id("origin");
  row.units = read_units(body);
  row.products = body.ids("products");
  for (const json::Value& value : body.array("traders")) {
    const Body trader = body.record(value);
    row.traders.push_back({trader.id("name"), trader.id("role")});
  }
  fold.add(std::move(row));
  return {};
}

// Counts of follow-ups, border procedures, calendars and fees are read from the statement where
// they are used; no leg of the determination rests on them.
Status no_fact(Fold&, const Statement&) { return {}; }

constexpr NamedRule kRules[] = {
    {"measure", measure},          {"alert", alert},
    {"follow-up-count", no_fact},  {"border-procedure", no_fact},
    {"holiday-calendar", no_fact}, {"fee-schedule", no_fact},
};

}  // namespace

std::span<const NamedRule> measure_rules() { return kRules; }

}  // namespace concordat::facts

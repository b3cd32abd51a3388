// Measures and alerts of authorities: what was found in the field.
#pragma once

#include <cstdint>
#include <vector>

#include "core/facts/coverages.hpp"
#include "core/facts/row.hpp"
#include "core/facts/rows/frame.hpp"

namespace concordat::facts {

enum class MeasureStage : std::uint8_t { kProvisional, kConfirmed, kLifted };
struct Units {
  bool all_units = false;
  Ids certificates;
  Ids models;
  Ids batches;
  Id serial_from = kNoId;
  Id serial_to = kNoId;
  Ids gtins;
  Ids brands;
};
struct Measure : Row {  // found through Tables::measures_by_unit; key: measure
  Id measure = kNoId;
  Id market = kNoId;
  Id kind = kNoId;
  MeasureStage stage = MeasureStage::kProvisional;
  Units units;
  [[nodiscard]] Key key() const { return measure; }
};
struct Trader {
  Id name = kNoId;
  Id role = kNoId;  // "manufacturer", "importer", "distributor", "seller"
};
struct Alert : Row {  // found through Tables::alerts_by_unit and alerts_by_name; key: alert
  Id alert = kNoId;
  Id origin_economy = kNoId;  // who raised it
  Units units;
  Ids products;  // as the notice calls them
  std::vector<Trader> traders;
  [[nodiscard]] Key key() const { return alert; }
};

}  // namespace concordat::facts

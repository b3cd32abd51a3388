#include "registry/finding/alerts.hpp"

#include <algorithm>
#include <tuple>

#include "core/facts/probe.hpp"
#include "core/facts/stated.hpp"
#include "registry/registry.hpp"
#include "registry/resources.hpp"

namespace concordat::registry {
namespace {

using facts::Id;
using facts::Ids;
using facts::kNoId;

// What a certificate is about, as far as it is on file.
struct Goods {  // every list in the order of its numbers
  Id certificate = kNoId;
  Ids models;
  Ids gtins;
  Ids batches;
  Ids brands;
  Ids stated;                                            // alerts that the issuer names
  Ids products;                                          // names of the goods
  std::vector<std::pair<Id, std::string_view>> traders;  // names, and as what
};

void add(Ids& ids, Id id) {
  if (id != kNoId) ids.push_back(id);
}
void add_all(Ids& ids, std::span<const Id> more) {
  ids.insert(ids.end(), more.begin(), more.end());
}

// So that thousands of models are looked through quickly.
void sort_out(Ids& ids) {
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
}
bool contains(const Ids& sorted, Id id) { return std::ranges::binary_search(sorted, id); }

class GoodsReader {
 public:
  GoodsReader(const Registry& registry, const facts::Probe& probe)
      : registry_(registry), probe_(probe) {}

  Result<Goods> read(const facts::Certificate& row) {
    const facts::Tables& tables = probe_.tables;
    goods_.certificate = row.certificate;
    if (row.coverage != kNoId) {
      const facts::Coverage covered = tables.coverages[row.coverage];
      add_all(goods_.models, covered.models);
      add_all(goods_.gtins, covered.gtins);
      add_all(goods_.batches, covered.batches);
      for (const Id family : covered.families) add_family(family);
    }
    CONCORDAT_TRY(entry, registry_.statement(facts::stated_by(tables.certificates, row)));
    const json::Value& body = *entry.find("statement")->find("body");
    for (const json::Value& alert : body.array("alerts")) {
      add(goods_.stated, tables.id(*alert.as_string()));
    }
    add_all(goods_.products, goods_.models);
    add(goods_.products, tables.id(body.text("title")));
    add_trader(row.manufacturer, "manufacturer");
    if (row.holder != row.manufacturer) add_trader(row.holder, "holder");
    for (Ids* const ids : {&goods_.models, &goods_.gtins, &goods_.batches, &goods_.brands,
                           &goods_.stated, &goods_.products}) {
      sort_out(*ids);
    }
    return std::move(goods_);
  }

 private:
  // The models and marks of a product that the certificate covers as a family.
  void add_family(Id family) {
    const auto found = newest_at(probe_.tables.products, family, probe_);
    if (!found) return;
    add_all(goods_.models, found->models);
    add_all(goods_.brands, found->trade_marks);
  }

  // Under its identifier and under every name it has; a trader may be on file by name alone.
  void add_trader(Id trader, std::string_view role) {
    if (trader == kNoId) return;
    const facts::Tables& tables = probe_.tables;
    goods_.traders.emplace_back(trader, role);
    const auto found = organisation_at(probe_, trader);
    if (!found) return;
    add_all(goods_.brands, found->brands);
    const auto shown = registry_.show(kOrganisations, tables.text(trader));
    const json::Value* const names = shown ? shown->json.find("names") : nullptr;
    if (names == nullptr || names->as_object() == nullptr) return;
    for (const auto& [language, name] : *names->as_object()) {
      const Id id = name.as_string() == nullptr ? kNoId : tables.id(*name.as_string());
      if (id != kNoId) goods_.traders.emplace_back(id, role);
    }
  }

  const Registry& registry_;
  facts::Probe probe_;
  Goods goods_;
};

std::string_view name_of(facts::MeasureStage stage) {
  switch (stage) {
    case facts::MeasureStage::kProvisional:
      return "provisional";
    case facts::MeasureStage::kConfirmed:
      return "confirmed";
    case facts::MeasureStage::kLifted:
      return "lifted";
  }
  return "";
}

std::string_view name_of(facts::Holding holding) {
  if (holding == facts::Holding::kHolds) return "yes";
  return holding == facts::Holding::kPossibly ? "possibly" : "no";
}

bool meet(const Ids& named, const Ids& covered) {
  return std::ranges::any_of(named, [&](Id id) { return contains(covered, id); });
}

class Linker {
 public:
  Linker(const facts::Probe& probe, const Goods& goods) : probe_(probe), goods_(goods) {}

  LinkedAlerts link() {
    measures();
    for (const Id alert : goods_.stated) {
      probe_.tables.alerts.visit(alert, probe_.size,
                                 [&](const facts::Alert& row) { return !offer(row); });
    }
    by_units();
    by_names();
    // Measures before alerts, the newest first.
    std::ranges::sort(found_.alerts, [](const LinkedAlert& left, const LinkedAlert& right) {
      return std::tuple(left.identified, left.kind, left.statement) >
             std::tuple(right.identified, right.kind, right.statement);
    });
    if (found_.alerts.size() > kMostLinks) {
      found_.alerts.resize(kMostLinks);
      found_.complete = false;
    }
    return std::move(found_);
  }

 private:
  void tie(LinkedAlert& to, std::string_view what, Id value) const {
    to.ties.push_back({.what = what, .value = std::string(probe_.tables.text(value))});
  }

  void tie_all(LinkedAlert& to, std::string_view what, const Ids& named, const Ids& covered) const {
    for (const Id id : named) {
      if (contains(covered, id)) tie(to, what, id);
    }
  }

  // As the measures leg matches units; a certificate names many where a question names one.
  void match(LinkedAlert& to, const facts::Units& units) const {
    const bool by_batch = !units.batches.empty();
    const bool by_serial = units.serial_from != kNoId || units.serial_to != kNoId;
    tie_all(to, "certificate", units.certificates, {goods_.certificate});
    tie_all(to, "model", units.models, goods_.models);
    tie_all(to, "gtin", units.gtins, goods_.gtins);
    to.named_units = !units.all_units && (by_batch || by_serial);
    if (!to.ties.empty()) {
      // Other batches than those it covers are other goods.
      const bool elsewhere = to.named_units && !by_serial && !goods_.batches.empty() &&
                             !meet(units.batches, goods_.batches);
      if (elsewhere) to.ties.clear();
      to.identified = !elsewhere;
      return;
    }
    const bool brand = meet(units.brands, goods_.brands);
    const bool names_products =
        !units.certificates.empty() || !units.models.empty() || !units.gtins.empty();
    if (!names_products && meet(units.batches, goods_.batches) && (brand || units.brands.empty())) {
      tie_all(to, "batch", units.batches, goods_.batches);
      to.identified = true;
      return;
    }
    tie_all(to, "brand", units.brands, goods_.brands);
  }

  void measures() {
    const auto& rows = probe_.tables.measures;
    const std::size_t count = rows.size();
    const std::size_t first = count - std::min(count, kMostMeasures);
    if (first > 0) found_.complete = false;
    Ids met;
    for (std::size_t at = count; at > first; --at) {
      const facts::Measure& row = rows.at(static_cast<std::uint32_t>(at - 1));
      if (!row.visible(probe_.size) || std::ranges::find(met, row.measure) != met.end()) continue;
      LinkedAlert link{.kind = "measures", .id = {}};
      match(link, row.units);
      if (link.ties.empty()) continue;
      met.push_back(row.measure);
      measure(std::move(link), row);
    }
  }

  // Of its stages that of the day counts; where none holds, the one that names the goods.
  void measure(LinkedAlert link, const facts::Measure& named) {
    facts::Probe today = probe_;
    const auto stage = measure_at(today, named.measure);
    const facts::Measure& row = stage ? *stage.row : named;
    if (&row != &named) {
      link.ties.clear();
      link.identified = false;
      match(link, row.units);
      if (link.ties.empty()) return;
    }
    const auto holding = in_force(row, today).holding;
    const facts::Tables& tables = probe_.tables;
    link.id = tables.text(row.measure);
    link.market = tables.text(row.market);
    link.measure = tables.text(row.kind);
    link.stage = name_of(row.stage);
    link.holds = name_of(holding);
    link.statement = row.since;
    const bool denies = link.identified && holding == facts::Holding::kHolds &&
                        row.stage != facts::MeasureStage::kLifted;
    if (denies) link.effect = link.named_units ? AlertEffect::kDeniesNamed : AlertEffect::kDenies;
    found_.alerts.push_back(std::move(link));
  }

  // Whether the row is the word about that alert, whatever it is tied by.
  bool offer(const facts::Alert& row) {
    if (!row.visible(probe_.size)) return false;
    if (std::ranges::find(met_, row.alert) != met_.end()) return true;
    LinkedAlert link{.kind = "alerts", .id = {}};
    match(link, row.units);
    if (contains(goods_.stated, row.alert)) {
      tie(link, "issuer", row.alert);
      link.identified = true;
    }
    if (!link.identified) {
      tie_all(link, "product", row.products, goods_.products);
      for (const auto& [name, role] : goods_.traders) {
        if (std::ranges::find(row.traders, name, &facts::Trader::name) != row.traders.end()) {
          tie(link, role, name);
        }
      }
    }
    if (link.ties.empty()) return false;
    met_.push_back(row.alert);
    facts::Probe today = probe_;
    link.id = probe_.tables.text(row.alert);
    link.market = probe_.tables.text(row.origin_economy);
    link.holds = name_of(in_force(row, today).holding);
    link.statement = row.since;
    found_.alerts.push_back(std::move(link));
    return true;
  }

  void offer_all(const facts::MultiMap& index, Id key) {
    std::size_t passed = 0;
    index.visit(key, [&](std::uint32_t at) {
      const bool enough = met_.size() > kMostLinks || ++passed > kMostAlertsPassed;
      if (enough) found_.complete = false;
      if (!enough) offer(probe_.tables.alerts.at(at));
      return !enough;
    });
  }

  void by_units() {
    const facts::MultiMap& index = probe_.tables.alerts_by_unit;
    offer_all(index, goods_.certificate);
    for (const Ids* const units : {&goods_.models, &goods_.gtins, &goods_.batches}) {
      for (const Id unit : *units) offer_all(index, unit);
    }
    for (const Id brand : goods_.brands) offer_all(index, brand);
  }

  void by_names() {
    const facts::MultiMap& index = probe_.tables.alerts_by_name;
    for (const Id product : goods_.products) offer_all(index, product);
    for (const auto& [name, role] : goods_.traders) offer_all(index, name);
  }

  facts::Probe probe_;
  const Goods& goods_;
  Ids met_;  // alerts
  LinkedAlerts found_;
};

}  // namespace

std::string_view name(AlertEffect effect) {
  switch (effect) {
    case AlertEffect::kInforms:
      return "informs";
    case AlertEffect::kDenies:
      return "denies";
    case AlertEffect::kDeniesNamed:
      return "denies-named-units";
  }
  return "";
}

Result<LinkedAlerts> linked_alerts(const Registry& registry, std::string_view certificate,
                                   Instant now) {
  CONCORDAT_TRY(shown, registry.show("certificates", certificate));
  const auto state = registry.state();
  facts::Probe probe{
      .tables = state->tables(), .size = state->size_published(), .date = utc_date(now)};
  LinkedAlerts found;
  if (const auto* const row = certificate_by_id(probe, probe.tables.id(shown.id))) {
    CONCORDAT_TRY(goods, GoodsReader(registry, probe).read(*row));
    found = Linker(probe, goods).link();
  }
  found.certificate = shown.id;
  found.size = probe.size;
  found.day = probe.date;
  return found;
}

}  // namespace concordat::registry

#include "core/recognition/resolve.hpp"

#include <algorithm>

#include "core/recognition/desk.hpp"
#include "core/recognition/tariff.hpp"

namespace concordat::recognition {
namespace {

using facts::Certificate;

Id id_of(const Context& context, const std::string& text) {
  return text.empty() ? kNoId : context.tables.id(text);
}

// What the reference may mean; stays until the next is looked up.
const std::vector<const Certificate*>& look_up(Context& context,
                                               const AttestationReference& reference) {
  std::vector<const Certificate*>& found = context.desk.found;
  found.clear();
  const auto at = &reference - context.question.attestations.data();
  const Id named = context.desk.numbers[static_cast<std::size_t>(at)];
  if (named == kNoId) return found;
  if (const Certificate* row = facts::certificate_by_id(context.event, named)) {
    found.push_back(row);
  } else {
    found = facts::certificates_with_number(context.event, named);
  }
  if (reference.issuer.empty()) return found;
  const Id issuer = context.tables.id(reference.issuer);
  std::erase_if(found, [&](const Certificate* row) {
    return context.tables.profiles[row->profile].body != issuer;
  });
  return found;
}

// Where the body was established on a day, else where it was last known to be.
Id economy_of(const Context& context, Probe& on_day, Id body) {
  const auto found = facts::organisation_at(on_day, body);
  if (found.row) return found.row->economy;
  if (found.possibly) return found.possibly->economy;
  const auto* last_known = described(context, context.tables.organisations, body);
  return last_known ? last_known->economy : kNoId;
}

// Whether a law in force in the market obliges the issuer asked for to file here.
Ordinal filing_obligation(Context& context, Id issuer) {
  Ordinal obliged = kNever;
  const Id home = issuer == kNoId ? kNoId : economy_of(context, context.event, issuer);
  for (const facts::AreaOf& place : context.places) {
    context.tables.filing_obligations.visit(
        place.area, context.size, [&](const facts::FilingObligation& row) {
          const bool everybody = row.body == kNoId && row.economy == kNoId;
          const bool this_body = row.body != kNoId && row.body == issuer;
          const bool its_economy = row.body == kNoId && row.economy != kNoId && row.economy == home;
          if (!everybody && !this_body && !its_economy) return true;
          if (tenure_at(row, context.event).phase == Phase::kInForce) obliged = row.since;
          return true;
        });
  }
  return obliged;
}

void report_unresolved(Context& context, const AttestationReference& reference,
                       const std::vector<const Certificate*>& several,
                       std::vector<TerseFinding>& findings) {
  context.unresolved = true;
  Findings found(context, Leg::kAuthenticity, findings);
  if (!several.empty()) {
    std::string issuers;
    for (const Certificate* row : several) {
      if (!issuers.empty()) issuers += ", ";
      issuers += context.text(context.tables.profiles[row->profile].body);
    }
    found.open(code::kAuthenticityAmbiguousNumber, Why::kFactNeeded,
               {{"number", reference.number}, {"issuers", issuers}});
    std::vector<Ordinal> evidence;
    for (const Certificate* row : several) evidence.push_back(row->since);
    if (context.explain) findings.back().evidence = context.arena->keep(evidence);
    return;
  }
  const Ordinal obliged = filing_obligation(context, context.tables.id(reference.issuer));
  const Code what =
      obliged == kNever ? code::kAuthenticityNotFound : code::kAuthenticityNotFoundThoughObliged;
  found.open(what, Why::kNotChecked, {{"number", reference.number}, {"issuer", reference.issuer}},
             {obliged});
}

Home home_of(const Context& context, Kind& kind) {
  const facts::Profile& profile = kind.profile();
  Home home{.economy = economy_of(context, kind.issue, profile.body)};
  if (home.economy != kNoId) {
    home.places = facts::memberships_of(kind.issue, home.economy, profile.sector);
  }
  std::vector<std::uint64_t>& words = context.desk.words;
  words.assign({home.economy});
  for (const facts::AreaOf& place : home.places) {
    words.push_back(place.area | static_cast<std::uint64_t>(place.belonging.holding) << 32);
    words.push_back(place.belonging.evidence);
  }
  home.number = context.desk.members.number_of(words);
  return home;
}

Kind* kind_of(Context& context, const Certificate& row) {
  const facts::Profile& profile = context.tables.profiles[row.profile];
  Kind& kind = *context.desk.fleeting.make<Kind>(context.at(row.issued), row, profile);
  const MemoKey home_key{{profile.body, profile.sector}};
  const auto& home = recall(context, &kind, context.desk.homes.at(home_key),
                            [&] { return home_of(context, kind); });
  kind.set_home(home.value);
  kind.market_places = places_for(context, profile.sector);
  kind.ground = home.windows;
  return &kind;
}

void describe(Context& context, const AttestationReference& reference, const Certificate& row,
              Attestation& attestation) {
  attestation.reference = &reference;
  attestation.row = &row;
  attestation.profile = &context.tables.profiles[row.profile];
  attestation.coverage.reset();
  if (row.coverage != kNoId) attestation.coverage = context.tables.coverages[row.coverage];
  attestation.kind = kind_of(context, row);
}

void resolve_attestations(Context& context, std::vector<TerseFinding>& findings) {
  std::vector<Attestation>& known = context.desk.attestations;
  const std::size_t asked = context.question.attestations.size();
  if (known.size() < asked) known.resize(asked);
  std::size_t count = 0;
  for (const AttestationReference& reference : context.question.attestations) {
    const auto& found = look_up(context, reference);
    if (found.size() != 1) {
      report_unresolved(context, reference, found, findings);
      continue;
    }
    const bool repeated = std::ranges::any_of(
        std::span(known).first(count),
        [&](const Attestation& attestation) { return attestation.row == found[0]; });
    if (repeated) continue;
    describe(context, reference, *found[0], known[count]);
    ++count;
  }
  context.attestations = std::span(known).first(count);
}

void resolve_product(Context& context) {
  ProductFacts& product = context.product;
  const std::string& sector = context.question.product.sector;
  product.sector = id_of(context, sector);
  if (sector.empty() && !context.attestations.empty()) {
    product.sector = context.attestations.front().profile->sector;
  }
  product.attributes = attributes_of(context);
  resolve_tariff_code(context);
}

void add_missing(json::Object& attributes, const json::Object& further) {
  for (const auto& [name, value] : further) {
    if (!attributes.find(name)) attributes.set(name, value);
  }
}

// What the registry states of a product, the nearest word first.
class Layers {
 public:
  void add(const json::Object& attributes) {
    if (!attributes.empty()) layers_.push_back(&attributes);
  }
  [[nodiscard]] std::span<const json::Object* const> all() const { return layers_; }

 private:
  std::vector<const json::Object*> layers_;
};

// One object for equal attributes, so that what was found for them is found again.
const json::Object* one_for(Context& context, const Layers& layers) {
  Workspace::Desk& desk = context.desk;
  const json::Object& stated = context.question.product.attributes;
  const auto further = layers.all();
  if (stated.empty() && further.empty()) return &desk.no_attributes;
  if (stated.empty() && further.size() == 1) return further.front();
  for (const AttributeSet& set : desk.attribute_sets) {
    if (std::ranges::equal(set.layers, further) && set.stated == stated) return &set.attributes;
  }
  AttributeSet& set = desk.attribute_sets.emplace_back();
  set.stated = stated;
  set.layers.assign(further.begin(), further.end());
  set.attributes = stated;
  for (const json::Object* layer : further) add_missing(set.attributes, *layer);
  return &set.attributes;
}

bool placed_by(const Context& context, Id owner) {
  const Operators& operators = context.question.operators;
  if (owner == kNoId) return false;
  if (owner == id_of(context, operators.manufacturer)) return true;
  if (owner == id_of(context, operators.holder)) return true;
  return std::ranges::any_of(context.attestations, [&](const Attestation& attestation) {
    return attestation.row->holder == owner || attestation.row->manufacturer == owner;
  });
}

Market market_of(Context& context) {
  Market market;
  market.known = context.market != kNoId &&
                 facts::newest_at(context.tables.economies, context.market, context.event).row;
  if (!market.known) return market;
  market.places = facts::memberships_of(context.event, context.market);
  market.measured_in = facts::areas_of(context.event, context.market);
  return market;
}

}  // namespace

void resolve_texts(Context& context) {
  const Product& stated = context.question.product;
  ProductFacts& product = context.product;
  context.market = id_of(context, context.question.market);
  product.model = id_of(context, stated.model);
  product.gtin = id_of(context, stated.gtin);
  product.batch = id_of(context, stated.batch);
  product.serial = id_of(context, stated.serial);
  product.software_version = id_of(context, stated.software_version);
  product.factory = id_of(context, stated.factory);
  product.brand = id_of(context, context.question.operators.brand);
  std::vector<Id>& numbers = context.desk.numbers;
  numbers.clear();
  for (const AttestationReference& reference : context.question.attestations) {
    numbers.push_back(context.tables.id(reference.number));
  }
}

const json::Object* attributes_of(Context& context) {
  Layers layers;
  const facts::Tables& tables = context.tables;
  if (context.product.model != kNoId) {
    tables.products_by_model.visit(context.product.model, [&](std::uint32_t at) {
      const facts::ProductType& type = tables.products.at(at);
      if (!type.visible(context.size) || !placed_by(context, type.owner)) return true;
      if (facts::span_state(type, context.event) == Holding::kHolds) {
        layers.add(type.attributes);
      }
      return true;
    });
  }
  for (const Attestation& attestation : context.attestations) {
    if (attestation.coverage && attestation.coverage->attributes != nullptr) {
      layers.add(*attestation.coverage->attributes);
    }
  }
  return one_for(context, layers);
}

bool resolve(Context& context, std::vector<TerseFinding>& findings) {
  context.unresolved = false;
  context.product.hs_code = nullptr;
  context.attestations = {};
  context.ground = {};
  const auto& market = recall(context, nullptr, context.desk.markets.at({{context.market}}),
                              [&] { return market_of(context); });
  if (!market.value.known) {
    Findings(context, Leg::kInstrument, findings)
        .open(code::kQuestionMarketUnknown, Why::kFactNeeded,
              {{"market", context.question.market}});
    return false;
  }
  context.places = market.value.places;
  context.measured_in = market.value.measured_in;
  resolve_attestations(context, findings);
  resolve_product(context);
  context.ground = market.windows.event;
  return true;
}

}  // namespace concordat::recognition

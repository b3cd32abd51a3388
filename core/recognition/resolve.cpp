#include "core/recognition/resolve.hpp"

#include <algorithm>

#include "core/recognition/tariff.hpp"

namespace concordat::recognition {
namespace {

using facts::Certificate;

std::vector<const Certificate*> look_up(Context& context, const AttestationReference& reference) {
  std::vector<const Certificate*> found;
  const Id named = context.tables.id(reference.number);
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

// Whether a law in force in the market obliges the issuer asked for to file here.
Ordinal filing_obligation(Context& context, Id issuer) {
  Ordinal obliged = kNever;
  const facts::Organisation* body = nullptr;
  if (issuer != kNoId) body = facts::organisation_at(context.event, issuer).row;
  for (const facts::AreaOf& place : context.places) {
    context.tables.filing_obligations.visit(
        place.area, context.size, [&](const facts::FilingObligation& row) {
          const bool everybody = row.body == kNoId && row.economy == kNoId;
          const bool this_body = row.body != kNoId && row.body == issuer;
          const bool its_economy = row.body == kNoId && row.economy != kNoId && body != nullptr &&
                                   body->economy == row.economy;
          if (!everybody && !this_body && !its_economy) return true;
          if (tenure_at(row, context.event).phase == Phase::kInForce) obliged = row.since;
          return true;
        });
  }
  return obliged;
}

void report_unresolved(Context& context, const AttestationReference& reference,
                       const std::vector<const Certificate*>& several,
                       std::vector<Finding>& findings) {
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
    for (const Certificate* row : several) findings.back().evidence.push_back(row->since);
    return;
  }
  const Ordinal obliged = filing_obligation(context, context.tables.id(reference.issuer));
  const std::string_view what =
      obliged == kNever ? code::kAuthenticityNotFound : code::kAuthenticityNotFoundThoughObliged;
  found.open(what, Why::kNotChecked, {{"number", reference.number}, {"issuer", reference.issuer}},
             {obliged});
}

// Where the body was established on the day of issue, else where it was last known to be.
Id economy_of(const Context& context, Probe& issue, Id body) {
  const auto found = facts::organisation_at(issue, body);
  if (found.row) return found.row->economy;
  if (found.possibly) return found.possibly->economy;
  const auto* last_known = described(context, context.tables.organisations, body);
  return last_known ? last_known->economy : kNoId;
}

Attestation describe(Context& context, const AttestationReference& reference,
                     const Certificate& row) {
  Attestation attestation;
  attestation.reference = &reference;
  attestation.row = &row;
  attestation.profile = &context.tables.profiles[row.profile];
  if (row.coverage != kNoId) attestation.coverage = &context.tables.coverages[row.coverage];
  Probe issue = context.at(row.issued);
  attestation.economy = economy_of(context, issue, attestation.profile->body);
  if (attestation.economy != kNoId) {
    attestation.issuer_places =
        facts::areas_of(issue, attestation.economy, attestation.profile->sector);
  }
  attestation.market_places = places_for(context, attestation.profile->sector);
  return attestation;
}

void resolve_attestations(Context& context, std::vector<Finding>& findings) {
  context.attestations.reserve(context.question.attestations.size());
  for (const AttestationReference& reference : context.question.attestations) {
    const auto found = look_up(context, reference);
    if (found.size() != 1) {
      report_unresolved(context, reference, found, findings);
      continue;
    }
    const bool repeated = std::ranges::any_of(
        context.attestations, [&](const Attestation& known) { return known.row == found[0]; });
    if (!repeated) context.attestations.push_back(describe(context, reference, *found[0]));
  }
}

void resolve_product(Context& context) {
  const Product& stated = context.question.product;
  ProductFacts& product = context.product;
  product.model = context.tables.id(stated.model);
  product.gtin = context.tables.id(stated.gtin);
  product.batch = context.tables.id(stated.batch);
  product.serial = context.tables.id(stated.serial);
  product.software_version = context.tables.id(stated.software_version);
  product.factory = context.tables.id(stated.factory);
  product.brand = context.tables.id(context.question.operators.brand);
  product.sector = context.tables.id(stated.sector);
  if (stated.sector.empty() && !context.attestations.empty()) {
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

bool placed_by(const Context& context, Id owner) {
  const Operators& operators = context.question.operators;
  if (owner == kNoId) return false;
  if (owner == context.tables.id(operators.manufacturer)) return true;
  if (owner == context.tables.id(operators.holder)) return true;
  return std::ranges::any_of(context.attestations, [&](const Attestation& attestation) {
    return attestation.row->holder == owner || attestation.row->manufacturer == owner;
  });
}

}  // namespace

json::Object attributes_of(Context& context) {
  json::Object attributes = context.question.product.attributes;
  const facts::Tables& tables = context.tables;
  if (context.product.model != kNoId) {
    tables.products_by_model.visit(context.product.model, [&](std::uint32_t at) {
      const facts::ProductType& type = tables.products.at(at);
      if (!type.visible(context.size) || !placed_by(context, type.owner)) return true;
      if (facts::span_state(type, context.event) == Holding::kHolds) {
        add_missing(attributes, type.attributes);
      }
      return true;
    });
  }
  for (const Attestation& attestation : context.attestations) {
    if (attestation.coverage) add_missing(attributes, attestation.coverage->attributes);
  }
  return attributes;
}

bool resolve(Context& context, std::vector<Finding>& findings) {
  context.market = context.tables.id(context.question.market);
  const bool known = context.market != kNoId &&
                     facts::newest_at(context.tables.economies, context.market, context.event).row;
  if (!known) {
    Findings(context, Leg::kInstrument, findings)
        .open(code::kQuestionMarketUnknown, Why::kFactNeeded,
              {{"market", context.question.market}});
    return false;
  }
  context.places = facts::areas_of(context.event, context.market);
  resolve_attestations(context, findings);
  resolve_product(context);
  return true;
}

}  // namespace concordat::recognition

#include <algorithm>

#include "core/recognition/legs.hpp"
#include "core/recognition/units.hpp"

namespace concordat::recognition {
namespace {

// The named family to which the model belongs, if any.
const facts::ProductType* family_of(Context& context, std::span<const Id> families) {
  const std::string& model = context.question.product.model;
  const facts::ProductType* found = nullptr;
  for (const Id family : families) {
    context.tables.products.visit(family, context.size, [&](const facts::ProductType& type) {
      const bool belongs = contains(type.models, context.product.model) ||
                           std::ranges::any_of(type.prefixes, [&](Id prefix) {
                             return model.starts_with(context.text(prefix));
                           });
      if (belongs && facts::span_state(type, context.event) == Holding::kHolds) found = &type;
      return !found;
    });
    if (found) break;
  }
  return found;
}

void judge_model(Context& context, const facts::Certificate& row, const facts::Coverage& coverage,
                 Findings& found) {
  const Product& product = context.question.product;
  const bool by_model = !coverage.models.empty() || !coverage.families.empty();
  if (!by_model && coverage.gtins.empty()) {
    return found.holds(code::kCoverageProductNamed, {}, {row.since});
  }
  if (by_model && !product.model.empty()) {
    if (contains(coverage.models, context.product.model)) {
      return found.holds(code::kCoverageModelListed, {{"model", product.model}}, {row.since});
    }
    if (const facts::ProductType* family = family_of(context, coverage.families)) {
      return found.holds(code::kCoverageFamilyRule,
                         {{"model", product.model}, {"family", family->product}},
                         {row.since, family->since});
    }
    return found.fails(code::kCoverageModelNotCovered, {{"model", product.model}}, {row.since});
  }
  if (!coverage.gtins.empty() && !product.gtin.empty()) {
    if (contains(coverage.gtins, context.product.gtin)) {
      return found.holds(code::kCoverageGtinListed, {{"gtin", product.gtin}}, {row.since});
    }
    return found.fails(code::kCoverageModelNotCovered, {{"gtin", product.gtin}}, {row.since});
  }
  found.open(code::kCoverageModelNotStated, Why::kFactNeeded, {}, {row.since});
}

// One restricted characteristic: what it is called, what the record allows, what the asker states.
struct Restricted {
  std::string_view name;
  std::span<const Id> allowed;
  const std::string& stated;
  Id id;
  Code covered;
  Code not_covered;
  Code not_stated;
};

void judge_restricted(const facts::Certificate& row, const Restricted& what, Findings& found) {
  if (what.allowed.empty()) return;
  if (what.stated.empty()) {
    return found.open(what.not_stated, Why::kFactNeeded, {}, {row.since});
  }
  if (contains(what.allowed, what.id)) {
    return found.holds(what.covered, {{what.name, what.stated}}, {row.since});
  }
  found.fails(what.not_covered, {{what.name, what.stated}}, {row.since});
}

void judge_serial(const Context& context, const facts::Certificate& row,
                  const facts::Coverage& coverage, Findings& found) {
  if (coverage.serial_from == kNoId && coverage.serial_to == kNoId) return;
  const std::string& serial = context.question.product.serial;
  const Named from{"from", coverage.serial_from};
  const Named to{"to", coverage.serial_to};
  if (serial.empty()) {
    return found.open(code::kCoverageSerialNotStated, Why::kFactNeeded, {from, to}, {row.since});
  }
  if (serial_within(context, serial, coverage.serial_from, coverage.serial_to)) {
    return found.holds(code::kCoverageSerialCovered, {{"serial", serial}}, {row.since});
  }
  found.fails(code::kCoverageSerialNotCovered, {{"serial", serial}, from, to}, {row.since});
}

std::string_view state_name(const facts::ModelStanding& model) {
  switch (model.standing) {
    case facts::Standing::kSuspended:
      return "suspended";
    case facts::Standing::kWithdrawn:
      return "withdrawn";
    case facts::Standing::kCancelled:
      return "cancelled";
    case facts::Standing::kReissued:
      return "reissued";
    case facts::Standing::kAnnulled:
      return "annulled";
    case facts::Standing::kValid:
      return "restricted";
  }
  return {};
}

// Changes of state that name models rather than the whole.
void judge_restricted_models(Context& context, const facts::Certificate& row,
                             const facts::CertificateStanding& standing, Findings& found) {
  if (standing.models.empty()) return;
  if (context.question.product.model.empty()) {
    return found.open(code::kCoverageModelNotStated, Why::kFactNeeded, {},
                      {row.since, standing.models.front().by->since});
  }
  for (const facts::ModelStanding& model : standing.models) {
    if (model.model != context.product.model) continue;
    found.fails(
        code::kCoverageModelRestricted,
        {{"model", model.model}, {"since", model.by->certain.from}, {"state", state_name(model)}},
        {row.since, model.by->since});
  }
}

void judge_characteristics(Context& context, const facts::Certificate& row,
                           const facts::Coverage& coverage, Findings& found) {
  const Product& product = context.question.product;
  judge_restricted(
      row,
      {"version", coverage.software_versions, product.software_version,
       context.product.software_version, code::kCoverageSoftwareVersionCovered,
       code::kCoverageSoftwareVersionNotCovered, code::kCoverageSoftwareVersionNotStated},
      found);
  judge_restricted(
      row,
      {"batch", coverage.batches, product.batch, context.product.batch, code::kCoverageBatchCovered,
       code::kCoverageBatchNotCovered, code::kCoverageBatchNotStated},
      found);
  judge_restricted(row,
                   {"factory", coverage.factories, product.factory, context.product.factory,
                    code::kCoverageFactoryCovered, code::kCoverageFactoryNotCovered,
                    code::kCoverageFactoryNotStated},
                   found);
  judge_serial(context, row, coverage, found);
  if (coverage.quantity > 0 && product.quantity > coverage.quantity) {
    found.fails(code::kCoverageQuantityExceeded,
                {{"quantity", product.quantity}, {"authorised", coverage.quantity}}, {row.since});
  }
}

}  // namespace

void judge_coverage(Context& context, const Attestation& attestation,
                    const facts::CertificateStanding& standing, Judgement& into) {
  Findings found(context, Leg::kCoverage, into);
  const facts::Certificate& row = *attestation.row;
  if (attestation.coverage) {
    judge_model(context, row, *attestation.coverage, found);
    judge_characteristics(context, row, *attestation.coverage, found);
  } else {
    found.holds(code::kCoverageProductNamed, {}, {row.since});
  }
  judge_restricted_models(context, row, standing, found);
  if (context.question.purpose != Purpose::kMarketAccess) return;
  const auto* scheme = described(context, context.tables.schemes, attestation.profile->scheme);
  if (scheme && context.text(scheme->type) == "1a") {
    found.fails(code::kCoverageSampleOnly, {{"scheme", scheme->scheme}},
                {row.since, scheme->since});
  }
}

}  // namespace concordat::recognition

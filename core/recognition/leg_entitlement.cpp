#include "core/recognition/legs.hpp"

namespace concordat::recognition {
namespace {

// The certificate's own people.
bool is_own(const facts::Certificate& row, Id organisation) {
  return organisation != kNoId && (organisation == row.holder || organisation == row.manufacturer);
}

bool owns_brand(Context& context, Id organisation, Id brand) {
  if (organisation == kNoId || brand == kNoId) return false;
  if (organisation == brand) return true;  // it trades under its own name
  const auto found = facts::organisation_at(context.event, organisation);
  return found.row && contains(found.row->brands, brand);
}

// A trade mark of the holder's or manufacturer's product type to which the model belongs.
bool marked_by_type(Context& context, const facts::Certificate& row) {
  bool marked = false;
  const facts::Tables& tables = context.tables;
  tables.products_by_model.visit(context.product.model, [&](std::uint32_t at) {
    const facts::ProductType& type = tables.products.at(at);
    if (!type.visible(context.size) || !is_own(row, type.owner)) return true;
    if (!contains(type.trade_marks, context.product.brand)) return true;
    marked = facts::span_state(type, context.event) == Holding::kHolds;
    return !marked;
  });
  return marked;
}

struct Grant {
  const facts::Licence* licence = nullptr;
  Holding holding = Holding::kNot;
};

// The surest licence from the certificate's people to somebody `may_be` accepts.
template <class Accept>
Grant licence_to(Context& context, const facts::Certificate& row, Accept&& accept) {
  Grant best;
  const auto consider = [&](const facts::Licence& licence) {
    if (licence.certificate != kNoId && licence.certificate != row.certificate) return true;
    if (!accept(licence)) return true;
    const Holding holding = facts::in_force(licence, context.event).holding;
    if (holding > best.holding) best = {&licence, holding};
    return true;
  };
  context.tables.licences.visit(row.holder, context.size, consider);
  if (row.manufacturer != kNoId && row.manufacturer != row.holder) {
    context.tables.licences.visit(row.manufacturer, context.size, consider);
  }
  return best;
}

void report_licence(Findings& found, const Grant& grant, const facts::Certificate& row,
                    NamedList refused) {
  if (grant.holding == Holding::kNot) {
    return found.fails(code::kEntitlementNoLicence, refused, {row.since});
  }
  const Named licensor{"licensor", grant.licence->licensor};
  const Named licensee{"licensee", grant.licence->licensee};
  if (grant.holding == Holding::kHolds) {
    found.holds(code::kEntitlementLicensed, {licensor, licensee}, {grant.licence->since});
  } else {
    found.open(code::kEntitlementLicenceOpen, Why::kFactNeeded, {licensor, licensee},
               {grant.licence->since});
  }
}

void judge_brand(Context& context, const facts::Certificate& row, Findings& found) {
  const Operators& operators = context.question.operators;
  const Id brand = context.product.brand;
  if (owns_brand(context, row.holder, brand) || owns_brand(context, row.manufacturer, brand) ||
      (brand != kNoId && marked_by_type(context, row))) {
    return found.holds(code::kEntitlementOwnBrand, {{"brand", operators.brand}}, {row.since});
  }
  const Id importer = context.tables.id(operators.importer);
  const Id manufacturer = context.tables.id(operators.manufacturer);
  const Grant grant = licence_to(context, row, [&](const facts::Licence& licence) {
    if (!licence.brands.empty() && !contains(licence.brands, brand)) return false;
    return licence.licensee == importer || licence.licensee == manufacturer ||
           owns_brand(context, licence.licensee, brand);
  });
  report_licence(found, grant, row, {{"holder", row.holder}, {"brand", operators.brand}});
}

// Somebody other than the certificate's people claims to be its manufacturer or holder.
void judge_organisation(Context& context, const facts::Certificate& row, const std::string& name,
                        Findings& found) {
  const Id organisation = context.tables.id(name);
  if (is_own(row, organisation)) {
    return found.holds(code::kEntitlementOwnCertificate, {{"organisation", name}}, {row.since});
  }
  const Grant grant = licence_to(context, row, [&](const facts::Licence& licence) {
    return organisation != kNoId && licence.licensee == organisation;
  });
  report_licence(found, grant, row, {{"holder", row.holder}, {"organisation", name}});
}

void judge_representative(Context& context, const Attestation& attestation, Findings& found) {
  const facts::Certificate& row = *attestation.row;
  const Operators& operators = context.question.operators;
  const Id grantee = context.tables.id(operators.authorised_representative);
  const Id manufacturer = context.tables.id(operators.manufacturer);
  const facts::Mandate* best = nullptr;
  Holding holding = Holding::kNot;
  if (grantee != kNoId) {
    context.tables.mandates.visit(grantee, context.size, [&](const facts::Mandate& mandate) {
      const bool from_them = is_own(row, mandate.grantor) ||
                             (manufacturer != kNoId && mandate.grantor == manufacturer);
      if (!from_them || context.text(mandate.role) != "authorised-representative") return true;
      if (!covers(mandate.sectors, attestation.profile->sector)) return true;
      const Holding here = facts::in_force(mandate, context.event).holding;
      if (here > holding) {
        best = &mandate;
        holding = here;
      }
      return true;
    });
  }
  if (!best) {
    return found.fails(code::kEntitlementNoMandate,
                       {{"holder", row.holder}, {"grantee", operators.authorised_representative}},
                       {row.since});
  }
  const Named grantor{"grantor", best->grantor};
  const Named to{"grantee", best->grantee};
  const Named role{"role", best->role};
  if (holding == Holding::kHolds) {
    found.holds(code::kEntitlementMandated, {grantor, to, role}, {best->since});
  } else {
    found.open(code::kEntitlementMandateOpen, Why::kFactNeeded, {grantor, to, role}, {best->since});
  }
}

}  // namespace

void judge_entitlement(Context& context, const Attestation& attestation, Judgement& into) {
  Findings found(context, Leg::kEntitlement, into);
  const Operators& operators = context.question.operators;
  const facts::Certificate& row = *attestation.row;
  if (!operators.manufacturer.empty()) {
    judge_organisation(context, row, operators.manufacturer, found);
  }
  if (!operators.holder.empty() && operators.holder != operators.manufacturer) {
    judge_organisation(context, row, operators.holder, found);
  }
  if (!operators.brand.empty()) judge_brand(context, row, found);
  if (!operators.authorised_representative.empty()) {
    judge_representative(context, attestation, found);
  }
  if (operators.manufacturer.empty() && operators.holder.empty() && operators.brand.empty() &&
      operators.authorised_representative.empty()) {
    found.note(code::kEntitlementOperatorNotStated);
  }
}

}  // namespace concordat::recognition

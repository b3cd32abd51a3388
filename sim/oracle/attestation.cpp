// Section 4, the legs about the attestation itself: authenticity, entitlement, coverage, currency.
#include <algorithm>
#include <tuple>

#include "sim/oracle/case.hpp"

namespace concordat::sim::oracle {

using recognition::Presented;

// What the presented document proved, then what the record rests on.
Findings authenticity(const Step& step) {
  Findings found;
  const auto told = [&](Bearing bearing, std::string_view reason, Why why = Why::kNone) {
    found.push_back(finding(Leg::kAuthenticity, bearing, reason, why));
  };
  const recognition::AttestationReference& asked = *step.held.reference;
  const std::string_view recorded = step.held.text("document");
  switch (asked.presented) {
    case Presented::kNotPresented:
      break;
    case Presented::kRejected:
      told(Bearing::kFails, code::kAuthenticityRejected);
      break;
    case Presented::kVerified:
      told(Bearing::kHolds, code::kAuthenticityPresented);
      break;
    case Presented::kNotChecked:
      told(Bearing::kOpen, code::kAuthenticityNotChecked, Why::kNotChecked);
      break;
  }
  if (!asked.digest.empty() && recorded.empty()) {
    told(Bearing::kNote, code::kAuthenticityDigestNotRecorded);
  } else if (!asked.digest.empty() && asked.digest != recorded) {
    told(Bearing::kFails, code::kAuthenticityDigestDiffers);
  }
  const bool own = step.held.fact->maker->basis.kind == statement::BasisKind::kOwn;
  told(Bearing::kHolds, own ? code::kAuthenticityIssuerSigned : code::kAuthenticityTranscribed);
  return found;
}

// ---- entitlement

namespace {

// The certificate's manufacturer and holder.
std::vector<std::string> makers(const Held& held) {
  std::vector<std::string> found = {std::string(held.text("holder"))};
  if (!held.text("manufacturer").empty()) found.emplace_back(held.text("manufacturer"));
  return found;
}

bool owns_brand(const Case& asked, std::string_view organisation, std::string_view brand) {
  return std::ranges::any_of(
      asked.facts.in_force_at("organisation", asked.date), [&](const Fact* fact) {
        return fact->text("organisation") == organisation && holds(fact->body(), "brands", brand);
      });
}

bool sells_model_as(const Case& asked, std::string_view organisation, std::string_view brand) {
  return std::ranges::any_of(
      asked.facts.in_force_at("product-type", asked.date), [&](const Fact* fact) {
        return fact->text("owner") == organisation && holds(fact->body(), "tradeMarks", brand) &&
               !asked.question.product.model.empty() &&
               holds(fact->body(), "models", asked.question.product.model);
      });
}

// Licences in force from the certificate's people that cover it.
std::vector<const Fact*> licences(const Step& step) {
  std::vector<const Fact*> found;
  for (const Fact* licence : step.asked.facts.in_force_at("licence", step.asked.date)) {
    const std::string_view certificate = licence->text("certificate");
    if (among(makers(step.held), licence->text("licensor")) &&
        (certificate.empty() || certificate == step.held.text("certificate"))) {
      found.push_back(licence);
    }
  }
  return found;
}

Finding brand_used(const Step& step, std::string_view brand) {
  const Case& asked = step.asked;
  for (const std::string& maker : makers(step.held)) {
    if (maker == brand || owns_brand(asked, maker, brand) || sells_model_as(asked, maker, brand)) {
      return finding(Leg::kEntitlement, Bearing::kHolds, code::kEntitlementOwnBrand);
    }
  }
  const recognition::Operators& operators = asked.question.operators;
  for (const Fact* licence : licences(step)) {
    const std::string_view licensee = licence->text("licensee");
    if (fits(licence->body(), "brands", brand) &&
        (owns_brand(asked, licensee, brand) || licensee == operators.importer ||
         licensee == operators.manufacturer)) {
      return finding(Leg::kEntitlement, Bearing::kHolds, code::kEntitlementLicensed);
    }
  }
  return finding(Leg::kEntitlement, Bearing::kFails, code::kEntitlementNoLicence);
}

Finding used_by(const Step& step, std::string_view organisation) {
  for (const Fact* licence : licences(step)) {
    if (licence->text("licensee") == organisation) {
      return finding(Leg::kEntitlement, Bearing::kHolds, code::kEntitlementLicensed);
    }
  }
  return finding(Leg::kEntitlement, Bearing::kFails, code::kEntitlementNoLicence);
}

Finding represented(const Step& step) {
  const Case& asked = step.asked;
  for (const Fact* mandate : asked.facts.in_force_at("mandate", asked.date)) {
    const std::string_view grantor = mandate->text("grantor");
    if ((among(makers(step.held), grantor) || grantor == asked.question.operators.manufacturer) &&
        mandate->text("grantee") == asked.question.operators.authorised_representative &&
        mandate->text("role") == "authorised-representative" &&
        fits(mandate->body(), "sectors", step.held.text("sector"))) {
      return finding(Leg::kEntitlement, Bearing::kHolds, code::kEntitlementMandated);
    }
  }
  return finding(Leg::kEntitlement, Bearing::kFails, code::kEntitlementNoMandate);
}

}  // namespace

Findings entitlement(const Step& step) {
  const recognition::Operators& operators = step.asked.question.operators;
  Findings found;
  if (!operators.brand.empty()) found.push_back(brand_used(step, operators.brand));
  const auto named = [&](const std::string& organisation) {
    if (organisation.empty()) return;
    if (among(makers(step.held), organisation)) {
      found.push_back(
          finding(Leg::kEntitlement, Bearing::kHolds, code::kEntitlementOwnCertificate));
    } else {
      found.push_back(used_by(step, organisation));
    }
  };
  named(operators.manufacturer);
  if (operators.holder != operators.manufacturer) named(operators.holder);
  if (!operators.authorised_representative.empty()) found.push_back(represented(step));
  if (found.empty()) {
    found.push_back(
        finding(Leg::kEntitlement, Bearing::kNote, code::kEntitlementOperatorNotStated));
  }
  return found;
}

// ---- coverage

namespace {

const json::Value& product_of(const Held& held) {
  static const json::Value kNothing = json::Object();
  const json::Value* product = held.body().find("product");
  return product != nullptr ? *product : kNothing;
}

bool in_family(const Case& asked, const json::Value& product) {
  const std::string& model = asked.question.product.model;
  for (const Fact* family : asked.facts.in_force_at("product-type", asked.date)) {
    if (!holds(product, "families", family->text("product"))) continue;
    if (holds(family->body(), "models", model)) return true;
    for (const json::Value& prefix : family->body().array("prefixes")) {
      if (model.starts_with(*prefix.as_string())) return true;
    }
  }
  return false;
}

Finding which_product(const Step& step) {
  const json::Value& product = product_of(step.held);
  const recognition::Product& asked = step.asked.question.product;
  const auto told = [](Bearing bearing, std::string_view reason, Why why = Why::kNone) {
    return finding(Leg::kCoverage, bearing, reason, why);
  };
  if (product.array("models").empty() && product.array("families").empty() &&
      product.array("gtins").empty()) {
    return told(Bearing::kHolds, code::kCoverageProductNamed);
  }
  const bool by_model = !product.array("models").empty() || !product.array("families").empty();
  if (by_model && !asked.model.empty()) {
    if (holds(product, "models", asked.model)) {
      return told(Bearing::kHolds, code::kCoverageModelListed);
    }
    if (in_family(step.asked, product)) return told(Bearing::kHolds, code::kCoverageFamilyRule);
    return told(Bearing::kFails, code::kCoverageModelNotCovered);
  }
  if (product.array("gtins").empty() || asked.gtin.empty()) {
    return told(Bearing::kOpen, code::kCoverageModelNotStated, Why::kFactNeeded);
  }
  if (holds(product, "gtins", asked.gtin)) return told(Bearing::kHolds, code::kCoverageGtinListed);
  return told(Bearing::kFails, code::kCoverageModelNotCovered);
}

struct Pattern {
  std::string_view covered, not_covered, not_stated;
};

void restricted_to(bool restricted, bool stated, bool inside, const Pattern& codes,
                   Findings& found) {
  if (!restricted) return;
  if (!stated) {
    found.push_back(finding(Leg::kCoverage, Bearing::kOpen, codes.not_stated, Why::kFactNeeded));
  } else if (inside) {
    found.push_back(finding(Leg::kCoverage, Bearing::kHolds, codes.covered));
  } else {
    found.push_back(finding(Leg::kCoverage, Bearing::kFails, codes.not_covered));
  }
}

void restrictions(const Step& step, Findings& found) {
  const json::Value& product = product_of(step.held);
  const recognition::Product& asked = step.asked.question.product;
  restricted_to(!product.array("softwareVersions").empty(), !asked.software_version.empty(),
                holds(product, "softwareVersions", asked.software_version),
                {code::kCoverageSoftwareVersionCovered, code::kCoverageSoftwareVersionNotCovered,
                 code::kCoverageSoftwareVersionNotStated},
                found);
  restricted_to(
      !product.array("batches").empty(), !asked.batch.empty(),
      holds(product, "batches", asked.batch),
      {code::kCoverageBatchCovered, code::kCoverageBatchNotCovered, code::kCoverageBatchNotStated},
      found);
  restricted_to(has_serials(product), !asked.serial.empty(), within_serials(product, asked.serial),
                {code::kCoverageSerialCovered, code::kCoverageSerialNotCovered,
                 code::kCoverageSerialNotStated},
                found);
  restricted_to(!product.array("factories").empty(), !asked.factory.empty(),
                holds(product, "factories", asked.factory),
                {code::kCoverageFactoryCovered, code::kCoverageFactoryNotCovered,
                 code::kCoverageFactoryNotStated},
                found);
  const std::int64_t authorised = product.integer("quantity");
  if (authorised > 0 && asked.quantity > authorised) {
    found.push_back(finding(Leg::kCoverage, Bearing::kFails, code::kCoverageQuantityExceeded));
  }
}

// ---- the states of a certificate, facts.md

// The changes of a certificate that hold at a date, in order. A model: those that touch it alone;
// none: those of the whole.
std::vector<const Fact*> changes_of(const Case& asked, const Held& held, std::string_view model) {
  std::vector<const Fact*> found;
  for (const Fact* change : asked.facts.of("certificate-state")) {
    if (change->text("certificate") != held.text("certificate")) continue;
    const bool annulled_at_all = change->text("state") == "annulled" && change->statement->ex_tunc;
    if (!annulled_at_all && !asked.facts.in_force(*change, asked.date)) continue;
    const bool of_models = change->body().find("models") != nullptr;
    if (annulled_at_all && !of_models) {  // nothing else of its states is left
      return model.empty() ? std::vector<const Fact*>{change} : std::vector<const Fact*>{};
    }
    const bool whole_reaches_models = !of_models && change->text("state") == "reinstated";
    const bool wanted =
        model.empty() ? !of_models : whole_reaches_models || holds(change->body(), "models", model);
    if (wanted) found.push_back(change);
  }
  put_in_order(found, [](const Fact* change) {
    return std::tuple(change->certain.from, change->origin, change->since);
  });
  return found;
}

struct Standing {
  std::string state;  // empty: valid
  bool restricted = false;
  std::optional<Date> surveillance_due;
};

void apply(const Fact& change, Standing& standing) {
  const std::string_view state = change.text("state");
  const bool final = standing.state == "withdrawn" || standing.state == "cancelled" ||
                     standing.state == "reissued" || standing.state == "annulled";
  if (state == "annulled") {
    standing.state = "annulled";
  } else if (state == "restricted") {
    standing.restricted = true;
  } else if (state == "supplemented") {
    standing.restricted = false;
  } else if (state == "surveillance-done") {
    if (const auto due = day(change.body(), "surveillanceDue")) standing.surveillance_due = due;
  } else if (!final && state == "suspended") {
    standing.state = "suspended";
  } else if (!final && state == "reinstated") {
    if (standing.state == "suspended") standing.state.clear();
  } else if (!final && (state == "withdrawn" || state == "cancelled" || state == "reissued")) {
    standing.state = state;
  }
}

// Every model that a state of the certificate names.
std::vector<std::string> models_with_states(const Step& step) {
  std::vector<std::string> found;
  for (const Fact* change : step.asked.facts.of("certificate-state")) {
    if (change->text("certificate") != step.held.text("certificate")) continue;
    for (const json::Value& model : change->body().array("models")) {
      found.push_back(*model.as_string());
    }
  }
  return found;
}

Standing standing(const Step& step, std::string_view model) {
  Standing told;
  told.surveillance_due = day(step.held.body(), "surveillanceDue");
  for (const Fact* change : changes_of(step.asked, step.held, model)) apply(*change, told);
  return told;
}

}  // namespace

Findings coverage(const Step& step) {
  Findings found = {which_product(step)};
  restrictions(step, found);
  const Fact* scheme = step.asked.named("scheme", "scheme", step.held.text("scheme"));
  if (scheme != nullptr && scheme->text("schemeType") == "1a" &&
      step.asked.question.purpose == recognition::Purpose::kMarketAccess) {
    found.push_back(finding(Leg::kCoverage, Bearing::kFails, code::kCoverageSampleOnly));
  }
  std::vector<std::string> models = {step.asked.question.product.model};
  if (models.front().empty()) models = models_with_states(step);
  const bool touched = std::ranges::any_of(models, [&](const std::string& model) {
    const Standing of_model = standing(step, model);
    return of_model.restricted || !of_model.state.empty();
  });
  const bool stated = !step.asked.question.product.model.empty();
  if (touched && stated) {
    found.push_back(finding(Leg::kCoverage, Bearing::kFails, code::kCoverageModelRestricted));
  } else if (touched && found.front().code != code::kCoverageModelNotStated) {
    found.push_back(
        finding(Leg::kCoverage, Bearing::kOpen, code::kCoverageModelNotStated, Why::kFactNeeded));
  }
  return found;
}

// ---- currency

namespace {

std::string_view code_of(std::string_view state) {
  if (state == "suspended") return code::kCurrencySuspended;
  if (state == "withdrawn") return code::kCurrencyWithdrawn;
  if (state == "cancelled") return code::kCurrencyCancelled;
  if (state == "reissued") return code::kCurrencyReissued;
  return code::kCurrencyAnnulled;
}

Findings surveillance(const Step& step, const Standing& now,
                      std::vector<recognition::Condition>& conditions) {
  if (!now.surveillance_due) return {};
  const Fact* scheme = step.asked.named("scheme", "scheme", step.held.text("scheme"));
  const auto grace =
      scheme == nullptr ? 0 : static_cast<std::int32_t>(scheme->body().integer("graceDays"));
  if (!(now.surveillance_due->plus_days(grace) < step.asked.date)) return {};
  const std::string_view effect =
      scheme == nullptr ? "flag" : scheme->body().text("lateSurveillance", "flag");
  if (effect == "lapse") {
    return {finding(Leg::kCurrency, Bearing::kFails, code::kCurrencySurveillanceLapsed)};
  }
  if (effect == "condition") {
    conditions.push_back({.code = code::kConditionSurveillance,
                          .timing = "before-market",
                          .verified_by = "market-surveillance"});
    return {finding(Leg::kCurrency, Bearing::kCondition, code::kConditionSurveillance)};
  }
  return {finding(Leg::kCurrency, Bearing::kNote, code::kCurrencySurveillanceLate)};
}

}  // namespace

Findings currency(const Step& step, std::vector<recognition::Condition>& conditions) {
  const Fact& record = *step.held.fact;
  const Date date = step.asked.date;
  const auto told = [](Bearing bearing, std::string_view reason, Why why = Why::kNone) {
    return finding(Leg::kCurrency, bearing, reason, why);
  };
  Findings found;
  if (date < record.possible.from) {
    found.push_back(told(Bearing::kFails, code::kCurrencyNotYetValid));
  } else if (date >= record.possible.until) {
    found.push_back(told(Bearing::kFails, code::kCurrencyExpired));
  } else if (date < record.certain.from) {
    found.push_back(told(Bearing::kOpen, code::kCurrencyStartDayOpen, Why::kFactNeeded));
  } else if (date >= record.certain.until) {
    found.push_back(told(Bearing::kOpen, code::kCurrencyEndDayOpen, Why::kFactNeeded));
  }
  const Standing now = standing(step, {});
  if (!now.state.empty()) found.push_back(told(Bearing::kFails, code_of(now.state)));
  if (found.empty()) found.push_back(told(Bearing::kHolds, code::kCurrencyValid));
  if (step.held.text("artefact") == "refusal") {
    found.push_back(told(Bearing::kFails, code::kCurrencyRefused));
  }
  if (now.restricted) found.push_back(told(Bearing::kNote, code::kCurrencyRestricted));
  const Findings late = surveillance(step, now, conditions);
  found.insert(found.end(), late.begin(), late.end());
  return found;
}

}  // namespace concordat::sim::oracle

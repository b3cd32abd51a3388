// Attestations: certificates and their states, products, mandates, licences.
#include <algorithm>

#include "core/base/hex.hpp"
#include "core/facts/fold.hpp"

namespace concordat::facts {
namespace {

using statement::Statement;

constexpr std::string_view kLegalEffects[] = {"mandatory", "voluntary", "agreement"};
constexpr std::string_view kChanges[] = {
    "amended",   "supplemented", "restricted", "suspended", "reinstated",
    "withdrawn", "cancelled",    "reissued",   "annulled",  "surveillance-done"};

Profile read_profile(const Body& body) {
  Profile profile;
  profile.artefact = body.choice<Artefact>("artefact", kArtefactNames);
  profile.legal_effect = body.choice<LegalEffect>("legalEffect", kLegalEffects);
  profile.collaborative_profile = body.boolean("collaborativeProfile");
  profile.body = body.id("body");
  profile.act = body.id("act");
  profile.module = body.id("module");
  profile.scheme = body.id("scheme");
  profile.sector = body.id("sector");
  profile.category = body.id("category");
  profile.scale = body.id("scale");
  profile.level = body.id("level");
  profile.components = body.ids("components");
  profile.editions = body.ids("editions");
  profile.atoms_left_out = body.ids("requirements");
  profile.differences_covered = body.ids("differencesCovered");
  profile.addenda = body.ids("addenda");
  return profile;
}

// HS codes alone restrict nothing: they correlate.
bool says_more(const Body& product) {
  const auto& members = product.value().as_object()->members();
  return std::any_of(members.begin(), members.end(),
                     [](const json::Member& member) { return member.first != "hs"; });
}

// What the body says, as lists of its own that a Coverage views.
std::uint32_t store_coverage(Coverages& coverages, const Body& product) {
  const Ids models = product.ids("models");
  const Ids families = product.ids("families");
  const Ids gtins = product.ids("gtins");
  const Ids software_versions = product.ids("softwareVersions");
  const Ids batches = product.ids("batches");
  const Ids factories = product.ids("factories");
  const json::Value* const attributes = product.value().find("attributes");
  return coverages.store({.models = models,
                          .families = families,
                          .gtins = gtins,
                          .software_versions = software_versions,
                          .batches = batches,
                          .factories = factories,
                          .serial_from = product.id("serialFrom"),
                          .serial_to = product.id("serialTo"),
                          .quantity = product.integer("quantity"),
                          .attributes = attributes ? attributes->as_object() : nullptr});
}

// The catalogue has seen to the form: "sha256:" and 64 digits.
std::uint32_t store_document(Tables& tables, std::string_view text) {
  constexpr std::string_view kPrefix = "sha256:";
  if (!text.starts_with(kPrefix)) return kNoId;
  const Result<Bytes> bytes = decode_hex(text.substr(kPrefix.size()));
  crypto::Digest digest{};
  if (!bytes || bytes->size() != digest.size()) return kNoId;
  std::ranges::copy(*bytes, digest.begin());
  return static_cast<std::uint32_t>(tables.documents.push_back(digest));
}

Status certificate(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Profile profile = read_profile(body);
  Certificate row = fold.row<Certificate>();
  row.certificate = body.id("certificate");
  row.number = body.id("number");
  row.holder = body.id("holder");
  row.manufacturer = body.id("manufacturer");
  row.issued = body.date("issued", kBeginning);
  row.surveillance_due = body.date("surveillanceDue", kForever);
  row.evaluation_accepted = body.date("evaluationAccepted", kBeginning);
  CONCORDAT_CHECK(body.status());
  CONCORDAT_CHECK(check_level(fold, body, "/body"));
  row.profile = fold.intern(std::move(profile));
  row.document = store_document(fold.tables(), body.text("document"));
  if (const json::Value* const value = body.value().find("product")) {
    const Body product = body.record(*value);
    if (says_more(product)) row.coverage = store_coverage(fold.tables().coverages, product);
  }
  fold.add(std::move(row));
  return {};
}

// From the beginning of the certificate, or of all days while its record is not on file.
void move_to_issue(Fold& fold, CertificateState& row) {
  Date issued = kBeginning;
  Ordinal newest = 0;
  fold.tables().certificates.visit(row.certificate, fold.ordinal(), [&](const Certificate& known) {
    if (known.since >= newest) {
      newest = known.since;
      issued = known.issued;
    }
    return true;
  });
  row.certain.from = std::min(row.certain.from, issued);
  row.possible.from = std::min(row.possible.from, issued);
}

Status certificate_state(Fold& fold, const Statement& statement) {
  const Body body = fold.body();
  CertificateState row = fold.row<CertificateState>();
  row.certificate = body.id("certificate");
  row.change = body.choice<CertificateChange>("state", kChanges);
  row.models = fold.tables().id_runs.keep_list(body.ids("models"));
  row.surveillance_due = body.date("surveillanceDue", kBeginning);
  row.replaced_by = body.id("replacedBy");
  if (!statement.cause.empty()) row.cause = fold.tables().names.intern(statement.cause);
  row.ex_tunc = statement.ex_tunc;
  CONCORDAT_CHECK(body.status());
  if (row.ex_tunc && row.change == CertificateChange::kAnnulled) move_to_issue(fold, row);
  fold.add(std::move(row));
  return {};
}

Status product_type(Fold& fold, const Statement&) {
  const Body body = fold.body();
  ProductType row = fold.row<ProductType>();
  row.product = body.id("product");
  row.owner = body.id("owner");
  row.sector = body.id("sector");
  row.trade_marks = body.ids("tradeMarks");
  row.models = body.ids("models");
  row.prefixes = body.ids("prefixes");
  row.software_versions = body.ids("softwareVersions");
  row.attributes = body.object("attributes");
  fold.add(std::move(row));
  return {};
}

Status mandate(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Mandate row = fold.row<Mandate>();
  row.grantor = body.id("grantor");
  row.grantee = body.id("grantee");
  row.role = body.id("role");
  row.sectors = body.ids("sectors");
  fold.add(std::move(row));
  return {};
}

Status licence(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Licence row = fold.row<Licence>();
  row.licensor = body.id("licensor");
  row.licensee = body.id("licensee");
  row.certificate = body.id("certificate");
  row.brands = body.ids("brands");
  fold.add(std::move(row));
  return {};
}

Status transfer(Fold& fold, const Statement&) {
  const Body body = fold.body();
  Transfer row = fold.row<Transfer>();
  row.certificate = body.id("certificate");
  row.from = body.id("from");
  row.to = body.id("to");
  fold.add(std::move(row));
  return {};
}

constexpr NamedRule kRules[] = {
    {"certificate", certificate},   {"certificate-state", certificate_state},
    {"product-type", product_type}, {"mandate", mandate},
    {"licence", licence},           {"transfer", transfer},
};

}  // namespace

std::span<const NamedRule> attestation_rules() { return kRules; }

}  // namespace concordat::facts

#include "api/identified.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

#include "api/negotiation.hpp"
#include "api/page.hpp"
#include "registry/credentials/issuing.hpp"

namespace concordat::api {
namespace {

using registry::Resource;

// Records that name a text, of those that a search for it finds: more than any barcode has
// certificates, and few enough to be read at once.
constexpr std::size_t kMostNamed = 100;
constexpr std::uint32_t kLookedAtOnce = 50;
// Pages of a search that are read through for one text: others may begin with the same digits.
constexpr int kMostPages = 4;

const std::vector<std::string> kPageLanguages{"ar", "en", "es", "fr", "ru", "zh"};

// By the kind it was asked for: a measure's own `kind` is another member of that name.
bool is_certificate(const Resource& resource) { return resource.kind == "certificates"; }

bool is_attested(const Resource& resource) {
  return resource.kind == "agreements" || resource.kind == "equivalence-decisions";
}

bool is_criterion(const Resource& resource) {
  return resource.kind == "schemes" || resource.kind == "acts" || resource.kind == "requirements" ||
         resource.kind == "standards";
}

std::string gs1(std::string_view name) { return std::string(kGs1Vocabulary).append(name); }

// Makes links with titles in the reader's language.
class LinkMaker {
 public:
  explicit LinkMaker(const Voice& voice) : voice_(voice) {}

  // "Certificate: ABC-1"
  [[nodiscard]] std::string title(std::string_view said, std::string_view of) const {
    return std::string(said) + word(voice_, "text.colon", ": ") + std::string(of);
  }
  [[nodiscard]] Link page(std::string relation, const Resource& resource) const {
    return {.relation = std::move(relation),
            .target = "/" + resource.kind + "/" + percent_encode(resource.id),
            .title = is_certificate(resource)
                         ? title(word(voice_, "link.page", "Page, with what a market makes of it"),
                                 resource.json.text("number"))
                         : title(word(voice_, "link.about", "Page"), resource.id),
            .type = "text/html",
            .languages = kPageLanguages};
  }
  [[nodiscard]] Link record(std::string relation, const Resource& resource) const {
    const std::string_view shown =
        is_certificate(resource) ? resource.json.text("number") : std::string_view(resource.id);
    return {.relation = std::move(relation),
            .target = record_path(resource),
            .title = title(word(voice_, "link.record", "Record, for machines"), shown),
            .type = std::string(kJson)};
  }
  // UNTP's word for a conformity credential.
  [[nodiscard]] Link credential(const Resource& certificate) const {
    return {.relation = "dcc",
            .target = record_path(certificate) + "/credential",
            .title = title(word(voice_, "link.credential", "Conformity credential"),
                           certificate.json.text("number")),
            .type = std::string(kVc)};
  }
  // A credential of the registry's own kinds.
  [[nodiscard]] Link testimony(const Resource& resource) const {
    return {.relation = "alternate",
            .target = record_path(resource) + "/credential",
            .title = title(word(voice_, "link.testimony", "Credential of the registry about it"),
                           resource.id),
            .type = std::string(kVc)};
  }
  // Where claims and assessments meet: the entry of the catalogue of criteria.
  [[nodiscard]] Link vocabulary(const Resource& resource) const {
    return {.relation = "describedby",
            .target = "/vocabulary/" + resource.kind + "/" + untp::segment(resource.id),
            .title = title(word(voice_, "link.vocabulary", "Entry in the catalogue of criteria"),
                           resource.id),
            .type = std::string(kLdJson)};
  }
  [[nodiscard]] Link statement(const Resource& resource) const {
    const std::int64_t index = resource.json.find("statement")->integer("index");
    return {.relation = gs1("registryEntry"),
            .target = "/v1/statements/" + std::to_string(index),
            .title = word(voice_, "link.statement", "The statement as it was signed"),
            .type = std::string(kJson)};
  }
  [[nodiscard]] Link recall(const Resource& resource) const {
    const bool measure = resource.kind == "measures";
    const std::string said = measure ? word(voice_, "link.measure", "Measure of an authority")
                                     : word(voice_, "link.alert", "Alert or recall notice");
    // For people and machines: the resolver leads each to what it takes.
    return {.relation = gs1("recallStatus"),
            .target = id_path(resource.kind, resource.id),
            .title = title(said, resource.id)};
  }
  // What is about other units of the thing, or may be.
  [[nodiscard]] Link limited(const Resource& resource) const {
    const bool certificate = is_certificate(resource);
    Link link = certificate ? page("related", resource) : recall(resource);
    link.relation = "related";
    link.title = title(word(voice_, "link.limited", "Only for certain batches or serial numbers"),
                       certificate ? resource.json.text("number") : std::string_view(resource.id));
    return link;
  }
  [[nodiscard]] Link issuer(std::string_view body) const {
    return {.relation = "author",
            .target = id_path("organisations", body),
            .title = title(word(voice_, "link.issuer", "Who issued it"), body)};
  }
  [[nodiscard]] Link successor(std::string_view certificate) const {
    return {.relation = "successor-version",
            .target = id_path("certificates", certificate),
            .title = title(word(voice_, "link.successor", "Took its place"), certificate)};
  }
  [[nodiscard]] Link rules() const {
    return {.relation = "terms-of-service",
            .target = "/v1/statements/0",
            .title = word(voice_, "link.rules", "The rules that the registry binds itself to"),
            .type = std::string(kJson)};
  }
  [[nodiscard]] Link everything(std::string relation, const std::string& anchor) const {
    return {.relation = std::move(relation),
            .target = anchor + "?linkType=linkset",
            .title = word(voice_, "link.all", "Everything on file about it")};
  }
  // A default link has a title and nothing else (GS1-Conformant Resolver 1.2, 2.5.8).
  [[nodiscard]] static Link as_default(Link link) {
    return {.relation = std::string(kDefaultLink), .target = link.target, .title = link.title};
  }

 private:
  static std::string record_path(const Resource& resource) {
    return "/v1/" + resource.kind + "/" + percent_encode(resource.id);
  }
  const Voice& voice_;
};

// ---- finding --------------------------------------------------------------------------------

bool lists(const json::Value& record, std::string_view member, std::string_view text) {
  const json::Array& elements = record.array(member);
  return std::ranges::any_of(elements, [&](const json::Value& one) {
    return one.as_string() != nullptr && *one.as_string() == text;
  });
}

// Appends those of the kind that a search for the text finds and `fits` takes.
Status add_found(const Call& call, std::string_view kind, std::string_view text,
                 const std::function<bool(const json::Value&)>& fits,
                 std::vector<Resource>& found) {
  registry::Listing listing{
      .kind = std::string(kind), .text = std::string(text), .limit = kLookedAtOnce};
  for (int page = 0; page < kMostPages && found.size() < kMostNamed; ++page) {
    CONCORDAT_TRY(hits, call.ports.registry.list(listing));
    for (Resource& hit : hits.resources) {
      const bool known = std::ranges::any_of(found, [&](const Resource& other) {
        return other.id == hit.id && other.kind == hit.kind;
      });
      if (!known && fits(hit.json)) found.push_back(std::move(hit));
    }
    if (hits.next.empty()) break;
    listing.after = hits.next;
  }
  return {};
}

const json::Value& member_or_null(const json::Value& record, std::string_view name) {
  static const json::Value kNull;
  const json::Value* found = record.find(name);
  return found == nullptr ? kNull : *found;
}

// A kind of record, the member of it that lists units, and the list in which the text stands.
struct Naming {
  std::string_view kind;
  std::string_view member;
};
constexpr Naming kNamings[] = {
    {"certificates", "product"}, {"measures", "units"}, {"alerts", "units"}};

// Every record that names one of the texts in that list.
Result<std::vector<Resource>> naming(const Call& call, std::string_view list,
                                     const std::vector<std::string>& texts) {
  std::vector<Resource> found;
  for (const Naming& naming : kNamings) {
    for (const std::string& text : texts) {
      const auto fits = [&](const json::Value& resource) {
        return lists(member_or_null(resource, naming.member), list, text);
      };
      CONCORDAT_CHECK(add_found(call, naming.kind, text, fits, found));
    }
  }
  return found;
}

// ---- things that carry a mark ---------------------------------------------------------------

// As the engine compares serial numbers: by length, then octet by octet.
bool at_most(std::string_view left, std::string_view right) {
  return std::tuple(left.size(), left) <= std::tuple(right.size(), right);
}

// How what a record says of units meets the batch and serial number of a path.
enum class Fit : std::uint8_t { kWhole, kBatch, kItem, kOther };

Fit fit_of(const json::Value& units, const Gs1Link& link) {
  const std::string_view from = units.text("serialFrom");
  const std::string_view to = units.text("serialTo");
  const bool by_batch = !units.array("batches").empty();
  const bool by_serial = !from.empty() || !to.empty();
  const bool batch = !link.batch.empty() && lists(units, "batches", link.batch);
  const bool serial = !link.serial.empty() && (from.empty() || at_most(from, link.serial)) &&
                      (to.empty() || at_most(link.serial, to));
  if ((by_batch && !batch) || (by_serial && !serial)) return Fit::kOther;
  if (by_serial) return Fit::kItem;
  return by_batch ? Fit::kBatch : Fit::kWhole;
}

std::string_view units_member(const Resource& resource) {
  return is_certificate(resource) ? "product" : "units";
}

// Not everything on file is enough for a credential.
bool can_be_issued(const Call& call, const Resource& certificate) {
  return registry::credential_about(call.ports.registry,
                                    {.kind = certificate.kind, .id = certificate.id},
                                    call.ports.clock.now())
      .has_value();
}

void add_links(const Call& call, const LinkMaker& make, const Resource& resource,
               LinkContext& context) {
  if (!is_certificate(resource)) {
    context.links.push_back(make.recall(resource));
    return;
  }
  context.links.push_back(make.page(gs1("certificationInfo"), resource));
  context.links.push_back(make.record(gs1("certificationInfo"), resource));
  if (can_be_issued(call, resource)) context.links.push_back(make.credential(resource));
}

// The page of the one certificate there is, or else everything.
void add_default(const LinkMaker& make, const std::vector<const Resource*>& certificates,
                 LinkContext& context) {
  if (certificates.size() == 1) {
    const Resource& only = *certificates.front();
    context.links.push_back(LinkMaker::as_default(make.page({}, only)));
    context.links.push_back(make.page(std::string(kDefaultLinkMulti), only));
    context.links.push_back(make.record(std::string(kDefaultLinkMulti), only));
    return;
  }
  context.links.push_back(LinkMaker::as_default(make.everything({}, context.anchor)));
  context.links.push_back(make.everything("linkset", context.anchor));
}

Linkset contexts_of(const Call& call, const Gs1Link& link, const std::vector<Resource>& resources) {
  if (resources.empty()) return {};
  const Voice voice = call.voice();
  const LinkMaker make(voice);
  const Gs1Link whole{.key = link.key, .value = link.value};
  Gs1Link batch = whole;
  batch.batch = link.batch;
  // What belongs to a serial number names no batch (2.5.9, rule 2).
  Gs1Link item = whole;
  item.serial = link.serial;
  LinkContext levels[] = {{.anchor = to_path(item), .rank = kItemRank},
                          {.anchor = to_path(batch), .rank = kBatchRank},
                          {.anchor = to_path(whole), .rank = kWholeRank}};
  std::vector<const Resource*> certificates[3];
  for (const Resource& resource : resources) {
    const json::Value& units = member_or_null(resource.json, units_member(resource));
    const bool certificate = is_certificate(resource);
    const Fit fit = fit_of(units, link);
    const std::size_t level = fit == Fit::kItem ? 0 : fit == Fit::kBatch ? 1 : 2;
    if (fit != Fit::kWhole) levels[2].links.push_back(make.limited(resource));
    if (fit == Fit::kOther) continue;
    add_links(call, make, resource, levels[level]);
    if (certificate) certificates[level].push_back(&resource);
  }
  Linkset set;
  for (std::size_t level = 0; level < 3; ++level) {
    if (levels[level].links.empty() && level < 2) continue;
    add_default(make, certificates[level], levels[level]);
    set.push_back(std::move(levels[level]));
  }
  return set;
}

// ---- resources by identifier ----------------------------------------------------------------

// The certificate that took its place, where a change of state names one.
std::string replaced_by(const Call& call, std::string_view certificate) {
  const auto state = call.ports.registry.state();
  const facts::Tables& tables = state->tables();
  facts::Id by = facts::kNoId;
  tables.certificate_states.visit(tables.id(certificate), state->size_published(),
                                  [&](const facts::CertificateState& row) {
                                    by = row.replaced_by;
                                    return by == facts::kNoId;
                                  });
  return std::string(tables.text(by));
}

Status add_recalls(const Call& call, const LinkMaker& make, LinkContext& context,
                   std::string_view certificate) {
  std::vector<Resource> found;
  const auto fits = [&](const json::Value& resource) {
    return lists(member_or_null(resource, "units"), "certificates", certificate);
  };
  for (const std::string_view kind : {"measures", "alerts"}) {
    CONCORDAT_CHECK(add_found(call, kind, certificate, fits, found));
  }
  for (const Resource& one : found) context.links.push_back(make.recall(one));
  return {};
}

Result<LinkContext> context_of(const Call& call, const Resource& resource) {
  const Voice voice = call.voice();
  const LinkMaker make(voice);
  LinkContext context{.anchor = id_path(resource.kind, resource.id), .rank = kWholeRank};
  if (is_certificate(resource)) {
    add_default(make, {&resource}, context);
    add_links(call, make, resource, context);
    Link question = make.page(gs1("verificationService"), resource);
    context.links.push_back(std::move(question));
    context.links.push_back(make.issuer(resource.json.text("body")));
    const std::string successor = replaced_by(call, resource.id);
    if (!successor.empty()) context.links.push_back(make.successor(successor));
    CONCORDAT_CHECK(add_recalls(call, make, context, resource.id));
  } else {
    context.links.push_back(LinkMaker::as_default(make.page({}, resource)));
    context.links.push_back(make.page(std::string(kDefaultLinkMulti), resource));
    context.links.push_back(make.record(std::string(kDefaultLinkMulti), resource));
    context.links.push_back(make.page("describedby", resource));
    context.links.push_back(make.record("describedby", resource));
    if (is_attested(resource) && can_be_issued(call, resource)) {
      context.links.push_back(make.testimony(resource));
    }
    if (is_criterion(resource)) context.links.push_back(make.vocabulary(resource));
  }
  context.links.push_back(make.statement(resource));
  if (resource.kind == "organisations") context.links.push_back(make.rules());
  return context;
}

bool is_not_found(const Error& error) { return error.code == "resource.not-found"; }

// The resource, or those that bear the number; empty where none does.
Result<std::vector<Resource>> named(const Call& call, std::string_view kind,
                                    std::string_view identifier) {
  std::vector<Resource> found;
  auto shown = call.ports.registry.show(kind, identifier);
  if (shown) {
    found.push_back(std::move(*shown));
    return found;
  }
  if (is_not_found(shown.error())) return found;
  if (shown.error().code != "resource.ambiguous") return fail(std::move(shown).error());
  for (const auto& [name, candidate] : shown.error().arguments) {
    if (name != "candidate" || found.size() == kMostNamed) continue;
    CONCORDAT_TRY(one, call.ports.registry.show(kind, candidate));
    found.push_back(std::move(one));
  }
  return found;
}

// Organisations with that number: given with a designation, or by a register.
Result<std::vector<Resource>> bodies_numbered(const Call& call, std::string_view number,
                                              std::span<const std::string_view> schemes) {
  std::vector<Resource> found;
  const auto fits = [&](const json::Value& organisation) {
    return std::ranges::any_of(organisation.array("identifiers"), [&](const json::Value& one) {
      const bool scheme =
          schemes.empty() || std::ranges::find(schemes, one.text("scheme")) != schemes.end();
      return scheme && one.text("value") == number;
    });
  };
  CONCORDAT_CHECK(add_found(call, "organisations", number, fits, found));
  if (!schemes.empty()) return found;
  const auto state = call.ports.registry.state();
  const facts::Tables& tables = state->tables();
  const facts::Id id = tables.id(number);
  if (id == facts::kNoId) return found;
  std::vector<facts::Id> bodies;
  tables.designations.visit_all(state->size_published(), [&](const facts::Designation& row) {
    if (row.number == id && !std::ranges::count(bodies, row.body)) bodies.push_back(row.body);
  });
  for (const facts::Id body : bodies) {
    auto one = call.ports.registry.show("organisations", tables.text(body));
    if (!one && is_not_found(one.error())) continue;
    if (!one) return fail(std::move(one).error());
    const bool known =
        std::ranges::any_of(found, [&](const Resource& other) { return other.id == one->id; });
    if (!known) found.push_back(std::move(*one));
  }
  return found;
}

Result<Linkset> contexts_of(const Call& call, const std::vector<Resource>& resources) {
  Linkset set;
  for (const Resource& resource : resources) {
    CONCORDAT_TRY(context, context_of(call, resource));
    set.push_back(std::move(context));
  }
  return set;
}

// Who numbers parties with the numbers of GS1.
constexpr std::string_view kPartySchemes[] = {"gln", "pgln", "gs1-gln", "gs1-pgln"};

}  // namespace

std::string id_path(std::string_view kind, std::string_view identifier) {
  return "/id/" + std::string(kind) + "/" + percent_encode(identifier);
}

std::string operator_path(const Call& call) {
  const auto state = call.ports.registry.state();
  const facts::Tables& tables = state->tables();
  const std::string_view founder = tables.text(tables.statements.provenance(0).author);
  const bool described = call.ports.registry.show("organisations", founder).has_value();
  return described ? id_path("organisations", founder) : "/v1/statements/0";
}

Result<Linkset> linked_to(const Call& call, const Gs1Link& link) {
  switch (link.key) {
    case Gs1Key::kGtin: {
      CONCORDAT_TRY(resources, naming(call, "gtins", spellings_of_gtin(link.value)));
      return contexts_of(call, link, resources);
    }
    case Gs1Key::kModel: {
      CONCORDAT_TRY(resources, naming(call, "models", {link.value}));
      return contexts_of(call, link, resources);
    }
    case Gs1Key::kDocument: {
      CONCORDAT_TRY(resources, named(call, "certificates", link.value));
      return contexts_of(call, resources);
    }
    case Gs1Key::kParty: {
      CONCORDAT_TRY(resources, bodies_numbered(call, link.value, kPartySchemes));
      return contexts_of(call, resources);
    }
  }
  return Linkset();
}

Result<Linkset> linked_to(const Call& call, std::string_view kind, std::string_view identifier) {
  if (kind == "bodies") {
    CONCORDAT_TRY(resources, bodies_numbered(call, identifier, {}));
    return contexts_of(call, resources);
  }
  CONCORDAT_TRY(resources, named(call, kind, identifier));
  return contexts_of(call, resources);
}

}  // namespace concordat::api

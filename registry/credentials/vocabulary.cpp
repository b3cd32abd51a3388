#include "registry/credentials/vocabulary.hpp"

#include <algorithm>
#include <set>

#include "core/facts/probe.hpp"
#include "registry/credentials/issuing.hpp"
#include "registry/credentials/names.hpp"
#include "registry/credentials/stated.hpp"

namespace concordat::registry {
namespace {

using facts::Id;
using facts::Probe;
using untp::Described;

constexpr std::uint32_t kAtOnce = 500;  // as Registry::list
// Requirements told within the entry of their act: each is read from the store. Acts have a few;
// further ones are found under their own addresses.
constexpr std::size_t kMostProfiles = 200;
// Decisions about one edition whose demands are told, the newest: each is read from the store.
constexpr std::size_t kMostDecisions = 100;

std::unexpected<Error> no_entry(const untp::VocabularyName& name) {
  const std::string id = name.part.empty() ? name.id : name.id + "/" + name.part;
  return fail({.code = "resource.not-found",
               .arguments = {{"kind", "vocabulary/" + name.kind}, {"id", id}}});
}

DateSpan days_of(const json::Value& resource) {
  DateSpan days;
  const json::Value* const line = resource.find("statement");
  const json::Value* const effective = line ? line->find("effective") : nullptr;
  if (!effective) return days;
  if (const auto from = parse_date(effective->text("from"))) days.from = *from;
  if (const auto until = parse_date(effective->text("until"))) {
    const json::Value* const inclusive = effective->find("untilInclusive");
    const bool last = inclusive && inclusive->as_bool() && *inclusive->as_bool();
    days.until = last ? until->plus_days(1) : *until;
  }
  return days;
}

// The address of the source, where it is one that can be opened.
std::string address_of(const json::Value& resource) {
  const json::Value* const line = resource.find("statement");
  const json::Value* const basis = line ? line->find("basis") : nullptr;
  const std::string_view address = basis ? basis->text("address") : std::string_view();
  const bool opens = address.starts_with("https://") || address.starts_with("http://");
  const bool one = address.find_first_of(" \t\n<>\"") == std::string_view::npos;
  return opens && one ? std::string(address) : std::string();
}

Described described_by(Resource resource) {
  return {.kind = std::move(resource.kind),
          .id = std::move(resource.id),
          .body = resource.json,
          .address = address_of(resource.json),
          .effective = days_of(resource.json)};
}

}  // namespace

Result<Vocabulary> Vocabulary::of(const Registry& registry, Instant now,
                                  std::string_view language) {
  CONCORDAT_TRY(registrar, registrar_of(registry));
  return Vocabulary(registry, std::move(registrar), now, language);
}

Vocabulary::Vocabulary(const Registry& registry, untp::Registrar registrar, Instant now,
                       std::string_view language)
    : registry_(&registry),
      state_(registry.state()),
      registrar_(std::move(registrar)),
      language_(language),
      today_(utc_date(now)) {
  // What the day's own facts do not name is named by its newest description: an entry is there
  // before it begins and after it ended.
  const facts::Probe day{
      .tables = state_->tables(), .size = state_->size_published(), .date = today_};
  naming_ = [today = naming_of(registry, day, language), registry = registry_,
             language = language_](std::string_view kind, std::string_view id) -> std::string {
    if (id.empty()) return {};
    if (std::string name = today(kind, id); !name.empty()) return name;
    const auto shown = registry->show(kind, id);
    return shown ? name_in(shown->json, language) : std::string();
  };
}

untp::Catalogue Vocabulary::catalogue() const {
  return {.registrar = registrar_, .naming = naming_, .today = today_};
}

Result<Described> Vocabulary::described(std::string_view kind, std::string_view id) const {
  CONCORDAT_TRY(resource, registry_->show(kind, id));
  return described_by(std::move(resource));
}

Result<json::Value> Vocabulary::entry(const untp::VocabularyName& name) const {
  if (name.kind == "schemes") return scheme(name);
  if (name.kind == "acts") return act(name);
  if (name.kind == "requirements") return requirement(name);
  return standard(name);
}

Result<json::Value> Vocabulary::scheme(const untp::VocabularyName& name) const {
  CONCORDAT_TRY(scheme, described("schemes", name.id));
  std::vector<Described> editions;
  for (const json::Value& id : scheme.body.array("editions")) {
    if (auto edition = described("standards", *id.as_string())) {
      editions.push_back(std::move(*edition));
    }
  }
  std::vector<std::string> levels;
  Probe probe{.tables = state_->tables(), .size = state_->size_published(), .date = today_};
  const Id scale = probe.tables.id(scheme.body.text("scale"));
  if (scale != facts::kNoId) {
    const auto found = newest_at(probe.tables.scales, scale, probe);
    for (const Id level : found ? found->levels : facts::Ids()) {
      levels.emplace_back(probe.tables.text(level));
    }
  }
  const untp::SchemeSource source{scheme, editions, levels};
  if (name.part.empty()) return untp::published(scheme_of(catalogue(), source));
  if (name.part == untp::kProfilePart) {
    return untp::published(profile_of_scheme(catalogue(), source));
  }
  if (name.part != untp::kWholePart) return no_entry(name);
  return untp::published(criterion_of_whole(catalogue(), scheme));
}

Result<json::Value> Vocabulary::act(const untp::VocabularyName& name) const {
  CONCORDAT_TRY(act, described("acts", name.id));
  if (name.part == untp::kWholePart) return untp::published(criterion_of_whole(catalogue(), act));
  if (!name.part.empty()) return no_entry(name);
  return untp::published(scheme_of_act(catalogue(), act, requirements_of(act.id)));
}

Result<json::Value> Vocabulary::requirement(const untp::VocabularyName& name) const {
  CONCORDAT_TRY(requirement, described("requirements", name.id));
  if (name.part.empty()) return untp::published(profile_of_requirement(catalogue(), requirement));
  const std::vector<untp::Demand> demands = untp::demands_of(requirement.body);
  const auto found = std::ranges::find(demands, name.part, &untp::Demand::atom);
  if (found == demands.end()) return no_entry(name);
  return untp::published(criterion_of_demand(catalogue(), requirement, *found));
}

Result<json::Value> Vocabulary::standard(const untp::VocabularyName& name) const {
  CONCORDAT_TRY(edition, described("standards", name.id));
  if (name.part.empty()) return untp::published(criterion_of_edition(catalogue(), edition));
  const std::vector<untp::Demand> demands = demands_of_edition(edition.id);
  const auto found = std::ranges::find(demands, name.part, &untp::Demand::atom);
  if (found == demands.end()) return no_entry(name);
  return untp::published(criterion_of_demand(catalogue(), edition, *found));
}

std::vector<Described> Vocabulary::requirements_of(std::string_view act) const {
  const facts::Tables& tables = state_->tables();
  const Id id = tables.id(act);
  std::vector<Id> requirements;
  tables.requirements.visit_all(state_->size_published(), [&](const facts::Requirement& row) {
    const bool known = std::ranges::find(requirements, row.requirement) != requirements.end();
    const bool room = requirements.size() < kMostProfiles;
    if (row.act == id && room && !known) requirements.push_back(row.requirement);
  });
  std::vector<Described> found;
  for (const Id requirement : requirements) {
    auto one = described("requirements", tables.text(requirement));
    if (one && one->body.text("act") == act) found.push_back(std::move(*one));
  }
  return found;
}

std::vector<untp::Demand> Vocabulary::demands_of_edition(std::string_view edition) const {
  const facts::Tables& tables = state_->tables();
  const Id id = tables.id(edition);
  std::vector<const facts::Equivalence*> decisions;
  tables.equivalences.visit_all(state_->size_published(), [&](const facts::Equivalence& row) {
    if (row.to_edition == id) decisions.push_back(&row);
  });
  std::ranges::sort(decisions, std::ranges::greater(), &facts::Equivalence::since);
  if (decisions.size() > kMostDecisions) decisions.resize(kMostDecisions);
  std::vector<untp::Demand> demands;
  for (const facts::Equivalence* const row : decisions) {
    const auto said = statement_of(*registry_, tables.equivalences, *row);
    if (!said) continue;
    for (untp::Demand& demand : untp::demands_of(*said->payload.find("body"))) {
      const bool known =
          std::ranges::find(demands, demand.atom, &untp::Demand::atom) != demands.end();
      if (!known) demands.push_back(std::move(demand));
    }
  }
  return demands;
}

json::Value Vocabulary::front() const {
  const std::string base = registrar_.base + std::string(untp::kVocabularyPath);
  return json::Object{
      {"id", base},
      {"publisher", json::Object{{"id", registrar_.did}, {"name", registrar_.name}}},
      {"logSize", std::uint64_t{state_->size_published()}},
      {"schemes", base + "/schemes"},
      {"acts", base + "/acts"}};
}

Result<json::Value> Vocabulary::page(std::string_view kind, std::string_view after,
                                     std::uint32_t limit) const {
  CONCORDAT_TRY(
      page,
      registry_->list({.kind = std::string(kind), .after = std::string(after), .limit = limit}));
  json::Array items;
  for (const Resource& resource : page.resources) {
    const std::string name = name_in(resource.json, language_);
    items.push_back(json::Object{{"type", json::Array{"ConformityScheme"}},
                                 {"id", vocabulary_uri(registrar_, kind, resource.id)},
                                 {"name", name.empty() ? resource.id : name}});
  }
  json::Object made{{"items", std::move(items)}};
  if (!page.next.empty()) made.set("next", page.next);
  return json::Value(std::move(made));
}

Result<std::vector<std::string>> Vocabulary::ids_of(std::string_view kind) const {
  std::vector<std::string> ids;
  registry::Listing listing{.kind = std::string(kind), .limit = kAtOnce};
  do {
    CONCORDAT_TRY(page, registry_->list(listing));
    for (Resource& resource : page.resources) ids.push_back(std::move(resource.id));
    listing.after = page.next;
  } while (!listing.after.empty());
  return ids;
}

Result<std::vector<json::Value>> Vocabulary::everything() const {
  std::vector<json::Value> entries;
  const auto add = [&](const untp::VocabularyName& name) -> Status {
    CONCORDAT_TRY(made, entry(name));
    entries.push_back(std::move(made));
    return {};
  };
  for (const std::string_view kind : {"schemes", "acts", "requirements", "standards"}) {
    CONCORDAT_TRY(ids, ids_of(kind));
    for (const std::string& id : ids) {
      const untp::VocabularyName whole{.kind = std::string(kind), .id = id, .part = {}};
      CONCORDAT_CHECK(add(whole));
      std::vector<std::string> parts;
      if (kind == "schemes") parts.emplace_back(untp::kProfilePart);
      if (kind == "schemes" || kind == "acts") parts.emplace_back(untp::kWholePart);
      std::vector<untp::Demand> demands;
      if (kind == "standards") demands = demands_of_edition(id);
      if (kind == "requirements") {
        CONCORDAT_TRY(found, described(kind, id));
        demands = untp::demands_of(found.body);
      }
      for (untp::Demand& demand : demands) parts.push_back(std::move(demand.atom));
      for (std::string& part : parts) {
        CONCORDAT_CHECK(add({.kind = whole.kind, .id = id, .part = std::move(part)}));
      }
    }
  }
  return entries;
}

}  // namespace concordat::registry

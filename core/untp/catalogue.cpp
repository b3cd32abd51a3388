#include "core/untp/catalogue.hpp"

#include <algorithm>

#include "core/untp/check.hpp"
#include "core/untp/tables.hpp"
#include "core/untp/topics.hpp"
#include "core/untp/vocabulary.hpp"

namespace concordat::untp {
namespace {

constexpr std::string_view kKinds[] = {"schemes", "acts", "requirements", "standards"};

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// RFC 3986, 2.1. Nothing where a percent sign begins no octet.
std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out.push_back(text[at]);
      continue;
    }
    if (at + 2 >= text.size()) return std::nullopt;
    const int high = digit(text[at + 1]);
    const int low = digit(text[at + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<char>(high * 16 + low));
    at += 2;
  }
  return out;
}

std::string named(const Catalogue& catalogue, std::string_view kind, std::string_view id) {
  const std::string name = catalogue.naming(kind, id);
  return name.empty() ? std::string(id) : name;
}

std::string_view status_of(const Catalogue& catalogue, const Described& thing) {
  if (catalogue.today < thing.effective.from) return "proposed";
  return catalogue.today < thing.effective.until ? "active" : "deprecated";
}

std::string documentation_of(const Catalogue& catalogue, const Described& thing) {
  return thing.address.empty() ? catalogue.registrar.address(thing.kind, thing.id) : thing.address;
}

std::string uri_of(const Catalogue& catalogue, const Described& thing, std::string_view part = {}) {
  return vocabulary_uri(catalogue.registrar, thing.kind, thing.id, part);
}

// An edition is dated by its own name, where it is; what else changes is told apart by its first
// day.
std::string version_of(const Described& thing) {
  const std::size_t colon = thing.id.rfind(':');
  if (thing.kind == "standards" && colon != std::string::npos && colon + 1 < thing.id.size()) {
    return thing.id.substr(colon + 1);
  }
  return to_string(thing.effective.from);
}

json::Object reference(const Catalogue& catalogue, std::string_view type, std::string_view kind,
                       std::string_view id) {
  return thing(type, catalogue.registrar.address(kind, id), named(catalogue, kind, id));
}

json::Object scheme_reference(const Catalogue& catalogue, std::string_view kind,
                              std::string_view id) {
  return thing("ConformityScheme", vocabulary_uri(catalogue.registrar, kind, id),
               named(catalogue, kind, id));
}

// What each criterion has; its description and tags come behind.
json::Object criterion(const Catalogue& catalogue, const Described& source, std::string uri,
                       std::string name) {
  const bool law = source.kind == "acts" || source.kind == "requirements";
  return json::Object{{"type", json::Array{"Criterion"}},
                      {"id", std::move(uri)},
                      {"name", std::move(name)},
                      {"version", version_of(source)},
                      {"status", status_of(catalogue, source)},
                      {"documentation", documentation_of(catalogue, source)},
                      {"conformityTopic", json::Array{topic_of(law ? kRegulations : kVoluntary)}},
                      {"requiredPerformance", json::Array{}}};
}

json::Object framework(std::string_view scale, const std::vector<std::string>& levels) {
  json::Array scores;
  for (std::size_t at = levels.size(); at > 0; --at) {
    scores.push_back(json::Object{{"code", levels[at - 1]},
                                  {"rank", static_cast<std::int64_t>(levels.size() - at + 1)}});
  }
  return json::Object{{"name", scale},
                      {"description", "Levels of the scale " + std::string(scale)},
                      {"score", std::move(scores)}};
}

}  // namespace

std::string vocabulary_uri(const Registrar& registrar, std::string_view kind, std::string_view id,
                           std::string_view part) {
  std::string uri =
      registrar.base + std::string(kVocabularyPath) + "/" + std::string(kind) + "/" + segment(id);
  if (!part.empty()) uri += "/" + segment(part);
  return uri;
}

std::optional<VocabularyName> vocabulary_name(std::string_view path) {
  if (!path.starts_with(kVocabularyPath)) return std::nullopt;
  path.remove_prefix(kVocabularyPath.size());
  std::vector<std::string> parts;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    auto part = decoded(path.substr(0, end));
    if (!part || part->empty()) return std::nullopt;
    parts.push_back(std::move(*part));
    path.remove_prefix(end);
  }
  if (!path.empty() || parts.size() < 2 || parts.size() > 3) return std::nullopt;
  if (std::ranges::find(kKinds, parts[0]) == std::end(kKinds)) return std::nullopt;
  return VocabularyName{.kind = std::move(parts[0]),
                        .id = std::move(parts[1]),
                        .part = parts.size() == 3 ? std::move(parts[2]) : std::string()};
}

std::vector<Demand> demands_of(const json::Value& body) {
  std::vector<Demand> demands;
  for (const json::Value& one : body.array("atoms")) {
    demands.push_back({.atom = std::string(one.text("atom")),
                       .about = std::string(one.text("about")),
                       .severity = one.integer("severity")});
  }
  for (const json::Value& one : body.array("mapping")) {
    demands.push_back({.atom = std::string(one.text("atom")),
                       .clause = std::string(one.text("clause")),
                       .severity = one.integer("severity")});
  }
  return demands;
}

json::Object criterion_of_edition(const Catalogue& catalogue, const Described& edition) {
  return criterion(catalogue, edition, uri_of(catalogue, edition),
                   named(catalogue, edition.kind, edition.id));
}

json::Object criterion_of_whole(const Catalogue& catalogue, const Described& thing) {
  return criterion(catalogue, thing, uri_of(catalogue, thing, kWholePart),
                   named(catalogue, thing.kind, thing.id));
}

json::Object criterion_of_demand(const Catalogue& catalogue, const Described& thing,
                                 const Demand& demand) {
  json::Object made = criterion(catalogue, thing, uri_of(catalogue, thing, demand.atom),
                                named(catalogue, thing.kind, thing.id) + ", " + demand.atom);
  std::string description = demand.about;
  if (description.empty() && !demand.clause.empty()) description = "Clause " + demand.clause;
  if (!description.empty()) made.set("description", std::move(description));
  if (demand.severity > 0) {
    made.set("tag", json::Array{"severity:" + std::to_string(demand.severity)});
  }
  return made;
}

json::Object profile_of_requirement(const Catalogue& catalogue, const Described& requirement) {
  const std::string_view act = requirement.body.text("act");
  json::Object made{{"type", json::Array{"ConformityProfile"}},
                    {"id", uri_of(catalogue, requirement)},
                    {"name", named(catalogue, requirement.kind, requirement.id)},
                    {"version", version_of(requirement)},
                    {"validFrom", to_string(requirement.effective.from)},
                    {"status", status_of(catalogue, requirement)},
                    {"subjectType", "product"}};
  json::Array standards;
  for (const json::Value& edition : requirement.body.array("editions")) {
    standards.push_back(json::Object{
        {"standard", reference(catalogue, "Standard", "standards", *edition.as_string())},
        {"alignmentLevel", "meets"}});
  }
  if (!standards.empty()) made.set("standardAlignment", std::move(standards));
  made.set("regulatoryAlignment",
           json::Array{json::Object{{"regulation", reference(catalogue, "Regulation", "acts", act)},
                                    {"alignmentLevel", "meets"}}});
  made.set("documentation", documentation_of(catalogue, requirement));
  json::Array criteria;
  for (const Demand& demand : demands_of(requirement.body)) {
    criteria.push_back(criterion_of_demand(catalogue, requirement, demand));
  }
  made.set("criterion", std::move(criteria));
  made.set("scheme", scheme_reference(catalogue, "acts", act));
  return made;
}

json::Object profile_of_scheme(const Catalogue& catalogue, const SchemeSource& source) {
  const Described& scheme = source.scheme;
  const json::Value* const core = scheme.body.find("core");
  json::Object made{{"type", json::Array{"ConformityProfile"}},
                    {"id", uri_of(catalogue, scheme, kProfilePart)},
                    {"name", named(catalogue, scheme.kind, scheme.id)},
                    {"version", core ? core->text("version") : std::string_view("1")},
                    {"validFrom", to_string(scheme.effective.from)},
                    {"status", status_of(catalogue, scheme)},
                    {"documentation", documentation_of(catalogue, scheme)}};
  json::Array criteria{criterion_of_whole(catalogue, scheme)};
  for (const Described& edition : source.editions) {
    criteria.push_back(criterion_of_edition(catalogue, edition));
  }
  made.set("criterion", std::move(criteria));
  made.set("scheme", scheme_reference(catalogue, scheme.kind, scheme.id));
  return made;
}

json::Object scheme_of(const Catalogue& catalogue, const SchemeSource& source) {
  const Described& scheme = source.scheme;
  json::Object made{
      {"type", json::Array{"ConformityScheme"}},
      {"id", uri_of(catalogue, scheme)},
      {"name", named(catalogue, scheme.kind, scheme.id)},
      {"owner", reference(catalogue, "Party", "organisations", scheme.body.text("owner"))},
      // Nobody else's endorsement of a scheme can be on file.
      {"endorsementLevel", "endorsed_self"}};
  if (!source.levels.empty()) {
    made.set("schemeScoringFramework", framework(scheme.body.text("scale"), source.levels));
  }
  made.set("documentation", documentation_of(catalogue, scheme));
  made.set("establishedDate", to_string(scheme.effective.from));
  made.set("includedProfile", json::Array{profile_of_scheme(catalogue, source)});
  return made;
}

json::Object scheme_of_act(const Catalogue& catalogue, const Described& act,
                           const std::vector<Described>& requirements) {
  const std::string_view market = act.body.text("market");
  json::Object made{
      {"type", json::Array{"ConformityScheme"}},
      {"id", uri_of(catalogue, act)},
      {"name", named(catalogue, act.kind, act.id)},
      {"owner", reference(catalogue, "Party", "economies", market)},
      {"endorsementLevel", "endorsed_mandate"},
      {"documentation", documentation_of(catalogue, act)},
      {"establishedDate", to_string(act.effective.from)},
      {"geographicScope",
       json::Array{json::Object{{"code", market},
                                {"name", named(catalogue, "economies", market)},
                                {"schemeId", catalogue.registrar.base + "/v1/economies"},
                                {"schemeName", catalogue.registrar.name}}}}};
  json::Array profiles;
  for (const Described& requirement : requirements) {
    profiles.push_back(profile_of_requirement(catalogue, requirement));
  }
  if (!profiles.empty()) made.set("includedProfile", std::move(profiles));
  return made;
}

Result<json::Value> published(json::Object entry) {
  static const Version kVersion{
      .name = kCurrent, .classes = kClassesOfCatalogue, .more = kClasses070};
  const std::string type = *entry.find("type")->as_array()->front().as_string();
  const std::string_view context = find_version(kCurrent, Document::kConformity)->context;
  json::Object made{{"@context", json::Array{context}}};
  for (const auto& [name, value] : entry) made.set(name, value);
  json::Value document(std::move(made));
  std::vector<std::string> unknown;
  CONCORDAT_CHECK(check_object(document, kVersion, type, unknown));
  if (!unknown.empty()) return fail({.code = "untp.unknown-term", .place = unknown.front()});
  return document;
}

}  // namespace concordat::untp

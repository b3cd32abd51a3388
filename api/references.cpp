#include "api/references.hpp"

#include "api/target.hpp"

namespace concordat::api {
namespace {

using statement::Target;

Title title_in(const json::Object& names, std::string_view language) {
  for (const std::string_view wanted : {language, std::string_view("en")}) {
    for (const auto& [tag, name] : names) {
      if (tag == wanted && name.as_string() != nullptr) return {*name.as_string(), tag};
    }
  }
  for (const auto& [tag, name] : names) {
    if (name.as_string() != nullptr) return {*name.as_string(), tag};
  }
  return {};
}

}  // namespace

Title title_of(const json::Value& record, std::string_view language) {
  for (const std::string_view member : {"names", "title", "reference", "number"}) {
    const json::Value* const value = record.find(member);
    if (value == nullptr) continue;
    if (const json::Object* const names = value->as_object()) {
      Title title = title_in(*names, language);
      if (!title.text.empty()) return title;
    } else if (const std::string* const text = value->as_string()) {
      return {*text};
    }
  }
  return {};
}

std::string page_path(std::string_view kind, std::string_view id) {
  return "/" + std::string(kind) + "/" + percent_encode(id);
}

std::string_view kind_of(Target target) {
  switch (target) {
    case Target::kOrganisation:
      return "organisations";
    case Target::kEconomy:
      return "economies";
    case Target::kAct:
      return "acts";
    case Target::kRequirement:
      return "requirements";
    case Target::kEdition:
      return "standards";
    case Target::kScheme:
      return "schemes";
    case Target::kArrangement:
    case Target::kAgreement:
      return "agreements";
    case Target::kCertificate:
      return "certificates";
    case Target::kProduct:
      return "products";
    case Target::kMeasure:
      return "measures";
    case Target::kClassification:
      return "classifications";
    case Target::kNothing:
    case Target::kStatement:
    case Target::kSector:
    case Target::kStandard:
    case Target::kScale:
    case Target::kAnnex:
      return {};
  }
  return {};
}

std::string part_anchor(std::string_view member, std::string_view id) {
  return std::string(member) + "-" + std::string(id);
}

References::Place References::of_kind(std::string_view kind, std::string_view id) const {
  const auto found = call_.ports.registry.described(kind, id, reader_.size());
  if (!found) return {};
  return {.path = page_path(kind, found->id), .title = title_of(found->json, reader_.language())};
}

// An annex has its place on the page of its agreement.
References::Place References::of_annex(std::string_view id) const {
  const auto state = call_.ports.registry.state();
  const facts::Tables& tables = state->tables();
  facts::Id agreement = facts::kNoId;
  tables.annexes.visit(tables.id(id), static_cast<facts::Ordinal>(reader_.size()),
                       [&](const facts::Annex& row) {
                         agreement = row.agreement;
                         return false;
                       });
  if (agreement == facts::kNoId) return {};
  Place place = of_kind("agreements", tables.text(agreement));
  if (place.path.empty()) return {};
  return {.path = place.path + "#" + percent_encode(part_anchor("annexes", id)),
          .title = place.title};
}

// An undated standard has no page of its own; its editions are found by it.
References::Place References::of_standard(const std::string& id) const {
  const auto editions =
      call_.ports.registry.list({.kind = "standards", .filters = {{"standard", id}}, .limit = 1});
  if (!editions || editions->resources.empty()) return {};
  return {.path = "/standards?standard=" + percent_encode(id), .title = {}};
}

References::Place References::look_up(Target target, const std::string& id) const {
  switch (target) {
    case Target::kAnnex:
      return of_annex(id);
    case Target::kStandard:
      return of_standard(id);
    case Target::kStatement: {
      const auto index = call_.ports.registry.index_of(id);
      if (!index || *index >= reader_.size()) return {};
      return {.path = "/log/entries/" + std::to_string(*index), .title = {}};
    }
    default:
      return of_kind(kind_of(target), id);
  }
}

const References::Place& References::find(Target target, std::string_view id) {
  const auto [at, fresh] = known_.try_emplace({target, std::string(id)});
  if (fresh) at->second = look_up(target, at->first.second);
  return at->second;
}

void References::show(Html& page, const Place& place, std::string_view id) const {
  if (place.path.empty()) {
    page.identifier(id);
    return;
  }
  const std::string path = reader_.to(place.path);
  if (place.title.text.empty() || place.title.text == id) {
    page.link(path, id);
    return;
  }
  page.begin("a", {{"href", path}});
  if (place.title.language.empty()) {
    page.identifier(place.title.text);
  } else {
    page.element("bdi", place.title.text, {{"lang", place.title.language}});
  }
  page.end().text(" ").begin("span", {{"class", "leg"}}).identifier(id).end();
}

void References::show(Html& page, Target target, std::string_view id) {
  const bool named =
      target != Target::kNothing && target != Target::kSector && target != Target::kScale;
  show(page, named ? find(target, id) : Place(), id);
}

void References::show(Html& page, std::string_view kind, std::string_view id) {
  show(page, of_kind(kind, id), id);
}

}  // namespace concordat::api

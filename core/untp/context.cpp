#include "core/untp/context.hpp"

#include "core/untp/vocabulary.hpp"

namespace concordat::untp {
namespace {

constexpr std::string_view kSpace = "urn:concordat:term:";
constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";

std::string term(std::string_view name) { return std::string(kSpace) + std::string(name); }

std::string_view datatype(Shape shape) {
  switch (shape) {
    case Shape::kDate:
      return "date";
    case Shape::kInstant:
      return "dateTime";
    case Shape::kInteger:
      return "integer";
    default:
      return {};
  }
}

json::Value meaning(const Member& member) {
  if (member.shape == Shape::kRecord) {
    return json::Object{{"@id", term(member.name)}, {"@type", "@id"}};
  }
  const std::string_view type = datatype(member.shape);
  if (type.empty()) return term(member.name);
  return json::Object{{"@id", term(member.name)}, {"@type", std::string(kXsd) + std::string(type)}};
}

}  // namespace

json::Value own_context() {
  const Version& version = *find_version(kCurrent, Document::kConformity);
  json::Object members{{"@protected", true}, {"id", "@id"}, {"type", "@type"}};
  for (const Member& member : find_class(version, "RegistryRecord")->members) {
    if (member.name != "type") members.set(member.name, meaning(member));
  }
  return json::Object{
      {"@context", json::Object{{"@version", 1.1},
                                {"@protected", true},
                                {std::string(kOwnConformity), term(kOwnConformity)},
                                {std::string(kOwnIdentity), term(kOwnIdentity)},
                                {"RegistryRecord", json::Object{{"@id", term("RegistryRecord")},
                                                                {"@context", std::move(members)}}},
                                {std::string(kOwnMember),
                                 json::Object{{"@id", term(kOwnMember)}, {"@type", "@id"}}}}}};
}

}  // namespace concordat::untp

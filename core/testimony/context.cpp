#include "core/testimony/context.hpp"

#include <algorithm>

#include "core/testimony/tables.hpp"
#include "core/testimony/terms.hpp"

namespace concordat::testimony {
namespace {

using untp::Member;
using untp::Shape;

constexpr std::string_view kSpace = "urn:concordat:term:";
constexpr std::string_view kEntities = "https://www.w3.org/ns/credentials/recognized-entities#";
constexpr std::string_view kCredentials = "https://www.w3.org/2018/credentials#";
constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";

// What the W3C gave a meaning, in a draft or in the data model.
constexpr std::string_view kOfEntities[] = {"RecognizedEntityCredential",
                                            "RecognizedEntity",
                                            "RecognizedAction",
                                            "recognizedTo",
                                            "recognizedBy",
                                            "action"};
constexpr std::string_view kOfCredentials[] = {"validFrom", "validUntil"};
// Defined by the contexts before ours, for every object; and the term of the registry record's own.
constexpr std::string_view kElsewhere[] = {"id", "type", "name", "description", "registryRecord"};
// The data model's and UNTP's own classes.
constexpr std::string_view kNotOurs[] = {"Credential", "StatusEntry", "CredentialSchema"};

template <std::size_t Size>
bool among(const std::string_view (&names)[Size], std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

std::string term(std::string_view name) {
  const std::string_view space = among(kOfEntities, name)      ? kEntities
                                 : among(kOfCredentials, name) ? kCredentials
                                                               : kSpace;
  return std::string(space).append(name);
}

std::string kind_of(Shape shape) {
  switch (shape) {
    case Shape::kDate:
      return std::string(kXsd) + "date";
    case Shape::kInstant:
      return std::string(kXsd) + "dateTime";
    case Shape::kInteger:
      return std::string(kXsd) + "integer";
    case Shape::kRecord:
    case Shape::kUri:
      return "@id";
    case Shape::kAny:
      return "@json";
    default:
      return {};
  }
}

json::Value meaning(const Member& member) {
  const std::string kind = kind_of(member.shape);
  if (kind.empty()) return term(member.name);
  return json::Object{{"@id", term(member.name)}, {"@type", kind}};
}

}  // namespace

json::Value own_context() {
  json::Object terms{{"@version", 1.1}, {"@protected", true}};
  for (const Form& form : forms()) {
    terms.set(form.version.type, term(form.version.type));
    if (!form.also.empty()) terms.set(form.also, term(form.also));
  }
  for (const untp::Class& one : kOwnClasses) {
    if (among(kNotOurs, one.name)) continue;
    json::Object members{{"@protected", true}, {"id", "@id"}, {"type", "@type"}};
    for (const Member& member : one.members) {
      if (!among(kElsewhere, member.name)) members.set(member.name, meaning(member));
    }
    terms.set(one.name, json::Object{{"@id", term(one.name)}, {"@context", std::move(members)}});
  }
  return json::Object{{"@context", std::move(terms)}};
}

}  // namespace concordat::testimony

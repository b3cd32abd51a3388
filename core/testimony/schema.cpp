#include "core/testimony/schema.hpp"

#include <algorithm>
#include <vector>

namespace concordat::testimony {
namespace {

using untp::Class;
using untp::Member;
using untp::Shape;

constexpr std::string_view kDialect = "https://json-schema.org/draft/2020-12/schema";

class Maker {
 public:
  explicit Maker(const Form& form) : form_(form) {}

  json::Value make() {
    json::Object schema{{"$schema", kDialect},
                        {"$id", "urn:concordat:credential:" + std::string(form_.schema)},
                        {"title", form_.version.type}};
    for (const auto& [name, value] : object_of(*find_class(form_.version, "Credential"))) {
      schema.set(name, value);
    }
    json::Object* const members = schema.find("properties")->as_object();
    members->set("@context", contexts());
    members->set("type", types());
    json::Object named;
    // Naming one class can name others.
    for (std::size_t at = 0; at < needed_.size(); ++at) {
      named.set(needed_[at]->name, object_of(*needed_[at]));
    }
    schema.set("$defs", std::move(named));
    return schema;
  }

 private:
  json::Object object_of(const Class& type) {
    json::Object members;
    json::Array required;
    for (const Member& member : type.members) {
      members.set(member.name, list_or_one(member));
      if (member.required) required.push_back(member.name);
    }
    json::Object schema{{"type", "object"}, {"properties", std::move(members)}};
    if (!required.empty()) schema.set("required", std::move(required));
    schema.set("additionalProperties", false);
    return schema;
  }

  json::Value list_or_one(const Member& member) {
    if (!member.many) return one(member);
    return json::Object{{"type", "array"}, {"items", one(member)}};
  }

  json::Value one(const Member& member) {
    switch (member.shape) {
      case Shape::kRecord:
        return refer(member.of == "Subject" ? form_.version.subject : member.of);
      case Shape::kTopic:
        return refer("ConformityTopic");
      case Shape::kUri:
        return text("uri");
      case Shape::kDate:
        return text("date");
      case Shape::kInstant:
        return text("date-time");
      case Shape::kBoolean:
        return json::Object{{"type", "boolean"}};
      case Shape::kInteger:
        return json::Object{{"type", "integer"}, {"minimum", 0}};
      case Shape::kNumber:
        return json::Object{{"type", "number"}};
      case Shape::kAny:
        return json::Object{};
      case Shape::kText:
        break;
    }
    json::Object schema{{"type", "string"}};
    if (!member.codes.empty()) {
      schema.set("enum", json::Array(member.codes.begin(), member.codes.end()));
    }
    return schema;
  }

  static json::Value text(std::string_view format) {
    return json::Object{{"type", "string"}, {"format", format}};
  }

  json::Value refer(std::string_view name) {
    const Class* const type = find_class(form_.version, name);
    if (std::ranges::find(needed_, type) == needed_.end()) needed_.push_back(type);
    return json::Object{{"$ref", "#/$defs/" + std::string(name)}};
  }

  static json::Value contexts() {
    const untp::Version& untp = *untp::find_version(untp::kCurrent, untp::Document::kConformity);
    const auto ending = [](std::string_view path) {
      return json::Object{{"type", "string"}, {"pattern", "^https://.+" + std::string(path) + "$"}};
    };
    return json::Object{
        {"type", "array"},
        {"prefixItems", json::Array{json::Object{{"const", untp::kBaseContext}},
                                    json::Object{{"const", untp.context}},
                                    ending(untp::kOwnContextPath), ending(kContextPath)}},
        {"minItems", 4},
        {"items", false}};
  }

  json::Value types() const {
    json::Array wanted{json::Object{{"const", form_.version.type}}};
    if (!form_.also.empty()) wanted.push_back(json::Object{{"const", form_.also}});
    wanted.push_back(json::Object{{"const", "VerifiableCredential"}});
    const auto size = static_cast<std::int64_t>(wanted.size());
    return json::Object{{"type", "array"},
                        {"prefixItems", std::move(wanted)},
                        {"minItems", size},
                        {"items", false}};
  }

  const Form& form_;
  std::vector<const Class*> needed_;
};

}  // namespace

json::Value schema_of(const Form& form) { return Maker(form).make(); }

}  // namespace concordat::testimony

#include "core/statement/schema.hpp"

#include <set>
#include <string>
#include <string_view>

#include "core/json/number.hpp"
#include "core/statement/check.hpp"

namespace concordat::statement {
namespace {

using json::Array;
using json::Object;
using json::Value;

// No C0 or C1 control and no DEL; prose may have line feeds.
constexpr std::string_view kLinePattern = R"(^[^\u0000-\u001F\u007F-\u009F]*$)";
constexpr std::string_view kProsePattern = R"(^[^\u0000-\u0009\u000B-\u001F\u007F-\u009F]*$)";
constexpr std::string_view kIdentifierPattern = R"(^[A-Za-z0-9][A-Za-z0-9._:/+()@#-]*$)";
constexpr std::string_view kLanguagePattern = R"(^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$)";
constexpr std::string_view kDecimalPattern = R"(^-?[0-9]+(\.[0-9]+)?$)";

Value reference_to(std::string_view definition) {
  return Object{{"$ref", "#/$defs/" + std::string(definition)}};
}

Value text_schema(std::size_t longest, std::string_view pattern) {
  return Object{{"type", "string"},
                {"minLength", 1},
                {"maxLength", std::uint64_t{longest}},
                {"pattern", pattern}};
}

Value list_schema(Value element, bool distinct) {
  Object schema{{"type", "array"},
                {"items", std::move(element)},
                {"minItems", 1},
                {"maxItems", std::uint64_t{kListLimit}}};
  if (distinct) schema.set("uniqueItems", true);
  return schema;
}

Value attributes_schema() {
  const Value line = text_schema(kNameLimit_characters, kLinePattern);
  Value maybe_empty = line;
  maybe_empty.as_object()->erase("minLength");
  const Value integer = Object{{"type", "integer"},
                               {"minimum", -json::kLargestExactInteger},
                               {"maximum", json::kLargestExactInteger}};
  return Object{{"type", "object"},
                {"minProperties", 1},
                {"maxProperties", std::uint64_t{kListLimit}},
                {"propertyNames", Object{{"$ref", "#/$defs/identifier"}}},
                {"additionalProperties",
                 Object{{"anyOf", Array{std::move(maybe_empty), integer,
                                        Object{{"type", "boolean"}}, list_schema(line, false)}}}}};
}

// One form of a predicate: an object of exactly these members.
Value form(Object properties, Array required) {
  return Object{{"type", "object"},
                {"properties", std::move(properties)},
                {"required", std::move(required)},
                {"additionalProperties", false}};
}

Value predicate_schema() {
  const Value self = reference_to("predicate");
  const Value several = Object{{"type", "array"}, {"items", self}, {"minItems", 1}};
  const Value scalar = Object{{"type", Array{"string", "integer", "boolean"}}};
  const Value scalars = Object{{"type", "array"}, {"items", scalar}, {"minItems", 1}};
  const Value bound =
      Object{{"anyOf", Array{Object{{"type", "integer"}},
                             Object{{"type", "string"}, {"pattern", kDecimalPattern}}}}};
  const Value name = Object{{"type", "string"}, {"minLength", 1}};
  Value range = form({{"attribute", name}, {"from", bound}, {"to", bound}}, {"attribute"});
  range.as_object()->set("minProperties", 2);
  return Object{
      {"oneOf",
       Array{form({{"all", several}}, {"all"}), form({{"any", several}}, {"any"}),
             form({{"not", self}}, {"not"}),
             form({{"attribute", name}, {"is", scalar}}, {"attribute", "is"}),
             form({{"attribute", name}, {"in", scalars}}, {"attribute", "in"}), std::move(range),
             form({{"attribute", name}, {"present", Object{{"type", "boolean"}}}},
                  {"attribute", "present"})}}};
}

Value key_schema() {
  return Object{{"type", "object"},
                {"properties", Object{{"kty", Object{{"enum", Array{"OKP", "EC"}}}},
                                      {"crv", Object{{"enum", Array{"Ed25519", "P-256", "P-384"}}}},
                                      {"d", false}}},
                {"required", Array{"kty", "crv", "x"}}};
}

Value names_schema() {
  return Object{{"type", "object"},
                {"minProperties", 1},
                {"maxProperties", std::uint64_t{kListLimit}},
                {"propertyNames", Object{{"pattern", kLanguagePattern}}},
                {"additionalProperties", reference_to("text")}};
}

// The kinds that are written once under `$defs` and referred to.
struct Definition {
  Kind kind;
  std::string_view name;
};
constexpr Definition kDefinitions[] = {
    {Kind::kText, "text"},           {Kind::kNumber, "number"},   {Kind::kId, "identifier"},
    {Kind::kDate, "date"},           {Kind::kInstant, "instant"}, {Kind::kDecimal, "decimal"},
    {Kind::kDigest, "digest"},       {Kind::kNames, "names"},     {Kind::kAttributes, "attributes"},
    {Kind::kPredicate, "predicate"}, {Kind::kJwk, "key"},
};

Value definition(Kind kind) {
  switch (kind) {
    case Kind::kText:
      return text_schema(kTextLimit_characters, kProsePattern);
    case Kind::kNumber:
      return text_schema(kNameLimit_characters, kLinePattern);
    case Kind::kId:
      return text_schema(kNameLimit_characters, kIdentifierPattern);
    case Kind::kDate:
      return Object{
          {"type", "string"}, {"format", "date"}, {"pattern", R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}$)"}};
    case Kind::kInstant:
      return Object{{"type", "string"}, {"format", "date-time"}};
    case Kind::kDecimal:
      return text_schema(kDecimalLimit_characters, kDecimalPattern);
    case Kind::kDigest:
      return Object{{"type", "string"}, {"pattern", "^sha256:[0-9a-f]{64}$"}};
    case Kind::kNames:
      return names_schema();
    case Kind::kAttributes:
      return attributes_schema();
    case Kind::kPredicate:
      return predicate_schema();
    case Kind::kJwk:
      return key_schema();
    default:
      return true;  // choice, integer, boolean, record: written where they stand
  }
}

class SchemaOfType {
 public:
  explicit SchemaOfType(const Descriptor& descriptor) : descriptor_(descriptor) {}

  Value whole() {
    Value payload = record(envelope());
    Object& properties = *payload.as_object()->find("properties")->as_object();
    properties.set("type", Object{{"const", descriptor_.type}});
    Value body = record(descriptor_.fields);
    body.as_object()->set("description", descriptor_.meaning);
    properties.set("body", std::move(body));
    demand_source(*properties.find("basis")->as_object());
    Object schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                  {"$id", "urn:concordat:statement:" + std::string(descriptor_.type)},
                  {"title", descriptor_.type},
                  {"description", descriptor_.meaning}};
    for (const auto& [name, value] : *payload.as_object()) schema.set(name, value);
    schema.set("$defs", definitions());
    return schema;
  }

 private:
  Value record(std::span<const Field> fields) {
    Object properties;
    Array required;
    for (const Field& field : fields) {
      properties.set(field.name, member(field));
      if (field.required) required.emplace_back(field.name);
    }
    Object schema{
        {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) schema.set("required", std::move(required));
    return schema;
  }

  Value member(const Field& field) {
    Value schema = one(field);
    const bool scalar = !field.positional && field.kind != Kind::kRecord &&
                        field.kind != Kind::kNames && field.kind != Kind::kAttributes &&
                        field.kind != Kind::kPredicate && field.kind != Kind::kJwk;
    if (field.many) schema = list_schema(std::move(schema), scalar);
    schema.as_object()->set("description", field.meaning);
    return schema;
  }

  Value one(const Field& field) {
    if (field.kind == Kind::kRecord) return record(field.fields);
    if (field.kind == Kind::kBoolean) return Object{{"type", "boolean"}};
    if (field.kind == Kind::kInteger) {
      return Object{{"type", "integer"}, {"minimum", field.minimum}, {"maximum", field.maximum}};
    }
    if (field.kind == Kind::kChoice) {
      Array choices;
      for (const std::string_view choice : field.choices) choices.emplace_back(choice);
      return Object{{"enum", std::move(choices)}};
    }
    used_.insert(field.kind);
    for (const Definition& entry : kDefinitions) {
      if (entry.kind == field.kind) return reference_to(entry.name);
    }
    return true;
  }

  // What is not the author's own names its source, and what was read of it or when.
  static void demand_source(Object& basis) {
    basis.set("if", Object{{"properties", Object{{"kind", Object{{"const", "own"}}}}}});
    basis.set("else", Object{{"required", Array{"source"}},
                             {"anyOf", Array{Object{{"required", Array{"digest"}}},
                                             Object{{"required", Array{"read"}}}}}});
  }

  Object definitions() {
    if (used_.contains(Kind::kNames)) used_.insert(Kind::kText);
    if (used_.contains(Kind::kAttributes)) used_.insert(Kind::kId);
    Object all;
    for (const Definition& entry : kDefinitions) {
      if (used_.contains(entry.kind)) all.set(entry.name, definition(entry.kind));
    }
    return all;
  }

  const Descriptor& descriptor_;
  std::set<Kind> used_;
};

}  // namespace

json::Value json_schema(const Descriptor& descriptor) { return SchemaOfType(descriptor).whole(); }

}  // namespace concordat::statement

#include "core/statement/example.hpp"

#include <string>

namespace concordat::statement {
namespace {

// The public key of RFC 8037, appendix A.2.
json::Value example_key() {
  return json::Object{
      {"kty", "OKP"}, {"crv", "Ed25519"}, {"x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}};
}

json::Value example_digest() {
  return "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
}

std::string example_identifier(const Field& field) {
  switch (field.target) {
    case Target::kOrganisation:
      return std::string(field.name) + ".example";
    case Target::kEconomy:
      return "FR";
    case Target::kStatement:
      return "statement-1";
    case Target::kAct:
      return "EU-2006-42";
    case Target::kSector:
      return "machinery";
    case Target::kStandard:
      return "EN-60335-1";
    case Target::kEdition:
      return "EN-60335-1:2012";
    default:
      return std::string(field.name) + "-1";
  }
}

// Ends come after beginnings, whatever the record.
json::Value example_date(const Field& field) {
  const bool is_end = field.name.ends_with("ntil") || field.name.ends_with("Before");
  return is_end ? "2029-05-01" : "2024-05-01";
}

json::Value example_record(std::span<const Field> fields, Extent extent);

json::Value example_value(const Field& field, Extent extent) {
  switch (field.kind) {
    case Kind::kText:
      return field.meaning;
    case Kind::kNumber:
      return "EX 0001";
    case Kind::kId:
      return example_identifier(field);
    case Kind::kChoice:
      return field.choices.front();
    case Kind::kDate:
      return example_date(field);
    case Kind::kInstant:
      return "2024-05-01T12:34:56Z";
    case Kind::kInteger:
      return field.minimum;
    case Kind::kDecimal:
      return "12.50";
    case Kind::kBoolean:
      return false;
    case Kind::kDigest:
      return example_digest();
    case Kind::kNames:
      return json::Object{{"en", "Example"}, {"fr", "Exemple"}};
    case Kind::kAttributes:
      return json::Object{{"ageGroup", "under-14"}, {"voltage", "230"}};
    case Kind::kPredicate:
      return json::Object{{"attribute", "voltage"}, {"from", "50"}};
    case Kind::kJwk:
      return example_key();
    case Kind::kRecord:
      return example_record(field.fields, extent);
  }
  return nullptr;
}

json::Value example_record(std::span<const Field> fields, Extent extent) {
  json::Object record;
  for (const Field& field : fields) {
    if (!field.required && extent == Extent::kSmallest) continue;
    json::Value value = example_value(field, extent);
    if (field.many) value = json::Array{std::move(value)};
    record.set(field.name, std::move(value));
  }
  return record;
}

}  // namespace

json::Value example(const Descriptor& descriptor, Extent extent) {
  json::Value payload = example_record(envelope(), extent);
  json::Object& members = *payload.as_object();
  members.set("id", std::string(descriptor.type) + "-example");
  members.set("type", descriptor.type);
  members.set("body", example_record(descriptor.fields, extent));
  return payload;
}

}  // namespace concordat::statement

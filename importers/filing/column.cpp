#include "importers/filing/column.hpp"

#include <algorithm>
#include <charconv>

namespace concordat::filing {
namespace {

using statement::Field;
using statement::Kind;

constexpr std::string_view kAttributes = "product.attributes.";
// Of the envelope: what a body says about a certificate of its own.
constexpr std::string_view kOfEnvelope[] = {"id", "decided", "published", "legalBasis", "note"};

const Field* field_named(std::span<const Field> fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

std::span<const Field> certificate_fields() { return statement::find("certificate")->fields; }

std::unexpected<Error> no_column(std::string_view name) {
  return fail({.code = "filing.column",
               .place = std::string(name),
               .expected = "a member of a certificate, or one of id, decided, published, "
                           "legalBasis, note, from, lastDay, until, untilInclusive, "
                           "possiblyFrom, possiblyUntil"});
}

json::Value scalar_of(Kind kind, std::string_view text) {
  if (kind == Kind::kBoolean && (text == "true" || text == "false")) return text == "true";
  if (kind == Kind::kInteger) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error == std::errc{} && stop == end) return number;
  }
  return text;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

Result<Column> column_of(std::string_view name) {
  Column column{.name = std::string(name)};
  if (name.starts_with(kAttributes) && name.size() > kAttributes.size()) {
    const Field* const product = field_named(certificate_fields(), "product");
    column.field = field_named(product->fields, "attributes");
    column.attribute = name.substr(kAttributes.size());
    column.path = {"body", "product", "attributes", column.attribute};
    return column;
  }
  const std::size_t dot = name.find('.');
  const std::string_view first = name.substr(0, dot);
  column.field = field_named(certificate_fields(), first);
  if (column.field != nullptr) {
    column.path = {"body", first};
    if (dot != std::string_view::npos) {
      if (column.field->many) return no_column(name);
      column.field = field_named(column.field->fields, name.substr(dot + 1));
      column.path.push_back(name.substr(dot + 1));
    }
  } else if (std::ranges::count(kOfEnvelope, name) != 0) {
    column.field = field_named(statement::envelope(), name);
    column.path = {name};
  } else if (name != "zone") {
    const std::string_view member = name == kLastDay ? "until" : name;
    column.field = field_named(field_named(statement::envelope(), "effective")->fields, member);
    column.path = {"effective", name};
  }
  if (column.field == nullptr || column.field->kind == Kind::kRecord ||
      column.field->kind == Kind::kAttributes) {
    return no_column(name);
  }
  return column;
}

json::Value value_of(const Column& column, std::string_view cell) {
  const Kind kind = column.attribute.empty() ? column.field->kind : Kind::kText;
  const bool several =
      column.attribute.empty() ? column.field->many : cell.find(kBetween) != std::string_view::npos;
  if (!several) return scalar_of(kind, cell);
  json::Array elements;
  for (;;) {
    const std::size_t end = std::min(cell.find(kBetween), cell.size());
    elements.push_back(scalar_of(kind, trimmed(cell.substr(0, end))));
    if (end == cell.size()) return elements;
    cell.remove_prefix(end + 1);
  }
}

void put(json::Object& draft, const Column& column, json::Value value) {
  json::Object* into = &draft;
  for (std::size_t at = 0; at + 1 < column.path.size(); ++at) {
    json::Value* next = into->find(column.path[at]);
    if (next == nullptr) next = &into->set(column.path[at], json::Object());
    into = next->as_object();
  }
  into->set(column.path.back(), std::move(value));
}

std::string column_at(std::string_view pointer) {
  for (const std::string_view above : {"/body/", "/effective/", "/"}) {
    if (!pointer.starts_with(above)) continue;
    pointer.remove_prefix(above.size());
    break;
  }
  std::string name;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    const std::string_view part = pointer.substr(0, end);
    pointer.remove_prefix(std::min(end + 1, pointer.size()));
    // The position in a list is not a column of its own.
    if (part.find_first_not_of("0123456789") == std::string_view::npos) continue;
    if (!name.empty()) name.push_back('.');
    name.append(part);
  }
  return name;
}

}  // namespace concordat::filing

#include "api/table.hpp"

#include <span>

#include "core/json/write.hpp"
#include "core/statement/descriptor.hpp"
#include "registry/resources.hpp"

namespace concordat::api {
namespace {

constexpr std::string_view kEnd = "\r\n";
constexpr std::string_view kOwn[] = {"id",    "index",         "recorded",       "type",  "author",
                                     "basis", "effectiveFrom", "effectiveUntil", "digest"};

std::span<const statement::Field> fields_of(std::string_view kind) {
  const registry::ResourceKind* found = registry::find_kind(kind);
  if (found == nullptr) return {};
  return statement::find(found->type)->fields;
}

std::string text_of_member(const json::Value* value) {
  if (value == nullptr) return {};
  if (const std::string* text = value->as_string()) return *text;
  return json::compact(*value);
}

class Row {
 public:
  void add(std::string_view text) {
    if (!first_) text_.push_back(',');
    first_ = false;
    text_.append(cell(text));
  }
  [[nodiscard]] std::string finish() && { return std::move(text_.append(kEnd)); }

 private:
  std::string text_;
  bool first_ = true;
};

}  // namespace

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted.push_back('"');
    quoted.push_back(c);
  }
  quoted.push_back('"');
  return quoted;
}

std::string table_head(std::string_view kind) {
  Row row;
  for (const std::string_view name : kOwn) row.add(name);
  for (const statement::Field& field : fields_of(kind)) row.add(field.name);
  return std::move(row).finish();
}

std::string table_row(std::string_view kind, const registry::BulkRecord& record) {
  const json::Value& payload = record.payload;
  const json::Value* basis = payload.find("basis");
  const json::Value* effective = payload.find("effective");
  const json::Value* body = payload.find("body");
  Row row;
  row.add(record.id);
  row.add(std::to_string(record.index));
  row.add(to_string(record.recorded));
  row.add(payload.text("type"));
  row.add(payload.text("author"));
  row.add(basis == nullptr ? std::string_view() : basis->text("kind"));
  row.add(effective == nullptr ? std::string_view() : effective->text("from"));
  row.add(effective == nullptr ? std::string_view() : effective->text("until"));
  row.add(crypto::to_string(record.digest));
  for (const statement::Field& field : fields_of(kind)) {
    row.add(text_of_member(body == nullptr ? nullptr : body->find(field.name)));
  }
  return std::move(row).finish();
}

}  // namespace concordat::api

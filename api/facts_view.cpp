#include "api/facts_view.hpp"

#include <algorithm>

#include "api/labels.hpp"
#include "core/json/write.hpp"
#include "registry/paper/wording.hpp"

namespace concordat::api {
namespace {

using facts::Fate;
using statement::Field;
using statement::Kind;

// Of a long list, as many as a reader looks through; the record has all.
constexpr std::size_t kMostShown = 100;
// Elements that stand one a line; more stand in one.
constexpr std::size_t kOneEach = 6;

bool holds_lists(std::span<const Field> fields) {
  return std::ranges::any_of(fields, [](const Field& field) {
    return field.kind == Kind::kRecord && (field.many || holds_lists(field.fields));
  });
}

bool is_part(const Field& field) { return field.kind == Kind::kRecord && field.many; }

bool is_left_out(const FactsView::Order& order, std::string_view name) {
  return std::ranges::find(order.left_out, name) != order.left_out.end();
}

// The members that any of the records has.
template <class RecordAt>
std::vector<const Field*> columns_of(std::span<const Field> fields, std::size_t count,
                                     RecordAt&& record_at) {
  std::vector<const Field*> columns;
  for (const Field& field : fields) {
    for (std::size_t at = 0; at < count; ++at) {
      if (record_at(at).find(field.name) == nullptr) continue;
      columns.push_back(&field);
      break;
    }
  }
  return columns;
}

}  // namespace

FateLook look_of(Fate fate) {
  switch (fate) {
    case Fate::kHolds:
      return {"good", "✓", "standing.in-force"};
    case Fate::kPossibly:
      return {"open", "?", "standing.open"};
    case Fate::kNotYet:
      return {"open", "…", "standing.not-yet"};
    case Fate::kOver:
      return {"bad", "✗", "standing.over"};
    case Fate::kSuspended:
      return {"bad", "✗", "standing.suspended"};
    case Fate::kEnded:
      return {"bad", "✗", "standing.ended"};
    case Fate::kCorrected:
      return {"bad", "✗", "standing.corrected"};
    case Fate::kUntold:
      break;
  }
  return {"open", "·", "standing.on-file"};
}

void FactsView::term(std::string_view within, const Field& field) {
  page_.element("dt", reader_.word(label_code(within, field), field.name));
}

// ---- values -------------------------------------------------------------------------------------

void FactsView::text(const Field& field, const std::string& text) {
  switch (field.kind) {
    case Kind::kChoice:
      page_.text(reader_.word(choice_code(field, text), text));
      return;
    case Kind::kDate:
      show_day(page_, reader_, text);
      return;
    case Kind::kInstant:
      show_moment(page_, reader_, text);
      return;
    case Kind::kDigest:
      page_.begin("code").identifier(text).end();
      return;
    default:
      break;
  }
  // An organisation by its identifier, or a name that was printed.
  const bool party = field.name == "holder" || field.name == "manufacturer";
  references_.show(page_, party ? statement::Target::kOrganisation : field.target, text);
}

void FactsView::names(const json::Object& names) {
  bool first = true;
  for (const auto& [language, name] : names) {
    if (name.as_string() == nullptr) continue;
    if (!first) page_.text(" · ");
    page_.element("bdi", *name.as_string(), {{"lang", language}});
    first = false;
  }
}

void FactsView::operands(std::string_view code, const json::Array& predicates) {
  page_.text(reader_.word(code)).begin("ul");
  for (const json::Value& one : predicates) {
    page_.begin("li");
    predicate(one);
    page_.end();
  }
  page_.end();
}

// spec/formats/predicate.md
void FactsView::predicate(const json::Value& predicate) {
  if (!predicate.array("all").empty()) return operands("page.scope-all", predicate.array("all"));
  if (!predicate.array("any").empty()) return operands("page.scope-any", predicate.array("any"));
  if (const json::Value* const operand = predicate.find("not")) {
    return operands("page.scope-not", json::Array{*operand});
  }
  page_.identifier(predicate.text("attribute"));
  if (const json::Value* const is = predicate.find("is")) {
    page_.text(" = ").identifier(registry::text_of(*is));
  } else if (const json::Value* const in = predicate.find("in")) {
    page_.text(" = ").identifier(registry::text_of(*in));
  } else if (const json::Value* const present = predicate.find("present")) {
    const bool stated = present->as_bool() != nullptr && *present->as_bool();
    page_.text(reader_.word("text.colon", ": "));
    page_.text(reader_.word(stated ? "page.scope-present" : "page.scope-absent"));
  } else {
    if (predicate.find("from")) page_.text(" ≥ ").identifier(predicate.text("from"));
    if (predicate.find("to")) page_.text(" ≤ ").identifier(predicate.text("to"));
  }
}

void FactsView::inline_record(const Field& field, const json::Value& record) {
  bool first = true;
  for (const Field& member : field.fields) {
    const json::Value* const value = record.find(member.name);
    if (value == nullptr) continue;
    if (!first) page_.text(reader_.word("text.semicolon", "; "));
    first = false;
    page_.text(reader_.word(label_code(field.name, member), member.name));
    page_.text(reader_.word("text.colon", ": "));
    this->value(member, *value);
  }
}

void FactsView::one(const Field& field, const json::Value& value) {
  if (field.kind == Kind::kPredicate) return predicate(value);
  if (field.kind == Kind::kRecord && holds_lists(field.fields)) {
    page_.begin("dl");
    rows(field.fields, value, {.within = field.name});
    page_.end();
    return;
  }
  if (field.kind == Kind::kRecord) return inline_record(field, value);
  if (field.kind == Kind::kNames && value.as_object() != nullptr) return names(*value.as_object());
  if (field.kind == Kind::kAttributes && value.as_object() != nullptr) {
    bool first = true;
    for (const auto& [name, stated] : *value.as_object()) {
      if (!first) page_.text(reader_.word("text.semicolon", "; "));
      first = false;
      page_.identifier(name).text(reader_.word("text.colon", ": "));
      page_.identifier(registry::text_of(stated));
    }
    return;
  }
  if (const std::string* const text = value.as_string()) return this->text(field, *text);
  if (const bool* const yes = value.as_bool()) {
    page_.text(reader_.word(*yes ? "text.yes" : "text.no"));
  } else if (value.as_integer() != nullptr) {
    page_.identifier(std::to_string(*value.as_integer()));
  } else {
    page_.begin("code").identifier(json::compact(value)).end();
  }
}

void FactsView::several(const Field& field, const json::Array& values) {
  const std::size_t shown = std::min(values.size(), kMostShown);
  for (std::size_t at = 0; at < shown; ++at) {
    if (at > 0) page_.text(reader_.word("text.comma", ", "));
    one(field, values[at]);
  }
  if (shown == values.size()) return;
  page_.text(" ").text(
      reader_.say("text.more", {{"count", std::to_string(values.size() - shown)}}));
}

void FactsView::value(const Field& field, const json::Value& value) {
  const json::Array* const many = field.many ? value.as_array() : nullptr;
  if (many == nullptr) return one(field, value);
  if (is_part(field)) return records(field, *many);
  several(field, *many);
}

// ---- records ------------------------------------------------------------------------------------

void FactsView::rows(Fields fields, const json::Value& record, const Order& order) {
  for (const Field& field : fields) {
    const json::Value* const value = record.find(field.name);
    if (value == nullptr || is_left_out(order, field.name)) continue;
    if (is_part(field) && !order.with_parts) continue;
    term(order.within, field);
    const json::Array* const many = field.many && !is_part(field) ? value->as_array() : nullptr;
    if (many == nullptr || many->size() > kOneEach) {
      page_.begin("dd");
      this->value(field, *value);
      page_.end();
      continue;
    }
    for (const json::Value& element : *many) {
      page_.begin("dd");
      one(field, element);
      page_.end();
    }
  }
}

void FactsView::parts(Fields fields, const json::Value& record, const Order& order) {
  for (const Field& field : fields) {
    const json::Value* const value = record.find(field.name);
    if (!is_part(field) || value == nullptr || is_left_out(order, field.name)) continue;
    if (value->as_array() == nullptr) continue;
    page_.begin("section");
    page_.element("h2", reader_.word(label_code(order.within, field), field.name));
    records(field, *value->as_array());
    page_.end();
  }
}

void FactsView::records(const Field& field, const json::Array& records) {
  if (holds_lists(field.fields) || field.fields.empty()) {
    blocks(field, records);
  } else {
    table(field, records);
  }
}

void FactsView::table(const Field& field, const json::Array& records) {
  const auto columns =
      columns_of(field.fields, records.size(),
                 [&](std::size_t at) -> const json::Value& { return records[at]; });
  begin_table(page_, reader_.word(label_code({}, field), field.name));
  page_.begin("thead").begin("tr");
  for (const Field* const column : columns) {
    page_.element("th", reader_.word(label_code(field.name, *column), column->name),
                  {{"scope", "col"}});
  }
  page_.end().end().begin("tbody");
  for (const json::Value& record : records) {
    page_.begin("tr");
    for (const Field* const column : columns) {
      page_.begin("td");
      if (const json::Value* const value = record.find(column->name)) this->value(*column, *value);
      page_.end();
    }
    page_.end();
  }
  page_.end().end().end();
}

// Each under what its first member says, which is its identifier.
void FactsView::blocks(const Field& field, const json::Array& records) {
  for (const json::Value& record : records) {
    const std::string_view first = field.fields.empty() ? "" : field.fields.front().name;
    const std::string_view id = record.text(first);
    if (id.empty()) {
      page_.begin("div", {{"class", "part"}});
    } else {
      page_.begin("div", {{"class", "part"}, {"id", part_anchor(field.name, id)}});
      page_.begin("h3").identifier(id).end();
    }
    page_.begin("dl");
    rows(field.fields, record, {.within = field.name, .left_out = {id.empty() ? "" : first}});
    page_.end().end();
  }
}

// ---- statements ---------------------------------------------------------------------------------

void FactsView::effective(const json::Value& effective) {
  const auto from = parse_date(effective.text("from"));
  const auto until = parse_date(effective.text("until"));
  const bool inclusive = effective.boolean("untilInclusive");
  DateSpan days;
  if (from) days.from = *from;
  if (until) days.until = inclusive ? until->plus_days(1) : *until;
  show_span(page_, reader_, days);
  if (effective.find("possiblyFrom") != nullptr) {
    page_.text(reader_.word("text.semicolon", "; "));
    page_.text(reader_.word("page.possibly-from")).text(" ");
    show_day(page_, reader_, effective.text("possiblyFrom"));
  }
  if (effective.find("possiblyUntil") != nullptr) {
    page_.text(reader_.word("text.semicolon", "; "));
    page_.text(reader_.word("page.possibly-until")).text(" ");
    show_day(page_, reader_, effective.text("possiblyUntil"));
  }
}

void FactsView::fate(const facts::FateOf& fate) {
  const FateLook look = look_of(fate.fate);
  page_.element("span", look.mark, {{"class", "mark"}, {"aria-hidden", "true"}});
  page_.element("span", reader_.word(look.code), {{"class", look.style}});
  if (fate.by != facts::kNever) {
    page_.text(" ");
    show_entry(page_, reader_, fate.by);
  }
  if (fate.corrected_by != facts::kNever && fate.fate != Fate::kCorrected) {
    page_.text(" · ").text(reader_.word("standing.corrected-in-part")).text(" ");
    show_entry(page_, reader_, fate.corrected_by);
  }
}

void FactsView::statement_row(const std::vector<const Field*>& columns, const Stated& stated) {
  const json::Value& body = *stated.statement.find("body");
  page_.begin("tr");
  for (const Field* const column : columns) {
    page_.begin("td");
    if (const json::Value* const value = body.find(column->name)) this->value(*column, *value);
    page_.end();
  }
  page_.begin("td");
  effective(*stated.statement.find("effective"));
  page_.end().begin("td");
  fate(stated.fate);
  page_.end().begin("td");
  show_entry(page_, reader_, stated.index);
  page_.end().end();
}

void FactsView::statements(const statement::Descriptor& type, const std::vector<Stated>& all,
                           const Order& order) {
  auto columns = columns_of(type.fields, all.size(), [&](std::size_t at) -> const json::Value& {
    return *all[at].statement.find("body");
  });
  std::erase_if(columns, [&](const Field* field) { return is_left_out(order, field->name); });
  begin_table(page_, reader_.word(type_code(type.type), type.type));
  page_.begin("thead").begin("tr");
  for (const Field* const column : columns) {
    page_.element("th", reader_.word(label_code(type.type, *column), column->name),
                  {{"scope", "col"}});
  }
  for (const std::string_view code : {"label.effective", "page.status", "page.entry"}) {
    page_.element("th", reader_.word(code), {{"scope", "col"}});
  }
  page_.end().end().begin("tbody");
  for (const Stated& stated : all) statement_row(columns, stated);
  page_.end().end().end();
}

}  // namespace concordat::api

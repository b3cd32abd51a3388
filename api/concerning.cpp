#include "api/concerning.hpp"

#include <algorithm>

#include "api/labels.hpp"
#include "api/target.hpp"
#include "registry/resources.hpp"

namespace concordat::api {
namespace {

using registry::Resource;
using statement::Field;
using statement::Target;

// Statements of one type that a page shows in full; the history has the others.
constexpr std::size_t kMostInFull = 60;
// Records shown of each kind that name this one.
constexpr std::uint32_t kMostMentions = 8;

bool is_described_by(const Resource& record, std::string_view type) {
  const registry::ResourceKind* const kind = registry::find_kind(record.kind);
  return kind != nullptr && kind->type == type;
}

// The member by which statements of the type name the record: it needs no column.
std::string_view naming_member(const Resource& record, std::string_view type) {
  const registry::ResourceKind* const kind = registry::find_kind(record.kind);
  if (kind == nullptr) return {};
  for (const registry::Trail& trail : kind->trail) {
    if (trail.type == type) return trail.member;
  }
  return {};
}

Stated read(const Call& call, const Reader& reader, std::uint64_t index) {
  const auto shown = call.ports.registry.statement(index);
  if (!shown) return {};
  return {
      .index = index, .statement = *shown->find("statement"), .fate = fate_at(call, reader, index)};
}

void show_group(const Canvas& canvas, const std::vector<Stated>& group, std::string_view member) {
  const statement::Descriptor* const type = statement::find(group.front().statement.text("type"));
  if (type == nullptr) return;
  canvas.page.begin("section").element("h2", canvas.reader.word(type_code(type->type), type->type));
  canvas.view.statements(*type, group, {.within = type->type, .left_out = {member}});
  canvas.page.end();
}

// Whether a search by the member finds records that name one of the target.
bool names(const Field& field, Target target) {
  return field.target == target && field.kind == statement::Kind::kId;
}

// Targets by which a kind's records are named.
std::vector<Target> targets_of(std::string_view kind) {
  std::vector<Target> targets;
  for (int at = 0; at <= static_cast<int>(Target::kClassification); ++at) {
    if (kind_of(static_cast<Target>(at)) == kind) targets.push_back(static_cast<Target>(at));
  }
  return targets;
}

// Records of one kind that name another by one member.
struct NamedBy {
  const registry::ResourceKind* kind = nullptr;
  const Field* field = nullptr;
  registry::Page found;
};

void show_named_by(Html& page, const Reader& reader, const NamedBy& named, std::string_view id) {
  const registry::ResourceKind& kind = *named.kind;
  page.begin("h3").text(reader.word(kind_code(kind.name), kind.name)).text(" · ");
  page.text(reader.word(label_code(kind.type, *named.field), named.field->name)).end();
  page.begin("ul");
  for (const Resource& one : named.found.resources) {
    page.begin("li");
    show_entry_of_list(page, reader, one);
    page.end();
  }
  page.end();
  if (named.found.next.empty()) return;
  const std::string all = "/" + std::string(kind.name) + "?" + std::string(named.field->name) +
                          "=" + percent_encode(id);
  page.begin("p").link(reader.to(all), reader.word("page.all", "…")).end();
}

// The member that a record of the kind has its own identifier in names itself alone.
bool is_itself(const registry::ResourceKind& kind, const Field& field) {
  return field.name == kind.member;
}

std::vector<NamedBy> named_by(const Call& call, const Resource& record) {
  const std::vector<Target> targets = targets_of(record.kind);
  std::vector<NamedBy> all;
  for (const registry::ResourceKind& kind : registry::resource_kinds()) {
    for (const Field& field : statement::find(kind.type)->fields) {
      const bool party = record.kind == registry::kOrganisations && kind.name == "certificates" &&
                         (field.name == "holder" || field.name == "manufacturer");
      const bool named =
          std::ranges::any_of(targets, [&](const Target target) { return names(field, target); });
      if ((!named && !party) || (is_itself(kind, field) && kind.name == record.kind)) continue;
      auto found = call.ports.registry.list({.kind = std::string(kind.name),
                                             .filters = {{std::string(field.name), record.id}},
                                             .limit = kMostMentions});
      if (!found || found->resources.empty()) continue;
      all.push_back({.kind = &kind, .field = &field, .found = std::move(*found)});
    }
  }
  return all;
}

// Statements whose facts `visit_all` finds, as far as a page shows them in full.
template <class T, class Fits>
std::vector<Stated> stated_of(const Canvas& canvas, const facts::Relation<T>& rows, Fits&& fits) {
  std::vector<Stated> found;
  rows.visit_all(static_cast<facts::Ordinal>(canvas.reader.size()), [&](const T& row) {
    if (found.size() == kMostInFull || !fits(row)) return;
    Stated stated = read(canvas.call, canvas.reader, row.since);
    if (stated.statement.find("body") != nullptr) found.push_back(std::move(stated));
  });
  return found;
}

bool holds(const facts::Ids& ids, facts::Id id) { return std::ranges::find(ids, id) != ids.end(); }

// Annexes under which results from abroad count for the act.
void show_annexes_for(const Canvas& canvas, const facts::Tables& tables, facts::Id act) {
  std::vector<std::string_view> annexes;
  const auto size = static_cast<facts::Ordinal>(canvas.reader.size());
  tables.annexes.visit_all(size, [&](const facts::Annex& row) {
    const bool reaches =
        holds(row.importer_acts, act) ||
        std::ranges::any_of(row.act_pairs, [&](const auto& pair) { return pair.importer == act; });
    if (reaches && annexes.size() < kMostInFull) annexes.push_back(tables.text(row.annex));
  });
  if (annexes.empty()) return;
  References references(canvas.call, canvas.reader);
  canvas.page.begin("section");
  canvas.page.element("h2", canvas.reader.word("page.reached-by", "Annexes")).begin("ul");
  for (const std::string_view annex : annexes) {
    canvas.page.begin("li");
    references.show(canvas.page, Target::kAnnex, annex);
    canvas.page.end();
  }
  canvas.page.end().end();
}

// What its market has cited, agreed or accepted for a requirement's act.
void show_what_meets(const Canvas& canvas, const facts::Tables& tables, facts::Id act) {
  const auto citations = stated_of(canvas, tables.citations,
                                   [&](const facts::Citation& row) { return row.act == act; });
  if (!citations.empty()) show_group(canvas, citations, "act");
  const auto acceptances =
      stated_of(canvas, tables.acceptance_acts,
                [&](const facts::AcceptanceAct& row) { return holds(row.for_acts, act); });
  if (!acceptances.empty()) show_group(canvas, acceptances, {});
  show_annexes_for(canvas, tables, act);
}

}  // namespace

void show_entry_of_list(Html& page, const Reader& reader, const Resource& record) {
  const Title title = title_of(record.json, reader.language());
  page.begin("a", {{"href", reader.to(page_path(record.kind, record.id))}});
  if (title.text.empty() || title.text == record.id) {
    page.identifier(record.id).end();
    return;
  }
  if (title.language.empty()) {
    page.identifier(title.text);
  } else {
    page.element("bdi", title.text, {{"lang", title.language}});
  }
  page.end().text(" ").begin("span", {{"class", "leg"}}).identifier(record.id).end();
}

facts::FateOf fate_at(const Call& call, const Reader& reader, std::uint64_t index) {
  const auto state = call.ports.registry.state();
  facts::Probe probe{.tables = state->tables(),
                     .size = static_cast<facts::Ordinal>(reader.size()),
                     .date = reader.day()};
  return facts::fate_of(probe, static_cast<facts::Ordinal>(index));
}

std::vector<Event> events_of(const Call& call, const Reader& reader, const Resource& record) {
  std::vector<Event> events;
  bool newest = true;
  for (const json::Value& line : record.json.array("trail")) {
    Event event{.index = static_cast<std::uint64_t>(line.integer("index")), .line = &line};
    event.fate = fate_at(call, reader, event.index);
    if (is_described_by(record, line.text("type"))) {
      event.replaced = !newest;
      newest = false;
    }
    events.push_back(std::move(event));
  }
  return events;
}

void show_history(Html& page, const Reader& reader, References& references,
                  const std::vector<Event>& events) {
  FactsView view(page, reader, references);
  page.begin("section").element("h2", reader.word("page.history", "History"));
  begin_table(page, reader.word("page.history", "History"));
  page.begin("thead").begin("tr");
  for (const std::string_view code : {"page.entry", "page.recorded", "label.type", "label.author",
                                      "label.effective", "page.status"}) {
    page.element("th", reader.word(code), {{"scope", "col"}});
  }
  page.end().end().begin("tbody");
  for (const Event& event : events) {
    const json::Value& line = *event.line;
    page.begin("tr").begin("td");
    show_entry(page, reader, event.index);
    page.end().begin("td");
    show_moment(page, reader, line.text("recorded"));
    page.end().begin("td").text(reader.word(type_code(line.text("type")), line.text("type")));
    page.end().begin("td");
    references.show(page, Target::kOrganisation, line.text("author"));
    page.end().begin("td");
    if (const json::Value* const effective = line.find("effective")) view.effective(*effective);
    page.end().begin("td");
    view.fate(event.fate);
    if (event.replaced) page.text(" · ").text(reader.word("standing.replaced", ""));
    page.end().end();
  }
  page.end().end().end();
  page.element("p", reader.word("page.history-note", ""), {{"class", "closing"}}).end();
}

void show_concerning(const Canvas& canvas, const std::vector<Event>& events,
                     const Resource& record) {
  std::vector<std::string_view> order;
  std::map<std::string_view, std::vector<Stated>> groups;
  for (const Event& event : events) {
    const std::string_view type = event.line->text("type");
    if (is_described_by(record, type)) continue;
    std::vector<Stated>& group = groups[type];
    if (group.empty()) order.push_back(type);
    if (group.size() == kMostInFull) continue;
    Stated stated = read(canvas.call, canvas.reader, event.index);
    if (stated.statement.find("body") != nullptr) group.push_back(std::move(stated));
  }
  for (const std::string_view type : order) {
    if (groups[type].empty()) continue;
    show_group(canvas, groups[type], naming_member(record, type));
  }
}

void show_related(const Canvas& canvas, const Resource& record) {
  const auto state = canvas.call.ports.registry.state();
  const facts::Tables& tables = state->tables();
  const facts::Id id = tables.id(record.id);
  if (record.kind == "economies") {
    const auto members = stated_of(canvas, tables.memberships,
                                   [&](const facts::Membership& row) { return row.area == id; });
    if (!members.empty()) show_group(canvas, members, "area");
  } else if (record.kind == registry::kOrganisations) {
    const auto accredited =
        stated_of(canvas, tables.accreditations,
                  [&](const facts::Accreditation& row) { return row.accreditor == id; });
    if (!accredited.empty()) show_group(canvas, accredited, "accreditor");
  } else if (record.kind == "requirements") {
    const facts::Id act = tables.id(record.json.text("act"));
    if (act != facts::kNoId) show_what_meets(canvas, tables, act);
  }
}

void show_mentions(const Canvas& canvas, const Resource& record) {
  Html& page = canvas.page;
  const Reader& reader = canvas.reader;
  const auto begin_section = [&] {
    page.begin("section").element("h2", reader.word("page.named-by", "Named by"));
  };
  if (reader.pinned()) {
    begin_section();
    page.begin("p").text(reader.word("page.named-by-now", "")).text(" ");
    page.link(reader.here_now(), reader.word("page.as-now", "…")).end().end();
    return;
  }
  const std::vector<NamedBy> all = named_by(canvas.call, record);
  const std::string_view standard = record.json.text("standard");
  if (all.empty() && standard.empty()) return;
  begin_section();
  for (const NamedBy& named : all) show_named_by(page, reader, named, record.id);
  if (!standard.empty()) {
    page.begin("p").link(reader.to("/standards?standard=" + percent_encode(standard)),
                         reader.word("page.other-editions", "…"));
    page.end();
  }
  page.end();
}

}  // namespace concordat::api

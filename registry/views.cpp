#include "registry/views.hpp"

#include <algorithm>
#include <charconv>

#include "core/json/read.hpp"
#include "core/log/entry.hpp"
#include "core/recognition/tariff.hpp"
#include "core/statement/statement.hpp"

namespace concordat::registry::views {
namespace {

// A page of a few hundred resources is what a screen or a script takes at once.
constexpr std::uint32_t kMaxPage = 500;
// The newest statements of a trail shown with a resource; older ones are found by their index.
constexpr std::size_t kMaxTrail = 200;
// Statements looked at for one page of a filtered listing: a page is answered in milliseconds, and
// the cursor goes on from there.
constexpr std::uint64_t kMaxScan = 100'000;
constexpr std::string_view kStatements = "statements";

Error not_found(std::string_view kind, std::string_view id) {
  return {.code = "resource.not-found",
          .arguments = {{"kind", std::string(kind)}, {"id", std::string(id)}}};
}

struct Logged {
  log::Entry entry;
  json::Value payload;
  crypto::Digest digest{};  // of the payload's bytes
};

Result<Logged> logged(const Pin& pin, std::uint64_t index) {
  if (index >= pin.size) return fail(not_found("statements", std::to_string(index)));
  CONCORDAT_TRY(entries, pin.store.read(index, index + 1));
  if (entries.empty()) return fail(not_found("statements", std::to_string(index)));
  CONCORDAT_TRY(entry, log::decode_entry(entries.front()));
  CONCORDAT_TRY(jws, credential::parse_jws(entry.statement));
  CONCORDAT_TRY(payload, json::read(jws.payload));
  return Logged{.entry = std::move(entry),
                .payload = std::move(payload),
                .digest = statement::content_digest(jws.payload)};
}

// One line of a trail: enough to see what happened when, and where to read it in full.
json::Value line_of(std::uint64_t index, const Logged& statement) {
  json::Object line{{"index", index}, {"recorded", to_string(statement.entry.recorded)}};
  for (const std::string_view member : {"type", "id", "author", "effective", "cause", "basis"}) {
    if (const json::Value* value = statement.payload.find(member)) line.set(member, *value);
  }
  if (statement.payload.text("type") == "certificate-state") {
    line.set("state", statement.payload.find("body")->text("state"));
  }
  return line;
}

// The statement that describes the entity now: the newest of the kind's own type that nothing has
// superseded.
std::optional<facts::Ordinal> describing(const Pin& pin, const ResourceKind& kind,
                                         const std::vector<facts::Ordinal>& trail) {
  const facts::Tables& tables = pin.ledger.state.tables();
  for (const facts::Ordinal ordinal : trail) {
    if (tables.statements[ordinal].descriptor->type == kind.type) return ordinal;
  }
  return std::nullopt;
}

// The longest code on file that begins the stated one: national digits describe nothing here.
const facts::ClassificationCode* code_named(const Pin& pin, std::string code, bool tariff) {
  const facts::Tables& tables = pin.ledger.state.tables();
  constexpr std::size_t kShortest = 5;  // HS:85
  while (!code.empty()) {
    const facts::ClassificationCode* newest = nullptr;
    const facts::Id id = tables.id(code);
    if (id != facts::kNoId) {
      const auto size = static_cast<facts::Ordinal>(pin.size);
      tables.classification_codes.visit(id, size, [&](const facts::ClassificationCode& row) {
        if (!newest || row.origin > newest->origin) newest = &row;
        return true;
      });
    }
    if (newest || !tariff || code.size() <= kShortest) return newest;
    code.resize(code.size() - 2);
  }
  return nullptr;
}

// What the codes that a record names stand for, as far as their classification is on file.
void add_titles(const Pin& pin, std::span<const statement::Field> fields, const json::Value& record,
                json::Array& titles) {
  const facts::Tables& tables = pin.ledger.state.tables();
  for (const statement::Field& field : fields) {
    const json::Value* value = record.find(field.name);
    // A code's own title stands in its record already.
    if (value == nullptr || field.name == "code") continue;
    const bool tariff = field.name == "hs";
    if (field.kind == statement::Kind::kRecord && !field.many) {
      add_titles(pin, field.fields, *value, titles);
    }
    if (!tariff && field.target != statement::Target::kClassification) continue;
    const json::Array single{*value};
    for (const json::Value& one : value->as_array() ? *value->as_array() : single) {
      const std::string* text = one.as_string();
      if (text == nullptr) continue;
      const auto* row = code_named(pin, tariff ? recognition::tariff_code(*text) : *text, tariff);
      if (row == nullptr) continue;
      titles.push_back(json::Object{{"stated", *text},
                                    {"code", std::string(tables.text(row->code))},
                                    {"title", std::string(tables.text(row->name))}});
    }
  }
}

Result<json::Value> describe(const Pin& pin, const ResourceKind& kind, facts::Id entity) {
  const auto size = static_cast<facts::Ordinal>(pin.size);
  const std::vector<facts::Ordinal> trail = pin.ledger.resources.trail(kind, entity, size);
  const auto newest = describing(pin, kind, trail);
  const std::string id(pin.ledger.state.tables().text(entity));
  if (!newest) return fail(not_found(kind.name, id));
  CONCORDAT_TRY(main, logged(pin, *newest));
  json::Object shown{{"kind", kind.name}, {"id", id}};
  for (const auto& [name, value] : *main.payload.find("body")->as_object()) shown.set(name, value);
  json::Array titles;
  const statement::Descriptor& type = *pin.ledger.state.tables().statements[*newest].descriptor;
  add_titles(pin, type.fields, *main.payload.find("body"), titles);
  if (!titles.empty()) shown.set("classified", std::move(titles));
  shown.set("statement", line_of(*newest, main));
  json::Array lines;
  for (std::size_t at = 0; at < trail.size() && at < kMaxTrail; ++at) {
    CONCORDAT_TRY(other, logged(pin, trail[at]));
    lines.push_back(line_of(trail[at], other));
  }
  shown.set("trail", std::move(lines));
  return json::Value(std::move(shown));
}

// Certificates are asked for by the number printed on them as often as by identifier.
std::vector<facts::Id> entities_named(const Pin& pin, const ResourceKind& kind,
                                      std::string_view id) {
  const facts::Tables& tables = pin.ledger.state.tables();
  const facts::Id named = tables.id(id);
  if (named == facts::kNoId) return {};
  const auto size = static_cast<facts::Ordinal>(pin.size);
  if (!pin.ledger.resources.trail(kind, named, size).empty()) return {named};
  std::vector<facts::Id> found;
  if (kind.name != "certificates") return found;
  tables.certificates_by_number.visit(named, [&](std::uint32_t row) {
    const facts::Certificate& certificate = tables.certificates.at(row);
    if (certificate.visible(size) && !std::ranges::count(found, certificate.certificate)) {
      found.push_back(certificate.certificate);
    }
    return true;
  });
  return found;
}

Result<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) {
    return fail({.code = "resource.cursor", .place = "after", .expected = "a cursor from `next`"});
  }
  return number;
}

bool matches(const facts::Tables& tables, facts::Ordinal ordinal, const Listing& listing) {
  const facts::Provenance& record = tables.statements.provenance(ordinal);
  return std::ranges::all_of(listing.filters, [&](const auto& filter) {
    const auto& [name, value] = filter;
    if (name == "type") return record.descriptor->type == value;
    if (name == "author") return tables.text(record.author) == value;
    if (name == "id") return tables.statements.find(facts::Statements::mark_of(value)) == ordinal;
    return false;
  });
}

// Statements in the order of the log, filtered by type, author or id.
Result<Page> page_of_statements(const Pin& pin, const Listing& listing) {
  CONCORDAT_TRY(after, number_of(listing.after.empty() ? "0" : listing.after));
  const facts::Tables& tables = pin.ledger.state.tables();
  const std::uint64_t scan_end = std::min(pin.size, after + kMaxScan);
  Page page;
  std::uint64_t at = after;
  for (; at < scan_end && page.resources.size() < listing.limit; ++at) {
    if (!matches(tables, static_cast<facts::Ordinal>(at), listing)) continue;
    CONCORDAT_TRY(shown, statement(pin, at));
    page.resources.push_back(
        {.kind = std::string(kStatements), .id = std::to_string(at), .json = shown});
  }
  if (at < pin.size) page.next = std::to_string(at);
  return page;
}

// The first `most` positions of a kind from a cursor on.
Result<std::vector<ResourceIndex::Position>> in_order(const Pin& pin, const ResourceKind& kind,
                                                      std::string_view cursor, std::size_t most) {
  std::uint32_t after = 0;
  if (!cursor.empty()) {
    const char* const end = cursor.data() + cursor.size();
    const auto [stop, error] = std::from_chars(cursor.data(), end, after);
    if (error != std::errc{} || stop != end) {
      return fail({.code = "resource.cursor", .place = "after"});
    }
  }
  return pin.ledger.resources.entities(kind, after, static_cast<std::uint32_t>(most),
                                       static_cast<facts::Ordinal>(pin.size));
}

Result<Page> page_in_order(const Pin& pin, const ResourceKind& kind, const Listing& listing) {
  CONCORDAT_TRY(positions, in_order(pin, kind, listing.after, listing.limit + 1));
  Page page;
  for (const auto& [position, entity] : positions) {
    if (page.resources.size() == listing.limit) {
      page.next = std::to_string(position);
      break;
    }
    CONCORDAT_TRY(shown, describe(pin, kind, entity));
    page.resources.push_back(
        {.kind = std::string(kind.name), .id = std::string(shown.text("id")), .json = shown});
  }
  return page;
}

Store::SearchQuery query_of(const Listing& listing, const Tokenizer& tokenizer) {
  auto fields = listing.filters;
  for (auto& [name, value] : fields) {
    if (name == kLooksLike) value = tokenizer.looks(value);
  }
  return {.kind = listing.kind,
          .fields = std::move(fields),
          .tokens = tokenizer.for_query(listing.text),
          .after = listing.after,
          .limit = listing.limit};
}

Result<Page> page_found(const Pin& pin, const ResourceKind& kind, const Listing& listing,
                        const Tokenizer& tokenizer) {
  CONCORDAT_TRY(hits, pin.store.search(query_of(listing, tokenizer)));
  Page page;
  for (const Store::SearchHit& hit : hits) {
    const facts::Id entity = pin.ledger.state.tables().id(hit.id);
    if (entity == facts::kNoId || hit.entry >= pin.size) continue;
    CONCORDAT_TRY(shown, describe(pin, kind, entity));
    page.resources.push_back({.kind = hit.kind, .id = hit.id, .json = shown});
  }
  if (hits.size() == listing.limit) page.next = hits.back().cursor;
  return page;
}

}  // namespace

Result<json::Value> statement(const Pin& pin, std::uint64_t index) {
  CONCORDAT_TRY(found, logged(pin, index));
  return json::Value(json::Object{{"kind", "statements"},
                                  {"index", index},
                                  {"recorded", to_string(found.entry.recorded)},
                                  {"digest", crypto::to_string(found.digest)},
                                  {"statement", found.payload},
                                  {"signed", found.entry.statement}});
}

Result<Resource> show(const Pin& pin, std::string_view kind, std::string_view id) {
  const ResourceKind* found = find_kind(kind);
  if (found == nullptr) {
    return fail({.code = "resource.no-such-kind", .arguments = {{"kind", std::string(kind)}}});
  }
  const std::vector<facts::Id> entities = entities_named(pin, *found, id);
  if (entities.empty()) return fail(not_found(kind, id));
  if (entities.size() > 1) {
    Error ambiguous{.code = "resource.ambiguous", .arguments = {{"id", std::string(id)}}};
    for (const facts::Id entity : entities) {
      ambiguous.arguments.emplace_back("candidate", pin.ledger.state.tables().text(entity));
    }
    return fail(std::move(ambiguous));
  }
  CONCORDAT_TRY(shown, describe(pin, *found, entities.front()));
  return Resource{.kind = std::string(kind), .id = std::string(shown.text("id")), .json = shown};
}

Result<Page> list(const Pin& pin, const Listing& listing, const Tokenizer& tokenizer) {
  const ResourceKind* kind = find_kind(listing.kind);
  if (kind == nullptr && listing.kind != kStatements) {
    return fail({.code = "resource.no-such-kind", .arguments = {{"kind", listing.kind}}});
  }
  if (listing.limit == 0 || listing.limit > kMaxPage) {
    return fail({.code = "resource.limit", .place = "limit", .expected = "1 to 500"});
  }
  if (kind == nullptr) return page_of_statements(pin, listing);
  if (listing.filters.empty() && listing.text.empty()) return page_in_order(pin, *kind, listing);
  return page_found(pin, *kind, listing, tokenizer);
}

Result<std::vector<Hit>> find(const Pin& pin, const Listing& listing, std::size_t most,
                              const Tokenizer& tokenizer) {
  const ResourceKind* kind = find_kind(listing.kind);
  const bool any = listing.kind.empty() && !listing.text.empty();
  if (kind == nullptr && !any) {
    return fail({.code = "resource.no-such-kind", .arguments = {{"kind", listing.kind}}});
  }
  std::vector<Hit> found;
  if (listing.filters.empty() && listing.text.empty()) {
    CONCORDAT_TRY(positions, in_order(pin, *kind, listing.after, most));
    for (const auto& [position, entity] : positions) {
      found.push_back({.kind = listing.kind,
                       .id = std::string(pin.ledger.state.tables().text(entity)),
                       .cursor = std::to_string(position + 1)});
    }
    return found;
  }
  Store::SearchQuery query = query_of(listing, tokenizer);
  // Signs alone are no words: they would find everything.
  if (any && query.tokens.empty()) return found;
  while (found.size() < most) {
    query.limit =
        static_cast<std::uint32_t>(std::min<std::size_t>(kMaxSearchLimit, most - found.size()));
    CONCORDAT_TRY(hits, pin.store.search(query));
    for (Store::SearchHit& hit : hits) {
      query.after = hit.cursor;
      if (hit.entry >= pin.size) continue;
      found.push_back(
          {.kind = std::move(hit.kind), .id = std::move(hit.id), .cursor = std::move(hit.cursor)});
    }
    if (hits.size() < query.limit) break;
  }
  return found;
}

}  // namespace concordat::registry::views

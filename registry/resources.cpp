#include "registry/resources.hpp"

#include <algorithm>
#include <set>

namespace concordat::registry {
namespace {

constexpr Trail kCertificateTrail[] = {
    {"certificate-state", "certificate"}, {"transfer", "certificate"}, {"licence", "certificate"}};
constexpr Trail kOrganisationTrail[] = {{"key", "organisation"},
                                        {"key-revocation", "organisation"},
                                        {"designation", "body"},
                                        {"accreditation", "body"},
                                        {"succession", "predecessor"},
                                        {"assessment", "subject"},
                                        {"arrangement-signatory", "accreditor"}};
constexpr Trail kAgreementTrail[] = {{"deposit", "agreement"}, {"participation", "agreement"}};
constexpr Trail kStandardTrail[] = {
    {"citation", "edition"}, {"formal-objection", "edition"}, {"difference", "edition"}};
constexpr Trail kEconomyTrail[] = {
    {"area-membership", "member"},       {"requirements-complete", "market"},
    {"accreditor-acceptance", "market"}, {"follow-up-count", "notifier"},
    {"border-procedure", "market"},      {"fee-schedule", "market"}};
constexpr Trail kActTrail[] = {
    {"designation", "act"}, {"run-off-rule", "act"}, {"citation", "act"}};

constexpr ResourceKind kKindTable[] = {
    {"certificates", "certificate", "certificate", kCertificateTrail},
    {kOrganisations, "organisation", "organisation", kOrganisationTrail},
    {"agreements", "agreement", "agreement", kAgreementTrail},
    {"standards", "standard-edition", "edition", kStandardTrail},
    {"requirements", "requirement", "requirement", {}},
    {"equivalence-decisions", "equivalence-decision", "decision", {}},
    {"economies", "economy", "code", kEconomyTrail},
    {"acts", "legal-act", "act", kActTrail},
    {"schemes", "scheme", "scheme", {}},
    {"products", "product-type", "product", {}},
    {"measures", "measure", "measure", {}},
    {"alerts", "alert", "alert", {}},
    {"follow-ups", "follow-up-count", "series", {}},
    {"classifications", "classification-code", "code", {}},
};

// A field of the search projection holds what a reader would filter by; longer texts are for words.
constexpr std::size_t kMaxFieldValue_bytes = 200;

std::size_t position_of(const ResourceKind& kind) {
  return static_cast<std::size_t>(&kind - std::data(kKindTable));
}

bool is_word(statement::Kind kind) {
  return kind == statement::Kind::kText || kind == statement::Kind::kNumber ||
         kind == statement::Kind::kId;
}

bool is_filter(statement::Kind kind) {
  return kind == statement::Kind::kNumber || kind == statement::Kind::kId ||
         kind == statement::Kind::kChoice;
}

class RowMaker {
 public:
  explicit RowMaker(Store::SearchRow& row) : row_(row) {}

  void body(std::span<const statement::Field> fields, const json::Value& record, int depth) {
    for (const statement::Field& field : fields) {
      const json::Value* value = record.find(field.name);
      if (value == nullptr) continue;
      if (const json::Array* many = value->as_array(); many != nullptr && field.many) {
        for (const json::Value& element : *many) member(field, element, depth);
      } else {
        member(field, *value, depth);
      }
    }
  }

  [[nodiscard]] const std::string& words() const { return words_; }

 private:
  // Only the record itself and what it directly contains is searchable: an annex's parties are, a
  // clause map's every clause is not.
  static constexpr int kSearchableDepth = 1;

  void member(const statement::Field& field, const json::Value& value, int depth) {
    if (field.kind == statement::Kind::kRecord) {
      if (depth < kSearchableDepth) body(field.fields, value, depth + 1);
    } else if (field.kind == statement::Kind::kNames) {
      if (const json::Object* names = value.as_object()) {
        for (const auto& [language, name] : *names) word(name);
      }
    } else {
      if (is_word(field.kind)) word(value);
      const std::string* text = value.as_string();
      if (depth == 0 && is_filter(field.kind) && text != nullptr &&
          text->size() <= kMaxFieldValue_bytes) {
        row_.fields.emplace_back(field.name, *text);
      }
    }
  }

  void word(const json::Value& value) {
    if (const std::string* text = value.as_string()) words_.append(*text).append(" ");
  }

  Store::SearchRow& row_;
  std::string words_;
};

}  // namespace

std::span<const ResourceKind> resource_kinds() { return kKindTable; }

const ResourceKind* find_kind(std::string_view name) {
  const auto* found = std::ranges::find(kKindTable, name, &ResourceKind::name);
  return found == std::end(kKindTable) ? nullptr : found;
}

const ResourceKind* kind_of_type(std::string_view type) {
  const auto* found = std::ranges::find(kKindTable, type, &ResourceKind::type);
  return found == std::end(kKindTable) ? nullptr : found;
}

void ResourceIndex::Kind::add(const Concern& concern) {
  const auto at = static_cast<std::uint32_t>(concerns.push_back(concern));
  by_entity.insert(concern.entity, at, [this](std::uint32_t other) { return entity_at(other); });
}

ResourceIndex::ResourceIndex() {
  static_assert(std::size(kKindTable) <= kKinds);
  for (const ResourceKind& kind : kKindTable) {
    const std::size_t at = position_of(kind);
    by_type_[kind.type].push_back({.kind = at, .member = kind.member, .describes = true});
    for (const Trail& trail : kind.trail) {
      by_type_[trail.type].push_back({.kind = at, .member = trail.member});
    }
  }
}

void ResourceIndex::add(const facts::Tables& tables, const statement::Statement& statement,
                        facts::Ordinal ordinal) {
  const auto found = by_type_.find(statement.type());
  if (found == by_type_.end()) return;
  for (const Concerned& concerned : found->second) {
    const facts::Id entity = tables.id(statement.body.text(concerned.member));
    if (entity == facts::kNoId) continue;
    Kind& kind = by_kind_[concerned.kind];
    if (concerned.describes) {
      bool first = true;
      kind.visit(entity, [&](std::uint32_t known) {
        first = tables.statements.provenance(known).descriptor != statement.descriptor;
        return first;
      });
      if (first) kind.described.push_back(Described{.entity = entity, .since = ordinal});
    }
    kind.add({.entity = entity, .ordinal = ordinal});
  }
}

void ResourceIndex::save(OctetWriter& out) const {
  for (const Kind& kind : by_kind_) {
    kind.concerns.save(out);
    kind.by_entity.save(out);
    kind.described.save(out);
  }
}

void ResourceIndex::load(OctetReader& in) {
  for (Kind& kind : by_kind_) {
    kind.concerns.load(in);
    kind.by_entity.load(in);
    kind.described.load(in);
  }
}

std::vector<facts::Ordinal> ResourceIndex::trail(const ResourceKind& kind, facts::Id entity,
                                                 facts::Ordinal size) const {
  std::vector<facts::Ordinal> found;
  by_kind_[position_of(kind)].visit(entity, [&](std::uint32_t ordinal) {
    if (ordinal < size) found.push_back(ordinal);
    return true;
  });
  return found;
}

std::vector<ResourceIndex::Position> ResourceIndex::entities(const ResourceKind& kind,
                                                             std::uint32_t after,
                                                             std::uint32_t limit,
                                                             facts::Ordinal size) const {
  const Chunked<Described>& described = by_kind_[position_of(kind)].described;
  std::vector<Position> found;
  for (std::uint32_t at = after; at < described.size() && found.size() < limit; ++at) {
    if (described[at].since >= size) break;
    found.push_back({.position = at, .entity = described[at].entity});
  }
  return found;
}

// Whoever is taken for another organisation is taken for it by its identifier or by a name.
void add_looks(Store::SearchRow& row, const json::Value* names, const Tokenizer& tokenizer) {
  std::set<std::string> looks{tokenizer.looks(row.id)};
  if (names != nullptr && names->as_object() != nullptr) {
    for (const auto& [language, name] : *names->as_object()) {
      if (const std::string* text = name.as_string()) looks.insert(tokenizer.looks(*text));
    }
  }
  for (const std::string& one : looks) {
    if (!one.empty() && one.size() <= kMaxFieldValue_bytes)
      row.fields.emplace_back(kLooksLike, one);
  }
}

std::optional<Store::SearchRow> search_row(const statement::Statement& statement,
                                           facts::Ordinal ordinal, const Tokenizer& tokenizer) {
  const ResourceKind* kind = kind_of_type(statement.type());
  if (kind == nullptr) return std::nullopt;
  Store::SearchRow row;
  row.kind = kind->name;
  row.id = statement.body.text(kind->member);
  row.entry = ordinal;
  RowMaker maker(row);
  maker.body(statement.descriptor->fields, statement.body, 0);
  row.tokens = tokenizer.for_index(maker.words());
  if (kind->name == kOrganisations) add_looks(row, statement.body.find("names"), tokenizer);
  return row;
}

}  // namespace concordat::registry

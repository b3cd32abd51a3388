// Resources: the public view of what statements are about. A resource is an entity of the catalogue
// (a certificate, an organisation ...); its JSON is the newest statement about it and the trail of
// every other.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/facts/tables.hpp"
#include "core/statement/statement.hpp"
#include "registry/ports/store.hpp"
#include "registry/ports/tokenizer.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {

// A statement type that belongs to a resource's trail, and the member that names the resource.
struct Trail {
  std::string_view type;
  std::string_view member;
};

struct ResourceKind {
  std::string_view name;         // plural, as in the address: "certificates"
  std::string_view type;         // the statement type that describes it
  std::string_view member;       // the body member that identifies it
  std::span<const Trail> trail;  // further types that change or concern it
};

inline constexpr std::string_view kOrganisations = "organisations";
// The field by which organisations are found whose identifier or name people take for another's.
inline constexpr std::string_view kLooksLike = "looksLike";

[[nodiscard]] std::span<const ResourceKind> resource_kinds();
[[nodiscard]] const ResourceKind* find_kind(std::string_view name);
[[nodiscard]] const ResourceKind* kind_of_type(std::string_view type);

// Which statements concern which resource. One writer, readers without locks.
class ResourceIndex {
 public:
  ResourceIndex();

  // After the statement has been folded as the entry at `ordinal`.
  void add(const facts::Tables& tables, const statement::Statement& statement,
           facts::Ordinal ordinal);

  // While nobody adds; into an index in which nothing was entered.
  void save(OctetWriter& out) const;
  void load(OctetReader& in);

  // The statements of a resource's trail below `size`, newest first.
  [[nodiscard]] std::vector<facts::Ordinal> trail(const ResourceKind& kind, facts::Id entity,
                                                  facts::Ordinal size) const;

  // Entities of a kind, in the order in which they were first described: those from position
  // `after` on, as (position, entity), at most `limit`.
  struct Position {
    std::uint32_t position;
    facts::Id entity;
  };
  [[nodiscard]] std::vector<Position> entities(const ResourceKind& kind, std::uint32_t after,
                                               std::uint32_t limit, facts::Ordinal size) const;

 private:
  struct Described {
    facts::Id entity;
    facts::Ordinal since;
  };
  static constexpr std::size_t kKinds = 16;  // more than resource_kinds() has
  // A statement that concerns an entity.
  struct Concern {
    facts::Id entity;
    facts::Ordinal ordinal;
  };
  struct Kind {
    Chunked<Concern> concerns;  // in the order of the log
    facts::RowIndex by_entity;  // positions in `concerns`
    Chunked<Described> described;

    void add(const Concern& concern);
    // Calls `visit(ordinal)`, newest first, until it returns false.
    template <class Visit>
    void visit(facts::Id entity, Visit&& visit) const {
      by_entity.visit(
          entity, [this](std::uint32_t at) { return entity_at(at); },
          [&](std::uint32_t at) { return visit(concerns[at].ordinal); });
    }
    [[nodiscard]] facts::Key entity_at(std::uint32_t at) const { return concerns[at].entity; }
  };
  // What a statement of a type tells about: a kind, and the member that names the resource.
  struct Concerned {
    std::size_t kind = 0;
    std::string_view member;
    bool describes = false;
  };

  Kind by_kind_[kKinds];
  std::unordered_map<std::string_view, std::vector<Concerned>> by_type_;
};

// The row of the search projection for a statement that describes a resource; none for others.
[[nodiscard]] std::optional<Store::SearchRow> search_row(const statement::Statement& statement,
                                                         facts::Ordinal ordinal,
                                                         const Tokenizer& tokenizer);

}  // namespace concordat::registry

// What the facts on file say about an organisation, at a size and on a day: the part of authority
// that no role inside an organisation can give.
//
// Stricter than admission in one thing. Admission reads roles from the description of an
// organisation and takes no notice of a suspension of that description; here an organisation that
// is suspended does nothing new, and may still take back.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/tables.hpp"
#include "core/statement/statement.hpp"
#include "core/time/date.hpp"

namespace concordat::access {

class Law {
 public:
  // Of the log's first `size` entries, on the day. The tables outlive it.
  Law(const facts::Tables& tables, facts::Ordinal size, Date day)
      : tables_(tables), size_(size), day_(day) {}

  // Whether, and in which roles, an organisation may act at all.
  struct Standing {
    bool on_file = false;
    bool in_force = false;
    std::uint32_t roles = 0;  // facts::Role, one bit each; none unless in force
    // The entry that describes it, or the one that suspended or ended it; kNever: none.
    facts::Ordinal by = facts::kNever;

    [[nodiscard]] bool has(facts::Role role) const {
      return (roles >> static_cast<unsigned>(role) & 1U) != 0;
    }
  };
  [[nodiscard]] Standing standing(std::string_view organisation) const;

  // Whether admission would let the statement in on that day; its codes.
  [[nodiscard]] Status admits(const statement::Statement& statement) const;

  // Whether the author's standing is what a new statement of the type takes: an accreditation body
  // to accredit, a conformity assessment body, or who designates it, to certify.
  [[nodiscard]] static bool fits(const Standing& standing, const statement::Descriptor& type);

 private:
  const facts::Tables& tables_;
  facts::Ordinal size_;
  Date day_;
};

}  // namespace concordat::access

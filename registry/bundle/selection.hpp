// Which entries of a log answer every question of a coverage as the whole log does.
//
// What frames every answer is always among them: who exists, who may speak, keys, laws, standards,
// designations, accreditations, agreements, product types, licences, mandates, alerts. Left out is
// what no question inside the coverage can lead to:
//   - a certificate of a product group that is not covered, with all that happened to it;
//   - what an authority says for its own market alone (requirements, citations, measures, decisions
//     of equivalence ...), where that market is neither covered nor an area or an economy that one
//     covered belongs to, or ever belonged to.
// What hangs together goes together: a statement and its corrections, a status and its subject, a
// certificate, its states, and every other certificate that its identifier or number could mean.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/facts/tables.hpp"
#include "core/statement/statement.hpp"
#include "registry/bundle/coverage.hpp"

namespace concordat::registry::bundle {

// The markets covered, and every area and economy that one of them belongs to on any day.
[[nodiscard]] std::set<std::string> lands_of(const std::vector<std::string>& markets,
                                             const facts::Tables& tables, facts::Ordinal size);

// Looks at the statements of a log one by one, in their order, and then tells.
class Selection {
 public:
  // `tables` hold the facts of the first `size` statements, and outlive this.
  Selection(const Coverage& coverage, const facts::Tables& tables, facts::Ordinal size);
  ~Selection();
  Selection(const Selection&) = delete;
  Selection& operator=(const Selection&) = delete;

  // The next one.
  void look_at(const statement::Statement& statement);

  // Once all have been looked at: by log index, whether it is to be kept. The last always is, for
  // its time is that of every answer.
  [[nodiscard]] std::vector<bool> kept();

 private:
  class Groups;
  [[nodiscard]] bool is_wanted(const statement::Statement& statement) const;
  void tie(const statement::Statement& statement, facts::Ordinal ordinal);
  void tie_to_statement(std::string_view id, facts::Ordinal ordinal);

  const Coverage& coverage_;
  const facts::Tables& tables_;
  facts::Ordinal size_;
  std::set<std::string> lands_;
  std::vector<bool> wanted_;
  std::unique_ptr<Groups> groups_;
};

}  // namespace concordat::registry::bundle

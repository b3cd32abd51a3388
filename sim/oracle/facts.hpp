// The fold of spec/formats/facts.md, done the slow way: every question about what is on file is a
// walk over all statements.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/statement/statement.hpp"
#include "core/time/instant.hpp"

namespace concordat::sim::oracle {

// A statement as the log holds it; its index is its place in the list.
struct Recorded {
  statement::Statement statement;
  Instant recorded;
};

// What a statement makes hold, and when. A correction in part leaves up to one copy a side.
struct Fact {
  const statement::Statement* statement = nullptr;
  std::size_t index = 0;   // of the statement
  std::size_t origin = 0;  // of the first statement of the chain of corrections
  std::size_t since = 0;   // index of what last made this copy: the statement, or what cut it
  const statement::Statement* maker = nullptr;  // the statement of that index
  DateSpan certain;
  DateSpan possible;
  Instant recorded;
  // Of the first statement of the chain.
  Instant first_recorded;
  statement::BasisKind first_basis = statement::BasisKind::kOwn;

  [[nodiscard]] const json::Value& body() const { return statement->body; }
  [[nodiscard]] std::string_view text(std::string_view name) const {
    return statement->body.text(name);
  }
};

// An annex as its agreement's statement makes it hold: on its own days where it states them.
struct AnnexFact {
  Fact fact;  // with the statement of the agreement
  const json::Value* terms = nullptr;
};

struct Interruption {
  std::size_t origin = 0;  // of the statement interrupted
  bool ended = false;      // else suspended
  std::string_view part;   // empty: the whole
  std::string_view cause;
  DateSpan certain;
  DateSpan possible;
};

// Everything on file at a size.
class Facts {
 public:
  Facts(const std::vector<Recorded>& log, std::size_t size);

  // In the order of the log.
  [[nodiscard]] std::vector<const Fact*> of(std::string_view type) const;
  [[nodiscard]] const std::vector<AnnexFact>& annexes() const { return annexes_; }

  // Suspended at the date, as a whole or in the part named.
  [[nodiscard]] bool suspended(const Fact& fact, Date date, std::string_view part = {}) const;
  // The first day from which the fact is ended for good, whether by its own end or by a statement.
  [[nodiscard]] Date end(const Fact& fact, std::string_view part = {}) const;
  // The cause of that end: of the status change, or else of the fact's own statement.
  [[nodiscard]] std::string_view cause_of_end(const Fact& fact) const;

  [[nodiscard]] bool in_force(const Fact& fact, Date date, std::string_view part = {}) const {
    return fact.certain.contains(date) && date < end(fact, part) && !suspended(fact, date, part);
  }
  [[nodiscard]] bool open(const Fact& fact, Date date) const {
    return fact.possible.contains(date) && !fact.certain.contains(date) && date < end(fact) &&
           !suspended(fact, date);
  }
  // The facts of a type in force at a date.
  [[nodiscard]] std::vector<const Fact*> in_force_at(std::string_view type, Date date) const;

 private:
  void place(const std::vector<Recorded>& log, std::size_t size);
  void interrupt();

  std::vector<Fact> facts_;
  std::vector<AnnexFact> annexes_;
  std::vector<Interruption> interruptions_;
  std::vector<std::pair<std::string_view, std::size_t>> origins_;  // statement id to its origin
};

// True when the list member is absent or holds the value: "all when absent".
[[nodiscard]] bool fits(const json::Value& body, std::string_view member, std::string_view value);
// True when the list member holds the value.
[[nodiscard]] bool holds(const json::Value& body, std::string_view member, std::string_view value);
// A day written in a body.
[[nodiscard]] std::optional<Date> day(const json::Value& body, std::string_view member);

}  // namespace concordat::sim::oracle

// One question as the rules see it: what is on file, and what the question names in it.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/oracle/facts.hpp"

#include "core/recognition/answer.hpp"
#include "core/recognition/codes.hpp"
#include "core/statement/predicate.hpp"

namespace concordat::sim::oracle {

namespace code = recognition::code;
using recognition::Bearing;
using recognition::Finding;
using recognition::Leg;
using recognition::Outcome;
using recognition::Question;
using recognition::Route;
using recognition::RouteAnswer;
using recognition::Verdict;
using recognition::Why;
using Findings = std::vector<Finding>;

// An attestation that was found: the word of the question and the fact on file.
struct Held {
  const recognition::AttestationReference* reference = nullptr;
  const Fact* fact = nullptr;

  [[nodiscard]] std::string_view text(std::string_view name) const { return fact->text(name); }
  [[nodiscard]] const json::Value& body() const { return fact->body(); }
  [[nodiscard]] Date issued() const { return *day(fact->body(), "issued"); }
};

struct Case {
  const Facts& facts;
  const Question& question;
  Date date;           // T
  std::string market;  // J
  std::string sector;
  std::vector<Held> attestations;
  bool unresolved = false;  // an attestation of the question is not among them
  json::Object attributes;
  const Fact* matrix = nullptr;

  // `economy` and the areas it is a member of at the date, for the sector; none given: whatever
  // sectors a membership is limited to.
  using Sector = std::optional<std::string_view>;
  [[nodiscard]] std::vector<std::string> areas_with(std::string_view economy, Date at,
                                                    Sector within) const;
  [[nodiscard]] bool is_in(std::string_view economy, std::string_view area, Date at,
                           Sector within) const;
  // "J or an area of J".
  [[nodiscard]] bool of_market(std::string_view market_or_area, Sector within) const {
    return is_in(market, market_or_area, date, within);
  }
  // E: the economy of the attestation's body at its day of issue; empty when not on file.
  [[nodiscard]] std::string economy_of(const Held& held) const;
  // The economy of an organisation as described on a day, else as last described.
  [[nodiscard]] std::string economy_of(std::string_view organisation, Date at) const;
  // The fact of a type whose member has the value; the newest of several.
  [[nodiscard]] const Fact* named(std::string_view type, std::string_view member,
                                  std::string_view value) const;
  [[nodiscard]] statement::Truth holds(const json::Value* predicate,
                                       std::vector<std::string>* missing = nullptr) const;
};

// A way by which a requirement could be met.
struct Candidate {
  Route route = Route::kR0;
  bool first_party = false;
  std::string instrument;
  const Fact* fact = nullptr;              // agreement, acceptance act, rule or decision
  const json::Value* annex = nullptr;      // within the agreement
  const json::Value* procedure = nullptr;  // within the requirement
  std::string from;                        // the exporting party
  std::string to;                          // the importing party
  const Held* held = nullptr;              // null: a procedure of the supplier alone
};

// How well one record shows competence or acceptance: the page's table, the higher the nearer.
struct Shown {
  Findings findings;  // of the competence leg, then of the acceptance leg
  Bearing bearing = Bearing::kFails;
  int nearness = 0;
  int further = 100;  // of two legs judged together, the nearer one
  std::size_t origin = static_cast<std::size_t>(-1);
};

// What a leg is asked about: one attestation on one route to one requirement (null: itself).
struct Step {
  const Case& asked;
  const Fact* requirement = nullptr;
  const Candidate& candidate;
  const Held& held;
};

template <class List>
[[nodiscard]] bool among(const List& list, std::string_view value) {
  return std::ranges::find(list, value) != std::ranges::end(list);
}

// Puts a list in order of a key; what is equal keeps its order.
template <class List, class Key>
void put_in_order(List& list, const Key& key) {
  for (std::size_t next = 1; next < list.size(); ++next) {
    for (std::size_t i = next; i > 0 && key(list[i]) < key(list[i - 1]); --i) {
      std::swap(list[i], list[i - 1]);
    }
  }
}

inline Finding finding(Leg leg, Bearing bearing, std::string_view reason, Why why = Why::kNone) {
  return {.leg = leg, .bearing = bearing, .code = reason, .why = why};
}

// Section 4.
[[nodiscard]] Findings authenticity(const Step& step);
[[nodiscard]] Findings entitlement(const Step& step);
[[nodiscard]] Findings coverage(const Step& step);
[[nodiscard]] Findings currency(const Step& step, std::vector<recognition::Condition>& conditions);
// Competence and acceptance.
[[nodiscard]] Findings competence(const Step& step);
[[nodiscard]] Findings instrument(const Step& step, recognition::Extent& extent,
                                  std::vector<recognition::Condition>& conditions);
[[nodiscard]] Findings presumption(const Step& step);
// The first declaration in hand, or null.
[[nodiscard]] const Held* declaration_of(const Case& asked);
// For a procedure of the supplier alone: by the declaration in hand.
[[nodiscard]] Findings presumption_of_supplier(const Case& asked, const Fact& requirement,
                                               const Candidate& candidate);
[[nodiscard]] bool needs_presumption(const Candidate& candidate);
[[nodiscard]] Findings equivalence(const Step& step,
                                   std::vector<recognition::Condition>& conditions);
// Null: the product alone.
[[nodiscard]] Findings measures(const Case& asked, const Held* held);
// How an attestation under `act` stands to a requirement of `wanted`.
enum class Under { kSame, kTransition, kSellOff, kOver, kNo };
[[nodiscard]] Under under_act(const Case& asked, std::string_view act, std::string_view wanted);
// Whether a designation without annex is the market's own act: made by an organisation that acts
// for the requirement's market or J, or transcribed.
[[nodiscard]] bool markets_own(const Case& asked, const Fact& designation, const Fact& requirement);
// Whether a decision is for attestations from E, or from an area of which E is a member at issue.
[[nodiscard]] bool origin_fits(const Case& asked, const Fact& decision, const Held& held);
// Whether E is J, or is or belongs to the requirement's market at the day of issue.
[[nodiscard]] bool from_inside(const Case& asked, const Held& held, const Fact& requirement);
// Whether a record restricts serial numbers, and whether one is within.
[[nodiscard]] bool has_serials(const json::Value& units);
[[nodiscard]] bool within_serials(const json::Value& units, std::string_view serial);
// The part of the instrument leg of R0 that needs no attestation.
[[nodiscard]] Findings own_law(const Case& asked, const Fact& requirement);

// Section 6. Findings are added when the extent falls short.
[[nodiscard]] recognition::Extent extent_of(const Step& step, Findings& findings);
[[nodiscard]] int height_on_scale(const Case& asked, std::string_view scale,
                                  std::string_view level);

// Section 3.
[[nodiscard]] std::vector<Candidate> candidates(const Case& asked, const Fact& requirement);
[[nodiscard]] std::vector<Candidate> candidates_itself(const Case& asked, const Held& held);
[[nodiscard]] Findings nearest_instruments(const Case& asked, const Held& held);
// Every leg of every candidate, those of one procedure's modules joined. Null: the attestation
// itself.
[[nodiscard]] std::vector<RouteAnswer> routes(const Case& asked, const Fact* requirement,
                                              const std::vector<Candidate>& candidates);
// Section 9: whether one route stands before another.
[[nodiscard]] bool ranks_before(const Case& asked, const RouteAnswer& left,
                                const RouteAnswer& right);
// Best first. What the law asks no third party for counts as conditional.
[[nodiscard]] int rank(Outcome outcome);
[[nodiscard]] Outcome outcome_of(const RouteAnswer& route);

}  // namespace concordat::sim::oracle

// The ways by which an attestation can come to count in a market: routes R0 to R7, one record.
#pragma once

#include "core/recognition/context.hpp"

namespace concordat::recognition {

// Ways of one kind (annexes, acceptances) that are looked at for one attestation and one
// requirement. Markets that know each other well have a few dozen; one that states thousands would
// have every question judge them all. What lies beyond is told as `instrument.search-bounded`.
inline constexpr std::size_t kMostWays = 64;

// One way: whose act, agreement or decision would make the attestation count, and for what. The
// kind is explicit; what does not belong to it is null.
struct Candidate {
  Route route = Route::kR0;
  const facts::Requirement* requirement = nullptr;  // null: the attestation itself is recognised
  const facts::Procedure* procedure = nullptr;
  const facts::Annex* annex = nullptr;
  const facts::AcceptanceAct* acceptance = nullptr;
  const facts::LawfulMarketing* lawful = nullptr;
  bool by_equivalence = false;  // R4 by a decision alone
  bool own = false;             // the market's own attestation
  bool beyond = false;          // stands for the ways that were not looked at
  Id from = kNoId;              // of an annex: the party that holds the issuer's economy
  Id to = kNoId;                // and the party that holds the market

  [[nodiscard]] Id instrument() const;
  // The same way for another attestation, so that the two can be combined.
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

// For a requirement, without its first-party procedures.
[[nodiscard]] std::vector<Candidate> candidates_for(Context& context, const Kind& attestation,
                                                    const facts::Requirement& requirement);
// For the attestation itself, where an annex or an acceptance names its scheme.
[[nodiscard]] std::vector<Candidate> candidates_for_itself(Context& context,
                                                           const Kind& attestation);

// The annexes of its sector by which a party that holds the home of the attestation is recognised
// by one that holds the market, in whatever state: in the order in which they are looked at.
[[nodiscard]] const Recognising& annexes_between(const Context& context, const Kind& attestation);

// Whether an annex is about results that count for an act, as annexes of its kind say it.
[[nodiscard]] bool names_act(const facts::Annex& annex, Id act);

// Whether the attestation was issued under the act, or under one that this act replaced and that
// may still be followed on the day, or no longer may.
enum class UnderAct : std::uint8_t { kNo, kYes, kTransition, kSellOff, kOver };
struct ActFit {
  UnderAct fit = UnderAct::kNo;
  Date ended = kForever;                       // kOver: since when the old act counts no more
  const facts::LegalAct* successor = nullptr;  // of a transition or a sell-off
};
[[nodiscard]] ActFit under_act(Context& context, const Kind& attestation, Id act);

// Whether an economy other than the market is a member of the area at the event.
[[nodiscard]] Holding another_member(Context& context, Id economy, Id area, Id sector);

// Whether the issuer was at home in the market (or a member of that area) on the day of issue.
[[nodiscard]] bool at_home(const Context& context, const Kind& attestation, Id market);
// Whether the designation is the market's own act: made by who acts for it, or transcribed from its
// list. Another government's designation for the market's law needs an agreement to count.
[[nodiscard]] bool designated_by(const Context& context, const facts::Designation& row, Id market);

// The facts nearest to a recognition that nobody has agreed to: annexes the other way round, for
// other product groups, for other attestations.
void note_nearest_annexes(Context& context, const Kind& attestation,
                          std::vector<TerseFinding>& findings);

}  // namespace concordat::recognition

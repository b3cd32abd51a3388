// An attestation as the legs of a route see it: what it has in common with thousands of others, and
// two of its days.
//
// What is found of one kind serves every kind that agrees in what was looked at. So a day is read
// through functions that narrow the windows, a member of the profile through one that notes it, and
// evidence names the record itself by kOwnRecord. The sector is part of every key and needs no
// note.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/facts/probe.hpp"
#include "core/recognition/memo.hpp"
#include "core/recognition/notes.hpp"

namespace concordat::recognition {

struct Context;

// A law-giver whose law holds somewhere: an economy or an area, surely or possibly.
using Places = std::span<const facts::AreaOf>;

// Where a body was at home on a day.
struct Home {
  facts::Id economy = facts::kNoId;
  std::vector<facts::AreaOf> places;  // that economy and its areas
  std::uint32_t number = 0;           // stands for both
};

// An annex, and the two parties of it between which it recognises.
struct Recognition {
  const facts::Annex* annex = nullptr;
  facts::Id from = facts::kNoId;
  facts::Id to = facts::kNoId;
};
struct Recognising {
  std::vector<Recognition> all;
  std::uint32_t number = 0;  // stands for them, and for how the home belongs to the parties
};

// An act beside that of a requirement.
enum class ActRelation : std::uint8_t { kOther, kSame, kReplaced };

class Kind {
 public:
  Kind(const facts::Probe& at_issue, const facts::Certificate& row, const facts::Profile& profile)
      : issue(at_issue), profile_(&profile), row_(&row), accepted_(row.evaluation_accepted) {}

  Places market_places;    // the market and its areas at the event, for its sector
  facts::Probe issue;      // at the day of issue
  facts::Window accepted;  // on which the evaluation may have been accepted with the same outcome
  Windows ground;          // of what is above

  // ---- its home -------------------------------------------------------------------------------

  void set_home(const Home& home) { home_ = &home; }
  [[nodiscard]] const Home& home() const {
    notes_.add(Notes(Member::kHome));
    return *home_;
  }
  // The annexes by which a party that holds its home is recognised by one that holds the market.
  [[nodiscard]] const Recognising& annexes(const Context& context) const;
  // Of one of them, how the home belongs to the party.
  [[nodiscard]] const facts::AreaOf* home_in(facts::Id party) const;
  // For what is not judged of its kind, or is noted otherwise.
  [[nodiscard]] const Home& home_itself() const { return *home_; }

  // ---- its profile ----------------------------------------------------------------------------

  [[nodiscard]] facts::Id sector() const { return profile_->sector; }
  [[nodiscard]] facts::Artefact artefact() const { return noted(Member::kArtefact).artefact; }
  [[nodiscard]] facts::LegalEffect legal_effect() const {
    return noted(Member::kLegalEffect).legal_effect;
  }
  [[nodiscard]] facts::Id body() const { return noted(Member::kBody).body; }
  [[nodiscard]] facts::Id act() const { return noted(Member::kAct).act; }
  [[nodiscard]] facts::Id module() const { return noted(Member::kModule).module; }
  [[nodiscard]] facts::Id scheme() const { return noted(Member::kScheme).scheme; }
  [[nodiscard]] facts::Id category() const { return noted(Member::kCategory).category; }
  [[nodiscard]] bool collaborative_profile() const {
    return noted(Member::kCollaborative).collaborative_profile;
  }
  [[nodiscard]] facts::Id scale() const { return noted(Member::kScale).scale; }
  [[nodiscard]] facts::Id level() const { return noted(Member::kLevel).level; }
  [[nodiscard]] const facts::Ids& components() const {
    return noted(Member::kComponents).components;
  }
  [[nodiscard]] const facts::Ids& editions() const { return noted(Member::kEditions).editions; }
  [[nodiscard]] const facts::Ids& atoms_left_out() const {
    return noted(Member::kLeftOut).atoms_left_out;
  }
  [[nodiscard]] const facts::Ids& differences_covered() const {
    return noted(Member::kDifferences).differences_covered;
  }
  [[nodiscard]] const facts::Ids& addenda() const { return noted(Member::kAddenda).addenda; }
  // The attributes of the product, which are read with it.
  [[nodiscard]] const json::Object& attributes(const Context& context) const;
  // Its act beside that of the requirement for which it is judged.
  [[nodiscard]] ActRelation under(const Context& context, facts::Id act) const;
  // Whether a decision of the market, in whatever state, starts from one of its editions.
  [[nodiscard]] bool decided(const Context& context) const;
  [[nodiscard]] const facts::Profile& profile() const { return *profile_; }  // as home_itself

  // ---- what was looked at ---------------------------------------------------------------------

  void note(Notes notes) const { notes_.add(notes); }
  [[nodiscard]] Notes notes() const { return notes_; }
  void set_notes(Notes notes) const { notes_ = notes; }
  // For which requirement it is judged from now on; null for none.
  void ask_for(const facts::Requirement* requirement) {
    act_asked_ = requirement ? requirement->act : facts::kNoId;
  }
  // What the members are: kinds of which the words are the same agree in them.
  void put_words(const Context& context, Notes members, std::vector<std::uint64_t>& words) const;

  // ---- its days -------------------------------------------------------------------------------

  [[nodiscard]] bool issued_before(Date day) {
    issue.window.narrow(issue.date, day);
    return issue.date < day;
  }
  [[nodiscard]] bool issued_within(const DateSpan& span) {
    return !issued_before(span.from) && issued_before(span.until);
  }
  // The day on which its evaluation was accepted is on file.
  [[nodiscard]] bool acceptance_known() { return !accepted_before({kBeginning.days + 1}); }
  [[nodiscard]] bool accepted_before(Date day) {
    accepted.narrow(accepted_, day);
    return accepted_ < day;
  }
  [[nodiscard]] Days days(Date event) const { return {event, issue.date, accepted_}; }

  // ---- the certificate itself -----------------------------------------------------------------

  // What is found then is found for this one alone.
  [[nodiscard]] const facts::Certificate& certificate() {
    of_one_certificate = true;
    return *row_;
  }
  bool of_one_certificate = false;
  // Of this certificate's record among all; never 0.
  [[nodiscard]] std::uint64_t identity() const { return address(row_); }

 private:
  [[nodiscard]] const facts::Profile& noted(Member member) const {
    notes_.add(Notes(member));
    return *profile_;
  }
  void put_member(const Context& context, Member member, std::vector<std::uint64_t>& words) const;

  const facts::Profile* profile_;
  const facts::Certificate* row_;
  const Home* home_ = nullptr;
  Date accepted_;
  facts::Id act_asked_ = facts::kNoId;  // of the requirement for which it is judged
  // A kind that was looked at is the same kind.
  mutable Notes notes_;
  mutable std::optional<bool> decided_;
  mutable const Recognising* annexes_ = nullptr;
};

}  // namespace concordat::recognition

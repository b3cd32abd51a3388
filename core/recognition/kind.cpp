#include "core/recognition/kind.hpp"

#include <algorithm>

#include "core/recognition/candidates.hpp"
#include "core/recognition/context.hpp"

namespace concordat::recognition {
namespace {

void put_list(std::span<const facts::Id> ids, std::vector<std::uint64_t>& words) {
  words.push_back(ids.size());
  words.insert(words.end(), ids.begin(), ids.end());
}

bool starts_from(const facts::Equivalence& row, const Kind& kind) {
  if (row.sector != facts::kNoId && row.sector != kind.sector()) return false;
  return row.origins.empty() ||
         std::ranges::any_of(kind.home_itself().places, [&](const facts::AreaOf& from) {
           return contains(row.origins, from.area);
         });
}

bool find_decided(const Context& context, const Kind& kind) {
  bool found = false;
  for (const facts::AreaOf& place : kind.market_places) {
    for (const facts::Id edition : kind.profile().editions) {
      context.tables.equivalences.visit(facts::pack(place.area, edition), context.size,
                                        [&](const facts::Equivalence& row) {
                                          found = starts_from(row, kind);
                                          return !found;
                                        });
      if (found) return true;
    }
  }
  return false;
}

}  // namespace

const json::Object& Kind::attributes(const Context& context) const {
  notes_.add(Notes(Member::kAttributes));
  return *context.product.attributes;
}

bool Kind::decided(const Context& context) const {
  notes_.add(Notes(Member::kDecided));
  if (!decided_) decided_ = find_decided(context, *this);
  return *decided_;
}

const Recognising& Kind::annexes(const Context& context) const {
  notes_.add(Notes(Member::kAnnexes));
  if (!annexes_) annexes_ = &annexes_between(context, *this);
  return *annexes_;
}

const facts::AreaOf* Kind::home_in(facts::Id party) const {
  notes_.add(Notes(Member::kAnnexes));
  return find_place(home_->places, party);
}

ActRelation Kind::under(const Context& context, facts::Id act) const {
  // Of another act than is asked for, the key would not know.
  notes_.add(Notes(act == act_asked_ ? Member::kUnderAct : Member::kAct));
  const facts::Id issued_under = profile_->act;
  if (issued_under == facts::kNoId) return ActRelation::kOther;
  if (issued_under == act) return ActRelation::kSame;
  const facts::LegalAct* successor = described(context, context.tables.acts, act);
  return successor && contains(successor->replaces, issued_under) ? ActRelation::kReplaced
                                                                  : ActRelation::kOther;
}

void Kind::put_member(const Context& context, Member member,
                      std::vector<std::uint64_t>& words) const {
  switch (member) {
    case Member::kArtefact:
      return words.push_back(static_cast<std::uint64_t>(profile_->artefact));
    case Member::kLegalEffect:
      return words.push_back(static_cast<std::uint64_t>(profile_->legal_effect));
    case Member::kBody:
      return words.push_back(profile_->body);
    case Member::kAct:
      return words.push_back(profile_->act);
    case Member::kModule:
      return words.push_back(profile_->module);
    case Member::kScheme:
      return words.push_back(profile_->scheme);
    case Member::kCategory:
      return words.push_back(profile_->category);
    case Member::kCollaborative:
      return words.push_back(profile_->collaborative_profile ? 1 : 0);
    case Member::kScale:
      return words.push_back(profile_->scale);
    case Member::kLevel:
      return words.push_back(profile_->level);
    case Member::kComponents:
      return put_list(profile_->components, words);
    case Member::kEditions:
      return put_list(profile_->editions, words);
    case Member::kLeftOut:
      return put_list(profile_->atoms_left_out, words);
    case Member::kDifferences:
      return put_list(profile_->differences_covered, words);
    case Member::kAddenda:
      return put_list(profile_->addenda, words);
    case Member::kAttributes:
      return words.push_back(address(context.product.attributes));
    case Member::kHome:
      return words.push_back(home_->number);
    case Member::kAnnexes:
      return words.push_back(annexes(context).number);
    case Member::kUnderAct:
      return words.push_back(static_cast<std::uint64_t>(under(context, act_asked_)));
    case Member::kDecided:
      return words.push_back(decided(context) ? 1 : 0);
  }
}

void Kind::put_words(const Context& context, Notes members,
                     std::vector<std::uint64_t>& words) const {
  const Notes before = notes_;
  words.push_back(members.bits());
  members.visit([&](Member member) { put_member(context, member, words); });
  notes_ = before;  // a key looks at nothing
}

}  // namespace concordat::recognition

// What lies in a workspace: memory that is used again, and what was found so far.
#pragma once

#include <deque>
#include <unordered_map>

#include "core/recognition/applicability.hpp"
#include "core/recognition/context.hpp"
#include "core/recognition/cures.hpp"
#include "core/recognition/outline.hpp"
#include "core/recognition/rules.hpp"
#include "core/recognition/series.hpp"
#include "core/recognition/ways.hpp"

namespace concordat::recognition {

// An attestation on one of its ways, and what it comes to alone.
struct Going {
  const Attestation* attestation = nullptr;
  const Part* part = nullptr;
  const Coded* presumption = nullptr;
  // Where the findings of the part, and of presumption, lie among the lists of an outline.
  std::size_t list = 0;
  std::size_t presumption_list = 0;
  TerseRoute answer;
};

// A market on a day.
struct Market {
  bool known = false;
  std::vector<facts::AreaOf> places;
  std::vector<facts::AreaOf> measured_in;
};

// Attributes as the question, the product's type and its attestations state them together.
struct AttributeSet {
  json::Object stated;
  std::vector<const json::Object*> layers;  // what the registry adds
  json::Object attributes;                  // together
};

// Memory is bounded: beyond so many judgements, so much of what they say, or so many sets of
// attributes, the next question begins anew. A judgement takes a few hundred octets besides.
inline constexpr std::size_t kMaxMemories = 200'000;
inline constexpr std::size_t kMaxLasting_bytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxAttributeSets = 256;
// Ways are kept for every kind on its own, for the days on which they stay the same. They are many,
// and put together again in a thousand instructions: beyond so many they alone are forgotten.
inline constexpr std::size_t kMaxWays = 65'536;

struct Workspace::Desk {
  explicit Desk(const facts::State& of) : state(of) {}

  // Makes ready for a question at a size.
  void begin(facts::Ordinal size);
  [[nodiscard]] std::size_t memories() const;

  const facts::State& state;
  facts::Ordinal size = 0;

  Arena fleeting;  // of one determination
  Arena lasting;   // of what is remembered

  Memo<Rules> rules;
  Memo<Market> markets;
  Memo<Home> homes;
  Memo<std::vector<facts::AreaOf>> areas;
  Memo<std::vector<const facts::Requirement*>> requirements;
  Memo<std::vector<Considered>> considered;
  Memo<Ordinal> declared;
  Memo<Recognising> annexes;
  NotedMemo<std::vector<Part>> parts;
  Memo<Coded> nearest;
  Memo<Coded> presumptions;
  Memo<Coded> first_parties;
  // For tests: members that no key tells apart, so that wrong answers must be seen.
  Notes blind;
  bool keeps_outlines = true;  // they cost a single question more than they give
  Memo<Ways> ways;
  Memo<Outline> outlines;
  Series members;    // what kinds are, as far as it was looked at
  Series codes;      // what was found, as far as it decides
  Series own_codes;  // of all own legs: of the numbers of their codes
  std::unordered_map<std::uint64_t, std::vector<const Outline*>> keys;  // by a hash of them
  std::deque<AttributeSet> attribute_sets;
  const json::Object no_attributes;
  const TerseExtent whole;

  // What the last resolution of the question came to, and the days on which it comes to the same:
  // the days around the date asked need no other. It lies in the context and in `attestations`.
  struct Prepared {
    bool valid = false;
    facts::Window window;
    facts::Window ground;
    std::vector<TerseFinding> findings;
    // The legs of the attestations alone change more often.
    bool judged = false;
    facts::Window judged_window;
    bool has_outline = false;
    std::uint32_t own_codes = 0;
  };
  Prepared prepared;

  // Used again, for their memory.
  std::vector<Id> numbers;  // of the question's attestations
  std::vector<const facts::Certificate*> found;
  std::vector<Attestation> attestations;
  std::vector<TerseFinding> findings;  // on the question as a whole
  std::vector<TerseRequirement> answers;
  std::vector<TerseCondition> conditions;
  std::vector<TerseRoute> routes;
  std::vector<Going> goings;
  Judgement judgement;
  OwnLeg goods;  // measures against the goods, whatever attestation comes with them
  std::vector<std::uint64_t> words;
  std::vector<std::uint64_t> words_of_ways;
  std::vector<std::uint64_t> names_of_ways;
  std::vector<TerseStep> steps;
  std::vector<CureGuard> cure_guards;
  std::vector<CureSet> cure_sets;
  std::vector<StepNumber> step_numbers;
  Determination answer;
  Determination other;
};

// What was judged, apart from all that is judged around it.
template <class T>
struct Apart {
  T value;
  Windows windows;
  Notes notes;
  bool of_one_certificate = false;
};

// What `make` finds, with windows and notes of its own; the windows begin with those of what it is
// given. `kind` null: it looks at no attestation.
template <class T, class Make>
Apart<T> judge_apart(Context& context, Kind* kind, Make&& make) {
  const bool outer_explain = std::exchange(context.explain, true);
  Arena* const outer_arena = std::exchange(context.arena, &context.desk.lasting);
  const facts::Window outer_event = std::exchange(context.event.window, context.ground);
  Apart<T> judged;
  if (!kind) {
    judged.value = make();
  } else {
    const Windows outer{outer_event, kind->issue.window, kind->accepted};
    const Notes outer_notes = kind->notes();
    const bool outer_of_one = std::exchange(kind->of_one_certificate, false);
    context.event.window.intersect(kind->ground.event);
    kind->issue.window = kind->ground.issued;
    kind->accepted = kind->ground.accepted;
    kind->set_notes({});
    judged.value = make();
    judged.windows.issued = std::exchange(kind->issue.window, outer.issued);
    judged.windows.accepted = std::exchange(kind->accepted, outer.accepted);
    judged.notes = kind->notes();
    judged.of_one_certificate = kind->of_one_certificate;
    kind->set_notes(outer_notes);
    kind->of_one_certificate = outer_of_one;
  }
  judged.windows.event = std::exchange(context.event.window, outer_event);
  context.explain = outer_explain;
  context.arena = outer_arena;
  return judged;
}

// Finds what was kept under the key, which becomes that of one certificate where that was looked
// at.
template <class T>
typename Memo<T>::Entry* find_kept(Memo<T>& memo, MemoKey& key, const Days& days,
                                   const Kind* kind) {
  auto* entry = memo.find(key, days);
  if (!entry || !entry->of_one_certificate) return entry;
  key.parts.back() = kind->identity();
  return memo.find(key, days);
}

template <class T>
typename Memo<T>::Entry* keep(Memo<T>& memo, MemoKey& key, const Kind* kind, Apart<T>&& judged) {
  if (judged.of_one_certificate && key.parts.back() == 0) {
    memo.add({.key = key,
              .windows = judged.windows,
              .of_one_certificate = true,
              .notes = judged.notes,
              .value = {}});
    key.parts.back() = kind->identity();
  }
  return memo.add({.key = key,
                   .windows = judged.windows,
                   .notes = judged.notes,
                   .value = std::move(judged.value)});
}

// What is used narrows the windows, and was looked at, as if it had been judged here.
template <class Entry>
Entry& use(Context& context, Kind* kind, Entry& entry) {
  context.event.window.intersect(entry.windows.event);
  if (kind) {
    kind->issue.window.intersect(entry.windows.issued);
    kind->accepted.intersect(entry.windows.accepted);
    kind->note(entry.notes);
    if (entry.key.parts.back() != 0) kind->of_one_certificate = true;
  }
  return entry;
}

// What `make` finds, with the days on which it finds the same. The last part of a key is zero.
template <class T, class Make>
typename Memo<T>::Entry& recall(Context& context, Kind* kind, MemoPlace<T> of, Make&& make) {
  auto& [memo, key] = of;
  const Days days = kind ? kind->days(context.on()) : Days{context.on(), {}, {}};
  auto* entry = find_kept(memo, key, days, kind);
  if (!entry) entry = keep(memo, key, kind, judge_apart<T>(context, kind, make));
  return use(context, kind, *entry);
}

// The same for all kinds that agree in what was looked at. Of `base` the last two parts are zero.
template <class T, class Make>
typename Memo<T>::Entry& recall_noted(Context& context, Kind& kind, NotedPlace<T> of, Make&& make) {
  auto& [memo, base, first] = of;
  Workspace::Desk& desk = context.desk;
  const auto key_of = [&](Notes members) {
    MemoKey key = base;
    desk.words.clear();
    kind.put_words(context, members.without(desk.blind), desk.words);
    key.parts[3] = desk.members.number_of(desk.words);
    return key;
  };
  Notes& looked_at = memo.looked_at(key_of(first), first);
  const Days days = kind.days(context.on());
  MemoKey key = key_of(looked_at);
  auto* entry = find_kept(memo.judgements(), key, days, &kind);
  if (!entry) {
    Apart<T> judged = judge_apart<T>(context, &kind, make);
    looked_at.add(judged.notes);
    key = key_of(looked_at);
    entry = keep(memo.judgements(), key, &kind, std::move(judged));
  }
  return use(context, &kind, *entry);
}

}  // namespace concordat::recognition

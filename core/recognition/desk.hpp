// What lies in a workspace: memory that is used again, and what was found so far.
#pragma once

#include <deque>
#include <unordered_map>

#include "core/recognition/applicability.hpp"
#include "core/recognition/candidates.hpp"
#include "core/recognition/context.hpp"
#include "core/recognition/cures.hpp"
#include "core/recognition/outline.hpp"

namespace concordat::recognition {

// A way of a kind of attestation, its legs judged.
struct Part {
  Candidate candidate;
  Judgement judgement;  // findings in the order of the legs
  TerseExtent extent;
};

// An attestation on one of its ways, and what it comes to alone.
struct Going {
  const Attestation* attestation = nullptr;
  const Part* part = nullptr;
  TerseRoute answer;
};

// Where a body was at home on a day.
struct Home {
  Id economy = kNoId;
  std::vector<facts::AreaOf> places;
};

// A market on a day, and the rules of the registry.
struct Market {
  bool known = false;
  std::vector<facts::AreaOf> places;
  std::vector<facts::AreaOf> measured_in;
};
struct Rules {
  const facts::RouteMatrix* matrix = nullptr;
  std::int64_t semantics_version = 1;
};

// Attributes as the question, the product's type and its attestations state them together.
struct AttributeSet {
  json::Object stated;
  std::vector<const json::Object*> layers;  // what the registry adds
  json::Object attributes;                  // together
};

// Memory is bounded: beyond so many judgements, so much of what they say, or so many sets of
// attributes, the next question begins anew. A judgement takes a few hundred octets besides.
inline constexpr std::size_t kMaxMemories = 50'000;
inline constexpr std::size_t kMaxLasting_bytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxAttributeSets = 256;

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
  Memo<std::vector<Part>> parts;
  Memo<Judgement> first_parties;
  Memo<std::vector<TerseFinding>> nearest;
  bool keeps_outlines = true;  // they cost a single question more than they give
  Memo<Outline> outlines;
  Series codes;      // of a leg
  Series own_codes;  // of all own legs: of those numbers
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
  std::vector<TerseStep> steps;
  std::vector<CureGuard> cure_guards;
  std::vector<CureSet> cure_sets;
  std::vector<StepNumber> step_numbers;
  Determination answer;
  Determination other;
};

// What `make` finds, with the days on which it finds the same. `kind` null: it looks at no
// attestation. Narrows the windows of context and kind by those of what was found.
template <class T, class Make>
typename Memo<T>::Entry& recall(Context& context, Kind* kind, MemoPlace<T> of, Make&& make) {
  auto& [memo, key] = of;
  const Days days = kind ? kind->days(context.on()) : Days{context.on(), {}, {}};
  auto* entry = memo.find(key, days);
  if (entry && entry->of_one_certificate) {
    key.parts.back() = kind->identity();
    entry = memo.find(key, days);
  }
  if (!entry) {
    // Judged with windows of its own, which begin with those of what it is given.
    const Windows outer{context.event.window, kind ? kind->issue.window : facts::Window{},
                        kind ? kind->accepted : facts::Window{}};
    const bool outer_explain = std::exchange(context.explain, true);
    Arena* const outer_arena = std::exchange(context.arena, &context.desk.lasting);
    bool outer_of_one = false;
    context.event.window = context.ground;
    if (kind) {
      context.event.window.intersect(kind->ground.event);
      kind->issue.window = kind->ground.issued;
      kind->accepted = kind->ground.accepted;
      outer_of_one = std::exchange(kind->of_one_certificate, false);
    }
    T value = make();
    const Windows own{context.event.window, kind ? kind->issue.window : facts::Window{},
                      kind ? kind->accepted : facts::Window{}};
    if (kind && kind->of_one_certificate && key.parts.back() == 0) {
      memo.add({.key = key, .windows = own, .of_one_certificate = true});
      key.parts.back() = kind->identity();
    }
    const bool of_one = kind && kind->of_one_certificate;
    entry = memo.add({.key = key, .windows = own, .value = std::move(value)});
    context.explain = outer_explain;
    context.arena = outer_arena;
    context.event.window = outer.event;
    if (kind) {
      kind->issue.window = outer.issued;
      kind->accepted = outer.accepted;
      kind->of_one_certificate = outer_of_one || of_one;
    }
  } else if (kind && key.parts.back() != 0) {
    kind->of_one_certificate = true;
  }
  context.event.window.intersect(entry->windows.event);
  if (kind) {
    kind->issue.window.intersect(entry->windows.issued);
    kind->accepted.intersect(entry->windows.accepted);
  }
  return *entry;
}

}  // namespace concordat::recognition

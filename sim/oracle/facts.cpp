#include "sim/oracle/facts.hpp"

#include <algorithm>

namespace concordat::sim::oracle {
namespace {

DateSpan meet(DateSpan a, DateSpan b) {
  return {.from = std::max(a.from, b.from), .until = std::min(a.until, b.until)};
}

// What is left of a copy when the days of a cut are taken out: certain where the cut is not even
// possible, possible where the cut is not certain.
struct Cut {
  const statement::Statement* by = nullptr;
  std::size_t index = 0;
};

std::vector<Fact> cut(const std::vector<Fact>& copies, const Cut& cutter) {
  const statement::Effective& days = cutter.by->effective;
  std::vector<Fact> left;
  for (const Fact& copy : copies) {
    if (meet(copy.possible, days.possible).empty()) {
      left.push_back(copy);
      continue;
    }
    Fact before = copy;
    before.since = cutter.index;
    before.maker = cutter.by;
    before.certain = meet(copy.certain, {.until = days.possible.from});
    before.possible = meet(copy.possible, {.until = days.certain.from});
    Fact after = copy;
    after.since = cutter.index;
    after.maker = cutter.by;
    after.certain = meet(copy.certain, {.from = days.possible.until});
    after.possible = meet(copy.possible, {.from = days.certain.until});
    if (!before.possible.empty()) left.push_back(before);
    if (!after.possible.empty()) left.push_back(after);
  }
  return left;
}

// A place in a chain of corrections. A correction of the whole takes over the place of its target;
// a correction in part gets a place below it, and cuts its days out of every place above.
struct Slot {
  std::size_t occupant = 0;
  std::size_t origin = 0;
  std::vector<std::size_t> below;  // slots
};

void cut_by_all_below(const std::vector<Slot>& slots, std::size_t slot,
                      const std::vector<Recorded>& log, std::vector<Fact>& copies) {
  for (const std::size_t child : slots[slot].below) {
    const std::size_t cutter = slots[child].occupant;
    copies = cut(copies, {&log[cutter].statement, cutter});
    cut_by_all_below(slots, child, log, copies);
  }
}

}  // namespace

Facts::Facts(const std::vector<Recorded>& log, std::size_t size) {
  place(log, size);
  interrupt();
}

void Facts::place(const std::vector<Recorded>& log, std::size_t size) {
  std::vector<Slot> slots;
  std::vector<std::size_t> slot_of;  // by index
  for (std::size_t index = 0; index < size; ++index) {
    const statement::Statement& said = log[index].statement;
    std::size_t slot = slots.size();
    std::size_t origin = index;
    if (said.corrects) {
      for (std::size_t before = 0; before < index; ++before) {
        if (log[before].statement.id != said.corrects->statement) continue;
        const std::size_t target = slot_of[before];
        origin = slots[target].origin;
        if (said.corrects->whole) {
          slot = target;
        } else {
          slots[target].below.push_back(slot);
        }
      }
    }
    if (slot == slots.size()) slots.push_back({});
    slots[slot].occupant = index;
    slots[slot].origin = origin;
    slot_of.push_back(slot);
    origins_.emplace_back(said.id, origin);
  }
  for (std::size_t index = 0; index < size; ++index) {
    const Slot& slot = slots[slot_of[index]];
    if (slot.occupant != index) continue;
    const statement::Effective& days = log[index].statement.effective;
    std::vector<Fact> copies = {{.statement = &log[index].statement,
                                 .index = index,
                                 .origin = slot.origin,
                                 .since = index,
                                 .maker = &log[index].statement,
                                 .certain = days.certain,
                                 .possible = days.possible,
                                 .recorded = log[index].recorded,
                                 .first_recorded = log[slot.origin].recorded,
                                 .first_basis = log[slot.origin].statement.basis.kind}};
    const Fact whole = copies.front();
    cut_by_all_below(slots, slot_of[index], log, copies);
    facts_.insert(facts_.end(), copies.begin(), copies.end());
    if (whole.statement->type() != "agreement") continue;
    for (const json::Value& terms : whole.body().array("annexes")) {
      copies = {whole};
      Fact& own = copies.front();
      if (const auto from = day(terms, "from")) own.certain.from = own.possible.from = *from;
      if (const auto until = day(terms, "until")) own.certain.until = own.possible.until = *until;
      cut_by_all_below(slots, slot_of[index], log, copies);
      for (const Fact& copy : copies) annexes_.push_back({.fact = copy, .terms = &terms});
    }
  }
}

void Facts::interrupt() {
  const auto origin_of = [&](std::string_view id) {
    for (const auto& [known, origin] : origins_) {
      if (known == id) return origin;
    }
    return std::size_t{0};
  };
  std::vector<const Fact*> changes = of("status-change");
  for (const Fact* change : changes) {
    if (change->text("change") == "reinstated") continue;
    std::vector<Fact> copies = {*change};
    if (change->text("change") == "suspended") {
      for (const Fact* other : changes) {
        if (other->text("change") != "reinstated" || other->text("part") != change->text("part") ||
            origin_of(other->text("subject")) != origin_of(change->text("subject")) ||
            other->index < change->index) {
          continue;
        }
        copies = cut(copies, {other->statement, other->index});
      }
    }
    for (const Fact& copy : copies) {
      interruptions_.push_back({.origin = origin_of(change->text("subject")),
                                .ended = change->text("change") == "ended",
                                .part = change->text("part"),
                                .cause = change->statement->cause,
                                .certain = copy.certain,
                                .possible = copy.possible});
    }
  }
}

std::vector<const Fact*> Facts::of(std::string_view type) const {
  std::vector<const Fact*> found;
  for (const Fact& fact : facts_) {
    if (fact.statement->type() == type) found.push_back(&fact);
  }
  return found;
}

std::vector<const Fact*> Facts::in_force_at(std::string_view type, Date date) const {
  std::vector<const Fact*> found;
  for (const Fact* fact : of(type)) {
    if (in_force(*fact, date)) found.push_back(fact);
  }
  return found;
}

bool Facts::suspended(const Fact& fact, Date date, std::string_view part) const {
  for (const Interruption& interruption : interruptions_) {
    if (!interruption.ended && interruption.origin == fact.origin &&
        (interruption.part.empty() || interruption.part == part) &&
        interruption.certain.contains(date)) {
      return true;
    }
  }
  return false;
}

Date Facts::end(const Fact& fact, std::string_view part) const {
  Date end = fact.possible.until;
  for (const Interruption& interruption : interruptions_) {
    if (interruption.ended && interruption.origin == fact.origin &&
        (interruption.part.empty() || interruption.part == part)) {
      end = std::min(end, interruption.certain.from);
    }
  }
  return end;
}

std::string_view Facts::cause_of_end(const Fact& fact) const {
  const Date last = end(fact);
  for (const Interruption& interruption : interruptions_) {
    if (interruption.ended && interruption.origin == fact.origin && interruption.part.empty() &&
        interruption.certain.from == last) {
      return interruption.cause;
    }
  }
  return fact.maker->cause;
}

bool fits(const json::Value& body, std::string_view member, std::string_view value) {
  return body.find(member) == nullptr || holds(body, member, value);
}

bool holds(const json::Value& body, std::string_view member, std::string_view value) {
  return std::ranges::any_of(body.array(member), [&](const json::Value& element) {
    return element.as_string() != nullptr && *element.as_string() == value;
  });
}

std::optional<Date> day(const json::Value& body, std::string_view member) {
  const Result<Date> parsed = parse_date(body.text(member));
  if (!parsed) return std::nullopt;
  return *parsed;
}

}  // namespace concordat::sim::oracle

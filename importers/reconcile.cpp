#include "importers/reconcile.hpp"

#include <string>

#include "core/time/date.hpp"

namespace concordat::importers {
namespace {

// More corrections of one row than any list has readings.
constexpr int kLongestChain = 1000;

std::string link(std::string_view id, int position) {
  std::string name(id);
  if (position > 1) name += "@" + std::to_string(position);
  return name;
}

// The newest statement of a chain and the position of the next one.
struct Chain {
  std::optional<json::Value> newest;
  std::string newest_id;
  int next = 1;
};

Chain chain_of(std::string_view id, const OnFile& on_file) {
  Chain chain;
  while (chain.next <= kLongestChain) {
    const std::string name = link(id, chain.next);
    auto found = on_file(name);
    if (!found) break;
    chain.newest = std::move(found);
    chain.newest_id = name;
    ++chain.next;
  }
  return chain;
}

struct Interval {
  DateSpan certain;
  DateSpan possible;
};

Interval interval_of(const json::Value& statement) {
  Interval interval;
  const json::Value* effective = statement.find("effective");
  if (effective == nullptr) return interval;
  const auto day = [&](std::string_view name, Date otherwise) {
    const auto parsed = parse_date(effective->text(name));
    return parsed ? *parsed : otherwise;
  };
  interval.certain = {day("from", kBeginning), day("until", kForever)};
  if (effective->boolean("untilInclusive")) {
    interval.certain.until = interval.certain.until.plus_days(1);
  }
  interval.possible = {day("possiblyFrom", interval.certain.from),
                       day("possiblyUntil", interval.certain.until)};
  return interval;
}

// Whether whoever knows `known` learns nothing from `read`.
bool implies(const Interval& known, const Interval& read) {
  const auto within = [](const DateSpan& inner, const DateSpan& outer) {
    return inner.empty() || (outer.from <= inner.from && inner.until <= outer.until);
  };
  return within(read.certain, known.certain) && within(known.possible, read.possible);
}

bool equal_member(const json::Value& left, const json::Value& right, std::string_view name) {
  const json::Value* of_left = left.find(name);
  const json::Value* of_right = right.find(name);
  if (of_left == nullptr || of_right == nullptr) return of_left == of_right;
  return *of_left == *of_right;
}

bool same_substance(const json::Value& known, const json::Value& read) {
  return equal_member(known, read, "body") && equal_member(known, read, "cause") &&
         implies(interval_of(known), interval_of(read));
}

}  // namespace

Reconciled reconcile(std::vector<json::Value> drafts, const OnFile& on_file) {
  Reconciled reconciled;
  for (json::Value& draft : drafts) {
    const std::string id(draft.text("id"));
    const Chain chain = chain_of(id, on_file);
    if (!chain.newest) {
      reconciled.drafts.push_back(std::move(draft));
      continue;
    }
    const json::Value& newest = *chain.newest;
    const bool ours = equal_member(newest, draft, "author") && equal_member(newest, draft, "type");
    const bool same = ours && same_substance(newest, draft);
    if (same && equal_member(newest, draft, "note")) {
      ++reconciled.known;
      continue;
    }
    json::Object& statement = *draft.as_object();
    statement.set("id", link(id, chain.next));
    if (ours) {
      statement.set("corrects", json::Object{{"statement", chain.newest_id},
                                             {"kind", same ? "clerical" : "substantive"}});
      // What is on file may be surer of its days than the list that was read.
      if (same) statement.set("effective", *newest.find("effective"));
      ++reconciled.corrections;
    }
    reconciled.drafts.push_back(std::move(draft));
  }
  return reconciled;
}

}  // namespace concordat::importers

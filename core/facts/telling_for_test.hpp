// For tests: statements told to a state, in JSON, from their bodies.
#pragma once

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "core/facts/probe.hpp"
#include "core/facts/relations.hpp"
#include "core/facts/state.hpp"

namespace concordat::facts::telling {

struct Words {
  std::string_view type;
  std::string_view body;
  std::string_view effective = R"({"from": "2020-01-01"})";
  std::string_view members = "";  // further members of the envelope: "\"cause\": \"fraud\""
  std::string_view id = "";       // s<ordinal> when not given
};

class Teller {
 public:
  State state;

  // The ordinal of the statement, which must be accepted.
  Ordinal tell(const Words& words) {
    const Ordinal ordinal = state.size_applied();
    const Status status = apply(words);
    if (!status) FAIL(std::string(words.type) << ": " << status.error().code);
    return ordinal;
  }
  // The code with which the statement is refused; empty when it is not. A refusal changes nothing.
  std::string refusal(const Words& words) {
    const Ordinal before = state.size_applied();
    const Status status = apply(words);
    if (status) return "";
    CHECK(state.size_applied() == before);
    return status.error().code;
  }

  [[nodiscard]] const Tables& tables() const { return state.tables(); }
  [[nodiscard]] Id id(std::string_view text) const { return tables().id(text); }
  [[nodiscard]] Ids ids(std::initializer_list<std::string_view> texts) const {
    Ids ids;
    for (const std::string_view text : texts) ids.push_back(id(text));
    return ids;
  }
  [[nodiscard]] Probe at(std::string_view date) const { return at(date, state.size_applied()); }
  [[nodiscard]] Probe at(std::string_view date, Ordinal size) const {
    return {.tables = tables(), .size = size, .date = parse_date(date).value()};
  }
  // The visible rows of a key, newest first.
  template <class T>
  [[nodiscard]] std::vector<const T*> rows(const Relation<T>& relation, Key key,
                                           Ordinal size = kNever) const {
    std::vector<const T*> rows;
    relation.visit(key, size, [&](const T& row) {
      rows.push_back(&row);
      return true;
    });
    return rows;
  }

 private:
  Status apply(const Words& words) {
    const std::string id =
        words.id.empty() ? "s" + std::to_string(state.size_applied()) : std::string(words.id);
    std::string text = R"({"id": ")" + id + R"(", "type": ")" + std::string(words.type) +
                       R"(", "author": "somebody", "basis": {"kind": "own"}, "effective": )" +
                       std::string(words.effective) + ", ";
    if (!words.members.empty()) text += std::string(words.members) + ", ";
    text += R"("body": )" + std::string(words.body) + "}";
    const auto statement = statement::decode(text);
    if (!statement) {
      FAIL(text << ": " << statement.error().code << " at " << statement.error().place);
    }
    return state.apply({.statement = &*statement, .digest = {}, .recorded = Instant{1}});
  }
};

// Rows of every kind, visible or not.
inline std::size_t rows_in(const Tables& tables) {
  std::size_t count = 0;
  std::apply([&](auto... member) { ((count += (tables.*member).size()), ...); }, kRelations);
  return count;
}

inline Date day(std::string_view text) { return parse_date(text).value(); }

// "[2020-01-01, infinity)"
inline std::string shown(const DateSpan& span) {
  return "[" + to_string(span.from) + ", " + to_string(span.until) + ")";
}
inline std::string shown(const Window& window) { return shown(DateSpan{window.low, window.high}); }

}  // namespace concordat::facts::telling

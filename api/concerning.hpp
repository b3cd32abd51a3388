// What else is on file about a record: statements of its trail, and records that name it.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "api/facts_view.hpp"

namespace concordat::api {

// One line of a record's history, as the registry tells it.
struct Event {
  std::uint64_t index = 0;
  const json::Value* line = nullptr;  // of the trail
  facts::FateOf fate;
  bool replaced = false;  // a description, and there is a newer one
};
[[nodiscard]] std::vector<Event> events_of(const Call& call, const Reader& reader,
                                           const registry::Resource& record);
// The history, newest first: what was stated, by whom, for when, and where it stands in the log.
void show_history(Html& page, const Reader& reader, References& references,
                  const std::vector<Event>& events);

// What became of the statement at that index, at the reader's size and day.
[[nodiscard]] facts::FateOf fate_at(const Call& call, const Reader& reader, std::uint64_t index);

// What a section is written with, and about what it asks.
struct Canvas {
  Html& page;
  const Call& call;
  const Reader& reader;
  FactsView& view;
};

// Everything of the trail that does not describe the record but concerns it, a section a type.
void show_concerning(const Canvas& canvas, const std::vector<Event>& events,
                     const registry::Resource& record);

// Statements that no trail leads to: the members of an area, whom an accreditation body accredits,
// and for a requirement what its market has cited, agreed or accepted for its act.
void show_related(const Canvas& canvas, const registry::Resource& record);

// The records of other kinds that name this one, the first few of each, with a link to all. As they
// are now: the search that finds them knows no earlier size.
void show_mentions(const Canvas& canvas, const registry::Resource& record);

// A record in a list: its name, its identifier, a link to its page.
void show_entry_of_list(Html& page, const Reader& reader, const registry::Resource& record);

}  // namespace concordat::api

// What a statement says, as the catalogue describes it: definition lists, tables and parts, with
// labels in the reader's language and every identifier leading on.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "api/references.hpp"
#include "core/facts/fate.hpp"

namespace concordat::api {

// A statement about something, on its way onto a page.
struct Stated {
  std::uint64_t index = 0;
  json::Value statement;  // the envelope with its body
  facts::FateOf fate;
};

class FactsView {
 public:
  FactsView(Html& page, const Reader& reader, References& references)
      : page_(page), reader_(reader), references_(references) {}

  using Fields = std::span<const statement::Field>;
  // Rows of an open <dl>: members that are there, but for lists of records where `with_parts` is
  // false. Leaves out the members named.
  struct Order {
    std::string_view within;  // the type, or the member that holds the record
    bool with_parts = true;
    std::vector<std::string_view> left_out = {};
  };
  void rows(Fields fields, const json::Value& record, const Order& order);
  // Each list of records in a section of its own.
  void parts(Fields fields, const json::Value& record, const Order& order);
  // Statements of one type, one a line, with their days, state and entry; one a block where a
  // statement holds lists of records.
  void statements(const statement::Descriptor& type, const std::vector<Stated>& all,
                  const Order& order);
  // The days of an envelope's `effective`.
  void effective(const json::Value& effective);
  // The word for a fate, with its mark, and the entry that brought it about.
  void fate(const facts::FateOf& fate);

 private:
  void value(const statement::Field& field, const json::Value& value);
  void one(const statement::Field& field, const json::Value& value);
  void text(const statement::Field& field, const std::string& text);
  void several(const statement::Field& field, const json::Array& values);
  void names(const json::Object& names);
  void predicate(const json::Value& predicate);
  void operands(std::string_view code, const json::Array& predicates);
  void inline_record(const statement::Field& field, const json::Value& record);
  void records(const statement::Field& field, const json::Array& records);
  void table(const statement::Field& field, const json::Array& records);
  void blocks(const statement::Field& field, const json::Array& records);
  void statement_row(const std::vector<const statement::Field*>& columns, const Stated& stated);
  void term(std::string_view within, const statement::Field& field);

  Html& page_;
  const Reader& reader_;
  References& references_;
};

// How a fate looks and reads: a style of the sheet, a mark, and the code of its word.
struct FateLook {
  std::string_view style;
  std::string_view mark;
  std::string_view code;
};
[[nodiscard]] FateLook look_of(facts::Fate fate);

}  // namespace concordat::api

// What a line of a scenario says, before anybody asks what it means: words, and members with
// values (spec/formats/scenario.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/json/value.hpp"

namespace concordat::scenarios {

struct Member;

// One value as written.
struct Written {
  enum class Form : std::uint8_t { kBare, kQuoted, kJson, kGroup };
  Form form = Form::kBare;
  std::string text = {};      // bare and quoted
  json::Value json = {};      // json
  std::vector<Member> group;  // a record in parentheses
};

// A bare value.
[[nodiscard]] Written bare(std::string_view text);

// name=value,value,...
struct Member {
  std::string name;
  std::vector<Written> values = {};
};

struct Line {
  std::size_t number = 0;            // in the file, from 1
  std::vector<Written> words = {};   // bare or quoted, in their order
  std::vector<Member> members = {};  // in their order

  [[nodiscard]] std::string_view word(std::size_t at) const {
    return at < words.size() ? std::string_view(words[at].text) : std::string_view{};
  }
  [[nodiscard]] const Member* member(std::string_view name) const;
};

// Codes: scenario.syntax with "line 12" as place, and those of json::read.
[[nodiscard]] Result<Line> read_line(std::string_view text, std::size_t number);

// A value as an attribute of a product: true, false and integers become such, a list a list.
[[nodiscard]] json::Value attribute_of(const std::vector<Written>& values);
[[nodiscard]] json::Object attributes_of(const std::vector<Member>& members);

}  // namespace concordat::scenarios

#include "core/json/value.hpp"

#include <algorithm>
#include <limits>

#include <doctest/doctest.h>

namespace concordat::json {
namespace {

TEST_CASE("set replaces or appends, erase removes") {
  Object object{{"a", 1}, {"b", 2}, {"a", 3}};
  REQUIRE(object.size() == 2);
  CHECK(*object.find("a") == Value(3));
  object.set("c", "new");
  object.set("b", true);
  CHECK(object.members()[1] == Member("b", true));
  CHECK(object.members()[2] == Member("c", "new"));
  object.erase("a");
  object.erase("absent");
  CHECK(object.size() == 2);
  CHECK(object.find("a") == nullptr);
  *object.find("c") = 7;
  CHECK(*object.find("c") == Value(7));
  object.set("sum", Array{}) = Array{1, 2};
  CHECK(object.find("sum")->as_array()->size() == 2);
}

TEST_CASE("objects are equal whatever their order") {
  CHECK(Value(Object{{"a", 1}, {"b", Array{1, 2}}}) == Value(Object{{"b", Array{1, 2}}, {"a", 1}}));
  CHECK_FALSE(Object{{"a", 1}} == Object{{"a", 2}});
  CHECK_FALSE(Object{{"a", 1}} == Object{{"b", 1}});
  CHECK_FALSE(Object{{"a", 1}} == Object{{"a", 1}, {"b", 1}});
  CHECK_FALSE(Value(Array{1, 2}) == Value(Array{2, 1}));
  CHECK_FALSE(Value(1) == Value(1.0));
}

TEST_CASE("large objects are equal whatever their order") {
  std::vector<Member> members;
  for (int count = 0; count < 1000; ++count) members.emplace_back(std::to_string(count), count);
  const Object forwards = Object::of_unique(members);
  std::ranges::reverse(members);
  CHECK(forwards == Object::of_unique(members));
  members.back().second = -1;
  CHECK_FALSE(forwards == Object::of_unique(members));
  members.back() = {"other", 0};
  CHECK_FALSE(forwards == Object::of_unique(members));
}

TEST_CASE("unsigned integers keep their value where they can") {
  const std::uint64_t largest = std::numeric_limits<std::int64_t>::max();
  CHECK(Value(largest) == Value(std::numeric_limits<std::int64_t>::max()));
  CHECK(Value(largest + 1) == Value(9223372036854775808.0));
  CHECK(Value(std::uint32_t{4294967295}) == Value(std::int64_t{4294967295}));
}

TEST_CASE("members of a kind, or the fallback") {
  const Value value = Object{{"text", "a"}, {"integer", 7}, {"yes", true}, {"list", Array{1}}};
  CHECK(value.text("text") == "a");
  CHECK(value.text("integer", "none") == "none");
  CHECK(value.text("absent", "none") == "none");
  CHECK(value.integer("integer") == 7);
  CHECK(value.integer("text", -1) == -1);
  CHECK(value.boolean("yes"));
  CHECK(value.boolean("integer", true));
  CHECK(value.array("list").size() == 1);
  CHECK(value.array("text").empty());
  CHECK(Value(1).array("list").empty());
  CHECK(Value(1).find("text") == nullptr);
}

}  // namespace
}  // namespace concordat::json

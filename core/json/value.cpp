#include "core/json/value.hpp"

#include <algorithm>
#include <limits>

namespace concordat::json {
namespace {

// Up to here comparing each with each costs less than sorting two lists of pointers.
constexpr std::size_t kFewMembers = 16;

std::vector<const Member*> by_name(const std::vector<Member>& members) {
  std::vector<const Member*> sorted;
  sorted.reserve(members.size());
  for (const Member& member : members) sorted.push_back(&member);
  std::ranges::sort(sorted, {},
                    [](const Member* member) { return std::string_view(member->first); });
  return sorted;
}

}  // namespace

Object::Object(std::initializer_list<Member> members) {
  members_.reserve(members.size());
  for (const Member& member : members) set(member.first, member.second);
}

Object Object::of_unique(std::vector<Member> members) {
  Object object;
  object.members_ = std::move(members);
  return object;
}

const Value* Object::find(std::string_view name) const {
  const auto found = std::ranges::find(members_, name, &Member::first);
  return found == members_.end() ? nullptr : &found->second;
}

Value* Object::find(std::string_view name) {
  const auto found = std::ranges::find(members_, name, &Member::first);
  return found == members_.end() ? nullptr : &found->second;
}

Value& Object::set(std::string_view name, Value value) {
  if (Value* present = find(name)) return *present = std::move(value);
  return members_.emplace_back(std::string(name), std::move(value)).second;
}

void Object::erase(std::string_view name) {
  const auto found = std::ranges::find(members_, name, &Member::first);
  if (found != members_.end()) members_.erase(found);
}

bool operator==(const Object& left, const Object& right) {
  if (left.size() != right.size()) return false;
  if (left.size() <= kFewMembers) {
    return std::ranges::all_of(left.members_, [&right](const Member& member) {
      const Value* other = right.find(member.first);
      return other && *other == member.second;
    });
  }
  return std::ranges::equal(by_name(left.members_), by_name(right.members_),
                            [](const Member* one, const Member* other) { return *one == *other; });
}

Value::Value(std::uint64_t value) {
  if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    data_ = static_cast<std::int64_t>(value);
  } else {
    data_ = static_cast<double>(value);
  }
}

std::string_view Value::text(std::string_view name, std::string_view fallback) const {
  const Value* member = find(name);
  const std::string* text = member ? member->as_string() : nullptr;
  return text ? std::string_view(*text) : fallback;
}

std::int64_t Value::integer(std::string_view name, std::int64_t fallback) const {
  const Value* member = find(name);
  const std::int64_t* integer = member ? member->as_integer() : nullptr;
  return integer ? *integer : fallback;
}

bool Value::boolean(std::string_view name, bool fallback) const {
  const Value* member = find(name);
  const bool* boolean = member ? member->as_bool() : nullptr;
  return boolean ? *boolean : fallback;
}

const Array& Value::array(std::string_view name) const {
  static const Array kEmpty;
  const Value* member = find(name);
  const Array* array = member ? member->as_array() : nullptr;
  return array ? *array : kEmpty;
}

}  // namespace concordat::json

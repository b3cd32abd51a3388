// A JSON document in memory: what the strict reader returns and the writers print.
//
// Objects keep their members in the order in which they were read or added; names are unique (the
// reader refuses duplicates, `set` replaces). Integers that fit 64 bits are kept exactly; any other
// number is a double. Signed data uses integers and decimal strings only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace concordat::json {

class Value;
using Member = std::pair<std::string, Value>;
using Array = std::vector<Value>;

class Object {
 public:
  Object() = default;
  // Of two members with one name the later replaces the earlier, as with `set`.
  Object(std::initializer_list<Member> members);
  // Takes members whose names the caller knows to be unique; `set` for each would be quadratic.
  [[nodiscard]] static Object of_unique(std::vector<Member> members);

  [[nodiscard]] const Value* find(std::string_view name) const;
  [[nodiscard]] Value* find(std::string_view name);
  // Replaces the member of that name, or appends it. The reference holds until the next change.
  Value& set(std::string_view name, Value value);
  void erase(std::string_view name);

  [[nodiscard]] const std::vector<Member>& members() const { return members_; }
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool empty() const;
  [[nodiscard]] const Member* begin() const;
  [[nodiscard]] const Member* end() const;

  // Equal when they have the same members, whatever their order.
  friend bool operator==(const Object&, const Object&);

 private:
  std::vector<Member> members_;
};

class Value {
 public:
  Value() : data_(nullptr) {}
  Value(std::nullptr_t) : data_(nullptr) {}
  Value(bool value) : data_(value) {}
  Value(int value) : data_(static_cast<std::int64_t>(value)) {}
  Value(std::int64_t value) : data_(value) {}
  Value(std::uint32_t value) : data_(static_cast<std::int64_t>(value)) {}
  // Above 2^63-1 the value becomes a double.
  Value(std::uint64_t value);
  Value(double value) : data_(value) {}
  Value(std::string value) : data_(std::move(value)) {}
  Value(std::string_view value) : data_(std::string(value)) {}
  Value(const char* value) : data_(std::string(value)) {}
  Value(Array value) : data_(std::move(value)) {}
  Value(Object value) : data_(std::move(value)) {}

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::nullptr_t>(data_); }
  // Null when the value is of another kind.
  [[nodiscard]] const bool* as_bool() const { return std::get_if<bool>(&data_); }
  [[nodiscard]] const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&data_); }
  [[nodiscard]] const double* as_double() const { return std::get_if<double>(&data_); }
  [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&data_); }
  [[nodiscard]] const Array* as_array() const { return std::get_if<Array>(&data_); }
  [[nodiscard]] Array* as_array() { return std::get_if<Array>(&data_); }
  [[nodiscard]] const Object* as_object() const { return std::get_if<Object>(&data_); }
  [[nodiscard]] Object* as_object() { return std::get_if<Object>(&data_); }

  // Convenience for validated documents: the member of an object, or null when absent (or when this
  // is no object). Never throws.
  [[nodiscard]] const Value* find(std::string_view name) const {
    const Object* object = as_object();
    return object ? object->find(name) : nullptr;
  }
  // The text of a member, or the fallback when it is absent or not a string.
  [[nodiscard]] std::string_view text(std::string_view name, std::string_view fallback = {}) const;
  // The integer of a member, or the fallback.
  [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t fallback = 0) const;
  // The truth value of a member, or the fallback.
  [[nodiscard]] bool boolean(std::string_view name, bool fallback = false) const;
  // The elements of a member that is an array; an empty array when absent.
  [[nodiscard]] const Array& array(std::string_view name) const;

  friend bool operator==(const Value&, const Value&) = default;

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> data_;
};

// Here, because a vector of members can be asked for its size only when Value is complete.
inline std::size_t Object::size() const { return members_.size(); }
inline bool Object::empty() const { return members_.empty(); }
inline const Member* Object::begin() const { return members_.data(); }
inline const Member* Object::end() const { return members_.data() + members_.size(); }

}  // namespace concordat::json

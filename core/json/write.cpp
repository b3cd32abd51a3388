#include "core/json/write.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "core/base/utf8.hpp"
#include "core/json/number.hpp"
#include "core/json/printer.hpp"

namespace concordat::json {
namespace {

struct Style {
  bool canonical = false;
  // Spaces a level; 0 prints no white space at all.
  std::size_t indent = 0;
};

class Writer {
 public:
  explicit Writer(const Style& style) : style_(style) {}

  void value(const Value& value) {
    if (const auto* text = value.as_string()) {
      append_string(out_, *text);
    } else if (const auto* object = value.as_object()) {
      this->object(*object);
    } else if (const auto* array = value.as_array()) {
      this->array(*array);
    } else if (const auto* integer = value.as_integer()) {
      this->integer(*integer);
    } else if (const auto* number = value.as_double()) {
      append_ecmascript(out_, *number);
    } else if (const auto* boolean = value.as_bool()) {
      out_ += *boolean ? "true" : "false";
    } else {
      out_ += "null";
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void integer(std::int64_t integer) {
    if (style_.canonical && (integer > kLargestExactInteger || integer < -kLargestExactInteger)) {
      append_ecmascript(out_, static_cast<double>(integer));
      return;
    }
    std::array<char, 20> digits;  // "-9223372036854775808"
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), integer).ptr;
    out_.append(digits.data(), end);
  }

  void array(const Array& array) {
    out_.push_back('[');
    ++level_;
    bool first = true;
    for (const Value& element : array) {
      separate(first);
      value(element);
    }
    close(first, ']');
  }

  void object(const Object& object) {
    out_.push_back('{');
    ++level_;
    bool first = true;
    if (style_.canonical) {
      for (const Member* next : in_canonical_order(object)) member(*next, first);
    } else {
      for (const Member& next : object) member(next, first);
    }
    close(first, '}');
  }

  static std::vector<const Member*> in_canonical_order(const Object& object) {
    std::vector<const Member*> members;
    members.reserve(object.size());
    for (const Member& member : object) members.push_back(&member);
    std::ranges::sort(members, [](const Member* left, const Member* right) {
      return compare_utf16(left->first, right->first) < 0;
    });
    return members;
  }

  void member(const Member& member, bool& first) {
    separate(first);
    append_string(out_, member.first);
    out_ += style_.indent == 0 ? ":" : ": ";
    value(member.second);
  }

  void separate(bool& first) {
    if (!first) out_.push_back(',');
    first = false;
    new_line();
  }

  void close(bool empty, char bracket) {
    --level_;
    if (!empty) new_line();
    out_.push_back(bracket);
  }

  void new_line() {
    if (style_.indent == 0) return;
    out_.push_back('\n');
    out_.append(level_ * style_.indent, ' ');
  }

  Style style_;
  std::size_t level_ = 0;
  std::string out_;
};

std::string print(const Value& value, const Style& style) {
  Writer writer(style);
  writer.value(value);
  return writer.take();
}

}  // namespace

std::string canonical(const Value& value) { return print(value, {.canonical = true}); }

std::string compact(const Value& value) { return print(value, {}); }

std::string pretty(const Value& value) { return print(value, {.indent = 2}); }

}  // namespace concordat::json

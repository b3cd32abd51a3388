#include "core/json/read.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "core/base/plain.hpp"
#include "core/base/utf8.hpp"
#include "core/json/number.hpp"

namespace concordat::json {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Up to here comparing each name with each costs less than sorting them. Sorting rather than
// hashing beyond: nobody can choose names that make it quadratic.
constexpr std::size_t kFewNames = 16;

// Room for the open members of a usual statement, so that the stacks do not grow step by step, and
// no more than allocators hand out without thinking (a kilobyte for the library's own).
constexpr std::size_t kUsuallyPending = 24;

struct Name {
  std::string text;
  std::size_t offset;
};

bool is_digit(char octet) { return octet >= '0' && octet <= '9'; }

int hex_value(char digit) {
  if (is_digit(digit)) return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

// The place of the second of two equal names that comes first in the text, if any.
std::optional<std::size_t> find_repeated(std::span<const Name> names) {
  if (names.size() <= kFewNames) {
    for (std::size_t later = 1; later < names.size(); ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        if (names[earlier].text == names[later].text) return names[later].offset;
      }
    }
    return std::nullopt;
  }
  std::vector<const Name*> sorted;
  sorted.reserve(names.size());
  for (const Name& name : names) sorted.push_back(&name);
  std::ranges::sort(sorted, [](const Name* left, const Name* right) {
    const int order = left->text.compare(right->text);
    return order != 0 ? order < 0 : left->offset < right->offset;
  });
  std::optional<std::size_t> first;
  for (std::size_t at = 1; at < sorted.size(); ++at) {
    if (sorted[at - 1]->text != sorted[at]->text) continue;
    first = first ? std::min(*first, sorted[at]->offset) : sorted[at]->offset;
  }
  return first;
}

// Recursive descent, at most Limits::depth deep. Finished values and names wait on two stacks until
// their array or object closes, so that each container is allocated once, in its final size.
// Every function returns false after it has recorded the error.
class Reader {
 public:
  Reader(std::string_view text, std::size_t depth) : text_(text), depth_left_(depth) {
    values_.reserve(kUsuallyPending);
    names_.reserve(kUsuallyPending);
  }

  Result<Value> document() {
    if (text_.starts_with(kByteOrderMark)) {
      refuse("json.byte-order-mark", 0, "JSON without a byte order mark");
      return fail(std::move(error_));
    }
    if (!value()) return fail(std::move(error_));
    skip_white_space();
    if (at_ != text_.size()) {
      refuse("json.trailing-bytes", at_, "the end of the document");
      return fail(std::move(error_));
    }
    return std::move(values_.back());
  }

 private:
  bool refuse(std::string_view code, std::size_t offset, std::string_view expected) {
    error_.code = code;
    error_.place = "byte " + std::to_string(offset);
    error_.expected = expected;
    return false;
  }

  // The octet at hand is not what the grammar allows here.
  bool unexpected(std::string_view expected) {
    if (at_ < text_.size() && utf8_sequence_size(text_.substr(at_)) == 0) return invalid_utf8();
    return refuse("json.syntax", at_, expected);
  }

  bool invalid_utf8() { return refuse("json.invalid-utf8", at_, "UTF-8 as in RFC 3629"); }

  [[nodiscard]] bool next_is(char octet) const { return at_ < text_.size() && text_[at_] == octet; }

  bool skip(char octet) {
    if (!next_is(octet)) return false;
    ++at_;
    return true;
  }

  void skip_white_space() {
    while (at_ < text_.size()) {
      const char octet = text_[at_];
      if (octet != ' ' && octet != '\n' && octet != '\r' && octet != '\t') return;
      ++at_;
    }
  }

  bool value() {
    skip_white_space();
    if (at_ == text_.size()) return unexpected("a value");
    switch (text_[at_]) {
      case '{':
        return nested(&Reader::object);
      case '[':
        return nested(&Reader::array);
      case '"': {
        std::string text;
        if (!string(text)) return false;
        values_.emplace_back(std::move(text));
        return true;
      }
      case 't':
        return literal("true", Value(true));
      case 'f':
        return literal("false", Value(false));
      case 'n':
        return literal("null", Value(nullptr));
      default:
        return number();
    }
  }

  bool nested(bool (Reader::*container)()) {
    if (depth_left_ == 0) return refuse("json.too-deep", at_, "less nesting");
    --depth_left_;
    ++at_;  // the bracket
    const bool read = (this->*container)();
    ++depth_left_;
    return read;
  }

  bool array() {
    const std::size_t bottom = values_.size();
    skip_white_space();
    if (!skip(']')) {
      do {
        if (!value()) return false;
        skip_white_space();
      } while (skip(','));
      if (!skip(']')) return unexpected("\",\" or \"]\"");
    }
    const auto first = values_.begin() + static_cast<std::ptrdiff_t>(bottom);
    Array elements(std::make_move_iterator(first), std::make_move_iterator(values_.end()));
    values_.resize(bottom);
    values_.emplace_back(std::move(elements));
    return true;
  }

  bool object() {
    const std::size_t first_name = names_.size();
    const std::size_t first_value = values_.size();
    skip_white_space();
    if (!skip('}')) {
      do {
        if (!member()) return false;
        skip_white_space();
      } while (skip(','));
      if (!skip('}')) return unexpected("\",\" or \"}\"");
    }
    const auto names = std::span(names_).subspan(first_name);
    if (const auto repeated = find_repeated(names)) {
      return refuse("json.duplicate-name", *repeated, "each name once in an object");
    }
    std::vector<Member> members;
    members.reserve(names.size());
    for (std::size_t index = 0; index < names.size(); ++index) {
      members.emplace_back(std::move(names[index].text), std::move(values_[first_value + index]));
    }
    names_.resize(first_name);
    values_.resize(first_value);
    values_.emplace_back(Object::of_unique(std::move(members)));
    return true;
  }

  bool member() {
    skip_white_space();
    if (!next_is('"')) return unexpected("a name in quotation marks");
    Name name{.text = {}, .offset = at_};
    if (!string(name.text)) return false;
    names_.push_back(std::move(name));
    skip_white_space();
    if (!skip(':')) return unexpected("\":\"");
    return value();
  }

  bool literal(std::string_view word, Value meaning) {
    for (const char letter : word) {
      if (!skip(letter)) return unexpected(word);
    }
    values_.push_back(std::move(meaning));
    return true;
  }

  bool string(std::string& out) {
    ++at_;  // the opening quote
    std::size_t from = at_;
    while (true) {
      at_ += plain_prefix(text_.substr(at_));
      if (at_ == text_.size()) return unexpected("a closing quotation mark");
      const char octet = text_[at_];
      if (octet == '"' || octet == '\\') {
        // What needs no escape is taken over in one piece.
        out.append(text_, from, at_ - from);
        if (skip('"')) return true;
        if (!escape(out)) return false;
        from = at_;
        continue;
      }
      const std::size_t size = utf8_sequence_size(text_.substr(at_));
      if (size == 0) return invalid_utf8();
      // RFC 8259, 7: U+007F needs no escape.
      if (size == 1 && octet != '\x7F') {
        return unexpected("an escape for a control character");
      }
      at_ += size;
    }
  }

  bool escape(std::string& out) {
    const std::size_t start = at_++;
    const char letter = at_ < text_.size() ? text_[at_] : '\0';
    switch (letter) {
      case '"':
      case '\\':
      case '/':
        out.push_back(letter);
        break;
      case 'b':
        out.push_back('\b');
        break;
      case 'f':
        out.push_back('\f');
        break;
      case 'n':
        out.push_back('\n');
        break;
      case 'r':
        out.push_back('\r');
        break;
      case 't':
        out.push_back('\t');
        break;
      case 'u':
        ++at_;
        return unicode_escape(out, start);
      default:
        return unexpected("one of \" \\ / b f n r t u after the backslash");
    }
    ++at_;
    return true;
  }

  // The four digits at hand stand behind "\u", whose backslash is at `start`.
  bool unicode_escape(std::string& out, std::size_t start) {
    char32_t unit = 0;
    if (!four_hex_digits(unit)) return false;
    if (unit < 0xD800 || unit > 0xDFFF) {
      append_utf8(out, unit);
      return true;
    }
    constexpr std::string_view kExpected = "a high and a low surrogate together";
    if (unit > 0xDBFF || !text_.substr(at_).starts_with("\\u")) {
      return refuse("json.lone-surrogate", start, kExpected);
    }
    at_ += 2;
    char32_t low = 0;
    if (!four_hex_digits(low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return refuse("json.lone-surrogate", start, kExpected);
    append_utf8(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    return true;
  }

  bool four_hex_digits(char32_t& unit) {
    unit = 0;
    for (int count = 0; count < 4; ++count) {
      const int digit = at_ < text_.size() ? hex_value(text_[at_]) : -1;
      if (digit < 0) return unexpected("four hexadecimal digits");
      unit = unit * 16 + static_cast<char32_t>(digit);
      ++at_;
    }
    return true;
  }

  bool number() {
    const std::size_t start = at_;
    bool is_integer = true;
    const bool negative = skip('-');
    if (!skip('0') && !digits(negative ? "a digit" : "a value")) return false;
    if (skip('.')) {
      is_integer = false;
      if (!digits("a digit")) return false;
    }
    if (next_is('e') || next_is('E')) {
      is_integer = false;
      ++at_;
      if (!skip('+')) skip('-');
      if (!digits("a digit")) return false;
    }
    const std::string_view literal = text_.substr(start, at_ - start);
    if (is_integer) {
      std::int64_t integer = 0;
      const auto [_, error] =
          std::from_chars(literal.data(), literal.data() + literal.size(), integer);
      if (error == std::errc{}) {
        values_.emplace_back(integer);
        return true;
      }
    }
    const auto nearest = nearest_double(literal);
    if (!nearest) return refuse("json.number-range", start, "a number within 1.8e308 of zero");
    values_.emplace_back(*nearest);
    return true;
  }

  bool digits(std::string_view expected) {
    if (at_ == text_.size() || !is_digit(text_[at_])) return unexpected(expected);
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return true;
  }

  std::string_view text_;
  std::size_t depth_left_;
  std::size_t at_ = 0;
  std::vector<Value> values_;
  std::vector<Name> names_;
  Error error_;
};

}  // namespace

Result<Value> read(std::string_view text, const Limits& limits) {
  if (text.size() > limits.size_bytes) {
    return fail({.code = "json.too-large",
                 .place = "byte " + std::to_string(limits.size_bytes),
                 .expected = "at most " + std::to_string(limits.size_bytes) + " bytes"});
  }
  return Reader(text, limits.depth).document();
}

}  // namespace concordat::json

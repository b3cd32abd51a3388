#include "scenarios/written.hpp"

#include <algorithm>
#include <charconv>

#include "core/json/read.hpp"

namespace concordat::scenarios {
namespace {

// Records within records: an agreement has annexes with directions and caps.
constexpr std::size_t kGroupDepthLimit = 8;

class Reader {
 public:
  Reader(std::string_view text, std::size_t number) : text_(text), number_(number) {}

  Result<Line> line() {
    Line line{.number = number_, .words = {}, .members = {}};
    while (skip_space()) {
      if (text_[at_] == '"') {
        CONCORDAT_TRY(word, quoted());
        line.words.push_back(std::move(word));
        continue;
      }
      const std::string_view name = take_name();
      if (!name.empty() && at_ < text_.size() && text_[at_] == '=') {
        ++at_;
        CONCORDAT_TRY(values, value_list(0));
        line.members.push_back({.name = std::string(name), .values = std::move(values)});
        continue;
      }
      const std::size_t begin = at_ - name.size();
      while (at_ < text_.size() && !is_space(text_[at_])) ++at_;
      line.words.push_back(bare(text_.substr(begin, at_ - begin)));
    }
    return line;
  }

 private:
  static bool is_space(char c) { return c == ' ' || c == '\t'; }
  static bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  }
  bool skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    return at_ < text_.size();
  }
  std::string_view take_name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  std::unexpected<Error> refuse(std::string_view expected) const {
    return fail({.code = "scenario.syntax",
                 .place = "line " + std::to_string(number_) + ", column " + std::to_string(at_ + 1),
                 .expected = std::string(expected)});
  }

  Result<Written> quoted() {
    Written written;
    written.form = Written::Form::kQuoted;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      written.text += text_[at_];
    }
    if (at_ == text_.size()) return refuse("a closing quotation mark");
    ++at_;
    return written;
  }

  // From the bracket to the one that closes it, strings skipped.
  Result<Written> json_value() {
    const std::size_t begin = at_;
    std::size_t depth = 0;
    for (bool in_string = false; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (in_string) {
        if (c == '\\') ++at_;
        if (c == '"') in_string = false;
      } else if (c == '"') {
        in_string = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        break;
      }
    }
    if (at_ >= text_.size()) return refuse("a closing bracket");
    ++at_;
    CONCORDAT_TRY(value, json::read(text_.substr(begin, at_ - begin)));
    Written written;
    written.form = Written::Form::kJson;
    written.json = std::move(value);
    return written;
  }

  Result<Written> group(std::size_t depth) {
    if (depth == kGroupDepthLimit) return refuse("fewer parentheses");
    Written written;
    written.form = Written::Form::kGroup;
    ++at_;
    while (skip_space() && text_[at_] != ')') {
      const std::string_view name = take_name();
      if (name.empty() || at_ == text_.size() || text_[at_] != '=') return refuse("name=value");
      ++at_;
      CONCORDAT_TRY(values, value_list(depth + 1));
      written.group.push_back({.name = std::string(name), .values = std::move(values)});
    }
    if (at_ == text_.size()) return refuse("a closing parenthesis");
    ++at_;
    return written;
  }

  Result<Written> value(std::size_t depth) {
    if (at_ == text_.size()) return refuse("a value");
    if (text_[at_] == '"') return quoted();
    if (text_[at_] == '{' || text_[at_] == '[') return json_value();
    if (text_[at_] == '(') return group(depth);
    const std::size_t begin = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && text_[at_] != ',' && text_[at_] != ')') {
      ++at_;
    }
    if (at_ == begin) return refuse("a value");
    return bare(text_.substr(begin, at_ - begin));
  }

  Result<std::vector<Written>> value_list(std::size_t depth) {
    std::vector<Written> values;
    for (;;) {
      CONCORDAT_TRY(one, value(depth));
      values.push_back(std::move(one));
      if (at_ == text_.size() || text_[at_] != ',') return values;
      ++at_;
      skip_space();
    }
  }

  std::string_view text_;
  std::size_t number_;
  std::size_t at_ = 0;
};

json::Value scalar(const Written& written) {
  if (written.form == Written::Form::kJson) return written.json;
  if (written.form == Written::Form::kQuoted) return written.text;
  if (written.text == "true") return true;
  if (written.text == "false") return false;
  std::int64_t number = 0;
  const char* end = written.text.data() + written.text.size();
  const auto [stop, error] = std::from_chars(written.text.data(), end, number);
  if (error == std::errc{} && stop == end) return number;
  return written.text;
}

}  // namespace

Written bare(std::string_view text) {
  Written written;
  written.text = text;
  return written;
}

const Member* Line::member(std::string_view name) const {
  const auto found = std::ranges::find(members, name, &Member::name);
  return found == members.end() ? nullptr : &*found;
}

Result<Line> read_line(std::string_view text, std::size_t number) {
  return Reader(text, number).line();
}

json::Value attribute_of(const std::vector<Written>& values) {
  if (values.size() == 1) return scalar(values.front());
  json::Array list;
  for (const Written& value : values) list.push_back(value.text);
  return list;
}

json::Object attributes_of(const std::vector<Member>& members) {
  json::Object attributes;
  for (const Member& member : members) attributes.set(member.name, attribute_of(member.values));
  return attributes;
}

}  // namespace concordat::scenarios

#include "core/json/printer.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include "core/json/write.hpp"

namespace concordat::json {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

// RFC 8785, 3.2.2.2: the two-letter escapes where they exist, \u00xx in lower case for the other
// controls, and nothing else escaped.
void append_escape(std::string& out, char octet) {
  switch (octet) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      break;
  }
  const auto code = static_cast<unsigned char>(octet);
  out += "\\u00";
  out.push_back(kHexDigits[code >> 4]);
  out.push_back(kHexDigits[code & 0xF]);
}

bool needs_escape(char octet) {
  return static_cast<unsigned char>(octet) < 0x20 || octet == '"' || octet == '\\';
}

// Whether any of eight octets needs an escape, told without looking at each: the high bit of an
// octet is set where subtracting borrows, that is where it was below 0x20, or zero after the
// exclusive or with the octet looked for. Octets above 0x7F never count.
bool any_needs_escape(std::uint64_t octets) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  const std::uint64_t quote = octets ^ (kOnes * '"');
  const std::uint64_t backslash = octets ^ (kOnes * '\\');
  const std::uint64_t control = octets - kOnes * 0x20;
  return ((control | (quote - kOnes) | (backslash - kOnes)) & ~octets & kHighBits) != 0;
}

std::size_t find_escape(std::string_view text, std::size_t from) {
  constexpr std::size_t kStride = sizeof(std::uint64_t);
  while (from + kStride <= text.size()) {
    std::uint64_t octets = 0;
    std::memcpy(&octets, text.data() + from, kStride);
    if (any_needs_escape(octets)) break;
    from += kStride;
  }
  while (from < text.size() && !needs_escape(text[from])) ++from;
  return from;
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
  out.push_back('"');
  std::size_t from = 0;
  while (true) {
    const std::size_t until = find_escape(text, from);
    out.append(text, from, until - from);
    if (until == text.size()) break;
    append_escape(out, text[until]);
    from = until + 1;
  }
  out.push_back('"');
}

Printer::Printer(std::string text) : text_(std::move(text)) {
  const std::size_t printed = text_.size();
  settle(text_.capacity(), printed);
}

std::string Printer::take() && {
  text_.resize(static_cast<std::size_t>(at_ - text_.data()));
  return std::move(text_);
}

void Printer::value(std::string_view text) {
  if (find_escape(text, 0) == text.size()) {
    word(text);
  } else {
    std::string escaped;
    append_string(escaped, text);
    raw(escaped);
  }
}

void Printer::any(const Value& document) { raw(compact(document)); }

void Printer::value(const Object& document) {
  begin_object();
  for (const auto& [name, content] : document) {
    value(name);
    *room(1) = ':';
    ++at_;
    first_ = true;
    value(content);
  }
  end_object();
}

void Printer::raw(std::string_view text) {
  char* const to = separated(text.size() + 1);
  std::memcpy(to, text.data(), text.size());
  at_ = to + text.size();
}

void Printer::integer(std::int64_t number) {
  constexpr std::size_t kMost = 20;  // "-9223372036854775808"
  char* const to = separated(kMost + 1);
  at_ = std::to_chars(to, to + kMost, number).ptr;
}

void Printer::grow(std::size_t octets) {
  const auto printed = static_cast<std::size_t>(at_ - text_.data());
  settle(std::max(2 * text_.size(), printed + octets), printed);
}

// Makes the text as long as it may get, without writing what will be overwritten.
void Printer::settle(std::size_t size, std::size_t printed) {
  text_.resize_and_overwrite(size, [](char*, std::size_t all) { return all; });
  at_ = text_.data() + printed;
  end_ = text_.data() + text_.size();
}

}  // namespace concordat::json

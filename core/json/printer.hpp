// Prints a document as it is told, without building it first: for answers made by the million.
// Byte for byte what `compact` prints of the same document.
//
//   Printer print;
//   print.begin_object();
//   print.member("verdict", "recognised");
//   print.name("evidence");
//   print.begin_array(); print.value(352); print.end_array();
//   print.end_object();
//   std::string text = std::move(print).take();
//
// The caller keeps brackets paired and names unique; nothing is checked.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/json/value.hpp"

namespace concordat::json {

// A string in quotation marks, escaped as RFC 8785, 3.2.2.2, says.
void append_string(std::string& out, std::string_view text);

class Printer {
 public:
  // Goes on behind what `text` holds, in its memory as long as there is room. The printer owns the
  // text until it is taken: it is written through a pointer, ahead of the length that it will have.
  explicit Printer(std::string text = {});
  Printer(const Printer&) = delete;
  Printer& operator=(const Printer&) = delete;

  // What was printed. The printer is not used again.
  [[nodiscard]] std::string take() &&;

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  // A literal of ours: ASCII, nothing in it to escape.
  void name(std::string_view literal) {
    char* to = separated(literal.size() + 4);
    *to++ = '"';
    to = std::copy(literal.begin(), literal.end(), to);
    *to++ = '"';
    *to++ = ':';
    at_ = to;
    first_ = true;
  }
  // The same as a value; it may be empty.
  void word(std::string_view literal) {
    char* to = separated(literal.size() + 3);
    *to++ = '"';
    to = std::copy(literal.begin(), literal.end(), to);
    *to++ = '"';
    at_ = to;
  }

  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(std::same_as<bool> auto truth) { raw(truth ? "true" : "false"); }
  void value(std::integral auto number)
    requires(!std::same_as<decltype(number), bool>)
  {
    integer(static_cast<std::int64_t>(number));
  }
  // A document printed already, by `compact` or another printer.
  void document(std::string_view compact) { raw(compact); }
  void value(const Object& document);
  // A template, because text turns into a Value by itself.
  template <std::same_as<Value> Document>
  void value(const Document& document) {
    any(document);
  }

  template <class T>
  void member(std::string_view literal, const T& content) {
    name(literal);
    value(content);
  }

 private:
  void open(char bracket) {
    char* to = separated(2);
    *to++ = bracket;
    at_ = to;
    first_ = true;
  }
  void close(char bracket) {
    *room(1) = bracket;
    ++at_;
    first_ = false;
  }
  void raw(std::string_view text);
  void integer(std::int64_t number);
  void any(const Value& document);

  // Where the next octets go, of which there may be as many as asked for.
  char* room(std::size_t octets) {
    if (static_cast<std::size_t>(end_ - at_) < octets) grow(octets);
    return at_;
  }
  // The same behind a comma, where one is due; it counts among them.
  char* separated(std::size_t octets) {
    char* to = room(octets);
    if (!first_) *to++ = ',';
    first_ = false;
    return to;
  }
  void grow(std::size_t octets);
  void settle(std::size_t size, std::size_t printed);

  std::string text_;  // as long as it has room; printed is what stands before `at_`
  char* at_ = nullptr;
  char* end_ = nullptr;
  bool first_ = true;  // in its container, or after its name
};

}  // namespace concordat::json

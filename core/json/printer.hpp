// Prints a document as it is told, without building it first: for answers made by the million.
// Byte for byte what `compact` prints of the same document.
//
//   Printer print(out);
//   print.begin_object();
//   print.member("verdict", "recognised");
//   print.name("evidence");
//   print.begin_array(); print.value(352); print.end_array();
//   print.end_object();
//
// The caller keeps brackets paired and names unique; nothing is checked.
#pragma once

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
  // Appends to `out`, which outlives the printer.
  explicit Printer(std::string& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  // A literal of ours: ASCII, nothing in it to escape.
  void name(std::string_view literal);

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
  void open(char bracket);
  void close(char bracket);
  void raw(std::string_view text);
  void integer(std::int64_t number);
  void any(const Value& document);
  void separate();

  std::string& out_;
  bool first_ = true;  // in its container, or after its name
};

}  // namespace concordat::json

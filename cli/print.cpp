#include "cli/print.hpp"

#include <cstdio>

#include <unistd.h>

#include "core/json/write.hpp"

namespace concordat::cli {
namespace {

MessageArguments arguments_of(const Error& error) {
  MessageArguments arguments = error.arguments;
  arguments.emplace_back("place", error.place);
  arguments.emplace_back("expected", error.expected);
  return arguments;
}

void put(std::FILE* stream, const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stream);
  std::fputc('\n', stream);
}

json::Value json_of(const Error& error) {
  json::Object object{{"code", error.code}};
  if (!error.place.empty()) object.set("place", error.place);
  if (!error.expected.empty()) object.set("expected", error.expected);
  if (!error.arguments.empty()) {
    json::Object arguments;
    for (const auto& [name, value] : error.arguments) arguments.set(name, value);
    object.set("arguments", std::move(arguments));
  }
  if (!error.against.empty()) {
    json::Array against;
    for (const std::uint64_t index : error.against) against.emplace_back(index);
    object.set("against", std::move(against));
  }
  return object;
}

void append_value(std::string& text, const json::Value& value, const std::string& indent);

void append_members(std::string& text, const json::Object& object, const std::string& indent) {
  for (const auto& [name, value] : object) {
    text += indent + name + ":";
    append_value(text, value, indent + "  ");
  }
}

void append_value(std::string& text, const json::Value& value, const std::string& indent) {
  if (const json::Object* object = value.as_object()) {
    text += "\n";
    append_members(text, *object, indent);
  } else if (const json::Array* array = value.as_array()) {
    text += "\n";
    for (const json::Value& element : *array) {
      if (element.as_object() != nullptr) {
        text += indent + "-";
        append_value(text, element, indent + "  ");
      } else {
        text += indent + "-";
        append_value(text, element, indent);
      }
    }
  } else if (const std::string* string = value.as_string()) {
    text += " " + *string + "\n";
  } else {
    text += " " + json::compact(value) + "\n";
  }
}

}  // namespace

void print_line(const std::string& text) { put(stdout, text); }
void print_json(const json::Value& value) { put(stdout, json::compact(value)); }

int print_error(const Error& error, const Output& output, int status) {
  if (output.json) {
    put(stderr, json::compact(json_of(error)));
    return status;
  }
  std::string text = "concordat: ";
  if (const auto messages = open_messages()) {
    const std::string sentence =
        (*messages)->sentence(output.language, error.code, arguments_of(error));
    if (sentence != error.code) text += sentence + " ";
  }
  text += "[" + error.code + "]";
  if (!error.place.empty()) text += " at " + error.place;
  if (!error.expected.empty()) text += "; expected " + error.expected;
  for (const auto& [name, value] : error.arguments) text += "\n  " + name + ": " + value;
  for (const std::uint64_t index : error.against) {
    text += "\n  against: statement " + std::to_string(index);
  }
  put(stderr, text);
  return status;
}

// What the machine or the installation cannot do now is no fault of the input.
int status_of(const Error& error) {
  for (const std::string_view family : {"store.", "registry.", "signing-record.", "keys.file-",
                                        "keys.passphrase-", "cli.share-missing", "messages."}) {
    if (error.code.starts_with(family)) return kUnanswered;
  }
  return kRefused;
}

std::string resource_text(const json::Value& resource) {
  std::string text;
  if (const json::Object* object = resource.as_object()) append_members(text, *object, "");
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace concordat::cli

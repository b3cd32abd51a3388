#include "core/credential/model/terms.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/credential/model/contexts.hpp"

namespace concordat::credential {
namespace {

// Documents are rarely nested deeper.
constexpr std::size_t kUsualDepth = 16;

// A member's name, or a position in an array where the name is null.
struct Token {
  const std::string* name = nullptr;
  std::size_t at = 0;
};

class Terms {
 public:
  explicit Terms(const json::Value& document) {
    place_.reserve(kUsualDepth);
    if (const json::Value* context = document.find("@context")) {
      if (context->as_array()) {
        for (const json::Value& item : *context->as_array()) add(item);
      } else {
        add(*context);
      }
    }
    if (everything_ || !found_.contexts.empty()) return;
    walk(document, true);
  }

  Undefined take() { return std::move(found_); }

 private:
  void add(const json::Value& context) {
    if (const json::Object* written = context.as_object()) {
      // Null takes away the vocabulary of the contexts before.
      if (const json::Value* vocabulary = written->find("@vocab")) {
        everything_ = !vocabulary->is_null();
      }
      written_.push_back(written);
      return;
    }
    const std::string* url = context.as_string();
    if (!url) return;
    for (const KnownContext& known : known_contexts()) {
      if (!is_context(known, *url)) continue;
      everything_ = everything_ || known.everything;
      known_.push_back(&known);
      return;
    }
    found_.contexts.push_back(*url);
  }

  // Keywords of JSON-LD, and whatever has a colon in it, need no context to mean something.
  [[nodiscard]] bool is_defined(std::string_view term) const {
    for (const KnownContext* context : known_) {
      if (context->terms->contains(term)) return true;
    }
    if (term.starts_with('@') || term.find(':') != std::string_view::npos) return true;
    return std::ranges::any_of(
        written_, [&](const json::Object* context) { return context->find(term) != nullptr; });
  }

  // RFC 6901.
  [[nodiscard]] std::string place() const {
    std::string pointer;
    for (const Token& token : place_) {
      pointer += '/';
      const std::string text = token.name ? *token.name : std::to_string(token.at);
      for (const char c : text) pointer += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return pointer;
  }

  void note() {
    if (found_.terms.size() < kMostUndefined) found_.terms.push_back(place());
  }

  void walk(const json::Value& value, bool top) {
    if (const json::Array* array = value.as_array()) {
      for (std::size_t at = 0; at < array->size(); ++at) {
        place_.push_back({.at = at});
        walk((*array)[at], false);
        place_.pop_back();
      }
      return;
    }
    const json::Object* object = value.as_object();
    if (!object) return;
    if (!top && object->find("@context")) {
      // A context further down gives its surroundings meanings of their own.
      found_.contexts.push_back(place());
      return;
    }
    for (const auto& [name, member] : *object) {
      if (name == "@context") continue;
      place_.push_back({.name = &name});
      if (!is_defined(name) && !(top && claims_of_tokens().contains(name))) {
        note();
      } else if (name == "type") {
        check_types(member);
      } else if (!is_json(name)) {
        walk(member, false);
      }
      place_.pop_back();
    }
  }

  // JSON as it is, by the contexts that define it: nothing within it is a term.
  static bool is_json(std::string_view name) {
    return name == "jsonSchema" || name == "askedQuestion";
  }

  void check_types(const json::Value& type) {
    if (const std::string* only = type.as_string()) {
      if (!is_defined(*only)) note();
      return;
    }
    if (const json::Array* several = type.as_array()) {
      for (std::size_t at = 0; at < several->size(); ++at) {
        const std::string* one = (*several)[at].as_string();
        place_.push_back({.at = at});
        if (one && !is_defined(*one)) note();
        place_.pop_back();
      }
    }
  }

  Undefined found_;
  bool everything_ = false;
  std::vector<const KnownContext*> known_;
  std::vector<const json::Object*> written_;
  std::vector<Token> place_;
};

}  // namespace

Undefined find_undefined(const json::Value& document) { return Terms(document).take(); }

}  // namespace concordat::credential

#include "core/credential/model/written.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "core/credential/model/contexts.hpp"
#include "core/credential/model/url.hpp"

namespace concordat::credential {
namespace {

// "https://www.w3.org/ns/credentials/undefined-terms/v2" and the like define nothing by name.
bool protects(const KnownContext& context) { return !context.everything; }

class Written {
 public:
  Status add(const json::Value& context, const std::string& place) {
    if (const std::string* url = context.as_string()) {
      for (const KnownContext& known : known_contexts()) {
        if (known.url == *url && protects(known)) known_.push_back(&known);
        if (known.url == *url && known.everything) has_vocabulary_ = true;
      }
      return {};
    }
    const json::Object* written = context.as_object();
    return written ? add_written(*written, place) : Status{};
  }

 private:
  struct Definition {
    const std::string* term;
    const json::Value* meaning;
    bool is_protected;
  };

  static std::unexpected<Error> refuse(const std::string& place, const std::string& term,
                                       std::string expected) {
    return fail(
        {.code = "model.context", .place = place + "/" + term, .expected = std::move(expected)});
  }

  Status add_written(const json::Object& written, const std::string& place) {
    if (const json::Value* vocabulary = written.find("@vocab")) {
      has_vocabulary_ = !vocabulary->is_null();
    }
    const json::Value* whole = written.find("@protected");
    const bool all_protected = whole && whole->as_bool() && *whole->as_bool();
    for (const auto& [term, meaning] : written) {
      if (term.starts_with('@')) continue;
      if (is_redefined(term, meaning)) return refuse(place, term, "a term of its own");
      if (!is_meaning(meaning, written)) return refuse(place, term, "an IRI");
      definitions_.push_back(
          {&term, &meaning, all_protected || meaning.boolean("@protected", false)});
    }
    return {};
  }

  [[nodiscard]] bool is_redefined(std::string_view term, const json::Value& meaning) const {
    const bool is_known = std::ranges::any_of(
        known_, [&](const KnownContext* known) { return known->terms->contains(term); });
    return is_known || std::ranges::any_of(definitions_, [&](const Definition& before) {
             return before.is_protected && *before.term == term && *before.meaning != meaning;
           });
  }

  [[nodiscard]] bool is_meaning(const json::Value& meaning, const json::Object& written) const {
    if (meaning.is_null()) return true;  // takes a meaning away
    if (const std::string* iri = meaning.as_string()) return is_iri(*iri, written);
    if (!meaning.as_object()) return false;
    const json::Value* id = meaning.find("@id");
    return !id || id->is_null() || (id->as_string() && is_iri(*id->as_string(), written));
  }

  // A keyword, an IRI, "prefix:rest" (which looks like one), a term, or a word of the vocabulary.
  [[nodiscard]] bool is_iri(std::string_view text, const json::Object& written) const {
    if (text.starts_with('@')) return true;
    if (text.find(':') != std::string_view::npos) return is_url(text);
    if (has_vocabulary_ || written.find(text)) return true;
    return std::ranges::any_of(definitions_,
                               [&](const Definition& before) { return *before.term == text; });
  }

  std::vector<const KnownContext*> known_;
  std::vector<Definition> definitions_;
  bool has_vocabulary_ = false;
};

}  // namespace

Status check_written_contexts(const json::Value& document) {
  const json::Value* context = document.find("@context");
  if (!context) return {};
  Written written;
  if (!context->as_array()) return written.add(*context, "/@context");
  for (std::size_t at = 0; at < context->as_array()->size(); ++at) {
    CONCORDAT_CHECK(written.add((*context->as_array())[at], "/@context/" + std::to_string(at)));
  }
  return {};
}

}  // namespace concordat::credential

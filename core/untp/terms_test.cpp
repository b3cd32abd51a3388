// The terms of strict readers (core/credential/model) and the tables here are of one mind, and of
// that of the published context.
#include "core/credential/model/terms.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include <doctest/doctest.h>

#include "core/json/read.hpp"
#include "core/untp/vocabulary.hpp"

namespace concordat::untp {
namespace {

const Version& current() { return *find_version(kCurrent, Document::kConformity); }

bool is_term(std::string_view member, std::string_view type, bool untp = true) {
  json::Object subject{{"type", type}};
  subject.set(member, 1);
  json::Array contexts{kBaseContext};
  if (untp) contexts.push_back(current().context);
  const credential::Undefined found = credential::find_undefined(
      json::Object{{"@context", std::move(contexts)}, {"credentialSubject", subject}});
  return found.contexts.empty() && found.terms.empty();
}

TEST_CASE("a class of the tables is a term unless they say that it has no name") {
  for (const Class& one : current().classes) {
    if (one.name == "RegistryRecord") continue;
    CAPTURE(one.name);
    // Whole credentials and status entries go by the names of the data model.
    if (!one.also.empty() || one.name == "Credential") continue;
    CHECK(is_term("id", one.name) == !one.untyped);
  }
}

void collect(const json::Value& context, std::set<std::string>& terms) {
  if (const json::Array* const list = context.as_array()) {
    for (const json::Value& one : *list) collect(one, terms);
  } else if (const json::Object* const object = context.as_object()) {
    for (const auto& [name, meaning] : *object) {
      terms.insert(name);
      if (const json::Value* const inner = meaning.find("@context")) collect(*inner, terms);
    }
  }
}

TEST_CASE("a name of a class is a term for strict readers only if the published context has it") {
  const char* const set = std::getenv("CONCORDAT_SHARED");
  const std::string file = std::string(set != nullptr ? set : "../shared") +
                           "/standards/untp/v0.7.0/contexts/untp.jsonld";
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    std::cout << "skipped: no " << file << "\n";
    return;
  }
  const auto context = json::read(std::string((std::istreambuf_iterator<char>(stream)), {}));
  REQUIRE(context);
  std::set<std::string> terms;
  collect(*context->find("@context"), terms);
  CHECK(terms.size() > 100);
  for (const Class& one : current().classes) {
    if (one.name == "RegistryRecord" || one.name == "Credential" || !one.also.empty()) continue;
    CAPTURE(one.name);
    CHECK(is_term("id", one.name) == terms.contains(std::string(one.name)));
    // The tables have other spellings too, for reading; a strict reader takes those alone that the
    // base context or this one defines.
    for (const Member& member : one.members) {
      CAPTURE(member.name);
      const bool defined = terms.contains(std::string(member.name)) ||
                           is_term(member.name, "VerifiableCredential", false);
      if (!defined) CHECK_FALSE(is_term(member.name, "Party"));
    }
  }
}

}  // namespace
}  // namespace concordat::untp

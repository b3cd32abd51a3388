// The words of a sheet in the reader's language.
#pragma once

#include <string>
#include <string_view>

#include "core/facts/probe.hpp"
#include "core/json/value.hpp"
#include "core/untp/assurance.hpp"
#include "registry/ports/messages.hpp"

namespace concordat::registry {

class Wording {
 public:
  // Without messages a code stands for its word.
  Wording(const Messages* messages, std::string_view language)
      : messages_(messages), language_(language) {}

  [[nodiscard]] std::string say(std::string_view code) const;
  // What a certificate is, and by what it binds; the catalogue's own word where there is none.
  [[nodiscard]] std::string artefact(std::string_view choice) const;
  [[nodiscard]] std::string legal_effect(std::string_view choice) const;

 private:
  const Messages* messages_;
  std::string_view language_;
};

// Codes of the words for these choices.
[[nodiscard]] std::string_view code_of(facts::Standing standing);
[[nodiscard]] std::string_view code_of(facts::CertificateChange change);
[[nodiscard]] std::string_view code_of(untp::Authorisation::Kind kind);

// The value of an attribute as people read it.
[[nodiscard]] std::string text_of(const json::Value& value);

}  // namespace concordat::registry

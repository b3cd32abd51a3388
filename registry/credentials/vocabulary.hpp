// The registry's catalogue of schemes, profiles and criteria, made from what is published now
// (spec/formats/vocabulary.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/untp/catalogue.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {

class Vocabulary {
 public:
  // Names are in that language where there are any. The registry outlives it. Code untp.origin.
  [[nodiscard]] static Result<Vocabulary> of(const Registry& registry, Instant now,
                                             std::string_view language = "en");

  // One entry, as a document. Codes resource.not-found, and those of `untp::published`.
  [[nodiscard]] Result<json::Value> entry(const untp::VocabularyName& name) const;
  // The schemes, or the acts as schemes, in short: type, identifier, name; in the order in which
  // they came on file. `next` is the cursor of the page behind, absent on the last one.
  [[nodiscard]] Result<json::Value> page(std::string_view kind, std::string_view after,
                                         std::uint32_t limit) const;
  // The two collections and who publishes them.
  [[nodiscard]] json::Value front() const;
  // Every entry there is, one after the other: for those who take all.
  [[nodiscard]] Result<std::vector<json::Value>> everything() const;

  [[nodiscard]] const untp::Registrar& registrar() const { return registrar_; }

 private:
  Vocabulary(const Registry& registry, untp::Registrar registrar, Instant now,
             std::string_view language);

  [[nodiscard]] untp::Catalogue catalogue() const;
  [[nodiscard]] Result<untp::Described> described(std::string_view kind, std::string_view id) const;
  [[nodiscard]] Result<json::Value> scheme(const untp::VocabularyName& name) const;
  [[nodiscard]] Result<json::Value> act(const untp::VocabularyName& name) const;
  [[nodiscard]] Result<json::Value> requirement(const untp::VocabularyName& name) const;
  [[nodiscard]] Result<json::Value> standard(const untp::VocabularyName& name) const;
  [[nodiscard]] std::vector<untp::Described> requirements_of(std::string_view act) const;
  // What equivalence decisions demand of the edition, the newest decision first; each demand once.
  [[nodiscard]] std::vector<untp::Demand> demands_of_edition(std::string_view edition) const;
  [[nodiscard]] Result<std::vector<std::string>> ids_of(std::string_view kind) const;

  const Registry* registry_;
  std::shared_ptr<const facts::State> state_;
  untp::Registrar registrar_;
  std::string language_;
  Date today_;
  untp::Naming naming_;
};

}  // namespace concordat::registry

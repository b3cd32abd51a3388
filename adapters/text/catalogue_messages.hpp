// The messages port, filled from catalogues: one JSON file a language, `ar.json` to `es.json`, each
// an object of code -> pattern in ICU MessageFormat with named arguments.
//
//   {"competence.scope": "{body} is not designated for {product}.",
//    "cures.count": "{count, plural, one {# change} other {# changes}}"}
//
// An argument that a pattern uses as plural, selectordinal or number is read as an integer, one it
// uses as select is compared as it is, any other is shown between bidi isolates. Figures are
// written with ASCII digits in every language, as they stand on the documents they are compared
// with.
//
// Threads: all members may be called at the same time.
#pragma once

#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "registry/ports/messages.hpp"

namespace concordat::text {

class CatalogueMessages final : public Messages {
 public:
  // Reads every catalogue of the folder. Each language may lack but "en". Codes, with file and code
  // as place: messages.missing, messages.catalogue (not an object of strings, or too large; or what
  // core/json refuses, as argument "detail"), messages.pattern.
  [[nodiscard]] static Result<std::unique_ptr<CatalogueMessages>> load(const std::string& folder);
  ~CatalogueMessages() override;

  // In the language, else in English, else the code itself: when a code has no sentence, or the
  // arguments do not fit it (no integer for a plural). An argument that is not given shows as its
  // name in braces.
  [[nodiscard]] std::string sentence(std::string_view language, std::string_view code,
                                     const MessageArguments& arguments) const override;
  [[nodiscard]] std::string negotiate(std::string_view accept_language) const override;

  // Whether the language has a sentence of its own for the code.
  [[nodiscard]] bool has(std::string_view language, std::string_view code) const;

 private:
  struct Parts;
  explicit CatalogueMessages(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace concordat::text

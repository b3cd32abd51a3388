// The words under which people read what the catalogue of statements describes: codes of labels for
// its members, of words for its choices, of names for its types and kinds. Made by rule from the
// catalogue, so that a new member has a code at once, and a test asks for its words.
#pragma once

#include <string>
#include <string_view>

#include "core/statement/descriptor.hpp"

namespace concordat::api {

// "label.from-edition". `within` is the type, or the member that holds the record: what one member
// name means in two places has two codes.
[[nodiscard]] std::string label_code(std::string_view within, const statement::Field& field);
// "choice.withdrawn"; empty where the choice is a sign that is read the same in every language.
[[nodiscard]] std::string choice_code(const statement::Field& field, std::string_view choice);
// "type.accreditation": what a statement of the type is called.
[[nodiscard]] std::string type_code(std::string_view type);
// "kind.organisations", and "one.organisations" for a single one.
[[nodiscard]] std::string kind_code(std::string_view kind);
[[nodiscard]] std::string one_code(std::string_view kind);

}  // namespace concordat::api

// What the code of the Harmonized System tells about the goods: it describes them, and it says
// where products of a requirement are usually found. It never decides which law applies
// (spec/determination.md, 1 and 2).
#pragma once

#include <string>
#include <string_view>

#include "core/recognition/context.hpp"

namespace concordat::recognition {

// The name under which a code of the Harmonized System is on file, HS:851660: digits alone, an even
// number of them, at most six. Empty when anything but digits, dots and spaces stands in the text.
[[nodiscard]] std::string tariff_code(std::string_view text);

// Looks the question's code up: the longest of its subheading, heading and chapter that a
// `classification-code` on file describes at the event, surely or possibly. Fills
// `product.hs_digits` and `product.hs_code`. A code may be written with dots or spaces; digits
// after the sixth are national.
void resolve_tariff_code(Context& context);

// Notes what the code stands for (question.hs-code), where it is on file.
void describe_tariff_code(const Context& context, std::vector<TerseFinding>& findings);

// Notes whether products of the requirement are usually found under the code
// (requirement.hs-listed, requirement.hs-elsewhere). Says nothing where the requirement names no
// headings, or the code is not on file: a mistyped code would look like goods of another kind.
void compare_tariff_code(const Context& context, const facts::Requirement& requirement,
                         std::vector<TerseFinding>& findings);

}  // namespace concordat::recognition

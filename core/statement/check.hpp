// Holds a JSON value against the tables of the catalogue.
//
// The first thing wrong is reported: members in the order of the document, then what is missing in
// the order of the table. Codes as in "core/statement/statement.hpp"; `Error::place` is the JSON
// pointer of the value, or of the member that is missing.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "core/statement/descriptor.hpp"
#include "core/statement/place.hpp"

namespace concordat::statement {

// Longest prose. A reason fills a page, never a book: the whole statement must fit a log entry.
inline constexpr std::size_t kTextLimit_characters = 4'000;
// Longest identifier or number: longer than any seen on paper, short enough to index.
inline constexpr std::size_t kNameLimit_characters = 200;
// Elements of a list, members of an open object: model lists run to hundreds.
inline constexpr std::size_t kListLimit = 2'000;
// Characters of a decimal: prices, volts and probabilities need far less.
inline constexpr std::size_t kDecimalLimit_characters = 30;

// An object that has every required member of the table, no other than those of the table, and each
// as the table says.
[[nodiscard]] Status check_record(std::span<const Field> fields, const json::Value& value,
                                  const Place& place);

// 1 to 200 of A-Z a-z 0-9 . _ : / + ( ) @ # -, the first a letter or digit.
[[nodiscard]] bool is_identifier(std::string_view text);
// Two to eight letters, then subtags of one to eight letters or digits (BCP 47 in outline).
[[nodiscard]] bool is_language_tag(std::string_view text);
// "sha256:" and 64 lower-case hex digits.
[[nodiscard]] bool is_digest(std::string_view text);

}  // namespace concordat::statement

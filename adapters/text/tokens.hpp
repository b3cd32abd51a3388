// The one tokenizer in front of every search index, so that every engine finds the same things.
//
// Both functions give folded tokens (`fold.hpp`) separated by single spaces, as the store port
// wants them: no capitals, no control characters, no token twice.
//
//   words        letters, marks and digits between anything else; scripts that write without spaces
//                (Thai, Khmer, Lao, Burmese) are divided by ICU's dictionaries
//   Chinese, Japanese
//                runs of Han and kana as overlapping pairs, and as single characters in the index.
//                A dictionary would find nothing that pairs miss, and its next edition would make a
//                query miss what the last one indexed
//   Arabic       in the index with and without the article (ال, also after و ب ك ف, and لل); a
//   query
//                without it
//   numbers      "ANSSI-CC-2023/42" in the index as its words (anssi, cc, 2023, 42) and joined,
//   from
//                each word to the end (anssicc202342, cc202342, 202342), also with short words
//                before it ("EN 60335-1": en603351). So a number is found with any separators, from
//                any of its parts on, and while it is being typed
#pragma once

#include <string>
#include <string_view>

namespace concordat::text {

[[nodiscard]] std::string tokens_for_index(std::string_view text);

// All tokens must occur in a row, the last as a prefix. At most kMaxSearchTokens of the store port.
// Empty when the text has no word: the caller decides what that asks for.
[[nodiscard]] std::string tokens_for_query(std::string_view text);

// A number without what people write differently: folded letters and digits alone. For the
// exact-match field of a number and for looking it up: "ANSSI-CC-2023/42", "anssi cc 2023 42" and
// full-width "ＡＮＳＳＩ－ＣＣ－２０２３／４２" are all "anssicc202342".
[[nodiscard]] std::string compact_number(std::string_view text);

}  // namespace concordat::text

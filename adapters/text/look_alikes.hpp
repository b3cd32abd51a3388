// Names that people take for each other: by the tables of UTS 39 (Unicode Security Mechanisms,
// section 4, confusable detection), as ICU carries them.
#pragma once

#include <string>
#include <string_view>

namespace concordat::text {

// The same for texts that look the same: `O` and `0`, `l`, `I` and `1`, Latin `C` and Cyrillic `С`,
// `rn` and `m`; besides, the case and the accents of Latin letters say nothing. It is no text for
// people. Empty when nothing of the text is left.
[[nodiscard]] std::string skeleton(std::string_view utf8);

}  // namespace concordat::text

// Identifiers inside sentences. In an Arabic line a bare "2024-0001" is shown as "0001-2024";
// inside an isolate (Unicode Standard Annex #9, 2.4) it keeps its own order and leaves its
// neighbours theirs.
#pragma once

#include <string>
#include <string_view>

namespace concordat {

// The identifier between U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE. For
// display only, never for anything stored, compared or signed. Embeddings, overrides and isolates
// that the identifier itself contains (U+202A to U+202E, U+2066 to U+2069) are left out: they could
// end the isolate early, or reverse what the reader compares with the paper in hand.
[[nodiscard]] std::string bidi_isolate(std::string_view identifier);

}  // namespace concordat

#include "adapters/text/look_alikes.hpp"

#include <memory>

#include <unicode/uspoof.h>

#include "adapters/text/fold.hpp"

namespace concordat::text {
namespace {

struct Close {
  void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
};

// Made once and only read from then on, which ICU allows from many threads.
const USpoofChecker* checker() {
  static const std::unique_ptr<USpoofChecker, Close> kChecker = [] {
    UErrorCode error = U_ZERO_ERROR;
    return std::unique_ptr<USpoofChecker, Close>(uspoof_open(&error));
  }();
  return kChecker.get();
}

icu::UnicodeString plain(const icu::UnicodeString& text) {
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString bare;
  if (checker() != nullptr) uspoof_getSkeletonUnicodeString(checker(), 0, text, bare, &error);
  return U_SUCCESS(error) && checker() != nullptr ? bare : text;
}

}  // namespace

// The tables tell `I` from `i`, so they come before the folding as well: folding alone would part
// `I` from `l`.
std::string skeleton(std::string_view utf8) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  std::string looks;
  plain(text).toUTF8String(looks);
  std::string bare;
  plain(fold(looks)).toUTF8String(bare);
  return bare;
}

}  // namespace concordat::text

#include "adapters/text/icu_form.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

namespace concordat::text {
namespace {

std::string normalized(const icu::Normalizer2* normalizer, std::string_view utf8) {
  UErrorCode error = U_ZERO_ERROR;
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  if (normalizer == nullptr) return std::string(utf8);
  normalizer->normalizeUTF8(0,
                            icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())),
                            sink, nullptr, error);
  return U_SUCCESS(error) ? result : std::string(utf8);
}

}  // namespace

std::string IcuForm::composed(std::string_view utf8) const {
  UErrorCode error = U_ZERO_ERROR;
  return normalized(icu::Normalizer2::getNFCInstance(error), utf8);
}

std::string IcuForm::folded_name(std::string_view utf8) const {
  UErrorCode error = U_ZERO_ERROR;
  return normalized(icu::Normalizer2::getNFKCCasefoldInstance(error), utf8);
}

}  // namespace concordat::text

#include "core/recognition/tariff.hpp"

#include <algorithm>
#include <string>

namespace concordat::recognition {
namespace {

// Codes of the Harmonized System are called HS:8516 on file.
constexpr std::string_view kSystem = "HS:";
constexpr std::size_t kSubheading_digits = 6;
constexpr std::size_t kStep_digits = 2;  // chapter, heading and subheading: two, four and six

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Nothing when anything but a code stands there.
std::string digits_in(std::string_view text) {
  constexpr std::string_view kBetween = ". ";
  std::string digits;
  for (const char c : text) {
    if (!is_digit(c) && !kBetween.contains(c)) return {};
    if (is_digit(c) && digits.size() < kSubheading_digits) digits.push_back(c);
  }
  digits.resize(digits.size() / kStep_digits * kStep_digits);
  return digits;
}

}  // namespace

std::string tariff_code(std::string_view text) {
  const std::string digits = digits_in(text);
  return digits.empty() ? std::string() : std::string(kSystem) += digits;
}

void resolve_tariff_code(Context& context) {
  if (context.question.product.hs.empty()) return;
  std::string digits = digits_in(context.question.product.hs);
  for (; !digits.empty(); digits.resize(digits.size() - kStep_digits)) {
    const Id code = context.tables.id(std::string(kSystem) += digits);
    if (code == kNoId) continue;
    const auto found = facts::newest_at(context.tables.classification_codes, code, context.event);
    const auto* row = found.row ? found.row : found.possibly;
    if (!row) continue;
    context.product.hs_digits = std::move(digits);
    context.product.hs_code = row;
    return;
  }
}

void describe_tariff_code(const Context& context, std::vector<TerseFinding>& findings) {
  const facts::ClassificationCode* row = context.product.hs_code;
  if (!row) return;
  Findings(context, Leg::kInstrument, findings)
      .note(code::kQuestionHsCode,
            {{"hs", context.question.product.hs}, {"heading", row->code}, {"title", row->name}},
            {row->since});
}

void compare_tariff_code(const Context& context, const facts::Requirement& requirement,
                         std::vector<TerseFinding>& findings) {
  const facts::ClassificationCode* row = context.product.hs_code;
  if (!row || requirement.hs.empty()) return;
  Findings found(context, Leg::kInstrument, findings);
  std::string headings;
  for (const Id id : requirement.hs) {
    const std::string heading = digits_in(context.text(id));
    // Whichever of the two is the shorter says no more than its own digits.
    const std::string_view digits = context.product.hs_digits;
    const std::size_t common = std::min(heading.size(), digits.size());
    if (common > 0 && digits.substr(0, common) == std::string_view(heading).substr(0, common)) {
      return found.note(code::kRequirementHsListed,
                        {{"hs", context.question.product.hs}, {"heading", id}},
                        {requirement.since});
    }
    if (context.explain) headings.append(headings.empty() ? "" : ", ").append(context.text(id));
  }
  found.note(code::kRequirementHsElsewhere,
             {{"hs", context.question.product.hs}, {"headings", headings}}, {requirement.since});
}

}  // namespace concordat::recognition

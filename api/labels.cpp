#include "api/labels.hpp"

namespace concordat::api {
namespace {

struct Apart {
  std::string_view within;
  std::string_view member;
  std::string_view code;
};
// Where a member name means another thing than elsewhere.
constexpr Apart kApart[] = {
    {"deposit", "act", "label.deposit-act"},
    {"identifiers", "scheme", "label.numbering"},
    {"procedures", "party", "label.procedure-party"},
    {"founding", "origin", "label.log-origin"},
    {"basis", "kind", "label.basis"},
    {"follow-up-count", "products", "label.products-acted-on"},
    {"status-change", "subject", "label.subject-statement"},
};

// Members whose choices have their words already, as the answers of determinations use them.
constexpr Apart kFamilies[] = {
    {"", "timing", "timing."},
    {"", "route", "route."},
    {"", "leg", "leg."},
    {"", "artefact", "artefact."},
    {"", "artefacts", "artefact."},
    {"", "legalEffect", "legal-effect."},
};

std::string kebab(std::string_view member) {
  std::string text;
  for (const char letter : member) {
    const bool capital = letter >= 'A' && letter <= 'Z';
    if (capital) text.push_back('-');
    text.push_back(capital ? static_cast<char>(letter - 'A' + 'a') : letter);
  }
  return text;
}

bool is_route(std::string_view choice) { return choice.size() == 2 && choice.front() == 'R'; }

}  // namespace

std::string label_code(std::string_view within, const statement::Field& field) {
  for (const Apart& apart : kApart) {
    if (apart.within == within && apart.member == field.name) return std::string(apart.code);
  }
  return "label." + kebab(field.name);
}

std::string choice_code(const statement::Field& field, std::string_view choice) {
  if (is_route(choice)) return "route." + std::string(choice);
  for (const Apart& family : kFamilies) {
    if (family.member == field.name) return std::string(family.code).append(choice);
  }
  const bool word = !choice.empty() && choice.front() >= 'a' && choice.front() <= 'z';
  return word ? "choice." + std::string(choice) : std::string();
}

std::string type_code(std::string_view type) { return "type." + std::string(type); }
std::string kind_code(std::string_view kind) { return "kind." + std::string(kind); }
std::string one_code(std::string_view kind) { return "one." + std::string(kind); }

}  // namespace concordat::api

#include "api/gs1_link.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "api/target.hpp"

namespace concordat::api {
namespace {

constexpr std::size_t kGtin_digits = 14;
constexpr std::size_t kParty_digits = 13;
// GDTI: 13 digits and up to 17 characters behind them. GMN: up to 25 with the pair.
constexpr std::size_t kLongestDocument_characters = 30;
constexpr std::size_t kLongestModel_characters = 25;
constexpr std::size_t kLongestQualifier_characters = 20;
constexpr std::size_t kLongestThirdPartySerial_characters = 28;
constexpr std::size_t kExtension_characters = 4;

// GS1 AI encodable character set 82, in the order of its values.
constexpr std::string_view kCharacters =
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
// In which the check pair of a GMN is written.
constexpr std::string_view kPairCharacters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::array<unsigned, 23> kPairWeights = {2,  3,  5,  7,  11, 13, 17, 19, 23, 29, 31, 37,
                                                   41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83};
constexpr unsigned kPairModulus = 1021;

bool is_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_encodable(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char c) { return kCharacters.find(c) != std::string_view::npos; });
}

bool is_text(std::string_view text, std::size_t most) {
  return !text.empty() && text.size() <= most && is_encodable(text);
}

struct KeyRow {
  std::string_view identifier;
  Gs1Key key;
  std::string_view expected;
};
constexpr KeyRow kKeys[] = {
    {"01", Gs1Key::kGtin, "14 digits, the last one their check digit"},
    {"253", Gs1Key::kDocument,
     "13 digits, the last one their check digit, and up to 17 characters"},
    {"417", Gs1Key::kParty, "13 digits, the last one their check digit"},
    {"8013", Gs1Key::kModel, "up to 25 characters, the last two their check pair"},
};

bool key_holds(Gs1Key key, std::string_view value) {
  switch (key) {
    case Gs1Key::kGtin:
      return value.size() == kGtin_digits && check_digit_holds(value);
    case Gs1Key::kDocument:
      return is_text(value, kLongestDocument_characters) && value.size() >= kParty_digits &&
             check_digit_holds(value.substr(0, kParty_digits));
    case Gs1Key::kParty:
      return value.size() == kParty_digits && check_digit_holds(value);
    case Gs1Key::kModel:
      return is_digits(value.substr(0, 1)) && check_pair_holds(value);
  }
  return false;
}

// GTIN-8, GTIN-12 and GTIN-13 stand for 14 digits.
std::string completed(Gs1Key key, std::string value) {
  const bool shorter = value.size() == 8 || value.size() == 12 || value.size() == 13;
  if (key == Gs1Key::kGtin && shorter && is_digits(value)) {
    value.insert(0, kGtin_digits - value.size(), '0');
  }
  return value;
}

// The qualifiers of a key, in the order in which a path names them.
struct Qualifier {
  Gs1Key key;
  std::string_view identifier;
  std::string Gs1Link::* member;
  std::size_t most = kLongestQualifier_characters;
};
constexpr Qualifier kQualifiers[] = {
    {Gs1Key::kGtin, "22", &Gs1Link::variant},
    {Gs1Key::kGtin, "10", &Gs1Link::batch},
    {Gs1Key::kGtin, "21", &Gs1Link::serial},
    {Gs1Key::kGtin, "235", &Gs1Link::third_party, kLongestThirdPartySerial_characters},
    {Gs1Key::kParty, "7040", &Gs1Link::extension, kExtension_characters},
};

Error bad_qualifier(std::string_view identifier, std::string_view expected) {
  return {
      .code = "gs1.qualifier", .place = std::string(identifier), .expected = std::string(expected)};
}

Status read_qualifier(Gs1Link& link, std::size_t& next, std::string_view identifier,
                      std::string value) {
  const auto* const begin = std::begin(kQualifiers);
  const auto* const found = std::find_if(
      begin + next, std::end(kQualifiers),
      [&](const Qualifier& one) { return one.key == link.key && one.identifier == identifier; });
  if (found == std::end(kQualifiers)) {
    return fail(bad_qualifier(identifier,
                              "22, 10, 21 in this order or 235 alone behind 01; 7040 "
                              "behind 417; none behind other keys"));
  }
  // A third party's serial number stands alone: no other qualifier goes before it.
  if (identifier == "235" && next > 0) return fail(bad_qualifier(identifier, "235 alone"));
  const bool sized = link.key != Gs1Key::kParty || value.size() == kExtension_characters;
  if (!is_text(value, found->most) || !sized) {
    return fail(bad_qualifier(
        identifier, "1 to " + std::to_string(found->most) + " characters of the GS1 set of 82"));
  }
  link.*found->member = std::move(value);
  next = static_cast<std::size_t>(found - begin) + 1;
  return {};
}

// The next segment, decoded; none at the end.
Result<std::optional<std::string>> take_segment(std::string_view& path) {
  if (path.empty()) return std::optional<std::string>();
  path.remove_prefix(1);  // the slash
  const auto end = std::min(path.find('/'), path.size());
  CONCORDAT_TRY(segment, percent_decode(path.substr(0, end)));
  path.remove_prefix(end);
  return std::optional(std::move(segment));
}

// An application identifier and its value; code gs1.path when one is missing.
Result<std::pair<std::string, std::string>> take_pair(std::string_view& path) {
  CONCORDAT_TRY(identifier, take_segment(path));
  CONCORDAT_TRY(value, take_segment(path));
  if (!identifier || !value || identifier->empty() || value->empty()) {
    return fail({.code = "gs1.path",
                 .expected = "an application identifier and a value for each two segments"});
  }
  return std::pair(std::move(*identifier), std::move(*value));
}

}  // namespace

std::string_view identifier_of(Gs1Key key) {
  return std::ranges::find(kKeys, key, &KeyRow::key)->identifier;
}

Result<Gs1Link> parse_gs1_link(std::string_view path) {
  if (!path.starts_with('/')) return fail({.code = "gs1.path", .expected = "a path"});
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  CONCORDAT_TRY(primary, take_pair(path));
  const auto* const row = std::ranges::find(kKeys, primary.first, &KeyRow::identifier);
  if (row == std::end(kKeys)) {
    return fail({.code = "gs1.path", .place = primary.first, .expected = "01, 253, 417 or 8013"});
  }
  Gs1Link link{.key = row->key, .value = completed(row->key, std::move(primary.second))};
  if (!key_holds(link.key, link.value)) {
    return fail(
        {.code = "gs1.key", .place = primary.first, .expected = std::string(row->expected)});
  }
  std::size_t next = 0;
  while (!path.empty()) {
    CONCORDAT_TRY(pair, take_pair(path));
    CONCORDAT_CHECK(read_qualifier(link, next, pair.first, std::move(pair.second)));
  }
  return link;
}

std::string to_path(const Gs1Link& link) {
  std::string path = "/" + std::string(identifier_of(link.key)) + "/" + percent_encode(link.value);
  for (const Qualifier& one : kQualifiers) {
    const std::string& value = link.*one.member;
    if (one.key != link.key || value.empty()) continue;
    path.append("/").append(one.identifier).append("/").append(percent_encode(value));
  }
  return path;
}

std::vector<std::string> spellings_of_gtin(std::string_view gtin) {
  std::vector<std::string> spellings{std::string(gtin)};
  for (const std::size_t size : {std::size_t{13}, std::size_t{12}, std::size_t{8}}) {
    if (gtin.size() < size) continue;
    const std::string_view dropped = gtin.substr(0, gtin.size() - size);
    if (dropped.find_first_not_of('0') != std::string_view::npos) break;
    spellings.emplace_back(gtin.substr(gtin.size() - size));
  }
  return spellings;
}

bool check_digit_holds(std::string_view digits) {
  if (digits.empty() || !is_digits(digits)) return false;
  unsigned sum = 0;
  // From the right, the check digit counts once, then three and one by turns.
  for (std::size_t at = 0; at < digits.size(); ++at) {
    const auto digit = static_cast<unsigned>(digits[digits.size() - 1 - at] - '0');
    sum += at % 2 == 1 ? 3 * digit : digit;
  }
  return sum % 10 == 0;
}

bool check_pair_holds(std::string_view model) {
  constexpr std::size_t kPair = 2;
  if (model.size() <= kPair || !is_text(model, kLongestModel_characters)) return false;
  const std::string_view body = model.substr(0, model.size() - kPair);
  unsigned sum = 0;
  for (std::size_t at = 0; at < body.size(); ++at) {
    const auto value = static_cast<unsigned>(kCharacters.find(body[body.size() - 1 - at]));
    sum += value * kPairWeights[at];
  }
  sum %= kPairModulus;
  return model[model.size() - 2] == kPairCharacters[sum / kPairCharacters.size()] &&
         model[model.size() - 1] == kPairCharacters[sum % kPairCharacters.size()];
}

}  // namespace concordat::api

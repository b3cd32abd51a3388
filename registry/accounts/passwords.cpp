#include "registry/accounts/passwords.hpp"

#include <algorithm>
#include <set>

#include "core/base/bytes.hpp"
#include "core/base/utf8.hpp"
#include "registry/accounts/limits.hpp"

namespace concordat::accounts {
namespace {

// What a password for this service is made of where nobody thinks.
constexpr std::string_view kExpected[] = {"concordat",       "password", "passwort", "motdepasse",
                                          "contrase\u00f1a", "qwerty",   "registry"};

std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> characters;
  while (!text.empty()) {
    const std::size_t size = std::max<std::size_t>(utf8_sequence_size(text), 1);
    characters.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return characters;
}

// Four in five follow their neighbour as in "abcdef", "987654" or "aaaaaa".
bool is_row(std::string_view text) {
  std::size_t neighbours = 0;
  for (std::size_t at = 1; at < text.size(); ++at) {
    const int step = static_cast<Byte>(text[at]) - static_cast<Byte>(text[at - 1]);
    neighbours += step >= -1 && step <= 1 ? 1U : 0U;
  }
  return neighbours * 10 >= (text.size() - 1) * 8;
}

void take_out(std::string& text, std::string_view word) {
  if (word.size() < 3) return;  // of so short a name every text has some
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.erase(at, word.size());
  }
}

bool is_expected(std::string_view password, const std::vector<std::string_view>& names,
                 const TextForm& form) {
  std::string folded = form.folded_name(password);
  const auto all = characters_of(folded);
  if (std::set<std::string_view>(all.begin(), all.end()).size() < kLeastDifferentCharacters) {
    return true;
  }
  if (is_row(folded)) return true;
  for (const std::string_view name : names) {
    const std::string known = form.folded_name(name);
    take_out(folded, known);
    take_out(folded, std::string_view(known).substr(0, known.find('@')));
  }
  for (const std::string_view word : kExpected) take_out(folded, word);
  return characters_of(folded).size() < kLeastOwnPassword_characters;
}

}  // namespace

Status check_password(std::string_view password, const std::vector<std::string_view>& names,
                      const TextForm& form) {
  if (password.size() > kMaxPassword_bytes) {
    return fail({.code = "account.password-long",
                 .place = "/password",
                 .expected = "at most " + std::to_string(kMaxPassword_bytes) + " octets"});
  }
  if (characters_of(password).size() < kLeastPassword_characters) {
    return fail(
        {.code = "account.password-short",
         .place = "/password",
         .expected = "at least " + std::to_string(kLeastPassword_characters) + " characters",
         .arguments = {{"least", std::to_string(kLeastPassword_characters)}}});
  }
  if (is_expected(password, names, form)) {
    return fail({.code = "account.password-expected", .place = "/password"});
  }
  return {};
}

Result<std::unique_ptr<Passwords>> Passwords::of(const PasswordHash& hash, const TextForm& form,
                                                 unsigned at_once) {
  std::unique_ptr<Passwords> made(new Passwords(hash, form, std::max(at_once, 1U)));
  CONCORDAT_TRY(nobody, hash.of("whatever is typed, it is not this"));
  made->of_nobody_ = std::move(nobody);
  return made;
}

Result<bool> Passwords::holds(std::string_view password, const std::string& hash) {
  const std::string composed = form_.composed(password);
  const auto pass = turnstile_.enter();
  if (!pass) return fail(pass.error());
  const bool held = hash_.holds(composed, hash.empty() ? of_nobody_ : hash);
  return held && !hash.empty();
}

Result<std::string> Passwords::chosen(std::string_view password,
                                      const std::vector<std::string_view>& names) {
  const std::string composed = form_.composed(password.substr(0, kMaxPassword_bytes + 1));
  CONCORDAT_CHECK(check_password(composed, names, form_));
  const auto pass = turnstile_.enter();
  if (!pass) return fail(pass.error());
  return hash_.of(composed);
}

std::string Passwords::renewed(std::string_view password, const std::string& hash) {
  if (!hash_.is_outdated(hash)) return {};
  const auto pass = turnstile_.enter();
  if (!pass) return {};  // another time
  return hash_.of(form_.composed(password)).value_or(std::string());
}

}  // namespace concordat::accounts

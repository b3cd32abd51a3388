// What people do with their own account.
//
// What changes how the account is reached asks for a fresh proof (code account.not-fresh), so that
// a browser left open, or a stolen session, cannot keep the account.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/accounts/identity.hpp"
#include "registry/accounts/ports.hpp"
#include "registry/accounts/sign_in.hpp"

namespace concordat::accounts {

struct Enrolment {
  std::string secret;   // base32, for typing
  std::string address;  // otpauth://, for a QR code
};
struct Confirmed {
  std::vector<std::string> recovery_codes;
  Opened session;
};
struct NewToken {
  std::string secret;  // shown once
  Token token;
};
struct Wanted {  // of a token
  std::string label;
  access::ScopeSet scopes;
  Instant expires;
};

class OwnAccount {
 public:
  OwnAccount(const Ports& ports, Passwords& passwords, SignIn& sign_in)
      : ports_(ports), passwords_(passwords), sign_in_(sign_in) {}

  // Codes account.text (too long, or with signs that are no text), account.changed-meanwhile.
  struct Correction {
    std::optional<std::string> display_name;
    std::optional<std::string> contact;
  };
  [[nodiscard]] Result<Person> correct(const Who& who, const Correction& correction);

  // A new password beside the current one; every other session ends. Codes: account.password and
  // those of a new password.
  [[nodiscard]] Result<Opened> change_password(const Who& who, std::string_view current,
                                               std::string_view wanted);
  // With the link that the operator gave; every session ends. Code account.link: unknown, used, or
  // past.
  [[nodiscard]] Status choose_password(std::string_view link, std::string_view wanted);

  // A seed, which counts when a code of it is shown. Code account.second-factor-on.
  [[nodiscard]] Result<Enrolment> begin_second_factor(const Who& who);
  // Codes: account.no-seed, account.code. Every other session ends.
  [[nodiscard]] Result<Confirmed> confirm_second_factor(const Who& who, std::string_view code);
  [[nodiscard]] Result<Opened> end_second_factor(const Who& who);
  // All anew. Code account.no-second-factor.
  [[nodiscard]] Result<std::vector<std::string>> new_recovery_codes(const Who& who);

  // Codes: account.text, account.expiry (not within a year), account.scopes (none),
  // account.not-a-member (for no organisation), account.too-many-tokens.
  [[nodiscard]] Result<NewToken> make_token(const Who& who, const Wanted& wanted);
  // Another secret for the same scopes; the one before holds on for a day. A person gives it the
  // whole term again, a token that rotates itself only what is left of its own. Code
  // account.no-such-token.
  [[nodiscard]] Result<NewToken> rotate_token(const Who& who, std::string_view id);

 private:
  [[nodiscard]] static Status must_be_fresh(const Who& who);
  [[nodiscard]] Result<std::vector<std::string>> recovery_codes_for(const Person& person);
  [[nodiscard]] Result<Opened> with_new_epoch(const Who& who, Person changed);

  const Ports& ports_;
  Passwords& passwords_;
  SignIn& sign_in_;
};

// Text for people: UTF-8, without control characters and what turns a line round. Code account.text
// with that place.
[[nodiscard]] Status check_private_text(std::string_view text, std::string_view place);

}  // namespace concordat::accounts

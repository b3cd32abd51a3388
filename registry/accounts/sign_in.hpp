// Signing in: a password, then the second factor where there is one.
//
// Whether a name exists is told by nothing: not by the code, not by the delays, not by the steps
// taken. Two steps are one session that changes its secret: after the password it stands for
// nobody, after the code for its person (OWASP: no session lives through a change of privilege).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/accounts/passwords.hpp"
#include "registry/accounts/ports.hpp"
#include "registry/accounts/throttle.hpp"

namespace concordat::accounts {

// From where somebody signs in; all of it as it came.
struct Caller {
  std::string_view address;  // of the client
  std::string_view device;   // what this device was given when somebody signed in from it before
  std::string_view client;   // how it names itself
  std::string_view session;  // the secret it holds already: it ends when another is opened
};

struct Given {
  std::string_view name;
  std::string_view password;
  std::string_view organisation;  // to act for; empty: the first of one's own
};
// One of the two.
struct SecondFactor {
  std::string_view code;
  std::string_view recovery_code;
};

struct Opened {
  std::string secret;  // for the cookie; nowhere else
  Session session;     // whole, or with the second factor still to come
  std::string device;  // for the cookie that makes this device known; empty before it is whole
};

class SignIn {
 public:
  SignIn(const Ports& ports, Passwords& passwords) : ports_(ports), passwords_(passwords) {}

  // Codes: account.sign-in (this name and password are not together, or may not sign in; which is
  // not said), account.slow-down (argument `seconds`), account.busy, account.not-a-member.
  [[nodiscard]] Result<Opened> begin(const Given& given, const Caller& caller);
  // The session that the caller holds, made whole. Codes: account.no-attempt (none waits for a
  // code, or not any more), account.code, account.slow-down.
  [[nodiscard]] Result<Opened> finish(const SecondFactor& second, const Caller& caller);

  // Whether the password is this person's, for what asks again. Codes: account.password,
  // account.slow-down, account.busy.
  [[nodiscard]] Status prove(const Person& person, std::string_view password);
  // Whether the code is of the seed and not yet used. Codes: account.code, account.slow-down,
  // account.sealed-otherwise.
  [[nodiscard]] Status prove_code(const Person& person, std::string_view code);

  // A session in place of the one that is held: the same chain, another secret.
  [[nodiscard]] Result<Opened> rotate(const Session& session, const Person& person);

  // What a device shows that somebody signed in from before, and its opposite: the device's own
  // identifier, where this person did and nothing about signing in changed since.
  [[nodiscard]] Result<std::string> device_mark(const Person& person);
  [[nodiscard]] Result<std::optional<std::string>> known_device(std::string_view mark,
                                                                const Person& person) const;

 private:
  [[nodiscard]] Result<std::vector<Throttle::Count>> counts_of(const std::string& name,
                                                               const Person& person,
                                                               const Caller& caller) const;
  [[nodiscard]] Result<Person> with_password(const Given& given, const Caller& caller);
  [[nodiscard]] Status second_factor(const Person& person, const SecondFactor& second);
  void renew(const Person& person, std::string_view password);

  const Ports& ports_;
  Passwords& passwords_;
  Throttle throttle_;
};

// As it is kept and looked for: folded, or nothing where it could be nobody's name.
[[nodiscard]] std::string sign_in_name(std::string_view text, const TextForm& form);

// What is kept of a recovery code; hyphens, spaces and case say nothing.
[[nodiscard]] crypto::Digest hash_of_recovery_code(std::string_view person, std::string_view code);

// Which of a person's organisations that is; the first when none is named. Code
// account.not-a-member.
[[nodiscard]] Result<std::string> acting_for(const Person& person, std::string_view organisation);

}  // namespace concordat::accounts

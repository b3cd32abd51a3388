// Everything about accounts, put together once for a server or a command.
#pragma once

#include <memory>

#include "registry/accounts/identity.hpp"
#include "registry/accounts/own_account.hpp"
#include "registry/accounts/passwords.hpp"
#include "registry/accounts/people.hpp"
#include "registry/accounts/ports.hpp"
#include "registry/accounts/sign_in.hpp"

namespace concordat::accounts {

// Any thread.
class Accounts {
 public:
  // Code account.no-memory.
  [[nodiscard]] static Result<std::unique_ptr<Accounts>> of(const Ports& ports);
  Accounts(const Accounts&) = delete;
  Accounts& operator=(const Accounts&) = delete;

  [[nodiscard]] AccountStore& store() { return ports_.store; }
  [[nodiscard]] Identities& identities() { return identities_; }
  [[nodiscard]] SignIn& sign_in() { return sign_in_; }
  [[nodiscard]] OwnAccount& own() { return own_; }
  [[nodiscard]] People& people() { return people_; }
  // Clears away what can serve nobody any more.
  [[nodiscard]] Status forget();

 private:
  Accounts(const Ports& ports, std::unique_ptr<Passwords> passwords)
      : ports_(ports), passwords_(std::move(passwords)) {}

  const Ports ports_;
  const std::unique_ptr<Passwords> passwords_;
  Identities identities_{ports_};
  SignIn sign_in_{ports_, *passwords_};
  OwnAccount own_{ports_, *passwords_, sign_in_};
  People people_{ports_};
};

}  // namespace concordat::accounts

#include "registry/accounts/accounts.hpp"

#include "registry/accounts/limits.hpp"

namespace concordat::accounts {

Result<std::unique_ptr<Accounts>> Accounts::of(const Ports& ports) {
  CONCORDAT_TRY(passwords, Passwords::of(ports.password_hash, ports.form, ports.hashes_at_once));
  return std::unique_ptr<Accounts>(new Accounts(ports, std::move(passwords)));
}

Status Accounts::forget() {
  const Instant now = ports_.clock.now();
  return ports_.store.forget({.now = now,
                              .opened = {now.milliseconds - kMaxSession_ms},
                              .seen = {now.milliseconds - kMaxSilence_ms}});
}

}  // namespace concordat::accounts

// Who a request speaks for: judged anew each time, on what the store holds at that moment, so that
// no session outlives the role that was taken away or the account that was disabled.
#pragma once

#include <optional>
#include <string_view>

#include "core/access/principal.hpp"
#include "registry/accounts/ports.hpp"

namespace concordat::accounts {

struct Who {
  access::Principal principal;
  Person person;
  std::optional<Session> session;  // one of the two
  std::optional<Token> token;
};

class Identities {
 public:
  explicit Identities(const Ports& ports) : ports_(ports) {}

  // Nobody where the session is unknown, over, not whole, or its person may not sign in any more.
  [[nodiscard]] Result<std::optional<Who>> of_session(std::string_view secret);
  // The session that still waits for its second factor.
  [[nodiscard]] Result<bool> waits_for_code(std::string_view secret);
  // Code account.token: unknown, expired, revoked, or its person may not sign in any more; which is
  // not said. A token acts for its organisation with the roles that its person has there now.
  [[nodiscard]] Result<Who> of_token(std::string_view text);

 private:
  const Ports& ports_;
};

}  // namespace concordat::accounts

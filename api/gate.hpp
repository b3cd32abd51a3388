// Who gets in: the one place in the interface that asks `core/access`.
//
// Every route declares the action it is (api/gate_table.hpp). Before a handler runs, `enter` looks
// at who asks. A handler of something that is not public then says what exactly is asked for, and
// gets a `Permit` from `pass`, or none: the decision is made and its record is on disk before
// anything is read. What reads private things takes a Permit, and only `pass` makes one.
#pragma once

#include <string>
#include <string_view>

#include "api/call.hpp"
#include "core/access/decide.hpp"

namespace concordat::api {

// Turns a request into who asks. Whatever a request carries that names nobody makes it nobody's.
class Identifier {
 public:
  virtual ~Identifier() = default;
  [[nodiscard]] virtual access::Principal principal_of(const http::Request& request) const = 0;
};

// Whether somebody like that may come with the action at all, whatever it is about. A refusal is
// recorded, with the route as what was asked for. Codes as of `pass`.
[[nodiscard]] Status enter(const Ports& ports, access::Action action, std::string_view route,
                           const access::Principal& principal);

// What is asked for, as decided and as recorded.
struct Wanted {
  access::Action action;
  std::string resource;      // its identifier in the record of the access
  access::Resource of = {};  // whose it is
  access::Purpose purpose = access::Purpose::kNone;
};

class Permit {
 public:
  // The rule that allowed it.
  [[nodiscard]] std::string_view rule() const { return rule_; }

 private:
  friend Result<Permit> pass(const Call& call, const Wanted& wanted);
  explicit Permit(std::string_view rule) : rule_(rule) {}
  std::string_view rule_;
};

// Decides by the facts at the published size on the day, and records the access, granted or
// refused. Codes access.*, and audit.* where it could not be recorded: then it is refused, too.
[[nodiscard]] Result<Permit> pass(const Call& call, const Wanted& wanted);

// The purpose that the parameter `purpose` names; none when there is none. Code access.purpose.
[[nodiscard]] Result<access::Purpose> purpose_of(const Call& call);

}  // namespace concordat::api

// The one function that says who may do what. Pure: the same principal, action, resource, purpose
// and law give the same decision, and it keeps nothing.
//
// A refusal tells what would be needed, and never what the asker may not know. What depends on the
// asker alone (not signed in, no such role, no such purpose, an organisation without standing) is
// judged before the resource is looked at, so that it is told alike whether the resource is there
// or not. What depends on the resource is told as "not found" wherever its existence is itself
// confidential.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/access/law.hpp"
#include "core/access/rules.hpp"
#include "core/base/error.hpp"
#include "core/time/instant.hpp"

namespace concordat::access {

// The owner of something has let an organisation see it, for purposes and a time.
struct Grant {
  std::string_view organisation;
  PurposeSet purposes;
  Instant from;
  Instant until;  // the first instant at which it no longer holds
};

// What is asked for, as far as access depends on it. Without a name of its own: that stands in the
// record of the access.
struct Resource {
  bool there = true;                   // false: there is no such thing
  std::string_view organisation = {};  // whose it is, by its id on file
  std::string_view person = {};        // whom it is about, by pseudonym
  std::span<const Grant> grants = {};
  const statement::Statement* statement = nullptr;  // that is to be made
};

struct Request {
  const Principal& principal;
  Action action;
  Resource resource = {};
  Purpose purpose = Purpose::kNone;
  Instant now = {};
};

// Why not, from the first thing that is looked at to the last.
enum class Reason : std::uint8_t {
  kSignIn,    // access.sign-in      nobody in particular has come
  kPerson,    // access.person       a service has come, and only a person may
  kScope,     // access.scope        the token was not given for it
  kRole,      // access.role         none of the roles that may
  kPurpose,   // access.purpose      no purpose, or none that fits
  kLaw,       // access.law          the facts on file give the organisation no authority
  kFresh,     // access.fresh        signed in too long ago
  kForeign,   // access.foreign      it belongs to somebody else
  kNotFound,  // access.not-found    it is not there, or nobody may say whether it is
};

struct Decision {
  const Rule* rule = nullptr;  // that allows it; null: refused
  Reason reason = Reason::kNotFound;
  std::vector<std::uint64_t> against = {};  // entries of the log, for kLaw

  explicit operator bool() const { return rule != nullptr; }
};

[[nodiscard]] Decision decide(const Request& request, const Law& law);

// What is told of somebody who comes with an action before anything is known of the resource, the
// purpose or the law; nothing where the rest is to be looked at.
[[nodiscard]] std::optional<Reason> at_the_door(Action action, const Principal& principal);

[[nodiscard]] std::string_view code_of(Reason reason);
// A refusal with what would be needed: roles, purposes, the token's scope.
[[nodiscard]] Error to_error(const Decision& refused, const Request& request);

// The action that a statement is made under: taking something back is open to those who may no
// longer state anything new.
[[nodiscard]] Action action_of(const statement::Statement& statement);

}  // namespace concordat::access

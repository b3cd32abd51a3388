// The account store port: people, their memberships, sessions, tokens and single-use codes.
//
// All of it is private: it lies beside the log, never in it. Secrets come here as digests, seeds
// sealed. What must happen once (a code used, a row changed by one of two) is one atomic call, so
// that two servers on one store cannot both have it. Threads: any.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/principal.hpp"
#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/digest.hpp"
#include "core/time/instant.hpp"

namespace concordat::accounts {

struct Membership {
  std::string organisation;  // its id on file in the registry
  access::RoleSet roles;
  friend bool operator==(const Membership&, const Membership&) = default;
};

enum class State : std::uint8_t { kActive, kDisabled, kErased };

struct Person {
  std::string id;            // a pseudonym by chance, which stays when everything else is erased
  std::string name;          // to sign in with; folded, one person's alone
  std::string display_name;  // private
  std::string contact;       // private
  State state = State::kActive;
  std::vector<Membership> memberships;  // by organisation
  std::string password_hash;            // none: no password was chosen yet
  Bytes seed;                           // of one-time codes, sealed; none: no second factor
  bool second_factor = false;           // the seed was confirmed by a code
  // Grows when the ways to sign in change: sessions and known devices of an earlier one are over,
  // those that were being opened in that moment too.
  std::uint64_t epoch = 0;
  std::uint64_t revision = 0;  // grows with every change
  Instant made;
};

enum class Stage : std::uint8_t {
  kPassword,  // the second factor is still to come: it stands for nobody
  kWhole,
};

struct Session {
  crypto::Digest hash{};  // of the secret that the cookie carries
  std::string id;         // by which its owner names it
  std::string person;
  std::string organisation;  // for which it acts; empty: for none
  Stage stage = Stage::kPassword;
  std::uint32_t tries = 0;  // of the second factor
  Instant opened;           // the first of its chain: rotation does not make it younger
  Instant seen;
  Instant proved;           // when a password, with its second factor, was last given
  std::uint64_t epoch = 0;  // of the person, when they were given
  std::string client;       // how the browser named itself
};

struct Token {
  crypto::Digest hash{};
  std::string id;
  std::string person;        // who made it and whose authority bounds it
  std::string organisation;  // for which it acts
  std::string label;
  access::ScopeSet scopes;
  Instant made;
  Instant expires;
  std::optional<Instant> used;
  std::uint64_t epoch = 0;  // of the person when it was made; not kept
};

// A session or token together with its person as of the same moment: rights are judged on what the
// store holds now, whatever was held when it began.
template <class T>
struct Held {
  T held;
  Person person;
};

class AccountStore {
 public:
  virtual ~AccountStore() = default;

  // People. Codes beside those of the store: account.name-taken.
  [[nodiscard]] virtual Status add(const Person& person) = 0;
  [[nodiscard]] virtual Result<std::optional<Person>> person(std::string_view id) = 0;
  [[nodiscard]] virtual Result<std::optional<Person>> person_named(std::string_view name) = 0;
  // By id, behind `after`.
  [[nodiscard]] virtual Result<std::vector<Person>> people(std::string_view after,
                                                           std::size_t limit) = 0;
  // Everything but `id` and `made`, where `revision` is still the one in the store; it is one more
  // afterwards. Codes: account.changed-meanwhile, account.name-taken.
  [[nodiscard]] virtual Status change(const Person& person) = 0;
  // Leaves the pseudonym, the state and when it was made; sessions, tokens and codes go, and what
  // was written is overwritten.
  [[nodiscard]] virtual Status erase(std::string_view person) = 0;

  // The one link with which a person may choose a password; a new one ends the one before.
  [[nodiscard]] virtual Status set_link(std::string_view person, const crypto::Digest& hash,
                                        Instant expires) = 0;
  // Whose link it is; it is not used up.
  [[nodiscard]] virtual Result<std::optional<std::string>> link(const crypto::Digest& hash,
                                                                Instant now) = 0;
  // Whose it was; nothing when it is unknown, used or past. It is gone afterwards.
  [[nodiscard]] virtual Result<std::optional<std::string>> take_link(const crypto::Digest& hash,
                                                                     Instant now) = 0;

  // True once for a time step that is later than every one taken before (RFC 6238, 5.2).
  [[nodiscard]] virtual Result<bool> take_step(std::string_view person, std::int64_t step) = 0;
  // Recovery codes: all anew; true once for each.
  [[nodiscard]] virtual Status set_recovery_codes(std::string_view person,
                                                  const std::vector<crypto::Digest>& hashes) = 0;
  [[nodiscard]] virtual Result<bool> take_recovery_code(std::string_view person,
                                                        const crypto::Digest& hash) = 0;
  [[nodiscard]] virtual Result<std::uint64_t> recovery_codes(std::string_view person) = 0;

  // Sessions. `in_place_of` ends in the same moment. Code account.changed-meanwhile: the person is
  // not active, or of another epoch than the session, or `in_place_of` has ended already.
  [[nodiscard]] virtual Status open(const Session& session,
                                    const std::optional<crypto::Digest>& in_place_of) = 0;
  [[nodiscard]] virtual Result<std::optional<Held<Session>>> session(
      const crypto::Digest& hash) = 0;
  [[nodiscard]] virtual Status see_session(const crypto::Digest& hash, Instant now) = 0;
  // Counts one try of the second factor; false when there were `most` before.
  [[nodiscard]] virtual Result<bool> take_try(const crypto::Digest& hash, std::uint32_t most) = 0;
  [[nodiscard]] virtual Result<std::vector<Session>> sessions(std::string_view person) = 0;
  // False when that person has no such session.
  [[nodiscard]] virtual Result<bool> end_session(std::string_view person, std::string_view id) = 0;
  [[nodiscard]] virtual Status end_session(const crypto::Digest& hash) = 0;
  [[nodiscard]] virtual Status end_sessions(std::string_view person) = 0;

  // Tokens. Codes: account.too-many-tokens, account.changed-meanwhile as with sessions.
  [[nodiscard]] virtual Status add(const Token& token, std::size_t most) = 0;
  [[nodiscard]] virtual Result<std::optional<Held<Token>>> token(const crypto::Digest& hash) = 0;
  [[nodiscard]] virtual Status see_token(const crypto::Digest& hash, Instant now) = 0;
  [[nodiscard]] virtual Result<std::vector<Token>> tokens(std::string_view person) = 0;
  // The token ends no later than that.
  [[nodiscard]] virtual Status expire_token(std::string_view person, std::string_view id,
                                            Instant at) = 0;
  // False when that person has no such token.
  [[nodiscard]] virtual Result<bool> end_token(std::string_view person, std::string_view id) = 0;
  [[nodiscard]] virtual Status end_tokens(std::string_view person) = 0;

  // Takes away what can serve nobody any more: sessions opened before or not seen since, tokens and
  // links that have expired.
  struct Past {
    Instant now;
    Instant opened;
    Instant seen;
  };
  [[nodiscard]] virtual Status forget(const Past& past) = 0;
};

}  // namespace concordat::accounts

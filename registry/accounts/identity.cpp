#include "registry/accounts/identity.hpp"

#include <algorithm>

#include "registry/accounts/limits.hpp"
#include "registry/accounts/secrets.hpp"

namespace concordat::accounts {
namespace {

std::int64_t since(Instant then, Instant now) { return now.milliseconds - then.milliseconds; }

bool may_act(const Session& session, const Person& person) {
  return person.state == State::kActive && session.epoch == person.epoch;
}

// In an organisation that the person has left, nobody is anything.
access::Principal acting(const Person& person, const std::string& organisation) {
  access::Principal principal{.id = person.id};
  const auto member =
      std::ranges::find(person.memberships, organisation, &Membership::organisation);
  if (member == person.memberships.end()) return principal;
  principal.organisation = organisation;
  principal.roles = member->roles;
  return principal;
}

}  // namespace

Result<std::optional<Who>> Identities::of_session(std::string_view secret) {
  const crypto::Digest hash = hash_of(secret);
  CONCORDAT_TRY(found, ports_.store.session(hash));
  if (!found || !are_same(found->held.hash, hash)) return std::nullopt;
  const Session& session = found->held;
  const Instant now = ports_.clock.now();
  if (session.stage != Stage::kWhole || !may_act(session, found->person) ||
      since(session.opened, now) > kMaxSession_ms || since(session.seen, now) > kMaxSilence_ms) {
    return std::nullopt;
  }
  if (since(session.seen, now) >= kSeenEvery_ms) {
    CONCORDAT_CHECK(ports_.store.see_session(hash, now));
  }
  Who who{.principal = acting(found->person, session.organisation),
          .person = found->person,
          .session = session};
  who.principal.kind = access::Kind::kPerson;
  who.principal.scopes = access::every_scope();
  who.principal.fresh = since(session.proved, now) <= kMaxFreshness_ms;
  return who;
}

Result<bool> Identities::waits_for_code(std::string_view secret) {
  CONCORDAT_TRY(found, ports_.store.session(hash_of(secret)));
  return found && found->held.stage == Stage::kPassword && may_act(found->held, found->person) &&
         since(found->held.opened, ports_.clock.now()) <= kMaxSecondStep_ms;
}

Result<Who> Identities::of_token(std::string_view text) {
  if (!is_checked_secret(text, kTokenPrefix)) return fail({.code = "account.token"});
  const crypto::Digest hash = hash_of(text);
  CONCORDAT_TRY(found, ports_.store.token(hash));
  const Instant now = ports_.clock.now();
  if (!found || !are_same(found->held.hash, hash) || found->held.expires <= now ||
      found->person.state != State::kActive) {
    return fail({.code = "account.token"});
  }
  const Token& token = found->held;
  if (!token.used || since(*token.used, now) >= kSeenEvery_ms) {
    CONCORDAT_CHECK(ports_.store.see_token(hash, now));
  }
  Who who{.principal = acting(found->person, token.organisation),
          .person = found->person,
          .token = token};
  who.principal.kind = access::Kind::kService;
  who.principal.scopes = token.scopes;
  return who;
}

}  // namespace concordat::accounts

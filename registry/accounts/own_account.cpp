#include "registry/accounts/own_account.hpp"

#include <algorithm>

#include "core/base/invisible.hpp"
#include "core/base/utf8.hpp"
#include "registry/accounts/limits.hpp"
#include "registry/accounts/one_time_code.hpp"
#include "registry/accounts/secrets.hpp"

namespace concordat::accounts {
namespace {

constexpr std::size_t kRecoveryCode_bytes = 15;  // 120 bits: 24 letters
constexpr std::size_t kGroup_letters = 4;

bool is_control(char letter) {
  const auto octet = static_cast<Byte>(letter);
  return octet < 0x20 || octet == 0x7f;
}

std::string grouped(std::string_view letters) {
  std::string text;
  for (std::size_t at = 0; at < letters.size(); ++at) {
    if (at > 0 && at % kGroup_letters == 0) text.push_back('-');
    text.push_back(letters[at]);
  }
  return text;
}

Instant later(Instant from, std::int64_t by_ms) { return {from.milliseconds + by_ms}; }

}  // namespace

Status check_private_text(std::string_view text, std::string_view place) {
  const bool good = text.size() <= kMaxPrivateText_bytes && is_utf8(text) &&
                    std::ranges::none_of(text, is_control) &&
                    !find_invisible(text, Writing::kProse);
  if (good) return {};
  return fail({.code = "account.text",
               .place = std::string(place),
               .expected = "a line of at most " + std::to_string(kMaxPrivateText_bytes) +
                           " octets without control characters"});
}

Status OwnAccount::must_be_fresh(const Who& who) {
  if (who.session && who.principal.fresh) return {};
  return fail({.code = "account.not-fresh"});
}

Result<Person> OwnAccount::correct(const Who& who, const Correction& correction) {
  Person changed = who.person;
  if (correction.display_name) changed.display_name = *correction.display_name;
  if (correction.contact) changed.contact = *correction.contact;
  CONCORDAT_CHECK(check_private_text(changed.display_name, "/displayName"));
  CONCORDAT_CHECK(check_private_text(changed.contact, "/contact"));
  CONCORDAT_CHECK(ports_.store.change(changed));
  return changed;
}

// The epoch ends every session, the one that asks among them; it goes on under another secret.
Result<Opened> OwnAccount::with_new_epoch(const Who& who, Person changed) {
  if (!who.session) return fail({.code = "account.not-fresh"});
  ++changed.epoch;
  CONCORDAT_CHECK(ports_.store.change(changed));
  return sign_in_.rotate(*who.session, changed);
}

Result<Opened> OwnAccount::change_password(const Who& who, std::string_view current,
                                           std::string_view wanted) {
  if (!who.session) return fail({.code = "account.not-fresh"});
  CONCORDAT_CHECK(sign_in_.prove(who.person, current));
  CONCORDAT_TRY(hash, passwords_.chosen(wanted, {who.person.name, who.person.display_name}));
  Person changed = who.person;
  changed.password_hash = hash;
  return with_new_epoch(who, std::move(changed));
}

Status OwnAccount::choose_password(std::string_view link, std::string_view wanted) {
  if (!is_checked_secret(link, kLinkPrefix)) return fail({.code = "account.link"});
  const crypto::Digest hash = hash_of(link);
  CONCORDAT_TRY(whose, ports_.store.link(hash, ports_.clock.now()));
  if (!whose) return fail({.code = "account.link"});
  CONCORDAT_TRY(person, ports_.store.person(*whose));
  if (!person || person->state != State::kActive) return fail({.code = "account.link"});
  // A password that is refused does not use the link up.
  CONCORDAT_TRY(chosen, passwords_.chosen(wanted, {person->name, person->display_name}));
  CONCORDAT_TRY(taken, ports_.store.take_link(hash, ports_.clock.now()));
  if (!taken) return fail({.code = "account.link"});
  person->password_hash = chosen;
  ++person->epoch;
  return ports_.store.change(*person);
}

Result<Enrolment> OwnAccount::begin_second_factor(const Who& who) {
  CONCORDAT_CHECK(must_be_fresh(who));
  if (who.person.second_factor) return fail({.code = "account.second-factor-on"});
  Bytes seed(kSeed_bytes);
  ports_.randomness.fill(seed);
  CONCORDAT_TRY(sealed, ports_.seal.seal(seed, who.person.id));
  Person changed = who.person;
  changed.seed = std::move(sealed);
  CONCORDAT_CHECK(ports_.store.change(changed));
  return Enrolment{.secret = encode_base32(seed),
                   .address = enrolment_address(ports_.issuer, who.person.name, seed)};
}

Result<std::vector<std::string>> OwnAccount::recovery_codes_for(const Person& person) {
  std::vector<std::string> codes;
  std::vector<crypto::Digest> hashes;
  for (std::size_t number = 0; number < kRecoveryCodes; ++number) {
    Bytes random(kRecoveryCode_bytes);
    ports_.randomness.fill(random);
    codes.push_back(grouped(encode_base32(random)));
    hashes.push_back(hash_of_recovery_code(person.id, codes.back()));
  }
  CONCORDAT_CHECK(ports_.store.set_recovery_codes(person.id, hashes));
  return codes;
}

Result<Confirmed> OwnAccount::confirm_second_factor(const Who& who, std::string_view code) {
  CONCORDAT_CHECK(must_be_fresh(who));
  if (who.person.second_factor) return fail({.code = "account.second-factor-on"});
  if (who.person.seed.empty()) return fail({.code = "account.no-seed"});
  CONCORDAT_CHECK(sign_in_.prove_code(who.person, code));
  Person changed = who.person;
  changed.second_factor = true;
  Confirmed confirmed;
  CONCORDAT_TRY(codes, recovery_codes_for(changed));
  confirmed.recovery_codes = std::move(codes);
  CONCORDAT_TRY(session, with_new_epoch(who, std::move(changed)));
  confirmed.session = std::move(session);
  return confirmed;
}

Result<Opened> OwnAccount::end_second_factor(const Who& who) {
  CONCORDAT_CHECK(must_be_fresh(who));
  if (!who.person.second_factor) return fail({.code = "account.no-second-factor"});
  Person changed = who.person;
  changed.second_factor = false;
  changed.seed.clear();
  CONCORDAT_TRY(session, with_new_epoch(who, std::move(changed)));
  CONCORDAT_CHECK(ports_.store.set_recovery_codes(who.person.id, {}));
  return session;
}

Result<std::vector<std::string>> OwnAccount::new_recovery_codes(const Who& who) {
  CONCORDAT_CHECK(must_be_fresh(who));
  if (!who.person.second_factor) return fail({.code = "account.no-second-factor"});
  return recovery_codes_for(who.person);
}

Result<NewToken> OwnAccount::make_token(const Who& who, const Wanted& wanted) {
  CONCORDAT_CHECK(must_be_fresh(who));
  CONCORDAT_CHECK(check_private_text(wanted.label, "/label"));
  const Instant now = ports_.clock.now();
  if (wanted.expires <= now || wanted.expires > later(now, kMaxToken_ms)) {
    return fail({.code = "account.expiry",
                 .place = "/expires",
                 .expected = "an instant within " + std::to_string(kMaxToken_ms / kDay_ms) +
                             " days from now"});
  }
  if (wanted.scopes.empty()) return fail({.code = "account.scopes", .place = "/scopes"});
  if (who.principal.organisation.empty()) return fail({.code = "account.not-a-member"});
  NewToken made{.secret = new_checked_secret(ports_.randomness, kTokenPrefix)};
  made.token = {.hash = hash_of(made.secret),
                .id = new_id(ports_.randomness, 't'),
                .person = who.person.id,
                .organisation = who.principal.organisation,
                .label = wanted.label,
                .scopes = wanted.scopes,
                .made = now,
                .expires = wanted.expires,
                .epoch = who.person.epoch};
  CONCORDAT_CHECK(ports_.store.add(made.token, kMaxTokens));
  return made;
}

Result<NewToken> OwnAccount::rotate_token(const Who& who, std::string_view id) {
  const bool by_itself = who.token && who.token->id == id;
  if (!by_itself) CONCORDAT_CHECK(must_be_fresh(who));
  CONCORDAT_TRY(tokens, ports_.store.tokens(who.person.id));
  const auto found = std::ranges::find(tokens, id, &Token::id);
  const Instant now = ports_.clock.now();
  if (found == tokens.end() || found->expires <= now) {
    return fail({.code = "account.no-such-token"});
  }
  NewToken made{.secret = new_checked_secret(ports_.randomness, kTokenPrefix), .token = *found};
  made.token.hash = hash_of(made.secret);
  made.token.id = new_id(ports_.randomness, 't');
  made.token.made = now;
  made.token.used.reset();
  made.token.epoch = who.person.epoch;
  if (!by_itself) {
    made.token.expires = later(now, found->expires.milliseconds - found->made.milliseconds);
  }
  CONCORDAT_CHECK(ports_.store.add(made.token, kMaxTokens));
  const Instant over = std::min(found->expires, later(now, kTokenOverlap_ms));
  CONCORDAT_CHECK(ports_.store.expire_token(who.person.id, id, over));
  return made;
}

}  // namespace concordat::accounts

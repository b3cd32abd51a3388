#include "registry/accounts/sign_in.hpp"

#include <algorithm>
#include <array>

#include "core/base/base64url.hpp"
#include "core/base/invisible.hpp"
#include "core/base/utf8.hpp"
#include "registry/accounts/limits.hpp"
#include "registry/accounts/one_time_code.hpp"
#include "registry/accounts/secrets.hpp"

namespace concordat::accounts {
namespace {

constexpr std::size_t kDevice_bytes = 16;
// Stands in for a person who does not exist, so that every step is taken.
const Person kNobody{};

std::string device_text(const Person& person, ByteView device) {
  std::string text = "device\n" + person.id + "\n" + std::to_string(person.epoch) + "\n";
  return text.append(text_of(device));
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char letter) {
    const auto octet = static_cast<Byte>(letter);
    return octet < 0x20 || octet == 0x7f;
  });
}

std::string cut(std::string_view text, std::size_t size_bytes) {
  if (text.size() > size_bytes) text = text.substr(0, size_bytes);
  const auto invalid = find_invalid_utf8(text);
  return std::string(text.substr(0, invalid.value_or(text.size())));
}

std::unexpected<Error> wrong_sign_in() { return fail({.code = "account.sign-in"}); }

}  // namespace

std::string sign_in_name(std::string_view text, const TextForm& form) {
  if (text.empty() || text.size() > kMaxName_bytes || !is_utf8(text)) return {};
  std::string folded = form.folded_name(text);
  if (folded.empty() || folded.size() > kMaxName_bytes || has_control(folded) ||
      folded.find(' ') != std::string::npos || find_invisible(folded, Writing::kPrinted)) {
    return {};
  }
  return folded;
}

crypto::Digest hash_of_recovery_code(std::string_view person, std::string_view code) {
  std::string text = std::string(person) + "\n";
  for (const char letter : code) {
    if (letter == '-' || letter == ' ') continue;
    text.push_back(letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter);
  }
  return hash_of(text);
}

Result<std::string> acting_for(const Person& person, std::string_view organisation) {
  if (organisation.empty()) {
    return person.memberships.empty() ? std::string() : person.memberships.front().organisation;
  }
  const auto found = std::ranges::find(person.memberships, organisation, &Membership::organisation);
  if (found == person.memberships.end()) {
    return fail({.code = "account.not-a-member", .place = "/organisation"});
  }
  return found->organisation;
}

Result<std::string> SignIn::device_mark(const Person& person) {
  Bytes device(kDevice_bytes);
  ports_.randomness.fill(device);
  CONCORDAT_TRY(mac, ports_.keyed_hash.hmac_sha256(ports_.device_secret,
                                                   bytes_of(device_text(person, device))));
  device.insert(device.end(), mac.begin(), mac.end());
  return encode_base64url(device);
}

Result<std::optional<std::string>> SignIn::known_device(std::string_view mark,
                                                        const Person& person) const {
  const auto octets = decode_base64url(mark.substr(0, 2 * kDevice_bytes + sizeof(crypto::Digest)));
  Bytes shown = octets.value_or(Bytes());
  shown.resize(kDevice_bytes + sizeof(crypto::Digest));
  const ByteView device = ByteView(shown).first(kDevice_bytes);
  CONCORDAT_TRY(mac, ports_.keyed_hash.hmac_sha256(ports_.device_secret,
                                                   bytes_of(device_text(person, device))));
  if (!are_same(mac, ByteView(shown).subspan(kDevice_bytes)) || person.id.empty()) {
    return std::nullopt;
  }
  return encode_base64url(device);
}

Result<std::vector<Throttle::Count>> SignIn::counts_of(const std::string& name,
                                                       const Person& person,
                                                       const Caller& caller) const {
  CONCORDAT_TRY(device, known_device(caller.device, person));
  if (device) return std::vector<Throttle::Count>{{.key = "device " + *device, .pace = kOfDevice}};
  const std::string network = Throttle::network_of(caller.address);
  return std::vector<Throttle::Count>{
      {.key = "name " + network + " " + name, .pace = kOfName},
      {.key = "anywhere " + name, .pace = kOfNameAnywhere},
      {.key = "network " + network, .pace = kOfNetwork, .in_a_row = false}};
}

Result<Person> SignIn::with_password(const Given& given, const Caller& caller) {
  const std::string name = sign_in_name(given.name, ports_.form);
  const std::string_view password =
      given.password.size() <= kMaxPassword_bytes ? given.password : std::string_view();
  CONCORDAT_TRY(found, ports_.store.person_named(name));
  const Person& person = found ? *found : kNobody;
  CONCORDAT_TRY(counts, counts_of(name, person, caller));
  CONCORDAT_CHECK(throttle_.charge(counts, ports_.clock.now()));
  const bool may = found && person.state == State::kActive;
  const auto held = passwords_.holds(password, may ? person.password_hash : std::string());
  if (!held) {
    throttle_.refund(counts);
    return fail(held.error());
  }
  if (!*held) return wrong_sign_in();
  throttle_.succeeded(counts);
  return person;
}

// Somebody else may have changed the row meanwhile; then it is renewed another time.
void SignIn::renew(const Person& person, std::string_view password) {
  Person renewed = person;
  renewed.password_hash = passwords_.renewed(password, person.password_hash);
  if (renewed.password_hash.empty()) return;
  [[maybe_unused]] const Status changed = ports_.store.change(renewed);
}

Result<Opened> SignIn::begin(const Given& given, const Caller& caller) {
  CONCORDAT_TRY(person, with_password(given, caller));
  CONCORDAT_TRY(organisation, acting_for(person, given.organisation));
  renew(person, given.password);
  const Instant now = ports_.clock.now();
  Opened opened{.secret = new_secret(ports_.randomness)};
  opened.session = {.hash = hash_of(opened.secret),
                    .id = new_id(ports_.randomness, 's'),
                    .person = person.id,
                    .organisation = organisation,
                    .stage = person.second_factor ? Stage::kPassword : Stage::kWhole,
                    .opened = now,
                    .seen = now,
                    .proved = now,
                    .epoch = person.epoch,
                    .client = cut(caller.client, kMaxClient_bytes)};
  if (opened.session.stage == Stage::kWhole) {
    CONCORDAT_TRY(device, device_mark(person));
    opened.device = device;
  }
  CONCORDAT_CHECK(ports_.store.open(opened.session, std::nullopt));
  if (!caller.session.empty()) {
    CONCORDAT_CHECK(ports_.store.end_session(hash_of(caller.session)));
  }
  return opened;
}

Status SignIn::prove(const Person& person, std::string_view password) {
  const std::vector<Throttle::Count> counts{{.key = "again " + person.id, .pace = kOfCode}};
  CONCORDAT_CHECK(throttle_.charge(counts, ports_.clock.now()));
  if (password.size() > kMaxPassword_bytes) password = {};
  const auto held = passwords_.holds(password, person.password_hash);
  if (!held) {
    throttle_.refund(counts);
    return fail(held.error());
  }
  if (!*held) return fail({.code = "account.password"});
  throttle_.succeeded(counts);
  return {};
}

Status SignIn::prove_code(const Person& person, std::string_view code) {
  const std::vector<Throttle::Count> counts{{.key = "code " + person.id, .pace = kOfCode}};
  const Instant now = ports_.clock.now();
  CONCORDAT_CHECK(throttle_.charge(counts, now));
  CONCORDAT_TRY(seed, ports_.seal.open(person.seed, person.id));
  CONCORDAT_TRY(step, step_of_code(ports_.keyed_hash, seed, code, now));
  if (!step) return fail({.code = "account.code"});
  CONCORDAT_TRY(first, ports_.store.take_step(person.id, *step));
  if (!first) return fail({.code = "account.code"});
  throttle_.succeeded(counts);
  return {};
}

Status SignIn::second_factor(const Person& person, const SecondFactor& second) {
  if (second.recovery_code.empty()) return prove_code(person, second.code);
  const std::vector<Throttle::Count> counts{{.key = "code " + person.id, .pace = kOfCode}};
  CONCORDAT_CHECK(throttle_.charge(counts, ports_.clock.now()));
  CONCORDAT_TRY(taken, ports_.store.take_recovery_code(
                           person.id, hash_of_recovery_code(person.id, second.recovery_code)));
  if (!taken) return fail({.code = "account.code"});
  throttle_.succeeded(counts);
  return {};
}

Result<Opened> SignIn::finish(const SecondFactor& second, const Caller& caller) {
  const crypto::Digest hash = hash_of(caller.session);
  CONCORDAT_TRY(waiting, ports_.store.session(hash));
  const Instant now = ports_.clock.now();
  if (!waiting || waiting->held.stage != Stage::kPassword ||
      waiting->person.state != State::kActive || waiting->held.epoch != waiting->person.epoch ||
      now.milliseconds - waiting->held.opened.milliseconds > kMaxSecondStep_ms) {
    return fail({.code = "account.no-attempt"});
  }
  CONCORDAT_TRY(may, ports_.store.take_try(hash, kMaxCodeTries));
  if (!may) return fail({.code = "account.no-attempt"});
  CONCORDAT_CHECK(second_factor(waiting->person, second));
  Session whole = waiting->held;
  whole.opened = now;
  whole.proved = now;
  return rotate(whole, waiting->person);
}

Result<Opened> SignIn::rotate(const Session& session, const Person& person) {
  Opened opened{.secret = new_secret(ports_.randomness), .session = session};
  opened.session.hash = hash_of(opened.secret);
  opened.session.stage = Stage::kWhole;
  opened.session.seen = ports_.clock.now();
  opened.session.epoch = person.epoch;
  CONCORDAT_TRY(device, device_mark(person));
  opened.device = device;
  CONCORDAT_CHECK(ports_.store.open(opened.session, session.hash));
  return opened;
}

}  // namespace concordat::accounts

// Accounts on a private file of a test's own, with a clock and chance that the test rules.
#pragma once

#include <atomic>
#include <string>

#include <doctest/doctest.h>

#include "adapters/keys/openssl_keyed_hash.hpp"
#include "adapters/keys/sodium_seal.hpp"
#include "adapters/private/account_file.hpp"
#include "adapters/text/icu_form.hpp"
#include "core/base/hex.hpp"
#include "registry/accounts/accounts.hpp"
#include "registry/accounts/limits.hpp"
#include "registry/accounts/one_time_code.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::accounts {

class RuledClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }
  void pass(std::int64_t milliseconds) { now_.milliseconds += milliseconds; }

 private:
  Instant now_ = *parse_instant("2026-03-02T08:00:00Z");
};

// Never the same twice, and the same in every run.
class CountedRandomness final : public Randomness {
 public:
  void fill(std::span<Byte> octets) override {
    for (std::size_t at = 0; at < octets.size();) {
      const auto some = crypto::sha256(bytes_of(std::to_string(next_.fetch_add(1))));
      for (std::size_t from = 0; from < some.size() && at < octets.size();) {
        octets[at++] = some[from++];
      }
    }
  }

 private:
  std::atomic<std::uint64_t> next_{0};
};

// Counts what a real one would spend its time on.
class CountedHash final : public PasswordHash {
 public:
  [[nodiscard]] Result<std::string> of(std::string_view password) const override {
    ++made;
    return text(password);
  }
  [[nodiscard]] bool holds(std::string_view password, const std::string& hash) const override {
    ++compared;
    return hash.substr(hash.find('$')) == text(password).substr(text(password).find('$'));
  }
  [[nodiscard]] bool is_outdated(const std::string& hash) const override {
    return !hash.starts_with(cost);
  }

  std::string cost = "c1";
  mutable std::atomic<int> made{0};
  mutable std::atomic<int> compared{0};

 private:
  [[nodiscard]] std::string text(std::string_view password) const {
    return cost + "$" + encode_hex(crypto::sha256(bytes_of(password)));
  }
};

inline constexpr std::string_view kPassword = "nine grey herons at dusk";
inline constexpr std::string_view kOtherPassword = "two lanterns, one long road";

struct House {
  House() {
    auto opened = private_file::AccountFile::open(folder.file("registry.db-private"),
                                                  private_file::Opening::kCreate);
    REQUIRE(opened.has_value());
    store = std::move(*opened);
    accounts = make();
  }

  // Another one on the same file, as another process has it.
  [[nodiscard]] std::unique_ptr<Accounts> make() {
    auto made = Accounts::of({.store = *store,
                              .clock = clock,
                              .randomness = randomness,
                              .password_hash = hash,
                              .keyed_hash = keyed_hash,
                              .seal = seal,
                              .form = form,
                              .device_secret = crypto::sha256(bytes_of("devices")),
                              .issuer = "registry.example"});
    REQUIRE(made.has_value());
    return std::move(*made);
  }

  // Somebody with a password, who works for a laboratory.
  Person somebody(const std::string& name = "amina@lab.example") {
    const auto invited = accounts->people().add(
        {.name = name,
         .display_name = "Amina Diallo",
         .contact = "+221 33 000 00 00",
         .memberships = {{.organisation = "lab.example", .roles = {access::Role::kLaboratory}}}});
    REQUIRE(invited.has_value());
    REQUIRE(accounts->own().choose_password(invited->link, kPassword).has_value());
    return *accounts->people().find(name);
  }

  Result<Opened> sign_in(std::string_view name, std::string_view password,
                         const Caller& caller = {.address = "192.0.2.7"}) {
    return accounts->sign_in().begin({.name = name, .password = password}, caller);
  }
  Opened signed_in(std::string_view name = "amina@lab.example") {
    auto opened = sign_in(name, kPassword);
    REQUIRE(opened.has_value());
    REQUIRE(opened->session.stage == Stage::kWhole);
    return std::move(*opened);
  }
  std::optional<Who> who(std::string_view secret) {
    auto found = accounts->identities().of_session(secret);
    REQUIRE(found.has_value());
    return std::move(*found);
  }

  // The code that the application of this person shows now.
  std::string code_of(std::string_view name, std::int64_t steps = 0) {
    const auto person = accounts->people().find(name);
    REQUIRE(person.has_value());
    const auto seed = seal.open(person->seed, person->id);
    REQUIRE(seed.has_value());
    return *one_time_code(keyed_hash, *seed, step_at(clock.now()) + steps);
  }
  // A second factor for whoever holds this session; the session that goes on.
  Confirmed with_second_factor(const Opened& opened) {
    REQUIRE(accounts->own().begin_second_factor(*who(opened.secret)).has_value());
    auto confirmed = accounts->own().confirm_second_factor(
        *who(opened.secret), code_of(who(opened.secret)->person.name));
    REQUIRE(confirmed.has_value());
    clock.pass(kCodeStep_s * kSecond_ms);  // that code is used up
    return std::move(*confirmed);
  }

  testing::TemporaryFolder folder;
  RuledClock clock;
  CountedRandomness randomness;
  CountedHash hash;
  keys::OpensslKeyedHash keyed_hash;
  keys::SodiumSeal seal{crypto::sha256(bytes_of("seeds"))};
  text::IcuForm form;
  std::unique_ptr<private_file::AccountFile> store;
  std::unique_ptr<Accounts> accounts;
};

}  // namespace concordat::accounts

#include "registry/accounts/passwords.hpp"

#include <future>
#include <thread>

#include <doctest/doctest.h>

#include "registry/accounts/accounts_for_tests.hpp"

namespace concordat::accounts {
namespace {

std::string verdict_on(std::string_view password) {
  const text::IcuForm form;
  const auto checked =
      check_password(form.composed(password), {"amina.diallo@lab.example", "Amina Diallo"}, form);
  return checked ? "" : checked.error().code;
}

TEST_CASE("length is asked for, and no composition") {
  CHECK(verdict_on("nine grey herons") == "");
  CHECK(verdict_on("ninegreyherons at dusk") == "");
  CHECK(verdict_on("482915073664182") == "");
  CHECK(verdict_on("nine grey heron") == "");
  CHECK(verdict_on("nine grey hero") == "account.password-short");
  CHECK(verdict_on("") == "account.password-short");
  CHECK(verdict_on(std::string(300, 'a') + "bcdefgh zyx 123") == "account.password-expected");
  CHECK(verdict_on("\u0627\u0644\u0644\u0642\u0644\u0642 \u0641\u064a "
                   "\u0627\u0644\u0635\u0628\u0627\u062d") == "");
}

TEST_CASE("a character is one however it is typed") {
  // Fifteen once composed; twenty code points before.
  CHECK(verdict_on("u\u0308ber o\u0308rtlich a\u0308") == "account.password-short");
  CHECK(verdict_on("u\u0308ber o\u0308rtlich a\u0308 x") == "");
}

TEST_CASE("what can be expected of this owner and this service is refused") {
  CHECK(verdict_on("aaaaaaaaaaaaaaaaaaaa") == "account.password-expected");
  CHECK(verdict_on("ababababababababab") == "account.password-expected");
  CHECK(verdict_on("abcdefghijklmnopqrstuvw") == "account.password-expected");
  CHECK(verdict_on("12345678901234567890") == "account.password-expected");
  CHECK(verdict_on("amina.diallo@lab.example") == "account.password-expected");
  CHECK(verdict_on("Amina.Diallo2026") == "account.password-expected");
  CHECK(verdict_on("ConcordatPassword1") == "account.password-expected");
  CHECK(verdict_on("qwertyqwertyqwerty") == "account.password-expected");
  CHECK(verdict_on("amina likes nine grey herons") == "");
}

TEST_CASE("a flood is refused before anything is computed of it") {
  CHECK(verdict_on(std::string(2000, 'x')) == "account.password-long");
  const CountedHash hash;
  const text::IcuForm form;
  auto passwords = Passwords::of(hash, form, 1);
  REQUIRE(passwords.has_value());
  const int before = hash.made;
  CHECK((*passwords)->chosen(std::string(std::size_t{8} << 20, 'x'), {}).error().code ==
        "account.password-long");
  CHECK(hash.made == before);
}

TEST_CASE("where there is no hash, one is compared all the same") {
  const CountedHash hash;
  const text::IcuForm form;
  auto passwords = Passwords::of(hash, form, 1);
  REQUIRE(passwords.has_value());
  CHECK((*passwords)->holds("whatever is typed, it is not this", "") == false);
  CHECK(hash.compared == 1);
}

// A hash that waits until it is let go.
class HeldHash final : public PasswordHash {
 public:
  explicit HeldHash(std::shared_future<void> go) : go_(std::move(go)) {}
  [[nodiscard]] Result<std::string> of(std::string_view) const override { return "h"; }
  [[nodiscard]] bool holds(std::string_view, const std::string&) const override {
    const int inside = ++inside_;
    int most = most_;
    while (inside > most && !most_.compare_exchange_weak(most, inside)) {
    }
    go_.wait();
    --inside_;
    return true;
  }
  [[nodiscard]] bool is_outdated(const std::string&) const override { return false; }
  [[nodiscard]] int most() const { return most_; }

 private:
  std::shared_future<void> go_;
  mutable std::atomic<int> inside_{0};
  mutable std::atomic<int> most_{0};
};

TEST_CASE("few are hashed at once, few wait, and the next is told to come back") {
  std::promise<void> go;
  const HeldHash hash(go.get_future().share());
  const text::IcuForm form;
  auto passwords = Passwords::of(hash, form, 2);
  REQUIRE(passwords.has_value());
  std::atomic<int> held{0};
  std::atomic<int> busy{0};
  std::vector<std::jthread> callers;
  for (int caller = 0; caller < 50; ++caller) {
    callers.emplace_back([&] {
      const auto outcome = (*passwords)->holds("x", "h");
      if (outcome) {
        ++held;
      } else if (outcome.error().code == "account.busy") {
        ++busy;
      }
    });
  }
  // Two inside and eight in front: the other forty have nowhere to wait.
  while (busy < 40) std::this_thread::yield();
  go.set_value();
  callers.clear();
  CHECK(busy == 40);
  CHECK(held == 10);
  CHECK(hash.most() == 2);
}

}  // namespace
}  // namespace concordat::accounts

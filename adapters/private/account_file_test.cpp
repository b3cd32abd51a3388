#include "adapters/private/account_file.hpp"

#include <thread>

#include <doctest/doctest.h>

#include "adapters/private/account_rows.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::private_file {
namespace {

using access::Role;
using accounts::Person;

Person amina() {
  return {.id = "p-1",
          .name = "amina",
          .display_name = "Amina",
          .contact = "desk 4",
          .memberships = {{.organisation = "a", .roles = {Role::kLaboratory, Role::kAuditor}},
                          {.organisation = "b", .roles = {Role::kTrader}}},
          .password_hash = "h",
          .seed = {1, 0, 2},
          .second_factor = true,
          .epoch = 3,
          .made = {1000}};
}

std::unique_ptr<AccountFile> opened(const std::string& path) {
  auto file = AccountFile::open(path, Opening::kCreate);
  REQUIRE(file.has_value());
  return std::move(*file);
}

TEST_CASE("people come back as they were written, by another connection too") {
  const testing::TemporaryFolder folder;
  const auto file = opened(folder.file("p"));
  REQUIRE(file->add(amina()));
  const auto other = opened(folder.file("p"));
  for (const auto& found : {other->person("p-1"), other->person_named("amina")}) {
    REQUIRE(found.has_value());
    REQUIRE(found->has_value());
    const Person& person = **found;
    CHECK(person.display_name == "Amina");
    CHECK(person.contact == "desk 4");
    CHECK(person.memberships == amina().memberships);
    CHECK(person.seed == amina().seed);
    CHECK(person.second_factor);
    CHECK(person.epoch == 3);
    CHECK(person.made == Instant{1000});
  }
  CHECK_FALSE(other->person("p-2")->has_value());
  CHECK(other->people("", 10)->size() == 1);
  CHECK(other->people("p-1", 10)->empty());
}

TEST_CASE("a name is one person's, and a change is made on what was read") {
  const testing::TemporaryFolder folder;
  const auto file = opened(folder.file("p"));
  REQUIRE(file->add(amina()));
  Person other = amina();
  other.id = "p-2";
  CHECK(file->add(other).error().code == "account.name-taken");
  other.name = "bruno";
  REQUIRE(file->add(other));
  other.name = "amina";
  CHECK(file->change(other).error().code == "account.name-taken");
  Person read = **file->person("p-1");
  read.memberships.clear();
  REQUIRE(file->change(read));
  CHECK(file->change(read).error().code == "account.changed-meanwhile");
  CHECK((*file->person("p-1"))->memberships.empty());
  CHECK((*file->person("p-1"))->revision == 1);
}

TEST_CASE("what serves once serves one of many") {
  const testing::TemporaryFolder folder;
  const auto file = opened(folder.file("p"));
  REQUIRE(file->add(amina()));
  const crypto::Digest hash = crypto::sha256(bytes_of("code"));
  REQUIRE(file->set_recovery_codes("p-1", {hash}));
  REQUIRE(file->set_link("p-1", hash, {5000}));
  std::atomic<int> codes{0};
  std::atomic<int> steps{0};
  std::atomic<int> links{0};
  {
    std::vector<std::jthread> callers;
    for (int caller = 0; caller < 8; ++caller) {
      callers.emplace_back([&] {
        const auto own = AccountFile::open(folder.file("p"), Opening::kExisting);
        if (!own) return;
        codes += (*own)->take_recovery_code("p-1", hash).value_or(false) ? 1 : 0;
        steps += (*own)->take_step("p-1", 7).value_or(false) ? 1 : 0;
        const auto link = (*own)->take_link(hash, {4999});
        links += link && *link ? 1 : 0;
      });
    }
  }
  CHECK(codes == 1);
  CHECK(steps == 1);
  CHECK(links == 1);
  CHECK(file->take_step("p-1", 6) == false);
  CHECK(file->take_step("p-1", 8) == true);
  REQUIRE(file->set_link("p-1", hash, {5000}));
  CHECK_FALSE(file->take_link(hash, {5000})->has_value());
}

TEST_CASE("roles and scopes are kept by name, and an unknown name gives nothing") {
  CHECK(text_of(access::RoleSet{Role::kTrader, Role::kOperator}) == "operator trader");
  CHECK(roles_of("operator trader") == access::RoleSet{Role::kTrader, Role::kOperator});
  CHECK(roles_of("emperor trader ") == access::RoleSet{Role::kTrader});
  CHECK(roles_of("") == access::RoleSet{});
  CHECK(scopes_of(text_of(access::every_scope())) == access::every_scope());
}

}  // namespace
}  // namespace concordat::private_file

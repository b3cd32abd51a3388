// People and their single-use codes.
#include "adapters/private/account_file.hpp"

#include "adapters/private/account_rows.hpp"

namespace concordat::private_file {

using accounts::Membership;
using accounts::Person;
using sqlite::Statement;
using sqlite::Transaction;

Result<std::unique_ptr<AccountFile>> AccountFile::open(const std::filesystem::path& path,
                                                       Opening opening) {
  CONCORDAT_TRY(connection, private_file::open(path, account_schema(), opening));
  return std::unique_ptr<AccountFile>(new AccountFile(std::move(connection)));
}

int AccountFile::changed() const { return sqlite3_changes(connection_.handle()); }

Status AccountFile::run_for(std::string_view sql, std::string_view person) {
  CONCORDAT_TRY(statement, connection_.prepare(sql));
  return statement.bind(person).run();
}

Status AccountFile::read_memberships(Person& person) {
  CONCORDAT_TRY(select, connection_.prepare("SELECT organisation, roles FROM account_membership"
                                            " WHERE person = ? ORDER BY organisation"));
  select.bind(std::string_view(person.id));
  for (;;) {
    CONCORDAT_TRY(row, select.step());
    if (!row) return {};
    person.memberships.push_back(
        {.organisation = std::string(select.text(0)), .roles = roles_of(select.text(1))});
  }
}

Status AccountFile::write_memberships(const Person& person) {
  CONCORDAT_CHECK(run_for("DELETE FROM account_membership WHERE person = ?", person.id));
  for (const Membership& membership : person.memberships) {
    CONCORDAT_TRY(insert, connection_.prepare("INSERT INTO account_membership VALUES (?, ?, ?)"));
    const std::string roles = text_of(membership.roles);
    insert.bind(std::string_view(person.id)).bind(std::string_view(membership.organisation));
    CONCORDAT_CHECK(insert.bind(std::string_view(roles)).run());
  }
  return {};
}

Status AccountFile::must_be_free(const Person& person) {
  CONCORDAT_TRY(select,
                connection_.prepare("SELECT 1 FROM account_person WHERE name = ? AND id <> ?"));
  select.bind(std::string_view(person.name)).bind(std::string_view(person.id));
  CONCORDAT_TRY(taken, select.step());
  if (taken) return fail({.code = "account.name-taken", .place = "/name"});
  return {};
}

Status AccountFile::add(const Person& person) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(transaction, Transaction::begin(connection_));
  CONCORDAT_CHECK(must_be_free(person));
  {
    CONCORDAT_TRY(insert, connection_.prepare(
                              "INSERT INTO account_person(id, name, display_name, contact, state,"
                              " password_hash, seed, second_factor, epoch, revision, made)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    insert.bind(std::string_view(person.id))
        .bind(std::string_view(person.name))
        .bind(std::string_view(person.display_name))
        .bind(std::string_view(person.contact))
        .bind(static_cast<std::int64_t>(person.state))
        .bind(std::string_view(person.password_hash))
        .bind(ByteView(person.seed))
        .bind(std::int64_t{person.second_factor})
        .bind(person.epoch)
        .bind(person.revision)
        .bind(person.made.milliseconds);
    CONCORDAT_CHECK(insert.run());
  }
  CONCORDAT_CHECK(write_memberships(person));
  return transaction.commit();
}

Result<std::optional<Person>> AccountFile::person_where(std::string_view condition,
                                                        std::string_view value) {
  const std::string sql = "SELECT " + std::string(kPersonColumns) +
                          " FROM account_person p WHERE " + std::string(condition);
  CONCORDAT_TRY(transaction, Transaction::snapshot(connection_));
  std::optional<Person> found;
  {
    CONCORDAT_TRY(select, connection_.prepare(sql));
    CONCORDAT_TRY(row, select.bind(value).step());
    if (row) found = person_of(select);
  }
  if (found) CONCORDAT_CHECK(read_memberships(*found));
  CONCORDAT_CHECK(transaction.commit());
  return found;
}

Result<std::optional<Person>> AccountFile::person(std::string_view id) {
  const std::lock_guard lock(mutex_);
  return person_where("p.id = ?", id);
}

Result<std::optional<Person>> AccountFile::person_named(std::string_view name) {
  const std::lock_guard lock(mutex_);
  return person_where("p.name = ?", name);
}

Result<std::vector<Person>> AccountFile::people(std::string_view after, std::size_t limit) {
  const std::lock_guard lock(mutex_);
  static const std::string sql = "SELECT " + std::string(kPersonColumns) +
                                 " FROM account_person p WHERE p.id > ? ORDER BY p.id LIMIT ?";
  CONCORDAT_TRY(transaction, Transaction::snapshot(connection_));
  std::vector<Person> found;
  {
    CONCORDAT_TRY(select, connection_.prepare(sql));
    select.bind(after).bind(std::uint64_t{limit});
    for (;;) {
      CONCORDAT_TRY(row, select.step());
      if (!row) break;
      found.push_back(person_of(select));
    }
  }
  for (Person& person : found) CONCORDAT_CHECK(read_memberships(person));
  CONCORDAT_CHECK(transaction.commit());
  return found;
}

Status AccountFile::change(const Person& person) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(transaction, Transaction::begin(connection_));
  CONCORDAT_CHECK(must_be_free(person));
  {
    CONCORDAT_TRY(update, connection_.prepare(
                              "UPDATE account_person SET name = ?, display_name = ?, contact = ?,"
                              " state = ?, password_hash = ?, seed = ?, second_factor = ?,"
                              " epoch = ?, revision = revision + 1"
                              " WHERE id = ? AND revision = ? AND state <> 2"));
    update.bind(std::string_view(person.name))
        .bind(std::string_view(person.display_name))
        .bind(std::string_view(person.contact))
        .bind(static_cast<std::int64_t>(person.state))
        .bind(std::string_view(person.password_hash))
        .bind(ByteView(person.seed))
        .bind(std::int64_t{person.second_factor})
        .bind(person.epoch)
        .bind(std::string_view(person.id))
        .bind(person.revision);
    CONCORDAT_CHECK(update.run());
  }
  if (changed() != 1) return fail({.code = "account.changed-meanwhile"});
  CONCORDAT_CHECK(write_memberships(person));
  return transaction.commit();
}

Status AccountFile::erase(std::string_view person) {
  const std::lock_guard lock(mutex_);
  {
    CONCORDAT_TRY(transaction, Transaction::begin(connection_));
    CONCORDAT_CHECK(
        run_for("UPDATE account_person SET name = NULL, display_name = '', contact = '', state = 2,"
                " password_hash = '', seed = x'', second_factor = 0, step = -1, epoch = epoch + 1,"
                " revision = revision + 1 WHERE id = ?",
                person));
    for (const std::string_view sql :
         {"DELETE FROM account_membership WHERE person = ?",
          "DELETE FROM account_session WHERE person = ?",
          "DELETE FROM account_token WHERE person = ?", "DELETE FROM account_link WHERE person = ?",
          "DELETE FROM account_recovery WHERE person = ?"}) {
      CONCORDAT_CHECK(run_for(sql, person));
    }
    CONCORDAT_CHECK(transaction.commit());
  }
  return settle(connection_);
}

Status AccountFile::set_link(std::string_view person, const crypto::Digest& hash, Instant expires) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(insert,
                connection_.prepare("INSERT OR REPLACE INTO account_link(person, hash, expires)"
                                    " VALUES (?, ?, ?)"));
  return insert.bind(person).bind(ByteView(hash)).bind(expires.milliseconds).run();
}

Result<std::optional<std::string>> AccountFile::link(const crypto::Digest& hash, Instant now) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(select, connection_.prepare(
                            "SELECT person FROM account_link WHERE hash = ? AND expires > ?"));
  CONCORDAT_TRY(row, select.bind(ByteView(hash)).bind(now.milliseconds).step());
  return row ? std::optional(std::string(select.text(0))) : std::nullopt;
}

Result<std::optional<std::string>> AccountFile::take_link(const crypto::Digest& hash, Instant now) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(taken, connection_.prepare("DELETE FROM account_link WHERE hash = ?"
                                           " AND expires > ? RETURNING person"));
  taken.bind(ByteView(hash)).bind(now.milliseconds);
  std::optional<std::string> person;
  // To the end, so that it is committed.
  for (;;) {
    CONCORDAT_TRY(row, taken.step());
    if (!row) return person;
    person = std::string(taken.text(0));
  }
}

Result<bool> AccountFile::take_step(std::string_view person, std::int64_t step) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(update, connection_.prepare("UPDATE account_person SET step = ?1"
                                            " WHERE id = ?2 AND step < ?1"));
  CONCORDAT_CHECK(update.bind(step).bind(person).run());
  return changed() == 1;
}

Status AccountFile::set_recovery_codes(std::string_view person,
                                       const std::vector<crypto::Digest>& hashes) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(transaction, Transaction::begin(connection_));
  CONCORDAT_CHECK(run_for("DELETE FROM account_recovery WHERE person = ?", person));
  for (const crypto::Digest& hash : hashes) {
    CONCORDAT_TRY(insert, connection_.prepare("INSERT INTO account_recovery VALUES (?, ?)"));
    CONCORDAT_CHECK(insert.bind(person).bind(ByteView(hash)).run());
  }
  return transaction.commit();
}

Result<bool> AccountFile::take_recovery_code(std::string_view person, const crypto::Digest& hash) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(taken,
                connection_.prepare("DELETE FROM account_recovery WHERE person = ? AND hash = ?"));
  CONCORDAT_CHECK(taken.bind(person).bind(ByteView(hash)).run());
  return changed() == 1;
}

Result<std::uint64_t> AccountFile::recovery_codes(std::string_view person) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(select,
                connection_.prepare("SELECT count(*) FROM account_recovery WHERE person = ?"));
  CONCORDAT_TRY(row, select.bind(person).step());
  return row ? select.count(0) : 0;
}

}  // namespace concordat::private_file

// Sessions and tokens.
#include "adapters/private/account_file.hpp"
#include "adapters/private/account_rows.hpp"

namespace concordat::private_file {

using accounts::Held;
using accounts::Session;
using accounts::Token;
using sqlite::Transaction;

Status AccountFile::must_be_of_epoch(std::string_view person, std::uint64_t epoch) {
  CONCORDAT_TRY(select, connection_.prepare("SELECT 1 FROM account_person"
                                            " WHERE id = ? AND epoch = ? AND state = 0"));
  CONCORDAT_TRY(same, select.bind(person).bind(epoch).step());
  if (!same) return fail({.code = "account.changed-meanwhile"});
  return {};
}

Status AccountFile::open(const Session& session, const std::optional<crypto::Digest>& in_place_of) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(transaction, Transaction::begin(connection_));
  CONCORDAT_CHECK(must_be_of_epoch(session.person, session.epoch));
  if (in_place_of) {
    CONCORDAT_TRY(end, connection_.prepare("DELETE FROM account_session WHERE hash = ?"));
    CONCORDAT_CHECK(end.bind(ByteView(*in_place_of)).run());
    if (changed() != 1) return fail({.code = "account.changed-meanwhile"});
  }
  {
    CONCORDAT_TRY(insert, connection_.prepare("INSERT INTO account_session VALUES"
                                              " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    insert.bind(ByteView(session.hash))
        .bind(std::string_view(session.id))
        .bind(std::string_view(session.person))
        .bind(std::string_view(session.organisation))
        .bind(static_cast<std::int64_t>(session.stage))
        .bind(std::int64_t{session.tries})
        .bind(session.opened.milliseconds)
        .bind(session.seen.milliseconds)
        .bind(session.proved.milliseconds)
        .bind(session.epoch)
        .bind(std::string_view(session.client));
    CONCORDAT_CHECK(insert.run());
  }
  return transaction.commit();
}

Result<std::optional<Held<Session>>> AccountFile::session(const crypto::Digest& hash) {
  const std::lock_guard lock(mutex_);
  static const std::string sql = "SELECT " + std::string(kPersonColumns) + ", " +
                                 std::string(kSessionColumns) +
                                 " FROM account_session s JOIN account_person p"
                                 " ON p.id = s.person WHERE s.hash = ?";
  CONCORDAT_TRY(transaction, Transaction::snapshot(connection_));
  std::optional<Held<Session>> found;
  {
    CONCORDAT_TRY(select, connection_.prepare(sql));
    CONCORDAT_TRY(row, select.bind(ByteView(hash)).step());
    if (row) found = {.held = session_of(select, kPersonColumnCount), .person = person_of(select)};
  }
  if (found) CONCORDAT_CHECK(read_memberships(found->person));
  CONCORDAT_CHECK(transaction.commit());
  return found;
}

Status AccountFile::see_session(const crypto::Digest& hash, Instant now) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(update, connection_.prepare("UPDATE account_session SET seen = ? WHERE hash = ?"));
  return update.bind(now.milliseconds).bind(ByteView(hash)).run();
}

Result<bool> AccountFile::take_try(const crypto::Digest& hash, std::uint32_t most) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(update, connection_.prepare("UPDATE account_session SET tries = tries + 1"
                                            " WHERE hash = ? AND tries < ?"));
  CONCORDAT_CHECK(update.bind(ByteView(hash)).bind(std::int64_t{most}).run());
  return changed() == 1;
}

Result<std::vector<Session>> AccountFile::sessions(std::string_view person) {
  const std::lock_guard lock(mutex_);
  static const std::string sql = "SELECT " + std::string(kSessionColumns) +
                                 " FROM account_session s WHERE s.person = ?"
                                 " ORDER BY s.opened, s.id";
  CONCORDAT_TRY(select, connection_.prepare(sql));
  select.bind(person);
  std::vector<Session> found;
  for (;;) {
    CONCORDAT_TRY(row, select.step());
    if (!row) return found;
    found.push_back(session_of(select, 0));
  }
}

Result<bool> AccountFile::end_session(std::string_view person, std::string_view id) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(end,
                connection_.prepare("DELETE FROM account_session WHERE person = ? AND id = ?"));
  CONCORDAT_CHECK(end.bind(person).bind(id).run());
  return changed() > 0;
}

Status AccountFile::end_session(const crypto::Digest& hash) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(end, connection_.prepare("DELETE FROM account_session WHERE hash = ?"));
  return end.bind(ByteView(hash)).run();
}

Status AccountFile::end_sessions(std::string_view person) {
  const std::lock_guard lock(mutex_);
  return run_for("DELETE FROM account_session WHERE person = ?", person);
}

Status AccountFile::add(const Token& token, std::size_t most) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(transaction, Transaction::begin(connection_));
  CONCORDAT_CHECK(must_be_of_epoch(token.person, token.epoch));
  {
    CONCORDAT_TRY(count,
                  connection_.prepare("SELECT count(*) FROM account_token WHERE person = ?"));
    CONCORDAT_TRY(row, count.bind(std::string_view(token.person)).step());
    if (row && count.count(0) >= most) {
      return fail({.code = "account.too-many-tokens",
                   .expected = "at most " + std::to_string(most),
                   .arguments = {{"most", std::to_string(most)}}});
    }
  }
  {
    CONCORDAT_TRY(insert, connection_.prepare("INSERT INTO account_token(hash, id, person,"
                                              " organisation, label, scopes, made, expires)"
                                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    const std::string scopes = text_of(token.scopes);
    insert.bind(ByteView(token.hash))
        .bind(std::string_view(token.id))
        .bind(std::string_view(token.person))
        .bind(std::string_view(token.organisation))
        .bind(std::string_view(token.label))
        .bind(std::string_view(scopes))
        .bind(token.made.milliseconds)
        .bind(token.expires.milliseconds);
    CONCORDAT_CHECK(insert.run());
  }
  return transaction.commit();
}

Result<std::optional<Held<Token>>> AccountFile::token(const crypto::Digest& hash) {
  const std::lock_guard lock(mutex_);
  static const std::string sql = "SELECT " + std::string(kPersonColumns) + ", " +
                                 std::string(kTokenColumns) +
                                 " FROM account_token t JOIN account_person p"
                                 " ON p.id = t.person WHERE t.hash = ?";
  CONCORDAT_TRY(transaction, Transaction::snapshot(connection_));
  std::optional<Held<Token>> found;
  {
    CONCORDAT_TRY(select, connection_.prepare(sql));
    CONCORDAT_TRY(row, select.bind(ByteView(hash)).step());
    if (row) found = {.held = token_of(select, kPersonColumnCount), .person = person_of(select)};
  }
  if (found) CONCORDAT_CHECK(read_memberships(found->person));
  CONCORDAT_CHECK(transaction.commit());
  return found;
}

Status AccountFile::see_token(const crypto::Digest& hash, Instant now) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(update, connection_.prepare("UPDATE account_token SET used = ? WHERE hash = ?"));
  return update.bind(now.milliseconds).bind(ByteView(hash)).run();
}

Result<std::vector<Token>> AccountFile::tokens(std::string_view person) {
  const std::lock_guard lock(mutex_);
  static const std::string sql = "SELECT " + std::string(kTokenColumns) +
                                 " FROM account_token t WHERE t.person = ? ORDER BY t.made, t.id";
  CONCORDAT_TRY(select, connection_.prepare(sql));
  select.bind(person);
  std::vector<Token> found;
  for (;;) {
    CONCORDAT_TRY(row, select.step());
    if (!row) return found;
    found.push_back(token_of(select, 0));
  }
}

Status AccountFile::expire_token(std::string_view person, std::string_view id, Instant at) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(update, connection_.prepare("UPDATE account_token SET expires = min(expires, ?)"
                                            " WHERE person = ? AND id = ?"));
  return update.bind(at.milliseconds).bind(person).bind(id).run();
}

Result<bool> AccountFile::end_token(std::string_view person, std::string_view id) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(end, connection_.prepare("DELETE FROM account_token WHERE person = ? AND id = ?"));
  CONCORDAT_CHECK(end.bind(person).bind(id).run());
  return changed() > 0;
}

Status AccountFile::end_tokens(std::string_view person) {
  const std::lock_guard lock(mutex_);
  return run_for("DELETE FROM account_token WHERE person = ?", person);
}

Status AccountFile::forget(const Past& past) {
  const std::lock_guard lock(mutex_);
  CONCORDAT_TRY(transaction, Transaction::begin(connection_));
  {
    CONCORDAT_TRY(sessions,
                  connection_.prepare("DELETE FROM account_session WHERE opened < ? OR seen < ?"));
    CONCORDAT_CHECK(sessions.bind(past.opened.milliseconds).bind(past.seen.milliseconds).run());
  }
  for (const std::string_view sql : {"DELETE FROM account_token WHERE expires <= ?",
                                     "DELETE FROM account_link WHERE expires <= ?"}) {
    CONCORDAT_TRY(expired, connection_.prepare(sql));
    CONCORDAT_CHECK(expired.bind(past.now.milliseconds).run());
  }
  return transaction.commit();
}

}  // namespace concordat::private_file

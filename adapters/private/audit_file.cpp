#include "adapters/private/audit_file.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace concordat::private_file {
namespace {

using sqlite::Connection;
using sqlite::Statement;
using sqlite::Transaction;

constexpr std::array<std::string_view, 7> kFirst = {
    "CREATE TABLE audit(number INTEGER PRIMARY KEY, record TEXT NOT NULL, chained BLOB NOT NULL,"
    " at_ms INTEGER NOT NULL, who TEXT NOT NULL, organisation TEXT NOT NULL,"
    " owner TEXT NOT NULL, about TEXT NOT NULL, resource TEXT NOT NULL)",
    "CREATE INDEX audit_who ON audit(who, number)",
    "CREATE INDEX audit_owner ON audit(owner, number) WHERE owner <> ''",
    "CREATE INDEX audit_about ON audit(about, number) WHERE about <> ''",
    "CREATE INDEX audit_resource ON audit(resource, number) WHERE resource <> ''",
    "CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit"
    " BEGIN SELECT RAISE(ABORT, 'records of access are never changed'); END",
    "CREATE TRIGGER audit_kept BEFORE DELETE ON audit"
    " BEGIN SELECT RAISE(ABORT, 'records of access are never deleted'); END",
};
constexpr std::array<Step, 1> kSteps = {Step(kFirst)};
constexpr Schema kSchema{.name = "audit", .steps = kSteps};

constexpr std::string_view kColumns =
    "SELECT number, record, chained, at_ms, who, organisation, owner, about, resource FROM audit ";

AuditRow row_of(const Statement& statement) {
  AuditRow row{.number = statement.count(0),
               .record = std::string(statement.text(1)),
               .keys = {.at = {statement.integer(3)},
                        .who = std::string(statement.text(4)),
                        .organisation = std::string(statement.text(5)),
                        .owner = std::string(statement.text(6)),
                        .about = std::string(statement.text(7)),
                        .resource = std::string(statement.text(8))}};
  // A hash of another length is none: it agrees with no record.
  const ByteView chained = statement.octets(2);
  if (chained.size() == row.chained.size()) std::ranges::copy(chained, row.chained.begin());
  return row;
}

Result<std::vector<AuditRow>> all_of(Statement& statement) {
  std::vector<AuditRow> rows;
  for (;;) {
    CONCORDAT_TRY(more, statement.step());
    if (!more) return rows;
    rows.push_back(row_of(statement));
  }
}

Status insert(Connection& connection, const AuditRow& row) {
  CONCORDAT_TRY(statement,
                connection.prepare("INSERT INTO audit(number, record, chained, at_ms, who, "
                                   "organisation, owner, about, resource) "
                                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  statement.bind(row.number).bind(row.record).bind(ByteView(row.chained));
  statement.bind(row.keys.at.milliseconds).bind(row.keys.who).bind(row.keys.organisation);
  return statement.bind(row.keys.owner).bind(row.keys.about).bind(row.keys.resource).run();
}

Status must_go_on(Connection& connection, std::span<const AuditRow> rows) {
  CONCORDAT_TRY(newest, connection.integer("SELECT max(number) FROM audit"));
  auto expected = static_cast<std::uint64_t>(newest.value_or(0));
  for (const AuditRow& row : rows) {
    if (row.number != ++expected) return fail({.code = "store.conflict"});
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<AuditFile>> AuditFile::open(const std::filesystem::path& path,
                                                   Opening opening) {
  CONCORDAT_TRY(writing, private_file::open(path, kSchema, opening));
  CONCORDAT_TRY(reading, private_file::open(path, kSchema, Opening::kExisting));
  return std::unique_ptr<AuditFile>(new AuditFile(std::move(writing), std::move(reading)));
}

Result<std::optional<AuditRow>> AuditFile::newest() const {
  const std::lock_guard lock(reader_);
  CONCORDAT_TRY(statement,
                reading_.prepare(std::string(kColumns) + "ORDER BY number DESC LIMIT 1"));
  CONCORDAT_TRY(found, statement.step());
  if (!found) return std::optional<AuditRow>();
  return std::optional<AuditRow>(row_of(statement));
}

Status AuditFile::append(std::span<const AuditRow> rows) {
  const std::lock_guard lock(writer_);
  CONCORDAT_TRY(transaction, Transaction::begin(writing_));
  CONCORDAT_CHECK(must_go_on(writing_, rows));
  for (const AuditRow& row : rows) CONCORDAT_CHECK(insert(writing_, row));
  return transaction.commit();
}

Result<std::vector<AuditRow>> AuditFile::read(std::uint64_t after, std::uint32_t most) const {
  const std::lock_guard lock(reader_);
  CONCORDAT_TRY(statement, reading_.prepare(std::string(kColumns) +
                                            "WHERE number > ? ORDER BY number LIMIT ?"));
  statement.bind(after).bind(std::uint64_t{most});
  return all_of(statement);
}

Result<std::vector<AuditRow>> AuditFile::search(const Query& query) const {
  if (query.limit < 1 || query.limit > kMaxAuditLimit) return fail({.code = "store.query"});
  const std::pair<std::string_view, const std::string*> wanted[] = {
      {"who", &query.keys.who},
      {"organisation", &query.keys.organisation},
      {"owner", &query.keys.owner},
      {"about", &query.keys.about},
      {"resource", &query.keys.resource}};
  // At most 32 different texts: a condition for each key that is asked for.
  std::string sql = std::string(kColumns) + "WHERE number < ? AND at_ms >= ? AND at_ms < ?";
  for (const auto& [column, value] : wanted) {
    if (value->empty()) continue;
    sql.append(" AND ").append(column).append(" = ?");
    // So that the index which leaves out the empty ones is seen to fit.
    sql.append(" AND ").append(column).append(" <> ''");
  }
  sql.append(" ORDER BY number DESC LIMIT ?");
  const std::lock_guard lock(reader_);
  CONCORDAT_TRY(statement, reading_.prepare(sql));
  statement.bind(query.before).bind(query.from.milliseconds).bind(query.until.milliseconds);
  for (const auto& [column, value] : wanted) {
    if (!value->empty()) statement.bind(std::string_view(*value));
  }
  statement.bind(std::uint64_t{query.limit});
  return all_of(statement);
}

}  // namespace concordat::private_file

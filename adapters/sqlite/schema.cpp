#include "adapters/sqlite/schema.hpp"

#include <array>
#include <span>
#include <string>

namespace concordat::sqlite {
namespace {

// The tokenizer takes every octet above U+007F as part of a token by itself, and here all printable
// ASCII as well, so that tokens are divided at spaces alone; segmenting and folding happened
// before.
constexpr std::string_view kSearchText = R"sql(
CREATE VIRTUAL TABLE search_text USING fts5(
  tokens, content='search_row', content_rowid='row', detail=none, columnsize=0,
  tokenize="ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\]^_`{|}~'"))sql";

// The steps from each version to the next, the first from version 1. A step once published is never
// changed: files made by it are out there.
constexpr std::array<std::string_view, 2> kSeals = {
    "ALTER TABLE state ADD COLUMN seal INTEGER NOT NULL DEFAULT -1",
    "UPDATE state SET seal = -number - 1",
};
constexpr std::array<std::string_view, 1> kTiles = {
    "CREATE TABLE tiles(idx INTEGER PRIMARY KEY, hashes BLOB NOT NULL)",
};
// Rows carry what they are taken for since this version. They are made anew from the log.
constexpr std::array<std::string_view, 4> kLooks = {
    "INSERT INTO search_text(search_text) VALUES ('delete-all')",
    "DELETE FROM search_field",
    "DELETE FROM search_row",
    "UPDATE state SET number = 0, seal = -1 WHERE name = 'indexed'",
};
constexpr std::array<std::span<const std::string_view>, 3> kSteps = {kSeals, kTiles, kLooks};
static_assert(kSteps.size() + 1 == kSchemaVersion);

constexpr std::array<std::string_view, 9> kTables = {
    "CREATE TABLE entries(idx INTEGER PRIMARY KEY, entry BLOB NOT NULL)",
    "CREATE TABLE state(name TEXT PRIMARY KEY, number INTEGER NOT NULL, note TEXT,"
    " seal INTEGER NOT NULL DEFAULT -1) WITHOUT ROWID",
    kTiles[0],
    "INSERT INTO state(name, number) VALUES ('epoch', 0), ('checkpoint', 0), ('indexed', 0)",
    // `tokens` is kept because the text index needs the old ones to take a row out.
    "CREATE TABLE search_row(row INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,"
    " entry INTEGER NOT NULL, tokens TEXT NOT NULL, UNIQUE(kind, id))",
    // With the row number that every index carries: one kind, in the order of first indexing.
    "CREATE INDEX search_row_kind ON search_row(kind)",
    "CREATE TABLE search_field(name TEXT NOT NULL, value TEXT NOT NULL, row INTEGER NOT NULL,"
    " PRIMARY KEY(name, value, row)) WITHOUT ROWID",
    "CREATE INDEX search_field_row ON search_field(row)",
    kSearchText,
};

}  // namespace

Result<bool> is_blank(Connection& connection) {
  CONCORDAT_TRY(tables, connection.integer("SELECT count(*) FROM sqlite_schema"));
  CONCORDAT_TRY(application, connection.integer("PRAGMA application_id"));
  return tables == 0 && application == 0;
}

Status create_schema(Connection& connection) {
  CONCORDAT_TRY(transaction, Transaction::begin(connection));
  // Another process may have been quicker.
  CONCORDAT_TRY(blank, is_blank(connection));
  if (!blank) return {};
  for (const std::string_view table : kTables) CONCORDAT_CHECK(connection.run(table));
  CONCORDAT_CHECK(connection.run("PRAGMA application_id = " + std::to_string(kApplicationId)));
  CONCORDAT_CHECK(connection.run("PRAGMA user_version = " + std::to_string(kSchemaVersion)));
  return transaction.commit();
}

Status upgrade(Connection& connection) {
  CONCORDAT_TRY(application, connection.integer("PRAGMA application_id"));
  CONCORDAT_TRY(seen, connection.integer("PRAGMA user_version"));
  if (application != kApplicationId || !seen || *seen < 1 || *seen >= kSchemaVersion) return {};
  CONCORDAT_TRY(transaction, Transaction::begin(connection));
  // Another process may have been quicker.
  CONCORDAT_TRY(version, connection.integer("PRAGMA user_version"));
  for (std::int64_t at = version.value_or(kSchemaVersion); at < kSchemaVersion; ++at) {
    for (const std::string_view change : kSteps[static_cast<std::size_t>(at - 1)]) {
      CONCORDAT_CHECK(connection.run(change));
    }
    CONCORDAT_CHECK(connection.run("PRAGMA user_version = " + std::to_string(at + 1)));
  }
  return transaction.commit();
}

Status recognise(Connection& connection) {
  CONCORDAT_TRY(application, connection.integer("PRAGMA application_id"));
  if (application != kApplicationId) {
    return fail(
        {.code = "store.foreign",
         .expected = "a store made by concordat",
         .arguments = {{"detail", "application id " + std::to_string(application.value_or(0))}}});
  }
  CONCORDAT_TRY(version, connection.integer("PRAGMA user_version"));
  if (version != kSchemaVersion) {
    const bool newer = version.value_or(0) > kSchemaVersion;
    return fail({.code = newer ? "store.newer" : "store.outdated",
                 .expected = "store version " + std::to_string(kSchemaVersion),
                 .arguments = {{"version", std::to_string(version.value_or(0))}}});
  }
  return {};
}

}  // namespace concordat::sqlite

#include "adapters/sqlite/search.hpp"

#include <string>

#include "registry/ports/search_query.hpp"

namespace concordat::sqlite {
namespace {

// Takes the known row out of the text and field indexes and gives its number; 0 when unknown.
Result<std::int64_t> take_out(Connection& connection, const Store::SearchRow& row) {
  CONCORDAT_TRY(known,
                connection.prepare("SELECT row, tokens FROM search_row WHERE kind = ? AND id = ?"));
  CONCORDAT_TRY(found, known.bind(row.kind).bind(row.id).step());
  if (!found) return 0;
  const std::int64_t number = known.integer(0);
  CONCORDAT_TRY(text, connection.prepare("INSERT INTO search_text(search_text, rowid, tokens)"
                                         " VALUES ('delete', ?, ?)"));
  CONCORDAT_CHECK(text.bind(number).bind(known.text(1)).run());
  CONCORDAT_TRY(fields, connection.prepare("DELETE FROM search_field WHERE row = ?"));
  CONCORDAT_CHECK(fields.bind(number).run());
  return number;
}

Result<std::int64_t> put_row(Connection& connection, const Store::SearchRow& row,
                             std::int64_t known) {
  if (known != 0) {
    CONCORDAT_TRY(update,
                  connection.prepare("UPDATE search_row SET entry = ?, tokens = ? WHERE row = ?"));
    CONCORDAT_CHECK(update.bind(row.entry).bind(row.tokens).bind(known).run());
    return known;
  }
  CONCORDAT_TRY(insert, connection.prepare("INSERT INTO search_row(kind, id, entry, tokens)"
                                           " VALUES (?, ?, ?, ?)"));
  CONCORDAT_CHECK(insert.bind(row.kind).bind(row.id).bind(row.entry).bind(row.tokens).run());
  return sqlite3_last_insert_rowid(connection.handle());
}

Status index_row(Connection& connection, const Store::SearchRow& row) {
  CONCORDAT_TRY(known, take_out(connection, row));
  CONCORDAT_TRY(number, put_row(connection, row, known));
  CONCORDAT_TRY(text, connection.prepare("INSERT INTO search_text(rowid, tokens) VALUES (?, ?)"));
  CONCORDAT_CHECK(text.bind(number).bind(row.tokens).run());
  CONCORDAT_TRY(field, connection.prepare("INSERT OR IGNORE INTO search_field(name, value, row)"
                                          " VALUES (?, ?, ?)"));
  for (const auto& [name, value] : row.fields) {
    CONCORDAT_CHECK(field.bind(name).bind(value).bind(number).run());
    field.reset();
  }
  return {};
}

// In the language of the text index: every token a quoted string, all required, the last a prefix.
std::string match_expression(const std::vector<std::string_view>& tokens) {
  std::string expression;
  for (const std::string_view token : tokens) {
    if (!expression.empty()) expression += ' ';
    expression += '"';
    for (const char unit : token) {
      if (unit == '"') expression += '"';
      expression += unit;
    }
    expression += '"';
  }
  return expression + " *";
}

// Rows come out of whichever index leads in the order of their numbers, so that a page costs what
// it shows, however many rows match.
std::string statement_for(bool by_tokens, std::size_t fields, bool by_kind) {
  std::string sql = "SELECT r.row, r.kind, r.id, r.entry FROM ";
  std::string order;
  std::size_t tested_fields = fields;
  if (by_tokens) {
    sql +=
        "search_text CROSS JOIN search_row AS r ON r.row = search_text.rowid"
        " WHERE search_text MATCH ? AND search_text.rowid > ?";
    order = "search_text.rowid";
  } else if (fields > 0) {
    sql +=
        "search_field AS lead CROSS JOIN search_row AS r ON r.row = lead.row"
        " WHERE lead.name = ? AND lead.value = ? AND lead.row > ?";
    order = "lead.row";
    --tested_fields;
  } else {
    sql += "search_row AS r WHERE r.row > ?";
    order = "r.row";
  }
  for (std::size_t i = 0; i < tested_fields; ++i) {
    sql +=
        " AND EXISTS (SELECT 1 FROM search_field AS f"
        " WHERE f.name = ? AND f.value = ? AND f.row = r.row)";
  }
  if (by_kind) sql += " AND r.kind = ?";
  return sql + " ORDER BY " + order + " LIMIT ?";
}

}  // namespace

Status index_rows(Connection& connection, const std::vector<Store::SearchRow>& rows) {
  for (const Store::SearchRow& row : rows) CONCORDAT_CHECK(index_row(connection, row));
  return {};
}

Result<std::vector<Store::SearchHit>> search_rows(Connection& connection,
                                                  const Store::SearchQuery& query) {
  CONCORDAT_TRY(start, start_of(query));
  const auto tokens = split_tokens(query.tokens);
  const std::string expression = match_expression(tokens);
  CONCORDAT_TRY(statement, connection.prepare(statement_for(!tokens.empty(), query.fields.size(),
                                                            !query.kind.empty())));
  std::size_t field = 0;
  const auto bind_field = [&] {
    statement.bind(query.fields[field].first).bind(query.fields[field].second);
    ++field;
  };
  if (!tokens.empty()) {
    statement.bind(expression);
  } else if (!query.fields.empty()) {
    bind_field();
  }
  statement.bind(start);
  while (field < query.fields.size()) bind_field();
  if (!query.kind.empty()) statement.bind(query.kind);
  statement.bind(std::int64_t{query.limit});

  std::vector<Store::SearchHit> hits;
  while (true) {
    CONCORDAT_TRY(row, statement.step());
    if (!row) return hits;
    hits.push_back({std::string(statement.text(1)), std::string(statement.text(2)),
                    statement.count(3), cursor_of(statement.count(0))});
  }
}

}  // namespace concordat::sqlite

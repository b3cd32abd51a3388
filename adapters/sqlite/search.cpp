#include "adapters/sqlite/search.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "registry/ports/search_query.hpp"

namespace concordat::sqlite {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

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

// So many rows are read one by one sooner than a text index is asked about each.
constexpr std::int64_t kFewRows = 1'000;

// The field that the fewest rows have, brought to the front; how many those are, up to kFewRows.
Result<std::int64_t> lead_with_rarest(Connection& connection, Fields& fields) {
  std::int64_t fewest = kFewRows;
  for (auto& field : fields) {
    CONCORDAT_TRY(count, connection.prepare("SELECT count(*) FROM (SELECT 1 FROM search_field"
                                            " WHERE name = ? AND value = ? LIMIT ?)"));
    CONCORDAT_CHECK(count.bind(field.first).bind(field.second).bind(kFewRows).step());
    if (count.integer(0) >= fewest) continue;
    fewest = count.integer(0);
    std::swap(field, fields.front());
  }
  return fewest;
}

// A number for a word that no other word is likely to share (FNV-1a).
std::uint64_t fingerprint(std::string_view word) {
  std::uint64_t sum = 0xCBF29CE484222325U;
  for (const char unit : word) sum = (sum ^ static_cast<unsigned char>(unit)) * 0x100000001B3U;
  return sum;
}

bool occur_in(std::string_view row, const std::vector<std::string_view>& wanted) {
  const auto tokens = split_tokens(row);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const bool last = i + 1 == wanted.size();
    const bool found = std::ranges::any_of(tokens, [&](std::string_view token) {
      return last ? token.starts_with(wanted[i]) : token == wanted[i];
    });
    if (!found) return false;
  }
  return true;
}

// Rows come out of whichever index leads in the order of their numbers, without sorting, so that
// reading can stop with the page.
std::string statement_for(bool by_text, std::size_t fields, bool by_kind) {
  std::string sql = "SELECT r.row, r.kind, r.id, r.entry, r.tokens FROM ";
  std::string order;
  std::size_t tested_fields = fields;
  if (by_text) {
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
  return sql + " ORDER BY " + order;
}

}  // namespace

Status index_rows(Connection& connection, const std::vector<Store::SearchRow>& rows) {
  for (const Store::SearchRow& row : rows) CONCORDAT_CHECK(index_row(connection, row));
  return {};
}

// One statement, so that a row replaced meanwhile is seen before or after, never in between.
Result<std::optional<Store::SearchRow>> row_of(Connection& connection, std::string_view kind,
                                               std::string_view id) {
  CONCORDAT_TRY(statement,
                connection.prepare("SELECT r.entry, r.tokens, f.name, f.value FROM search_row AS r"
                                   " LEFT JOIN search_field AS f ON f.row = r.row"
                                   " WHERE r.kind = ? AND r.id = ? ORDER BY f.name, f.value"));
  statement.bind(kind).bind(id);
  std::optional<Store::SearchRow> row;
  while (true) {
    CONCORDAT_TRY(more, statement.step());
    if (!more) return row;
    if (!row) {
      row = Store::SearchRow{.kind = std::string(kind),
                             .id = std::string(id),
                             .entry = statement.count(0),
                             .fields = {},
                             .tokens = std::string(statement.text(1))};
    }
    if (!statement.is_null(2)) row->fields.emplace_back(statement.text(2), statement.text(3));
  }
}

Status check_indexes(Connection& connection) {
  for (const char* pragma :
       {"PRAGMA integrity_check('search_row')", "PRAGMA integrity_check('search_field')"}) {
    CONCORDAT_TRY(finding, connection.text(pragma));
    if (finding != "ok") {
      return fail({.code = "store.corrupt", .arguments = {{"detail", finding.value_or("")}}});
    }
  }
  // What the text index says of its own words.
  CONCORDAT_CHECK(
      connection.run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words"
                     " USING fts5vocab(main, search_text, instance)"));
  CONCORDAT_TRY(moment, Transaction::snapshot(connection));
  // For each row the sum of its words, once as the index has them and once as the row has them.
  std::unordered_map<std::int64_t, std::uint64_t> sums;
  CONCORDAT_TRY(words, connection.prepare("SELECT doc, term FROM temp.search_words"));
  while (true) {
    CONCORDAT_TRY(more, words.step());
    if (!more) break;
    sums[words.integer(0)] += fingerprint(words.text(1));
  }
  CONCORDAT_TRY(rows, connection.prepare("SELECT row, kind, id, tokens FROM search_row"));
  while (true) {
    CONCORDAT_TRY(more, rows.step());
    if (!more) break;
    const auto tokens = split_tokens(rows.text(3));
    for (const std::string_view token : std::set(tokens.begin(), tokens.end())) {
      sums[rows.integer(0)] -= fingerprint(token);
    }
    const auto sum = sums.find(rows.integer(0));
    if (sum != sums.end() && sum->second != 0) {
      return fail({.code = "store.projection",
                   .place = std::string(rows.text(1)) + " " + std::string(rows.text(2)),
                   .expected = "the words of the row in the text index, and no others"});
    }
    if (sum != sums.end()) sums.erase(sum);
  }
  if (sums.empty()) return moment.commit();
  return fail({.code = "store.projection",
               .place = "row " + std::to_string(sums.begin()->first),
               .expected = "words in the text index of rows that are there"});
}

Result<std::vector<Store::SearchHit>> search_rows(Connection& connection,
                                                  const Store::SearchQuery& query) {
  CONCORDAT_TRY(start, start_of(query));
  const auto tokens = split_tokens(query.tokens);
  Fields fields = query.fields;
  CONCORDAT_TRY(fewest, lead_with_rarest(connection, fields));
  // A rare field leads, and the tokens of its few rows are compared here; else the text index
  // leads.
  const bool by_text = !tokens.empty() && fewest >= kFewRows;
  const std::string expression = match_expression(tokens);
  CONCORDAT_TRY(statement,
                connection.prepare(statement_for(by_text, fields.size(), !query.kind.empty())));
  std::size_t field = 0;
  const auto bind_field = [&] {
    statement.bind(fields[field].first).bind(fields[field].second);
    ++field;
  };
  if (by_text) {
    statement.bind(expression);
  } else if (!fields.empty()) {
    bind_field();
  }
  statement.bind(start);
  while (field < fields.size()) bind_field();
  if (!query.kind.empty()) statement.bind(query.kind);

  std::vector<Store::SearchHit> hits;
  while (hits.size() < query.limit) {
    CONCORDAT_TRY(row, statement.step());
    if (!row) break;
    if (!by_text && !occur_in(statement.text(4), tokens)) continue;
    hits.push_back({std::string(statement.text(1)), std::string(statement.text(2)),
                    statement.count(3), cursor_of(statement.count(0))});
  }
  return hits;
}

}  // namespace concordat::sqlite

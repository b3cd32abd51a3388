#include "core/base/bytes.hpp"
#include "core/json/read.hpp"
#include "core/statement/check.hpp"
#include "core/statement/statement.hpp"

namespace concordat::statement {
namespace {

std::unexpected<Error> refuse(std::string_view code, std::string_view place,
                              std::string_view expected) {
  return fail(
      {.code = std::string(code), .place = std::string(place), .expected = std::string(expected)});
}

// A date that the tables have found well-formed, or nothing when it is absent.
std::optional<Date> date_in(const json::Value& record, std::string_view name) {
  const json::Value* text = record.find(name);
  if (!text || !text->as_string()) return std::nullopt;
  const auto date = parse_date(*text->as_string());
  if (!date) return std::nullopt;
  return *date;
}

Result<Basis> basis_of(const json::Value& record) {
  Basis basis{.source = std::string(record.text("source")),
              .digest = std::string(record.text("digest")),
              .read = date_in(record, "read"),
              .row = std::string(record.text("row"))};
  const std::string_view kind = record.text("kind");
  if (kind == "own") return basis;
  basis.kind = kind == "transcribed" ? BasisKind::kTranscribed : BasisKind::kObserved;
  if (basis.source.empty()) {
    return refuse("statement.missing-member", "/basis/source",
                  "the name of the source, as the constitution lists it");
  }
  if (basis.digest.empty() && !basis.read) {
    return refuse("statement.missing-member", "/basis/digest",
                  "the digest of what was read, or the day it was read (`read`)");
  }
  return basis;
}

Result<Effective> effective_of(const json::Value& record) {
  Effective effective;
  effective.zone = std::string(record.text("zone"));
  effective.certain.from = date_in(record, "from").value_or(kBeginning);
  const std::optional<Date> until = date_in(record, "until");
  if (record.find("untilInclusive") && !until) {
    return refuse("statement.interval", "/effective/untilInclusive",
                  "a day `until` that it speaks of");
  }
  if (until) {
    effective.certain.until = record.boolean("untilInclusive") ? until->plus_days(1) : *until;
  }
  effective.possible.from = date_in(record, "possiblyFrom").value_or(effective.certain.from);
  if (effective.possible.from > effective.certain.from) {
    return refuse("statement.interval", "/effective/possiblyFrom", "a day not after `from`");
  }
  const std::optional<Date> possibly_until = date_in(record, "possiblyUntil");
  effective.possible.until = possibly_until.value_or(effective.certain.until);
  if (effective.possible.until < effective.certain.until) {
    return refuse("statement.interval", "/effective/possiblyUntil",
                  "a day not before the end that `until` states");
  }
  const DateSpan& certain = effective.certain;
  const bool sure_of_no_day = certain.until == certain.from && !effective.possible.empty();
  if (certain.empty() && !sure_of_no_day) {
    return refuse("statement.interval", "/effective/until", "a day after `from`");
  }
  return effective;
}

std::optional<Correction> correction_of(const json::Value* record) {
  if (!record) return std::nullopt;
  return Correction{.statement = std::string(record->text("statement")),
                    .substantive = record->text("kind") == "substantive",
                    .whole = record->boolean("whole", true)};
}

}  // namespace

Result<Statement> decode_value(json::Value payload) {
  const Place document;
  CONCORDAT_CHECK(check_record(envelope(), payload, document));
  Statement statement;
  statement.descriptor = find(payload.text("type"));
  if (!statement.descriptor) {
    return refuse("statement.unknown-type", "/type", "a type of the catalogue");
  }
  json::Value* body = payload.as_object()->find("body");
  CONCORDAT_CHECK(check_record(statement.descriptor->fields, *body, document.member("body")));
  CONCORDAT_TRY(basis, basis_of(*payload.find("basis")));
  CONCORDAT_TRY(effective, effective_of(*payload.find("effective")));
  statement.id = std::string(payload.text("id"));
  statement.author = std::string(payload.text("author"));
  statement.basis = std::move(basis);
  statement.effective = std::move(effective);
  statement.decided = date_in(payload, "decided");
  statement.published = date_in(payload, "published");
  statement.legal_basis = std::string(payload.text("legalBasis"));
  statement.cause = std::string(payload.text("cause"));
  statement.ex_tunc = payload.text("effect") == "ex-tunc";
  statement.corrects = correction_of(payload.find("corrects"));
  statement.body = std::move(*body);
  return statement;
}

crypto::Digest content_digest(std::string_view payload) {
  return crypto::sha256(bytes_of(payload));
}

Result<Statement> decode(std::string_view payload) {
  if (payload.size() > kPayloadLimit_bytes) {
    return refuse("statement.too-large", "", "at most 48000 bytes");
  }
  CONCORDAT_TRY(document, json::read(payload, {.size_bytes = kPayloadLimit_bytes}));
  return decode_value(std::move(document));
}

}  // namespace concordat::statement

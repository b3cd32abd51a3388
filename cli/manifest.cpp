#include "cli/manifest.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "importers/csv/table.hpp"

namespace concordat::cli {
namespace {

using recognition::Question;

using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kAttribute = "attribute.";
constexpr std::string_view kProductColumns[] = {
    "sector", "hs", "model", "gtin", "batch", "serial", "factory", "softwareVersion", "quantity"};
constexpr std::string_view kOperatorColumns[] = {"manufacturer", "holder", "brand", "importer"};

// "a=1,b=2" as pairs. Code cli.pairs.
Result<Pairs> pairs_of(std::string_view text, std::string_view option) {
  Pairs pairs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0) {
      return fail({.code = "cli.pairs",
                   .place = std::string(option),
                   .expected = "NAME=VALUE,NAME=VALUE",
                   .arguments = {{"part", std::string(part)}}});
    }
    pairs.emplace_back(part.substr(0, equals), part.substr(equals + 1));
  }
  return pairs;
}

// Options and cells as the JSON that HTTP takes, so that both refuse alike.
json::Object product_of(const Pairs& pairs) {
  json::Object product;
  json::Object attributes;
  for (const auto& [name, value] : pairs) {
    if (name.starts_with(kAttribute)) {
      attributes.set(name.substr(kAttribute.size()), value);
    } else if (name == "quantity" && !value.empty() &&
               std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; }) &&
               value.size() < 12) {
      product.set(name, static_cast<std::int64_t>(std::stoll(value)));
    } else {
      product.set(name, value);
    }
  }
  if (!attributes.empty()) product.set("attributes", std::move(attributes));
  return product;
}

// The pairs of options that hold for every line.
struct Goods {
  Pairs product;
  Pairs operators;
};

Result<Goods> goods_of(const DecideOptions& options) {
  CONCORDAT_TRY(product, pairs_of(options.product, "--product"));
  CONCORDAT_TRY(operators, pairs_of(options.operators, "--operators"));
  return Goods{std::move(product), std::move(operators)};
}

Result<Question> question_about(const DecideOptions& options, const Goods& goods) {
  json::Object product = product_of(goods.product);
  json::Object question;
  const bool about_goods = !product.empty() || !goods.operators.empty();
  question.set("purpose", !options.purpose.empty() ? options.purpose
                          : about_goods            ? "market-access"
                                                   : "recognition");
  json::Array attestations;
  for (const std::string& number : options.certificates) {
    json::Object attestation{{"number", number}};
    if (!options.issuer.empty()) attestation.set("issuer", options.issuer);
    if (!options.digest.empty()) attestation.set("digest", options.digest);
    attestations.emplace_back(std::move(attestation));
  }
  question.set("attestations", std::move(attestations));
  question.set("market", options.market);
  if (!product.empty()) question.set("product", std::move(product));
  question.set("event", options.event);
  question.set("date", options.on);
  if (!goods.operators.empty()) {
    json::Object operators;
    for (const auto& [name, value] : goods.operators) operators.set(name, value);
    question.set("operators", std::move(operators));
  }
  if (options.as_of) question.set("asOf", *options.as_of);
  return recognition::question_from_json(question);
}

// A cell stands as it is: a comma within it begins nothing new.
Result<Question> question_of_row(const DecideOptions& common, Goods goods,
                                 const csv::Table& manifest, const csv::Row& row) {
  DecideOptions line = common;
  const auto take = [&](std::string_view column, std::string& target) {
    if (const std::string_view cell = manifest.cell(row, column); !cell.empty()) target = cell;
  };
  take("market", line.market);
  take("on", line.on);
  take("issuer", line.issuer);
  take("digest", line.digest);
  take("event", line.event);
  take("purpose", line.purpose);
  if (const std::string_view number = manifest.cell(row, "certificate"); !number.empty()) {
    line.certificates = {std::string(number)};
  }
  const auto append = [&](std::string_view column, Pairs& target) {
    const std::string_view cell = manifest.cell(row, column);
    if (!cell.empty()) target.emplace_back(column, cell);
  };
  for (const std::string_view column : kProductColumns) append(column, goods.product);
  for (const std::string& column : manifest.header()) {
    if (column.starts_with(kAttribute)) append(column, goods.product);
  }
  for (const std::string_view column : kOperatorColumns) append(column, goods.operators);
  return question_about(line, goods);
}

}  // namespace

Result<Question> question_of(const DecideOptions& options) {
  CONCORDAT_TRY(goods, goods_of(options));
  return question_about(options, goods);
}

Result<std::vector<ManifestLine>> read_manifest(std::string_view text,
                                                const DecideOptions& common) {
  CONCORDAT_TRY(manifest, csv::Table::read(text));
  CONCORDAT_TRY(goods, goods_of(common));
  std::vector<ManifestLine> lines;
  for (const csv::Row& row : manifest.rows()) {
    lines.push_back(
        {.number = row.line, .question = question_of_row(common, goods, manifest, row)});
  }
  for (const csv::Row& row : manifest.misshapen()) {
    lines.push_back(
        {.number = row.line,
         .question = fail({.code = "csv.width",
                           .expected = std::to_string(manifest.header().size()) + " cells"})});
  }
  return lines;
}

}  // namespace concordat::cli

// decide: one question, or a manifest of them.
#include <algorithm>

#include "adapters/system/system_clock.hpp"
#include "cli/files.hpp"
#include "cli/print.hpp"
#include "importers/csv/table.hpp"

namespace concordat::cli {
namespace {

using recognition::Question;

constexpr std::string_view kAttribute = "attribute.";

// "a=1,b=2" as pairs. Code cli.pairs.
Result<std::vector<std::pair<std::string, std::string>>> pairs_of(std::string_view text,
                                                                  std::string_view option) {
  std::vector<std::pair<std::string, std::string>> pairs;
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

// Options as the JSON that HTTP takes, so that both refuse alike.
Result<json::Object> product_of(const DecideOptions& options) {
  json::Object product;
  json::Object attributes;
  CONCORDAT_TRY(pairs, pairs_of(options.product, "--product"));
  for (auto& [name, value] : pairs) {
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

Result<Question> question_of(const DecideOptions& options) {
  CONCORDAT_TRY(product, product_of(options));
  json::Object question;
  const bool about_goods = !product.empty() || !options.operators.empty();
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
  question.set("date", options.on.empty() ? to_string(utc_date(SystemClock().now())) : options.on);
  if (!options.operators.empty()) {
    CONCORDAT_TRY(pairs, pairs_of(options.operators, "--operators"));
    json::Object operators;
    for (auto& [name, value] : pairs) operators.set(name, value);
    question.set("operators", std::move(operators));
  }
  if (options.as_of) question.set("asOf", *options.as_of);
  return recognition::question_from_json(question);
}

Result<json::Value> answer_of(const registry::Registry& registry, const DecideOptions& options) {
  CONCORDAT_TRY(question, question_of(options));
  CONCORDAT_TRY(decision, registry.decide(question));
  return registry::Registry::to_json(question, decision);
}

// One line of a manifest over the options given for all.
DecideOptions line_options(const DecideOptions& common, const csv::Table& manifest,
                           const csv::Row& row) {
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
  const auto append = [&](std::string_view column, std::string& target) {
    const std::string_view cell = manifest.cell(row, column);
    if (cell.empty()) return;
    if (!target.empty()) target += ",";
    target += std::string(column) + "=" + std::string(cell);
  };
  for (const std::string_view column : {"sector", "hs", "model", "gtin", "batch", "serial",
                                        "softwareVersion", "factory", "quantity"}) {
    append(column, line.product);
  }
  for (const std::string& column : manifest.header()) {
    if (column.starts_with(kAttribute)) append(column, line.product);
  }
  for (const std::string_view column : {"manufacturer", "holder", "brand", "importer"}) {
    append(column, line.operators);
  }
  return line;
}

json::Object refused(const Error& error) {
  return json::Object{{"code", error.code}, {"place", error.place}, {"expected", error.expected}};
}

int decide_batch(const registry::Registry& registry, const DecideOptions& options,
                 const Output& output) {
  const auto text = read_file(options.batch);
  if (!text) return print_error(text.error(), output, kRefused);
  const auto manifest = csv::Table::read(*text);
  if (!manifest) return print_error(manifest.error(), output, kRefused);
  // The whole manifest is answered on one state, however long it takes.
  DecideOptions pinned = options;
  if (!pinned.as_of) pinned.as_of = registry.size();
  int status = kAnswered;
  for (const csv::Row& row : manifest->rows()) {
    const auto answer = answer_of(registry, line_options(pinned, *manifest, row));
    json::Object line{{"line", row.line}};
    if (answer) {
      line.set("answer", *answer);
    } else {
      line.set("error", refused(answer.error()));
      status = kRefused;
    }
    print_json(std::move(line));
  }
  for (const csv::Row& row : manifest->misshapen()) {
    print_json(json::Object{
        {"line", row.line},
        {"error", refused({.code = "csv.width",
                           .expected = std::to_string(manifest->header().size()) + " cells"})}});
    status = kRefused;
  }
  return status;
}

}  // namespace

int decide(const DecideOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  if (!options.batch.empty()) return decide_batch(**registry, options, output);
  const auto answer = answer_of(**registry, options);
  if (!answer) return print_error(answer.error(), output, status_of(answer.error()));
  if (output.json) {
    print_json(*answer);
    return kAnswered;
  }
  const auto messages = open_messages();
  if (!messages) return print_error(messages.error(), output, kUnanswered);
  print_line(answer_text(*answer, **messages, output.language));
  return kAnswered;
}

}  // namespace concordat::cli

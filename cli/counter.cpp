#include "cli/counter.hpp"

#include "api/problem.hpp"
#include "core/json/read.hpp"
#include "registry/paper/places.hpp"

namespace concordat::cli {
namespace {

constexpr int kGood = 200;
constexpr int kServerError = 500;
// An answer to 256 statements is some hundred kilobytes.
constexpr std::size_t kMaxAnswer_bytes = std::size_t{64} << 20;

class StoreCounter final : public Counter {
 public:
  explicit StoreCounter(registry::Registry& registry) : registry_(registry) {}

  Result<std::vector<Result<HandedIn>>> hand_in(
      const std::vector<std::string>& statements) override {
    std::vector<Result<HandedIn>> outcomes;
    for (auto& receipt : registry_.submit(statements)) {
      if (receipt) {
        outcomes.emplace_back(HandedIn{.index = receipt->index,
                                       .known = receipt->known,
                                       .id = receipt->id,
                                       .places = registry::places_of(*receipt)});
      } else if (is_of_house(receipt.error())) {
        return fail(receipt.error());
      } else {
        outcomes.emplace_back(fail(receipt.error()));
      }
    }
    return outcomes;
  }
  void close() override { registry_.wait_until_searchable(); }

 private:
  registry::Registry& registry_;
};

// A problem document as the error that it was made from.
Error error_in(const json::Value& problem) {
  Error error{.code = std::string(problem.text("code", "filing.server")),
              .place = std::string(problem.text("pointer", problem.text("place"))),
              .expected = std::string(problem.text("expected"))};
  if (const json::Value* const arguments = problem.find("arguments")) {
    error.arguments = api::arguments_of(*arguments);
  }
  for (const json::Value& index : problem.array("against")) {
    if (const auto* const number = index.as_integer(); number && *number >= 0) {
      error.against.push_back(static_cast<std::uint64_t>(*number));
    }
  }
  return error;
}

class ServerCounter final : public Counter {
 public:
  ServerCounter(Poster& poster, std::string server) : poster_(poster), server_(std::move(server)) {
    while (server_.ends_with('/')) server_.pop_back();
  }

  Result<std::vector<Result<HandedIn>>> hand_in(
      const std::vector<std::string>& statements) override {
    std::string lines;
    for (const std::string& statement : statements) lines.append(statement).push_back('\n');
    CONCORDAT_TRY(answer, poster_.post({.url = server_ + "/v1/statements",
                                        .type = "application/x-ndjson",
                                        .accept = "application/x-ndjson",
                                        .body = lines}));
    if (answer.status != kGood) return fail(refusal_of(answer));
    std::vector<Result<HandedIn>> outcomes;
    std::string_view rest = answer.body;
    while (!rest.empty() && outcomes.size() < statements.size()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const auto line = json::read(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (!line) break;
      CONCORDAT_TRY(outcome, outcome_in(*line));
      outcomes.push_back(std::move(outcome));
    }
    if (outcomes.size() != statements.size() || !rest.empty()) return fail(not_ours());
    return outcomes;
  }

 private:
  Error not_ours() const {
    return {.code = "filing.server", .place = server_, .expected = "a line for every statement"};
  }

  Error refusal_of(const Poster::Posted& answer) const {
    const auto problem = json::read(answer.body, {.size_bytes = kMaxAnswer_bytes});
    if (problem && !problem->text("code").empty()) return error_in(*problem);
    Error error = not_ours();
    error.arguments = {{"status", std::to_string(answer.status)}};
    return error;
  }

  // The error inside is the statement's; that outside the house's.
  Result<Result<HandedIn>> outcome_in(const json::Value& line) const {
    if (const json::Value* const problem = line.find("problem")) {
      Error error = error_in(*problem);
      if (problem->integer("status") >= kServerError) return fail(std::move(error));
      return Result<HandedIn>(fail(std::move(error)));
    }
    const std::int64_t index = line.integer("index", -1);
    if (index < 0) return fail(not_ours());
    HandedIn done{.index = static_cast<std::uint64_t>(index),
                  .known = line.boolean("known"),
                  .id = std::string(line.text("id")),
                  .places = {}};
    const json::Value* const places = line.find("places");
    if (places != nullptr && places->as_object() != nullptr) {
      for (const auto& [name, path] : *places->as_object()) {
        if (path.as_string() != nullptr) done.places.set(name, server_ + *path.as_string());
      }
    }
    return Result<HandedIn>(std::move(done));
  }

  Poster& poster_;
  std::string server_;
};

}  // namespace

std::unique_ptr<Counter> counter_of(registry::Registry& registry) {
  return std::make_unique<StoreCounter>(registry);
}

std::unique_ptr<Counter> counter_of(Poster& poster, std::string server) {
  return std::make_unique<ServerCounter>(poster, std::move(server));
}

bool is_of_house(const Error& error) {
  return error.code == "registry.read-only" || api::status_of(error.code) >= kServerError;
}

}  // namespace concordat::cli

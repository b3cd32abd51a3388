// concordat_bench_instructions [--examples FOLDER] [PATH]
//
// Walks one hot path over the demonstration registry, once, inside `counted_path`, so that a tool
// which counts instructions (callgrind, --toggle-collect=counted_path) sees that path and nothing
// else. Without PATH it names them, with how many items each handles: counts are given per item.
#include <algorithm>
#include <functional>
#include <iostream>
#include <iterator>

#include "bench/demonstration.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/recognition/answer.hpp"
#include "core/recognition/determine.hpp"
#include "core/statement/statement.hpp"

// What the counting tool switches on and off at: a C name that the linker sees, to be found by.
extern "C" void counted_path(const std::function<void()>& walk);
[[gnu::noinline]] void counted_path(const std::function<void()>& walk) { walk(); }

namespace {

// Results flow in here, so that nothing is optimised away.
std::size_t g_seen = 0;

using concordat::Instant;
using concordat::bench::Demonstration;
namespace json = concordat::json;
namespace facts = concordat::facts;
namespace recognition = concordat::recognition;
namespace statement = concordat::statement;

struct Path {
  std::string_view name;
  std::function<std::size_t(const Demonstration&)> items;  // prepares, walks, says how many
};

std::size_t walk_read(const Demonstration& on) {
  counted_path([&] {
    for (const std::string& payload : on.payloads) g_seen += json::read(payload).has_value();
  });
  return on.payloads.size();
}

std::size_t walk_canonical(const Demonstration& on) {
  std::vector<json::Value> documents;
  for (const std::string& payload : on.payloads) documents.push_back(*json::read(payload));
  counted_path([&] {
    for (const json::Value& document : documents) g_seen += json::canonical(document).size();
  });
  return documents.size();
}

std::size_t walk_decode(const Demonstration& on) {
  std::vector<json::Value> documents;
  for (const std::string& payload : on.payloads) documents.push_back(*json::read(payload));
  counted_path([&] {
    for (json::Value& document : documents) {
      g_seen += statement::decode_value(std::move(document)).has_value();
    }
  });
  return documents.size();
}

std::size_t walk_fold(const Demonstration& on) {
  std::vector<statement::Statement> statements;
  for (const std::string& payload : on.payloads) {
    statements.push_back(*statement::decode(std::string_view(payload)));
  }
  facts::State state;
  counted_path([&] {
    Instant recorded{1};
    for (const statement::Statement& one : statements) {
      recorded.milliseconds += 1;
      g_seen += state.apply({.statement = &one, .digest = {}, .recorded = recorded}).has_value();
    }
  });
  return statements.size();
}

// In one workspace, with texts: as a server answers.
std::size_t determine_all(const Demonstration& on,
                          const std::vector<recognition::Question>& questions) {
  recognition::Workspace workspace(on.state);
  counted_path([&] {
    for (const recognition::Question& question : questions) {
      g_seen += told(recognition::determine(workspace, question)).requirements.size();
    }
  });
  return questions.size();
}

std::size_t walk_recognition(const Demonstration& on) {
  return determine_all(on, recognition_questions(on));
}

std::size_t walk_market_access(const Demonstration& on) {
  return determine_all(on, market_access_questions(on));
}

std::size_t walk_answers(const Demonstration& on) {
  std::vector<recognition::Answer> answers;
  for (const recognition::Question& question : recognition_questions(on)) {
    answers.push_back(recognition::determine(on.state, question));
  }
  counted_path([&] {
    for (const recognition::Answer& answer : answers) {
      g_seen += recognition::to_text(answer).size();
    }
  });
  return answers.size();
}

const Path kPaths[] = {
    {"read-json", walk_read},          {"canonical-json", walk_canonical},
    {"decode-statement", walk_decode}, {"fold-statement", walk_fold},
    {"recognition", walk_recognition}, {"market-access", walk_market_access},
    {"print-answer", walk_answers},
};

}  // namespace

int main(int count, char** arguments) {
  std::string examples = "examples";
  std::string wanted;
  for (int at = 1; at < count; ++at) {
    const std::string argument = arguments[at];
    if (argument == "--examples" && at + 1 < count) {
      examples = arguments[++at];
    } else {
      wanted = argument;
    }
  }
  if (wanted.empty()) {
    for (const Path& path : kPaths) std::cout << path.name << "\n";
    return 0;
  }
  const auto* const path = std::ranges::find(kPaths, wanted, &Path::name);
  if (path == std::end(kPaths)) {
    std::cerr << "usage: concordat_bench_instructions [--examples FOLDER] [PATH]\n";
    return 64;
  }
  Demonstration demonstration;
  if (const auto loaded = load(examples, demonstration); !loaded) {
    std::cerr << "concordat_bench_instructions: " << loaded.error().code << "\n";
    return 1;
  }
  std::cout << path->items(demonstration) << "\n";
  return g_seen == 0 ? 1 : 0;
}

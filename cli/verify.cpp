// verify: what somebody presents, or a suite of such things. No network unless it is asked for.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "adapters/fetch/curl_fetcher.hpp"
#include "adapters/inflate/zlib_inflater.hpp"
#include "adapters/keys/port_verifier.hpp"
#include "adapters/system/system_clock.hpp"
#include "cli/files.hpp"
#include "cli/print.hpp"
#include "core/credential/keys/jwk.hpp"
#include "core/json/read.hpp"
#include "core/time/timestamp.hpp"
#include "registry/credentials/kept_status_lists.hpp"
#include "registry/credentials/online.hpp"
#include "registry/credentials/request.hpp"

namespace concordat::cli {
namespace {

using credential::Report;
using credential::Verdict;

int status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kVerified:
      return kAnswered;
    case Verdict::kRejected:
      return kRefused;
    case Verdict::kCouldNotBeChecked:
      break;
  }
  return kUnanswered;
}

// The files of a folder in the order of their names; what is no plain file is passed over.
Result<std::vector<std::filesystem::path>> files_of(const std::string& folder) {
  std::error_code trouble;
  std::vector<std::filesystem::path> files;
  auto at = std::filesystem::directory_iterator(folder, trouble);
  for (; !trouble && at != std::filesystem::directory_iterator(); at.increment(trouble)) {
    if (at->is_regular_file(trouble)) files.push_back(at->path());
  }
  if (trouble) return fail({.code = "cli.file", .place = folder, .expected = "a folder"});
  std::ranges::sort(files);
  return files;
}

// A file that is no document of its kind is told and passed over: a folder may hold others.
void pass_over(const std::filesystem::path& file, Error error, const Output& output) {
  error.place = file.string() + (error.place.empty() ? "" : " " + error.place);
  print_error(error, output, kAnswered);
}

Status add_controllers(const VerifyOptions& options, registry::Presented& documents,
                       const Output& output) {
  if (options.controllers.empty()) return {};
  CONCORDAT_TRY(files, files_of(options.controllers));
  for (const std::filesystem::path& file : files) {
    CONCORDAT_TRY(text, read_file(file.string()));
    auto controller = credential::read_controller(std::string_view(text));
    if (!controller) {
      pass_over(file, std::move(controller).error(), output);
      continue;
    }
    CONCORDAT_CHECK(documents.add_controller(std::move(*controller)));
  }
  return {};
}

Status add_status_lists(const VerifyOptions& options, registry::Presented& documents,
                        const Output& output) {
  if (options.status_lists.empty()) return {};
  CONCORDAT_TRY(files, files_of(options.status_lists));
  for (const std::filesystem::path& file : files) {
    CONCORDAT_TRY(text, read_file(file.string()));
    const Status added = documents.add_status_list(std::move(text));
    if (added) continue;
    if (added.error().code != "presented.list") return fail(added.error());
    pass_over(file, added.error(), output);
  }
  return {};
}

// The key as JSON, or a file that holds it.
Result<crypto::PublicKey> read_key(const std::string& given) {
  std::string text = given;
  if (!given.starts_with('{')) {
    CONCORDAT_TRY(held, read_file(given));
    text = std::move(held);
  }
  CONCORDAT_TRY(jwk, json::read(text));
  return credential::parse_verifying_jwk(jwk);
}

Result<credential::Policy> policy_of(const VerifyOptions& options) {
  credential::Policy policy{.at = SystemClock().now(),
                            .skew_seconds = options.skew_seconds,
                            .strict_terms = options.strict_terms};
  if (!options.at.empty()) {
    CONCORDAT_TRY(at, parse_timestamp(options.at));
    policy.at = at;
  }
  if (!options.key.empty()) {
    CONCORDAT_TRY(key, read_key(options.key));
    policy.trusted = std::move(key);
  }
  policy.list_issuers = options.list_issuers;
  policy.binding = {options.nonce, options.audience, options.max_age_seconds};
  return policy;
}

std::string sentence_of(const json::Value& step, const Messages* messages, const Output& output) {
  const std::string code(step.text("code"));
  if (code.empty()) return {};
  std::string text = " [" + code + "]";
  if (messages) {
    const std::string sentence = messages->sentence(output.language, code, {});
    if (sentence != code) text = " " + sentence + text;
  }
  if (const json::Value* arguments = step.find("arguments"); arguments && arguments->as_object()) {
    for (const auto& [name, value] : *arguments->as_object()) {
      text += " " + name + ": " + std::string(arguments->text(name));
    }
  }
  if (!step.text("place").empty()) text += " at " + std::string(step.text("place"));
  if (!step.text("expected").empty()) text += "; expected " + std::string(step.text("expected"));
  return text;
}

void print_answer(const json::Value& answer, const Messages* messages, const Output& output,
                  const std::string& indent) {
  print_line(indent + std::string(answer.text("verdict")));
  for (const json::Value& step : answer.array("steps")) {
    print_line(indent + "  " + std::string(step.text("step")) + ": " +
               std::string(step.text("outcome")) + sentence_of(step, messages, output));
  }
  for (const std::string_view name : {"issuer", "holder", "verificationMethod", "id"}) {
    if (!answer.text(name).empty()) {
      print_line(indent + "  " + std::string(name) + ": " + std::string(answer.text(name)));
    }
  }
  for (const json::Value& term : answer.array("undefined")) {
    print_line(indent + "  no known meaning: " + *term.as_string());
  }
  for (const json::Value& credential : answer.array("credentials")) {
    print_answer(credential, messages, output, indent + "  ");
  }
}

int verify_one(const VerifyOptions& options, const credential::Policy& policy,
               registry::Presented& documents, const Output& output) {
  auto input = read_file(options.file);
  if (!input) return print_error(input.error(), output, kUnanswered);
  // The line break that editors and shells put at the end of a file is no part of a token.
  if (input->ends_with('\n')) input->pop_back();
  if (input->ends_with('\r')) input->pop_back();
  const Report report = credential::verify(*input, policy, documents);
  const json::Value answer = credential::to_json(report, policy.at);
  if (output.json) {
    print_json(answer);
  } else {
    const auto messages = open_messages();
    print_answer(answer, messages ? messages->get() : nullptr, output, "");
  }
  return status_of(credential::verdict_of(report));
}

// One line of a suite and its answer, which carries the line's number and its `id`.
json::Value answer_line(std::string_view line, std::uint64_t number,
                        const registry::VerifyingDefaults& defaults,
                        const registry::VerifyingPorts& ports) {
  json::Object shown{{"line", number}};
  const auto question = json::read(line);
  if (question && question->find("id")) shown.set("id", *question->find("id"));
  const auto answered = question ? registry::answer(*question, defaults, ports)
                                 : Result<json::Value>(fail(question.error()));
  if (answered) {
    for (const auto& [name, value] : *answered->as_object()) {
      // The document's own identifier gives way to the name of the line.
      if (name != "id") shown.set(name, value);
    }
  } else {
    json::Object error{{"code", answered.error().code}};
    if (!answered.error().place.empty()) error.set("place", answered.error().place);
    if (!answered.error().expected.empty()) error.set("expected", answered.error().expected);
    shown.set("error", std::move(error));
  }
  return shown;
}

int verify_suite(const VerifyOptions& options, const registry::VerifyingDefaults& defaults,
                 const registry::VerifyingPorts& ports, const Output& output) {
  std::ifstream file;
  if (options.suite != "-") {
    file.open(options.suite, std::ios::binary);
    if (!file) {
      return print_error({.code = "cli.file", .place = options.suite}, output, kUnanswered);
    }
  }
  std::istream& lines = options.suite == "-" ? std::cin : file;
  std::uint64_t number = 0;
  int status = kAnswered;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) continue;
    const json::Value answer = answer_line(line, number, defaults, ports);
    if (answer.find("error")) status = kRefused;
    print_json(answer);
  }
  return status;
}

}  // namespace

int verify(const VerifyOptions& options, const Output& output) {
  if (options.file.empty() == options.suite.empty()) {
    return print_error({.code = "cli.usage", .expected = "a file, or --suite"}, output, kUsage);
  }
  const auto policy = policy_of(options);
  if (!policy) return print_error(policy.error(), output, kUsage);
  std::unique_ptr<registry::Registry> registry;
  if (!options.trust.store.empty()) {
    auto opened = open_registry(options.trust, Access::kRead, output);
    if (!opened) return print_error(opened.error(), output, kUnanswered);
    registry = std::move(*opened);
  }
  const keys::PortVerifier verifier;
  const inflate::ZlibInflater inflater;
  registry::KeptStatusLists lists;
  const registry::VerifyingPorts ports{
      .verifier = verifier, .inflater = inflater, .registry = registry.get(), .lists = &lists};
  registry::Presented documents(ports);
  documents.ask_for_trust(registry != nullptr);
  for (const auto& add : {add_controllers, add_status_lists}) {
    const Status added = add(options, documents, output);
    if (!added) return print_error(added.error(), output, kUsage);
  }
  fetch::CurlFetcher fetcher({.hosts = options.hosts});
  registry::Online online(fetcher);
  if (options.online) documents.go_online(&online);
  const int status =
      options.suite.empty()
          ? verify_one(options, *policy, documents, output)
          : verify_suite(options,
                         {.policy = *policy, .documents = &documents, .trust = registry != nullptr},
                         ports, output);
  for (const Error& trouble : online.troubles()) print_error(trouble, output, status);
  return status;
}

}  // namespace concordat::cli

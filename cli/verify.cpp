// verify: what somebody presents, or a suite of such things. No network unless it is asked for.
#include <fstream>
#include <iostream>

#include "adapters/fetch/curl_fetcher.hpp"
#include "adapters/inflate/zlib_inflater.hpp"
#include "adapters/keys/port_verifier.hpp"
#include "adapters/system/system_clock.hpp"
#include "cli/files.hpp"
#include "cli/folders.hpp"
#include "cli/offline.hpp"
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

// An answer that rests on a bundle says so, and how old it is.
json::Value with_bundle(json::Value answer, const json::Value* bundle) {
  if (bundle != nullptr) answer.as_object()->set("bundle", *bundle);
  return answer;
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

int verify_one(const VerifyOptions& options, const registry::VerifyingDefaults& defaults,
               const json::Value* bundle, const Output& output) {
  const credential::Policy& policy = defaults.policy;
  auto input = read_file(options.file);
  if (!input) return print_error(input.error(), output, kUnanswered);
  // The line break that editors and shells put at the end of a file is no part of a token.
  if (input->ends_with('\n')) input->pop_back();
  if (input->ends_with('\r')) input->pop_back();
  const Report report = credential::verify(*input, policy, *defaults.documents);
  const json::Value answer = with_bundle(credential::to_json(report, policy.at), bundle);
  if (output.json) {
    print_json(answer);
  } else {
    const auto messages = open_messages();
    print_answer(answer, messages ? messages->get() : nullptr, output, "");
    if (messages && bundle) print_line(bundle_text(*bundle, **messages, output.language));
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
                 const registry::VerifyingPorts& ports, const json::Value* bundle,
                 const Output& output) {
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
    const json::Value answer = with_bundle(answer_line(line, number, defaults, ports), bundle);
    if (answer.find("error")) status = kRefused;
    print_json(answer);
  }
  return status;
}

Status add_documents(const VerifyOptions& options, const std::optional<OpenBundle>& bundle,
                     registry::Presented& documents, const Output& output) {
  if (bundle) CONCORDAT_CHECK(add_documents_of(bundle->bundle, documents));
  CONCORDAT_CHECK(add_controllers(options.controllers, documents, output));
  return add_status_lists(options.status_lists, documents, output);
}

}  // namespace

int verify(const VerifyOptions& options, const Output& output) {
  if (options.file.empty() == options.suite.empty()) {
    return print_error({.code = "cli.usage", .expected = "a file, or --suite"}, output, kUsage);
  }
  if (!options.offline.bundle.empty() && (options.online || !options.trust.store.empty())) {
    return print_error({.code = "cli.usage", .expected = "--bundle without --online or --trust"},
                       output, kUsage);
  }
  const auto policy = policy_of(options);
  if (!policy) return print_error(policy.error(), output, kUsage);
  std::unique_ptr<registry::Registry> stored;
  std::optional<OpenBundle> bundle;
  if (!options.offline.bundle.empty()) {
    auto opened = open_bundle(options.offline, output);
    if (!opened) return print_error(opened.error(), output, kUnanswered);
    bundle.emplace(std::move(*opened));
  } else if (!options.trust.store.empty()) {
    auto opened = open_registry(options.trust, Access::kRead, output);
    if (!opened) return print_error(opened.error(), output, kUnanswered);
    stored = std::move(*opened);
  }
  const registry::Registry* const registry = bundle ? bundle->bundle.registry.get() : stored.get();
  const keys::PortVerifier verifier;
  const inflate::ZlibInflater inflater;
  registry::KeptStatusLists lists;
  const registry::VerifyingPorts ports{
      .verifier = verifier, .inflater = inflater, .registry = registry, .lists = &lists};
  registry::Presented documents(ports);
  documents.ask_for_trust(registry != nullptr);
  if (const Status added = add_documents(options, bundle, documents, output); !added) {
    return print_error(added.error(), output, kUsage);
  }
  fetch::CurlFetcher fetcher({.hosts = options.hosts});
  registry::Online online(fetcher);
  if (options.online) documents.go_online(&online);
  const json::Value* const shown = bundle ? &bundle->shown : nullptr;
  const registry::VerifyingDefaults defaults{
      .policy = *policy, .documents = &documents, .trust = registry != nullptr};
  const int status = options.suite.empty() ? verify_one(options, defaults, shown, output)
                                           : verify_suite(options, defaults, ports, shown, output);
  for (const Error& trouble : online.troubles()) print_error(trouble, output, status);
  return status;
}

}  // namespace concordat::cli

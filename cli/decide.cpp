// decide: one question, or a manifest of them.
#include <filesystem>

#include "adapters/inflate/zlib_inflater.hpp"
#include "adapters/keys/port_verifier.hpp"
#include "adapters/system/system_clock.hpp"
#include "cli/files.hpp"
#include "cli/manifest.hpp"
#include "cli/offline.hpp"
#include "cli/print.hpp"
#include "cli/signing.hpp"
#include "core/json/read.hpp"
#include "registry/bundle/receipt.hpp"
#include "registry/credentials/instruments.hpp"
#include "registry/credentials/showing.hpp"

namespace concordat::cli {
namespace {

using recognition::Question;

// Who answers: a registry of this machine, or a bundle, which every answer then speaks of.
struct Desk {
  const registry::Registry& registry;
  const OpenBundle* bundle = nullptr;

  [[nodiscard]] json::Value told(json::Value answer) const {
    if (bundle != nullptr) answer.as_object()->set("bundle", bundle->shown);
    return answer;
  }
};

Result<json::Value> answer_to(const Desk& desk, const Question& question) {
  CONCORDAT_TRY(decision, desk.registry.decide(question));
  return desk.told(registry::Registry::to_json(question, decision));
}

json::Object refused(const Error& error) {
  return json::Object{{"code", error.code}, {"place", error.place}, {"expected", error.expected}};
}

int decide_batch(const Desk& desk, const DecideOptions& options, const Output& output) {
  const auto text = read_file(options.batch);
  if (!text) return print_error(text.error(), output, kRefused);
  // The whole manifest is answered on one state, however long it takes.
  DecideOptions pinned = options;
  if (!pinned.as_of) pinned.as_of = desk.registry.size();
  const auto lines = read_manifest(*text, pinned);
  if (!lines) return print_error(lines.error(), output, kRefused);
  int status = kAnswered;
  for (const ManifestLine& asked : *lines) {
    const auto answer = asked.question ? answer_to(desk, *asked.question)
                                       : Result<json::Value>(fail(asked.question.error()));
    json::Object line{{"line", asked.number}};
    if (answer) {
      line.set("answer", *answer);
    } else {
      line.set("error", refused(answer.error()));
      status = kRefused;
    }
    print_json(std::move(line));
  }
  return status;
}

// The documents of a folder that are JSON objects, in no order.
Result<json::Array> documents_of(const std::string& folder) {
  json::Array documents;
  if (folder.empty()) return documents;
  std::error_code trouble;
  auto at = std::filesystem::directory_iterator(folder, trouble);
  for (; !trouble && at != std::filesystem::directory_iterator(); at.increment(trouble)) {
    if (!at->is_regular_file(trouble)) continue;
    CONCORDAT_TRY(text, read_file(at->path().string()));
    auto document = json::read(text);
    if (document && document->as_object()) documents.push_back(std::move(*document));
  }
  if (trouble) return fail({.code = "cli.file", .place = folder, .expected = "a folder"});
  return documents;
}

// The question of spec/formats/showing.md, from the options of the command.
Result<json::Value> showing_of(const DecideOptions& options) {
  DecideOptions plain = options;
  if (plain.certificates.empty()) plain.certificates = {"-"};
  CONCORDAT_TRY(question, question_of(plain));
  json::Value asked = recognition::to_json(question);
  asked.as_object()->erase("attestations");
  if (!options.certificates.empty()) asked.as_object()->set("number", options.certificates.front());
  CONCORDAT_TRY(text, read_file(options.credential));
  CONCORDAT_TRY(controllers, documents_of(options.controllers));
  json::Object credential{{"controllers", std::move(controllers)}};
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start != std::string::npos && text[start] == '{') {
    CONCORDAT_TRY(document, json::read(text));
    credential.set("document", std::move(document));
  } else {
    if (text.ends_with('\n')) text.pop_back();
    credential.set("document", std::move(text));
  }
  asked.as_object()->set("credential", std::move(credential));
  return asked;
}

int decide_shown(const Desk& desk, const DecideOptions& options, const Output& output) {
  const auto asked = showing_of(options);
  if (!asked) return print_error(asked.error(), output, status_of(asked.error()));
  const keys::PortVerifier verifier;
  const inflate::ZlibInflater inflater;
  const registry::VerifyingPorts ports{verifier, inflater, &desk.registry};
  registry::Presented documents(ports);
  if (desk.bundle != nullptr) {
    const Status added = add_documents_of(desk.bundle->bundle, documents);
    if (!added) return print_error(added.error(), output, status_of(added.error()));
  }
  const auto answer = registry::answer_showing(
      *asked, {.policy = {.at = SystemClock().now()}, .documents = &documents}, ports);
  if (!answer) return print_error(answer.error(), output, status_of(answer.error()));
  print_json(desk.told(*answer));
  return kAnswered;
}

int decide_in_testimony(const registry::Registry& registry, const DecideOptions& options,
                        const Question& question, const Output& output) {
  const auto made = registry::credential_about_answer(registry, question, SystemClock().now());
  if (!made) return print_error(made.error(), output, status_of(made.error()));
  if (options.key.empty()) return print_credential(*made, nullptr, output);
  CredentialKeys keys;
  const auto key = keys.find(options.site, registry, options.key);
  if (!key) return print_error(key.error(), output, kUnanswered);
  return print_credential(*made, &*key, output);
}

int decide_one(const Desk& desk, const DecideOptions& options, const Output& output) {
  const auto question = question_of(options);
  if (!question) return print_error(question.error(), output, status_of(question.error()));
  if (options.as_credential) {
    return decide_in_testimony(desk.registry, options, *question, output);
  }
  const auto answer = answer_to(desk, *question);
  if (!answer) return print_error(answer.error(), output, status_of(answer.error()));
  if (output.json) {
    print_json(*answer);
    return kAnswered;
  }
  const auto messages = open_messages();
  if (!messages) return print_error(messages.error(), output, kUnanswered);
  print_line(answer_text(*answer, **messages, output.language));
  if (desk.bundle != nullptr) {
    print_line(bundle_text(desk.bundle->shown, **messages, output.language));
  }
  return kAnswered;
}

int give_receipt(const registry::Registry& registry, const DecideOptions& options,
                 const Output& output) {
  const auto question = question_of(options);
  if (!question) return print_error(question.error(), output, status_of(question.error()));
  OperatorKeys keys;
  const auto key = keys.find(options.site, registry, options.receipt);
  if (!key) return print_error(key.error(), output, kUnanswered);
  const auto receipt =
      registry::bundle::make_receipt(registry, *question, *key, SystemClock().now());
  if (!receipt) return print_error(receipt.error(), output, status_of(receipt.error()));
  print_line(*receipt);
  return kAnswered;
}

int decide_at(const Desk& desk, const DecideOptions& options, const Output& output) {
  if (!options.batch.empty()) return decide_batch(desk, options, output);
  if (!options.credential.empty()) return decide_shown(desk, options, output);
  return decide_one(desk, options, output);
}

// A bundle has no keys to sign with and is not the registry that a credential speaks for; a receipt
// and a credential are about one question of numbers, and not the same.
bool fits(const DecideOptions& options) {
  const bool offline = !options.offline.bundle.empty();
  if (offline == !options.site.store.empty()) return false;
  if (options.receipt.empty() && !options.as_credential) return true;
  if (!options.receipt.empty() && options.as_credential) return false;
  return !offline && options.batch.empty() && options.credential.empty();
}

}  // namespace

int decide(const DecideOptions& given, const Output& output) {
  DecideOptions options = given;
  if (options.on.empty()) options.on = to_string(utc_date(SystemClock().now()));
  if (!fits(options)) {
    return print_error(
        {.code = "cli.usage",
         .expected =
             "--store or --bundle; --receipt or --as-credential with --store, for one question"},
        output, kUsage);
  }
  if (!options.offline.bundle.empty()) {
    const auto opened = open_bundle(options.offline, output);
    if (!opened) return print_error(opened.error(), output, kUnanswered);
    return decide_at({.registry = *opened->bundle.registry, .bundle = &*opened}, options, output);
  }
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  if (!options.receipt.empty()) return give_receipt(**registry, options, output);
  return decide_at({.registry = **registry}, options, output);
}

}  // namespace concordat::cli

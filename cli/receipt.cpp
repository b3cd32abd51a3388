// receipt: whether an answer was given, and is the answer.
#include "registry/bundle/receipt.hpp"

#include "adapters/keys/port_verifier.hpp"
#include "cli/files.hpp"
#include "cli/offline.hpp"
#include "cli/print.hpp"
#include "cli/verdicts.hpp"

namespace concordat::cli {
namespace {

namespace bundle = registry::bundle;

Result<bundle::Receipt> checked(const ReceiptOptions& options) {
  CONCORDAT_TRY(key, log_key_of(options.offline.log_key));
  CONCORDAT_TRY(text, read_file(options.file));
  if (text.ends_with('\n')) text.pop_back();
  const keys::PortVerifier verifier;
  return bundle::check_receipt(text, {.log_key = key, .verifier = verifier});
}

// Derived again from a bundle or a store, where one is named. Gives the age of the bundle.
Result<json::Value> derived(const ReceiptOptions& options, const bundle::Receipt& receipt,
                            const Output& output) {
  if (!options.offline.bundle.empty()) {
    CONCORDAT_TRY(opened, open_bundle(options.offline, output));
    CONCORDAT_CHECK(bundle::decide_again(receipt, *opened.bundle.registry));
    return opened.shown;
  }
  if (options.site.store.empty()) return json::Value();
  CONCORDAT_TRY(registry, open_registry(options.site, Access::kRead, output));
  CONCORDAT_CHECK(bundle::decide_again(receipt, *registry));
  return json::Value();
}

}  // namespace

int receipt_check(const ReceiptOptions& options, const Output& output) {
  const auto receipt = checked(options);
  if (!receipt) {
    return print_error(receipt.error(), output,
                       says_nothing(receipt.error()) ? kUnanswered : kRefused);
  }
  const auto age = derived(options, *receipt, output);
  if (!age) {
    // Only another answer speaks against the receipt.
    return print_error(age.error(), output,
                       age.error().code == "receipt.differs" ? kRefused : kUnanswered);
  }
  const bool again = !options.offline.bundle.empty() || !options.site.store.empty();
  json::Object outcome{{"outcome", "holds"},         {"derivedAgain", again},
                       {"signer", receipt->signer},  {"made", to_string(receipt->made)},
                       {"origin", receipt->origin},  {"size", receipt->size},
                       {"entries", receipt->entries}};
  if (!age->is_null()) outcome.set("bundle", *age);
  outcome.set("answer", receipt->answer);
  if (output.json) {
    print_json(std::move(outcome));
    return kAnswered;
  }
  outcome.erase("answer");
  print_line(resource_text(outcome));
  const auto messages = open_messages();
  if (!messages) return print_error(messages.error(), output, kUnanswered);
  print_line("\n" + answer_text(receipt->answer, **messages, output.language));
  return kAnswered;
}

}  // namespace concordat::cli

#include "core/credential/verify/verify.hpp"

#include <utility>

#include "core/credential/model/model.hpp"
#include "core/credential/model/terms.hpp"
#include "core/credential/model/written.hpp"
#include "core/credential/securing/data_integrity.hpp"
#include "core/credential/securing/envelope.hpp"
#include "core/credential/securing/jwt.hpp"
#include "core/credential/securing/sd_jwt.hpp"
#include "core/credential/status/reading.hpp"
#include "core/credential/verify/dates.hpp"
#include "core/json/read.hpp"

namespace concordat::credential {
namespace {

// What kind of verification it is: a document by itself, one within a presentation, or a status
// list, which is asked neither for its own status nor for trust.
enum class Part : std::uint8_t { kWhole, kCredential, kList };

class Verification {
 public:
  Verification(const Policy& policy, Host& host)
      : policy_(policy),
        host_(host),
        window_(policy.at),
        moment_{window_, policy.skew_seconds * 1000} {}

  Report text(std::string_view input, Part part) { return whole(judge(open(input, part), part)); }

  Report object(const json::Value& document, Part part) {
    return whole(judge(open_object(document, part), part));
  }

  VerifyList verify_list() {
    return [this](std::string_view input) -> Checked<VerifiedList> {
      // A list has a window of its own, with which it may be kept.
      Report report = Verification(policy_, host_).text(input, Part::kList);
      window_.narrow(report.window);
      if (const Finding* const why = decisive(report)) return std::unexpected(*why);
      return VerifiedList{.document = std::move(report.document),
                          .content = report.content,
                          .issuer = std::move(report.owner),
                          .window = report.window};
    };
  }

 private:
  Checked<Secured> open(std::string_view input, Part part) {
    if (input.size() > kLargestInput) {
      return failed(Step::kLimits,
                    {.code = "limits.size", .expected = std::to_string(kLargestInput) + " octets"});
    }
    // A token begins with base64url, and white space is no part of one.
    const std::size_t first = input.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && (input[first] == '{' || input[first] == '[')) {
      return open_json(input, part);
    }
    return open_token(input, part);
  }

  static Checked<Secured> open_token(std::string_view token, Part part) {
    if (token.find('~') != std::string_view::npos) return open_sd_jwt(token);
    return open_jwt(token, part == Part::kList);
  }

  Checked<Secured> open_json(std::string_view input, Part part) {
    auto document = json::read(input);
    if (!document) {
      const bool limit = document.error().code == "json.too-deep";
      return failed(limit ? Step::kLimits : Step::kDecode, std::move(document).error());
    }
    if (is_proven(*document)) return open_data_integrity(*std::move(document));
    return open_object(*document, part);
  }

  static bool is_proven(const json::Value& document) {
    return document.find("proof") != nullptr && !is_envelope(document);
  }

  Checked<Secured> open_object(const json::Value& document, Part part) {
    if (!document.as_object()) {
      return failed(Step::kDecode, {.code = "securing.form", .expected = "a JSON object"});
    }
    if (is_envelope(document)) {
      const auto envelope = open_envelope(document);
      if (!envelope) return std::unexpected(envelope.error());
      auto secured = open_token(envelope->text, part);
      if (secured && !agrees(*envelope, *secured)) {
        return failed(Step::kDecode, {.code = "envelope.media-type",
                                      .place = "/id",
                                      .expected = "application/" + std::string(secured->securing)});
      }
      return secured;
    }
    if (is_proven(document)) return open_data_integrity(document);
    return failed(Step::kDecode, {.code = "securing.missing",
                                  .expected = "a token, an envelope or an embedded proof"});
  }

  static bool agrees(const Envelope& envelope, const Secured& secured) {
    return envelope.media_type.ends_with("/" + std::string(secured.securing));
  }

  Report whole(Report report) {
    report.window = window_;
    return report;
  }

  Report judge(Checked<Secured> opened, Part part) {
    Report report;
    if (!opened) {
      pass_before(report, opened.error().step);
      report.set(std::move(opened).error());
      return report;
    }
    Secured& secured = *opened;
    report.content = secured.content;
    report.securing = secured.securing;
    report.owner = secured.owner;
    pass_before(report, Step::kKey);
    if (sign(secured, report) && conform(secured, report, part) && date(secured, report)) {
      settle(secured, report, part);
    }
    report.document = std::move(secured.document);
    return report;
  }

  static void pass_before(Report& report, Step step) {
    for (Finding& finding : report.steps) {
      if (finding.step < step) finding.outcome = Outcome::kPassed;
    }
  }

  static bool enter(Report& report, Finding finding) {
    const bool passed = finding.outcome == Outcome::kPassed;
    report.set(std::move(finding));
    return passed;
  }

  // Key and signature, of every signature.
  bool sign(const Secured& secured, Report& report) {
    if (secured.signatures.empty() || secured.signatures.size() > kMostSignatures) {
      return enter(report, {Step::kSignature, Outcome::kFailed, {.code = "signature.count"}});
    }
    const Error* unsupported = nullptr;
    for (const Signature& signature : secured.signatures) {
      if (signature.unsupported) {
        unsupported = &*signature.unsupported;
        continue;
      }
      auto found = find_key_of(signature, secured);
      if (!found) return enter(report, std::move(found).error());
      report.set({Step::kKey, Outcome::kPassed, {}});
      auto obligation = signature.obligation(found->key);
      if (!obligation) {
        return enter(report, {Step::kSignature, Outcome::kFailed, std::move(obligation).error()});
      }
      if (!host_.holds(*obligation)) {
        return enter(report, {Step::kSignature,
                              Outcome::kFailed,
                              {.code = "signature.invalid", .place = signature.place}});
      }
      if (!report.key) {
        report.key = std::move(found->key);
        report.method = std::move(found->method);
      }
    }
    // There is no key to be asked for where no proof is understood.
    if (!report.key) report.set({Step::kKey, Outcome::kNotAsked, {}});
    if (unsupported) return enter(report, {Step::kSignature, Outcome::kUnchecked, *unsupported});
    return enter(report, {Step::kSignature, Outcome::kPassed, {}});
  }

  Checked<FoundKey> find_key_of(const Signature& signature, const Secured& secured) {
    if (signature.key) return FoundKey{.key = *signature.key, .method = {}};
    const crypto::PublicKey* const trusted = policy_.trusted ? &*policy_.trusted : nullptr;
    return find_key({.owner = secured.owner,
                     .method = signature.method,
                     .owner_is_named = secured.owner_is_named,
                     .relationship = signature.relationship,
                     .algorithm = signature.algorithm,
                     .window = window_,
                     .skew_ms = moment_.skew_ms},
                    trusted, host_);
  }

  bool conform(const Secured& secured, Report& report, Part part) {
    Status status;
    if (secured.content == Content::kCredential) status = check_credential(secured.document);
    if (secured.content == Content::kPresentation) status = check_presentation(secured.document);
    if (status && part != Part::kWhole && secured.content == Content::kPresentation) {
      status = fail({.code = "model.type", .place = "/type", .expected = "VerifiableCredential"});
    }
    if (status && credentials_of(secured.document).size() > kMostCredentials) {
      status = fail({.code = "limits.credentials",
                     .place = "/verifiableCredential",
                     .expected = std::to_string(kMostCredentials) + " at most"});
    }
    if (status) status = check_terms(secured, report);
    if (status) return enter(report, {Step::kModel, Outcome::kPassed, {}});
    return enter(report, {Step::kModel, Outcome::kFailed, std::move(status).error()});
  }

  Status check_terms(const Secured& secured, Report& report) {
    if (secured.content != Content::kCredential && secured.content != Content::kPresentation) {
      return {};
    }
    if (policy_.strict_terms) CONCORDAT_CHECK(check_written_contexts(secured.document));
    Undefined undefined = find_undefined(secured.document);
    if (policy_.strict_terms && !undefined.contexts.empty()) {
      return fail({.code = "model.unknown-context", .place = undefined.contexts.front()});
    }
    if (policy_.strict_terms && !undefined.terms.empty()) {
      return fail({.code = "model.undefined-term", .place = undefined.terms.front()});
    }
    report.undefined = std::move(undefined.contexts);
    for (std::string& term : undefined.terms) report.undefined.push_back(std::move(term));
    return {};
  }

  bool date(const Secured& secured, Report& report) {
    return enter(report, credential::check_dates(secured, moment_));
  }

  // What does not depend on one another: each is asked, whatever the others found.
  void settle(const Secured& secured, Report& report, Part part) {
    // What a presentation holds was made for nobody in particular.
    report.set(part == Part::kWhole ? check_binding(secured, policy_.binding, moment_)
                                    : Finding{Step::kBinding, Outcome::kNotAsked, {}});
    if (part == Part::kList) {
      report.set({Step::kStatus, Outcome::kNotAsked, {}});
      report.set({Step::kTrust, Outcome::kNotAsked, {}});
      return;
    }
    if (secured.content == Content::kPresentation) {
      report.set({Step::kStatus, Outcome::kNotAsked, {}});
      report.set({Step::kTrust, Outcome::kNotAsked, {}});
      for (const json::Value* credential : credentials_of(secured.document)) {
        report.credentials.push_back(object(*credential, Part::kCredential));
      }
      return;
    }
    StatusAnswer status = read_status({.document = secured.document,
                                       .content = secured.content,
                                       .issuer = secured.owner,
                                       .window = window_,
                                       .skew_ms = moment_.skew_ms,
                                       .list_issuers = policy_.list_issuers},
                                      verify_list(), host_);
    report.set(std::move(status.finding));
    report.statuses = std::move(status.readings);
    auto trust = host_.trust({secured.owner, *report.key, secured.document, window_});
    report.set(trust ? std::move(*trust) : Finding{Step::kTrust, Outcome::kNotAsked, {}});
  }

  const Policy& policy_;
  Host& host_;
  Window window_;
  Moment moment_;  // refers to the window
};

}  // namespace

Report verify(std::string_view input, const Policy& policy, Host& host) {
  return Verification(policy, host).text(input, Part::kWhole);
}

Report verify_object(const json::Value& document, const Policy& policy, Host& host) {
  return Verification(policy, host).object(document, Part::kWhole);
}

}  // namespace concordat::credential

// concordat_bench_credential [--count N] [--rounds N] [--inputs FILE]
//
// How many credentials one core verifies in a second, beside how many bare signatures of the same
// messages the same library verifies in the same run. Twenty issuers with a document each, every
// credential about 1,400 octets and verified once a round. With a status: the list is verified and
// unpacked each time, or kept unpacked from the first time on. Through the questions of HTTP, once
// with verdicts kept: the second time a credential is shown.
//
// --inputs writes down what is verified, a JSON object a line, so that others verify the same.
//
// Every credential must verify, and one in a hundred is altered and must not, or there is no
// figure.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <zlib.h>

#include "adapters/inflate/zlib_inflater.hpp"
#include "adapters/keys/port_verifier.hpp"
#include "adapters/keys/software_signer.hpp"
#include "adapters/keys/verify.hpp"
#include "core/base/base64url.hpp"
#include "core/credential/jws.hpp"
#include "core/credential/keys/multikey.hpp"
#include "core/credential/securing/data_integrity.hpp"
#include "core/credential/status/kept_lists.hpp"
#include "core/credential/verify/verify.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/time/timestamp.hpp"
#include "registry/credentials/kept_verdicts.hpp"
#include "registry/credentials/request.hpp"

namespace concordat::bench {
namespace {

using credential::Report;
using credential::Verdict;

constexpr std::size_t kIssuers = 20;
constexpr std::size_t kAltered = 100;  // one in so many
constexpr Instant kAt{1'714'564'800'000};

double cpu_s() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Issuer {
  std::string id;
  crypto::PublicKey key;
  std::unique_ptr<Signer> signer;
};

class Desk final : public credential::Host {
 public:
  std::map<std::string, credential::Controller, std::less<>> controllers;
  std::map<std::string, std::string, std::less<>> lists;
  std::vector<json::Value> documents;           // of the issuers, as a question hands them in
  std::unique_ptr<credential::KeptLists> kept;  // null: none is kept

  bool holds(const crypto::Obligation& obligation) override { return keys::verify(obligation); }
  const credential::Controller* controller(std::string_view id) override {
    const auto found = controllers.find(id);
    return found == controllers.end() ? nullptr : &found->second;
  }
  std::optional<std::string_view> status_list(std::string_view id) override {
    const auto found = lists.find(id);
    if (found == lists.end()) return std::nullopt;
    return found->second;
  }
  Result<Bytes> inflate(credential::Compression form, ByteView stream,
                        std::size_t limit_bytes) override {
    return inflate::ZlibInflater().inflate(form, stream, limit_bytes);
  }
  std::shared_ptr<const credential::StatusList> kept_list(std::string_view id,
                                                          Instant at) override {
    return kept ? kept->find(id, at) : nullptr;
  }
  void keep_list(std::string_view id, Instant at,
                 std::shared_ptr<const credential::StatusList> list) override {
    if (kept) kept->keep(id, std::move(list), at);
  }
  std::optional<credential::Finding> trust(const credential::TrustQuestion&) override {
    return std::nullopt;
  }
};

[[noreturn]] void give_up(std::string_view why) {
  std::cerr << "concordat_bench_credential: " << why << "\n";
  std::exit(1);
}

template <class T>
T must(Result<T> result) {
  if (!result) give_up(result.error().code);
  return *std::move(result);
}

std::vector<Issuer> make_issuers(crypto::Algorithm algorithm, Desk& desk) {
  std::vector<Issuer> issuers;
  for (std::size_t at = 0; at < kIssuers; ++at) {
    keys::KeyPair pair = must(keys::generate(algorithm));
    Issuer issuer{.id = "did:web:body-" + std::to_string(at) + ".example",
                  .key = pair.public_key,
                  .signer = nullptr};
    issuer.signer = must(keys::make_signer(std::move(pair)));
    const json::Object method{{"id", issuer.id + "#key-1"},
                              {"type", "JsonWebKey"},
                              {"controller", issuer.id},
                              {"publicKeyJwk", crypto::to_jwk(issuer.key)}};
    const json::Object document{{"id", issuer.id},
                                {"verificationMethod", json::Array{method}},
                                {"assertionMethod", json::Array{issuer.id + "#key-1"}}};
    desk.documents.emplace_back(document);
    desk.controllers.insert_or_assign(issuer.id,
                                      must(credential::read_controller(json::Value(document))));
    issuers.push_back(std::move(issuer));
  }
  return issuers;
}

json::Value make_credential(const Issuer& issuer, std::size_t number, bool with_status) {
  json::Object subject{{"id", "https://goods.example/kettle/" + std::to_string(number)}};
  // As much text as a conformity credential carries.
  subject.set("description", std::string(600, 'x'));
  json::Object credential{{"@context", json::Array{"https://www.w3.org/ns/credentials/v2"}},
                          {"id", "urn:example:certificate:" + std::to_string(number)},
                          {"type", json::Array{"VerifiableCredential"}},
                          {"issuer", issuer.id},
                          {"validFrom", "2024-01-01T00:00:00Z"},
                          {"validUntil", "2030-01-01T00:00:00Z"},
                          {"credentialSubject", std::move(subject)}};
  if (with_status) {
    credential.set("credentialStatus",
                   json::Object{{"type", "BitstringStatusListEntry"},
                                {"statusPurpose", "revocation"},
                                {"statusListIndex", std::to_string(number)},
                                {"statusListCredential", issuer.id + "/status"}});
  }
  return credential;
}

std::string sign_as_token(const json::Value& document, const Issuer& issuer) {
  const json::Object header{
      {"alg", crypto::jws_algorithm(issuer.key)}, {"kid", issuer.id + "#key-1"}, {"typ", "vc+jwt"}};
  const std::string input = credential::signing_input(header, json::compact(document));
  return credential::assemble(input, must(issuer.signer->sign(bytes_of(input))));
}

std::string sign_inside(const json::Value& document, const Issuer& issuer) {
  const auto draft = must(credential::draft_proof(
      document, {{"verificationMethod", issuer.id + "#key-1"}, {"proofPurpose", "assertionMethod"}},
      issuer.key.algorithm));
  return json::compact(
      credential::attach_proof(document, draft, must(issuer.signer->sign(draft.message))));
}

std::string gzipped(const Bytes& octets) {
  z_stream state{};
  if (deflateInit2(&state, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) != Z_OK) give_up("zlib");
  Bytes out(deflateBound(&state, static_cast<uLong>(octets.size())) + 64);
  state.next_in = const_cast<Bytef*>(octets.data());
  state.avail_in = static_cast<uInt>(octets.size());
  state.next_out = out.data();
  state.avail_out = static_cast<uInt>(out.size());
  if (deflate(&state, Z_FINISH) != Z_STREAM_END) give_up("zlib");
  out.resize(out.size() - state.avail_out);
  deflateEnd(&state);
  return "u" + encode_base64url(out);
}

// The smallest list, with one in fifty of its entries set behind those that are asked for.
void publish_list(const Issuer& issuer, Desk& desk) {
  Bytes bits(16'384, 0);
  for (std::size_t at = 100'000; at < 131'072; at += 50) bits[at / 8] |= 1;
  const json::Object list{
      {"@context", json::Array{"https://www.w3.org/ns/credentials/v2"}},
      {"id", issuer.id + "/status"},
      {"type", json::Array{"VerifiableCredential", "BitstringStatusListCredential"}},
      {"issuer", issuer.id},
      {"validFrom", "2024-01-01T00:00:00Z"},
      {"credentialSubject", json::Object{{"id", issuer.id + "/status#list"},
                                         {"type", "BitstringStatusList"},
                                         {"statusPurpose", "revocation"},
                                         {"encodedList", gzipped(bits)}}}};
  desk.lists.insert_or_assign(issuer.id + "/status", sign_as_token(list, issuer));
}

struct Options {
  std::size_t count = 2000;
  int rounds = 5;
  std::string inputs;  // file; nothing is written when empty
};

// The best of the rounds, a second of processor time.
double rate(const Options& options, const std::function<void()>& round) {
  double best_s = 1e9;
  for (int at = 0; at < options.rounds; ++at) {
    const double before_s = cpu_s();
    round();
    best_s = std::min(best_s, cpu_s() - before_s);
  }
  return static_cast<double>(options.count) / best_s;
}

void print(const std::string& metric, double value, const std::string& against, double ratio) {
  const json::Object object{
      {"bench", "credential"},
      {"metric", metric},
      {"value", std::round(value)},
      {"unit", "verifications/s of one core"},
      {"against", against},
      {"ratio", ratio == 0 ? json::Value() : json::Value(std::round(ratio * 100) / 100)}};
  std::cout << json::compact(object) << "\n";
}

using Sign = std::string (*)(const json::Value&, const Issuer&);

struct Case {
  std::string metric;
  Sign sign;
  bool with_status = false;
  bool keeps_lists = false;
};

// An octet within the credential's text of x's, or the like of it in base64url: still well formed.
std::string altered(std::string text) {
  const std::size_t at = text.size() / 2;
  text[at] = text[at] == 'e' ? 'h' : 'e';
  return text;
}

std::vector<std::string> make_texts(const Case& one, const std::vector<Issuer>& issuers,
                                    const Options& options) {
  std::vector<std::string> texts;
  for (std::size_t at = 0; at < options.count; ++at) {
    const Issuer& issuer = issuers[at % issuers.size()];
    texts.push_back(one.sign(make_credential(issuer, at, one.with_status), issuer));
    if (at % kAltered == kAltered - 1) texts.back() = altered(std::move(texts.back()));
  }
  return texts;
}

double run_case(const Case& one, const std::vector<std::string>& texts, Desk& desk,
                const Options& options) {
  desk.kept = one.keeps_lists
                  ? std::make_unique<credential::KeptLists>(std::size_t{16} << 20, 3'600'000)
                  : nullptr;
  const credential::Policy policy{.at = kAt};
  return rate(options, [&] {
    for (std::size_t at = 0; at < texts.size(); ++at) {
      const Report report = credential::verify(texts[at], policy, desk);
      const bool expected = at % kAltered != kAltered - 1;
      if ((credential::verdict_of(report) == Verdict::kVerified) != expected) {
        const auto* decisive = credential::decisive(report);
        give_up(one.metric + ": " + (decisive ? decisive->error.code : "verified"));
      }
    }
  });
}

// The same as questions in JSON, each with the document of its issuer, to answers as they are sent.
double run_questions(const std::vector<std::string>& texts, const Desk& desk,
                     const Options& options, registry::KeptVerdicts* kept) {
  std::vector<std::string> questions;
  for (std::size_t at = 0; at < texts.size(); ++at) {
    const json::Value document =
        texts[at].starts_with('{') ? must(json::read(texts[at])) : json::Value(texts[at]);
    questions.push_back(json::compact(
        json::Object{{"document", document},
                     {"controllers", json::Array{desk.documents[at % desk.documents.size()]}}}));
  }
  const keys::PortVerifier verifier;
  const inflate::ZlibInflater inflater;
  const registry::VerifyingPorts ports{verifier, inflater, nullptr, kept};
  const registry::VerifyingDefaults defaults{.policy = {.at = kAt}};
  const auto ask_all = [&] {
    for (std::size_t at = 0; at < questions.size(); ++at) {
      const std::string answer = must(registry::answer_text(questions[at], defaults, ports));
      const bool verified = answer.starts_with(R"({"verdict":"verified")");
      if (verified != (at % kAltered != kAltered - 1)) give_up("question: " + answer);
    }
  };
  if (kept) ask_all();
  return rate(options, ask_all);
}

// What is verified, for those who verify the same: tokens and documents, keys in both spellings.
void write_inputs(const std::string& name, const std::vector<Issuer>& issuers, const Desk& desk,
                  const std::map<std::string, std::vector<std::string>>& texts, std::ostream& out) {
  json::Object keys;
  for (const Issuer& issuer : issuers) {
    keys.set(issuer.id + "#key-1", json::Object{{"controller", issuer.id},
                                                {"jwk", crypto::to_jwk(issuer.key)},
                                                {"multikey", credential::to_multikey(issuer.key)}});
  }
  json::Object cases;
  for (const auto& [metric, list] : texts) {
    cases.set(metric, json::Array(list.begin(), list.end()));
  }
  json::Object lists;
  for (const auto& [id, text] : desk.lists) lists.set(id, text);
  out << json::compact(json::Object{{"name", name},
                                    {"alteredEvery", std::uint64_t{kAltered}},
                                    {"keys", std::move(keys)},
                                    {"cases", std::move(cases)},
                                    {"lists", std::move(lists)}})
      << "\n";
}

// The signatures alone, of the same tokens.
double run_bare(const std::vector<Issuer>& issuers, const Options& options) {
  std::vector<crypto::Obligation> obligations;
  for (std::size_t at = 0; at < options.count; ++at) {
    const Issuer& issuer = issuers[at % issuers.size()];
    const auto jws =
        must(credential::parse_jws(sign_as_token(make_credential(issuer, at, false), issuer)));
    obligations.push_back(must(credential::obligation(jws, issuer.key)));
  }
  return rate(options, [&] {
    if (!keys::verify_all(obligations)) give_up("a signature does not hold");
  });
}

void run_algorithm(crypto::Algorithm algorithm, const std::string& name, const Options& options) {
  Desk desk;
  const std::vector<Issuer> issuers = make_issuers(algorithm, desk);
  for (const Issuer& issuer : issuers) publish_list(issuer, desk);
  const double bare = run_bare(issuers, options);
  print(name + " signature alone", bare, "", 0);
  const std::string embedded =
      algorithm == crypto::Algorithm::kEd25519 ? "eddsa-jcs-2022" : "ecdsa-jcs-2019";
  const Case cases[] = {
      {"vc+jwt", sign_as_token},
      {embedded, sign_inside},
      {"vc+jwt, status list each time", sign_as_token, true},
      {"vc+jwt, status list kept", sign_as_token, true, true},
      {embedded + ", status list each time", sign_inside, true},
      {embedded + ", status list kept", sign_inside, true, true},
  };
  std::map<std::string, std::vector<std::string>> written;
  for (const Case& one : cases) {
    const std::vector<std::string> texts = make_texts(one, issuers, options);
    const double per_s = run_case(one, texts, desk, options);
    print(name + " " + one.metric, per_s, name + " signature alone", per_s / bare);
    if (!one.keeps_lists) written.emplace(one.metric, texts);
    if (one.with_status) continue;
    const double asked = run_questions(texts, desk, options, nullptr);
    print(name + " " + one.metric + ", as a question", asked, name + " signature alone",
          asked / bare);
    registry::KeptVerdicts kept(std::size_t{256} << 20);
    const double again = run_questions(texts, desk, options, &kept);
    print(name + " " + one.metric + ", asked before", again, name + " signature alone",
          again / bare);
  }
  if (options.inputs.empty()) return;
  std::ofstream out(options.inputs, std::ios::app);
  write_inputs(name, issuers, desk, written, out);
}

int run(int argc, char** argv) {
  Options options;
  for (int at = 1; at + 1 < argc; at += 2) {
    const std::string_view name = argv[at];
    if (name == "--count") options.count = std::strtoull(argv[at + 1], nullptr, 10);
    if (name == "--rounds") options.rounds = std::atoi(argv[at + 1]);
    if (name == "--inputs") options.inputs = argv[at + 1];
  }
  if (argc % 2 == 0 || options.count < kAltered || options.count > 100'000 || options.rounds < 1) {
    std::cerr << "usage: concordat_bench_credential [--count 100..100000] [--rounds N] "
                 "[--inputs FILE]\n";
    return 64;
  }
  run_algorithm(crypto::Algorithm::kEd25519, "Ed25519", options);
  run_algorithm(crypto::Algorithm::kP256, "P-256", options);
  return 0;
}

}  // namespace
}  // namespace concordat::bench

int main(int argc, char** argv) { return concordat::bench::run(argc, argv); }

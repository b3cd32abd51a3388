// concordat_checker_twin: core's verdict on each case of standard input, a JSON document a line.
//
//   {"kind": "proof", "file": BASE64, "log": VKEY, "witnesses": [VKEY...]}
//   {"kind": "receipt", "file": BASE64, "log": VKEY, "witnesses": []}
//   {"kind": "folder", "files": {PATH: BASE64}, "log": VKEY, "witnesses": [VKEY...]}
//   {"kind": "inclusion", "index", "size", "leaf", "root", "path": [BASE64...]}
//   {"kind": "consistency", "oldSize", "newSize", "oldRoot", "newRoot", "path": [BASE64...]}
//
// Sizes and indices are decimal texts. Answers {"verdict", "faults": [{"code", "index", "cause"}]}
// a line, in the words of the checker in TypeScript.
//
// Exit: 0 every line was a case, 1 one was not.
#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>
#include <string>
#include <string_view>

#include "adapters/keys/port_verifier.hpp"
#include "adapters/keys/verify.hpp"
#include "core/base/base64.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/log/proof.hpp"
#include "core/log/static_log.hpp"
#include "registry/bundle/receipt.hpp"

namespace concordat::log {
namespace {

// After these nothing is known about the log (spec/formats/proof.md, receipt.md).
constexpr std::string_view kSayingNothing[] = {
    "note.vkey",           "note.key-type",      "key.",           "proof.form", "proof.too-large",
    "proof.entry-missing", "checkpoint.missing", "receipt.version"};

json::Value refused(const Error& error) {
  const bool nothing = std::ranges::any_of(
      kSayingNothing, [&](std::string_view family) { return error.code.starts_with(family); });
  return json::Object{{"verdict", nothing ? "not-checked" : "does-not-hold"},
                      {"faults", json::Array{json::Object{{"code", error.code}}}}};
}

json::Value holding() { return json::Object{{"verdict", "holds"}, {"faults", json::Array{}}}; }

Result<Bytes> octets(const json::Value& given, std::string_view name) {
  return decode_base64(given.text(name));
}

std::uint64_t number(const json::Value& given, std::string_view name) {
  const std::string_view text = given.text(name);
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Result<merkle::Hash> hash_of(std::string_view text) {
  CONCORDAT_TRY(bytes, decode_base64(text));
  merkle::Hash hash{};
  if (bytes.size() != hash.size()) return fail({.code = "case.hash"});
  std::ranges::copy(bytes, hash.begin());
  return hash;
}

Result<merkle::Proof> path_of(const json::Value& given) {
  merkle::Proof path;
  for (const json::Value& text : given.array("path")) {
    CONCORDAT_TRY(hash, hash_of(*text.as_string()));
    path.push_back(hash);
  }
  return path;
}

// As the checker in TypeScript asks for them: witnesses first, then the log's own key.
Result<LogTrust> trust_in(const json::Value& given) {
  LogTrust trust;
  for (const json::Value& vkey : given.array("witnesses")) {
    CONCORDAT_TRY(key, parse_vkey(*vkey.as_string()));
    trust.witnesses.push_back(key);
  }
  CONCORDAT_TRY(key, parse_vkey(given.text("log")));
  trust.log = key;
  return trust;
}

class FilesOfCase final : public LogFiles {
 public:
  explicit FilesOfCase(const json::Value& files) : files_(files) {}
  Result<Bytes> read(const std::string& path) override {
    const json::Value* file = files_.find(path);
    if (file == nullptr) return fail({.code = "tile.missing"});
    return decode_base64(*file->as_string());
  }

 private:
  const json::Value& files_;
};

Result<json::Value> proof(const json::Value& given) {
  CONCORDAT_TRY(trust, trust_in(given));
  CONCORDAT_TRY(file, octets(given, "file"));
  CONCORDAT_TRY(parsed, parse_proof(text_of(file)));
  CONCORDAT_TRY(proven, check_proof(parsed, trust));
  if (!keys::verify_all(proven.signatures.obligations)) {
    return fail({.code = "checkpoint.signature"});
  }
  return holding();
}

Result<json::Value> receipt(const json::Value& given) {
  CONCORDAT_TRY(trust, trust_in(given));
  CONCORDAT_TRY(file, octets(given, "file"));
  const keys::PortVerifier verifier;
  CONCORDAT_CHECK(
      registry::bundle::check_receipt(text_of(file), {.log_key = trust.log, .verifier = verifier}));
  return holding();
}

json::Value fault_of(const Finding& finding) {
  json::Object fault{{"code", finding.error.code}, {"index", std::to_string(finding.index)}};
  for (const auto& [name, value] : finding.error.arguments) {
    if (name == "cause") fault.set("cause", value);
  }
  return fault;
}

Result<json::Value> folder(const json::Value& given) {
  CONCORDAT_TRY(trust, trust_in(given));
  FilesOfCase files(*given.find("files"));
  CONCORDAT_TRY(checked, check_static_log(files, trust));
  if (!keys::verify_all(checked.signatures.obligations)) {
    return fail({.code = "checkpoint.signature"});
  }
  if (checked.report.sound()) return holding();
  json::Array faults;
  for (const Finding& finding : checked.report.findings) faults.push_back(fault_of(finding));
  return json::Object{{"verdict", only_missing(checked.report) ? "not-checked" : "does-not-hold"},
                      {"faults", std::move(faults)},
                      {"truncated", checked.report.truncated}};
}

Result<json::Value> inclusion(const json::Value& given) {
  CONCORDAT_TRY(leaf, hash_of(given.text("leaf")));
  CONCORDAT_TRY(root, hash_of(given.text("root")));
  CONCORDAT_TRY(path, path_of(given));
  CONCORDAT_CHECK(merkle::verify_inclusion(
      {.index = number(given, "index"), .size = number(given, "size"), .leaf = leaf}, path, root));
  return holding();
}

Result<json::Value> consistency(const json::Value& given) {
  CONCORDAT_TRY(old_root, hash_of(given.text("oldRoot")));
  CONCORDAT_TRY(new_root, hash_of(given.text("newRoot")));
  CONCORDAT_TRY(path, path_of(given));
  CONCORDAT_CHECK(merkle::verify_consistency({.old_size = number(given, "oldSize"),
                                              .new_size = number(given, "newSize"),
                                              .old_root = old_root,
                                              .new_root = new_root},
                                             path));
  return holding();
}

Result<json::Value> judge(const json::Value& given) {
  const std::string_view kind = given.text("kind");
  if (kind == "proof") return proof(given);
  if (kind == "receipt") return receipt(given);
  if (kind == "folder") return folder(given);
  if (kind == "inclusion") return inclusion(given);
  if (kind == "consistency") return consistency(given);
  return fail({.code = "case.kind"});
}

}  // namespace
}  // namespace concordat::log

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto given = concordat::json::read(line);
    if (!given) {
      std::cerr << "concordat_checker_twin: not a case: " << given.error().code << "\n";
      return 1;
    }
    const auto answer = concordat::log::judge(*given);
    const concordat::json::Value said = answer ? *answer : concordat::log::refused(answer.error());
    std::cout << concordat::json::compact(said) << "\n";
  }
  return 0;
}

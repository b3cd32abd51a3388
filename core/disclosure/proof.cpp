#include "core/disclosure/proof.hpp"

#include <algorithm>
#include <utility>

#include "core/base/base64url.hpp"
#include "core/credential/jws.hpp"
#include "core/json/read.hpp"
#include "core/json/write.hpp"
#include "core/log/entry.hpp"

namespace concordat::disclosure {
namespace {

std::unexpected<Error> form(std::string place) {
  return fail({.code = "vault-proof.form",
               .place = std::move(place),
               .expected = "a proof as vault-proof.md has it, printed by RFC 8785"});
}

json::Array print(const merkle::Proof& path) {
  json::Array printed;
  printed.reserve(path.size());
  for (const merkle::Hash& hash : path) printed.emplace_back(encode_base64url(hash));
  return printed;
}

Result<crypto::Digest> read_hash(const json::Value* value, const std::string& place) {
  const std::string* text = value ? value->as_string() : nullptr;
  if (text == nullptr) return form(place);
  const auto octets = decode_base64url(*text);
  crypto::Digest hash{};
  if (!octets || octets->size() != hash.size()) return form(place);
  std::ranges::copy(*octets, hash.begin());
  return hash;
}

Result<merkle::Proof> read_path(const json::Value* value, const std::string& place) {
  const json::Array* hashes = value ? value->as_array() : nullptr;
  if (hashes == nullptr || hashes->size() > log::kMaxProofHashes) return form(place);
  merkle::Proof path;
  for (const json::Value& hash : *hashes) {
    CONCORDAT_TRY(read, read_hash(&hash, place));
    path.push_back(read);
  }
  return path;
}

Result<std::uint64_t> read_count(const json::Value* value, const std::string& place) {
  const std::int64_t* count = value ? value->as_integer() : nullptr;
  if (count == nullptr || *count < 0) return form(place);
  return static_cast<std::uint64_t>(*count);
}

Result<std::string> read_text(const json::Value* value, const std::string& place) {
  const std::string* text = value ? value->as_string() : nullptr;
  if (text == nullptr) return form(place);
  return *text;
}

Result<Opened> read_opened(const json::Value& value, const std::string& place) {
  Opened opened;
  CONCORDAT_TRY(index, read_count(value.find("index"), place + "/index"));
  CONCORDAT_TRY(disclosure, read_text(value.find("disclosure"), place + "/disclosure"));
  CONCORDAT_TRY(path, read_path(value.find("path"), place + "/path"));
  opened.index = index;
  opened.disclosure = std::move(disclosure);
  opened.path = std::move(path);
  return opened;
}

Status read_opened_parts(const json::Value& value, Proof& proof) {
  const json::Value* opened = value.find("opened");
  if (opened == nullptr || opened->as_array() == nullptr) return form("/opened");
  for (const json::Value& one : *opened->as_array()) {
    const std::string place = "/opened/" + std::to_string(proof.opened.size());
    CONCORDAT_TRY(read, read_opened(one, place));
    if (!proof.opened.empty() && read.index <= proof.opened.back().index) return form(place);
    if (read.index >= proof.parts) return form(place + "/index");
    proof.opened.push_back(std::move(read));
  }
  return {};
}

Result<Proof> read_members(const json::Value& value) {
  Proof proof;
  CONCORDAT_TRY(salt, read_hash(value.find("salt"), "/salt"));
  CONCORDAT_TRY(parts, read_count(value.find("parts"), "/parts"));
  CONCORDAT_TRY(root, read_hash(value.find("root"), "/root"));
  CONCORDAT_TRY(sequence, read_count(value.find("sequence"), "/sequence"));
  CONCORDAT_TRY(batch_path, read_path(value.find("batchPath"), "/batchPath"));
  CONCORDAT_TRY(log_proof, read_text(value.find("log"), "/log"));
  if (parts < kHeaderParts || parts > kMostParts) return form("/parts");
  proof.salt = salt;
  proof.parts = parts;
  proof.root = root;
  proof.sequence = sequence;
  proof.batch_path = std::move(batch_path);
  proof.log = std::move(log_proof);
  CONCORDAT_CHECK(read_opened_parts(value, proof));
  return proof;
}

struct Logged {
  log::Proven proven;
  Instant recorded;
  std::string author;
  Batch batch;
};

std::unexpected<Error> no_batch() {
  return fail({.code = "vault-proof.statement",
               .place = "/log",
               .expected = "a statement of type vault-batch"});
}

// That the statement was admitted by right is the log's word, given with its checkpoint; its
// signature need not be looked at again.
Result<Logged> logged_batch(const std::string& text, const log::LogTrust& trust) {
  CONCORDAT_TRY(file, log::parse_proof(text));
  CONCORDAT_TRY(proven, log::check_proof(file, trust));
  const auto entry = log::decode_entry(proven.entry);
  if (!entry) return no_batch();
  const auto jws = credential::parse_jws(entry->statement);
  if (!jws) return no_batch();
  const auto statement = json::read(jws->payload);
  if (!statement || statement->text("type") != "vault-batch") return no_batch();
  const json::Value* body = statement->find("body");
  if (body == nullptr) return no_batch();
  CONCORDAT_TRY(batch, read_batch(*body));
  return Logged{.proven = std::move(proven),
                .recorded = entry->recorded,
                .author = std::string(statement->text("author")),
                .batch = batch};
}

Status at(Status status, std::string place) {
  if (status) return status;
  Error error = std::move(status).error();
  error.place = std::move(place);
  return fail(std::move(error));
}

Result<Part> check_opened(const Proof& proof, std::size_t number) {
  const Opened& opened = proof.opened[number];
  const std::string place = "/opened/" + std::to_string(number);
  auto part = read_disclosure(opened.disclosure);
  const bool fits = part && (opened.index >= kHeaderParts ||
                             part->name == kHeaderNames[static_cast<std::size_t>(opened.index)]);
  if (!fits) {
    return fail({.code = "vault-proof.disclosure",
                 .place = place,
                 .expected = "base64url of [salt, name, value], of the header under its name"});
  }
  CONCORDAT_CHECK(
      at(merkle::verify_inclusion(
             {.index = opened.index, .size = proof.parts, .leaf = part_leaf(opened.disclosure)},
             opened.path, proof.root),
         place + "/path"));
  return part;
}

}  // namespace

std::string to_string(const Proof& proof) {
  json::Array opened;
  for (const Opened& one : proof.opened) {
    opened.emplace_back(json::Object{
        {"index", one.index}, {"disclosure", one.disclosure}, {"path", print(one.path)}});
  }
  return json::canonical(json::Object{{"version", kProofVersion},
                                      {"salt", encode_base64url(proof.salt)},
                                      {"parts", proof.parts},
                                      {"root", encode_base64url(proof.root)},
                                      {"opened", std::move(opened)},
                                      {"sequence", proof.sequence},
                                      {"batchPath", print(proof.batch_path)},
                                      {"log", proof.log}}) +
         "\n";
}

Result<Proof> parse_proof(std::string_view text) {
  if (text.size() > kMaxProofSize) {
    return fail({.code = "vault-proof.too-large",
                 .expected = "at most " + std::to_string(kMaxProofSize) + " octets"});
  }
  if (!text.ends_with('\n')) return form("");
  const auto value = json::read(text.substr(0, text.size() - 1));
  if (!value || value->as_object() == nullptr) return form("");
  const json::Value* version = value->find("version");
  if (version == nullptr || version->as_integer() == nullptr) return form("/version");
  if (*version->as_integer() != kProofVersion) {
    return fail({.code = "vault-proof.version", .place = "/version", .expected = "1"});
  }
  CONCORDAT_TRY(proof, read_members(*value));
  // One spelling alone: members of other names, white space and the like are in no other way told.
  if (to_string(proof) != text) return form("");
  return std::move(proof);
}

Result<Proof> open_parts(Record& record, std::span<const std::uint64_t> indices) {
  Proof proof{.salt = record.salt(), .parts = record.parts(), .root = record.root()};
  std::vector<std::uint64_t> ascending(indices.begin(), indices.end());
  std::ranges::sort(ascending);
  const auto repeated = std::ranges::unique(ascending);
  ascending.erase(repeated.begin(), repeated.end());
  for (const std::uint64_t index : ascending) {
    CONCORDAT_TRY(path, record.path(index));
    proof.opened.push_back({.index = index,
                            .disclosure = record.disclosures()[static_cast<std::size_t>(index)],
                            .path = std::move(path)});
  }
  return proof;
}

Result<Shown> check_proof(const Proof& proof, const log::LogTrust& trust) {
  CONCORDAT_TRY(logged, logged_batch(proof.log, trust));
  const Batch& batch = logged.batch;
  if (proof.sequence < batch.first || proof.sequence - batch.first >= batch.count) {
    return fail({.code = "vault-proof.sequence",
                 .place = "/sequence",
                 .expected = "a number of the batch that the log proves"});
  }
  Shown shown{.commitment = commitment(proof.salt, proof.parts, proof.root),
              .sequence = proof.sequence,
              .parts = proof.parts};
  CONCORDAT_CHECK(
      at(merkle::verify_inclusion({.index = proof.sequence - batch.first,
                                   .size = batch.count,
                                   .leaf = commitment_leaf(proof.sequence, shown.commitment)},
                                  proof.batch_path, batch.root),
         "/batchPath"));
  for (std::size_t number = 0; number < proof.opened.size(); ++number) {
    CONCORDAT_TRY(part, check_opened(proof, number));
    shown.opened.push_back({proof.opened[number].index, std::move(part)});
  }
  shown.batch = batch;
  shown.author = std::move(logged.author);
  shown.recorded = logged.recorded;
  shown.log = std::move(logged.proven);
  return shown;
}

Status check_body(const Shown& shown, const crypto::Digest& body) {
  for (const Shown::ShownPart& opened : shown.opened) {
    const std::string* digest = opened.part.value.as_string();
    const bool is_digest = opened.index == kBodyDigestPart && digest != nullptr;
    if (is_digest && *digest == encode_base64url(body)) return {};
  }
  return fail({.code = "vault-proof.body",
               .expected = "a body with the digest that the proof opens as part 4"});
}

}  // namespace concordat::disclosure

// vault: batches into the log, proofs out of it, and the check of a proof, which needs nothing but
// the file and the log's key.
#include <fstream>
#include <iostream>

#include "adapters/fetch/curl_poster.hpp"
#include "adapters/keys/verify.hpp"
#include "cli/counter.hpp"
#include "cli/files.hpp"
#include "cli/offline.hpp"
#include "cli/print.hpp"
#include "cli/vault_site.hpp"
#include "cli/verdicts.hpp"
#include "core/base/base64url.hpp"
#include "core/crypto/running_digest.hpp"
#include "registry/bundle/signing.hpp"
#include "registry/vault/proving.hpp"

namespace concordat::cli {
namespace {

namespace vault = registry::vault;
using private_file::Opening;

Result<std::uint64_t> handed_in(Counter& counter, const std::string& statement) {
  CONCORDAT_TRY(outcomes, counter.hand_in({statement}));
  if (outcomes.empty()) return fail({.code = "filing.server"});
  if (!outcomes.front()) return std::unexpected(outcomes.front().error());
  return outcomes.front()->index;
}

// One batch after the other until every commitment is in one.
Result<std::vector<KeptBatch>> logged(const VaultOptions& options, const Output& output) {
  CONCORDAT_TRY(site, VaultSite::open(options, Opening::kExisting));
  const bool remote = !options.server.empty();
  CONCORDAT_TRY(registry,
                open_registry(options.site, remote ? Access::kRead : Access::kWrite, output));
  CONCORDAT_TRY(keys, open_keys(options.site));
  CONCORDAT_TRY(author, registry::bundle::operator_of(*registry));
  CONCORDAT_TRY(signer, keys->signer(author));
  if (signer == nullptr) return fail({.code = "drafts.no-operator-key"});
  fetch::CurlPoster poster;
  const auto counter = remote ? counter_of(poster, options.server) : counter_of(*registry);
  const vault::Logging logging{
      .author = author, .signer = *signer, .submit = [&](const std::string& statement) {
        return handed_in(*counter, statement);
      }};
  std::vector<KeptBatch> batches;
  while (true) {
    CONCORDAT_TRY(batch, vault::log_batch(site->store(), logging, site->clock().now()));
    if (!batch) break;
    batches.push_back(*std::move(batch));
  }
  counter->close();
  return batches;
}

// Parts by their number, rows by their name: every row of that name.
Result<std::vector<std::uint64_t>> wanted(const VaultOptions& options, vault::Vault& opened) {
  std::vector<std::uint64_t> parts = options.parts;
  if (options.names.empty()) return parts;
  CONCORDAT_TRY(record, opened.read_parts(options.id));
  for (const std::string& name : options.names) {
    const std::size_t before = parts.size();
    for (std::uint64_t at = disclosure::kHeaderParts; at < record.parts(); ++at) {
      CONCORDAT_TRY(part, disclosure::read_disclosure(record.disclosures()[at]));
      if (part.name == name) parts.push_back(at);
    }
    if (parts.size() == before) {
      return fail({.code = "vault.part", .place = options.id, .expected = "a row of the record"});
    }
  }
  return parts;
}

Result<std::string> proof_of(const VaultOptions& options, const Output& output) {
  CONCORDAT_TRY(site, VaultSite::open(options, Opening::kExisting));
  CONCORDAT_TRY(opened, site->vault(options));
  CONCORDAT_TRY(registry, open_registry(options.site, Access::kRead, output));
  CONCORDAT_TRY(parts, wanted(options, opened));
  CONCORDAT_TRY(proof, vault::prove(opened, site->store(), *registry, options.id, parts));
  return disclosure::to_string(proof);
}

// A body need not fit into memory to be held against its digest.
Result<crypto::Digest> digest_of_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail({.code = "cli.file", .place = file, .expected = "a readable file"});
  crypto::RunningSha256 digest;
  Bytes piece(vault::kChunkBytes);
  while (stream) {
    stream.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
    digest.add(ByteView(piece).first(static_cast<std::size_t>(stream.gcount())));
  }
  if (stream.bad()) return fail({.code = "cli.file", .place = file});
  return digest.finish();
}

Result<disclosure::Shown> shown_by(const VaultOptions& options) {
  CONCORDAT_TRY(key, log_key_of(options.log_key));
  CONCORDAT_TRY(text, read_file(options.file));
  CONCORDAT_TRY(proof, disclosure::parse_proof(text));
  CONCORDAT_TRY(shown, disclosure::check_proof(proof, {.log = key, .witnesses = {}}));
  if (!keys::verify_all(shown.log.signatures.obligations)) {
    return fail({.code = "checkpoint.signature"});
  }
  if (!options.body.empty()) {
    CONCORDAT_TRY(body, digest_of_file(options.body));
    CONCORDAT_CHECK(disclosure::check_body(shown, body));
  }
  return std::move(shown);
}

json::Object printed_proof(const disclosure::Shown& shown, bool with_body) {
  json::Array parts;
  for (const auto& opened : shown.opened) {
    parts.emplace_back(
        json::Object{{"part", opened.index},
                     {"place", opened.index < disclosure::kHeaderParts ? "header" : "row"},
                     {"name", opened.part.name},
                     {"value", opened.part.value}});
  }
  return {{"outcome", "holds"},
          {"commitment", encode_base64url(shown.commitment)},
          {"recorded", to_string(shown.recorded)},
          {"author", shown.author},
          {"batch", shown.batch.number},
          {"sequence", shown.sequence},
          {"parts", shown.parts},
          {"body", with_body ? "holds" : "not looked at"},
          {"origin", shown.log.checkpoint.origin},
          {"size", shown.log.checkpoint.size},
          {"opened", std::move(parts)}};
}

}  // namespace

int vault_batch(const VaultOptions& options, const Output& output) {
  const auto batches = logged(options, output);
  if (!batches) return refuse_vault(batches.error(), output);
  for (const KeptBatch& kept : *batches) {
    if (output.json) {
      json::Object told = disclosure::body_of(kept.batch);
      told.set("index", *kept.logged);
      print_json(told);
    } else {
      print_line("batch " + std::to_string(kept.batch.number) + ": " +
                 std::to_string(kept.batch.count) + " commitments from number " +
                 std::to_string(kept.batch.first) + " on, entry " + std::to_string(*kept.logged));
    }
  }
  if (batches->empty() && !output.json) print_line("every commitment is in the log");
  return kAnswered;
}

int vault_prove(const VaultOptions& options, const Output& output) {
  const auto proof = proof_of(options, output);
  if (!proof) return refuse_vault(proof.error(), output);
  if (options.output.empty()) {
    std::cout << *proof << std::flush;
    return kAnswered;
  }
  const Status written = write_file(options.output, *proof);
  return written ? kAnswered : refuse_vault(written.error(), output);
}

int vault_check_proof(const VaultOptions& options, const Output& output) {
  const auto shown = shown_by(options);
  if (!shown) {
    return print_error(shown.error(), output, says_nothing(shown.error()) ? kUnanswered : kRefused);
  }
  const json::Object told = printed_proof(*shown, !options.body.empty());
  if (output.json) {
    print_json(told);
  } else {
    print_line(resource_text(told));
  }
  return kAnswered;
}

}  // namespace concordat::cli

#include "cli/seen.hpp"

#include <filesystem>

#include "adapters/keys/verify.hpp"
#include "cli/files.hpp"
#include "core/log/checkpoint.hpp"
#include "core/log/proof.hpp"

namespace concordat::cli {
namespace {

Result<SigningRecord::Head> head_in(const std::string& trace, const log::VerifierKey& key) {
  std::error_code ignored;
  const bool folder = std::filesystem::is_directory(trace, ignored);
  CONCORDAT_TRY(text, read_file(folder ? trace + "/checkpoint" : trace));
  auto parsed = log::parse_signed_checkpoint(text);
  if (!parsed) {
    // A proof ends with the checkpoint that it rests on.
    CONCORDAT_TRY(proof, log::parse_proof(text));
    parsed = log::parse_signed_checkpoint(proof.checkpoint);
  }
  if (!parsed) return fail(parsed.error());
  CONCORDAT_TRY(signatures, log::signatures_of(*parsed, {.log = key}));
  if (!keys::verify_all(signatures.obligations)) return fail({.code = "checkpoint.signature"});
  return SigningRecord::Head{.size = parsed->checkpoint.size, .root = parsed->checkpoint.root};
}

}  // namespace

Result<std::vector<SigningRecord::Head>> heads_seen(const std::vector<std::string>& traces,
                                                    const log::VerifierKey& key) {
  std::vector<SigningRecord::Head> heads;
  for (const std::string& trace : traces) {
    const auto head = head_in(trace, key);
    if (!head) {
      return fail(
          {.code = "seen.form", .place = trace, .arguments = {{"cause", head.error().code}}});
    }
    heads.push_back(*head);
  }
  return heads;
}

}  // namespace concordat::cli

// log: checking, proving and exporting. `verify-proof` needs nothing but the file and the log's
// key.
#include <iostream>

#include "adapters/keys/verify.hpp"
#include "cli/files.hpp"
#include "cli/print.hpp"
#include "cli/seen.hpp"
#include "cli/verdicts.hpp"
#include "core/log/proof.hpp"
#include "core/merkle/tile.hpp"

namespace concordat::cli {
namespace {

namespace fs = std::filesystem;

// A folder that others read must never go back, nor change its story.
Status check_not_newer(const registry::Registry& registry, const fs::path& folder) {
  std::error_code ignored;
  if (!fs::exists(folder / "checkpoint", ignored)) return {};
  CONCORDAT_TRY(key, log::parse_vkey(registry.log_vkey()));
  CONCORDAT_TRY(heads, heads_seen({folder.string()}, key));
  const SigningRecord::Head& there = heads.front();
  if (there.size > registry.size()) {
    return fail({.code = "export.newer-there",
                 .place = folder.string(),
                 .arguments = {{"there", std::to_string(there.size)},
                               {"stored", std::to_string(registry.size())}}});
  }
  CONCORDAT_TRY(root, registry.log()->root(there.size));
  if (root == there.root) return {};
  return fail({.code = "registry.forked", .place = folder.string()});
}

Status export_to(const registry::Registry& registry, const fs::path& folder) {
  CONCORDAT_CHECK(check_not_newer(registry, folder));
  const auto view = registry.log();
  const std::string note = registry.checkpoint();
  CONCORDAT_TRY(parsed, log::parse_signed_checkpoint(note));
  const std::uint64_t size = parsed.checkpoint.size;
  for (const merkle::Tile& tile : merkle::tiles_added(0, size)) {
    const bool hashes = tile.kind == merkle::TileKind::kHashes;
    CONCORDAT_TRY(
        bytes,
        hashes ? view->tile({.level = tile.level, .index = tile.index, .width = tile.width}, size)
               : view->bundle(tile.index, tile.width, size));
    CONCORDAT_CHECK(write_file(folder / merkle::tile_path(tile), text_of(ByteView(bytes))));
  }
  // The checkpoint last: a folder that has one has every tile it implies.
  return write_file(folder / "checkpoint", note);
}

// The verdict about a proof: holds, does not hold, or could not be checked.
Result<log::Proven> proven(const LogOptions& options) {
  CONCORDAT_TRY(key, log::parse_vkey(options.vkey));
  CONCORDAT_TRY(text, read_file(options.path));
  CONCORDAT_TRY(file, log::parse_proof(text));
  CONCORDAT_TRY(shown, log::check_proof(file, {.log = key}));
  if (!keys::verify_all(shown.signatures.obligations)) {
    return fail({.code = "checkpoint.signature"});
  }
  return shown;
}

}  // namespace

int log_prove(const LogOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  const auto proof = (*registry)->prove(options.index);
  if (!proof) return print_error(proof.error(), output, kRefused);
  std::cout << *proof << std::flush;
  return kAnswered;
}

int log_verify_proof(const LogOptions& options, const Output& output) {
  const auto shown = proven(options);
  if (!shown) {
    return print_error(shown.error(), output, says_nothing(shown.error()) ? kUnanswered : kRefused);
  }
  if (output.json) {
    print_json(json::Object{{"outcome", "holds"},
                            {"origin", shown->checkpoint.origin},
                            {"index", shown->index},
                            {"size", shown->checkpoint.size}});
  } else {
    print_line("holds: entry " + std::to_string(shown->index) + " is in the log " +
               shown->checkpoint.origin + " of " + std::to_string(shown->checkpoint.size) +
               " entries");
  }
  return kAnswered;
}

int log_export(const LogOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  const Status exported = export_to(**registry, options.path);
  if (!exported) return print_error(exported.error(), output, kUnanswered);
  if (!output.json) print_line("exported to " + options.path);
  return kAnswered;
}

int log_checkpoint(const LogOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  std::cout << (*registry)->checkpoint() << std::flush;
  return kAnswered;
}

int log_key(const LogOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  print_line((*registry)->log_vkey());
  return kAnswered;
}

}  // namespace concordat::cli

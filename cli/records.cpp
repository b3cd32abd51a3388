#include "cli/records.hpp"

#include "cli/print.hpp"
#include "registry/audit/heads.hpp"
#include "registry/bundle/signing.hpp"

namespace concordat::cli {
namespace {

// What a thief of the file could make anew unseen is at most what a minute brought.
constexpr std::int64_t kHeadEvery_ms = 60'000;

}  // namespace

Result<std::unique_ptr<Records>> Records::of(const SiteOptions& site, registry::Registry& registry,
                                             const Clock& clock) {
  CONCORDAT_TRY(paths, paths_of(site));
  auto file = private_file::AuditFile::open(private_file::beside(paths.database),
                                            private_file::Opening::kExisting);
  if (!file && file.error().code == "store.not-found") return std::unique_ptr<Records>();
  if (!file) return fail(std::move(file).error());
  std::unique_ptr<Records> records(new Records(registry, clock));
  records->file_ = *std::move(file);
  CONCORDAT_TRY(trail, registry::audit::Trail::open(*records->file_, clock));
  records->trail_ = std::move(trail);
  CONCORDAT_TRY(operator_id, registry::bundle::operator_of(registry));
  records->operator_id_ = operator_id;
  if (const Status found = records->find_signer(site); !found) {
    records->signer_ = fail(found.error());
  }
  return records;
}

Status Records::find_signer(const SiteOptions& site) {
  CONCORDAT_TRY(keys, open_keys(site));
  keys_ = std::move(keys);
  CONCORDAT_TRY(signer, keys_->signer(operator_id_));
  if (signer == nullptr) {
    return fail({.code = "drafts.no-key", .place = keys_->path_of(operator_id_).string()});
  }
  signer_ = signer;
  return {};
}

void Records::tend(const Output& output) {
  const Instant now = clock_.now();
  if (now.milliseconds - last_.milliseconds < kHeadEvery_ms) return;
  last_ = now;
  commit(output);
}

void Records::commit(const Output& output) {
  std::string code;
  if (trail_->count() == 0) return;
  if (!signer_) {
    code = signer_.error().code;
    if (code != said_) print_error(signer_.error(), output, kUnanswered);
  } else {
    const auto logged = registry::audit::commit_head({.registry = registry_,
                                                      .signer = **signer_,
                                                      .operator_id = operator_id_,
                                                      .store = *file_,
                                                      .clock = clock_});
    if (!logged) {
      code = logged.error().code;
      if (code != said_) print_error(logged.error(), output, kUnanswered);
    }
  }
  said_ = code;
}

}  // namespace concordat::cli

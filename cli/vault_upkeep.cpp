// vault: retention, rotation, the check of everything.
#include "cli/print.hpp"
#include "cli/vault_site.hpp"
#include "registry/vault/proving.hpp"
#include "registry/vault/upkeep.hpp"

namespace concordat::cli {
namespace {

namespace vault = registry::vault;
using private_file::Opening;

int print_runs(const VaultOptions& options, const Output& output) {
  const auto site = VaultSite::open(options, Opening::kExisting);
  if (!site) return refuse_vault(site.error(), output);
  const auto runs = (*site)->store().runs();
  if (!runs) return refuse_vault(runs.error(), output);
  for (const RetentionRun& run : *runs) {
    if (output.json) {
      print_json(
          json::Object{{"at", to_string(run.at)}, {"erased", run.erased}, {"swept", run.swept}});
    } else {
      print_line(to_string(run.at) + "  " + std::to_string(run.erased) + " erased, " +
                 std::to_string(run.swept) + " broken off and taken away");
    }
  }
  return kAnswered;
}

Result<vault::RetentionReport> retained(const VaultOptions& options) {
  CONCORDAT_TRY(site, VaultSite::open(options, Opening::kExisting));
  CONCORDAT_TRY(opened, site->vault(options));
  return vault::run_retention(
      opened, site->means(),
      options.dry_run ? vault::Retention::kDryRun : vault::Retention::kErase);
}

Result<std::uint64_t> rotated(const VaultOptions& options) {
  CONCORDAT_TRY(site, VaultSite::open(options, Opening::kExisting));
  CONCORDAT_TRY(old, site->keys(options));
  // A rotation that broke off has written the new key down already.
  VaultOptions again = options;
  again.master_keys.clear();
  again.master_passphrases.clear();
  if (!options.new_passphrase.empty()) again.master_passphrases = {options.new_passphrase};
  if (const auto before = site->keys(again)) {
    return vault::rotate(site->means(),
                         {.from = old.front(), .to = before->front(), .passphrase = {}});
  }
  CONCORDAT_TRY(key, site->new_key(options));
  return vault::rotate(site->means(),
                       {.from = old.front(), .to = key.key, .passphrase = key.passphrase});
}

struct Checked {
  std::uint64_t records = 0;
  std::vector<Error> found;
};

Result<Checked> checked(const VaultOptions& options, const Output& output) {
  CONCORDAT_TRY(site, VaultSite::open(options, Opening::kExisting));
  CONCORDAT_TRY(opened, site->vault(options));
  CONCORDAT_TRY(registry, open_registry(options.site, Access::kRead, output));
  Checked result;
  CONCORDAT_TRY(records, vault::check_records(opened, site->store(), [&](const Error& error) {
                  result.found.push_back(error);
                }));
  result.records = records;
  const Status batches = vault::check_batches(site->store(), registry.get());
  if (!batches && batches.error().code != "vault.altered") return fail(batches.error());
  if (!batches) result.found.push_back(batches.error());
  return result;
}

}  // namespace

int vault_retention(const VaultOptions& options, const Output& output) {
  if (options.runs) return print_runs(options, output);
  const auto report = retained(options);
  if (!report) return refuse_vault(report.error(), output);
  for (const VaultRecord& record : report->due) {
    const std::string until = to_string(record.description.keep_until);
    if (output.json) {
      print_json(json::Object{{"id", record.description.id},
                              {"keepUntil", until},
                              {"outcome", options.dry_run ? "due" : "erased"}});
    } else {
      print_line(record.description.id + "  kept until " + until +
                 (options.dry_run ? "  would be erased" : "  erased"));
    }
  }
  if (!output.json) {
    print_line(std::to_string(report->due.size()) + (options.dry_run ? " due" : " erased"));
  }
  return kAnswered;
}

int vault_rotate(const VaultOptions& options, const Output& output) {
  const auto wrapped = rotated(options);
  if (!wrapped) return refuse_vault(wrapped.error(), output);
  if (output.json) {
    print_json(json::Object{{"outcome", "rotated"}, {"records", *wrapped}});
  } else {
    print_line(std::to_string(*wrapped) + " records are under the new key, none under the old");
  }
  return kAnswered;
}

int vault_check(const VaultOptions& options, const Output& output) {
  const auto result = checked(options, output);
  if (!result) return refuse_vault(result.error(), output);
  for (const Error& error : result->found) print_error(error, output, kRefused);
  const bool sound = result->found.empty();
  if (output.json) {
    print_json(json::Object{{"outcome", sound ? "sound" : "altered"},
                            {"records", result->records},
                            {"found", std::uint64_t{result->found.size()}}});
  } else if (sound) {
    print_line("sound: " + std::to_string(result->records) + " records, their batches as logged");
  }
  return sound ? kAnswered : kRefused;
}

}  // namespace concordat::cli

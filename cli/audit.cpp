// audit: the records of access: checking, searching, committing them to the log.
#include "adapters/private/audit_file.hpp"
#include "adapters/system/system_clock.hpp"
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "core/json/read.hpp"
#include "registry/audit/check.hpp"
#include "registry/audit/heads.hpp"
#include "registry/audit/tally.hpp"
#include "registry/audit/trail.hpp"
#include "registry/bundle/signing.hpp"

namespace concordat::cli {
namespace {

using private_file::AuditFile;
using private_file::Opening;
using registry::audit::Report;

Result<std::unique_ptr<AuditFile>> open_records(const SiteOptions& site) {
  CONCORDAT_TRY(paths, paths_of(site));
  return AuditFile::open(private_file::beside(paths.database), Opening::kExisting);
}

Result<Report> report_of(const AuditOptions& options, const Output& output) {
  CONCORDAT_TRY(registry, open_registry(options.site, Access::kRead, output));
  CONCORDAT_TRY(records, open_records(options.site));
  const auto state = registry->state();
  return registry::audit::check(
      *records, registry::audit::logged_heads(state->tables(), state->size_published()));
}

json::Object report_json(const Report& report) {
  json::Array faults;
  for (const Error& fault : report.faults) {
    faults.push_back(json::Object{{"code", fault.code}, {"place", fault.place}});
  }
  return {{"whole", report.whole()},
          {"records", report.records},
          {"head", crypto::to_string(report.chained)},
          {"heads", report.heads},
          {"committed", report.committed},
          {"faultCount", report.fault_count},
          {"faults", std::move(faults)}};
}

void print_report(const Report& report, const Output& output) {
  if (output.json) return print_json(report_json(report));
  for (const Error& fault : report.faults) print_error(fault, output, kRefused);
  if (report.fault_count > report.faults.size()) {
    print_line(std::to_string(report.fault_count - report.faults.size()) + " more faults");
  }
  print_line(std::to_string(report.records) + " records of access, " +
             (report.whole() ? "whole" : std::to_string(report.fault_count) + " faults"));
  print_line("the log commits to the first " + std::to_string(report.committed) + " of them, by " +
             std::to_string(report.heads) + " heads: nobody changed those unseen");
  if (report.records > report.committed) {
    print_line(std::to_string(report.records - report.committed) +
               " after the newest head are held by their chain alone, which whoever may write the "
               "file could make anew");
  }
}

Result<AuditStore::Query> query_of(const AuditOptions& options) {
  AuditStore::Query query{.keys = {.who = options.person,
                                   .organisation = options.organisation,
                                   .owner = options.owner,
                                   .about = options.about,
                                   .resource = options.resource},
                          .limit = options.limit};
  if (!options.from.empty()) {
    CONCORDAT_TRY(from, parse_instant(options.from));
    query.from = from;
  }
  if (!options.until.empty()) {
    CONCORDAT_TRY(until, parse_instant(options.until));
    query.until = until;
  }
  if (options.before > 0) query.before = options.before;
  return query;
}

// Whoever searches at the console leaves a record as well: of the console, for no account is known.
Status record_search(const AuditOptions& options, const registry::Registry& registry,
                     AuditFile& records) {
  CONCORDAT_TRY(operator_id, registry::bundle::operator_of(registry));
  const SystemClock clock;
  CONCORDAT_TRY(trail, registry::audit::Trail::open(records, clock));
  return trail->record({.kind = "service",
                        .who = "console",
                        .organisation = operator_id,
                        .action = "search-audit",
                        .resource = "audit",
                        .owner = options.owner,
                        .about = options.about,
                        .purpose = "audit",
                        .rule = "console",
                        .size = registry.size()});
}

Result<std::vector<AuditRow>> searched(const AuditOptions& options, const Output& output) {
  CONCORDAT_TRY(query, query_of(options));
  CONCORDAT_TRY(registry, open_registry(options.site, Access::kRead, output));
  CONCORDAT_TRY(records, open_records(options.site));
  CONCORDAT_CHECK(record_search(options, *registry, *records));
  return records->search(query);
}

Result<registry::audit::Tally> counted(const AuditOptions& options, const Output& output) {
  CONCORDAT_TRY(query, query_of(options));
  CONCORDAT_TRY(registry, open_registry(options.site, Access::kRead, output));
  CONCORDAT_TRY(records, open_records(options.site));
  CONCORDAT_CHECK(record_search(options, *registry, *records));
  return registry::audit::tally(*records, {.from = query.from, .until = query.until});
}

// A row for each organisation, a column for each purpose, and the totals; null: withheld.
json::Object counts_json(const registry::audit::Tally& tally, std::uint64_t minimum) {
  const insight::Publishable table = insight::publishable(tally.people, minimum);
  json::Array rows;
  for (std::size_t row = 0; row < table.rows; ++row) {
    json::Array cells;
    for (std::size_t column = 0; column < table.columns; ++column) {
      const auto& cell = table.at(row, column);
      cells.push_back(cell ? json::Value(*cell) : json::Value());
    }
    rows.push_back(std::move(cells));
  }
  return {{"minimum", minimum},
          {"organisations", json::Array(tally.organisations.begin(), tally.organisations.end())},
          {"purposes", json::Array(tally.purposes.begin(), tally.purposes.end())},
          {"people", std::move(rows)}};
}

// As CSV, a dot for what is withheld: identifiers have no comma.
void print_counts(const registry::audit::Tally& tally, std::uint64_t minimum) {
  const insight::Publishable table = insight::publishable(tally.people, minimum);
  std::string line = "organisation";
  for (const std::string& purpose : tally.purposes) line += "," + purpose;
  print_line(line + ",total");
  for (std::size_t row = 0; row < table.rows; ++row) {
    line = row < tally.organisations.size() ? tally.organisations[row] : "total";
    for (std::size_t column = 0; column < table.columns; ++column) {
      const auto& cell = table.at(row, column);
      line += "," + (cell ? std::to_string(*cell) : std::string("."));
    }
    print_line(line);
  }
}

std::string line_of(const registry::audit::Record& record) {
  const registry::audit::Access& access = record.access;
  std::string text = std::to_string(record.number) + "  " + to_string(record.at) + "  " +
                     access.who + (access.organisation.empty() ? "" : " of ") +
                     access.organisation + "  " + access.action;
  if (!access.resource.empty()) text += "  " + access.resource;
  if (!access.owner.empty()) text += " of " + access.owner;
  if (!access.purpose.empty()) text += "  for " + access.purpose;
  return text + (access.granted() ? "  granted by " + access.rule : "  refused: " + access.reason);
}

Result<std::optional<registry::Receipt>> committed(const AuditOptions& options,
                                                   const Output& output) {
  CONCORDAT_TRY(registry, open_registry(options.site, Access::kWrite, output));
  CONCORDAT_TRY(records, open_records(options.site));
  CONCORDAT_TRY(operator_id, registry::bundle::operator_of(*registry));
  CONCORDAT_TRY(keys, open_keys(options.site));
  CONCORDAT_TRY(signer, keys->signer(operator_id));
  if (signer == nullptr) {
    return fail({.code = "drafts.no-key", .place = keys->path_of(operator_id).string()});
  }
  const SystemClock clock;
  return registry::audit::commit_head({.registry = *registry,
                                       .signer = *signer,
                                       .operator_id = operator_id,
                                       .store = *records,
                                       .clock = clock});
}

}  // namespace

int audit_check(const AuditOptions& options, const Output& output) {
  const auto report = report_of(options, output);
  if (!report) return print_error(report.error(), output, kUnanswered);
  print_report(*report, output);
  return report->whole() ? kAnswered : kRefused;
}

int audit_search(const AuditOptions& options, const Output& output) {
  const auto rows = searched(options, output);
  if (!rows) return print_error(rows.error(), output, status_of(rows.error()));
  for (const AuditRow& row : *rows) {
    const auto record = registry::audit::parse_record(row.record);
    if (!record) return print_error(record.error(), output, kUnanswered);
    print_line(output.json ? row.record : line_of(*record));
  }
  return kAnswered;
}

int audit_counts(const AuditOptions& options, const Output& output) {
  const auto tally = counted(options, output);
  if (!tally) return print_error(tally.error(), output, status_of(tally.error()));
  if (output.json) {
    print_json(counts_json(*tally, options.minimum));
  } else {
    print_counts(*tally, options.minimum);
  }
  return kAnswered;
}

int audit_head(const AuditOptions& options, const Output& output) {
  const auto receipt = committed(options, output);
  if (!receipt) return print_error(receipt.error(), output, status_of(receipt.error()));
  if (!*receipt) {
    print_line("the log has the newest head already");
  } else {
    print_line("logged as entry " + std::to_string((*receipt)->index));
  }
  return kAnswered;
}

}  // namespace concordat::cli

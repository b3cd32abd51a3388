#include "registry/audit/record.hpp"

#include "core/json/read.hpp"
#include "core/json/write.hpp"

namespace concordat::registry::audit {
namespace {

// Apart from those of the log's tree (RFC 6962), which begin with 0 and 1.
constexpr Byte kChainPrefix{2};

struct Member {
  std::string_view name;
  std::string Access::* text;
  bool needed;
};
constexpr Member kMembers[] = {
    {"kind", &Access::kind, true},
    {"who", &Access::who, true},
    {"organisation", &Access::organisation, false},
    {"action", &Access::action, true},
    {"resource", &Access::resource, false},
    {"owner", &Access::owner, false},
    {"about", &Access::about, false},
    {"purpose", &Access::purpose, false},
    {"rule", &Access::rule, false},
    {"reason", &Access::reason, false},
};

std::unexpected<Error> malformed(std::string_view member) {
  return fail({.code = "audit.form", .place = "/" + std::string(member)});
}

}  // namespace

Status check_form(const Access& access) {
  for (const Member& member : kMembers) {
    const std::string& text = access.*member.text;
    if ((member.needed && text.empty()) || text.size() > kMaxText_bytes) {
      return malformed(member.name);
    }
  }
  // Granted under a rule, or refused for a reason.
  if (access.rule.empty() == access.reason.empty()) return malformed("rule");
  return {};
}

std::string to_text(const Record& record) {
  json::Object object{
      {"number", record.number}, {"at", to_string(record.at)}, {"size", record.access.size}};
  for (const Member& member : kMembers) {
    const std::string& text = record.access.*member.text;
    if (!text.empty()) object.set(member.name, text);
  }
  return json::canonical(object);
}

Result<Record> parse_record(std::string_view text) {
  CONCORDAT_TRY(value, json::read(text));
  if (value.as_object() == nullptr) return malformed("");
  Record record;
  const std::int64_t number = value.integer("number");
  const std::int64_t size = value.integer("size");
  if (number < 1) return malformed("number");
  if (size < 0) return malformed("size");
  record.number = static_cast<std::uint64_t>(number);
  record.access.size = static_cast<std::uint64_t>(size);
  const auto at = parse_instant(value.text("at"));
  if (!at) return malformed("at");
  record.at = *at;
  for (const Member& member : kMembers) record.access.*member.text = value.text(member.name);
  CONCORDAT_CHECK(check_form(record.access));
  // No member besides, no other order, no other spelling.
  if (to_text(record) != text) return malformed("");
  return record;
}

AuditKeys keys_of(const Record& record) {
  const Access& access = record.access;
  return {.at = record.at,
          .who = access.who,
          .organisation = access.organisation,
          .owner = access.owner,
          .about = access.about,
          .resource = access.resource};
}

crypto::Digest chained(const crypto::Digest& before, std::string_view record) {
  return crypto::sha256_prefixed(kChainPrefix, before, bytes_of(record));
}

}  // namespace concordat::registry::audit

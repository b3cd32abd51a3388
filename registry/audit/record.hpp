// One access to what is not public, granted or refused, and its record: spec/formats/audit.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/crypto/digest.hpp"
#include "registry/ports/audit_store.hpp"

namespace concordat::registry::audit {

// No identifier, code or address that stands in a record is longer.
inline constexpr std::size_t kMaxText_bytes = 400;

// Names are those of core/access; nothing in it is a person's name or the content of anything.
struct Access {
  std::string kind;          // "person", "service"
  std::string who;           // a pseudonym
  std::string organisation;  // for which, by its id on file
  std::string action;
  std::string resource = {};  // which, by its identifier
  std::string owner = {};     // the organisation whose it is
  std::string about = {};     // the pseudonym of whom it is about
  std::string purpose = {};
  std::string rule = {};    // that granted it
  std::string reason = {};  // the code of the refusal; empty: granted
  std::uint64_t size = 0;   // of the log, as of which the law was read

  [[nodiscard]] bool granted() const { return reason.empty(); }
  friend bool operator==(const Access&, const Access&) = default;
};

struct Record {
  std::uint64_t number = 0;  // from 1, without a gap
  Instant at;
  Access access;
  friend bool operator==(const Record&, const Record&) = default;
};

// Code audit.form: a member that must be there is empty, or a text is longer than kMaxText_bytes.
[[nodiscard]] Status check_form(const Access& access);
// The octets, as RFC 8785 has them.
[[nodiscard]] std::string to_text(const Record& record);
// Takes what `to_text` writes and nothing else. Code audit.form.
[[nodiscard]] Result<Record> parse_record(std::string_view text);
[[nodiscard]] AuditKeys keys_of(const Record& record);

// The hash that chains a record to all before it; before the first stand zeros.
[[nodiscard]] crypto::Digest chained(const crypto::Digest& before, std::string_view record);

}  // namespace concordat::registry::audit

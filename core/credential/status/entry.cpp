#include "core/credential/status/entry.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <span>

#include "core/base/result.hpp"

namespace concordat::credential {
namespace {

std::span<const json::Value> each_of(const json::Value* value) {
  if (value == nullptr) return {};
  if (const json::Array* list = value->as_array()) return *list;
  return {value, 1};
}

bool has_text(const json::Value* value, std::string_view text) {
  return std::ranges::any_of(each_of(value), [&](const json::Value& each) {
    return each.as_string() != nullptr && *each.as_string() == text;
  });
}

std::unexpected<Finding> malformed(std::string place, std::string expected) {
  return failed(
      Step::kStatus,
      {.code = "status.entry", .place = std::move(place), .expected = std::move(expected)});
}

std::unexpected<Finding> unsupported(std::string place) {
  return unchecked(Step::kStatus,
                   {.code = "status.unsupported",
                    .place = std::move(place),
                    .expected = "BitstringStatusListEntry, or status_list of a token"});
}

// Digits in base 10. A number that no 64 bits hold is larger than any list.
Checked<std::uint64_t> read_index(const json::Value& entry, const std::string& place) {
  const json::Value* given = entry.find("statusListIndex");
  if (given != nullptr && given->as_integer() != nullptr && *given->as_integer() >= 0) {
    return static_cast<std::uint64_t>(*given->as_integer());
  }
  const std::string* digits = given == nullptr ? nullptr : given->as_string();
  const bool valid = digits != nullptr && !digits->empty() &&
                     std::ranges::all_of(*digits, [](char c) { return c >= '0' && c <= '9'; });
  if (!valid) return malformed(place + "/statusListIndex", "digits");
  std::uint64_t index = 0;
  const auto end = digits->data() + digits->size();
  if (std::from_chars(digits->data(), end, index).ec != std::errc()) {
    index = std::numeric_limits<std::uint64_t>::max();
  }
  return index;
}

Checked<unsigned> read_size(const json::Value& entry, const std::string& place) {
  const json::Value* given = entry.find("statusSize");
  if (given == nullptr) return 1U;
  const std::int64_t* size = given->as_integer();
  if (size == nullptr || *size < 1 || *size > std::int64_t{kWidestStatus_bits}) {
    return malformed(place + "/statusSize", "1 to " + std::to_string(kWidestStatus_bits));
  }
  return static_cast<unsigned>(*size);
}

// "0x0", "0x1F": the value a message is of.
Checked<std::uint64_t> read_value(const json::Value& message, const std::string& place) {
  const std::string_view text = message.text("status");
  std::uint64_t value = 0;
  if (text.starts_with("0x")) {
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + 2, end, value, 16);
    if (error == std::errc() && stop == end && text[2] != '-') return value;
  }
  return malformed(place, "status as 0x and hexadecimal digits");
}

// Section 2.1: as many messages as there are values, and demanded for more than one bit.
Checked<std::vector<std::string>> read_messages(const json::Value& entry, unsigned size_bits,
                                                const std::string& place) {
  const std::string at = place + "/statusMessage";
  const json::Value* given = entry.find("statusMessage");
  const std::size_t count = std::size_t{1} << size_bits;
  if (given == nullptr && size_bits == 1) return std::vector<std::string>{};
  if (given == nullptr || given->as_array() == nullptr || given->as_array()->size() != count) {
    return malformed(at, std::to_string(count) + " messages");
  }
  std::vector<std::string> messages(count);
  std::vector<bool> seen(count, false);
  for (const json::Value& each : *given->as_array()) {
    CONCORDAT_TRY(value, read_value(each, at));
    const json::Value* message = each.find("message");
    const bool told = message != nullptr && message->as_string() != nullptr;
    const auto number = static_cast<std::size_t>(std::min<std::uint64_t>(value, count));
    if (number == count || seen[number] || !told) return malformed(at, "a message for each value");
    seen[number] = true;
    messages[number] = *message->as_string();
  }
  return messages;
}

Checked<std::string> read_text(const json::Value& entry, std::string_view name,
                               const std::string& place) {
  const std::string_view text = entry.text(name);
  if (text.empty()) return malformed(place + "/" + std::string(name), "text");
  return std::string(text);
}

Checked<StatusEntry> read_bitstring_entry(const json::Value& given, std::string place) {
  if (given.as_object() == nullptr) return malformed(place, "an object");
  if (!has_text(given.find("type"), "BitstringStatusListEntry")) return unsupported(place);
  StatusEntry entry{.kind = ListKind::kBitstring, .place = place};
  CONCORDAT_TRY(purpose, read_text(given, "statusPurpose", place));
  CONCORDAT_TRY(list, read_text(given, "statusListCredential", place));
  CONCORDAT_TRY(index, read_index(given, place));
  CONCORDAT_TRY(size_bits, read_size(given, place));
  CONCORDAT_TRY(messages, read_messages(given, size_bits, place));
  entry.purpose = std::move(purpose);
  entry.list = std::move(list);
  entry.index = index;
  entry.size_bits = size_bits;
  entry.messages = std::move(messages);
  return entry;
}

Checked<StatusEntry> read_token_entry(const json::Value& status) {
  if (status.as_object() == nullptr) return malformed("/status", "an object");
  const json::Value* given = status.find("status_list");
  if (given == nullptr) return unsupported("/status");
  const std::string place = "/status/status_list";
  if (given->as_object() == nullptr) return malformed(place, "an object");
  StatusEntry entry{.kind = ListKind::kToken, .place = place};
  CONCORDAT_TRY(list, read_text(*given, "uri", place));
  const json::Value* index = given->find("idx");
  if (index == nullptr || index->as_integer() == nullptr || *index->as_integer() < 0) {
    return malformed(place + "/idx", "an integer that is not negative");
  }
  entry.list = std::move(list);
  entry.index = static_cast<std::uint64_t>(*index->as_integer());
  return entry;
}

}  // namespace

std::vector<Checked<StatusEntry>> status_entries(const json::Value& document) {
  std::vector<Checked<StatusEntry>> entries;
  const json::Value* given = document.find("credentialStatus");
  const bool listed = given != nullptr && given->as_array() != nullptr;
  const auto all = each_of(given);
  if (all.size() > kMostStatusEntries) {
    entries.emplace_back(
        failed(Step::kStatus, {.code = "status.too-many",
                               .place = "/credentialStatus",
                               .expected = "at most " + std::to_string(kMostStatusEntries)}));
    return entries;
  }
  for (std::size_t at = 0; at < all.size(); ++at) {
    entries.push_back(read_bitstring_entry(
        all[at], listed ? "/credentialStatus/" + std::to_string(at) : "/credentialStatus"));
  }
  if (const json::Value* status = document.find("status")) {
    entries.push_back(read_token_entry(*status));
  }
  return entries;
}

}  // namespace concordat::credential

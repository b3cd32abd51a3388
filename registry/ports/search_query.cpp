#include "registry/ports/search_query.hpp"

#include <charconv>
#include <limits>

namespace concordat {
namespace {

bool separates(char unit) {
  const auto byte = static_cast<unsigned char>(unit);
  return byte <= 0x20 || byte == 0x7F;
}

// Engines count rows in signed 64-bit integers.
constexpr std::uint64_t kMaxRank = std::numeric_limits<std::int64_t>::max();

}  // namespace

std::vector<std::string_view> split_tokens(std::string_view tokens) {
  std::vector<std::string_view> parts;
  std::size_t at = 0;
  while (at < tokens.size()) {
    while (at < tokens.size() && separates(tokens[at])) ++at;
    const std::size_t begin = at;
    while (at < tokens.size() && !separates(tokens[at])) ++at;
    if (at > begin) parts.push_back(tokens.substr(begin, at - begin));
  }
  return parts;
}

std::string cursor_of(std::uint64_t rank) { return std::to_string(rank); }

Result<std::uint64_t> start_of(const Store::SearchQuery& query) {
  if (query.limit < 1 || query.limit > kMaxSearchLimit) {
    return fail({.code = "store.query",
                 .place = "limit",
                 .expected = "1 to " + std::to_string(kMaxSearchLimit)});
  }
  if (query.fields.size() > kMaxSearchFields) {
    return fail({.code = "store.query",
                 .place = "fields",
                 .expected = "at most " + std::to_string(kMaxSearchFields)});
  }
  if (split_tokens(query.tokens).size() > kMaxSearchTokens) {
    return fail({.code = "store.query",
                 .place = "tokens",
                 .expected = "at most " + std::to_string(kMaxSearchTokens)});
  }
  if (query.after.empty()) return 0;
  std::uint64_t rank = 0;
  const char* end = query.after.data() + query.after.size();
  const auto [stop, error] = std::from_chars(query.after.data(), end, rank);
  const bool canonical = query.after.front() != '0' && query.after.front() != '-';
  if (error != std::errc{} || stop != end || !canonical || rank > kMaxRank) {
    return fail(
        {.code = "store.query", .place = "after", .expected = "a cursor of an earlier hit"});
  }
  return rank;
}

}  // namespace concordat

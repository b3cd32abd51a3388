#include "bench/population/draft.hpp"

#include <algorithm>
#include <bit>

namespace concordat::bench::population {

// In integers, so that every machine draws the same: a power of two first, each equally likely,
// then evenly within it. That is 1/r but for the steps inside a power.
std::uint64_t Numbers::skewed(std::uint64_t count) {
  const auto powers = static_cast<std::uint64_t>(std::bit_width(count));
  while (true) {
    const std::uint64_t low = std::uint64_t{1} << below(powers);
    const std::uint64_t rank = low - 1 + below(low);
    if (rank < count) return rank;
  }
}

std::string padded(std::uint64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

std::string market_name(std::uint32_t market) { return "X" + padded(market, 3); }

std::string body_name(std::uint32_t body) { return "body-" + padded(body, 4) + ".example"; }

std::string act_name(std::uint32_t market, std::uint32_t sector) {
  return market_name(market) + "-" + std::string(kSectors[sector]);
}

std::string standard_name(std::uint32_t sector, std::uint32_t standard) {
  return "STD-" + std::to_string(60'000 + sector * 100 + standard);
}

std::string edition_name(std::uint32_t sector, std::uint32_t standard, std::uint32_t edition) {
  return standard_name(sector, standard) + ":" +
         to_string(first_day_of_edition(edition)).substr(0, 4);
}

Date first_day_of_edition(std::uint32_t edition) {
  return date_of(2008 + 4 * static_cast<int>(edition), 3, 1);
}

std::uint32_t edition_on(Date date) {
  std::uint32_t newest = 0;
  for (std::uint32_t edition = 1; edition < kEditions; ++edition) {
    if (first_day_of_edition(edition) <= date) newest = edition;
  }
  return newest;
}

json::Object draft(const Envelope& envelope, json::Object body) {
  json::Object effective{{"from", to_string(envelope.from)}};
  if (envelope.until != kForever) effective.set("until", to_string(envelope.until));
  return json::Object::of_unique({{"id", envelope.id},
                                  {"type", envelope.type},
                                  {"author", envelope.author},
                                  {"basis", json::Object{{"kind", "own"}}},
                                  {"effective", std::move(effective)},
                                  {"body", std::move(body)}});
}

}  // namespace concordat::bench::population

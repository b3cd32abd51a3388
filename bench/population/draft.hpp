// What the statements of a population have in common. The population's own.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/population/population.hpp"

namespace concordat::bench::population {

inline constexpr std::array<std::string_view, 8> kSectors = {
    "household-electrical", "machinery", "toys", "radio", "lighting", "tools", "gas", "protective"};
inline constexpr std::uint32_t kStandards = 4;  // of each sector
inline constexpr std::uint32_t kEditions = 4;   // of each standard
inline constexpr std::uint32_t kBodiesPerMarket = 6;
// Certificates are issued on days of these years, the later ones further down the log.
inline constexpr int kFirstYear = 2012;
inline constexpr int kYears = 14;

// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014): numbers
// for one subject, the same in whatever order subjects are drawn.
class Numbers {
 public:
  Numbers(std::uint64_t seed, std::uint64_t subject)
      : state_(seed * 0x9E3779B97F4A7C15 + subject * 0xD1B54A32D192ED03) {
    next();
  }
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    return mixed ^ (mixed >> 31);
  }
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  bool chance(unsigned percent) { return below(100) < percent; }
  // 0 to `count` - 1, the chance of rank r falling as 1/r.
  std::uint64_t skewed(std::uint64_t count);

 private:
  std::uint64_t state_;
};

// "0042" for (42, 4).
[[nodiscard]] std::string padded(std::uint64_t number, std::size_t width);

[[nodiscard]] std::string body_name(std::uint32_t body);
[[nodiscard]] std::string market_name(std::uint32_t market);
[[nodiscard]] std::string act_name(std::uint32_t market, std::uint32_t sector);
[[nodiscard]] std::string standard_name(std::uint32_t sector, std::uint32_t standard);
[[nodiscard]] std::string edition_name(std::uint32_t sector, std::uint32_t standard,
                                       std::uint32_t edition);
// The edition that is the newest on that day.
[[nodiscard]] std::uint32_t edition_on(Date date);
[[nodiscard]] Date first_day_of_edition(std::uint32_t edition);

struct Envelope {
  std::string id;
  std::string_view type;
  std::string author;
  Date from;
  Date until = kForever;
};
// Stated by its author itself.
[[nodiscard]] json::Object draft(const Envelope& envelope, json::Object body);

// Everything but certificates and their histories.
[[nodiscard]] std::vector<json::Value> frame(const Extent& extent);

}  // namespace concordat::bench::population

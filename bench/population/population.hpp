// A registry of any size, drawn from a seed, as the statements that would make it up.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/json/value.hpp"
#include "core/time/date.hpp"

namespace concordat::bench {

struct Extent {
  std::uint64_t certificates = 10'000;
  std::uint32_t markets = 60;  // at least 2
  std::uint64_t seed = 1;
};

// What is drawn of one certificate; the same whenever it is asked for.
struct Issued {
  std::uint64_t number = 0;  // 0 is the first filed
  std::uint32_t body = 0;
  std::uint32_t sector = 0;
  std::uint64_t holder = 0;
  Date issued;
  Date until;
  std::uint32_t changes = 0;  // in its history
};

class Population {
 public:
  explicit Population(const Extent& extent);

  // The next statement, in the order of the log; none after the last.
  [[nodiscard]] std::optional<json::Value> next();
  // How many of those yielded were certificates.
  [[nodiscard]] std::uint64_t certificates_yielded() const { return filed_; }

  [[nodiscard]] Issued issued(std::uint64_t number) const;
  // As a question names it: the identifier of the certificate, which is its number for most bodies.
  [[nodiscard]] std::string certificate_id(const Issued& certificate) const;
  [[nodiscard]] std::string market(std::uint32_t number) const;
  [[nodiscard]] const Extent& extent() const { return extent_; }

 private:
  [[nodiscard]] json::Value certificate(const Issued& certificate) const;
  [[nodiscard]] json::Value change(const Issued& certificate, std::uint32_t at) const;
  void histories_up_to_here();

  Extent extent_;
  std::uint32_t bodies_ = 0;
  std::deque<json::Value> waiting_;
  std::uint64_t filed_ = 0;
};

}  // namespace concordat::bench

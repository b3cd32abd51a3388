// Writes drafts: what every generated statement has in common.
#pragma once

#include <optional>

#include "sim/generator/draw.hpp"
#include "sim/generator/generator.hpp"

#include "core/json/value.hpp"
#include "core/time/date.hpp"

namespace concordat::sim::generator {

inline json::Value list(const std::vector<std::string>& values) {
  json::Array array;
  for (const std::string& value : values) array.emplace_back(value);
  return array;
}

inline std::string day_text(std::int32_t offset) { return to_string(Date{kFirstDay + offset}); }

class Pen {
 public:
  Pen(std::uint64_t seed, const Features& features) : draw(seed), on(features) {}

  Draw draw;
  const Features on;

  // How the days of a statement are drawn.
  enum class Days { kAlways, kMostly, kAny };

  // Appends a statement and returns its id.
  std::string write(std::string_view type, json::Object body, Days days = Days::kMostly) {
    return write(type, std::move(body), effective(days));
  }
  std::string write(std::string_view type, json::Object body, json::Object effective) {
    const std::string id = "s" + std::to_string(drafts_.size());
    json::Object basis = {{"kind", "own"}};
    if (draw.chance(25)) {
      basis = json::Object{{"kind", "transcribed"},
                           {"source", "gazette"},
                           {"digest", "sha256:" + std::string(64, 'a')},
                           {"read", day_text(0)}};
    }
    json::Object statement = {{"id", id},
                              {"type", type},
                              {"author", draw.chance(50) ? "authority-a" : "author"},
                              {"basis", basis},
                              {"effective", std::move(effective)},
                              {"body", std::move(body)}};
    drafts_.push_back({.statement = std::move(statement), .recorded_day = kFirstDay});
    return id;
  }
  [[nodiscard]] json::Object& last() { return drafts_.back().statement; }
  [[nodiscard]] std::vector<Draft>& drafts() { return drafts_; }

  [[nodiscard]] json::Object effective(Days days) {
    const std::int32_t from = days == Days::kAlways ? -3000
                              : draw.chance(days == Days::kMostly ? 70 : 30)
                                  ? draw.between(-100, 20)
                                  : draw.between(0, kDays);
    json::Object span = {{"from", day_text(from)}};
    if (days != Days::kAlways && draw.chance(days == Days::kMostly ? 30 : 60)) {
      span.set("until", day_text(from + draw.between(1, 350)));
    }
    return span;
  }
  // A day within the range.
  [[nodiscard]] std::string some_day() { return day_text(draw.between(0, kDays)); }

 private:
  std::vector<Draft> drafts_;
};

void write_frame(Pen& pen);
void write_norms(Pen& pen);
void write_competence(Pen& pen);
void write_compacts(Pen& pen);
void write_attestations(Pen& pen);
void write_measures(Pen& pen);
void write_changes(Pen& pen);
[[nodiscard]] recognition::Question draw_question(Pen& pen);

}  // namespace concordat::sim::generator

#include "registry/course.hpp"

#include <cstdlib>
#include <string>

#include "registry/ports/steady_clock.hpp"

namespace concordat::registry {
namespace {

// Time synchronisation may step a clock ahead a little; more than this is a fault of the machine,
constexpr std::int64_t kMaxForwardStep_ms = 5 * 60 * 1000;
// unless it has kept its new course for so long.
constexpr std::int64_t kNewCourse_ms = 10 * 60 * 1000;

}  // namespace

Status Course::check(const Clock& clock, Instant now) {
  const auto* const beside = dynamic_cast<const SteadyClock*>(&clock);
  if (beside == nullptr) return {};
  const Instant steady = beside->steady();
  const std::int64_t course = now.milliseconds - steady.milliseconds;
  if (!course_ms_ || course - *course_ms_ <= kMaxForwardStep_ms) {
    course_ms_ = course;
    strayed_.reset();
    return {};
  }
  if (!strayed_ || std::abs(course - strayed_->first) > kMaxForwardStep_ms) {
    strayed_ = {course, steady};
  }
  if (steady.milliseconds - strayed_->second.milliseconds >= kNewCourse_ms) {
    course_ms_ = course;
    strayed_.reset();
    return {};
  }
  return fail({.code = "registry.clock-ahead",
               .arguments = {{"now", to_string(now)},
                             {"ahead", std::to_string((course - *course_ms_) / 1'000)}}});
}

}  // namespace concordat::registry

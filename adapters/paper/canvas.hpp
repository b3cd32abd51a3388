// Pages, from the first to the last, and a pen that knows where on them it is.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <pango/pangocairo.h>

#include "registry/ports/sheet.hpp"

namespace concordat::paper {

struct FreeObject {
  void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, FreeObject>;

// Points (1/72 inch). A column is measured from the edge at which reading begins.
struct Column {
  double start = 0;
  double width = 0;
};

struct Hand {
  double size = 9.5;
  bool bold = false;
  double grey = 0;  // 0 black, 1 white
};

class Canvas {
 public:
  struct Frame {
    double width = 0;
    double height = 0;
    bool right_to_left = false;
    std::string language;
  };
  // The pen outlives this. `on_page` draws what every page has, behind what comes onto it.
  Canvas(cairo_t* pen, PangoContext* context, Frame frame,
         std::function<void(Canvas&, int page)> on_page);

  static constexpr double kMargin = 42;
  [[nodiscard]] double width() const { return frame_.width - 2 * kMargin; }
  [[nodiscard]] double top() const { return kMargin + 18; }
  [[nodiscard]] double bottom() const { return frame_.height - kMargin - 18; }
  [[nodiscard]] const Frame& frame() const { return frame_; }
  [[nodiscard]] cairo_t* pen() const { return pen_; }
  [[nodiscard]] int page() const { return page_; }

  double y = 0;

  void begin_page();
  void end_page();
  // A new page unless so much room is left on this one.
  void need(double height);
  void skip(double height) { y += height; }

  [[nodiscard]] Layout layout(const std::string& text, const Hand& hand, double width);
  [[nodiscard]] static double height_of(PangoLayout* layout);
  // Of its first line, from the top.
  [[nodiscard]] static double baseline_of(PangoLayout* layout);
  // Line by line, over as many pages as it takes; `y` is below it afterwards.
  void flow(PangoLayout* layout, const Column& column, const Hand& hand);
  // At that height, on this page, wherever it ends.
  void put(PangoLayout* layout, const Column& column, double at, const Hand& hand);
  void rule(double grey);
  // From the left edge of the page, whatever the direction.
  [[nodiscard]] double left_of(const Column& column) const;

  [[nodiscard]] const std::set<std::uint32_t>& missing() const { return missing_; }

 private:
  void show(PangoLayoutLine* line, const Column& column, double baseline, const Hand& hand);

  cairo_t* pen_;
  PangoContext* context_;
  Frame frame_;
  std::function<void(Canvas&, int)> on_page_;
  int page_ = 0;
  std::set<std::uint32_t> missing_;
};

// A line as text for a layout: identifiers between first-strong isolates (Unicode, annex 9).
[[nodiscard]] std::string text_of(const Line& line);

}  // namespace concordat::paper

#include "adapters/paper/canvas.hpp"

namespace concordat::paper {
namespace {

// The first that has a letter draws it, then whatever else the system has. Chinese by a TrueType
// font where there is one: Cairo 1.16 loses memory with every font of the other kind (CFF).
constexpr const char* kFonts = "Noto Sans,Noto Sans Arabic,Droid Sans Fallback";
constexpr double kLineSpacing = 1.5;  // points between lines

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

void note_missing(PangoLayout* layout, std::set<std::uint32_t>& missing) {
  if (pango_layout_get_unknown_glyphs_count(layout) == 0) return;
  for (int at = 0; at < pango_layout_get_line_count(layout); ++at) {
    const PangoLayoutLine* const line = pango_layout_get_line_readonly(layout, at);
    for (const GSList* item = line->runs; item != nullptr; item = item->next) {
      const auto* const run = static_cast<const PangoLayoutRun*>(item->data);
      for (int of = 0; of < run->glyphs->num_glyphs; ++of) {
        const PangoGlyph glyph = run->glyphs->glyphs[of].glyph;
        if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0 || glyph == PANGO_GLYPH_EMPTY) continue;
        missing.insert(glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
      }
    }
  }
}

}  // namespace

std::string text_of(const Line& line) {
  std::string text;
  for (const Span& span : line) {
    text += span.identifier ? "\u2068" + span.text + "\u2069" : span.text;
  }
  return text;
}

Canvas::Canvas(cairo_t* pen, PangoContext* context, Frame frame,
               std::function<void(Canvas&, int)> on_page)
    : pen_(pen), context_(context), frame_(std::move(frame)), on_page_(std::move(on_page)) {
  pango_context_set_base_dir(context_,
                             frame_.right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_context_set_language(context_, pango_language_from_string(frame_.language.c_str()));
}

void Canvas::begin_page() {
  ++page_;
  on_page_(*this, page_);
  y = top();
}

void Canvas::end_page() { cairo_show_page(pen_); }

void Canvas::need(double height) {
  if (y + height <= bottom()) return;
  end_page();
  begin_page();
}

Layout Canvas::layout(const std::string& text, const Hand& hand, double width) {
  Layout made(pango_layout_new(context_));
  PangoFontDescription* const font = pango_font_description_new();
  pango_font_description_set_family_static(font, kFonts);
  pango_font_description_set_absolute_size(font, hand.size * PANGO_SCALE);
  if (hand.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description(made.get(), font);
  pango_font_description_free(font);
  // The direction is the sheet's, not that of the first letter.
  pango_layout_set_auto_dir(made.get(), FALSE);
  pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(made.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
  note_missing(made.get(), missing_);
  return made;
}

double Canvas::height_of(PangoLayout* layout) {
  int width = 0;
  int height = 0;
  pango_layout_get_size(layout, &width, &height);
  return points(height) + kLineSpacing * pango_layout_get_line_count(layout);
}

double Canvas::baseline_of(PangoLayout* layout) {
  return points(pango_layout_get_baseline(layout));
}

double Canvas::left_of(const Column& column) const {
  if (!frame_.right_to_left) return kMargin + column.start;
  return frame_.width - kMargin - column.start - column.width;
}

void Canvas::show(PangoLayoutLine* line, const Column& column, double baseline, const Hand& hand) {
  PangoRectangle logical{};
  pango_layout_line_get_extents(line, nullptr, &logical);
  const double left = left_of(column);
  const double x = frame_.right_to_left ? left + column.width - points(logical.width) : left;
  cairo_set_source_rgb(pen_, hand.grey, hand.grey, hand.grey);
  cairo_move_to(pen_, x, baseline);
  pango_cairo_show_layout_line(pen_, line);
}

void Canvas::flow(PangoLayout* layout, const Column& column, const Hand& hand) {
  for (int at = 0; at < pango_layout_get_line_count(layout); ++at) {
    PangoLayoutLine* const line = pango_layout_get_line_readonly(layout, at);
    PangoRectangle logical{};
    pango_layout_line_get_extents(line, nullptr, &logical);
    const double height = points(logical.height) + kLineSpacing;
    need(height);
    show(line, column, y - points(logical.y), hand);
    y += height;
  }
}

void Canvas::put(PangoLayout* layout, const Column& column, double at, const Hand& hand) {
  for (int of = 0; of < pango_layout_get_line_count(layout); ++of) {
    PangoLayoutLine* const line = pango_layout_get_line_readonly(layout, of);
    PangoRectangle logical{};
    pango_layout_line_get_extents(line, nullptr, &logical);
    show(line, column, at - points(logical.y), hand);
    at += points(logical.height) + kLineSpacing;
  }
}

void Canvas::rule(double grey) {
  cairo_set_source_rgb(pen_, grey, grey, grey);
  cairo_set_line_width(pen_, 0.6);
  cairo_move_to(pen_, kMargin, y);
  cairo_line_to(pen_, frame_.width - kMargin, y);
  cairo_stroke(pen_);
}

}  // namespace concordat::paper

#include "adapters/paper/typesetter.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace concordat::paper {
namespace {

constexpr Hand kBody{.size = 9.5};
constexpr Hand kLabel{.size = 9, .grey = 0.3};
constexpr Hand kHeading{.size = 11, .bold = true};
constexpr Hand kTitle{.size = 17, .bold = true};
constexpr Hand kStatus{.size = 13, .bold = true};
constexpr Hand kSmall{.size = 8, .grey = 0.3};
constexpr double kGap = 8;        // between columns
constexpr double kCode = 92;      // side of the barcode with its quiet zone: 32 mm
constexpr double kQuiet = 4;      // modules
constexpr double kTightest = 40;  // a heading is not left alone at the foot of a page

class Typesetter {
 public:
  Typesetter(Canvas& canvas, const Sheet& sheet, const Pages& pages)
      : canvas_(canvas), sheet_(sheet), pages_(pages) {}

  int run() {
    canvas_.begin_page();
    title();
    status();
    code();
    for (const Section& one : sheet_.sections) {
      if (too_many()) break;
      section(one);
    }
    closing();
    no_font();
    canvas_.end_page();
    return canvas_.page();
  }

 private:
  [[nodiscard]] bool too_many() const { return canvas_.page() > pages_.most; }
  [[nodiscard]] Column whole() const { return {.start = 0, .width = canvas_.width()}; }

  void flow(const std::string& text, const Column& column, const Hand& hand) {
    const Layout layout = canvas_.layout(text, hand, column.width);
    canvas_.flow(layout.get(), column, hand);
  }

  void title() {
    flow(sheet_.kind + " \u2068" + sheet_.number + "\u2069", whole(), kTitle);
    canvas_.skip(8);
  }

  void status() {
    const double start = canvas_.y;
    const Column inner{.start = 10, .width = canvas_.width() - 20};
    std::vector<Layout> notes;
    double height = 14;
    const Layout word = canvas_.layout(sheet_.status, kStatus, inner.width);
    height += Canvas::height_of(word.get());
    for (const Line& note : sheet_.status_notes) {
      notes.push_back(canvas_.layout(text_of(note), kBody, inner.width));
      height += Canvas::height_of(notes.back().get());
    }
    cairo_t* const pen = canvas_.pen();
    cairo_set_source_rgb(pen, 0, 0, 0);
    cairo_set_line_width(pen, 1.2);
    cairo_rectangle(pen, canvas_.left_of(whole()), start, canvas_.width(), height);
    cairo_stroke(pen);
    canvas_.skip(7);
    canvas_.flow(word.get(), inner, kStatus);
    for (const Layout& note : notes) canvas_.flow(note.get(), inner, kBody);
    canvas_.y = start + height + 10;
  }

  void code() {
    if (sheet_.address.empty()) return;
    const bool drawn = !sheet_.code.dark.empty();
    const double beside = drawn ? kCode + kGap : 0;
    const Column text{.start = beside, .width = canvas_.width() - beside};
    const Layout note = canvas_.layout(sheet_.address_note, kBody, text.width);
    const Layout address = canvas_.layout("\u2068" + sheet_.address + "\u2069", kBody, text.width);
    const double height = std::max(
        drawn ? kCode : 0, Canvas::height_of(note.get()) + Canvas::height_of(address.get()));
    canvas_.need(height);
    const double start = canvas_.y;
    if (drawn) modules(start);
    canvas_.skip(drawn ? 12 : 0);
    canvas_.flow(note.get(), text, kBody);
    cairo_tag_begin(canvas_.pen(), CAIRO_TAG_LINK, ("uri='" + sheet_.address + "'").c_str());
    canvas_.flow(address.get(), text, kBody);
    cairo_tag_end(canvas_.pen(), CAIRO_TAG_LINK);
    canvas_.y = std::max(canvas_.y, start + height) + 8;
  }

  // Dark squares with a quiet zone of four modules, which the margin of the column is part of.
  void modules(double top) {
    const std::uint32_t width = sheet_.code.width;
    const double side = kCode / (width + 2 * kQuiet);
    const double left = canvas_.left_of({.start = 0, .width = kCode}) + kQuiet * side;
    cairo_t* const pen = canvas_.pen();
    cairo_set_source_rgb(pen, 0, 0, 0);
    for (std::size_t at = 0; at < sheet_.code.dark.size(); ++at) {
      if (!sheet_.code.dark[at]) continue;
      cairo_rectangle(pen, left + static_cast<double>(at % width) * side,
                      top + (kQuiet + static_cast<double>(at / width)) * side, side, side);
    }
    cairo_fill(pen);
  }

  void section(const Section& section) {
    canvas_.need(kTightest);
    canvas_.rule(0.6);
    canvas_.skip(5);
    flow(section.heading, whole(), kHeading);
    canvas_.skip(3);
    for (const paper::Row& row : section.rows) {
      if (too_many()) return;
      this->row(row);
    }
    table(section.table);
    for (const Line& note : section.notes) flow(text_of(note), whole(), kBody);
    canvas_.skip(7);
  }

  // The label beside its first value, the others below it.
  void row(const paper::Row& row) {
    const Column labels{.start = 0, .width = canvas_.width() * 0.3};
    const Column values{.start = labels.width + kGap,
                        .width = canvas_.width() - labels.width - kGap};
    const Layout label = canvas_.layout(row.label, kLabel, labels.width);
    const double height = Canvas::height_of(label.get());
    canvas_.need(height);
    const double start = canvas_.y;
    const int page = canvas_.page();
    const Layout first = canvas_.layout(text_of(row.values.front()), kBody, values.width);
    // On one line with the first value, whatever fonts the two are in.
    const double lower = Canvas::baseline_of(first.get()) - Canvas::baseline_of(label.get());
    canvas_.put(label.get(), labels, start + std::max(lower, 0.0), kLabel);
    canvas_.skip(std::max(-lower, 0.0));
    canvas_.flow(first.get(), values, kBody);
    for (std::size_t at = 1; at < row.values.size(); ++at) {
      if (too_many()) return;
      flow(text_of(row.values[at]), values, kBody);
    }
    if (canvas_.page() == page) canvas_.y = std::max(canvas_.y, start + height);
    canvas_.skip(2);
  }

  // ---- tables -------------------------------------------------------------------------------

  [[nodiscard]] Column cell(std::size_t at, std::size_t of) const {
    const double share = (canvas_.width() + kGap) / static_cast<double>(of);
    return {.start = share * static_cast<double>(at), .width = share - kGap};
  }

  void header(const Table& table) {
    const double start = canvas_.y;
    double height = 0;
    for (std::size_t at = 0; at < table.header.size(); ++at) {
      const Column column = cell(at, table.header.size());
      const Layout name = canvas_.layout(table.header[at], kLabel, column.width);
      canvas_.put(name.get(), column, start, kLabel);
      height = std::max(height, Canvas::height_of(name.get()));
    }
    canvas_.y = start + height + 1;
    canvas_.rule(0.75);
    canvas_.skip(3);
  }

  void table(const Table& table) {
    if (table.rows.empty()) return;
    canvas_.need(kTightest);
    header(table);
    for (const auto& row : table.rows) {
      if (too_many()) return;
      cells(table, row);
    }
  }

  // Beside each other where they fit on one page; a row that is higher than a page, one below the
  // other.
  void cells(const Table& table, const std::vector<Line>& row) {
    std::vector<Layout> layouts;
    double height = 0;
    double baseline = 0;
    for (std::size_t at = 0; at < row.size(); ++at) {
      layouts.push_back(canvas_.layout(text_of(row[at]), kBody, cell(at, row.size()).width));
      baseline = std::max(baseline, Canvas::baseline_of(layouts.back().get()));
    }
    for (const Layout& one : layouts) {
      height = std::max(height,
                        baseline - Canvas::baseline_of(one.get()) + Canvas::height_of(one.get()));
    }
    if (height > (canvas_.bottom() - canvas_.top()) / 2) {
      for (const Line& one : row) flow(text_of(one), whole(), kBody);
      return;
    }
    const int page = canvas_.page();
    canvas_.need(height);
    if (canvas_.page() != page) header(table);
    for (std::size_t at = 0; at < row.size(); ++at) {
      const double lower = baseline - Canvas::baseline_of(layouts[at].get());
      canvas_.put(layouts[at].get(), cell(at, row.size()), canvas_.y + lower, kBody);
    }
    canvas_.skip(height + 2);
  }

  // ---- the end ------------------------------------------------------------------------------

  void closing() {
    canvas_.need(kTightest);
    canvas_.rule(0.6);
    canvas_.skip(5);
    for (const Line& line : sheet_.closing) flow(text_of(line), whole(), kSmall);
  }

  void no_font() {
    if (canvas_.missing().empty()) return;
    std::string text = sheet_.no_font_note + " ";
    for (const std::uint32_t point : canvas_.missing()) {
      char name[16];
      std::snprintf(name, sizeof name, "U+%04X ", point);
      text += name;
    }
    canvas_.skip(4);
    flow(text, whole(), kBody);
  }

  Canvas& canvas_;
  const Sheet& sheet_;
  const Pages& pages_;
};

// From corner to corner, as large as it fits.
void across(Canvas& canvas, const std::string& word) {
  const Canvas::Frame& frame = canvas.frame();
  constexpr double kMeasure = 100;
  const Hand hand{.size = kMeasure, .bold = true};
  const double room = std::hypot(frame.width, frame.height) * 0.58;
  // Measured on one line, then made so large that this line has the room.
  const Layout measured = canvas.layout(word, hand, 100'000);
  PangoRectangle ink{};
  pango_layout_line_get_extents(pango_layout_get_line_readonly(measured.get(), 0), nullptr, &ink);
  const double width = static_cast<double>(ink.width) / PANGO_SCALE;
  const double size = std::min(kMeasure * room / std::max(width, 1.0), 130.0);
  const Layout layout = canvas.layout(word, {.size = size, .bold = true}, 100'000);
  PangoLayoutLine* const line = pango_layout_get_line_readonly(layout.get(), 0);
  PangoRectangle logical{};
  pango_layout_line_get_extents(line, nullptr, &logical);
  const double wide = static_cast<double>(logical.width) / PANGO_SCALE;
  const double high = static_cast<double>(logical.height) / PANGO_SCALE;
  cairo_t* const pen = canvas.pen();
  cairo_save(pen);
  cairo_translate(pen, frame.width / 2, frame.height / 2);
  cairo_rotate(pen, -std::atan2(frame.height, frame.width) * 0.9);
  cairo_set_source_rgb(pen, 0.96, 0.72, 0.74);
  cairo_set_line_width(pen, size * 0.06);
  cairo_rectangle(pen, -wide / 2 - size * 0.2, -high / 2, wide + size * 0.4, high);
  cairo_stroke(pen);
  cairo_move_to(pen, -wide / 2, -high / 2 - static_cast<double>(logical.y) / PANGO_SCALE);
  pango_cairo_show_layout_line(pen, line);
  cairo_restore(pen);
}

}  // namespace

void furnish(Canvas& canvas, const Sheet& sheet, int page, int total) {
  if (!sheet.across.empty()) across(canvas, sheet.across);
  const Column all{.start = 0, .width = canvas.width()};
  // One line, however long the number is.
  const std::string number = std::to_string(page) + " / " + std::to_string(total);
  const Layout foot = canvas.layout(number, kSmall, all.width);
  canvas.put(foot.get(), all, canvas.bottom() + 12, kSmall);
  if (page == 1) return;
  std::string head = sheet.kind + " \u2068" + sheet.number + "\u2069";
  if (!sheet.across.empty()) head = sheet.across + " · " + head;
  const Layout name = canvas.layout(head, kSmall, all.width);
  pango_layout_set_height(name.get(), -1);
  pango_layout_set_ellipsize(name.get(), PANGO_ELLIPSIZE_END);
  canvas.put(name.get(), all, Canvas::kMargin, kSmall);
}

int typeset(Canvas& canvas, const Sheet& sheet, const Pages& pages) {
  return Typesetter(canvas, sheet, pages).run();
}

}  // namespace concordat::paper

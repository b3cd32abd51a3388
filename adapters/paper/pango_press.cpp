#include "adapters/paper/pango_press.hpp"

#include <mutex>

#include <cairo-pdf.h>

#include "adapters/paper/enclosing.hpp"
#include "adapters/paper/typesetter.hpp"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
// Fontconfig loses some 300 octets when it reads its configuration, once in the life of a program.
// NOLINTNEXTLINE(bugprone-reserved-identifier): the name that the sanitizer asks for
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig.so\n"; }
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_options() { return "print_suppressions=0"; }
#endif
#endif

namespace concordat::paper {
namespace {

// The longest lists that a statement can hold fill fewer.
constexpr int kMostPages = 200;
// Points: ISO 216 and ANSI A.
constexpr double kA4Width = 595.28;
constexpr double kA4Height = 841.89;
constexpr double kLetterWidth = 612;
constexpr double kLetterHeight = 792;

struct FreeSurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct FreePen {
  void operator()(cairo_t* pen) const { cairo_destroy(pen); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;
using Pen = std::unique_ptr<cairo_t, FreePen>;

cairo_status_t take(void* into, const unsigned char* octets, unsigned int size) {
  static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(octets), size);
  return CAIRO_STATUS_SUCCESS;
}

struct Run {
  int pages = 0;
  std::vector<std::uint32_t> missing;
};

Run set_onto(cairo_surface_t* surface, PangoFontMap* fonts, const Sheet& sheet,
             const Canvas::Frame& frame, int total) {
  const Pen pen(cairo_create(surface));
  const std::unique_ptr<PangoContext, FreeObject> context(pango_font_map_create_context(fonts));
  // Shapes as the font has them, not as some screen would want them.
  const std::unique_ptr<cairo_font_options_t, decltype(&cairo_font_options_destroy)> options(
      cairo_font_options_create(), cairo_font_options_destroy);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context.get(), options.get());
  pango_cairo_context_set_resolution(context.get(), 72);
  Canvas canvas(pen.get(), context.get(), frame,
                [&sheet, total](Canvas& on, int page) { furnish(on, sheet, page, total); });
  Run run;
  run.pages = typeset(canvas, sheet, {.most = kMostPages, .total = total});
  run.missing.assign(canvas.missing().begin(), canvas.missing().end());
  return run;
}

}  // namespace

struct PangoPress::Fonts {
  std::mutex one_at_a_time;  // a font map serves one thread
  std::unique_ptr<PangoFontMap, FreeObject> map{pango_cairo_font_map_new()};
};

PangoPress::PangoPress() : fonts_(std::make_unique<Fonts>()) {}
PangoPress::~PangoPress() = default;

Result<Press::Printed> PangoPress::print(const Sheet& sheet, Size size) const {
  CONCORDAT_TRY(printed, pages(sheet, size));
  if (sheet.enclosed.octets.empty()) return printed;
  CONCORDAT_TRY(whole, enclose(printed.pdf, sheet.enclosed));
  printed.pdf = std::move(whole);
  return printed;
}

Result<Press::Printed> PangoPress::pages(const Sheet& sheet, Size size) const {
  const std::lock_guard lock(fonts_->one_at_a_time);
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(fonts_->map.get(), &families, &count);
  g_free(families);
  if (count == 0) return fail({.code = "press.no-font", .expected = "fonts, such as Noto Sans"});
  const bool a4 = size == Size::kA4;
  const Canvas::Frame frame{.width = a4 ? kA4Width : kLetterWidth,
                            .height = a4 ? kA4Height : kLetterHeight,
                            .right_to_left = sheet.language == "ar",
                            .language = sheet.language};
  std::string counted;
  int total = 0;
  {
    const Surface draft(
        cairo_pdf_surface_create_for_stream(take, &counted, frame.width, frame.height));
    total = set_onto(draft.get(), fonts_->map.get(), sheet, frame, 0).pages;
  }
  if (total > kMostPages) {
    return fail(
        {.code = "press.too-long", .expected = "at most " + std::to_string(kMostPages) + " pages"});
  }
  Printed printed;
  const Surface surface(
      cairo_pdf_surface_create_for_stream(take, &printed.pdf, frame.width, frame.height));
  const std::string title = sheet.kind + " " + sheet.number;
  const std::string day = to_string(sheet.day) + "T00:00:00Z";
  const std::string language = "language: " + sheet.language;
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_SUBJECT, sheet.status.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_KEYWORDS, language.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Concordat");
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, day.c_str());
  printed.missing = set_onto(surface.get(), fonts_->map.get(), sheet, frame, total).missing;
  cairo_surface_finish(surface.get());
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
    return fail({.code = "press.failed"});
  }
  return printed;
}

}  // namespace concordat::paper

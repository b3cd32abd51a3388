// certificate: what a holder prints.
#include <cstdio>

#include "adapters/paper/pango_press.hpp"
#include "adapters/qr/qr_barcode.hpp"
#include "adapters/system/system_clock.hpp"
#include "cli/files.hpp"
#include "cli/print.hpp"
#include "cli/signing.hpp"
#include "registry/paper/certificate_sheet.hpp"
#include "registry/paper/enclosed.hpp"

namespace concordat::cli {
namespace {

// The credential that the key named signs, to travel within the PDF.
Result<paper::Enclosure> enclosed(const PaperOptions& options, const registry::Registry& registry,
                                  const Barcode& barcode) {
  if (options.key.empty()) return paper::Enclosure{};
  CONCORDAT_TRY(issuing, Issuing::of(options.site, registry, options.key));
  const registry::StatusEntryOf status = issuing->lists().entries();
  return registry::enclosed_credential(
      registry, options.id,
      {.key = &issuing->key(), .status = status, .barcode = &barcode, .now = SystemClock().now()});
}

Result<Press::Printed> printed(const PaperOptions& options, const registry::Registry& registry,
                               const Output& output) {
  CONCORDAT_TRY(messages, open_messages());
  const qr::QrBarcode barcode;
  CONCORDAT_TRY(sheet, registry::certificate_sheet(registry, {.certificate = options.id,
                                                              .now = SystemClock().now(),
                                                              .messages = messages.get(),
                                                              .language = output.language,
                                                              .address = options.public_address,
                                                              .barcode = &barcode}));
  CONCORDAT_TRY(enclosure, enclosed(options, registry, barcode));
  sheet.enclosed = std::move(enclosure);
  const bool letter = options.size == "letter";
  return paper::PangoPress().print(sheet, letter ? Press::Size::kLetter : Press::Size::kA4);
}

}  // namespace

int certificate_paper(const PaperOptions& options, const Output& output) {
  const auto registry = open_registry(options.site, Access::kRead, output);
  if (!registry) return print_error(registry.error(), output, status_of(registry.error()));
  const auto made = printed(options, **registry, output);
  if (!made) return print_error(made.error(), output, status_of(made.error()));
  if (options.file == "-") {
    std::fwrite(made->pdf.data(), 1, made->pdf.size(), stdout);
    return kAnswered;
  }
  if (const Status written = write_file(options.file, made->pdf); !written) {
    return print_error(written.error(), output, kUnanswered);
  }
  return kAnswered;
}

}  // namespace concordat::cli

// A certificate as a PDF: the same sheet as its page.
#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "api/sheet_view.hpp"
#include "registry/paper/enclosed.hpp"

namespace concordat::api {
namespace {

Result<Press::Size> size_of(const Query& query) {
  Press::Size size = Press::Size::kA4;
  for (const auto& [name, value] : query.parameters()) {
    const bool letter = value == "letter";
    if (name != "size" || (!letter && value != "a4")) {
      return fail(
          {.code = "request.parameter", .place = name, .expected = "size=a4 or size=letter"});
    }
    size = letter ? Press::Size::kLetter : Press::Size::kA4;
  }
  return size;
}

}  // namespace

Answer get_paper(const Call& call, std::string_view certificate) {
  CONCORDAT_CHECK(must_accept(call.request, kPdf));
  CONCORDAT_TRY(size, size_of(call.query));
  if (call.ports.press == nullptr) return fail({.code = "press.not-here"});
  CONCORDAT_TRY(sheet, sheet_of(call, certificate));
  const registry::StatusLists* const lists = call.ports.status_lists;
  const registry::StatusEntryOf status = lists ? lists->entries() : registry::StatusEntryOf();
  CONCORDAT_TRY(enclosed, registry::enclosed_credential(call.ports.registry, certificate,
                                                        {.key = call.ports.credential_key,
                                                         .status = status,
                                                         .barcode = call.ports.barcode,
                                                         .now = call.ports.clock.now()}));
  sheet.enclosed = std::move(enclosed);
  CONCORDAT_TRY(printed, call.ports.press->print(sheet, size));
  http::Response response =
      reply({.type = kPdf, .body = std::move(printed.pdf), .caching = Caching::kRevalidate});
  response.fields.add("Content-Language", sheet.language);
  response.fields.add("Vary", "Accept-Language");
  return response;
}

}  // namespace concordat::api

// The code on a certificate, by itself: the same as on its page and its PDF.
#include "registry/paper/code.hpp"

#include "api/negotiation.hpp"
#include "api/routes.hpp"
#include "registry/paper/places.hpp"

namespace concordat::api {

Answer get_code(const Call& call, std::string_view certificate) {
  CONCORDAT_CHECK(must_accept(call.request, kSvg));
  if (call.ports.barcode == nullptr) return fail({.code = "barcode.not-here"});
  CONCORDAT_TRY(found, call.ports.registry.show("certificates", certificate));
  CONCORDAT_TRY(address, address_of(call.ports, call.request));
  CONCORDAT_TRY(code, call.ports.barcode->draw(address + registry::resolver_of(found.id)));
  http::Response response =
      reply({.type = kSvg, .body = registry::svg_of(code), .caching = Caching::kLive});
  // An image that somebody opens by itself is a document; this one runs and loads nothing.
  response.fields.add("Content-Security-Policy", "default-src 'none'");
  return response;
}

}  // namespace concordat::api

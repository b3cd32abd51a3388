#include "registry/paper/places.hpp"

#include "core/untp/registrar.hpp"
#include "registry/registry.hpp"

namespace concordat::registry {
namespace {

std::string path_of(std::string_view above, std::string_view id) {
  return std::string(above) + untp::segment(id);
}

}  // namespace

std::string page_of(std::string_view certificate) { return path_of("/certificates/", certificate); }

std::string paper_of(std::string_view certificate) {
  return path_of("/v1/certificates/", certificate) + "/paper";
}

std::string resolver_of(std::string_view certificate) {
  return path_of("/id/certificates/", certificate);
}

json::Object places_of(const Receipt& receipt) {
  json::Object places{{"statement", "/v1/statements/" + std::to_string(receipt.index)}};
  if (receipt.certificate.empty()) return places;
  const std::string certificate = path_of("/v1/certificates/", receipt.certificate);
  places.set("certificate", certificate);
  places.set("credential", certificate + "/credential");
  places.set("page", page_of(receipt.certificate));
  places.set("paper", paper_of(receipt.certificate));
  return places;
}

}  // namespace concordat::registry

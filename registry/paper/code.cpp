#include "registry/paper/code.hpp"

namespace concordat::registry {
namespace {

constexpr std::string_view kRecord = "/v1/certificates/";
constexpr std::string_view kResolver = "/id/certificates/";

// The resolver address of the certificate that a credential is about; empty for other credentials.
std::string address_in(const json::Value& credential) {
  const json::Value* const subject = credential.find("credentialSubject");
  if (subject == nullptr || subject->find("conformityCertificate") == nullptr) return {};
  const std::string_view id = subject->text("id");
  const std::size_t at = id.find(kRecord);
  if (at == std::string_view::npos) return {};
  return std::string(id.substr(0, at)) + std::string(kResolver) +
         std::string(id.substr(at + kRecord.size()));
}

}  // namespace

std::string svg_path(const paper::Modules& code) {
  std::string path;
  for (std::size_t row = 0; row < code.width; ++row) {
    for (std::size_t column = 0; column < code.width; ++column) {
      std::size_t end = column;
      while (end < code.width && code.dark[row * code.width + end]) ++end;
      if (end == column) continue;
      const std::string length = std::to_string(end - column);
      path += "M" + std::to_string(column) + " " + std::to_string(row) + "h" + length + "v1h-" +
              length + "z";
      column = end;
    }
  }
  return path;
}

std::string svg_of(const paper::Modules& code) {
  const std::string quiet = std::to_string(-kQuiet_modules);
  const std::string side = std::to_string(static_cast<int>(code.width) + 2 * kQuiet_modules);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" shape-rendering=\"crispEdges\" viewBox=\"" +
         quiet + " " + quiet + " " + side + " " + side + "\"><path fill=\"#fff\" d=\"M" + quiet +
         " " + quiet + "h" + side + "v" + side + "h-" + side + "z\"/><path d=\"" + svg_path(code) +
         "\"/></svg>";
}

void add_code(json::Value& credential, const Barcode& barcode) {
  const std::string address = address_in(credential);
  json::Object* const members = credential.as_object();
  json::Value* const methods = members == nullptr ? nullptr : members->find("renderMethod");
  if (address.empty() || methods == nullptr || methods->as_array() == nullptr) return;
  const auto code = barcode.draw(address);
  if (!code) return;
  methods->as_array()->push_back(json::Object{{"type", json::Array{"RenderTemplate2024"}},
                                              {"name", "QR code of " + address},
                                              {"mediaType", "image/svg+xml"},
                                              {"template", svg_of(*code)}});
}

}  // namespace concordat::registry

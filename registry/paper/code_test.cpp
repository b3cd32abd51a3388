#include "registry/paper/code.hpp"

#include <doctest/doctest.h>

#include "core/json/read.hpp"

namespace concordat::registry {
namespace {

class StubBarcode final : public Barcode {
 public:
  [[nodiscard]] Result<paper::Modules> draw(std::string_view text) const override {
    if (text.size() > 100) return fail({.code = "barcode.too-long"});
    return paper::Modules{.width = 2, .dark = {true, true, false, true}};
  }
};

json::Value credential_about(const std::string& subject) {
  const auto made =
      json::read(R"({"credentialSubject":{"id":")" + subject +
                 R"(","conformityCertificate":{}},"renderMethod":[{"name":"page"}]})");
  REQUIRE(made);
  return *made;
}

}  // namespace

TEST_CASE("a conformity credential gets the code of the certificate's resolver address") {
  json::Value credential = credential_about("https://r.example/v1/certificates/A%2F1");
  add_code(credential, StubBarcode());
  const json::Array& methods = credential.array("renderMethod");
  REQUIRE(methods.size() == 2);
  CHECK(methods[1].text("name") == "QR code of https://r.example/id/certificates/A%2F1");
  CHECK(methods[1].text("mediaType") == "image/svg+xml");
  CHECK(methods[1].text("template").find("viewBox=\"-4 -4 10 10\"") != std::string::npos);
  CHECK(methods[1].text("template").find("d=\"M0 0h2v1h-2zM1 1h1v1h-1z\"") != std::string::npos);
}

TEST_CASE("other credentials, and addresses that no code holds, stay as they are") {
  for (json::Value credential :
       {credential_about("did:key:z6Mk"),
        credential_about("https://r.example/v1/certificates/" + std::string(200, 'x')),
        json::Value(json::Object{{"credentialSubject", json::Object{}}}), json::Value("text")}) {
    const json::Value before = credential;
    add_code(credential, StubBarcode());
    CHECK(credential == before);
  }
}

}  // namespace concordat::registry

// The certificate's page as a holder prints it, and its PDF.
#include "api/house_for_tests.hpp"

namespace concordat::api {
namespace {

class StubBarcode final : public Barcode {
 public:
  [[nodiscard]] Result<paper::Modules> draw(std::string_view text) const override {
    if (text.size() > 2000) return fail({.code = "barcode.too-long"});
    return paper::Modules{.width = 3,
                          .dark = {true, true, false, false, false, false, true, false, true}};
  }
};

class StubPress final : public Press {
 public:
  [[nodiscard]] Result<Printed> print(const paper::Sheet& sheet, Size size) const override {
    return Printed{.pdf = "%PDF " + sheet.language + " " + sheet.number + " " + sheet.across +
                          (size == Size::kLetter ? " letter" : " a4"),
                   .missing = {}};
  }
};

struct Office {
  fixture::Demonstration demonstration;
  fixture::PlainMessages messages;
  StubBarcode barcode;
  StubPress press;
  Api api{{.registry = demonstration.registry(),
           .clock = demonstration.clock(),
           .messages = &messages,
           .public_address = "https://registry.example",
           .barcode = &barcode,
           .press = &press}};

  http::Response get(const std::string& path, const std::string& query = "",
                     std::vector<http::Field> headers = {}) {
    return fixture::ask(api, {.path = path, .query = query, .headers = std::move(headers)});
  }
};

Office& office() {
  static Office built;
  return built;
}

const std::string kPage = "/certificates/ANSSI-CC-2023%2F42";
const std::string kPaper = "/v1/certificates/ANSSI-CC-2023%2F42/paper";

void check_says(const http::Response& response, std::string_view text) {
  CAPTURE(text);
  CHECK(response.body.find(text) != std::string::npos);
}

}  // namespace

TEST_CASE("the page of a certificate says what a holder prints, and where the register is") {
  const http::Response page = office().get(kPage);
  REQUIRE(page.status == 200);
  check_says(page, "artefact.certificate");
  check_says(page, "<bdi>ANSSI-CC-2023/42</bdi></h1>");
  check_says(page, "page.section-certificate");
  check_says(page, "<th scope=\"col\">");
  check_says(page, "page.register-decides");
  check_says(page, "French Cybersecurity Agency (ANSSI)");
  check_says(page, "page.log-size");
  check_says(page, "<bdi>" + std::to_string(office().demonstration.registry().size()) + "</bdi>");
  const std::string address = "https://registry.example/id/certificates/ANSSI-CC-2023%2F42";
  check_says(page, "<svg role=\"img\" aria-label=\"");
  check_says(page, address + "\" viewBox=\"-4 -4 11 11\"");
  check_says(page, "<path d=\"M0 0h2v1h-2zM0 2h1v1h-1zM2 2h1v1h-1z\"");
  check_says(page, "<a href=\"/id/certificates/ANSSI-CC-2023%2F42\"><bdi>" + address);
  check_says(page, "href=\"" + kPaper + "\"");
  check_says(page, "@media print");
  CHECK(page.body.find("class=\"across\"") == std::string::npos);
}

TEST_CASE("the PDF is asked for like its neighbours") {
  const http::Response paper = office().get(kPaper, "", {{"Accept-Language", "fr"}});
  REQUIRE(paper.status == 200);
  CHECK(*paper.header("Content-Type") == "application/pdf");
  CHECK(*paper.header("Content-Language") == "fr");
  CHECK(*paper.header("Vary") == "Accept-Language");
  CHECK(paper.header("ETag").has_value());
  CHECK(paper.body == "%PDF fr ANSSI-CC-2023/42  a4");
  CHECK(office().get(kPaper, "size=letter").body == "%PDF en ANSSI-CC-2023/42  letter");
  CHECK(testing::code_of(office().get(kPaper, "size=a3")) == "request.parameter");
  CHECK(testing::code_of(office().get(kPaper, "", {{"Accept", "text/html"}})) ==
        "request.not-acceptable");
  CHECK(testing::code_of(office().get("/v1/certificates/NOBODY/paper")) == "resource.not-found");
  CHECK(office().get("/v1/organisations/anssi/paper").status == 404);
  CHECK(testing::code_of(testing::house().get(kPaper)) == "press.not-here");
}

TEST_CASE("what is suspended says so across page and PDF, and on neither once it is reinstated") {
  const auto change = [](const std::string& state, const std::string& day) {
    office().demonstration.file(
        R"({"id":"test-)" + state +
        R"(","type":"certificate-state","author":"concordat-transcriber",)"
        R"("basis":{"kind":"transcribed","source":"common-criteria-portal","read":"2026-05-31"},)"
        R"("effective":{"from":")" +
        day + R"("},"body":{"certificate":"ANSSI-CC-2023/42","state":")" + state + R"("}})");
  };
  change("suspended", "2026-05-20");
  const http::Response page = office().get(kPage);
  check_says(page, "<div class=\"across\" aria-hidden=\"true\"><span class=\"longer\">");
  check_says(page, "standing.suspended");
  check_says(page, "<bdi>2026-05-20</bdi>");
  CHECK(office().get(kPaper).body.find("standing.suspended") != std::string::npos);
  change("reinstated", "2026-05-25");
  CHECK(office().get(kPage).body.find("class=\"across\"") == std::string::npos);
  CHECK(office().get(kPaper).body == "%PDF en ANSSI-CC-2023/42  a4");
  // To come, and so not yet said.
  change("withdrawn", "2026-06-02");
  CHECK(office().get(kPage).body.find("class=\"across\"") == std::string::npos);
}

}  // namespace concordat::api

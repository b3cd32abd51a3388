#include "adapters/text/catalogue_messages.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "tools/testing/temporary_folder.hpp"

namespace concordat::text {
namespace {

class CatalogueFolder {
 public:
  CatalogueFolder& write(const std::string& name, std::string_view content) {
    std::ofstream(folder_.file(name), std::ios::binary) << content;
    return *this;
  }
  [[nodiscard]] std::string path() const { return folder_.path().string(); }
  [[nodiscard]] auto load() const { return CatalogueMessages::load(path()); }

 private:
  testing::TemporaryFolder folder_;
};

// The argument as a reader's terminal gets it.
std::string isolated(std::string_view text) {
  return "\xE2\x81\xA8" + std::string(text) + "\xE2\x81\xA9";
}

std::string refusal(std::string_view english) {
  CatalogueFolder folder;
  const auto messages = folder.write("en.json", english).load();
  return messages ? "loaded" : messages.error().code;
}

constexpr std::string_view kArabic = R"({
  "authenticity.found": "الشهادة {number} مسجلة.",
  "cures.count": "{count, plural, zero {لا تغييرات} one {تغيير واحد} two {تغييران} )"
                                     R"(few {# تغييرات} many {# تغييرًا} other {# تغيير}}"
})";
constexpr std::string_view kEnglish = R"({
  "authenticity.found": "Certificate {number} is on file.",
  "cures.count": "{count, plural, =0 {No change} one {# change} other {# changes}} for {market}.",
  "basis": "{basis, select, own {signed by the issuer} other {transcribed}}",
  "quota": "{quantity, number} units",
  "apostrophe": "It''s the holder''s.",
  "plain": "No argument at all"
})";
constexpr std::string_view kRussian = R"({
  "authenticity.found": "Сертификат {number} зарегистрирован.",
  "cures.count": "{count, plural, one {# изменение} few {# изменения} )"
                                      R"(many {# изменений} other {# изменения}}"
})";

std::unique_ptr<CatalogueMessages> load_three() {
  CatalogueFolder folder;
  folder.write("ar.json", kArabic).write("en.json", kEnglish).write("ru.json", kRussian);
  folder.write("zh.json", R"({"authenticity.found": "证书{number}已登记。"})");
  folder.write("fr.json", R"({"authenticity.found": "Le certificat {number} est enregistré."})");
  folder.write("es.json", R"({"authenticity.found": "El certificado {number} consta."})");
  auto messages = folder.load();
  REQUIRE(messages);
  return *std::move(messages);
}

}  // namespace

TEST_CASE("sentences in six languages, with identifiers isolated") {
  const auto messages = load_three();
  const MessageArguments arguments = {{"number", "2024-0001"}};
  const auto in = [&](std::string_view language) {
    return messages->sentence(language, "authenticity.found", arguments);
  };
  const std::string number = isolated("2024-0001");
  CHECK(in("ar") == "الشهادة " + number + " مسجلة.");
  CHECK(in("zh") == "证书" + number + "已登记。");
  CHECK(in("en") == "Certificate " + number + " is on file.");
  CHECK(in("fr") == "Le certificat " + number + " est enregistré.");
  CHECK(in("ru") == "Сертификат " + number + " зарегистрирован.");
  CHECK(in("es") == "El certificado " + number + " consta.");
}

TEST_CASE("plural forms of each language, in ASCII digits") {
  const auto messages = load_three();
  const auto count = [&](std::string_view language, const char* number) {
    return messages->sentence(language, "cures.count", {{"count", number}, {"market", "ES"}});
  };
  CHECK(count("en", "0") == "No change for " + isolated("ES") + ".");
  CHECK(count("en", "1") == "1 change for " + isolated("ES") + ".");
  CHECK(count("en", "12000") == "12,000 changes for " + isolated("ES") + ".");
  CHECK(count("ru", "21") == "21 изменение");
  CHECK(count("ru", "3") == "3 изменения");
  CHECK(count("ru", "11") == "11 изменений");
  CHECK(count("ar", "0") == "لا تغييرات");
  CHECK(count("ar", "2") == "تغييران");
  CHECK(count("ar", "3") == "3 تغييرات");
  CHECK(count("ar", "11") == "11 تغييرًا");
  CHECK(count("ar", "100") == "100 تغيير");
}

TEST_CASE("select, number and quoted apostrophes") {
  const auto messages = load_three();
  CHECK(messages->sentence("en", "basis", {{"basis", "own"}}) == "signed by the issuer");
  CHECK(messages->sentence("en", "basis", {{"basis", "elsewhere"}}) == "transcribed");
  CHECK(messages->sentence("en", "quota", {{"quantity", "1234567"}}) == "1,234,567 units");
  CHECK(messages->sentence("en", "apostrophe", {}) == "It's the holder's.");
  CHECK(messages->sentence("en", "plain", {{"unused", "x"}}) == "No argument at all");
}

TEST_CASE("without a sentence: English, then the code") {
  const auto messages = load_three();
  CHECK(messages->sentence("fr", "plain", {}) == "No argument at all");
  CHECK(messages->sentence("de", "plain", {}) == "No argument at all");
  CHECK(messages->sentence("", "plain", {}) == "No argument at all");
  CHECK(messages->sentence("fr", "no.such-code", {}) == "no.such-code");
  CHECK(messages->has("en", "plain"));
  CHECK_FALSE(messages->has("fr", "plain"));
  CHECK_FALSE(messages->has("de", "plain"));
}

TEST_CASE("arguments that do not fit") {
  const auto messages = load_three();
  CHECK(messages->sentence("en", "quota", {{"quantity", "many"}}) == "quota");
  CHECK(messages->sentence("en", "quota", {{"quantity", "12x"}}) == "quota");
  CHECK(messages->sentence("en", "authenticity.found", {}) == "Certificate {number} is on file.");
}

TEST_CASE("an argument cannot leave its isolate nor be taken for a pattern") {
  const auto messages = load_three();
  const auto found = [&](std::string value) {
    return messages->sentence("en", "authenticity.found", {{"number", std::move(value)}});
  };
  CHECK(found("A\xE2\x81\xA9\xE2\x80\xAE"
              "B") == "Certificate " + isolated("AB") + " is on file.");
  CHECK(found("{x} '{' #") == "Certificate " + isolated("{x} '{' #") + " is on file.");
}

TEST_CASE("catalogues that cannot be used are refused with their place") {
  const CatalogueFolder empty;
  const auto missing = empty.load();
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == "messages.missing");
  CHECK(refusal("{}") == "loaded");
  CHECK(refusal("[]") == "messages.catalogue");
  CHECK(refusal("{\"a\": 1}") == "messages.catalogue");
  CHECK(refusal("{\"a\": \"\"}") == "messages.catalogue");
  CHECK(refusal("{\"a\": \"x\", \"a\": \"y\"}") == "messages.catalogue");
  CHECK(refusal("{\"a\": \"{open\"}") == "messages.pattern");
  CHECK(refusal("{\"a\": \"{0} numbered\"}") == "messages.pattern");
  CHECK(refusal("{\"a\": \"{n, plural, one {x}}\"}") == "messages.pattern");
  CHECK(refusal("{\"a\": \"{n, nonsense}\"}") == "messages.pattern");
  CatalogueFolder folder;
  folder.write("en.json", R"({"good": "x"})").write("ar.json", R"({"bad.code": "{open"})");
  const auto bad = folder.load();
  REQUIRE_FALSE(bad);
  CHECK(bad.error().place.find("ar.json bad.code") != std::string::npos);
}

TEST_CASE("several threads may ask at once") {
  const auto messages = load_three();
  std::atomic<int> wrong = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      for (int round = 0; round < 200; ++round) {
        const auto text = messages->sentence("ru", "cures.count", {{"count", "21"}});
        if (text != "21 изменение") ++wrong;
      }
    });
  }
  for (std::thread& reader : readers) reader.join();
  CHECK(wrong == 0);
}

TEST_CASE("the port negotiates by the header") {
  CHECK(load_three()->negotiate("de, es;q=0.5") == "es");
}

}  // namespace concordat::text

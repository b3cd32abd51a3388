// Other people's credentials, where they are at hand (../shared, or $CONCORDAT_SHARED).
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <doctest/doctest.h>

#include "core/untp/presented.hpp"

namespace concordat::untp {
namespace {

namespace fs = std::filesystem;

fs::path folder() {
  const char* const set = std::getenv("CONCORDAT_SHARED");
  return fs::path(set != nullptr ? set : "../shared") / "standards" / "untp";
}

bool absent() {
  if (fs::is_directory(folder())) return false;
  std::cout << "skipped: no " << folder().string() << "\n";
  return true;
}

Result<Presented> reading(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return read(std::string((std::istreambuf_iterator<char>(stream)), {}));
}

std::vector<fs::path> below(const std::string& name, std::string_view ending) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder() / name)) {
    if (entry.is_regular_file() && entry.path().string().ends_with(ending)) {
      files.push_back(entry.path());
    }
  }
  return files;
}

void must_be_read(const fs::path& file, std::string_view version) {
  CAPTURE(file.string());
  const auto read = reading(file);
  CAPTURE(read ? std::string() : read.error().code + " " + read.error().place);
  REQUIRE(read);
  CHECK(read->version->name == version);
  for (const std::string& place : read->unknown) {
    std::cout << file.filename().string() << ": not in the tables: " << place << "\n";
  }
}

TEST_CASE("every published sample of 0.7.0 is read") {
  if (absent()) return;
  std::size_t count = 0;
  for (const char* const name : {"v0.7.0/samples/dcc", "v0.7.0/samples/dia",
                                 "v0.7.0-draft-2026-04-03/artefacts/samples/v0.7.0/dcc",
                                 "v0.7.0-draft-2026-04-03/artefacts/samples/v0.7.0/dia"}) {
    for (const fs::path& file : below(name, "_instance.json")) {
      must_be_read(file, "0.7.0");
      ++count;
    }
  }
  CHECK(count == 13);
}

TEST_CASE("every published sample of 0.6.1 is read") {
  if (absent()) return;
  must_be_read(folder() / "v0.6.1/untp-dcc/artefacts/untp-dcc-instance.json", "0.6.1");
  must_be_read(folder() / "v0.6.1/untp-dia/artefacts/untp-dia-instance.json", "0.6.1");
  must_be_read(folder() / "test-suite-examples/conformity-credential-simple.json", "0.6.1");
  for (const char* const whose : {"dcc", "dia", "dpp"}) {
    must_be_read(folder() / "test-suite-examples" /
                     ("identity-anchor-for-" + std::string(whose) + "-issuer.json"),
                 "0.6.1");
  }
}

TEST_CASE("a government's permit of 0.7.0, with an embedded proof, is read") {
  if (absent()) return;
  const auto read = reading(folder() / "signed/bcgov-mines-act/sample.json");
  REQUIRE(read);
  const Conformity& found = std::get<Conformity>(read->subject);
  CHECK(found.assessment_level == "authority-mandate");
  CHECK(found.assessor_level == "unspecified");
  CHECK_FALSE(read->valid_until);
}

TEST_CASE("older drafts and other credentials are refused by their version") {
  if (absent()) return;
  std::vector<fs::path> others = below("aatp", ".json");
  others.push_back(folder() / "test-suite-examples/product-passport-simple.json");
  others.push_back(folder() / "v0.6.1/untp-dpp/artefacts/untp-dpp-instance.json");
  for (const fs::path& file : others) {
    CAPTURE(file.string());
    const auto read = reading(file);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == "untp.version");
    CHECK(read.error().place == "/@context");
  }
}

// A data: URL with a semicolon where its comma belongs.
TEST_CASE("envelopes of a pilot that are no data: URLs are refused") {
  if (absent()) return;
  for (const char* const name : {"2024-07-00f0559b/draft-enveloped-signature.jsonld",
                                 "2024-07-d8b87056/v0-envelopped-proof.jsonld"}) {
    const auto read = reading(folder() / "signed/bcgov-tenure-branch" / name);
    REQUIRE_FALSE(read);
    CHECK(read.error().code.starts_with("envelope."));
  }
}

}  // namespace
}  // namespace concordat::untp

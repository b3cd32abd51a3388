#include "server/asset_folder.hpp"

#include <fstream>

#include <doctest/doctest.h>

#include "tools/testing/temporary_folder.hpp"

namespace concordat::server {
namespace {

namespace fs = std::filesystem;

class Built {
 public:
  Built() {
    write("assets/main-1.js", "start()");
    write("assets/main-1.js.gz", "gzip");
    write("assets/main-1.css", "p{}");
    write("assets/notes.unknown", "?");
    write(".vite/manifest.json",
          R"({"a.ts":{"file":"assets/a.js"},)"
          R"("m.tsx":{"file":"assets/main-1.js","isEntry":true,"css":["assets/main-1.css"]}})");
  }

  void write(const std::string& file, std::string_view text) const {
    fs::create_directories((folder() / file).parent_path());
    std::ofstream(folder() / file, std::ios::binary) << text;
  }
  [[nodiscard]] const fs::path& folder() const { return folder_.path(); }

 private:
  concordat::testing::TemporaryFolder folder_;
};

std::string code_of(const Built& built) {
  const auto read = read_assets(built.folder());
  return read ? std::string() : read.error().code;
}

}  // namespace

TEST_CASE("what the build wrote is read whole, with what starts a page") {
  const Built built;
  const auto assets = read_assets(built.folder());
  REQUIRE(assets.has_value());
  CHECK(assets->script() == "/assets/main-1.js");
  CHECK(assets->styles() == std::vector<std::string>{"/assets/main-1.css"});
  const api::Asset* script = assets->find("main-1.js");
  REQUIRE(script != nullptr);
  CHECK(script->type == "text/javascript; charset=utf-8");
  CHECK(script->octets == "start()");
  CHECK(script->gzip == "gzip");
  CHECK(script->brotli.empty());
  CHECK(assets->find("main-1.js.gz") == nullptr);
  CHECK(assets->find("notes.unknown") == nullptr);
  CHECK(assets->find("../.vite/manifest.json") == nullptr);
}

TEST_CASE("a folder that is not a built application is refused") {
  const Built built;
  built.write(".vite/manifest.json", "[");
  CHECK(code_of(built) == "serve.web-manifest");
  built.write(".vite/manifest.json", "[]");
  CHECK(code_of(built) == "serve.web-manifest");
  built.write(".vite/manifest.json", R"({"m":{"file":"assets/gone.js","isEntry":true}})");
  CHECK(code_of(built) == "serve.web-manifest");
  built.write(".vite/manifest.json",
              R"({"m":{"file":"assets/main-1.js","isEntry":true,"css":["assets/gone.css"]}})");
  CHECK(code_of(built) == "serve.web-manifest");
  fs::remove(built.folder() / ".vite" / "manifest.json");
  CHECK(code_of(built) == "serve.no-web-manifest");
  fs::remove_all(built.folder() / "assets");
  CHECK(code_of(built) == "serve.web-unreadable");
}

}  // namespace concordat::server

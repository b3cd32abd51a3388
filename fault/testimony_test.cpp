// Credentials of the registry's own kinds, and the catalogue of criteria, by command: what is
// issued verifies, with strict terms, and every criterion leads to its entry.
#include <filesystem>
#include <fstream>

#include "fault/program.hpp"
#include <doctest/doctest.h>

#include "core/json/read.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::fault {
namespace {

// The demonstration, made by the command itself.
class Site {
 public:
  Site() {
    REQUIRE(ask({"init", "--demo"}).status == 0);
    REQUIRE(ask({"keys", "generate", "credentials"}).status == 0);
    std::filesystem::create_directories(folder_.file("controllers"));
    std::ofstream(folder_.file("controllers/did.json"))
        << ask({"credential", "did", "--key", "credentials"}).out;
    std::filesystem::create_directories(folder_.file("lists"));
    std::ofstream(folder_.file("lists/0"))
        << ask({"credential", "status-list", "print", "0", "--key", "credentials"}).out;
  }

  Outcome ask(std::vector<std::string> command) const {
    command.emplace_back("--store");
    command.push_back("sqlite:" + folder_.file("registry.db"));
    return run(command);
  }
  json::Value told(const std::vector<std::string>& command) const {
    const Outcome outcome = ask(command);
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    return *json::read(outcome.out);
  }
  // Signed, and verified by whoever refuses terms that nobody defined.
  std::string verdict(std::vector<std::string> command) const {
    command.insert(command.end(), {"--key", "credentials"});
    const Outcome token = ask(command);
    INFO(token.err);
    REQUIRE(token.status == 0);
    const Outcome verified =
        run({"--format", "json", "verify", "-", "--strict-terms", "--controllers",
             folder_.file("controllers"), "--status-lists", folder_.file("lists")},
            token.out);
    const auto answer = json::read(verified.out);
    REQUIRE(answer);
    return std::string(answer->text("verdict")) + " " + std::to_string(verified.status);
  }

 private:
  testing::TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("what is issued by command verifies with strict terms, and criteria lead to entries") {
  const Site site;
  const std::vector<std::string> computed{
      "decide", "--certificate", "ANSSI-CC-2023/42", "--market", "ES", "--as-credential"};
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"credential", "issue", "agreements", "XA-XV"},
        {"credential", "issue", "equivalence-decisions", "XV-EQ-2022-07"},
        {"credential", "issue", "certificates", "ANSSI-CC-2023/42"},
        computed}) {
    CAPTURE(command[2]);
    CHECK(site.verdict(command) == "verified 0");
  }
  CHECK(site.told(computed).find("credentialSubject")->text("madeBy") == "computation");
  const json::Value certificate =
      site.told({"credential", "issue", "certificates", "ANSSI-CC-2023/42"});
  const json::Value& assessment =
      certificate.find("credentialSubject")->array("conformityAssessment")[0];
  const std::string criterion(assessment.array("assessmentCriteria")[0].text("id"));
  const std::string_view folder = "/vocabulary/";
  const std::string entry = criterion.substr(criterion.find(folder) + folder.size());
  CHECK(site.told({"vocabulary", entry}).text("id") == criterion);
  CHECK(site.told({"vocabulary"}).find("publisher") != nullptr);
  CHECK(site.ask({"vocabulary", "standards"}).status == 1);
  CHECK(site.ask({"credential", "issue", "agreements", "NOBODY"}).status != 0);
}

}  // namespace concordat::fault

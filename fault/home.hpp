// A registry of a test's own: its folder, its keys, and statements ready to be sent.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "fault/program.hpp"

#include "adapters/keys/key_folder.hpp"
#include "adapters/net/testing/test_client.hpp"
#include "core/json/value.hpp"
#include "core/log/note.hpp"
#include "tools/testing/temporary_folder.hpp"

namespace concordat::fault {

// The operator that examples/founding.json names, and the author of what the tests file.
inline constexpr std::string_view kAuthor = "concordat-demo";

// An economy with that code: a statement the operator may make, one fact, no company needed.
[[nodiscard]] json::Value economy(const std::string& code);

class Home {
 public:
  // Founds a registry in a fresh folder, which goes with this object.
  Home();

  [[nodiscard]] std::filesystem::path file(std::string_view name) const {
    return folder_.path() / name;
  }
  [[nodiscard]] std::filesystem::path database() const { return file("registry.db"); }
  [[nodiscard]] std::filesystem::path write_ahead() const { return file("registry.db-wal"); }
  [[nodiscard]] std::filesystem::path signing_record() const { return file("registry.db.signed"); }
  [[nodiscard]] std::filesystem::path server_log() const { return file("server.log"); }
  [[nodiscard]] std::string store() const { return "sqlite:" + database().string(); }
  [[nodiscard]] const std::string& vkey() const { return vkey_; }
  [[nodiscard]] const log::VerifierKey& log_key() const { return log_key_; }

  // `concordat COMMAND... --store STORE`.
  [[nodiscard]] Outcome ask(std::vector<std::string> command, std::string_view input = {}) const;
  // The command line of a server on this store.
  [[nodiscard]] std::vector<std::string> serving() const;
  [[nodiscard]] std::string server_said() const;

  // The draft under the author's signature. Any thread.
  [[nodiscard]] std::string sign(const json::Value& draft);

 private:
  testing::TemporaryFolder folder_;
  std::string vkey_;
  log::VerifierKey log_key_;
  std::mutex mutex_;  // guards keys_: a signer serves one thread at a time
  std::unique_ptr<keys::KeyFolder> keys_;
};

[[nodiscard]] std::string read_whole(const std::filesystem::path& path);
void write_whole(const std::filesystem::path& path, std::string_view octets);

// POST with that media type.
[[nodiscard]] std::string post(std::string_view target, std::string_view type,
                               std::string_view body);
// One signed statement to /v1/statements.
[[nodiscard]] net::TestClient::Answer file_statement(net::TestClient& client,
                                                     const std::string& compact);
// That many economies filed one by one, by a server that comes and goes. False when one was
// refused.
[[nodiscard]] bool file_some(Home& home, const std::string& prefix, int count);
// The member "code" of a problem document, or of the error a command printed as JSON.
[[nodiscard]] std::string code_in(const std::string& text);

}  // namespace concordat::fault

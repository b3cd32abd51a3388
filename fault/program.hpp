// The `concordat` program as its users run it: arguments in; exit status, output and files out.
//
// Nothing here looks inside the program. Which one is run, the build says; CONCORDAT_PROGRAM in the
// environment names another, such as an installed one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace concordat::fault {

[[nodiscard]] std::string program_path();

struct Outcome {
  int status = -1;  // exit status, or minus the signal that ended it
  std::string out;
  std::string err;
};

// Runs it to its end.
[[nodiscard]] Outcome run(const std::vector<std::string>& arguments, std::string_view input = {});

// `concordat serve` on a free port, or any command that ends by becoming one. Killed and reaped at
// the end of its life.
class Server {
 public:
  // Standard error is appended to `log`. Returns at once; `listens` waits.
  Server(const std::vector<std::string>& command, const std::filesystem::path& log);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Waits for its address. False when it ended instead, or said nothing for a minute.
  [[nodiscard]] bool listens();
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] pid_t process() const { return process_; }

  // No more than the signal; the process may live on.
  void signal(int number) const;
  // Waits for its end; exit status, or minus the signal. Again: the same.
  int wait();
  // SIGKILL, and the end.
  int kill();
  // SIGTERM, and the end: 0 when it went in good order.
  int stop();

 private:
  pid_t process_ = -1;
  int out_ = -1;
  std::uint16_t port_ = 0;
  bool ended_ = false;
  int status_ = 0;
};

}  // namespace concordat::fault

#include "fault/program.hpp"

#include <array>
#include <charconv>
#include <cstdlib>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace concordat::fault {
namespace {

// Only a failing test waits that long; a sanitizer build on a busy machine needs seconds.
constexpr int kPatience_ms = 60'000;

// A file without a name: a pipe would stall a program that says more than it holds.
class Spool {
 public:
  Spool() : descriptor_(::memfd_create("concordat-spool", MFD_CLOEXEC)) {}
  ~Spool() { ::close(descriptor_); }
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  void put(std::string_view octets) const {
    while (!octets.empty()) {
      const auto count = ::write(descriptor_, octets.data(), octets.size());
      if (count <= 0) return;
      octets.remove_prefix(static_cast<std::size_t>(count));
    }
    ::lseek(descriptor_, 0, SEEK_SET);
  }
  [[nodiscard]] std::string text() const {
    std::string text;
    std::array<char, 65'536> chunk{};
    for (off_t at = 0;;) {
      const auto count = ::pread(descriptor_, chunk.data(), chunk.size(), at);
      if (count <= 0) return text;
      text.append(chunk.data(), static_cast<std::size_t>(count));
      at += count;
    }
  }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

struct Streams {
  int in = -1;
  int out = -1;
  int err = -1;
};

// The child's environment is ours, with the folders that come with the program.
std::vector<std::string> environment() {
  std::vector<std::string> variables{"CONCORDAT_SHARE=" CONCORDAT_SOURCE_FOLDER};
  for (char** entry = ::environ; *entry != nullptr; ++entry) {
    if (!std::string_view(*entry).starts_with("CONCORDAT_SHARE=")) variables.emplace_back(*entry);
  }
  return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

pid_t spawn(std::vector<std::string> command, const Streams& streams) {
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, streams.in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, streams.out, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, streams.err, STDERR_FILENO);
  std::vector<std::string> variables = environment();
  const std::vector<char*> arguments = pointers_to(command);
  const std::vector<char*> inherited = pointers_to(variables);
  pid_t process = -1;
  const int failed = ::posix_spawnp(&process, arguments.front(), &actions, nullptr,
                                    arguments.data(), inherited.data());
  posix_spawn_file_actions_destroy(&actions);
  return failed == 0 ? process : -1;
}

int status_of(int waited) { return WIFEXITED(waited) ? WEXITSTATUS(waited) : -WTERMSIG(waited); }

int reap(pid_t process) {
  int waited = 0;
  if (process < 0 || ::waitpid(process, &waited, 0) != process) return -1;
  return status_of(waited);
}

// The port of "listening on http://127.0.0.1:38023"; 0 when the line says something else.
std::uint16_t port_in(std::string_view line) {
  std::uint16_t port = 0;
  const std::size_t colon = line.rfind(':');
  if (!line.starts_with("listening on http://") || colon == std::string_view::npos) return 0;
  std::from_chars(line.data() + colon + 1, line.data() + line.size(), port);
  return port;
}

}  // namespace

std::string program_path() {
  const char* const named = std::getenv("CONCORDAT_PROGRAM");
  return named != nullptr ? named : CONCORDAT_PROGRAM;
}

Outcome run(const std::vector<std::string>& arguments, std::string_view input) {
  const Spool in;
  const Spool out;
  const Spool err;
  in.put(input);
  std::vector<std::string> command{program_path()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const pid_t process =
      spawn(std::move(command),
            {.in = in.descriptor(), .out = out.descriptor(), .err = err.descriptor()});
  const int status = reap(process);
  return {.status = status, .out = out.text(), .err = err.text()};
}

Server::Server(const std::vector<std::string>& command, const std::filesystem::path& log) {
  std::array<int, 2> ends{-1, -1};
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int err = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
    process_ = spawn(command, {.in = nothing, .out = ends[1], .err = err});
  }
  ::close(nothing);
  ::close(err);
  ::close(ends[1]);
  out_ = ends[0];
  ended_ = process_ < 0;
}

Server::~Server() {
  kill();
  ::close(out_);
}

bool Server::listens() {
  std::string line;
  for (char octet = 0; octet != '\n';) {
    pollfd readable{.fd = out_, .events = POLLIN, .revents = 0};
    if (::poll(&readable, 1, kPatience_ms) != 1 || ::read(out_, &octet, 1) != 1) return false;
    if (octet != '\n') line.push_back(octet);
  }
  port_ = port_in(line);
  return port_ != 0;
}

void Server::signal(int number) const {
  if (!ended_) ::kill(process_, number);
}

int Server::wait() {
  if (!ended_) {
    status_ = reap(process_);
    ended_ = true;
  }
  return status_;
}

int Server::kill() {
  signal(SIGKILL);
  return wait();
}

int Server::stop() {
  signal(SIGTERM);
  return wait();
}

}  // namespace concordat::fault

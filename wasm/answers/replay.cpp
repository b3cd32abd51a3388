// concordat_answers CASES [--print LINE]
//
// Plays a file of cases (wasm/answers/README.md) on the native follower and prints a digest for
// every line, so that two builds can be compared without writing a gigabyte of answers. --print
// LINE prints what that line came to, instead.
//
// Exit: 0 every line was played, 1 the file is no file of cases, 64 usage.
#include <charconv>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "wasm/follower.hpp"

#include "core/base/base64.hpp"
#include "core/base/hex.hpp"
#include "core/crypto/digest.hpp"

namespace concordat::wasm {
namespace {

constexpr std::size_t kPrintedDigest = 16;  // octets: enough to tell any two answers apart
constexpr int kUsage = 64;

// Words of a line, taken from its front; the rest keeps its spaces.
std::string_view word(std::string_view& line) {
  const std::size_t space = std::min(line.find(' '), line.size());
  const std::string_view first = line.substr(0, space);
  line.remove_prefix(std::min(space + 1, line.size()));
  return first;
}

template <class Number>
Number number(std::string_view text) {
  Number value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string told(const Status& status) {
  return status ? "ok" : status.error().code + " " + status.error().place;
}

class Play {
 public:
  // What a line came to; nothing for a line that is none.
  std::optional<std::string> line(std::string_view line) {
    const std::string_view kind = word(line);
    if (kind == "registry") {
      follower_ = std::make_unique<Follower>();
      return "";
    }
    if (!follower_) return std::nullopt;
    if (kind == "draft") {
      const Instant recorded{number<std::int64_t>(word(line))};
      return told(follower_->add_draft(line, recorded));
    }
    if (kind == "bundle") {
      const auto index = number<std::uint64_t>(word(line));
      const auto count = number<std::size_t>(word(line));
      const auto bytes = decode_base64(line);
      if (!bytes) return std::nullopt;
      const Status added = follower_->add_bundle(*bytes, index, count);
      return told(added) + obligations();
    }
    if (kind == "checkpoint") {
      const std::string_view vkey = word(line);
      const auto note = decode_base64(line);
      if (!note) return std::nullopt;
      const Status checked = follower_->check_checkpoint(text_of(*note), vkey);
      return told(checked) + obligations();
    }
    if (kind == "question") {
      auto answer = follower_->determine(line);
      return answer ? std::move(*answer) : told(fail(answer.error()));
    }
    // What the registry itself answered to the line before.
    if (kind == "answered") return std::string(line);
    return std::nullopt;
  }

 private:
  // All signatures that must hold, as one digest: they are the same everywhere too.
  std::string obligations() {
    Bytes all;
    for (const crypto::Obligation& obligation : follower_->take_obligations()) {
      for (const ByteView part : {ByteView(obligation.key.bytes), ByteView(obligation.message),
                                  ByteView(obligation.signature)}) {
        all.insert(all.end(), part.begin(), part.end());
      }
    }
    return " " + crypto::to_string(crypto::sha256(all));
  }

  std::unique_ptr<Follower> follower_;
};

int replay(std::istream& cases, std::uint64_t wanted) {
  Play play;
  std::string line;
  std::string digests;
  for (std::uint64_t at = 1; std::getline(cases, line); ++at) {
    // Answers depend on what was stated, not on what was asked.
    if (wanted != 0 && at != wanted && line.starts_with("question ")) continue;
    const auto came_to = play.line(line);
    if (!came_to) {
      std::cerr << "concordat_answers: line " << at << " is no case\n";
      return 1;
    }
    if (at == wanted) {
      std::cout << *came_to << "\n";
      return 0;
    }
    const crypto::Digest digest = crypto::sha256(bytes_of(*came_to));
    if (wanted == 0) digests += encode_hex(ByteView(digest).first(kPrintedDigest)) + "\n";
  }
  std::cout << digests;
  return 0;
}

}  // namespace
}  // namespace concordat::wasm

int main(int count, char** arguments) {
  using namespace concordat::wasm;
  const bool prints = count == 4 && std::string_view(arguments[2]) == "--print";
  std::ifstream cases;
  if (count == 2 || prints) cases.open(arguments[1], std::ios::binary);
  if (!cases.is_open()) {
    std::cerr << "usage: concordat_answers CASES [--print LINE]\n";
    return kUsage;
  }
  return replay(cases, prints ? number<std::uint64_t>(arguments[3]) : 0);
}

// A key file of any content: it opens with a key that belongs to itself, or is refused by code.
// What it asks of the derivation is its own affair up to the limit, so costs above the least are
// not tried here.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/keys/key_file.hpp"
#include "core/json/read.hpp"

namespace {

using namespace concordat;

constexpr std::int64_t kCheapMemory_kib = 64;

void demand(bool holds) {
  if (!holds) std::abort();
}

// A file without a name, as a path that can be opened.
class Content {
 public:
  explicit Content(std::string_view text) : descriptor_(::memfd_create("key", MFD_CLOEXEC)) {
    demand(descriptor_ >= 0 && ::fchmod(descriptor_, 0600) == 0);
    while (!text.empty()) {
      const ssize_t written = ::write(descriptor_, text.data(), text.size());
      demand(written > 0);
      text.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  ~Content() { ::close(descriptor_); }
  Content(const Content&) = delete;
  Content& operator=(const Content&) = delete;
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

bool is_dear(std::string_view text) {
  const auto document = json::read(text);
  const json::Value* sealed = document ? document->find("sealed") : nullptr;
  return sealed && sealed->as_object() &&
         (sealed->integer("memoryKib") > kCheapMemory_kib || sealed->integer("operations") > 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Content content(text);
  const auto key = keys::read_public_key(content.path());
  demand(key || key.error().code.starts_with("keys."));
  if (is_dear(text)) return 0;
  const auto pair = keys::read_key_file(content.path(), "correct horse");
  demand(pair || pair.error().code.starts_with("keys."));
  if (pair) demand(key && *key == pair->public_key);
  return 0;
}

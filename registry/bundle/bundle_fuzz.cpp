// Whatever stands in a file, it is opened or refused with a place; what is opened says what the
// manifest says. The first line is the log's key; every signature holds, so that the rest is
// reached.
#include <cstdlib>
#include <sstream>

#include "registry/bundle/age.hpp"
#include "registry/bundle/open.hpp"

namespace {

struct Trusting final : concordat::Verifier {
  [[nodiscard]] bool holds(const concordat::crypto::Obligation&) const override { return true; }
};

void read_piece(std::string_view line) {
  using namespace concordat;
  using namespace concordat::registry::bundle;
  const auto json = read_line(line);
  if (!json) return;
  const auto piece = piece_from_json(*json);
  if (!piece) return;
  if (const auto* const gap = std::get_if<Gap>(&*piece)) {
    if (*piece_from_json(to_json(*gap)) != *piece) std::abort();
  } else if (const auto again = to_json(std::get<Kept>(*piece))) {
    if (*piece_from_json(*again) != *piece) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concordat;
  using namespace concordat::registry::bundle;
  std::istringstream in(std::string(text_of({data, size})));
  std::string first;
  std::getline(in, first);
  read_piece(first);
  const auto key = log::parse_vkey(first);
  if (!key) return 0;
  Lines lines(in);
  const Trusting verifier;
  const auto opened = open(lines, {.log_key = *key, .verifier = verifier});
  if (!opened) {
    if (opened.error().code.empty()) std::abort();
    return 0;
  }
  if (opened->registry->size() != opened->manifest.size) std::abort();
  if (shown(*opened, opened->manifest.made).integer("ageSeconds") != 0) std::abort();
  return 0;
}

#include "core/log/entry.hpp"

#include <limits>

#include <doctest/doctest.h>

namespace concordat::log {
namespace {

// The worked example of spec/formats/entry.md.
const Bytes kWorked = {0x01, 0x00, 0x00, 0x01, 0x8f, 0x34, 0x26, 0x9c, 0x95,
                       0x01, 'a',  'b',  '.',  'c',  'd',  '.',  'e',  'f'};

TEST_CASE("the worked bytes of the format document are what is written") {
  const Entry entry{.recorded = {1'714'566'896'789}, .custody = true, .statement = "ab.cd.ef"};
  CHECK(encode_entry(entry) == kWorked);
  CHECK(decode_entry(kWorked) == entry);
}

TEST_CASE("what is encoded is decoded, at the limits too") {
  for (const std::int64_t recorded : {std::int64_t{0}, std::int64_t{1'714'566'896'789},
                                      std::numeric_limits<std::int64_t>::max()}) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{1'000}, kMaxStatementSize}) {
      const Entry entry{{recorded}, size % 2 == 0, std::string(size, 'q')};
      const auto bytes = encode_entry(entry);
      REQUIRE(bytes);
      CHECK(bytes->size() == size + kEntryHeaderSize);
      CHECK(decode_entry(*bytes) == entry);
    }
  }
}

TEST_CASE("what cannot be an entry is refused when it is made") {
  CHECK(encode_entry({{-1}, false, "x"}).error().code == "entry.recorded");
  CHECK(encode_entry({{1}, false, ""}).error().code == "entry.statement");
  CHECK(encode_entry({{1}, false, std::string(kMaxStatementSize + 1, 'x')}).error().code ==
        "entry.too-large");
}

TEST_CASE("every truncation, unknown version and unknown flag is refused") {
  for (std::size_t size = 0; size < kEntryHeaderSize; ++size) {
    CHECK(decode_entry(ByteView(kWorked).first(size)).error().code == "entry.short");
  }
  CHECK(decode_entry(ByteView(kWorked).first(kEntryHeaderSize)).error().code == "entry.statement");
  for (unsigned version = 0; version < 256; ++version) {
    Bytes other = kWorked;
    other[0] = static_cast<Byte>(version);
    CHECK(decode_entry(other).has_value() == (version == 1));
  }
  for (unsigned flags = 0; flags < 256; ++flags) {
    Bytes other = kWorked;
    other[9] = static_cast<Byte>(flags);
    CHECK(decode_entry(other).has_value() == (flags <= 1));
    if (flags > 1) CHECK(decode_entry(other).error().code == "entry.flags");
  }
  Bytes late = kWorked;
  late[1] = 0x80;
  CHECK(decode_entry(late).error().code == "entry.recorded");
  CHECK(decode_entry(Bytes(kMaxEntrySize + 1, 1)).error().code == "entry.too-large");
}

TEST_CASE("bundles hold their entries in order, the empty and the largest too") {
  const std::vector<Bytes> entries = {kWorked, {}, Bytes(kMaxEntrySize, 7), {0x00}};
  const auto bundle = encode_bundle(entries);
  REQUIRE(bundle);
  CHECK(bundle->size() == 4 * 2 + kWorked.size() + kMaxEntrySize + 1);
  CHECK((*bundle)[0] == 0);
  CHECK((*bundle)[1] == kWorked.size());
  CHECK(decode_bundle(*bundle, 4) == entries);
  CHECK(decode_bundle(*bundle, 3).error().code == "bundle.form");
  CHECK(decode_bundle(*bundle, 5).error().code == "bundle.form");
  CHECK(decode_bundle({}, 0) == std::vector<Bytes>{});
  CHECK(encode_bundle(std::vector<Bytes>{Bytes(kMaxEntrySize + 1)}).error().code ==
        "entry.too-large");
}

TEST_CASE("no truncated bundle is read") {
  const Bytes bundle = *encode_bundle(std::vector<Bytes>{kWorked, kWorked});
  for (std::size_t size = 0; size < bundle.size(); ++size) {
    CHECK(decode_bundle(ByteView(bundle).first(size), 2).error().code == "bundle.form");
  }
}

}  // namespace
}  // namespace concordat::log

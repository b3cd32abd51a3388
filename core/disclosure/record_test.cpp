#include "core/disclosure/record.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "core/base/base64url.hpp"
#include "core/base/hex.hpp"
#include "core/disclosure/world_for_tests.hpp"
#include "core/json/write.hpp"

namespace concordat::disclosure {
namespace {

std::string page() {
  std::ifstream file("spec/formats/vault-proof.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("the worked octets of spec/formats/vault-proof.md") {
  Record record =
      record_of(header_of("hello"),
                {{"clause 19.11", json::Object{{"verdict", "fail"}, {"measured", "92 K"}}}});
  const std::string text = page();
  std::string disclosures;
  for (const std::string& disclosure : record.disclosures()) disclosures += disclosure + "\n";
  INFO(disclosures << "root " << encode_hex(record.root()) << "\ncommitment "
                   << encode_hex(record.commitment()));
  CHECK(text.find(disclosures) != std::string::npos);
  CHECK(text.find("root       " + encode_hex(record.root())) != std::string::npos);
  CHECK(text.find("commitment " + encode_hex(record.commitment())) != std::string::npos);
  CHECK(text.find("leaf       " + encode_hex(commitment_leaf(1, record.commitment()))) !=
        std::string::npos);
}

TEST_CASE("a part is read as it was disclosed, and nothing else is a part") {
  const Part part{"clause 8", json::Array{1, "two", nullptr}};
  const auto read = read_disclosure(disclose(salt_of(7), part));
  REQUIRE(read);
  CHECK(*read == part);
  const auto refused = [](const json::Array& array) {
    const auto outcome =
        read_disclosure(encode_base64url(bytes_of(json::compact(json::Value(array)))));
    return !outcome && outcome.error().code == "vault-proof.disclosure";
  };
  const std::string salt = encode_base64url(salt_of(1));
  CHECK(refused({salt, "value alone"}));
  CHECK(refused({salt, "a", "b", "c"}));
  CHECK(refused({salt, 7, "b"}));
  CHECK(refused({7, "a", "b"}));
  CHECK(refused({salt.substr(4), "a", "b"}));
  CHECK(refused({"not base64url!", "a", "b"}));
  CHECK_FALSE(read_disclosure("%"));
  CHECK_FALSE(read_disclosure(""));
}

TEST_CASE("whatever differs in a record differs in its commitment") {
  const Header header = header_of("hello");
  const std::vector<Part> rows = {{"a", 1}, {"b", 2}};
  const auto commitment_of = [](const Header& given, const std::vector<Part>& parts) {
    return record_of(given, parts).commitment();
  };
  const auto whole = commitment_of(header, rows);
  Header other = header;
  other.owner = "lab-two.example";
  CHECK(commitment_of(other, rows) != whole);
  other = header;
  other.replaces = crypto::Digest{};
  CHECK(commitment_of(other, rows) != whole);
  CHECK(commitment_of(header, {{"b", 2}, {"a", 1}}) != whole);
  CHECK(commitment_of(header, {{"a", 1}}) != whole);
  CHECK(commitment_of(header, {{"a", 1}, {"b", 2}, {"b", 2}}) != whole);
  // The same parts under other salts.
  std::vector<std::string> salted;
  for (const Part& part : parts_of(header)) salted.push_back(disclose(salt_of(99), part));
  const auto same_salts = record_of(header, {});
  CHECK(Record(same_salts.salt(), salted).commitment() != same_salts.commitment());
  RecordSalt salt = same_salts.salt();
  salt[31] ^= 1;
  CHECK(commitment(salt, same_salts.parts(), same_salts.root()) != same_salts.commitment());
}

}  // namespace
}  // namespace concordat::disclosure
